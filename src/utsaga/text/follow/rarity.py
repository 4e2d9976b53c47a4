"""What stands only once: words and runs of three that tell one place of a text from all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from utsaga.text.follow.tokens import Tokens

_THREE = 3


class Rarity:
    """Answers for tokens of the old text whether they stand once in both texts.

    With both texts tokenised whole they are counted. With windows of them the words are looked up in
    the texts, which is quicker for a few; there a word inside longer ones counts as standing again.
    """

    def __init__(self, old: Tokens, new: Tokens, words: Sequence[str]) -> None:
        self._old = old
        self._new = new
        self._words = words
        self._whole = old.whole and new.whole
        self._looked_up: dict[str, bool] = {}

    def word_once(self, token: int) -> bool:
        """Whether the word of an old token stands once in both texts."""
        number = self._old.ids[token]
        if self._whole:
            return self._words_in_old[number] == 1 == self._words_in_new[number]
        return self._found_once(self._words[number])

    def three_once(self, token: int) -> bool:
        """Whether an old token and the two after it stand once in both texts."""
        three = tuple(self._old.ids[token : token + _THREE])
        if len(three) < _THREE:
            return False
        if self._whole:
            return self._threes_in_old[three] == 1 == self._threes_in_new[three]
        return self._found_once(
            self._old.text[self._old.starts[token] : self._old.ends[token + 2]].casefold()
        )

    def stands_again(self, start: int, end: int) -> bool:
        """Whether the words of old tokens, half open, stand in the old text more than once."""
        if self._whole:
            words = " ".join(map(self._words.__getitem__, self._old.ids[start:end]))
            return _twice(self._joined_old, f" {words} ")
        return _twice(
            self._folded[0], self._old.text[self._old.starts[start] : self._old.ends[end - 1]].casefold()
        )

    def _found_once(self, words: str) -> bool:
        if words not in self._looked_up:
            self._looked_up[words] = all(words in text and not _twice(text, words) for text in self._folded)
        return self._looked_up[words]

    @cached_property
    def _folded(self) -> tuple[str, str]:
        return self._old.text.casefold(), self._new.text.casefold()

    @cached_property
    def _joined_old(self) -> str:
        return f" {' '.join(map(self._words.__getitem__, self._old.ids))} "

    @cached_property
    def _words_in_old(self) -> Counter[int]:
        return Counter(self._old.ids)

    @cached_property
    def _words_in_new(self) -> Counter[int]:
        return Counter(self._new.ids)

    @cached_property
    def _threes_in_old(self) -> Counter[tuple[int, ...]]:
        return _threes(self._old.ids)

    @cached_property
    def _threes_in_new(self) -> Counter[tuple[int, ...]]:
        return _threes(self._new.ids)


def _threes(ids: Sequence[int]) -> Counter[tuple[int, ...]]:
    return Counter(zip(ids, ids[1:], ids[2:], strict=False))


def _twice(text: str, words: str) -> bool:
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) >= 0
