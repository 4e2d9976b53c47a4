"""The command for who speaks: the speaker table, over one transcript or many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from utsaga.cli.out import print_json, print_table, say
from utsaga.cli.parts import coder_option, json_option, open_study, readable, study_argument
from utsaga.cli.progress import counting
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study import Study
from utsaga.study.people import speaker_changes as changes
from utsaga.study.people.speaker_table import Row, doubtful, row_of, table
from utsaga.study.phrases import counted
from utsaga.study.speakers import being_several, interviewing, named, without

_SAMPLE = 40
_LOOKING = "Looking at who speaks: transcript"

Plan = Callable[[Study, list[Source]], Action]
"""From a study and the transcripts that are meant to what is to be done."""


@click.command("speakers")
@study_argument
@click.argument("source", nargs=-1)
@click.option("--add", multiple=True, metavar="LABEL", help="A label that was not found; may recur.")
@click.option("--merge", multiple=True, metavar="LABEL=INTO", help="Two labels are one speaker; may recur.")
@click.option("--merge-slips", is_flag=True, help="Merge every label that is probably a slip for another.")
@click.option("--rename", multiple=True, metavar="LABEL=NAME", help="How a speaker is shown; may recur.")
@click.option("--interviewer", multiple=True, metavar="LABEL", help="Interviews or moderates; may recur.")
@click.option("--no-interviewer", multiple=True, metavar="LABEL", help="Does not interview; may recur.")
@click.option("--several", multiple=True, metavar="LABEL", help="Several at once, or unknown; may recur.")
@click.option("--no-several", multiple=True, metavar="LABEL", help="Is one person after all; may recur.")
@click.option("--not-speaker", multiple=True, metavar="LABEL", help="Is no speaker; may recur.")
@click.option(
    "--participant", multiple=True, metavar="LABEL=NAME",
    help="Is this participant, known or new; without a NAME: nobody known; may recur.",
)  # fmt: skip
@click.option(
    "--participant-each", multiple=True, metavar="LABEL",
    help="Is another participant in each transcript, named as the transcript; may recur.",
)  # fmt: skip
@click.option("--join", is_flag=True, help="Join neighbouring turns of one speaker in the text.")
@click.option("--by-transcript", is_flag=True, help="List the labels of each transcript apart.")
@json_option
@coder_option
def speakers_command(
    study: Path, source: Sequence[str], by_transcript: bool, as_json: bool, coder: str | None, **wanted: Any
) -> int:
    """List who speaks in the transcripts SOURCE (in all if none is named), or put right who does.

    Labels are as they stand in the text, without a colon. Each option is a step that can be undone; they
    are done in the order in which they stand here, wherever they are written, all of them or none. Codings
    stay on their words. Exit code 1 when a transcript cannot be read and is left out of the list.
    """
    plans = list(_plans(wanted))
    problems = 0
    with open_study(study, coder, write=bool(plans)) as opened:
        meant = [opened.source_named(name).id for name in source] or [one.id for one in opened.sources]

        def sources() -> list[Source]:
            return [one for one in opened.sources if one.id in meant]

        for words in _all_or_nothing(opened, [partial(plan, opened) for plan in plans], sources):
            if not as_json:
                say(words)
        if as_json or not plans:
            there, problems = readable(opened, sources())
            rows = _rows(opened, there, by_text=by_transcript)
            _list(opened, rows, as_json)
    return problems


def _all_or_nothing(
    study: Study, steps: Sequence[Callable[[list[Source]], Action]], sources: Callable[[], list[Source]]
) -> list[str]:
    """Do all steps, and say what each has done; where one makes no sense, those before it are undone."""
    said: list[str] = []
    try:
        for step in steps:
            said.append(study.tell(study.do(step(sources()))))
    except UtsagaError as error:
        for _ in said:
            study.do(study.plan_undo())
        if len(steps) == 1:
            raise
        raise type(error)(f"{error} Nothing of all this was done.") from None
    return said


def _plans(wanted: dict[str, Any]) -> Iterator[Plan]:
    for label in wanted["add"]:
        yield partial(_added, label=label)
    for label, into in _pairs("--merge", wanted["merge"]):
        yield partial(_merged, label=label, into=into)
    if wanted["merge_slips"]:
        yield _slips
    for label, name in _pairs("--rename", wanted["rename"]):
        yield partial(_corrected, label=label, correction=partial(named, name=name), action=changes.NAME)
    for interviews, option in ((True, "interviewer"), (False, "no_interviewer")):
        for label in wanted[option]:
            turned = partial(interviewing, interviews=interviews)
            yield partial(_corrected, label=label, correction=turned, action=changes.INTERVIEWER)
    for several, option in ((True, "several"), (False, "no_several")):
        for label in wanted[option]:
            turned = partial(being_several, several=several)
            yield partial(_corrected, label=label, correction=turned, action=changes.SEVERAL)
    for label in wanted["not_speaker"]:
        yield partial(_corrected, label=label, correction=without, action=changes.DISMISS)
    for label, name in _pairs("--participant", wanted["participant"]):
        yield partial(_identified, label=label, name=name)
    for label in wanted["participant_each"]:
        yield partial(_identified, label=label)
    if wanted["join"]:
        yield _joined


def _rows(study: Study, sources: Sequence[Source], *, by_text: bool = False) -> list[Row]:
    """The speaker table of transcripts; where it takes long, a line says how far it is."""
    return table(changes.labels_of(study, counting(sources, _LOOKING)), by_text=by_text)


def _joined(study: Study, sources: list[Source]) -> Action:
    return changes.join(study, list(changes.joins(study, counting(sources, _LOOKING))))


def _added(study: Study, sources: list[Source], *, label: str) -> Action:
    rows = _rows(study, sources)
    proposed = next((row for row in rows if row.label == label and not row.used), None)
    if proposed is not None:
        return changes.correct(study, changes.taking(proposed), changes.TAKE)
    texts = ((one.id, changes.divided(study, one)) for one in counting(sources, _LOOKING))
    return changes.correct(study, changes.adding(texts, label), changes.TAKE)


def _merged(study: Study, sources: list[Source], *, label: str, into: str) -> Action:
    rows = _rows(study, sources)
    target = row_of([row for row in rows if row.used], into).label
    return changes.correct(study, changes.merging_into(row_of(rows, label), target), changes.MERGE)


def _slips(study: Study, sources: list[Source]) -> Action:
    rows = _rows(study, sources)
    return changes.correct(study, changes.merging(row for row in rows if row.used), changes.MERGE)


def _corrected(
    study: Study, sources: list[Source], *, label: str, correction: Callable[..., Any], action: str
) -> Action:
    rows = _rows(study, sources)
    row = row_of([row for row in rows if row.used], label)
    return changes.correct(study, changes.on(row, partial(correction, label=label)), action)


def _identified(study: Study, sources: list[Source], *, label: str, name: str | None = None) -> Action:
    rows = _rows(study, sources)
    row = row_of([row for row in rows if row.used], label)
    at = [(place.where, row.label) for place in row.places]
    return changes.identify_by_title(study, at) if name is None else changes.identify(study, at, name)


def _list(study: Study, rows: Sequence[Row], as_json: bool) -> None:
    if as_json:
        print_json([_as_json(study, row) for row in rows])
        return
    if rows:
        print_table(
            ("label", "name", "is", "turns", "words", "transcripts", "first words"),
            [_cells(study, row) for row in rows],
        )
    for row in rows:
        if row.used and row.doubt:
            slip = f" --merge '{row.label}={row.near}' or --merge-slips merges them." if row.near else ""
            asks = f" --interviewer '{row.label}' makes it one." if row.asks else ""
            say(f"? {row.label}: {row.doubt}.{slip}{asks}")
    doubts = len(doubtful(rows))
    number = counted(sum(row.used for row in rows), "speaker")
    say(f"{number}{f', {doubts} doubtful' if doubts else ''}.")


def _cells(study: Study, row: Row) -> list[str]:
    titles = list(dict.fromkeys(place.title for place in row.places))
    participants = ", ".join(map(study.participant_name, row.participants))
    role = "interviewer" if row.interviews else "several or unknown" if row.several else participants
    return [
        " + ".join((row.label, *row.also)),
        " / ".join(row.names) if row.used else "",
        role if row.used else f"no speaker: {row.doubt}",
        f"{row.turns:,}",
        f"{row.words:,}",
        titles[0] if len(titles) == 1 else str(len(titles)),
        " ".join(row.sample.split())[:_SAMPLE],
    ]


def _as_json(study: Study, row: Row) -> dict[str, Any]:
    return {
        "label": row.label,
        "speaker": row.used,
        "also": list(row.also),
        "names": list(row.names) if row.used else [],
        "interviewer": row.interviews,
        "several": row.several,
        "participants": [study.participant_name(one) for one in row.participants],
        "turns": row.turns,
        "words": row.words,
        "transcripts": [place.title for place in row.places],
        "first": " ".join(row.sample.split()),
        "doubt": row.doubt or None,
        "probably": row.near or None,
    }


def _pairs(option: str, pairs: Sequence[str]) -> list[tuple[str, str]]:
    found = []
    for pair in pairs:
        label, equals, value = pair.partition("=")
        if not equals or not label.strip():
            raise click.UsageError(f"{option} takes two things with = between them, not '{pair}'.")
        found.append((label.strip(), value.strip()))
    return found
