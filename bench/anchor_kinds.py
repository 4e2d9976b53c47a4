"""The kinds of edits that codings are taken through, and the passages that each puts to the test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from anchor_draft import Draft
from anchor_edits import (
    Chance,
    Edit,
    beginning_lost,
    bracketed,
    case_normalised,
    chained,
    comments_inserted,
    duplicated,
    headers,
    hyphenated,
    labels_initials,
    labels_renamed,
    marks_removed,
    numbers_spelled,
    ocr_damaged,
    one_sentence,
    pseudonyms,
    punctuation_normalised,
    reflowed,
    replaced,
    rewritten,
    sentences_deleted,
    sentences_inserted,
    sentences_of,
    spaced,
    timecodes,
    truncated,
    turns_merged,
    turns_moved,
    turns_of,
    turns_split,
    turns_swapped,
    typos,
    without_channels,
    without_fillers,
    without_words,
    written_out,
)


@dataclass(frozen=True, slots=True)
class Case:
    """An old text, the new one as a draft of it, and passages that must be among the codings."""

    old: str
    new: Draft
    passages: list[tuple[int, int]] = field(default_factory=list)


def plain(edit: Edit) -> Callable[[str, Chance], Case]:
    """The text, edited."""
    return lambda text, chance: Case(text, edit(Draft.of(text), chance))


def undone(edit: Edit) -> Callable[[str, Chance], Case]:
    """The text as it is after an edit, made what it was before."""

    def make(text: str, chance: Chance) -> Case:
        damaged = edit(Draft.of(text), chance)
        return Case(damaged.text, damaged.reversed(text))

    return make


def passages_deleted(text: str, chance: Chance) -> Case:
    """Sentences and turns that were coded are deleted, each of them whole."""
    gone = [span for span in sentences_of(text) if chance.random() < 0.08]
    gone += [span for span in turns_of(text) if chance.random() < 0.04]
    gone = _apart(gone)
    return Case(text, Draft.of(text).deleted(gone), [_stripped(text, *span) for span in gone])


def twins_deleted(text: str, chance: Chance) -> Case:
    """Sentences stand twice in the old text; one of the two is deleted, which is coded, and the other too."""
    sentences = [span for span in sentences_of(text) if span[1] - span[0] > 6]
    twins = chance.sample(sentences, 16)
    ends = [end for _, end in sentences]
    places = [(chance.choice(ends), text[slice(*twin)].strip() + " ") for twin in twins]
    draft = Draft.of(text).changed((place, place, words) for place, words in places)
    old = draft.text
    passages, gone = [], []
    for start, end in twins:
        words = text[start:end].strip()
        found = [match.span() for match in re.finditer(re.escape(words), old)]
        passages += found
        gone.append(chance.choice(found))
    return Case(old, Draft.of(old).deleted(_apart((a, b + 1) for a, b in gone)), passages)


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


light = chained(typos(0.02), without_fillers, sentences_deleted(0.02))
heavy = chained(
    labels_renamed("Person {}"),
    turns_moved(0.04),
    sentences_deleted(0.04),
    typos(0.05),
    without_fillers,
    reflowed(72),
)

KINDS: dict[str, Callable[[str, Chance], Case]] = {
    "typos 5 %": plain(typos(0.05)),
    "typos 15 %": plain(typos(0.15)),
    "words replaced 5 %": plain(replaced(0.05)),
    "words replaced 15 %": plain(replaced(0.15)),
    "words deleted 5 %": plain(without_words(0.05)),
    "fillers removed": plain(without_fillers),
    "labels renamed": plain(labels_renamed("P{}")),
    "labels renamed, longer": plain(labels_renamed("Deltagare nummer {}")),
    "labels renamed, marks": plain(labels_renamed("[person {}]")),
    "labels to initials": plain(labels_initials),
    "re-flowed": plain(reflowed(72)),
    "unwrapped": undone(reflowed(72)),
    "wrapped with hyphens": plain(hyphenated),
    "unwrapped from hyphens": undone(hyphenated),
    "blank lines and tabs": plain(spaced),
    "OCR damage": plain(ocr_damaged),
    "OCR cleaned": undone(ocr_damaged),
    "sentences deleted 5 %": plain(sentences_deleted(0.05)),
    "sentences deleted 25 %": plain(sentences_deleted(0.25)),
    "sentences inserted 10 %": plain(sentences_inserted(0.1)),
    "sentences rewritten 5 %": plain(rewritten(0.05)),
    "turns moved 5 %": plain(turns_moved(0.05)),
    "turns moved, five together": plain(turns_moved(0.15, 5)),
    "turns swapped": plain(turns_swapped),
    "turns merged": plain(turns_merged),
    "turns split": plain(turns_split),
    "pseudonyms, inflected": plain(pseudonyms),
    "pseudonyms, [kommun A]": plain(bracketed),
    "pseudonyms taken back": undone(bracketed),
    "back-channels removed": plain(without_channels(1)),
    "every second back-channel": plain(without_channels(0.5)),
    "punctuation normalised": plain(punctuation_normalised),
    "case normalised": plain(case_normalised),
    "numbers spelled out": plain(numbers_spelled),
    "speech written out": plain(written_out),
    "headers inserted": plain(headers),
    "headers removed": undone(headers),
    "timecodes inserted": plain(timecodes),
    "timecodes removed": undone(timecodes),
    "marks removed": plain(marks_removed),
    "comments inserted": plain(comments_inserted),
    "turns duplicated": plain(duplicated),
    "one sentence edited": plain(one_sentence),
    "coded passages deleted": passages_deleted,
    "twins deleted": twins_deleted,
    "truncated to half": plain(truncated(0.5)),
    "truncated to 3 %": plain(truncated(0.03)),
    "beginning lost": plain(beginning_lost),
    "everything deleted": plain(truncated(0)),
    "combined, light": plain(light),
    "combined, heavy": plain(heavy),
}
"""All kinds but the wrong file, which needs two texts."""
