"""The command about corrections of a transcript: who changed what, and how far it has come."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from utsaga.cli.out import print_json, say
from utsaga.cli.parts import coder_option, json_option, open_study, study_argument
from utsaga.model.ids import shown_time
from utsaga.model.source import STATUSES
from utsaga.study import sources
from utsaga.study.living.corrections import corrections
from utsaga.study.phrases import counted
from utsaga.text.wording import differing, excerpt

_AROUND = 60
"""Characters shown around words that were corrected."""


@click.command("corrections")
@study_argument
@click.argument("source")
@click.option("--status", type=click.Choice(STATUSES), help="Say how far the transcript has come.")
@json_option
@coder_option
def corrections_command(
    study: Path, source: str, status: str | None, as_json: bool, coder: str | None
) -> None:
    """List who changed what in the transcript SOURCE since it came in, when, and what stood there before."""
    with open_study(study, coder, write=status is not None) as opened:
        found = opened.source_named(source)
        if status is not None:
            opened.do(sources.set_status(opened, found, status))
            found = opened.held.source(found.id)
        done = list(corrections(opened, found))
    if as_json:
        standing = {
            "status": found.status,
            "status_coder": found.status_coder,
            "status_at": found.status_at,
            "changed_since_status": found.changed_since,
        }
        print_json({"source": found.title, **standing, "corrections": [asdict(one) for one in done]})
        return
    for one in done:
        where = f", line {one.line}" if one.line else ""
        say(f"{shown_time(one.at)}  {one.who}{where}: {one.act}{f', {one.aside}' if one.aside else ''}")
        gone, come = differing(one.old, one.new)
        for sign, words, spans in (("-", one.old, gone), ("+", one.new, come)):
            if words.strip():
                say(f"    {sign} {' '.join(excerpt(words, spans, _AROUND)[0].split())}")
    by = f", said {found.status_coder} {shown_time(found.status_at)}" if found.status_at else ""
    changed = found.standing.removeprefix(found.status)
    say(f"{counted(len(done), 'correction')}; '{found.title}' is {found.status}{by}{changed}.")
