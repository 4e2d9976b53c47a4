"""Which transcripts have passages that do not lie on their words, and wait for nobody.

They come about where one copy of a study changed a text while in another somebody coded the old one, and
git put the two together. The text is the study's own by then, so that nothing else looks for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from utsaga.model.action import Table
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.living.noticed import Settled
from utsaga.study.living.seen_places import SeenPlaces, mark
from utsaga.study.study import Study
from utsaga.text.digest import sha256_of


class NoneAstray(Settled):
    """All passages lie on their words by now."""


def having(study: Study, keys: Collection[str] | None = None) -> list[Source]:
    """The sources (of some keys, or all) that have such passages; nothing that is held is touched.

    Of all of them those are passed over that were seen to have none, unless their files are others since.
    What was changed outside and not taken in is left to that, what cannot be read to the check.
    """
    files: defaultdict[str, list[str]] = defaultdict(list)
    for file in study.store.files():
        files[Table(file, "").source_key or ""].append(file)
    if keys is not None:
        asked = [source for source in study.sources if source.key in keys]
        return [source for source in asked if _number(study, source, files[source.key])]
    seen = SeenPlaces(study.path)
    found = []
    for source in [source for source in study.sources if files[source.key]]:
        now = mark(study, source, files[source.key])
        if not seen.has(source.id, now):
            number = _number(study, source, files[source.key])
            if number:
                found.append(source)
            elif number == 0:
                seen.note(source.id, now)
    if study.writable:
        seen.keep()
    return found


def number_of(study: Study, source: Source) -> int:
    """How many passages of a source do not lie on their words; 0 where that cannot be told."""
    return _number(study, source, study.store.files_of(source.key)) or 0


def _number(study: Study, source: Source, files: Sequence[str]) -> int | None:
    try:
        text = study.store.peek(source.key)
        if sha256_of(text) != source.sha256:
            return None
        return sum(_in_file(study, source, file, text) for file in files)
    except UtsagaError:
        return None


def _in_file(study: Study, source: Source, file: str, text: str) -> int:
    waiting = study.store.records(Table(file, "reviews"))
    records = [
        *((one, "source") for one in study.store.records(Table(file, "codings")).values()),
        *((m, "target") for m in study.store.records(Table(file, "memos")).values() if _on_passage(m)),
    ]
    return sum(
        one.get(home) == source.id and one["id"] not in waiting and _is_off(one, text)
        for one, home in records
    )


def _on_passage(memo: Mapping[str, Any]) -> bool:
    return memo.get("about") == "passage"


def _is_off(record: Mapping[str, Any], text: str) -> bool:
    start, end, quote = record.get("start"), record.get("end"), record.get("quote")
    if type(start) is not int or type(end) is not int or type(quote) is not str:
        return False  # no passage at all: the check says so
    return not 0 <= start < end <= len(text) or text[start:end] != quote
