"""What the whole program costs: ``python bench/program.py [--json] [--quick] [--details]``.

The program on real studies in a pty, in one run beside a bare Textual app that changes one cell, a stock
Textual app of three panes, and less and vim -R on the same text. Read times as ratios to the bare app.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from figures import Detail, Figure, main, timed
from made_studies import CODER, LARGE, ORDINARY, Size, copy_of, folder, study_of
from pane_text import HIT
from sessions import (
    HERE,
    Costs,
    Key,
    KeyCost,
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
from utsaga.analysis.quotes import quotes_for
from utsaga.study import Study

READING = {
    "word": key("j", first="w"),
    "sentence": key("j", first="s"),
    "page": key(" "),
    "jump": key("G", "home"),
    "next coded": key("]", first="home s"),
    "code": key("1", before="j"),  # the last, as what was coded is written in full two seconds later
}
BESIDE = {
    "focus": key("focus out", "focus in"),
    "mouse": key("\x1b[<35;5;9M", "\x1b[<35;6;10M"),
    "tab": key("tab", "shift+tab"),
    "letter": key("x", first="m"),
}
NEXT_HIT = {"next hit": key("n")}
DENSE, SPARSE = Size(1, 2_000_000, 10_000), Size(1, 2_000_000, 100)
SMALLEST, LARGEST = Size(1, 50_000, 100), Size(1, 20_000_000, 100_000)
BETWEEN = (Size(1, 50_000, 1_000), Size(1, 2_000_000, 100_000), Size(1, 20_000_000, 100))
FEW_MILLISECONDS = 5.0
TIME_BARS = {"word": 1.1, "sentence": 1.1, "code": None, "page": 2.0, "jump": 2.0}
"""In times of a bare app's key."""


def utsaga(study: Path, theme: str, keys: dict[str, Key], *, rgb: bool = False) -> Program:
    """The program on a study."""
    config = study.parent / f"{theme}.toml"
    config.write_text(f'coder = "{CODER}"\ntheme = "{theme}"\n', encoding="utf-8")
    env = {"UTSAGA_CONFIG": str(config), "COLORTERM": "truecolor" if rgb else ""}
    return Program(f"utsaga, {theme}", python("-m", "utsaga", str(study)), keys, env)


def stock_panes() -> Program:
    """Three panes of Textual's own widgets with Textual's own output."""
    argv = python(str(HERE / "output_program.py"))
    return Program("stock", argv, {"page": key("pagedown")}, {"UTSAGA_OUTPUT": "stock", "COLORTERM": ""})


def starting(within: Path, times: int) -> Iterator[Figure | Detail]:
    """From the command to the first transcript, and the memory then."""
    ordinary = utsaga(copy_of(ORDINARY, within, "start"), "dark", {})
    large = utsaga(copy_of(LARGE, within, "start-large"), "dark", {})
    found = starts([bare(), ordinary, large, stock_panes()], times)
    alone, ours, larger, stock = found
    names = ("bare", str(ORDINARY), str(LARGE), "stock, three panes")
    yield detail("start", dict(zip(names, found, strict=True)))
    yield Figure("start, 100 transcripts, 10,000 codings: time", ours.seconds / alone.seconds, "x bare", 1.7)
    yield Figure("start: CPU", ours.cpu / alone.cpu, "x bare")
    yield Figure("start: bytes", ours.bytes / alone.bytes, "x bare", 0.8)
    yield Figure("start: bytes", ours.bytes / stock.bytes, "x stock panes")
    yield Figure("start, 100,000 codings: time", larger.seconds / ours.seconds, "x 10,000", 1.1)


def large_studies(within: Path) -> Iterator[Figure]:
    """What the whole of a study costs to read and to look through."""
    with Session(utsaga(copy_of(LARGE, within, "open-large"), "dark", {})) as session:
        finished = session.until_idle()
    yield Figure("open 100,000 codings: all read, on the screen", 1000 * (finished - session.seen), "ms")

    def everything() -> None:
        with Study.open(study_of(LARGE, within), coder=CODER, write=False) as study:
            study.held.load_all()

    yield Figure("open 100,000 codings: all read, without a screen", timed(everything, 3)[0], "ms", 1000)
    with Study.open(study_of(ORDINARY, within), coder=CODER, write=False) as study:
        study.held.load_all()
        theme = [code.id for code in study.codes.subtree(study.codes.children(None)[0].id)]
        took, quotes = timed(lambda: quotes_for(study, study.held.codings_of(theme)), 3)
        yield Figure(f"{len(quotes):,} quotes of a theme, texts read from disk", took, "ms", 100)


def quotes_on_screen(within: Path) -> Iterator[Figure]:
    """The screen of a theme's quotes."""
    with Session(utsaga(copy_of(ORDINARY, within, "quotes"), "dark", {})) as session:
        session.until_idle()
        session.type(["g", "q"])
        session.until_idle()
        shown = session.terminal.key("enter")
        yield Figure("quotes of a theme: first screen", shown.seconds * 1000, "ms", 100)


def beside(within: Path, times: int) -> Iterator[tuple[str, KeyCost]]:
    """What is not reading: looking away, the mouse, other panes, a memo, hits."""
    program = utsaga(copy_of(ORDINARY, within, "beside"), "dark", BESIDE)
    yield from measure(program, times)
    with Session(utsaga(program_study(program), "dark", NEXT_HIT)) as session:
        search(session)
        yield "next hit", session.cost("next hit", times)


def search(session: Session) -> None:
    """Search all transcripts and go to the first hit."""
    session.until_idle()
    session.type(["/", *HIT, "enter"])
    session.until_idle()
    session.type(["enter"])


def program_study(program: Program) -> Path:
    """The study that a program was started on."""
    return Path(program.argv[-1])


def text_of(study: Path) -> Path:
    """The text of a study's only transcript."""
    (text,) = (study / "transcripts").glob("*.txt")
    return text


def reading(within: Path, sizes: list[Size], times: int) -> dict[Size, Costs]:
    """What reading and coding cost in texts and studies of some sizes."""
    found: dict[Size, Costs] = {}
    for number, size in enumerate(sizes):
        program = utsaga(copy_of(size, within, f"reading-{number}"), "terminal", READING)
        found[size] = dict(measure(program, times))
        _expect_codings(program_study(program), size.codings + times + 1)
    return found


def _expect_codings(study: Path, number: int) -> None:
    """What the screen said was coded must be there after the program was killed."""
    with Study.open(study, coder=CODER, write=False) as opened:
        opened.held.load_all()
        (source,) = opened.sources
        there = len(opened.held.codings(source.id))
    if there != number:
        raise AssertionError(f"{number} codings were made and acknowledged, {there} are there")


def key_times(within: Path, times: int) -> Iterator[Figure]:
    """Keys in a text of 2 MB with 10,000 codings, in times of a bare key."""
    study = copy_of(DENSE, within, "times")
    yield from against_bare(utsaga(study, "terminal", READING), TIME_BARS, times)
    yield from against_bare(utsaga(study, "terminal", NEXT_HIT), {"next hit": 1.1}, times, search)


def key_figures(ours: Costs, rgb: Costs, plain: Costs, others: Mapping[str, Costs]) -> Iterator[Figure]:
    """Keys in a text of 2 MB with 10,000 codings."""
    yield Figure("word: bytes, terminal's colours", ours["word"].bytes, "B", 40)
    yield Figure("word: bytes, rgb", rgb["word"].bytes, "B", 100)
    yield Figure("sentence: bytes", ours["sentence"].bytes / others["vim"]["sentence"].bytes, "x vim", 1)
    yield Figure("code: bytes, rgb", rgb["code"].bytes, "B", 1000)
    yield Figure(
        "page: bytes, 10,000 codings", ours["page"].bytes / others["less"]["page"].bytes, "x less", 1.3
    )
    yield Figure("idle: bytes a second", ours["idle"].bytes / ours["idle"].seconds, "B/s", 0)
    yield Figure("idle: CPU a second", 1000 * ours["idle"].cpu / ours["idle"].seconds, "ms/s")
    yield Figure("memory, 2 MB, 10,000 codings", ours["memory"].bytes / plain["memory"].bytes, "x bare", 1.5)


def beside_figures(found: Costs) -> Iterator[Figure]:
    """Keys that do not read."""
    yield Figure("next hit: bytes", found["next hit"].bytes, "B")
    yield Figure("focus in or out: bytes", found["focus"].bytes, "B", 0)
    yield Figure("mouse report: bytes", found["mouse"].bytes, "B", 100)
    yield Figure("tab between panes: bytes", found["tab"].bytes, "B", 5000)
    yield Figure("a letter in a memo: bytes", found["letter"].bytes, "B", 100)


def size_figures(found: Mapping[Size, Costs]) -> Iterator[Figure]:
    """The same keys in the smallest and the largest text, and where most is coded on a page."""
    for name in READING:
        cpu = {size: 1000 * costs[name].cpu for size, costs in found.items()}
        smallest, largest = min(cpu, key=_amount), max(cpu, key=_amount)
        yield Figure(f"{name}: CPU, {largest}", cpu[largest], "ms", FEW_MILLISECONDS)
        yield Figure(f"{name}: CPU, largest to smallest", cpu[largest] / cpu[smallest], "x", 1.3)
        dearest = max(cpu, key=cpu.__getitem__)
        yield Figure(f"{name}: CPU, dearest: {dearest}", cpu[dearest], "ms")


def _amount(size: Size) -> int:
    return size.characters * size.codings


def lags(within: Path, text: Path) -> Iterator[Figure]:
    """PageDown held on a slow line."""
    for number, size in enumerate((SPARSE, DENSE)):
        program = utsaga(copy_of(size, within, f"lag-{number}"), "dark", READING)
        for answers, terminal in ((True, "that answers"), (False, "that does not")):
            late = 1000 * lag(program, answers=answers).seconds
            yield Figure(f"lag, {size.codings:,} codings, terminal {terminal}", late, "ms", 50)
    for other in (less(text), vim(text, HIT)):
        yield Figure(f"lag, {other.name}", 1000 * lag(other).seconds, "ms")


def figures(quick: bool) -> Iterator[Figure | Detail]:
    """All of them."""
    times = 5 if quick else 15
    sizes = [SMALLEST, DENSE] if quick else [SMALLEST, SPARSE, DENSE, *BETWEEN, LARGEST]
    with folder() as shared, tempfile.TemporaryDirectory(dir=shared) as own:
        within = Path(own)
        yield from starting(within, 3 if quick else 7)
        plain = dict(measure(bare(), times))
        by_size = reading(within, sizes, times)
        rgb = dict(measure(utsaga(copy_of(DENSE, within, "rgb"), "dark", READING, rgb=True), times))
        text = text_of(study_of(DENSE, within))
        others = {other.name: dict(measure(other, times)) for other in (less(text), vim(text, HIT))}
        found = dict(beside(within, times))
        for name, costs in {
            **{str(size): costs for size, costs in by_size.items()},
            "rgb": rgb,
            **others,
        }.items():
            yield detail(name, costs)
        yield detail("beside", found)
        yield from key_times(within, times)
        yield from key_figures(by_size[DENSE], rgb, plain, others)
        yield from beside_figures(found)
        yield from size_figures(by_size)
        yield from lags(within, text)
        yield from large_studies(within)
        yield from quotes_on_screen(within)


if __name__ == "__main__":
    sys.exit(main(__doc__, figures))
