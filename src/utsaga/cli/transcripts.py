"""The command that lists transcripts: how long each is, how far its coding and its reading have come."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from utsaga.analysis.overview import Overview, overview
from utsaga.analysis.persons import Persons
from utsaga.cli.out import print_json, print_table, say
from utsaga.cli.parts import coder_option, json_option, open_study, readable, study_argument
from utsaga.cli.progress import counting
from utsaga.study import Study, passes, sources
from utsaga.study.people import participants
from utsaga.study.phrases import counted


@click.command("transcripts")
@study_argument
@click.option(
    "--read", metavar="TRANSCRIPT", help="Note that you have read it through once more: a reading pass."
)
@click.option("--not-read", metavar="TRANSCRIPT", help="Take your last reading of it back.")
@click.option("--place", metavar="TRANSCRIPT", help="Set its --round, its --group, or both.")
@click.option("--rename", metavar="TRANSCRIPT", help="Give it another --title.")
@click.option("--title", metavar="TITLE", help="With --rename: the title that people read.")
@click.option("--round", "wave", metavar="ROUND", help="With --place: the wave of interviews ('': none).")
@click.option("--group", metavar="GROUP", help="With --place: the group whose talk it is ('': none).")
@json_option
@coder_option
def transcripts_command(
    study: Path,
    read: str | None,
    not_read: str | None,
    place: str | None,
    rename: str | None,
    title: str | None,
    wave: str | None,
    group: str | None,
    as_json: bool,
    coder: str | None,
) -> int:
    """List transcripts: turns, words, how much is coded, status, how often each was read through.

    What interviewers say is not counted among the words, nor in the share that is coded.
    """
    acts = [act for act in (read, not_read, place, rename) if act is not None]
    if len(acts) > 1:
        raise click.UsageError("Give one of --read, --not-read, --place and --rename.")
    if (rename is None) != (title is None):
        raise click.UsageError("--rename goes with --title.")
    if (place is None) != (wave is None and group is None):
        raise click.UsageError("--place goes with --round, --group or both.")
    with open_study(study, coder, write=bool(acts)) as opened:
        if not acts:
            return _list(opened, as_json)
        source = opened.source_named(acts[0])
        if read is not None:
            action = passes.note(opened, source)
        elif not_read is not None:
            action = passes.take_back(opened, source)
        elif title is not None:
            action = sources.rename(opened, source, title)
        else:
            action = participants.place(opened, [source], wave=wave, group=group)
        done = opened.do(action)
        if as_json:
            return _list(opened, as_json)
        say(opened.tell(done))
    return 0


def _list(study: Study, as_json: bool) -> int:
    """Print all transcripts; 1 if one cannot be read."""
    there, problems = readable(study, study.sources)
    found = [overview(study, source) for source in counting(there, "Counting words: transcript")]
    if as_json:
        print_json([_as_json(study, one) for one in found])
        return problems
    columns = ("title", "turns", "words", "coded", "codings", "round", "group", "status", "read", "speakers")
    if found:
        print_table(columns, [_row(study, one) for one in found])
    waiting = sum(one.waiting for one in found)
    review = f" {counted(waiting, 'passage')} to review: utsaga review STUDY" if waiting else ""
    say(f"{counted(len(found), 'transcript')}; interviewers' words are not counted.{review}")
    return problems


def _speakers(study: Study, one: Overview) -> list[str]:
    """Who speaks besides interviewers, each once: participants by name, others by label."""
    return list(dict.fromkeys(person.name for person in Persons(study).speaking(one.source)))


def _row(study: Study, one: Overview) -> list[str]:
    measured, source = one.measured, one.source
    read = ", ".join(f"{coder} {len(dates)}" for coder, dates in one.passes.items())
    return [
        source.title,
        f"{measured.turns:,}",
        f"{measured.words:,}",
        f"{measured.share:.0%}",
        f"{sum(one.codings.values()):,}",
        source.round,
        source.group,
        source.standing,
        read,
        ", ".join(_speakers(study, one)),
    ]


def _as_json(study: Study, one: Overview) -> dict[str, Any]:
    measured, source = one.measured, one.source
    return {
        "title": source.title,
        "key": source.key,
        "origin": source.origin,
        "turns": measured.turns,
        "words": measured.words,
        "interviewer_words": measured.interviewer_words,
        "coded": round(measured.share, 4),
        "codings": dict(sorted(one.codings.items())),
        "to_review": one.waiting,
        "round": source.round,
        "group": source.group,
        "status": source.status,
        "changed_since_status": source.changed_since,
        "speakers": _speakers(study, one),
        "interviewers": [speaker.shown for speaker in source.speakers if speaker.interviewer],
        "passes": {coder: list(dates) for coder, dates in one.passes.items()},
    }
