"""What every benchmark prints: figures, each with the bar beside it, as a table or as JSON lines."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

SOURCE = Path(__file__).parents[1] / "src"
sys.path.insert(0, str(SOURCE))
# What is measured is this working tree, whatever is installed, and compiled as an installed program is.
os.environ["PYTHONPATH"] = str(SOURCE)
compileall.compile_dir(SOURCE, quiet=2)


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured. ``bar`` is the most it may be, with ``at_least`` the least; None: shown alone."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the bar is met; None without one."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def as_json(self) -> dict[str, object]:
        """Name, value, unit, bar, met."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "bar": self.bar,
            "at_least": self.at_least,
            "met": self.met,
        }

    @classmethod
    def from_json(cls, line: Mapping[str, object]) -> Figure:
        """A figure that another process has measured."""
        return cls(**{key: line[key] for key in cls.__slots__})  # type: ignore[arg-type]

    def row(self) -> str:
        """A line of the table."""
        bar = "" if self.bar is None else f"{'>=' if self.at_least else '<='} {self.bar:.4g}"
        verdict = {None: "", True: "met", False: "MISSED"}[self.met]
        return f"{self.name:<64}{self.value:>12,.2f} {self.unit:<13}{bar:>10}  {verdict}".rstrip()


@dataclass(frozen=True, slots=True)
class Detail:
    """What figures were made of, shown only when it is asked for."""

    name: str
    values: Mapping[str, str]


def main(about: str | None, measure: Callable[[bool], Iterable[Figure | Detail]]) -> int:
    """Measure and print as the command line asks; ``measure`` is told whether to be quick. Exit code 0."""
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="fewer sizes, fewer repetitions")
    parser.add_argument("--details", action="store_true", help="also what the figures were made of")
    options = parser.parse_args()
    for found in measure(options.quick):
        if isinstance(found, Detail):
            if options.details:
                _say(json.dumps({"name": found.name, **found.values}) if options.json else _told(found))
        else:
            _say(json.dumps(found.as_json(), ensure_ascii=False) if options.json else found.row())
    return 0


def timed(act: Callable[[], T], runs: int = 1) -> tuple[float, T]:
    """The best time of some runs in milliseconds, and what came of the last."""
    best = float("inf")
    for _ in range(runs):
        start = perf_counter()
        outcome = act()
        best = min(best, (perf_counter() - start) * 1000)
    return best, outcome


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so large a share lies at or below."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def _told(detail: Detail) -> str:
    return "\n".join([detail.name, *(f"    {key:<16} {value}" for key, value in detail.values.items())])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
