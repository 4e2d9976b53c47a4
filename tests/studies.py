"""Real studies for tests: short interviews with known words, codings on them, and bigger generated ones."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from utsaga.analysis.quotes import Quote, quotes_for
from utsaga.model.action import Action
from utsaga.model.code import Code
from utsaga.model.coding import Coding
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.study import Study, sources
from utsaga.study.coding import codebook, codings
from utsaga.study.living.originals import Erased, Erasing
from utsaga.study.living.replacing import Rule
from utsaga.study.people import speaker_changes
from utsaga.study.sources import NewSource

GUNILLA = """\
I: Hur länge har du arbetat här?

IP: Trettio år i augusti. Man får ta det på känn, liksom.

I: Mm.

IP: Riktlinjerna är bra att ha. [skratt] Men de som skrev dem har en buss.

Det har inte vi.

I: Litar de på dig?

IP: Tillit... det är inget man får. Det tar tid. Det tar tid.
"""

MOIRA = """\
Q: Who decides?
A: I do. The form says the council does. I do.
Q: And trust?
A: Trust is what you get when the kettle is on.
"""

GROUP = """\
Moderator: Vad betyder makt för er?
Socialsekreterare 1: Att jag har nyckeln.
Socialsekreterare 2: Mm.
Socialsekreterare 1: Och att de vet det.
Socialsekreterare 3: Jag tänker på klockan. Den sitter bakom dem.
"""

NOTES = "Anteckningar efter intervjun.\n\nDet var kallt i rummet. Hon log hela tiden.\n"

TILLIT = "Relationen / Förtroende / tillit"
MAKT = "Relationen / Makt / att ha makt"
STOD = "Handlingsutrymme / riktlinjer som stöd"


def new(path: Path, coder: str = "kim", **settings: Any) -> Study:
    """An empty study, open for a coder."""
    return Study.create(path, coder=coder, title=settings.pop("title", "Tillit i arbetet"), **settings)


def add_text(study: Study, title: str, text: str, speakers: Iterable[Speaker] = ()) -> Source:
    """Bring a text into a study."""
    item = NewSource(title, text, origin=f"{title}.txt", speakers=tuple(speakers))
    study.do(sources.add(study, [item]))
    return study.source_named(title)


def speaking(study: Study, source: Source, speakers: Iterable[Speaker]) -> Action:
    """That these are the speakers of a text, and nobody else."""
    there = tuple(speakers)
    correction = {source.id: [lambda divided: replace(divided, speakers=there)]}
    return speaker_changes.correct(study, correction, speaker_changes.NAME)


def interviews(path: Path, coder: str = "kim", **settings: Any) -> Study:
    """A study with an interview in Swedish, one in English, a focus group and notes without speakers."""
    study = new(path, coder, **settings)
    add_text(
        study, "intervju-1", GUNILLA, [Speaker("I", "Sara Lind", interviewer=True), Speaker("IP", "Gunilla")]
    )
    add_text(study, "interview-2", MOIRA, [Speaker("Q", interviewer=True), Speaker("A", "Moira")])
    group = [Speaker(f"Socialsekreterare {n}") for n in (1, 2, 3)]
    add_text(study, "fokusgrupp", GROUP, [Speaker("Moderator", interviewer=True), *group])
    add_text(study, "anteckningar", NOTES)
    return study


def coded(path: Path, coder: str = "kim", **settings: Any) -> Study:
    """The interviews with a few codings: on sentences, over turns, two codes on one passage."""
    study = interviews(path, coder, **settings)
    code(study, "intervju-1", "Tillit... det är inget man får.", TILLIT)
    code(study, "intervju-1", "Riktlinjerna är bra att ha.", STOD)
    code(study, "interview-2", "Trust is what you get when the kettle is on.", TILLIT)
    code(study, "interview-2", "I do. The form says the council does.", MAKT)
    code(
        study, "fokusgrupp", ("Att jag har nyckeln.", "Och att de vet det."), MAKT
    )  # over three turns, a back-channel between
    code(study, "fokusgrupp", "Jag tänker på klockan.", MAKT)
    code(study, "fokusgrupp", "Jag tänker på klockan.", TILLIT)
    code(study, "anteckningar", "Hon log hela tiden.", TILLIT)
    return study


def erased(study: Study, also: Sequence[Rule] = ()) -> Erased:
    """Erase the originals of all replacements, and those of other rules, as the program does."""
    erasing = Erasing(study, also)
    erasing.begin()
    return erasing.wipe()


def span_of(study: Study, title: str, words: str | tuple[str, str]) -> Span:
    """Where words stand for the first time in a text; two pieces: from the first to the second."""
    text = study.transcript(study.source_named(title).id).text
    first, last = (words, words) if isinstance(words, str) else words
    start = text.index(first)
    return Span(start, text.index(last, start) + len(last))


def code(study: Study, title: str, words: str | tuple[str, str], path: str) -> Coding:
    """Give words a code at a path, created if missing; returns the coding."""
    source = study.source_named(title)
    action = study.do(codings.add_at_path(study, source.id, span_of(study, title, words), path))
    return study.held.coding(action.changes[-1].id)


def quotes_of(study: Study, code_id: str, *, below: bool = True) -> list[Quote]:
    """The quotes of a code and (with ``below``) of all codes below it, as screens and commands get them."""
    codes = study.codes.subtree(code_id) if below else [study.codes[code_id]]
    return quotes_for(study, study.held.codings_of(code.id for code in codes))


def named(study: Study, path: str) -> Code:
    """The code at a path."""
    found = study.codes.at_path(path.split(" / "))
    assert found is not None, path
    return found


def generated(path: Path, *, texts: int, codings_each: int, codes: int = 20, seed: int = 1) -> Study:
    """A study of generated interviews with codings, some overlapping, all by one coder."""
    chance = random.Random(seed)
    words = [
        "det",
        "man",
        "tid",
        "jag",
        "regler",
        "kanske",
        "mötet",
        "alltså",
        "hon",
        "frågar",
        "ingen",
        "vet",
        "varför",
        "kaffe",
        "pärmen",
    ]
    study = new(path)
    made = []
    for n in range(1, texts + 1):
        turns = []
        for turn in range(max(codings_each // 2, 10)):
            said = " ".join(chance.choices(words, k=chance.randint(3, 40)))
            turns.append(f"{'I' if turn % 2 else 'IP'}: {said.capitalize()}.")
        speakers = (Speaker("I", interviewer=True), Speaker("IP", f"Person {n}"))
        made.append(NewSource(f"intervju-{n}", "\n\n".join(turns) + "\n", speakers=speakers))
    study.do(sources.add(study, made))
    for n in range(codes):
        study.do(codebook.create(study, f"tema {n % 3} / kod {n}"))
    leaves = [c for _, c in study.codes.walk() if study.codes.level(c.id) == "code"]
    for source in study.sources:
        _code_at_random(study, source, leaves, codings_each, chance)
    return study


def _code_at_random(
    study: Study, source: Source, leaves: list[Code], count: int, chance: random.Random
) -> None:
    spans = [
        span for t in study.transcript(source.id).turns for span in study.transcript(source.id).sentences(t)
    ]
    planned = [
        codings.new_coding(study, source.id, Span(first.start, first.end), chance.choice(leaves).id)
        for first in (chance.choice(spans) for _ in range(count))
    ]
    changes = tuple(codings.creation(study, coding) for coding in planned)
    study.do(Action("codings.table", study.coder, changes, counts={"passages": len(changes)}))


def records(study: Study) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    """Every record of a study as it is in memory, by file, table and id."""
    names = (
        *("study", "sources", "codes", "coders", "memos", "participants", "attributes", "guides"),
        *("codings", "reviews", "asked", "passes", "conflicts"),
    )
    return {
        (table.file, table.name, record_id): dict(record)
        for name in names
        for table in study.store.tables(name)
        for record_id, record in study.store.records(table).items()
    }


def files(path: Path) -> dict[str, bytes]:
    """What a closed study has on disk, without history and what belongs to this machine."""
    shared = [path / "study.json", *(path / "codings").glob("*"), *(path / "transcripts").glob("*")]
    return {str(file.relative_to(path)): file.read_bytes() for file in shared}
