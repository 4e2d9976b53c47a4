"""Words put in between a passage and the edge of its sentence: they belong to it.

A passage that ends with its sentence's full stop keeps to it: *Min tillit är villkorad.* becomes *Min
tillit är villkorad av annat.*, not its first half. So does one that begins with its sentence, of which
the capital, the dash or the quotation mark now stands before other words.
"""

from __future__ import annotations

import re

from utsaga.model.span import Span
from utsaga.text.follow.boundaries import PARAGRAPH, strength
from utsaga.text.follow.gap_pairs import GapPairs
from utsaga.text.follow.links import Links
from utsaga.text.follow.mapping import Mapped, Range
from utsaga.text.follow.pairing import MISSPELT
from utsaga.text.follow.tokens import Tokens

PUT_IN = "words were put in at its edge"
"""Why a person should look at a passage of which nobody can tell how far its sentence goes now."""
_MOST = 20  # words put in at an edge that are taken for the sentence's own
_BESIDE = 40  # characters beside a passage among which signs are looked for
_STOP = re.compile(r"[.?!…]")
_OPENED = re.compile(r"[.?!…:\]\n]")  # what a sentence begins after


class SentenceEdges:
    """Widens places to the edges that their passages had; ``moved`` are the links of what moved."""

    def __init__(self, old: Tokens, new: Tokens, links: Links, moved: Links | None, pairs: GapPairs) -> None:
        self._old = old
        self._new = new
        self._links = links
        self._moved = moved
        self._pairs = pairs

    def kept(self, coded: Span, tokens: Range, became: Mapped) -> tuple[Mapped, bool]:
        """Return a place with the words put in at its sentences' edges, and whether it is in doubt.

        It is when nobody can tell where these words end, or there are many of them.
        """
        end, unsure = self._end(coded, tokens, became)
        begin, unclear = self._begin(coded, tokens, became)
        much = max(end - became.end, became.begin - begin) > _MOST
        if much or unsure or unclear:
            return became, True
        return Mapped(begin, end, became.guessed), False

    def _end(self, coded: Span, tokens: Range, became: Mapped) -> tuple[int, bool]:
        old, new = self._old, self._new
        taken = old.text[old.ends[tokens[1] - 1] : coded.end]
        if not _STOP.search(taken) or _STOP.search(new.before(became.end)):
            return became.end, False
        end, size = became.end, len(new)
        after = self._partner(tokens[1])
        while end < size and end != after and not self._explained(end) and not self._stops(end):
            end += 1
        closed = self._parted(end) if end == after else self._stops(end)
        return end, end > became.end and not (end == size or (closed and after is not None))

    def _begin(self, coded: Span, tokens: Range, became: Mapped) -> tuple[int, bool]:
        if not self._opens(coded, tokens[0]) or self._opened(began := became.begin):
            return became.begin, False
        before = self._partner(tokens[0] - 1)
        begin = began
        while (
            begin > 0 and begin - 1 != before and not self._explained(begin - 1) and not self._opened(begin)
        ):
            begin -= 1
        known = begin == 0 or (before is not None and self._opened(begin))
        return begin, begin < began and not known

    def _opens(self, coded: Span, first: int) -> bool:
        """Whether a passage begins with its sentence, by a sign or a capital."""
        old, start = self._old, self._old.starts[first]
        if coded.start > start or (first and not _OPENED.search(old.before(first))):
            return False
        return old.text[start].isupper() or bool(old.text[coded.start : start].strip())

    def _opened(self, token: int) -> bool:
        """Whether a sentence begins with a new word, for all that stands before it."""
        between = self._new.before(token)
        if token == 0 or _OPENED.search(between.replace("\n", " ")) or strength(between) == PARAGRAPH:
            return True
        return "\n" in between and not self._small(token)

    def _stops(self, token: int) -> bool:
        """Whether a sentence ends before a new word, and not only an abbreviation."""
        between = self._new.before(token)
        return strength(between) == PARAGRAPH or bool(_STOP.search(between) and not self._small(token))

    def _parted(self, token: int) -> bool:
        between = self._new.before(token)
        return "\n" in between or bool(_STOP.search(between))

    def _small(self, token: int) -> bool:
        return self._new.text[self._new.starts[token]].islower()

    def _explained(self, token: int) -> bool:
        """Whether an old word is known to have become a new one."""
        moved = self._moved
        return self._links.to_old[token] >= 0 or bool(moved and moved.to_old[token] >= 0)

    def _partner(self, token: int) -> int | None:
        """The new word that a neighbour of a passage became, misspelt at most; None when it is lost."""
        if token < 0:
            return -1
        if token == len(self._old):
            return len(self._new)
        for links in (self._links, self._moved):
            if links and links.to_new[token] >= 0:
                return links.to_new[token]
        pair = self._pairs.pair_of(token)
        return pair.new if pair.similarity >= MISSPELT else None


def lost_edge(quote: str, text: str, span: Span) -> bool:
    """Whether a passage's sentence goes on where it ended, or begins earlier, for all that can be seen.

    For a passage whose old text is not known: ``span`` is its place in ``text``.
    """
    words = list(re.finditer(r"\w+", quote))
    placed = list(re.finditer(r"\w+", text[slice(*span)]))
    if not words or not placed:
        return False
    first, end = span.start + placed[0].start(), span.start + placed[-1].end()
    opened = re.split(r"\w", text[max(0, first - _BESIDE) : first])[-1]
    closed = re.split(r"\w", text[end : end + _BESIDE], maxsplit=1)[0]
    if _STOP.search(quote[words[-1].end() :]) and not _STOP.search(closed):
        return True
    signs = quote[: words[0].start()].strip()
    lowered = words[0][0][0].isupper() and text[first].islower() and bool(opened)
    return bool(signs and signs not in opened) or (lowered and not _OPENED.search(opened))
