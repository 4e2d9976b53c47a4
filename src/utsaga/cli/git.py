"""Commands for a study that is kept in git: switch merging by record on, and the merging itself."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import click

from utsaga.cli.out import complain, say
from utsaga.cli.parts import NamedPath, study_argument
from utsaga.filepaths import is_file
from utsaga.model.errors import NotFound, Refused
from utsaga.study.phrases import counted

_FILE = NamedPath(folder=False)


@click.command("git")
@study_argument
def git_command(study: Path) -> None:
    """Let git merge a study by record: run it once in every clone.

    It writes the study's .gitattributes, where it is missing, and tells the clone's own git configuration
    (merge.utsaga.driver) to call 'utsaga merge-study'.
    """
    from utsaga.store import gitfiles

    if not is_file(study / "study.json"):
        raise NotFound(f"There is no study in {study}: it has no study.json")
    _git(study, "rev-parse", "--git-dir")
    new = gitfiles.written(study)
    driver = f"{shlex.quote(sys.executable)} -P -m utsaga merge-study %O %A %B --name=%P"
    _git(study, "config", f"merge.{gitfiles.DRIVER}.name", "Utsaga: by record")
    _git(study, "config", f"merge.{gitfiles.DRIVER}.driver", driver)
    say("Git now merges this study by record, in this clone. Run the same in every other clone.")
    if new:
        say("Commit .gitattributes and .gitignore: git add .gitattributes .gitignore")


def _git(study: Path, *arguments: str) -> None:
    try:
        done = subprocess.run(
            ["git", "-C", str(study), *arguments], capture_output=True, encoding="utf-8", errors="replace"
        )
    except FileNotFoundError:
        raise NotFound("The program git is not there: ask whoever runs the server to install it") from None
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        said = lines[-1].removeprefix("fatal: ")
        hint = " Make it one first: git init" if "not a git repository" in done.stderr else ""
        raise Refused(f"Git refused: {said}.{hint}")


@click.command("merge-study")
@click.argument("base", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.option("--name", metavar="FILE", default="study.json", help="What the file is called in the study.")
def merge_study_command(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge one file of a study by record, into OURS: git calls it as its merge driver.

    An edit beats a deletion, a later edit an earlier one; what loses is kept: 'utsaga review' lists it.
    """
    from utsaga.store.threeway import merge_files
    from utsaga.study.coding.namesakes import codes_in_file, namesakes, new_namesakes

    known = namesakes(codes_in_file(ours)) if ours.exists() else []
    lost = merge_files(base, ours, theirs, name)
    if twice := new_namesakes(codes_in_file(ours), known):
        complain(f"{name}: {twice}")
    if lost:
        complain(
            f"{name}: {counted(lost, 'record')} had been changed on both sides; the later change holds, "
            "the other is kept: 'utsaga review' lists both."
        )
