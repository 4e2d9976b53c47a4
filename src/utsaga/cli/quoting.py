"""The command that prints quotes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from utsaga.analysis.attribution import Attribution, Attributor
from utsaga.analysis.persons import Persons, keys_of
from utsaga.analysis.quotes import Quote, quotes_for, said_when
from utsaga.analysis.weight import weigh
from utsaga.analysis.where import chosen_by
from utsaga.cli.out import print_json, say
from utsaga.cli.parts import code_named, json_option, open_study, readable, study_argument, where_option
from utsaga.model.coding import Coding
from utsaga.study import Study
from utsaga.study.phrases import counted


@click.command("quotes")
@study_argument
@click.argument("code", required=False)
@click.option("--only", is_flag=True, help="Of this code alone, without the codes below it.")
@click.option("--times", is_flag=True, help="Also when each was said, where that is known.")
@click.option("--starred", is_flag=True, help="Only quotes marked to print.")
@where_option
@json_option
def quotes_command(
    study: Path, code: str | None, only: bool, times: bool, starred: bool, where: str, as_json: bool
) -> int:
    """Print all quotes of CODE (a name or a path) and of the codes below it, over all transcripts.

    With --where, CODE may be left out: then those of all codes. Exit code 1 when a transcript cannot be
    read and its quotes are left out.
    """
    if code is None and (only or not where.strip()):
        raise click.UsageError("Name a CODE, or say with --where whose words are wanted.")
    with open_study(study) as opened:
        chosen = chosen_by(opened, where)
        codings = [one for one in _codings(opened, code, only) if one.starred or not starred]
        coded = {one.source for one in codings}
        sources, problems = readable(opened, [one for one in opened.sources if one.id in coded])
        there = {source.id for source in sources}
        quotes = quotes_for(opened, [one for one in codings if one.source in there])
        if chosen is not None:
            quotes = chosen.quotes(quotes)
        persons = Persons(opened)
        if as_json:
            print_json([_quote(opened, persons, quote) for quote in quotes])
            return problems
        attributor = Attributor(opened, Attribution.SOURCE, "en", times=times)  # as all the program says
        for quote in quotes:
            who = ", ".join(persons.names(quote))
            moved = "" if quote.exact else "  [not placed: the transcript has changed]"
            say(f"{attributor.after(quote)}{f', {who}' if who else ''}: {_path(opened, quote)}{moved}")
            say("\n".join(f"    {line}" for line in quote.coding.quote.split("\n")))
            say()
        weight = weigh(quotes, chosen.keys_in if chosen else keys_of)
    say(
        f"{counted(weight.passages, 'passage')} in {counted(weight.transcripts, 'transcript')} "
        f"by {counted(weight.speakers, 'speaker')}."
    )
    return problems


def _codings(study: Study, code: str | None, only: bool) -> list[Coding]:
    if code is None:
        wanted = [one for _, one in study.codes.walk()]
    else:
        named = code_named(study, code)
        wanted = [named] if only else list(study.codes.subtree(named.id))
    return list(study.held.codings_of(one.id for one in wanted))


def _quote(study: Study, persons: Persons, quote: Quote) -> dict[str, Any]:
    participants = [person.participant for person in persons.quoted(quote)]
    return {
        "quote": quote.coding.quote,
        "code": _path(study, quote),
        "source": quote.source.title,
        "speakers": [speaker.shown for speaker in quote.speakers],
        "participants": [participant.name for participant in participants if participant],
        "round": quote.source.round,
        "first_turn": quote.first_turn,
        "last_turn": quote.last_turn,
        "time": said_when(study, quote),
        "start": quote.coding.start,
        "end": quote.coding.end,
        "coder": quote.coding.coder,
        "starred": quote.coding.starred,
        "exact": quote.exact,
        "id": quote.coding.id,
    }


def _path(study: Study, quote: Quote) -> str:
    return study.codes.path(quote.coding.code)
