"""Files as researchers have them, and what a reading of one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from utsaga.model.errors import UtsagaError
from utsaga.readers import Options, Reading, read
from utsaga.text.turns import Turn, Turns

Said = tuple[str | None, float | None, str]


def reading_of(folder: Path, data: bytes | str, name: str = "intervju", **options: object) -> Reading:
    """The reading of a file with this content; a name without an ending shows that content decides."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path, Options(**options))  # type: ignore[arg-type]


def turns_of(reading: Reading) -> list[Turn]:
    """The turns that the text has by the speakers that were found."""
    return list(Turns(reading.text, reading.speakers, reading.body))


def said(reading: Reading) -> list[Said]:
    """Who says what and when, as it is found again in the text that the study keeps."""
    turns = turns_of(reading)
    assert len(turns) == reading.proposal.turns
    return [(turn.label, turn.time, reading.text[turn.body : turn.end]) for turn in turns]


def refusal(folder: Path, data: bytes | str, name: str = "intervju", **options: object) -> str:
    """Why a file with this content is not read: one line that says what to do."""
    with pytest.raises(UtsagaError) as caught:
        reading_of(folder, data, name, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"'{name}'")
    return message
