"""Choosing how the bytes of a file are read."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.readers import Reading
from utsaga.readers.reading import Guess
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import Part


class EncodingPalette(Palette[str]):
    """The encodings that a file may have, each with how its words look then; any other can be typed."""

    def __init__(self, reading: Reading) -> None:
        """Offer the alternatives of a reading, the present one first."""
        super().__init__(f"Read '{reading.origin}' as which encoding?")
        present = Guess(reading.encoding, reading.encoding_sure, reading.sample)
        others = [guess for guess in reading.alternatives if guess.encoding != reading.encoding]
        self._guesses = [present, *others]

    def choices(self, typed: str) -> Sequence[Choice[str]]:
        """The encodings that have what was typed in their name, and what was typed if it is one."""
        wanted = typed.strip().casefold()
        found = [self._choice(guess) for guess in self._guesses if wanted in guess.encoding.casefold()]
        if wanted and all(choice.value != wanted for choice in found) and _is_encoding(wanted):
            found.append(Choice(wanted, (Part(f"{wanted:<14}", "key"),), wanted))
        return found

    def _choice(self, guess: Guess) -> Choice[str]:
        sample = " ".join(guess.sample.split())
        line = (Part(f"{guess.encoding:<14}", "key"), Part(f"{guess.sure:>5.0%}  ", "muted"), Part(sample))
        return Choice(guess.encoding, line, guess.encoding)


def _is_encoding(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True
