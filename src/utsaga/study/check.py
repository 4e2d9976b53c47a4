"""Whether a study is sound: its files, and that every record means something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from utsaga.model.coding import Coding
from utsaga.model.errors import UtsagaError
from utsaga.model.memo import Memo
from utsaga.model.record import from_json
from utsaga.model.source import Source
from utsaga.study.study import Study


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where (a file or a record), and what. Never interview text."""

    where: str
    what: str


def check(study: Study) -> list[Finding]:
    """Everything that is wrong with a study, files first."""
    findings = [Finding(found.where, found.what) for found in study.store.check()]
    return [*findings, *_codes(study), *_sources(study), *_passages(study)]


def _codes(study: Study) -> Iterator[Finding]:
    for _, code in study.codes.walk():
        if code.parent is not None and study.codes.parent(code.id) is None:
            yield Finding("study.json", f"the code '{code.name}' lies below a code that does not exist")
    for memo in study.held.memos:
        if memo.about == "code" and memo.target not in study.codes:
            yield Finding("study.json", f"memo {memo.id} is about a code that does not exist")


def _sources(study: Study) -> Iterator[Finding]:
    keys: set[str] = set()
    for source in study.sources:
        where = f"transcripts/{source.key}.txt"
        if source.key in keys:
            yield Finding(where, "two transcripts have this file")
        keys.add(source.key)
        try:
            if not study.unchanged(source.id):
                yield Finding(where, "the text is not the one that was imported: it was changed outside")
        except UtsagaError as error:
            yield Finding(where, str(error))


def _passages(study: Study) -> Iterator[Finding]:
    by_key = {source.key: source for source in study.sources}
    kinds: tuple[tuple[str, type[Coding] | type[Memo]], ...] = (("codings", Coding), ("memos", Memo))
    for name, kind in kinds:
        for table in study.store.tables(name):
            if table.source_key is None:
                continue
            where = f"{table.file}.json"
            source = by_key.get(table.source_key)
            records = study.store.records(table)
            if source is None:
                if records:
                    yield Finding(where, f"{len(records)} {name} in a transcript that does not exist")
                continue
            for record_id, record in records.items():
                try:
                    passage = from_json(kind, record)
                except UtsagaError as error:
                    yield Finding(where, f"record {record_id}: {error}")
                    continue
                yield from _passage(study, source, where, passage)


def _passage(study: Study, source: Source, where: str, passage: Coding | Memo) -> Iterator[Finding]:
    home = passage.source if isinstance(passage, Coding) else passage.target
    if home != source.id:
        yield Finding(where, f"record {passage.id} belongs to another transcript")
        return
    if isinstance(passage, Coding) and passage.code not in study.codes:
        yield Finding(where, f"coding {passage.id} is under a code that does not exist")
    if isinstance(passage, Memo) and passage.about != "passage":
        return
    try:
        text = study.transcript(source.id).text
    except UtsagaError:
        return  # said of the transcript already
    if not 0 <= passage.start < passage.end <= len(text):
        yield Finding(where, f"record {passage.id} lies outside the text ({passage.start} to {passage.end})")
    elif text[passage.start : passage.end] != passage.quote:
        yield Finding(
            where, f"record {passage.id}: the words at {passage.start} to {passage.end} are not its quote"
        )
