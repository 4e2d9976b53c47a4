"""How a file on its way into the study is shown before it goes in."""

from __future__ import annotations

from collections.abc import Iterator

from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.incoming_rows import SURE, Incoming, about, not_taken, remarks, speakers_of
from utsaga.tui.wrapping import wrapped

_INDENT = 5
_OTHERS = 6
"""How many labels that are not taken for speakers are named, at most."""


def look(item: Incoming, width: int) -> list[Line]:
    """A file: whether it goes in, what it is, who speaks, what to look at; an empty line."""
    return [_first(item), *_speakers(item, width), *_encodings(item, width), *_remarks(item, width), []]


def _first(item: Incoming) -> Line:
    box = ("[x] " if item.chosen else "[ ] ") if item.fit else " –  "
    return [Part(f" {box}", "key"), Part(item.path.name, "strong"), Part(f"  {about(item)}", "muted")]


def _speakers(item: Incoming, width: int) -> Iterator[Line]:
    speakers = speakers_of(item)
    if speakers:
        said = ", ".join(f"{words} ?" if doubt else words for words, doubt in speakers)
        yield from wrapped(said, width - 1, indent=_INDENT)
    for words, doubt in speakers:
        if doubt:
            yield from wrapped(f"? {words}: {doubt}", width - 1, "warning", indent=_INDENT)
    others = [f"{label} ({reason})" if reason else label for label, reason in not_taken(item)]
    if others:
        said = ", ".join(others[:_OTHERS]) + (" …" if len(others) > _OTHERS else "")
        yield from wrapped(f"no speakers: {said}", width - 1, "muted", indent=_INDENT)


def _encodings(item: Incoming, width: int) -> Iterator[Line]:
    """How words look in the encoding that was guessed, and in others where the guess is unsure."""
    if item.reading is None or item.reading.encoding_sure == 1:
        return
    samples = [(item.reading.encoding, item.reading.sample)]
    if item.reading.encoding_sure < SURE:
        samples += [(guess.encoding, guess.sample) for guess in item.reading.alternatives]
    for encoding, sample in samples:
        words = f"{encoding}: {' '.join(sample.split())}"
        yield wrapped(words, width - 1, "muted", indent=_INDENT)[0]


def _remarks(item: Incoming, width: int) -> Iterator[Line]:
    for words, needs_looking in remarks(item):
        style = "warning" if needs_looking else "muted"
        yield from wrapped(words, width - 1, style, indent=_INDENT)
