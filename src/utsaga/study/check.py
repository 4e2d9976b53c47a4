"""Whether a study is sound: its files, and that every record means something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from utsaga.model.action import Table
from utsaga.model.coding import Coding
from utsaga.model.errors import UtsagaError
from utsaga.model.ids import slug
from utsaga.model.memo import Memo
from utsaga.model.review import Review
from utsaga.model.source import Source
from utsaga.store import BadFile, Damaged, Finding, check_files
from utsaga.study.coding.namesakes import WHAT_TO_DO, namesakes
from utsaga.study.decoding import Decoding, Unreadable
from utsaga.study.living.outside import differs
from utsaga.study.living.strays import strays
from utsaga.study.people.check_people import check_people
from utsaga.study.phrases import counted
from utsaga.study.places import SOURCES
from utsaga.study.study import Study
from utsaga.text.transcript import Transcript
from utsaga.text.unopened import in_mid_line

_MANY_LABELS = 3
_MUCH = 0.1
"""So many labels in mid-line, and so many for each that opens a turn, are no longer mentions in passing."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a study, and how much of it there is that can be read.

    A finding says where (a file or a record) and what; never interview text. ``kept`` are versions of
    records that lost to a later change made elsewhere: nothing is wrong, but a person may want them.
    ``remarks`` tell of what is sound, but probably not meant.
    """

    findings: tuple[Finding, ...]
    sources: int = 0
    codes: int = 0
    codings: int = 0
    kept: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()


def check_folder(path: Path, coder: str) -> Report:
    """Look at a study in a folder, also at one that is too damaged to be opened; nothing is changed.

    Raises:
        NotFound: there is no study.
        NewerFormat: a newer version of the program wrote it.
    """
    try:
        study = Study.open(path, coder=coder, write=False)
    except (BadFile, Damaged) as error:
        findings = check_files(path)
        said = any(str(error) in found.what for found in findings)
        return Report((*findings, *(() if said else (Finding("study", str(error)),))))
    with study:
        return check(study)


def check(study: Study) -> Report:
    """Everything that is wrong with a study that is open, files first."""
    passages = _Passages(study)
    findings = [*study.store.check(), *_codes(study), *_sources(study), *check_people(study)]
    findings += passages.findings()
    unreadable = [*study.held.unreadable, *passages.unreadable]
    # What is wrong with a whole file has been said by the store.
    findings += dict.fromkeys(Finding(found.where, found.what) for found in unreadable if found.record)
    numbers = (len(study.sources), len(study.codes), passages.codings)
    remarks = (Finding("study.json", f"{said}: {WHAT_TO_DO}") for said in namesakes(study.codes))
    return Report(
        tuple(dict.fromkeys(map(_told_once, findings))),
        *numbers,
        kept=tuple(_kept(study)),
        remarks=tuple(remarks),
    )


def _told_once(found: Finding) -> Finding:
    """What is wrong without the path, which stands before it."""
    return replace(found, what=found.what.removeprefix(f"{found.where} ").removesuffix(f": {found.where}"))


def _kept(study: Study) -> Iterator[Finding]:
    for table in study.store.tables("conflicts"):
        lost = len(study.store.records(table))
        if lost:
            what = f"{counted(lost, 'version')} that lost to a later change: utsaga review STUDY"
            yield Finding(f"{table.file}.json", what)


def _codes(study: Study) -> Iterator[Finding]:
    for _, code in study.codes.walk():
        if code.parent is not None and study.codes.parent(code.id) is None:
            what = (
                "lies below itself" if code.parent in study.codes else "lies below a code that does not exist"
            )
            yield Finding("study.json", f"the code '{code.name}' {what}")
    for memo in study.held.memos:
        if memo.about == "code" and memo.target not in study.codes:
            yield Finding("study.json", f"memo {memo.id} is about a code that does not exist")
    for coder in study.held.coders:
        gone = [digit for digit, code_id in sorted(coder.pins.items()) if code_id not in study.codes]
        if gone:
            yield Finding("study.json", f"{coder.name} has pinned codes that do not exist: {', '.join(gone)}")


def _sources(study: Study) -> Iterator[Finding]:
    keys: set[str] = set()
    for source in study.sources:
        where = f"transcripts/{source.key}.txt"
        if source.key in keys:
            yield Finding(
                where, "two transcripts have this file: 'utsaga check --repair STUDY' puts it right"
            )
        keys.add(source.key)
        try:
            if not study.unchanged(source.id):
                if differs(study, source):  # and the file is not that of two
                    what = "the text was changed outside, and that has not been taken in: utsaga review STUDY"
                    yield Finding(where, what)
            elif source.times and _times_amiss(source, study.transcript(source.id)):
                yield Finding("study.json", f"times kept for '{source.title}' lie outside its text")
            elif found := _labels_in_mid_line(study, source):
                yield Finding(where, found)
        except UtsagaError as error:
            yield Finding(where, str(error))
    for file, what_to_do in strays(study):
        yield Finding(file, f"no transcript in the study has this file: {what_to_do}")


def _times_amiss(source: Source, transcript: Transcript) -> bool:
    """Whether times beside a text cannot be read, or are beyond it."""
    beyond = transcript.times and transcript.times[-1].start >= len(transcript.text)
    return bool(beyond) or len(transcript.times) < len(source.times.split())


def _labels_in_mid_line(study: Study, source: Source) -> str:
    """That a text has lost turns in a re-flow, in words; here and there a label may be only mentioned."""
    if not source.speakers:
        return ""
    transcript = study.transcript(source.id)
    inside = in_mid_line(transcript)
    opening = sum(turn.label is not None for turn in transcript.turns)
    if inside < _MANY_LABELS or inside < _MUCH * opening:
        return ""
    return f"{inside} labels of speakers stand in mid-line and open no turn: put each on a line of its own"


class _Passages:
    """A look at every coding and every memo on a passage, file by file."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._by_key = {source.key: source for source in study.sources}
        self._by_id = {source.id: source for source in study.sources}
        self._decoding = Decoding(study.store)
        self._seen: set[str] = set()
        self.codings = 0

    @property
    def unreadable(self) -> list[Unreadable]:
        """The records that could not be read."""
        return self._decoding.unreadable

    def findings(self) -> Iterator[Finding]:
        """What is wrong with them; ``codings`` counts those that could be read."""
        for file in sorted({table.file for table in self._study.store.tables("codings")}):
            codings = self._decoding.table(Coding, Table(file, "codings"))
            memos = self._decoding.table(Memo, Table(file, "memos"))
            waiting = {review.id for review in self._decoding.table(Review, Table(file, "reviews"))}
            self.codings += len(codings)
            source = self._by_key.get(Table(file, "codings").source_key or "")
            if source is not None:
                passages: list[Coding | Memo] = [*codings, *memos]
                for passage in passages:
                    yield from self._passage(source, file, passage, waits=passage.id in waiting)
                if found := waiting & {passage.id for passage in passages}:
                    many = counted(len(found), "passage")
                    yield Finding(f"{file}.json", f"{many} to review, because the transcript has changed")
                yield from self._orphaned(file, waiting - found)
            elif codings or memos:
                many = f"{len(codings)} codings and {len(memos)} memos"
                belongs = {*(coding.source for coding in codings), *(memo.target for memo in memos)}
                yield Finding(f"{file}.json", f"{many} {self._homeless(file, belongs)}")
            if source is None:
                yield from self._orphaned(file, waiting - {c.id for c in codings} - {m.id for m in memos})

    def _orphaned(self, file: str, gone: set[str]) -> Iterator[Finding]:
        if gone:
            them = f"{counted(len(gone), 'passage')} that {'is' if len(gone) == 1 else 'are'} gone"
            what = f"the words of {them} are still noted: 'utsaga check --repair STUDY' lets them go"
            yield Finding(f"{file}.json", what)

    def _homeless(self, file: str, belongs: set[str]) -> str:
        """Where passages belong that stand in a file of no transcript: git leaves such files in a merge."""
        homes = [source for source in self._study.sources if source.id in belongs]
        if len(homes) != 1:
            unread = belongs & self._study.store.records(SOURCES).keys()
            return f"in a transcript {'that cannot be read' if unread else 'that does not exist'}"
        coder = file.rpartition(".")[2]
        path = f"codings/{homes[0].key}.{coder}.json"
        if (self._study.path / path).exists():
            what = f"which has {path} already: merge anew with 'git merge -X find-renames=20%'"
        else:
            what = f"whose file was named anew elsewhere: close the study and call this one {path}"
        return f"of '{homes[0].title}', {what}"

    def _passage(
        self, source: Source, file: str, passage: Coding | Memo, *, waits: bool
    ) -> Iterator[Finding]:
        where = f"{file}.json"
        if passage.id in self._seen:
            yield Finding(where, f"record {passage.id} stands in another file too")
        self._seen.add(passage.id)
        if slug(passage.coder) != file.rpartition(".")[2]:
            yield Finding(where, f"record {passage.id} is another coder's")
        home = self._by_id.get(passage.source if isinstance(passage, Coding) else passage.target)
        if home is not None and home.key == source.key:
            source = home  # of two with one file, which has been told
        if home is not source:
            yield Finding(where, f"record {passage.id} belongs to another transcript")
        elif isinstance(passage, Coding) and passage.code not in self._study.codes:
            yield Finding(where, f"coding {passage.id} is under a code that does not exist")
        elif not waits and (isinstance(passage, Coding) or passage.about == "passage"):
            yield from self._words(source, where, passage)

    def _words(self, source: Source, where: str, passage: Coding | Memo) -> Iterator[Finding]:
        try:
            if not self._study.unchanged(source.id):
                return  # its codings follow when that is taken in
            text = self._study.transcript(source.id).text
        except UtsagaError:
            return  # said of the transcript already
        place = f"{passage.start} to {passage.end}"
        if not 0 <= passage.start < passage.end <= len(text):
            yield Finding(where, f"record {passage.id} lies outside the text ({place})")
        elif text[passage.start : passage.end] != passage.quote:
            yield Finding(where, f"record {passage.id}: the words at {place} are not its quote")
