"""Blocks of subtitles: what WebVTT and SRT have in common."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from utsaga.text.times import seconds

TIMING = re.compile(r"[ \t]*(?P<start>-?[\d:.,;]+)[ \t]*--+>[ \t]*(?P<end>-?[\d:.,;]+)(?P<settings>.*)")
"""The line over the words of a cue."""

_NUMBER = re.compile(r"\s*\d+\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<(?:\d+:)?\d+:\d+[.,]\d+>|\{\\[^{}\n]{0,200}\}")


@dataclass(slots=True)
class Timed:
    """A cue as it stands in the file: its times in seconds, and the lines of its words."""

    time: float | None
    end: float | None
    lines: list[str] = field(default_factory=list)


def blocks(text: str) -> Iterator[list[str]]:
    """Yield the blocks of lines between empty lines."""
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def timed(parts: Iterable[list[str]]) -> Iterator[Timed]:
    """Yield the cues in blocks of lines, whatever their times.

    A missing empty line, or one too many in the middle of a cue, does no harm: what stands between two
    timings belongs to the first, but for the number or name of the second.
    """
    cue: Timed | None = None
    for block in parts:
        first = True
        for index, line in enumerate(block):
            found = TIMING.fullmatch(line)
            if found:
                if cue is not None:
                    yield cue
                cue = Timed(seconds(found["start"]), seconds(found["end"]))
                first = False
            elif cue is not None and not _names_cue(block, index, first):
                cue.lines.append(line)
    if cue is not None:
        yield cue


def _names_cue(block: list[str], index: int, first: bool) -> bool:
    """Whether a line is the number or name over the timing that follows it."""
    if index + 1 == len(block):
        return first and len(block) == 1 and bool(_NUMBER.fullmatch(block[index]))
    follows = TIMING.fullmatch(block[index + 1]) is not None
    return follows and (first or bool(_NUMBER.fullmatch(block[index])))


def plain_words(words: str) -> str:
    """Return the words of a cue without the marks of its looks."""
    return html.unescape(_TAG.sub("", words)).replace("\u200e", "").replace("\u00a0", " ")


def on_one_line(words: str) -> str:
    """Return the words of a cue without the line breaks of the picture; a dash keeps its own line."""
    lines = [line.strip() for line in words.split("\n")]
    joined = lines[0]
    for line in lines[1:]:
        joined += ("\n" if line.startswith(("-", "–", "—")) else " ") + line
    return joined.strip()
