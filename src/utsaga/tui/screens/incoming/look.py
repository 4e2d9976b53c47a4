"""How a file on its way into the study is shown before it goes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from utsaga.commands import BY_ID
from utsaga.keymap import show_keys
from utsaga.study.incoming.arriving import Incoming
from utsaga.study.phrases import counted
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.incoming.rows import SURE, about, not_taken, remarks, speakers_of
from utsaga.tui.wrapping import wrapped

_INDENT = 5
_OTHERS = 6
"""How many labels that are not taken for speakers are named, at most."""

_DOUBTFUL = 3
_MARGIN = 12


def _usual(command_id: str) -> str:
    return show_keys(BY_ID[command_id].keys[:1])


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a file's lines speak of."""

    unwrap: str = _usual("import.unwrap")
    join: str = _usual("import.join")
    columns: str = _usual("import.columns")
    look: str = _usual("import.look")


_USUAL = Keys()


def look(item: Incoming, width: int, keys: Keys = _USUAL) -> list[Line]:
    """A file: whether it goes in, what it is, who speaks, what to look at; an empty line."""
    return [
        _first(item),
        *_speakers(item, width),
        *_words(item, width),
        *_encodings(item, width),
        *_remarks(item, width),
        *_doubtful(item, width, keys),
        *_offers(item, width, keys),
        [],
    ]


def _first(item: Incoming) -> Line:
    box = ("[x] " if item.chosen else "[ ] ") if item.fit else " –  "
    return [Part(f" {box}", "key"), Part(item.name, "strong", SHORT_NAME), Part(f"  {about(item)}", "muted")]


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


def _words(item: Incoming, width: int) -> Iterator[Line]:
    """The first and the last words, each on one line."""
    for name, words in (("first", item.first), ("last", item.last)):
        if words:
            line = " ".join(words.split())
            yield [Part(" " * _INDENT), Part(f"{name:<6}", "muted"), Part(line[: max(width - _MARGIN, 0)])]


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


def _doubtful(item: Incoming, width: int, keys: Keys) -> Iterator[Line]:
    """The first lines in doubt, each on one line."""
    for line in item.doubtful[:_DOUBTFUL]:
        said = f"? line {line.number}: {' '.join(line.words.split())}"
        yield wrapped(said, width - 1, "warning", indent=_INDENT)[0]
    more = len(item.doubtful) - _DOUBTFUL
    if more > 0:
        said = f"{counted(more, 'line')} more in doubt: {keys.look} shows them"
        yield from wrapped(said, width - 1, "muted", indent=_INDENT)


def _offers(item: Incoming, width: int, keys: Keys) -> Iterator[Line]:
    """What seems right to do to the file."""
    offers = []
    if item.offers.unwrap and not item.options.unwrap:
        offers.append(
            f"lines look hard-wrapped ({item.offers.unwrap} line ends): {keys.unwrap} joins them, "
            f"{keys.look} shows how that looks"
        )
    if item.offers.join and not item.options.join:
        offers.append(f"neighbouring turns of one speaker: {item.offers.join}; {keys.join} joins them")
    if item.columns and item.reading is None:
        offers.append(f"{keys.columns} says which columns hold what")
    for offer in offers:
        yield from wrapped(offer, width - 1, "match", indent=_INDENT)
