"""Which old token became which new one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from utsaga.text.follow.matches import Match


class Links:
    """Token by token: ``to_new`` and ``to_old`` hold the index in the other text, or -1.

    ``renamed_old`` and ``renamed_new`` are tokens that stand for each other without being the same.
    Of a phrase that became one of another length several tokens share a partner; ``inner`` are its old
    tokens but the first: a passage that begins or ends between them has no such place any more.
    """

    __slots__ = ("inner", "renamed_new", "renamed_old", "to_new", "to_old")

    def __init__(self, matches: Iterable[Match], old: Sequence[int], new: Sequence[int]) -> None:
        self.to_new = [-1] * len(old)
        self.to_old = [-1] * len(new)
        self.renamed_old: set[int] = set()
        self.renamed_new: set[int] = set()
        self.inner: set[int] = set()
        for match in matches:
            self._add(match, old, new)

    def _add(self, match: Match, old: Sequence[int], new: Sequence[int]) -> None:
        a, a_end, b, b_end = match
        if a_end - a == b_end - b:
            self.to_new[a:a_end] = range(b, b_end)
            self.to_old[b:b_end] = range(a, a_end)
            if old[a:a_end] != new[b:b_end]:
                differ = [k for k in range(a_end - a) if old[a + k] != new[b + k]]
                self.renamed_old.update(a + k for k in differ)
                self.renamed_new.update(b + k for k in differ)
            return
        size, new_size = a_end - a, b_end - b
        if size > 1 < new_size:
            self.inner.update(range(a + 1, a_end))
        self.to_new[a:a_end] = [b + k * new_size // size for k in range(size)]
        self.to_old[b:b_end] = [a + k * size // new_size for k in range(new_size)]
        self.renamed_old.update(range(a, a_end))
        self.renamed_new.update(range(b, b_end))

    def end_of(self, token: int) -> int:
        """One past the last new token that a linked old token became."""
        end = self.to_new[token] + 1
        while end < len(self.to_old) and self.to_old[end] == token:
            end += 1
        return end

    def left_of(self, token: int, reach: int) -> int | None:
        """The nearest linked old token before one, -1 for the text's beginning, None out of reach."""
        for place in range(token - 1, max(token - reach - 2, -1), -1):
            if self.to_new[place] >= 0:
                return place
        return -1 if token <= reach else None

    def right_of(self, token: int, reach: int) -> int | None:
        """The nearest linked old token from one on, the text's size at its end, None out of reach."""
        size = len(self.to_new)
        for place in range(token, min(token + reach + 1, size)):
            if self.to_new[place] >= 0:
                return place
        return size if size - token <= reach else None

    def first_and_last(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last linked token of a run of old ones, half open; both -1 for none."""
        to_new = self.to_new
        if start < end and to_new[start] >= 0 and to_new[end - 1] >= 0:
            return start, end - 1
        first = next((token for token in range(start, end) if to_new[token] >= 0), -1)
        last = next((token for token in range(end - 1, start - 1, -1) if to_new[token] >= 0), -1)
        return first, last
