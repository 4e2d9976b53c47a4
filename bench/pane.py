"""What the transcript pane costs a key: ``python bench/pane.py [--json] [--quick] [--details]``.

The pane alone over the whole screen, over Textual's own output and over the differential output, typed into
a real pty in one run beside a bare Textual app that changes one cell, less and vim -R on the same text.
Times are ratios to the bare app, each press beside one of the bare app.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from figures import Detail, Figure, main
from pane_text import HIT, write
from sessions import (
    HERE,
    Costs,
    Program,
    Session,
    against_bare,
    bare,
    detail,
    key,
    lag,
    less,
    measure,
    python,
    starts,
    vim,
)

KEYS = {
    "word": key("w"),
    "sentence": key("s"),
    "code": key("1", before="s"),  # so that each time another passage is coded
    "next hit": key("n"),
    "scroll": key("e"),
    "page": key(" "),
    "jump": key("G", "g"),
    "focus": key("focus out", "focus in"),
}
SIZES = {"50 KB": 50_000, "2 MB": 2_000_000, "20 MB": 20_000_000}
# The smallest first, the largest last.
ALL = (
    ("50 KB", 100),
    ("50 KB", 10_000),
    ("2 MB", 100),
    ("2 MB", 10_000),
    ("2 MB", 100_000),
    ("20 MB", 100_000),
)
FEW = (("2 MB", 10_000),)
SPARSE, DENSE = ("2 MB", 100), ("2 MB", 10_000)
TIME_BARS = {"word": 1.1, "sentence": 1.1, "next hit": 1.1, "page": 2.0, "jump": 2.0}
START_BARS = {("50 KB", 100): 1.35, DENSE: 1.7, ("20 MB", 10_000): 2.5}


def pane(path: Path, marks: int, theme: str = "terminal", output: str = "differences") -> Program:
    """The pane program."""
    argv = python(str(HERE / "pane_program.py"), "pane", str(path), str(marks), theme, output)
    env = {"COLORTERM": "truecolor"} if theme == "rgb" else {}
    return Program(f"pane {theme} {output}", argv, KEYS, env)


def shown(size: tuple[str, int]) -> str:
    """A size in words."""
    return f"{size[0]}, {size[1]:,} marks"


def starting(texts: dict[str, Path], times: int) -> Iterator[Figure | Detail]:
    """Until the text is to be seen."""
    alone, *ours = starts([bare(), *(pane(texts[text], marks) for text, marks in START_BARS)], times)
    yield detail("start", dict(zip(("bare", *map(shown, START_BARS)), (alone, *ours), strict=True)))
    for (size, bar), cost in zip(START_BARS.items(), ours, strict=True):
        yield Figure(f"text visible, {shown(size)}", cost.seconds / alone.seconds, "x bare", bar)


def key_figures(ours: Costs, rgb: Costs, plain: Costs) -> Iterator[Figure]:
    """Keys in 2 MB with 10,000 marks."""
    yield Figure("word: bytes, terminal's colours", ours["word"].bytes, "B", 40)
    yield Figure("word: bytes, rgb", rgb["word"].bytes, "B", 100)
    yield Figure("code: bytes, rgb", rgb["code"].bytes, "B", 1000)
    yield Figure("focus in or out: bytes", ours["focus"].bytes, "B", 0)
    yield Figure("idle: bytes", ours["idle"].bytes, "B", 0)
    yield Figure("memory", ours["memory"].bytes / plain["memory"].bytes, "x bare", 1.5)


def beside_others(
    found: Mapping[tuple[str, int], Costs], less_costs: Costs, vim_costs: Costs
) -> Iterator[Figure]:
    """Bytes beside less and vim on the same text."""
    dense = found[DENSE]
    yield Figure("sentence: bytes", dense["sentence"].bytes / vim_costs["sentence"].bytes, "x vim", 1)
    for size, bar in ((SPARSE, 1.1), (DENSE, 1.3)):
        if size in found:
            ratio = found[size]["page"].bytes / less_costs["page"].bytes
            yield Figure(f"page: bytes, {shown(size)}", ratio, "x less", bar)
    for size in (SPARSE, DENSE):
        if size in found:
            ratio = found[size]["scroll"].bytes / less_costs["scroll"].bytes
            yield Figure(f"scroll a line: bytes, {shown(size)}", ratio, "x less", 1.1)


def size_figures(found: Mapping[tuple[str, int], Costs]) -> Iterator[Figure]:
    """The same keys in the smallest and the largest text, and where most is marked on a page."""
    for name in ("word", "sentence", "code", "page"):
        cpu = [costs[name].cpu for costs in found.values()]
        yield Figure(f"{name}: CPU, largest text to smallest", cpu[-1] / cpu[0], "x", 1.3)
        yield Figure(f"{name}: CPU, most marks on a page to fewest", max(cpu) / min(cpu), "x")


def lags(texts: dict[str, Path], quick: bool) -> Iterator[Figure]:
    """PageDown held on a slow line."""
    for text, marks in (DENSE,) if quick else (SPARSE, DENSE):
        for answers, terminal in ((True, "that answers"), (False, "that does not")):
            late = 1000 * lag(pane(texts[text], marks), answers=answers).seconds
            yield Figure(f"lag, {shown((text, marks))}, terminal {terminal}", late, "ms", 50)


def stock(text: Path, times: int) -> Iterator[Figure | Detail]:
    """What the differential output saves under this pane."""
    for theme in ("rgb", "terminal"):
        costs = dict(measure(pane(text, DENSE[1], theme, "stock"), times))
        yield detail(f"stock output, {theme}", costs)
        yield Figure(f"page: bytes, stock output, {theme}", costs["page"].bytes, "B")


def resizing(text: Path) -> Iterator[Figure]:
    """Another width."""
    with Session(bare()) as plain, Session(pane(text, DENSE[1])) as ours:
        yield Figure("resize: CPU", ours.resize(5).cpu / plain.resize(5).cpu, "x bare")


def figures(quick: bool) -> Iterator[Figure | Detail]:
    """All of them."""
    times = 5 if quick else 11
    with tempfile.TemporaryDirectory() as folder:
        texts = {name: write(Path(folder), size) for name, size in SIZES.items()}
        text = texts[DENSE[0]]
        yield from starting(texts, 3 if quick else 5)
        plain = dict(measure(bare(), times))
        others = {program.name: dict(measure(program, times)) for program in (less(text), vim(text, HIT))}
        found = {
            size: dict(measure(pane(texts[size[0]], size[1]), times)) for size in (FEW if quick else ALL)
        }
        rgb = dict(measure(pane(text, DENSE[1], "rgb"), times))
        rows = [(shown(size), costs) for size, costs in found.items()]
        for name, costs in chain(rows, others.items(), [("rgb", rgb), ("bare", plain)]):
            yield detail(name, costs)
        yield from against_bare(pane(text, DENSE[1]), TIME_BARS, times)
        yield from key_figures(found[DENSE], rgb, plain)
        yield from beside_others(found, others["less"], others["vim"])
        if not quick:
            yield from size_figures(found)
            yield from stock(text, times)
            yield from resizing(text)
        yield from lags(texts, quick)


if __name__ == "__main__":
    sys.exit(main(__doc__, figures))
