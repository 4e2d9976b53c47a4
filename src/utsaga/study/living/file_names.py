"""What a transcript's files are called, and which file it came from: named anew when names must go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from utsaga.model.action import Action, Change, Table, TextChange
from utsaga.model.errors import Refused
from utsaga.model.ids import now, slug
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.store.wiping import Words
from utsaga.study.fitting import free
from utsaga.study.places import SOURCES
from utsaga.study.study import Study


def named_anew(study: Study, words: Words) -> Action | None:
    """Name files after the title where their names have one of some words, and forget origins that have.

    A title that has such a word itself is for a person to change first: its files keep their names till
    then. None when there is nothing to do.

    Raises:
        Refused: a text that is to be named anew was changed outside and not looked at yet.
    """
    taken = {source.key for source in study.sources}
    changes: list[Change] = []
    texts: list[TextChange] = []
    touched = 0
    for source in study.sources:
        after = _named(source, words, taken)
        if after == source:
            continue
        touched += 1
        taken.add(after.key)
        if after.key != source.key:
            texts += _text(study, source, after.key)
            changes += _records(study, source.key, after.key)
        after = replace(after, modified=now())
        changes.append(Change(SOURCES, source.id, to_json(source), to_json(after)))
    if not touched:
        return None
    return Action(
        "sources.named_anew", study.coder, tuple(changes), tuple(texts), counts={"sources": touched}
    )


def _named(source: Source, words: Words, taken: set[str]) -> Source:
    origin = "" if words.named(source.origin) or words.hold(source.origin) else source.origin
    key = source.key
    if words.named(key) and not words.naming(source.title):
        key = free(slug(source.title), taken)
    return replace(source, key=key, origin=origin)


def _text(study: Study, source: Source, key: str) -> Iterator[TextChange]:
    if study.store.text_sha256(source.key) != source.sha256:
        raise Refused(
            f"The text of '{source.title}' was changed outside: take that in first, "
            "then its files can be named anew."
        )
    yield TextChange(source.key, source.sha256, None)
    yield TextChange(key, None, source.sha256, new=study.store.text(source.key))


def _records(study: Study, old: str, new: str) -> Iterator[Change]:
    """What all coders' files of a source hold, gone from the old ones and in the new ones."""
    for file in study.store.files_of(old):
        _, _, coder = file.rpartition(".")
        for change in study.store.contents(file):
            yield change.inverse()
            yield replace(change, table=Table(f"codings/{new}.{coder}", change.table.name))
