"""Words that stand for each other: renamed all through the text, or parted in another way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utsaga.text.follow.alignment import MOST_CELLS, align, joined, trimmed_ends
from utsaga.text.follow.matches import Gap, Match, gaps

SEEN = 3
"""How often a word must have become another for that to be a rename."""
SHARE = 0.6
"""And for which share of the places where it was not kept."""
_LONGEST = 3  # tokens of a renamed phrase
_LONGEST_PARTED = 4  # tokens of a word written in parts

Phrase = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Renames:
    """Words and phrases that became others all through a text, by the vocabulary's numbers."""

    words: dict[int, int]
    phrases: dict[Phrase, Phrase]


def find_renames(old: Sequence[int], new: Sequence[int], matches: Sequence[Match]) -> Renames:
    """Return what was renamed (speaker labels, pseudonyms), seen in the gaps of an alignment."""
    open_gaps = list(gaps(matches, len(old), len(new)))
    return Renames(_renamed_words(old, new, open_gaps), _renamed_phrases(old, new, open_gaps))


def with_renames(
    old: Sequence[int], new: Sequence[int], matches: Sequence[Match], renames: Renames, words: Sequence[str]
) -> list[Match]:
    """Return an alignment with more in its gaps: what is equal at their ends, and what was renamed.

    So are words that were put together or taken apart (``hand- läggare``). ``words`` are those of the
    vocabulary.
    """
    found = list(matches)
    for gap in gaps(matches, len(old), len(new)):
        rest = gap
        if rest.cells > 1:
            rest = trimmed_ends(old, new, rest, found)
        if rest.cells and renames.phrases:
            rest = _phrases_at_ends(old, new, rest, renames.phrases, found)
        if rest.cells == 0:
            continue
        if _parted(old, new, rest, words):
            found.append(Match(*rest))
        elif renames.words and rest.cells <= MOST_CELLS:
            found.extend(_translated(old, new, rest, renames.words))
    return joined(sorted(found))


def _renamed_words(old: Sequence[int], new: Sequence[int], open_gaps: Sequence[Gap]) -> dict[int, int]:
    pairs: Counter[tuple[int, int]] = Counter()
    lost: Counter[int] = Counter()
    for a, a_end, b, b_end in open_gaps:
        lost.update(old[a:a_end])
        if a_end - a == b_end - b <= _LONGEST:
            pairs.update(zip(old[a:a_end], new[b:b_end], strict=True))
    return {one: other for (one, other), n in pairs.items() if n >= SEEN and n >= SHARE * lost[one]}


def _renamed_phrases(
    old: Sequence[int], new: Sequence[int], open_gaps: Sequence[Gap]
) -> dict[Phrase, Phrase]:
    """Phrases that became phrases of another length."""
    pairs: Counter[tuple[Phrase, Phrase]] = Counter()
    lost: Counter[Phrase] = Counter()
    for a, a_end, b, b_end in open_gaps:
        if 0 < a_end - a <= _LONGEST:
            phrase = tuple(old[a:a_end])
            lost[phrase] += 1
            if 0 < b_end - b <= _LONGEST and a_end - a != b_end - b:
                pairs[phrase, tuple(new[b:b_end])] += 1
    return {one: other for (one, other), n in pairs.items() if n >= SEEN and n >= SHARE * lost[one]}


def _phrases_at_ends(
    old: Sequence[int], new: Sequence[int], gap: Gap, phrases: dict[Phrase, Phrase], found: list[Match]
) -> Gap:
    """Match renamed phrases at the beginning and the end of a gap; return what is left of it."""
    a, a_end, b, b_end = gap
    for size in range(_LONGEST, 0, -1):
        became = phrases.get(tuple(old[a : min(a + size, a_end)]))
        if became and tuple(new[b : min(b + len(became), b_end)]) == became:
            found.append(Match(a, min(a + size, a_end), b, b + len(became)))
            a, b = min(a + size, a_end), b + len(became)
            break
    for size in range(_LONGEST, 0, -1):
        became = phrases.get(tuple(old[max(a_end - size, a) : a_end]))
        if became and tuple(new[max(b_end - len(became), b) : b_end]) == became:
            found.append(Match(max(a_end - size, a), a_end, b_end - len(became), b_end))
            a_end, b_end = max(a_end - size, a), b_end - len(became)
            break
    return Gap(a, a_end, b, b_end)


def _parted(old: Sequence[int], new: Sequence[int], gap: Gap, words: Sequence[str]) -> bool:
    a, a_end, b, b_end = gap
    if max(a_end - a, b_end - b) > _LONGEST_PARTED or a_end - a == b_end - b:
        return False
    return "".join(words[number] for number in old[a:a_end]) == "".join(
        words[number] for number in new[b:b_end]
    )


def _translated(old: Sequence[int], new: Sequence[int], gap: Gap, renamed: dict[int, int]) -> Iterator[Match]:
    a, a_end, b, b_end = gap
    translated = [renamed.get(number, number) for number in old[a:a_end]]
    if translated == old[a:a_end]:
        return
    for match in align(translated, new[b:b_end]):
        yield Match(a + match.old, a + match.old_end, b + match.new, b + match.new_end)
