"""Programs in a pty, typed into: what a key, a start and a held key cost.

Times go from key to the last byte, the lower quartile of all presses (what else the machine does only adds
to them); bytes are medians.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from figures import Detail, Figure

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from pty_terminal import KeyCost as KeyCost  # noqa: E402
from pty_terminal import PtyTerminal  # noqa: E402
from pty_terminal import python as python  # noqa: E402

SIZE = (120, 40)
QUIET = 0.06
IDLE_AFTER = 0.3
SLOW_LINE = 500_000
"""Bits per second."""
HELD_PAGES = 40
HELD_EVERY = 0.05
Costs = Mapping[str, KeyCost]


@dataclass(frozen=True, slots=True)
class Key:
    """A key to measure: ``presses`` in turn.

    Not counted: ``first`` once before all, ``before`` each time, ``after`` once at the end.
    """

    presses: tuple[str, ...]
    before: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def key(*presses: str, before: str = "", first: str = "", after: str = "") -> Key:
    """A key; the names of those around it stand in one string."""
    return Key(presses, tuple(before.split()), tuple(first.split()), tuple(after.split()))


@dataclass(frozen=True, slots=True)
class Program:
    """A program to type into. ``sees`` is what stands in its output as soon as its text is to be seen."""

    name: str
    argv: Sequence[str]
    keys: Mapping[str, Key]
    env: Mapping[str, str] = field(default_factory=dict)
    sees: bytes = b"Kim"


def bare() -> Program:
    """A Textual app that changes one cell a key."""
    return Program("bare", python(str(HERE / "pane_program.py"), "bare"), {"word": key("w")}, sees=b"Gunilla")


def less(path: Path) -> Program:
    """less on a text."""
    keys = {"page": key(" "), "jump": key("G", "g"), "scroll": key("j")}
    return Program("less", ["less", str(path)], keys, {"LESS": "", "LESSHISTFILE": "-"})


def vim(path: Path, hit: str) -> Program:
    """vim -R on a text, its long lines wrapped at words, searching for a hit."""
    options = "set wrap linebreak noswapfile viminfo= display=lastline hlsearch incsearch"
    argv = ["vim", "-u", "NONE", "-N", "-R", "--cmd", options, f"+/{hit}", str(path)]
    keys = {
        "word": key("w"),
        "page": key("\x06"),
        "jump": key("G", "gg"),
        "scroll": key("\x05"),
        "next hit": key("n"),
        "sentence": key("\x1b)vis"),
    }
    return Program("vim", argv, keys)


class Session:
    """A program in a pty, typed into."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.terminal = PtyTerminal(program.argv, size=SIZE, env=program.env, emulate=False, answers=True)
        self.terminal.wait_for_bytes(program.sees)
        self.seen = time.monotonic()
        self.visible = self.seen - self.terminal.started
        self.terminal.read_until_quiet(0.4)
        self.start_bytes = len(self.terminal.output)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.close()

    def cost(self, name: str, times: int) -> KeyCost:
        """What a key costs, the first press left out."""
        return summary(list(self.presses(name, times)))

    def presses(self, name: str, times: int) -> Iterator[KeyCost]:
        """What each press of a key costs, the first left out."""
        wanted = self.program.keys[name]
        self.type(wanted.first)
        for number in range(times + 1):
            self.type(wanted.before)
            while self.terminal.read(0.005):
                continue
            cost = self.terminal.key(wanted.presses[number % len(wanted.presses)], QUIET)
            if number:
                yield cost
        self.type(wanted.after)

    def type(self, keys: Sequence[str]) -> None:
        """Press keys that are not measured."""
        for pressed in keys:
            self.terminal.key(pressed, QUIET)

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
        start = time.monotonic()
        while (left := start + seconds - time.monotonic()) > 0:
            self.terminal.read(left)
        return KeyCost(len(self.terminal.output) - before, seconds, self.terminal.cpu_seconds() - cpu)

    def until_idle(self) -> float:
        """Read until the program has neither written nor worked for a while; when it last did (monotonic)."""
        last, cpu = time.monotonic(), self.terminal.cpu_seconds()
        while time.monotonic() - last < IDLE_AFTER:
            wrote = self.terminal.read(0.02)
            now = self.terminal.cpu_seconds()
            if wrote or now - cpu > 0.002:
                last = time.monotonic()
            cpu = now
        return last

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


def started(program: Program) -> KeyCost:
    """One start, until the text is to be seen; the bytes until it is quiet."""
    with Session(program) as session:
        return KeyCost(session.start_bytes, session.visible, session.terminal.cpu_seconds())


def starts(programs: Sequence[Program], times: int) -> list[KeyCost]:
    """Programs started in turn, so that what the machine does besides hits all alike: medians."""
    found = [[started(program) for program in programs] for _ in range(times)]
    return [
        KeyCost(
            int(statistics.median(cost.bytes for cost in costs)),
            statistics.median(cost.seconds for cost in costs),
            statistics.median(cost.cpu for cost in costs),
        )
        for costs in zip(*found, strict=True)
    ]


def measure(program: Program, times: int) -> Iterator[tuple[str, KeyCost]]:
    """Each key of a program, its memory (in bytes), and what it does when nobody does anything."""
    with Session(program) as session:
        yield "start", KeyCost(session.start_bytes, session.visible, session.terminal.cpu_seconds())
        yield "memory", KeyCost(int(session.megabytes * 1e6), 0, 0)
        session.until_idle()
        yield "idle", session.idle(2.0)
        for name in program.keys:
            yield name, session.cost(name, times)


def against_bare(
    program: Program,
    bars: Mapping[str, float | None],
    times: int,
    prepare: Callable[[Session], None] | None = None,
) -> Iterator[Figure]:
    """What keys take, in times of a bare app's key: every press beside one of the bare app."""
    with Session(program) as ours, Session(bare()) as plain:
        if prepare is not None:
            prepare(ours)
        bare_presses = plain.presses("word", times * len(bars))
        for name, bar in bars.items():
            pairs = zip(ours.presses(name, times), bare_presses, strict=False)
            own, others = (summary(costs) for costs in zip(*pairs, strict=True))
            yield Figure(f"{name}: time", own.seconds / others.seconds, "x bare key", bar)


def lag(program: Program, *, answers: bool = False) -> KeyCost:
    """From the last of 40 page keys, held at 20 a second, to the last byte on a slow line."""
    with PtyTerminal(
        program.argv,
        size=SIZE,
        env=program.env,
        emulate=False,
        answers=answers,
        bits_per_second=SLOW_LINE,
    ) as terminal:
        terminal.wait_for_bytes(program.sees)
        terminal.read_until_quiet(0.4)
        before = len(terminal.output)
        due = pressed = time.monotonic()
        pages = program.keys["page"].presses
        for number in range(HELD_PAGES):
            while (left := due - time.monotonic()) > 0:
                terminal.read(left)
            pressed = time.monotonic()
            terminal.press(pages[number % len(pages)])
            due += HELD_EVERY
        last = terminal.read_until_quiet(0.3)
        return KeyCost(len(terminal.output) - before, max(last - pressed, 0.0), 0)


def detail(name: str, costs: Costs) -> Detail:
    """What a program's keys cost, in words."""
    values = {
        key: f"{cost.seconds * 1000:8.1f} ms {cost.cpu * 1000:8.1f} ms CPU {cost.bytes:>9,} B"
        for key, cost in costs.items()
    }
    return Detail(name, values)
