"""The command that lists and settles what a person must place after a transcript has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from utsaga.cli.out import complain, print_json, say
from utsaga.cli.parts import coder_option, json_option, notice_texts, open_study, study_argument
from utsaga.cli.reviewing_kept import kept_as_json, settle_kept, show_kept, summary_of_kept
from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.errors import UtsagaError
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.living import kept, outside, reviews
from utsaga.study.living.kept_words import writers
from utsaga.study.living.reviews import Waiting
from utsaga.study.phrases import counted

_AROUND = 60
_ID = 8


@click.command("review")
@study_argument
@click.option(
    "--accept", multiple=True, metavar="all|ID[:N]",
    help="Put a passage on its best place, or on its Nth; 'all': every one that has a place.",
)  # fmt: skip
@click.option("--drop", multiple=True, metavar="ID", help="Take the code off, or delete the memo; may recur.")
@click.option(
    "--restore", multiple=True, metavar="ID",
    help="Bring back a version that lost to a later change made elsewhere.",
)  # fmt: skip
@click.option(
    "--let-go", multiple=True, metavar="all|ID",
    help="Keep such a version no longer: the study stays as it is; 'all': none of them.",
)  # fmt: skip
@click.option(
    "--same", multiple=True, metavar="SOURCE",
    help="A file that looks like another text is the same interview: take it in.",
)  # fmt: skip
@click.option(
    "--read-as", multiple=True, metavar="SOURCE[=ENCODING]",
    help="A file that was not saved as UTF-8: read it as it is, make it UTF-8 and take it in.",
)  # fmt: skip
@click.option(
    "--put-back", multiple=True, metavar="SOURCE",
    help="Undo what was done to a file outside and has not been taken in: bring the old text back.",
)  # fmt: skip
@json_option
@coder_option
def review_command(
    study: Path,
    accept: Sequence[str],
    drop: Sequence[str],
    restore: Sequence[str],
    let_go: Sequence[str],
    same: Sequence[str],
    read_as: Sequence[str],
    put_back: Sequence[str],
    as_json: bool,
    coder: str | None,
) -> int:
    """List passages that wait to be placed because their transcript has changed, or settle them.

    What was done to transcripts outside is taken in first. Each passage is shown with its old words and
    the places where they may stand now. Exit code 1 while any wait, or a text cannot be taken in.
    After them stand versions that lost to a later change when two people's work came together.
    """
    changes = bool(accept or drop or restore or let_go or same or read_as or put_back)
    with open_study(study, coder, write=True, or_read=not changes, notice=False) as opened:
        _read_texts(opened, read_as, as_json)
        _settle_texts(opened, same, put_back, as_json)
        notice_texts(opened)
        for wanted in accept:
            _tell(opened, opened.do(_accepting(opened, wanted)), as_json)
        if drop:
            given_up = [reviews.with_id(opened, wanted).review for wanted in dict.fromkeys(drop)]
            _tell(opened, opened.do(reviews.drop(opened, given_up)), as_json)
        settle_kept(opened, restore, let_go, lambda action: _tell(opened, action, as_json))
        if not opened.writable and (said := outside.not_looked_for(opened)):
            complain(said)
        waiting, versions = reviews.all_waiting(opened), kept.all_kept(opened)
        wrote = writers(opened, versions) if as_json or not changes else {}
        if as_json:
            lost = [kept_as_json(opened, one, wrote.get(one.id, "")) for one in versions]
            print_json([_as_json(opened, one) for one in waiting] + lost)
        elif not changes:
            for number, one in enumerate(waiting, 1):
                _show(opened, one, f"{number} of {len(waiting)}")
            for version in versions:
                show_kept(opened, version, wrote.get(version.id, ""))
        left_out = len(outside.changed(opened))
    if not as_json:
        if waiting or left_out or not versions:
            say(_summary(len(waiting), left_out))
        if versions:
            say(summary_of_kept(len(versions)))
    return 1 if waiting or left_out else 0


def _read_texts(study: Study, read_as: Sequence[str], as_json: bool) -> None:
    for wanted in read_as:
        name, _, encoding = wanted.partition("=")
        source = study.source_named(name)
        decoded = outside.as_saved(study, source.id, encoding or None)
        if not as_json:
            sure = f"{decoded.sure:.0%} sure"
            say(f"'{source.title}' was saved as {decoded.encoding}, {sure}: {decoded.sample}")
        if same := outside.only_encoded(study, source.id, encoding or None):
            if not as_json:
                say(same)
            continue
        _tell(study, study.do(outside.read_as(study, source.id, encoding or None)), as_json)


def _settle_texts(study: Study, same: Sequence[str], put_back: Sequence[str], as_json: bool) -> None:
    for name in same:
        source = study.source_named(name)
        _tell(study, study.do(outside.take_in(study, source.id, same_interview=True)), as_json)
    for name in put_back:
        words = outside.put_back(study, study.source_named(name).id)
        if not as_json:
            say(words)


def _summary(waiting: int, left_out: int) -> str:
    if left_out:
        texts = f"{counted(left_out, 'transcript')} changed outside and not taken in"
        return f"{counted(waiting, 'passage')} to review; {texts}."
    return f"{counted(waiting, 'passage')} to review." if waiting else "Nothing to review."


def _accepting(study: Study, wanted: str) -> Action:
    if wanted == "all":
        return reviews.accept_all(study, [one.review for one in reviews.all_waiting(study)])
    name, colon, number = wanted.partition(":")
    if colon and not (number.isdecimal() and int(number) > 0):
        raise click.UsageError(f"--accept takes ID or ID:N with N from 1, not '{wanted}'.")
    return reviews.accept(study, reviews.with_id(study, name).review, int(number) - 1 if colon else 0)


def _tell(study: Study, action: Action, as_json: bool) -> None:
    if not as_json:
        say(study.tell(action))


def _show(study: Study, one: Waiting, which: str) -> None:
    say(f"{one.id[:_ID]}  {which}  {one.source.title}, {_what(study, one)}: {one.review.reason}")
    say(f"    was: {' '.join(one.review.quote.split())}")
    for number, place in enumerate(_places(study, one), 1):
        words = f"{place['before']}>{place['words']}<{place['after']}"
        say(f"    {number}: {' '.join(words.split())}  ({place['sure']} %)")
    say()


def _what(study: Study, one: Waiting) -> str:
    if isinstance(one.passage, Coding):
        return (
            study.codes.path(one.passage.code) if one.passage.code in study.codes else "a code that is gone"
        )
    return one.passage.kind


def _places(study: Study, one: Waiting) -> list[dict[str, Any]]:
    """Where it may stand; nowhere while its transcript cannot be read, of which ``notice_texts`` has told."""
    try:
        text = study.transcript(one.source.id).text
    except UtsagaError:
        return []
    places = []
    for likely in one.review.candidates:
        start, end = Span(likely.start, likely.end)
        places.append(
            {
                "start": start,
                "end": end,
                "before": text[max(0, start - _AROUND) : start],
                "words": text[start:end],
                "after": text[end : end + _AROUND],
                "sure": likely.sure,
            }
        )
    return places


def _as_json(study: Study, one: Waiting) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": "passage",
        "source": one.source.title,
        "about": one.review.about,
        "what": _what(study, one),
        "coder": one.review.coder,
        "state": one.review.state,
        "reason": one.review.reason,
        "old": one.review.quote,
        "candidates": _places(study, one),
    }
