"""Where words still stand in a study, record by record, and what a person can do about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utsaga.model.action import Json, Table
from utsaga.model.errors import NotFound
from utsaga.store.layout import STUDY, Layout
from utsaga.store.merge import CONFLICTS
from utsaga.store.packed import content
from utsaga.store.texts import LARGEST_TEXT
from utsaga.store.wiping import Words, remaining
from utsaga.study.living.kept import strings
from utsaga.study.living.record_names import is_name, names_in
from utsaga.study.places import ATTRIBUTES, CODERS, CODES, GUIDES, MEMOS, PARTICIPANTS, SOURCES
from utsaga.study.places import STUDY as INFO
from utsaga.study.study import Study
from utsaga.study.ways import Way, Ways

_TOLD = 8
_PASSAGES = ("codings", "reviews", "asked")
_LET_GO = "let it go"
_NO_WORDS = frozenset(("id", "key", "coder", "created", "modified", "sha256", "mark"))
"""Fields of records that hold no words of people."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A word as it stands somewhere: where, and what lets it go; ``way`` is where that is done."""

    word: str
    where: str
    remedy: str
    way: Way | None = None

    def in_words(self, ways: Ways) -> str:
        """``'Anna' in the name of code 'Anna' (rename it)``."""
        done = [self.remedy] * bool(self.remedy) + ([ways(self.way)] if self.way else [])
        return f"'{self.word}' in {self.where} ({': '.join(done)})"


def told(standing: Iterable[Standing], ways: Ways) -> str:
    """Several places in one sentence, without a full stop; of many the first ones."""
    said = [one.in_words(ways) for one in standing]
    more = [f"and {len(said) - _TOLD:,} more places"] * (len(said) > _TOLD)
    return ", ".join([*said[:_TOLD], *more])


def standing(study: Study, words: Words) -> list[Standing]:
    """Every place where words stand now: transcripts, records, other files of the study's folder.

    Raises:
        UtsagaError: a file of the study cannot be read.
    """
    spoken = dict(_texts(study, words))
    found = [one for said in spoken.values() for one in said]
    found += _of_study(study, words)
    for file in study.store.files():
        if file != STUDY:
            found += _of_coder(study, file, words, set(spoken))
    named = {source.key for source in study.sources if words.named(source.key)}
    found += _files(study, words, named)
    return list(dict.fromkeys(found))


def _texts(study: Study, words: Words) -> Iterator[tuple[str, list[Standing]]]:
    for source in study.sources:
        try:
            text = study.store.peek(source.key)
        except NotFound:
            continue
        if there := words.found(text):
            where = f"the text of '{source.title}'"
            yield source.key, [Standing(word, where, "replace or correct it") for word in there]


def _of_study(study: Study, words: Words) -> Iterator[Standing]:
    """What the study's own records hold, kind by kind, oldest first."""
    order = {table: number for number, table in enumerate(_ORDER)}
    changes = sorted(
        study.store.contents(STUDY),
        key=lambda one: (order.get(one.table, len(order)), str((one.after or {}).get("created", ""))),
    )
    for change in changes:
        record = change.after or {}
        for field in [name for name in record if name not in _NO_WORDS]:
            for word in _standing_in(words, change.table.name, record, field):
                yield Standing(word, *_says(study, change.table.name, record, field))


def _standing_in(words: Words, table: str, record: Json, field: str) -> Iterable[str]:
    found = words.found("\n".join(strings(record[field])))
    if not is_name(table, field):
        return found
    spelt = [word for name in names_in(record, field) for word in words.naming(name)]
    return dict.fromkeys([*found, *spelt])


def _of_coder(study: Study, file: str, words: Words, spoken: set[str]) -> Iterator[Standing]:
    """What a coder's file holds; its passages' words are those of the text, which has been told of."""
    key = Table(file, "").source_key
    title = next((source.title for source in study.sources if source.key == key), "a transcript that is gone")
    for change in study.store.contents(file):
        name, record = change.table.name, change.after or {}
        if name in _PASSAGES and key in spoken:
            continue
        for word in words.found("\n".join(strings(record))):
            if name == "memos":
                yield Standing(word, *_says(study, name, record, ""))
            elif name in _PASSAGES:
                anew = "place it anew, or take it off"
                yield Standing(word, f"a passage of '{title}'", anew, Way.REVIEW)
            elif name == CONFLICTS:
                yield Standing(word, f"a kept version of a passage of '{title}'", _LET_GO, Way.REVIEW)
            else:
                yield Standing(word, f"'{name}' of '{title}'", "", Way.CHECK)


def _files(study: Study, words: Words, named: set[str]) -> Iterator[Standing]:
    """Files that are no records and no texts of sources."""
    layout = Layout(study.path)
    own = {layout.named(path) for path in (layout.replacements, layout.erasure)}
    records = {f"{file}.json" for file in study.store.files()}
    texts = {f"transcripts/{source.key}.txt" for source in study.sources}
    for source in study.sources:
        kept = (layout.kept_text, layout.kept_plain)
        texts |= {layout.named(path(source.key, source.sha256)) for path in kept}
    for name in remaining(layout, words):
        if name in own or any(part.partition(".")[0] in named for part in name.split("/")):
            continue
        if word := words.named(name):
            yield Standing(word, f"the name of the file {name}", "give it another, or delete it")
        elif name not in records and name not in texts:
            found = content(study.path / name, LARGEST_TEXT).decode("utf-8", "replace")
            for word in words.found(found) or ["a word"]:
                yield Standing(word, f"the file {name}", "change or delete it")


def _says(study: Study, table: str, record: Json, field: str) -> tuple[str, str] | tuple[str, str, Way]:
    """What a field of a record is called, what lets a word in it go, and where that is done if not there."""
    name = f"'{record.get('title') or record.get('name')}'"
    match table, field:
        case "study", _:
            return f"the {field} of the study", "give it another"
        case "sources", "title":
            return f"the title of transcript {name}", "give it another"
        case "sources", "speakers":
            return f"the speakers of transcript {name}", "change them in the speaker table"
        case "sources", _:
            return f"the {field} of transcript {name}", "change it"
        case "codes", "name":
            return f"the name of {_code(study, str(record['id']))}", "rename it"
        case "codes", _:
            return f"the {field} of {_code(study, str(record['id']))}", "change it"
        case "participants", "name":
            return f"participant {name}", "rename them"
        case "participants", _:
            return f"the {field} of participant {name}", "change it"
        case "attributes", _:
            return f"the attribute {name}", "rename it"
        case "guides", _:
            return f"the guide {name}", "rename it, or import it again without the word"
        case "coders", _:
            return f"the name of coder {name}", "a coder's name stays in all that they did"
        case "memos", _:
            return f"a memo of {record.get('coder', '')}'s on {_about(study, record)}", "edit or delete it"
        case "conflicts", _:
            return "a kept version that lost to a later change", _LET_GO, Way.REVIEW
        case _:
            return f"the table '{table}'", "", Way.CHECK


def _about(study: Study, memo: Json) -> str:
    target = str(memo.get("target", ""))
    match memo.get("about"):
        case "code":
            return _code(study, target)
        case "study":
            return "the study"
        case _:
            return f"'{study.source_title(target)}'"


def _code(study: Study, code_id: str) -> str:
    return f"code '{study.codes.path(code_id)}'" if code_id in study.codes else "a code that is gone"


_ORDER = (INFO, SOURCES, CODES, PARTICIPANTS, ATTRIBUTES, GUIDES, CODERS, MEMOS)
"""The kinds of records in the order in which they are told of."""
