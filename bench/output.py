"""What differential output saves: ``python bench/output.py [--json] [--quick]``.

One Textual app of three panes, with Textual's output and with ours, and a bare Textual app beside it; all
typed into a real pty in one run. Bytes are exact; times are lower quartiles from key to the last byte.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))

from pane import Figure, summary  # noqa: E402
from pty_terminal import KeyCost, PtyTerminal, python  # noqa: E402

SIZE = (120, 40)
LINE = 500_000
PAGES_HELD = 41
STEPS = {
    "page down": "pagedown",
    "line down": "down",
    "tab": "tab",
    "letter": "x",
}
Costs = dict[str, KeyCost]


def panes(output: str, colours: str, *, bits_per_second: float | None = None) -> PtyTerminal:
    """The app of three panes, its text on the screen."""
    env = {"UTSAGA_OUTPUT": output, "COLORTERM": "truecolor" if colours == "rgb" else ""}
    program = python(str(HERE / "output_program.py"))
    terminal = PtyTerminal(
        program, size=SIZE, env=env, emulate=False, answers=True, bits_per_second=bits_per_second
    )
    terminal.wait_for_bytes(b"Kim")
    return terminal


def measure(output: str, colours: str, times: int) -> Costs:
    """What each step costs."""
    found: Costs = {}
    with panes(output, colours) as terminal:
        terminal.read_until_quiet(0.4)
        found["start"] = KeyCost(len(terminal.output), 0, terminal.cpu_seconds())
        for name, key in STEPS.items():
            count = 3 if name == "tab" else times
            found[name] = summary([terminal.key(key) for _ in range(count)])
            if name == "tab":
                terminal.press("tab")  # the fourth: from the transcript over three others to the input
                terminal.press("tab")
                terminal.read_until_quiet()
        looks = [terminal.key(way) for _ in range(3) for way in ("focus out", "focus in")]
        found["look away or back"] = summary(looks)
        before = len(terminal.output)
        until = time.monotonic() + 1
        while (left := until - time.monotonic()) > 0:
            terminal.read(left)
        found["idle, 1 s"] = KeyCost(len(terminal.output) - before, 1, 0)
    return found


def bare(times: int) -> Costs:
    """A Textual app that changes one cell a key."""
    program = python(str(HERE / "pane_program.py"), "bare")
    with PtyTerminal(program, size=SIZE, emulate=False, answers=True) as terminal:
        terminal.wait_for_bytes(b"Gunilla")
        terminal.read_until_quiet(0.4)
        start = KeyCost(len(terminal.output), 0, terminal.cpu_seconds())
        return {"start": start, "letter": summary([terminal.key("w") for _ in range(times)])}


def lag(output: str, colours: str) -> KeyCost:
    """Page down, held at 20 a second on a slow line: seconds from the last key to the last byte."""
    with panes(output, colours, bits_per_second=LINE) as terminal:
        terminal.read_until_quiet(0.4)
        before = len(terminal.output)
        due = pressed = time.monotonic()
        for number in range(PAGES_HELD):
            while (left := due - time.monotonic()) > 0:
                terminal.read(left)
            pressed = time.monotonic()
            terminal.press("pageup" if number % 2 else "pagedown")
            due += 0.05
        last = terminal.read_until_quiet(0.3)
        return KeyCost(len(terminal.output) - before, max(last - pressed, 0.0), 0)


def rows(times: int) -> Iterator[tuple[str, Costs]]:
    """All programs, and what each step cost."""
    yield "bare", bare(times)
    for colours in ("256 colours", "rgb"):
        for output in ("stock", "differences"):
            costs = measure(output, colours, times)
            yield f"{output}, {colours}", costs | {"lag": lag(output, colours)}


def figures(found: dict[str, Costs]) -> Iterator[Figure]:
    """The figures that have a bar."""
    ours, stock = found["differences, 256 colours"], found["stock, 256 colours"]
    yield Figure("start: bytes", ours["start"].bytes / found["bare"]["start"].bytes, "x bare", 1)
    yield Figure("page down: bytes", ours["page down"].bytes / stock["page down"].bytes, "x stock", 0.5)
    yield Figure("page down: CPU", ours["page down"].cpu / stock["page down"].cpu, "x stock", 1.2)
    yield Figure("line down: bytes", ours["line down"].bytes / stock["line down"].bytes, "x stock", 0.5)
    yield Figure("tab between panes: bytes", ours["tab"].bytes, "B", 5000)
    yield Figure("letter: bytes", ours["letter"].bytes, "B", 100)
    for name in ("look away or back", "idle, 1 s"):
        yield Figure(f"{name}: bytes", ours[name].bytes, "B", 0)
    yield Figure("lag, page down held, 500 kbit/s", ours["lag"].seconds * 1000, "ms", 50)


def main() -> None:
    """Measure and print."""
    as_json, quick = "--json" in sys.argv[1:], "--quick" in sys.argv[1:]
    found: dict[str, Costs] = {}
    for name, costs in rows(5 if quick else 15):
        found[name] = costs
        if as_json:
            line = json.dumps({"program": name} | {step: asdict(cost) for step, cost in costs.items()})
        else:
            cells = (
                f"{step} {cost.seconds * 1000:.1f}/{cost.cpu * 1000:.1f}/{cost.bytes}"
                for step, cost in costs.items()
            )
            line = f"{name}\n    {', '.join(cells)}   (ms/CPU ms/bytes)"
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    for figure in figures(found):
        if as_json:
            line = json.dumps(asdict(figure) | {"met": figure.met})
        else:
            verdict = "met" if figure.met else "MISSED"
            line = f"{figure.what:<44}{figure.value:>9.2f} {figure.unit:<11} bar {figure.bar:<6g} {verdict}"
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
