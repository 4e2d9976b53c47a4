"""The commands that draw: open a study, and the example study."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from utsaga.cli.out import say
from utsaga.cli.parts import NamedPath, study_argument
from utsaga.cli.screen import show
from utsaga.config import read_config
from utsaga.filepaths import is_there


@click.command("open")
@study_argument
def open_command(study: Path) -> int:
    """Open STUDY on the screen; 'utsaga STUDY' does the same."""
    return show(study)


@click.command("demo")
@click.argument("folder", required=False, type=NamedPath(file=False))
def demo_command(folder: Path | None) -> int:
    """Make a working copy of the example study in FOLDER and open it; an old copy is opened again."""
    where = folder or Path("utsaga-demo")
    if not is_there(where / "study.json"):
        from utsaga.demo import build

        build(where, read_config().coder)
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        say(f"The example study is in {where}. There is no terminal here to open it in;")
        say(f"'utsaga export {where} --to -' prints its chapter.")
        return 0
    left = show(where)
    # As it was called: in a checkout the program may not be on the path.
    again = shlex.join([sys.argv[0], str(where)])
    say(f"Your copy of the example study stays in {where}; '{again}' opens it again.")
    return left
