"""What differential output saves: ``python bench/output.py [--json] [--quick] [--details]``.

One Textual app of three panes of Textual's own widgets, with Textual's output and with ours, and a bare
Textual app beside it; all typed into a real pty in one run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from figures import Detail, Figure, main
from sessions import HERE, Costs, Program, bare, detail, key, lag, measure, python

KEYS = {
    "page": key("pagedown"),
    "line": key("down"),
    "focus": key("focus out", "focus in"),
    # Back and forth between two panes: the letters then go into the line that is the next one.
    "tab": key("tab", "shift+tab"),
    "letter": key("x", first="tab"),
}
TURNED = {"page": key("pagedown", "pageup")}
"""For a held key: there are fewer pages than it is held for."""


def panes(output: str, colours: str) -> Program:
    """The app of three panes."""
    env = {"UTSAGA_OUTPUT": output, "COLORTERM": "truecolor" if colours == "rgb" else ""}
    return Program(f"{output}, {colours}", python(str(HERE / "output_program.py")), KEYS, env)


def against_stock(ours: Costs, stock: Costs, bare_start: float) -> Iterator[Figure]:
    """Bytes and CPU of the same app with either output."""
    yield Figure("start: bytes", ours["start"].bytes / bare_start, "x bare")
    yield Figure("start: bytes", ours["start"].bytes / stock["start"].bytes, "x stock")
    yield Figure("page down: bytes", ours["page"].bytes / stock["page"].bytes, "x stock", 0.5)
    yield Figure("page down: CPU", ours["page"].cpu / stock["page"].cpu, "x stock", 1.2)
    yield Figure("line down: bytes", ours["line"].bytes / stock["line"].bytes, "x stock", 0.5)
    yield Figure("tab between panes: bytes", ours["tab"].bytes, "B", 5000)
    yield Figure("letter: bytes", ours["letter"].bytes, "B", 100)
    yield Figure("focus in or out: bytes", ours["focus"].bytes, "B", 0)
    yield Figure("focus in or out: bytes, stock", stock["focus"].bytes, "B")
    yield Figure("idle: bytes", ours["idle"].bytes, "B", 0)


def figures(quick: bool) -> Iterator[Figure | Detail]:
    """All of them."""
    times = 5 if quick else 15
    alone = dict(measure(bare(), times))
    for colours in ("256 colours",) if quick else ("256 colours", "rgb"):
        stock, ours = panes("stock", colours), panes("differences", colours)
        costs = {program.name: dict(measure(program, times)) for program in (stock, ours)}
        for name, found in costs.items():
            yield detail(name, found)
        for figure in against_stock(costs[ours.name], costs[stock.name], alone["start"].bytes):
            yield figure if colours != "rgb" else replace(figure, name=f"{figure.name}, rgb")
        for program, bar in ((ours, 50.0), (stock, None)):
            late = 1000 * lag(replace(program, keys=TURNED), answers=True).seconds
            yield Figure(f"lag, page down held, {program.name}", late, "ms", bar)


if __name__ == "__main__":
    sys.exit(main(__doc__, figures))
