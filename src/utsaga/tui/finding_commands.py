"""Finding a command by a few letters, also one that works on another screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from utsaga.commands import BY_ID, COMMANDS, Command, Scope, in_scopes
from utsaga.model.span import Span
from utsaga.search.palette import Candidate, Palette, Ranked
from utsaga.search.tiers import Name, Query, match

WAYS: dict[Scope, tuple[str, ...]] = {
    Scope.CODES: ("go.codebook",),
    Scope.QUOTES: ("go.quotes",),
    Scope.SEARCH: ("search.open",),
    Scope.MEMOS: ("go.memos",),
    Scope.REVIEWS: ("go.reviews",),
    Scope.TRANSCRIPTS: ("go.transcripts",),
    Scope.SPEAKERS: ("go.speakers",),
    Scope.PARTICIPANTS: ("go.participants",),
    Scope.PARTICIPANT: ("go.participants", "participants.open"),
    Scope.ATTRIBUTES: ("go.participants", "participants.attributes"),
    Scope.GUIDE: ("go.guide",),
    Scope.ANSWERS: ("go.guide", "guide.answers"),
    Scope.IMPORT: ("go.transcripts", "transcripts.import"),
    Scope.REPLACE: ("go.replace",),
    Scope.EXPORT: ("app.export",),
}
"""The commands that go to where others work, one after the other."""

_STRONG = ("exact", "start", "word", "initials", "word starts", "words")
"""How a title is found that was meant, best first. Of one kind, commands stand in the registry's order."""
_SAID = ("exact", "start", "word", "words")
"""How a sentence is."""
_PLACE = {command.id: place for place, command in enumerate(COMMANDS)}
_SHORTEST_SAID = 3
"""Letters from which commands are also found by the words of their sentences."""


@dataclass(frozen=True, slots=True)
class Found:
    """A command that was found. ``spans`` are the letters of its title; ``way`` is empty if it works here."""

    command: Command
    spans: tuple[Span, ...] = ()
    way: tuple[Command, ...] = ()


def find(typed: str, scopes: Collection[Scope]) -> list[Found]:
    """Return the commands that a few letters find, the likeliest first; all that work here for no letters.

    Titles that have what was typed come first, then sentences that have its words, of each those that work
    in ``scopes`` before those of other screens; letters here and there in a title count last, and only for
    what works here.
    """
    if not typed.strip():
        return [Found(command) for command in in_scopes(*scopes)]
    ranked = _titles().rank(typed, limit=len(COMMANDS))
    called = sorted(
        (each for each in ranked if each.tier in _STRONG),
        key=lambda each: (_STRONG.index(each.tier), _PLACE[each.candidate.id]),
    )
    others = [each for each in ranked if each.tier not in _STRONG]
    found = [*_split(map(_by_title, called), scopes), *_split(map(Found, _saying(typed)), scopes)]
    found += [each for each in map(_by_title, others) if each.command.scope in scopes]
    once: dict[str, Found] = {}
    for each in found:
        once.setdefault(each.command.id, each)
    return list(once.values())


def _split(found: Iterable[Found], scopes: Collection[Scope]) -> list[Found]:
    """What works here, then what works on other screens, with the way there, the nearest ones first."""
    every = list(found)
    others = (each for each in every if each.command.scope not in scopes and each.command.scope in WAYS)
    elsewhere = [Found(each.command, each.spans, _way(each.command)) for each in others]
    elsewhere.sort(key=lambda each: len(each.way))
    return [*(each for each in every if each.command.scope in scopes), *elsewhere]


def _way(command: Command) -> tuple[Command, ...]:
    return tuple(BY_ID[step] for step in WAYS[command.scope])


def _by_title(ranked: Ranked) -> Found:
    spans = () if ranked.in_path else ranked.spans
    return Found(BY_ID[ranked.candidate.id], spans)


def _saying(typed: str) -> list[Command]:
    """Commands whose sentences have the words that were typed, or words that begin so."""
    query = Query(typed)
    if len(query.compact) < _SHORTEST_SAID:
        return []
    said = ((command, match(query, name)) for command, name in _sentences())
    return [command for command, how in said if how is not None and how.tier in _SAID]


@cache
def _titles() -> Palette:
    return Palette(Candidate(each.id, each.title, f"{each.scope.value} / {each.title}") for each in COMMANDS)


@cache
def _sentences() -> Sequence[tuple[Command, Name]]:
    return [(command, Name(command.says)) for command in COMMANDS]
