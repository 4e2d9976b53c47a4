"""An interview guide as it is written in a file, Markdown or plain text: headings, questions, probes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from utsaga.filepaths import read_at_most
from utsaga.model.errors import UtsagaError
from utsaga.model.guide import ASKED, CONDITION, HEADING, NOTE, PROBE, QUESTION, GuideItem
from utsaga.model.ids import new_id
from utsaga.study.outside_files import NoText, remark_on, text_of

LARGEST = 1_000_000
"""Bytes in a guide."""

_LONGEST_HEADING = 80
_TAB = 4
_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<hashes>#{1,6})[ \t]+|(?P<bullet>[-*+•–—][ \t]+)"
    r"|(?P<number>\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-zA-Z][.)])[ \t]+))?(?P<text>.*)"
)
_EMPHASIS = re.compile(r"^(\*\*|__)(?P<text>.+?)\1:?$")
_UNDERLINE = re.compile(r"[=\-]{3,}")
_PROBE = re.compile(
    r"(?:följdfrågor|följdfråga|uppföljning|uppföljningsfråga|stödfråga|stödord|probe|prompt|follow[- ]?up)"
    r"\s*:\s*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:om|vid|ifall|if|when|in case)\s+(?:(?:[^\s:,?→-]|-(?!>))++\s*+){1,4}(?:[:,→]|->)", re.IGNORECASE
)


class BadGuide(UtsagaError):
    """A file that is no interview guide."""


def read_guide(path: Path) -> tuple[GuideItem, ...]:
    """The items of a guide in a file.

    Raises:
        BadGuide: it cannot be read, is no text, or has no question in it.
    """
    try:
        content = read_at_most(path, LARGEST)
    except OSError as error:
        raise BadGuide(f"{path}: cannot be read ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise BadGuide(f"{path.name}: is no interview guide: it is too large.")
    try:
        text = text_of(content, path.name)
    except NoText as error:
        raise BadGuide(f"{error} Save the guide as text or Markdown in UTF-8.") from None
    items = tuple(guide_items(text))
    if not any(item.kind == QUESTION for item in items):
        raise BadGuide(f"{path.name}: no question was found; a question stands on a line and ends with '?'.")
    return items


def how_read(path: Path) -> str:
    """What is to be said of a guide that is not in UTF-8, empty for others: its letters may be wrong."""
    return remark_on(path, LARGEST)


def guide_items(text: str) -> Iterator[GuideItem]:
    """Yield the items of a guide.

    A heading is a line with ``#`` before it, a bold line, or one that is underlined; in a text that has
    neither of the first two also a short line that is neither a question nor in a list, with a question
    below it before the next heading. What has a question mark, and what stands in a list, is a question;
    further in than the question before it, or after a word such as *Följdfråga:*, it is a probe, and after
    *Om ja:* a condition; before the first question neither is, for it would be of none. Everything else is a
    note.
    """
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", text)]
    marked = any(_marked(found) for line in lines if (found := _LINE.fullmatch(line)))
    items: list[GuideItem] = []
    loose: int | None = None  # which is a heading by its looks alone, as long as no question stands below it
    for item, by_looks in _items(lines, marked=marked):
        if item.kind == HEADING and loose is not None:
            items[loose] = _note(items[loose])
        if item.kind == HEADING:
            loose = len(items) if by_looks else None
        elif item.kind in ASKED:
            loose = None
        items.append(item)
    if loose is not None:
        items[loose] = _note(items[loose])
    yield from items


def _items(lines: Sequence[str], *, marked: bool) -> Iterator[tuple[GuideItem, bool]]:
    """Yield items, each with whether it is a heading by its looks alone."""
    level = hashed = 0
    asked = False  # whether a question has come
    anchor: int | None = None  # how far in the last question stands; None before the first of a heading
    below = _below(lines)
    for at, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found is None or not found["text"].strip() or _UNDERLINE.fullmatch(line.strip()):
            continue
        number = (found["number"] or "").strip().strip("().")
        said, heading = _heading(found, below[at], marked=marked)
        if heading:
            hashed = heading if found["hashes"] else hashed
            underlined = below[at].underlined
            level = heading if found["hashes"] or underlined else hashed + 1
            anchor = None
            by_looks = not underlined and not _marked(found)
            yield GuideItem(new_id(), HEADING, said, level - 1, number), by_looks
            continue
        indent = len(found["indent"].expandtabs(_TAB))
        kind, said = _kind(said, listed=bool(found["bullet"] or found["number"]))
        if kind == QUESTION and anchor is not None and indent > anchor:
            kind = PROBE
        elif not asked and kind in (PROBE, CONDITION):
            kind = QUESTION if kind == PROBE else NOTE
        asked = asked or kind == QUESTION
        if kind == QUESTION:
            anchor = indent
        yield GuideItem(new_id(), kind, said, level + (kind in (PROBE, CONDITION)), number), False


def _note(item: GuideItem) -> GuideItem:
    """A line that only looked like a heading."""
    return replace(item, kind=NOTE, depth=0)


def _marked(found: re.Match[str]) -> bool:
    """Whether a line says itself that it is a heading: with ``#`` before it, or bold."""
    return bool(found["hashes"]) or _bold(found, " ".join(found["text"].split())) is not None


def _bold(found: re.Match[str], said: str) -> str | None:
    """The words of a heading in bold; None for anything else."""
    bold = _EMPHASIS.match(said)
    if bold and "?" not in said and not (found["bullet"] or found["number"]):
        return bold["text"].strip().rstrip(":")
    return None


class _Below(NamedTuple):
    """What stands below a line: whether its underlining, and the next line with words."""

    underlined: bool
    words: str


def _below(lines: Sequence[str]) -> list[_Below]:
    """What stands below each line."""
    found: list[_Below] = []
    underlined, words = False, ""
    for line in reversed(lines):
        found.append(_Below(underlined, words))
        stripped = line.strip()
        underlined, words = _UNDERLINE.fullmatch(stripped) is not None, stripped or words
    return found[::-1]


def _heading(found: re.Match[str], below: _Below, *, marked: bool) -> tuple[str, int]:
    """The words of a line, and the level of the heading that it is, from 1; 0 if it is none."""
    said = " ".join(found["text"].split())
    if found["hashes"]:
        return said.rstrip("#").strip(), len(found["hashes"])
    bold = _bold(found, said)
    if bold is not None:
        return bold, 1
    said = re.sub(r"\*\*|__", "", said)
    if found["bullet"] or found["indent"] or "?" in said:
        return said, 0
    if below.underlined:
        return said, 1
    plain = not marked and len(said) <= _LONGEST_HEADING and not said.endswith((".", "!", ",", ";"))
    leads = below.words and (not found["number"] or "?" in below.words)
    named = not _PROBE.match(said) and not _CONDITION.match(said)
    return (said.rstrip(":"), 1) if plain and leads and named else (said, 0)


def _kind(said: str, *, listed: bool) -> tuple[str, str]:
    """What a line that is no heading is, and its words without a mark such as *Följdfråga:*."""
    probe = _PROBE.match(said)
    if probe:
        return PROBE, said[probe.end() :] or said
    if _CONDITION.match(said):
        return CONDITION, said
    return (QUESTION if "?" in said or listed else NOTE), said
