"""A small study for the screens: two interviews, a codebook of a theme, codings, memos; real files."""

from __future__ import annotations

from pathlib import Path

from utsaga.model.code import Code
from utsaga.model.coding import Coding
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.study import Study, sources
from utsaga.study.coding import codings
from utsaga.study.coding.paths import plan_path
from utsaga.study.sources import NewSource

FIRST = """I: Hur ser en vanlig vecka ut?

IP: Det är sällan två veckor är lika. Man får ta det på känn, alltså.

I: Mm.

IP: Tilliten är allt. Utan den kommer ingen vart [skratt], och den tar tid att bygga.
"""

SECOND = """Intervjuare: Berätta om stödet från chefen.
Karin: Hon lyssnar. Det gör att jag vågar tänja på reglerna ibland.
Karin: Och tilliten till henne är stor, det är klart.
"""

HOSTILE = (
    "[/] [@click=app.quit]x[/] [red]",
    "a\x1b]52;c;aGVq\x07b",
    "a\x1b[2Jb",
    "abc\u202etxt.exe",
)
"""Strings that widgets have been known to obey."""


def new_study(path: Path, coder: str = "kim") -> Study:
    """An empty study."""
    return Study.create(path, coder=coder, title="Handlingsutrymme", language="sv")


def with_interviews(study: Study) -> list[Source]:
    """Two interviews in a study."""
    labelled = (Speaker("I", interviewer=True), Speaker("IP", "Gunilla"))
    named = (Speaker("Intervjuare", interviewer=True), Speaker("Karin"))
    new = [
        NewSource("Intervju 1", FIRST, origin="intervju-1.txt", speakers=labelled),
        NewSource("Intervju 2", SECOND, origin="intervju-2.txt", speakers=named),
    ]
    study.do(sources.add(study, new))
    return study.sources


def code(study: Study, source: Source, words: str, path: str) -> Coding:
    """Give words of a transcript a code by its path."""
    start = study.transcript(source.id).text.index(words)
    study.do(codings.add_at_path(study, source.id, Span(start, start + len(words)), path))
    return next(coding for coding in study.held.codings(source.id) if coding.quote == words)


def at_path(study: Study, path: str) -> Code:
    """The code at a path, which is there."""
    return plan_path(study, path)[1]


def coded_study(path: Path) -> Study:
    """Two interviews with passages under ``Handlingsutrymme`` and ``Relationen / tillit``."""
    study = new_study(path)
    first, second = with_interviews(study)
    code(study, first, "Man får ta det på känn, alltså.", "Handlingsutrymme / magkänsla")
    code(study, first, "Tilliten är allt.", "Relationen / tillit")
    code(study, second, "Det gör att jag vågar tänja på reglerna ibland.", "Handlingsutrymme / tänja")
    code(study, second, "Och tilliten till henne är stor", "Relationen / tillit")
    code(study, second, "Hon lyssnar.", "Relationen")
    return study
