"""The command that searches all transcripts, and codes what it finds."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from utsaga.analysis.persons import Persons
from utsaga.analysis.where import chosen_by
from utsaga.cli.out import complain, print_json, say
from utsaga.cli.parts import coder_option, json_option, open_study, readable, study_argument, where_option
from utsaga.cli.progress import ProgressLine
from utsaga.model.span import Span
from utsaga.search.hits import Hit, context
from utsaga.search.studies import StudySearch
from utsaga.search.tally import Tally
from utsaga.search.times import AtTime
from utsaga.study import Study
from utsaga.study.coding import coding_hits
from utsaga.study.phrases import counted
from utsaga.text.moments import asked_for, only_time, said_at
from utsaga.text.times import clock
from utsaga.text.transcript import Unit

_AROUND = 40
_SHOWN = 200
_LOOK = 0.5
_TOLD = 1000


@dataclass(frozen=True, slots=True)
class _Found:
    """Hits, how they are printed, which words were looked for, and whether there may be more.

    ``number`` counts them with what was said at a time; ``rows`` are made only where they are printed.
    ``left_out`` is 1 when a transcript could not be read, else 0.
    """

    hits: list[Hit]
    number: int
    rows: list[dict[str, Any]]
    searched_as: str
    more: bool
    left_out: int


@click.command("search")
@study_argument
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), help=f"Stop after so many hits; {_SHOWN} without --code."
)
@click.option("--code", "path", metavar="PATH", help="Give all hits this code, in one step; created if new.")
@click.option(
    "--unit",
    type=click.Choice([unit.value for unit in coding_hits.UNITS]),
    default="sentence",
    show_default=True,
    help="With --code: how much around a hit is coded.",
)
@click.option("--dry-run", is_flag=True, help="With --code: say what would be coded; change nothing.")
@where_option
@json_option
@coder_option
def search_command(
    study: Path,
    words: tuple[str, ...],
    limit: int | None,
    path: str | None,
    unit: str,
    dry_run: bool,
    where: str,
    as_json: bool,
    coder: str | None,
) -> int:
    """Search all transcripts; forgives spelling and case; a finds å and ä, too. "Quoted words" are a phrase.

    A time (12:30) also finds what was said then in each transcript, @12:30 that alone.

    With --code all hits are given a code, which one undo takes back; look at them first without it, or
    with --dry-run. Passages that have the code already are left as they are.
    """
    if dry_run and path is None:
        raise click.UsageError("--dry-run goes with --code: a search changes nothing.")
    if path is not None and only_time(" ".join(words)):
        raise click.UsageError("A time is a place and no words: --code does not go with it.")
    query = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with open_study(study, coder, write=path is not None and not dry_run) as opened:
        listed = as_json or path is None or dry_run
        found = _search(opened, query, where, limit or (None if path else _SHOWN), listed=listed)
        coded = ""
        if path is not None and found.hits:
            coded = _code(opened, found.hits, path, Unit(unit), dry_run=dry_run)
    if as_json:
        print_json(found.rows)
    else:
        _print(found)
        if coded:
            say(coded)
    return found.left_out if found.number else 1


def _code(study: Study, hits: Sequence[Hit], path: str, unit: Unit, *, dry_run: bool) -> str:
    """Code hits, unless it is only to be tried; what was done in words."""
    places = [coding_hits.Place(hit.source, hit.span, hit.matched) for hit in hits]
    progress = ProgressLine()

    def told(done: int, of: int) -> None:
        progress.say(f"Looking at the passages: transcript {done + 1:,} of {of:,}")

    try:
        plan = coding_hits.plan(study, places, path, unit, told)
        if plan.action is not None and not dry_run:
            progress.say(f"Saving {counted(plan.coded, 'coding')} …")
            study.do(plan.action)
    finally:
        progress.clear()
    return plan.in_words(done=not dry_run)


def _search(study: Study, query: str, where: str, limit: int | None, *, listed: bool) -> _Found:
    chosen = chosen_by(study, where)
    searched = StudySearch(study)
    there, left_out = study.sources, 0
    if searched.follow(study.sources, threading.Event()):
        there, left_out = readable(study, study.sources)
    _wait_for_index(searched, study)
    within = chosen.within(there) if chosen else None
    hits: list[Hit] = []
    tally = Tally({} if only_time(query) else searched.variants(query), query)
    progress = ProgressLine()
    for hit in searched.search(query, limit=limit, within=within) if not only_time(query) else ():
        hits.append(hit)
        tally.add(hit)
        if len(hits) % _TOLD == 0:
            progress.say(f"Searching: {len(hits):,} hits")
    progress.clear()
    if not searched.forgiving:
        complain("No search index can be made here: words and their endings were found, no slips.")
    near = _at_time(study, searched, query, within)
    persons = Persons(study)
    rows = [_row(study, persons, searched, hit) for hit in (*near, *hits)] if listed else []
    return _Found(hits, len(near) + len(hits), rows, tally.in_words, len(hits) == limit, left_out)


def _at_time(
    study: Study, searched: StudySearch, query: str, within: Mapping[str, Sequence[Span]] | None
) -> list[Hit]:
    """What was said at a time in each transcript, if the query is one."""
    time = asked_for(query)
    if time is None:
        return []
    at_time = AtTime(time, within)
    found = list(at_time.hits(searched, study.sources))
    for remark in at_time.remarks:
        complain(f"{remark[:1].upper()}{remark[1:]}.")
    return found


def _wait_for_index(searched: StudySearch, study: Study) -> None:
    """Wait until the index of a large study is there: a program that runs once cannot do without it."""
    making = searched.making
    if making is None:
        if not searched.forgiving:  # it may have been made before it was asked for
            searched.follow(study.sources, threading.Event())
        return
    progress = ProgressLine()
    try:
        while making.going_on:
            progress.say(f"Making the search index: {making.share:4.0%}")
            making.wait(_LOOK)
    finally:
        making.stop()
        progress.clear()
    searched.follow(study.sources, threading.Event())


def _row(study: Study, persons: Persons, searched: StudySearch, hit: Hit) -> dict[str, Any]:
    source = study.held.source(hit.source)
    transcript = searched.transcript(hit.source)
    turn = None if transcript.in_front(hit.start) else transcript.turn_at(hit.start)
    speaker = transcript.speaker(turn) if turn else None
    participant = persons.of(source, speaker).participant if turn else None
    moment = said_at(transcript, hit.start, back=0)
    before, match, after = context(transcript.text, hit, _AROUND)
    return {
        "source": source.title,
        "turn": turn.index + 1 if turn else None,
        "time": moment.time if moment else None,
        "speaker": speaker.shown if speaker else None,
        "participant": participant.name if participant else None,
        "start": hit.start,
        "end": hit.end,
        "before": before,
        "match": match,
        "after": after,
    }


def _print(found: _Found) -> None:
    for row in found.rows:
        time = f", {clock(row['time'])}" if row["time"] is not None else ""
        turn = "front matter" if row["turn"] is None else f"turn {row['turn']}"
        place = f"{row['source']}, {turn}{time}"
        name = row["participant"] or row["speaker"]
        who = f", {name}" if name else ""
        words = f"{row['before']}>{row['match']}<{row['after']}"
        say(f"{place}{who}: {' '.join(words.split())}")
    more = f" (stopped at {found.number:,}; --limit changes that)" if found.more else ""
    searched_as = f" Searched for: {found.searched_as}." if found.searched_as else ""
    say(f"{counted(found.number, 'hit')}{more}.{searched_as}")
