"""All benchmarks in one run: ``python bench/run.py [--quick] [--json] [ROOM ...]``.

Prints a table by room with the bar beside each figure; with --json, one JSON object a line. The quick run
takes about two minutes, the whole one about ten. Exit code 1 when a benchmark could not be run; a bar that
is missed is told and is no error.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from figures import Figure
from made_studies import FOLDER, folder

ROOMS = {
    "store": "The store: one durable tag, opening, against stock TinyDB",
    "study": "The study: retrieval, the chapter, large changes, opening",
    "search": "Finding: the palette, the texts, names that are alike",
    "pane": "The transcript pane, alone over the whole screen",
    "output": "The output, under Textual's own widgets",
    "program": "The whole program",
}
HERE = Path(__file__).parent


def measured(room: str, options: Sequence[str], shared: Path) -> Iterator[Figure]:
    """A room's figures as they come, from a process of its own."""
    argv = [sys.executable, str(HERE / f"{room}.py"), "--json", *options]
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {FOLDER: str(shared)}
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield Figure.from_json(json.loads(line))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv)


def machine() -> str:
    """What it was measured on, in general terms."""
    return f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(rooms: Sequence[str], *, quick: bool, as_json: bool) -> int:
    """Measure these rooms and print what comes; the exit code."""
    failed, found, started = 0, list[Figure](), time.monotonic()
    if not as_json:
        say(f"{machine()}{', quick' if quick else ''}")
    with folder() as shared:
        for room in rooms:
            if not as_json:
                say(f"\n{ROOMS[room]}\n")
            try:
                for figure in measured(room, ["--quick"] if quick else [], shared):
                    found.append(figure)
                    line = {"room": room, **figure.as_json()}
                    say(json.dumps(line, ensure_ascii=False) if as_json else figure.row())
            except subprocess.CalledProcessError:
                failed = 1
                sys.stderr.write(f"The benchmark of '{room}' could not be run to its end.\n")
    if not as_json:
        missed = [figure for figure in found if figure.met is False]
        bars = sum(figure.bar is not None for figure in found)
        took = (time.monotonic() - started) / 60
        say(f"\n{bars - len(missed)} of {bars} bars met, {len(missed)} missed; {took:.1f} minutes")
    return failed


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"of {', '.join(ROOMS)}; all without one")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="fewer sizes, fewer repetitions")
    options = parser.parse_args()
    unknown = set(options.rooms) - set(ROOMS)
    if unknown:
        parser.error(f"no such room: {', '.join(sorted(unknown))}; there are {', '.join(ROOMS)}")
    return run(options.rooms or list(ROOMS), quick=options.quick, as_json=options.json)


if __name__ == "__main__":
    sys.exit(main())
