"""What a study costs to open, to look through and to write: ``python bench/study.py [--json]``.

Generated interviews with codings of some 600 bytes; the best of a few runs. Prints a table with the bar
beside each figure; with --json, one JSON object a line. Stock TinyDB reads the same files for comparison.
"""

# ruff: noqa: T201 - the report is what this program is for

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from tinydb import TinyDB

from utsaga.analysis.quotes import quote_at, quotes_of
from utsaga.study import Study, codebook, coding_table
from utsaga.writers.chapter import Options, build
from utsaga.writers.markdown import render

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import studies

T = TypeVar("T")
RUNS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured; ``bar`` is what it may be at most, None for what is only shown."""

    what: str
    value: float
    unit: str = "ms"
    bar: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None without one."""
        return None if self.bar is None else self.value <= self.bar


def timed(act: Callable[[], T], runs: int = RUNS) -> tuple[float, T]:
    """The best time of some runs in milliseconds, and what came of the last."""
    best = float("inf")
    for _ in range(runs):
        start = perf_counter()
        outcome = act()
        best = min(best, (perf_counter() - start) * 1000)
    return best, outcome


def looking(path: Path) -> Iterator[Figure]:
    """Retrieval and the chapter in 100 transcripts with 10,000 codings."""
    with studies.generated(path, texts=100, codings_each=100) as study:
        transcripts = {source.id: study.transcript(source.id) for source in study.sources}
        theme = study.codes.children(None)[0]
        codes = [code.id for code in study.codes.subtree(theme.id)]
        sources = {source.id: source for source in study.sources}

        def without_reading() -> int:
            found = study.held.codings_of(codes)
            return len([quote_at(transcripts[c.source], c, sources[c.source]) for c in found])

        took, count = timed(without_reading)
        yield Figure(f"{count:,} quotes of a theme out of 10,000 codings", took * 3000 / count, "ms", 100)
        took, _ = timed(lambda: quotes_of(study, theme.id))
        yield Figure("  the same with 100 transcripts read from disk", took * 3000 / count)
        took, chapter = timed(lambda: build(study, Options()))
        yield Figure("the whole chapter, 10,000 quotes: build", took)
        yield Figure("  render as Markdown", timed(lambda: render(chapter))[0])


def changing(path: Path) -> Iterator[Figure]:
    """Big changes as one step."""
    with studies.new(path) as study:
        lines = [f"Rad nummer {n} handlar om tid och om arbete." for n in range(1000)]
        studies.add_text(study, "lång", "\n".join(lines) + "\n")
        table = path.parent / "table.csv"
        with table.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["source", "quote", "code"])
            writer.writerows(["lång", line, f"tema / kod {n % 2}"] for n, line in enumerate(lines))
        took, plan = timed(lambda: coding_table.plan(study, table))
        yield Figure("a table of 1,000 codings: find and plan", took)
        assert plan.action is not None
        yield Figure("  write it, one sync", timed(lambda: study.do(plan.action), 1)[0])
        code = studies.named(study, "tema / kod 0")
        yield Figure(
            "delete a code with 500 codings", timed(lambda: study.do(codebook.delete(study, code)), 1)[0]
        )
        yield Figure("  undo it", timed(lambda: study.do(study.plan_undo()), 1)[0])


def opening(path: Path) -> Iterator[Figure]:
    """A study of 200 transcripts and 100,000 codings."""
    studies.generated(path, texts=200, codings_each=500).close()

    def everything() -> None:
        with Study.open(path, coder="kim", write=False) as study:
            study.held.load_all()

    def first_text() -> None:
        with Study.open(path, coder="kim", write=False) as study:
            study.held.codings(study.sources[0].id)
            study.transcript(study.sources[0].id)

    def stock() -> None:
        for file in (path / "codings").iterdir():
            with TinyDB(file, access_mode="r") as tiny:
                tiny.table("codings").all()

    yield Figure("open 100,000 codings: first transcript and its codings", timed(first_text)[0])
    whole = timed(everything)[0]
    yield Figure("  all of them", whole, "ms", 1000)
    yield Figure("  against stock TinyDB reading the same files", whole / timed(stock)[0], "x")


def main() -> int:
    """Measure everything and print it; exit code 0 whatever was measured."""
    with tempfile.TemporaryDirectory() as folder:
        for part in (looking, changing, opening):
            for figure in part(Path(folder) / part.__name__):
                if "--json" in sys.argv[1:]:
                    print(json.dumps({**asdict(figure), "met": figure.met}), flush=True)
                    continue
                bar = "" if figure.bar is None else f"{figure.bar:g}"
                missed = "  missed" if figure.met is False else ""
                print(f"{figure.what:58}{figure.value:>9.1f} {figure.unit:3}{bar:>7}{missed}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
