"""What a study costs to open, to look through and to write: ``python bench/study.py [--json] [--quick]``.

Generated interviews with codings of some 600 bytes; the best of a few runs. Stock TinyDB reads the same
files for comparison.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from tinydb import TinyDB

from figures import Figure, main, timed
from made_studies import CODER, LARGE, ORDINARY, folder, study_of
from utsaga.analysis.quotes import quote_at, quotes_for
from utsaga.study import Study
from utsaga.study.coding import codebook, coding_table
from utsaga.writers.chapter import Options, build
from utsaga.writers.markdown import render

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import studies

RUNS = 3


def looking(within: Path) -> Iterator[Figure]:
    """Retrieval and the chapter in 100 transcripts with 10,000 codings."""
    with Study.open(study_of(ORDINARY, within), coder=CODER, write=False) as study:
        study.held.load_all()
        transcripts = {source.id: study.transcript(source.id) for source in study.sources}
        theme = study.codes.children(None)[0]
        codes = [code.id for code in study.codes.subtree(theme.id)]
        sources = {source.id: source for source in study.sources}

        def without_reading() -> int:
            found = study.held.codings_of(codes)
            return len([quote_at(transcripts[c.source], c, sources[c.source]) for c in found])

        took, count = timed(without_reading, RUNS)
        yield Figure(f"{count:,} quotes of a theme out of 10,000 codings", took * 3000 / count, "ms", 100)
        took, _ = timed(lambda: quotes_for(study, study.held.codings_of(codes)), RUNS)
        yield Figure("the same with 100 transcripts read from disk", took * 3000 / count, "ms")
        took, chapter = timed(lambda: build(study, Options()), RUNS)
        yield Figure("the whole chapter, 10,000 quotes: build", took, "ms")
        yield Figure("the whole chapter: render as Markdown", timed(lambda: render(chapter), RUNS)[0], "ms")


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
        took, plan = timed(lambda: coding_table.plan(study, table), RUNS)
        yield Figure("a table of 1,000 codings: find and plan", took, "ms")
        action = plan.action
        assert action is not None
        yield Figure("a table of 1,000 codings: write, one sync", timed(lambda: study.do(action))[0], "ms")
        code = studies.named(study, "tema / kod 0")
        took, _ = timed(lambda: study.do(codebook.delete(study, code)))
        yield Figure("delete a code with 500 codings", took, "ms")
        took, _ = timed(lambda: study.do(study.plan_undo()))
        yield Figure("undo the deletion", took, "ms")


def opening(within: Path) -> Iterator[Figure]:
    """A study of 100 transcripts and 100,000 codings."""
    path = study_of(LARGE, within)

    def everything() -> None:
        with Study.open(path, coder=CODER, write=False) as study:
            study.held.load_all()

    def first_text() -> None:
        with Study.open(path, coder=CODER, write=False) as study:
            study.held.codings(study.sources[0].id)
            study.transcript(study.sources[0].id)

    def stock() -> None:
        for file in (path / "codings").iterdir():
            with TinyDB(file, access_mode="r") as tiny:
                tiny.table("codings").all()

    yield Figure("open 100,000 codings: first transcript and its codings", timed(first_text, RUNS)[0], "ms")
    whole = timed(everything, RUNS)[0]
    yield Figure("open 100,000 codings: all of them", whole, "ms", 1000)
    yield Figure("the same against stock TinyDB", whole / timed(stock, RUNS)[0], "x")


def figures(quick: bool) -> Iterator[Figure]:
    """All of them; none takes long enough to be left out."""
    del quick
    with folder() as within:
        yield from looking(within)
        yield from changing(within / "changing")
        yield from opening(within)


if __name__ == "__main__":
    sys.exit(main(__doc__, figures))
