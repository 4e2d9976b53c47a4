"""Sentences that grow at their edges: words put in before the full stop, or before the first word."""

from __future__ import annotations

import re
from collections.abc import Callable

from anchor_draft import Change, Draft
from anchor_edits import Chance, sentences_of
from anchor_kinds import Case

_SHARE = 0.1
_AFTER = (" av annat också", ", ja det är det", " i alla fall då", ", precis som vi sa", "\noch så vidare")
_BEFORE = ("Ja men, ", "Jo alltså ", "Nej men då, ", "Fast sen så ")
_LAST = re.compile(r"\w([.?!]+)\s*")


def at_ends(text: str, chance: Chance) -> Case:
    """In so many sentences, which are coded, words are put in before the full stop: they belong to it."""
    return _grown(text, chance, _after)


def at_beginnings(text: str, chance: Chance) -> Case:
    """The same before the first word, whose capital they get."""
    return _grown(text, chance, _before)


def _after(text: str, start: int, end: int, chance: Chance) -> Change | None:
    last = _LAST.search(text, max(start, end - 8), end)
    if last is None or last.end() != end or end - start < 12:
        return None
    return last.start(1), last.start(1) + 1, f"{chance.choice(_AFTER)}{last[1][0]}"


def _before(text: str, start: int, end: int, chance: Chance) -> Change | None:
    if not text[start].isupper() or end - start < 12:
        return None
    return start, start + 1, f"{chance.choice(_BEFORE)}{text[start].lower()}"


def _grown(text: str, chance: Chance, put_in: Callable[[str, int, int, Chance], Change | None]) -> Case:
    changes, passages = [], []
    for start, end in sentences_of(text):
        change = put_in(text, start, end, chance) if chance.random() < _SHARE else None
        if change:
            changes.append(change)
            passages.append((start, start + len(text[start:end].rstrip())))
    return Case(text, Draft.of(text).changed(changes), passages)
