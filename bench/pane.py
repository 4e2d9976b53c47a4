"""What the transcript pane costs a key, in bytes and time: ``python bench/pane.py [--json] [--quick]``.

Everything is typed into a real pty, in one run: the pane over Textual's own output and over the
differential output, a bare Textual app that changes one cell, less and vim -R on the same text. Times go
from key to the last byte, the lower quartile of all presses (what else the machine does only adds to them);
bytes are medians. Read times as ratios to the bare app, which is measured at the beginning, in the middle
and at the end. Bars stand beside the figures.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from pane_text import HIT, write  # noqa: E402
from pty_terminal import KeyCost, PtyTerminal, python  # noqa: E402

SIZE = (120, 40)
QUIET = 0.06
KEYS = {
    "word": "w",
    "sentence": "s",
    "code": "1",
    "next hit": "n",
    "scroll": "e",
    "page": " ",
    "jump": ("G", "g"),
    "focus": ("\x1b[O", "\x1b[I"),
}
BEFORE = {"code": "s"}  # so that each time another passage is coded
LESS = {"page": " ", "jump": ("G", "g"), "scroll": "j"}
VIM = {
    "word": "w",
    "page": "\x06",
    "jump": ("G", "gg"),
    "scroll": "\x05",
    "next hit": "n",
    "sentence": "\x1b)vis",
}
LINE = 500_000


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured: ``value`` is at most ``bar`` when there is one."""

    what: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None without one."""
        return None if self.bar is None else self.value <= self.bar


@dataclass(frozen=True, slots=True)
class Program:
    """A program to type into, and its keys."""

    name: str
    argv: Sequence[str]
    keys: dict[str, str | tuple[str, str]]
    env: dict[str, str]


def pane(path: Path, marks: int, theme: str, output: str) -> Program:
    """The pane program."""
    colours = {"COLORTERM": "truecolor"} if theme == "rgb" else {}
    argv = python(str(HERE / "pane_program.py"), "pane", str(path), str(marks), theme, output)
    return Program(f"pane {theme} {output}", argv, KEYS, colours)


def bare() -> Program:
    """A Textual app that does next to nothing."""
    return Program("bare", python(str(HERE / "pane_program.py"), "bare"), {"word": "w"}, {})


def less(path: Path) -> Program:
    """less on the text."""
    return Program("less", ["less", str(path)], LESS, {"LESS": "", "LESSHISTFILE": "-"})


def vim(path: Path) -> Program:
    """vim on the text, its long lines wrapped at words, searching as the pane does."""
    options = "set wrap linebreak noswapfile viminfo= display=lastline hlsearch incsearch"
    argv = ["vim", "-u", "NONE", "-N", "-R", "--cmd", options, f"+/{HIT}", str(path)]
    return Program("vim", argv, VIM, {})


class Session:
    """A program in a pty, typed into."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.terminal = PtyTerminal(program.argv, size=SIZE, env=program.env, emulate=False, answers=True)
        self.terminal.wait_for_bytes(b"Gunilla" if program.name == "bare" else b"Kim")
        self.visible = time.monotonic() - self.terminal.started
        self.terminal.read_until_quiet(0.4)
        self.start_bytes = len(self.terminal.output)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.close()

    def key(self, name: str, times: int) -> KeyCost:
        """What a key costs, the first press left out."""
        keys = self.program.keys[name]
        in_turn = (keys,) if isinstance(keys, str) else keys
        costs = []
        for number in range(times + 1):
            if self.program.keys is KEYS and name in BEFORE:
                self.terminal.key(BEFORE[name], QUIET)
            self.settle()
            costs.append(self.terminal.key(in_turn[number % len(in_turn)], QUIET))
        return summary(costs[1:])

    def settle(self) -> None:
        """Read what is still on its way."""
        while self.terminal.read(0.005):
            pass

    def resize(self, times: int) -> KeyCost:
        """What another width costs."""
        costs = []
        for number in range(times):
            before, cpu = len(self.terminal.output), self.terminal.cpu_seconds()
            start = time.monotonic()
            self.terminal.resize(80 if number % 2 == 0 else SIZE[0], SIZE[1])
            last = self.terminal.read_until_quiet(0.25)
            sent = len(self.terminal.output) - before
            costs.append(KeyCost(sent, last - start, self.terminal.cpu_seconds() - cpu))
        return summary(costs)

    def idle(self, seconds: float) -> KeyCost:
        """What nothing costs for so long."""
        before, cpu = len(self.terminal.output), self.terminal.cpu_seconds()
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.terminal.read(left)
        return KeyCost(len(self.terminal.output) - before, 0, self.terminal.cpu_seconds() - cpu)

    @property
    def megabytes(self) -> float:
        """Memory of the program, resident."""
        status = Path(f"/proc/{self.terminal.process.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def summary(costs: Sequence[KeyCost]) -> KeyCost:
    """Median of the bytes, lower quartile of the times."""
    return KeyCost(
        int(statistics.median(cost.bytes for cost in costs)),
        statistics.quantiles((cost.seconds for cost in costs), n=4)[0],
        statistics.quantiles((cost.cpu for cost in costs), n=4)[0],
    )


def start(program: Program, times: int) -> KeyCost:
    """What it costs to start, until the text is to be seen: the best of some times."""
    costs = []
    for _ in range(times):
        with Session(program) as session:
            costs.append(KeyCost(session.start_bytes, session.visible, session.terminal.cpu_seconds()))
    return min(costs, key=lambda cost: cost.seconds)


def lag(program: Program) -> float:
    """Seconds from the last of 40 page keys, held at 20 a second, to the last byte on a slow line."""
    with PtyTerminal(
        program.argv, size=SIZE, env=program.env, emulate=False, bits_per_second=LINE
    ) as terminal:
        terminal.wait_for_bytes(b"Kim")
        terminal.read_until_quiet(0.4)
        next_key = time.monotonic()
        for _ in range(40):
            while (left := next_key - time.monotonic()) > 0:
                terminal.read(left)
            pressed = time.monotonic()
            terminal.send(program.keys["page"])
            next_key += 0.05
        return max(terminal.read_until_quiet(0.3) - pressed, 0.0)


def measure(program: Program, times: int) -> Iterator[tuple[str, KeyCost]]:
    """Each key of a program, and a resize."""
    yield "start", start(program, 3)
    with Session(program) as session:
        yield "memory", KeyCost(int(session.megabytes * 1000), 0, 0)
        for name in program.keys:
            yield name, session.key(name, times)
        yield "resize", session.resize(5)
        yield "idle, 2 s", session.idle(2.0)


def rows(folder: Path, *, quick: bool) -> Iterator[tuple[str, dict[str, KeyCost]]]:
    """All programs on all texts: a name, and what each key cost."""
    times = 5 if quick else 15
    yield "bare, first", dict(measure(bare(), times))
    texts = {
        "50 KB": write(folder, 50_000),
        "2 MB": write(folder, 2_000_000),
        "20 MB": write(folder, 20_000_000),
    }
    for name in ("2 MB",) if quick else texts:
        yield f"less, {name}", dict(measure(less(texts[name]), times))
        yield f"vim, {name}", dict(measure(vim(texts[name]), times))
    counts = (10_000,) if quick else (100, 10_000, 100_000)
    for name in ("2 MB",) if quick else texts:
        for count in counts:
            if name == "50 KB" and count > 10_000:
                continue  # two codings on every character
            program = pane(texts[name], count, "terminal", "differences")
            yield f"pane, {name}, {count:,} marks, terminal palette", dict(measure(program, times))
    yield "bare, in the middle", dict(measure(bare(), times))
    for theme, output in (("rgb", "differences"), ("rgb", "stock"), ("terminal", "stock")):
        program = pane(texts["2 MB"], 10_000, theme, output)
        yield f"pane, 2 MB, 10,000 marks, {theme}, {output}", dict(measure(program, times))
    yield "bare, last", dict(measure(bare(), times))
    for name, program in (
        ("pane, 100 marks, terminal palette", pane(texts["2 MB"], 100, "terminal", "differences")),
        ("pane, 10,000 marks, terminal palette", pane(texts["2 MB"], 10_000, "terminal", "differences")),
        ("pane, 10,000 marks, rgb", pane(texts["2 MB"], 10_000, "rgb", "differences")),
        ("pane, 10,000 marks, rgb, stock", pane(texts["2 MB"], 10_000, "rgb", "stock")),
        ("less", less(texts["2 MB"])),
        ("vim", vim(texts["2 MB"])),
    ):
        yield f"held page down, {name}", {"lag": KeyCost(0, lag(program), 0)}


def figures(found: dict[str, dict[str, KeyCost]]) -> Iterator[Figure]:
    """The figures that have a bar."""
    bares = [costs for name, costs in found.items() if name.startswith("bare")]
    key = statistics.median(costs["word"].seconds for costs in bares)
    visible = statistics.median(costs["start"].seconds for costs in bares)
    palette = found["pane, 2 MB, 10,000 marks, terminal palette"]
    rgb = found["pane, 2 MB, 10,000 marks, rgb, differences"]
    for name, bar in (("word", 1.1), ("sentence", 1.1), ("next hit", 1.1), ("page", 2.0), ("jump", 2.0)):
        yield Figure(f"{name}: time", palette[name].seconds / key, "x bare key", bar)
    yield Figure("word: bytes, terminal palette", palette["word"].bytes, "B", 40)
    yield Figure("word: bytes, rgb", rgb["word"].bytes, "B", 100)
    yield Figure(
        "sentence: bytes", palette["sentence"].bytes / found["vim, 2 MB"]["sentence"].bytes, "x vim", 1
    )
    yield Figure("code: bytes", rgb["code"].bytes, "B", 1000)
    for marks, bar in (("100", 1.1), ("10,000", 1.3)):
        row = found.get(f"pane, 2 MB, {marks} marks, terminal palette")
        if row:
            ratio = row["page"].bytes / found["less, 2 MB"]["page"].bytes
            yield Figure(f"page: bytes, {marks} marks", ratio, "x less", bar)
    scroll = palette["scroll"].bytes / found["less, 2 MB"]["scroll"].bytes
    yield Figure("scroll a line: bytes", scroll, "x less", 1.1)
    yield Figure("focus in or out: bytes", palette["focus"].bytes, "B", 0)
    yield Figure("idle: bytes", palette["idle, 2 s"].bytes, "B", 0)
    for marks in ("100", "10,000"):
        lagged = found[f"held page down, pane, {marks} marks, terminal palette"]["lag"]
        yield Figure(f"lag, page down held, {marks} marks", lagged.seconds * 1000, "ms", 50)
    for text, marks, bar in (("50 KB", "100", 1.35), ("2 MB", "10,000", 1.7), ("20 MB", "10,000", 2.5)):
        row = found.get(f"pane, {text}, {marks} marks, terminal palette")
        if row:
            yield Figure(f"text visible, {text}", row["start"].seconds / visible, "x bare", bar)
    yield Figure("memory, 2 MB", palette["memory"].bytes / bares[0]["memory"].bytes, "x bare", 1.5)
    every = [row for name, row in found.items() if "MB" in name and name.endswith("marks, terminal palette")]
    for name in ("word", "sentence", "code", "page"):
        cpu = [row[name].cpu for row in every]
        yield Figure(f"{name}: CPU, dearest text to cheapest", max(cpu) / min(cpu), "x", 1.3)


def main() -> None:
    """Measure and print."""
    as_json, quick = "--json" in sys.argv[1:], "--quick" in sys.argv[1:]
    found: dict[str, dict[str, KeyCost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, costs in rows(Path(folder), quick=quick):
            found[name] = costs
            if as_json:
                line = json.dumps({"program": name} | {key: asdict(cost) for key, cost in costs.items()})
            else:
                cells = (
                    f"{key} {cost.seconds * 1000:.1f}/{cost.cpu * 1000:.1f}/{cost.bytes}"
                    for key, cost in costs.items()
                )
                line = f"{name}\n    {', '.join(cells)}   (ms/CPU ms/bytes)"
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    for figure in figures(found):
        if as_json:
            line = json.dumps(asdict(figure) | {"met": figure.met})
        else:
            verdict = {None: "", True: "met", False: "MISSED"}[figure.met]
            line = f"{figure.what:<44}{figure.value:>9.2f} {figure.unit:<11} bar {figure.bar:<6g} {verdict}"
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
