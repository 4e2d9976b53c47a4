"""Studies of any size for the benchmarks, made once a run and written in bulk."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pane_text import interview, passages
from utsaga.model.action import Json, Table
from utsaga.model.code import Code
from utsaga.model.record import to_json
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.store import Store
from utsaga.study import Study, sources
from utsaga.study.coding import codebook, codings, pins
from utsaga.study.places import CODERS, CODES, SOURCES, STUDY, codings_table
from utsaga.study.sources import NewSource

CODER = "kim"
FOLDER = "UTSAGA_BENCH_FOLDER"
"""Environment variable: where the studies of a run lie, so that its benchmarks share them."""
BUILD = Path(__file__).parent.parent / "build"
"""On the disk of the program: a folder for temporary files may be memory, where syncs cost nothing."""
SPEAKERS = (Speaker("Kim", interviewer=True), Speaker("Gunilla"))
CODES_IN_THEMES = (6, 8, 6)
"""Twenty codes; the first theme has three tenths of the codings."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a study is: transcripts, characters in each, codings in each."""

    texts: int
    characters: int
    codings_each: int

    @property
    def codings(self) -> int:
        """All codings."""
        return self.texts * self.codings_each

    def __str__(self) -> str:
        length = (
            f"{self.characters // 10**6} MB" if self.characters >= 10**6 else f"{self.characters // 1000} KB"
        )
        texts = "" if self.texts == 1 else f"{self.texts} x "
        return f"{texts}{length}, {self.codings:,} codings"


ORDINARY = Size(100, 50_000, 100)
LARGE = Size(100, 50_000, 1_000)


@contextmanager
def folder() -> Iterator[Path]:
    """The folder of this run, given by the run that this benchmark is a part of, else one of its own."""
    shared = os.environ.get(FOLDER)
    if shared:
        yield Path(shared)
        return
    BUILD.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD) as own:
        yield Path(own)


def study_of(size: Size, within: Path) -> Path:
    """The study of a size, made the first time that it is asked for in this run."""
    path = within / f"study-{size.texts}-{size.characters}-{size.codings_each}"
    if not path.exists():
        _make(size, path)
    return path


def copy_of(size: Size, within: Path, name: str) -> Path:
    """A copy to be changed."""
    return Path(shutil.copytree(study_of(size, within), within / name))


def _make(size: Size, path: Path) -> None:
    """Plan a study in a draft, then write its files at once, as if it had grown over years."""
    text = interview(size.characters)
    with (
        tempfile.TemporaryDirectory() as draft,
        Study.create(Path(draft) / "study", coder=CODER, title="Bench") as study,
    ):
        numbers = range(1, size.texts + 1)
        new = [NewSource(f"intervju-{n}", f"{text}\n\nKim: Slut {n}.\n", speakers=SPEAKERS) for n in numbers]
        study.do(sources.add(study, new))
        for theme, count in enumerate(CODES_IN_THEMES, 1):
            for code in range(1, count + 1):
                study.do(codebook.create(study, f"tema {theme} / kod {theme}.{code}"))
        leaves = [code for _, code in study.codes.walk() if study.codes.level(code.id) == "code"]
        study.do(pins.pin(study, leaves[0], "1"))
        tables: dict[Table, Iterable[Json]] = {
            table: study.store.records(table).values() for table in (STUDY, SOURCES, CODES, CODERS)
        }
        chance = random.Random(size.codings)
        for source in study.sources:
            tables[codings_table(source.key, CODER)] = _codings(study, source, size, leaves, chance)
        Store.create(path, who=CODER, records=tables).close()
        shutil.copytree(study.path / "transcripts", path / "transcripts", dirs_exist_ok=True)


def _codings(
    study: Study, source: Source, size: Size, leaves: list[Code], chance: random.Random
) -> list[Json]:
    """The codings in one transcript, as records."""
    spans = passages(size.characters, size.codings_each)
    made = (codings.new_coding(study, source.id, Span(*span), chance.choice(leaves).id) for span in spans)
    return [to_json(coding) for coding in made]
