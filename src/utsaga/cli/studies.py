"""Commands about a study as a whole: new, check, history, undo."""

from __future__ import annotations

from pathlib import Path

import click

from utsaga import store
from utsaga.cli.out import complain, print_json, print_table, say
from utsaga.cli.parts import (
    coder_option,
    coder_or_configured,
    json_option,
    open_study,
    study_argument,
)
from utsaga.filepaths import real
from utsaga.model.action import Action, Head
from utsaga.model.errors import Refused
from utsaga.model.ids import shown_time
from utsaga.study import Study
from utsaga.study.check import check_folder
from utsaga.study.living import orphaned, twins
from utsaga.study.phrases import counted
from utsaga.study.undo import NoLonger
from utsaga.text.safe import shown_line, shown_path


@click.command("new")
@study_argument
@click.option("--title", metavar="TEXT", help="The study's title; the folder's name if not given.")
@click.option(
    "--language", type=click.Choice(["en", "sv"]), default="en", show_default=True, help="Of headings."
)
@coder_option
def new_command(study: Path, title: str | None, language: str, coder: str | None) -> None:
    """Make an empty study in the folder STUDY."""
    wanted = title or real(study).name
    with Study.create(study, coder=coder_or_configured(coder), title=wanted, language=language):
        where = shown_path(study)
        say(f"Made the study '{shown_line(wanted)}' in {where}. Next: utsaga import {where} FILES")


@click.command("check")
@study_argument
@click.option("--repair", is_flag=True, help="Put right first what can be, without guessing.")
@click.option("--take-over", is_flag=True, help="With --repair: sessions on other machines have ended.")
@json_option
@coder_option
def check_command(study: Path, repair: bool, take_over: bool, as_json: bool, coder: str | None) -> int:
    """Check that every file and record of a study is sound; exit code 1 if not."""
    if take_over and not repair:
        raise click.UsageError("--take-over goes with --repair.")
    who = coder_or_configured(coder)
    repaired = _repaired(study, who, take_over=take_over) if repair else []
    report = check_folder(study, who)
    if as_json:
        findings = [{"where": finding.where, "what": finding.what} for finding in report.findings]
        numbers = {"sources": report.sources, "codes": report.codes, "codings": report.codings}
        more = {
            name: [{"where": said.where, "what": said.what} for said in told]
            for name, told in (("kept", report.kept), ("remarks", report.remarks))
        }
        print_json({"sound": not findings, **numbers, "repaired": repaired, "findings": findings, **more})
        return 1 if findings else 0
    for done in repaired:
        say(f"Repaired: {done}")
    for finding in report.findings:
        say(f"{finding.where}: {finding.what}")
    for kept_there in report.kept:
        say(f"Kept in {kept_there.where}: {kept_there.what}")
    for remark in report.remarks:
        say(f"{remark.where}: {remark.what}")
    held = (
        f"{counted(report.sources, 'transcript')}, {counted(report.codes, 'code')}, "
        f"{counted(report.codings, 'coding')}"
    )
    wrong = counted(len(report.findings), "thing")
    say(f"{wrong} wrong in {held}." if report.findings else f"The study is sound: {held}.")
    return 1 if report.findings else 0


def _repaired(path: Path, who: str, *, take_over: bool) -> list[str]:
    done = store.repair(path, who=who, take_over=take_over)
    try:
        with Study.open(path, coder=who) as opened:
            return done + orphaned.put_right(opened) + twins.put_right(opened)
    except (store.BadFile, store.Damaged):
        return done  # the check says what is wrong there


@click.command("history")
@study_argument
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N.")
@json_option
def history_command(study: Path, last: int | None, as_json: bool) -> None:
    """List who did what, when; oldest first."""
    with open_study(study) as opened:
        heads = list(opened.history())
        said = [(head, opened.say(head)) for head in (heads[-last:] if last else heads)]
    if as_json:
        print_json([_head(head, words) for head, words in said])
    elif not said:
        say("Nothing has been done in this study yet.")
    else:
        print_table(("when", "who", "what"), [(shown_time(head.at), head.who, w) for head, w in said])


@click.command("undo")
@study_argument
@click.option("--redo", is_flag=True, help="Repeat what was last undone instead.")
@click.option("--past", is_flag=True, help="Go past changes for which there is no way back any more.")
@coder_option
def undo_command(study: Path, redo: bool, past: bool, coder: str | None) -> None:
    """Take back your last change to a study, also one of an earlier day."""
    with open_study(study, coder, write=True) as opened:
        action = opened.do(_next(opened, redo=redo, past=past))
        words = opened.say(action)
    say(f"{words[0].upper()}{words[1:]}.")


def _next(study: Study, *, redo: bool, past: bool) -> Action:
    while True:
        try:
            return study.plan_redo() if redo else study.plan_undo()
        except NoLonger as error:
            if not past:
                raise Refused(f"{error} With --past the one before it is taken.") from None
            complain(str(error))


def _head(head: Head, words: str) -> dict[str, object]:
    return {
        "id": head.id,
        "at": head.at,
        "who": head.who,
        "action": head.name,
        "words": words,
        "counts": dict(head.counts),
        "undoes": head.undoes,
        "redoes": head.redoes,
    }
