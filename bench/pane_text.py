"""Interview texts and codings of any size for the pane's benchmark; the same for the same numbers."""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = [
    "jag",
    "det",
    "och",
    "så",
    "var",
    "att",
    "vi",
    "de",
    "som",
    "på",
    "inte",
    "man",
    "ju",
    "liksom",
    "när",
    "hon",
    "han",
    "med",
    "för",
    "alltså",
    "egentligen",
    "barnen",
    "mötet",
    "handläggaren",
    "socialtjänsten",
    "kommunen",
    "hemma",
    "skolan",
    "ansvar",
    "tillit",
    "väntade",
    "bestämde",
    "berättade",
    "[skratt]",
    "[...]",
    "eh",
    "mm",
    "väldigt",
    "svårt",
    "lättare",
    "ibland",
    "aldrig",
    "alltid",
    "någon",
    "annan",
]

HIT = "tillit"


def interview(characters: int) -> str:
    """A transcript of about so many characters: short questions, long answers, empty lines between."""
    chance = random.Random(characters)
    part = min(characters, 500_000)
    turns: list[str] = []
    length = 0
    while length < part:
        asked = len(turns) % 2 == 0
        count = chance.randint(4, 25) if asked else chance.randint(20, 130)
        words = [chance.choice(_WORDS) for _ in range(count)]
        for stop in range(chance.randint(6, 14), count, 11):
            words[stop - 1] += "."
        turn = f"{'Kim' if asked else 'Gunilla'}: {' '.join(words)}."
        turns.append(turn)
        length += len(turn) + 2
    return "\n\n".join(turns * (characters // part))


def passages(length: int, count: int) -> list[tuple[int, int]]:
    """Passages spread over a text of a length: mostly a sentence or two, some over several turns."""
    chance = random.Random(count)
    starts = sorted(chance.randrange(max(length - 50, 1)) for _ in range(count))
    sizes = (chance.choice((40, 60, 90, 120, 200, 800)) for _ in range(count))
    return [(start, min(start + size, length)) for start, size in zip(starts, sizes, strict=True)]


def write(folder: Path, characters: int) -> Path:
    """Write the transcript of a size into a folder and return its path."""
    path = folder / f"{characters}.txt"
    path.write_text(interview(characters), encoding="utf-8")
    return path
