"""Passages that git has left off their words: listed to a reader; not placed again once that is undone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import studies
from studies import GUNILLA
from utsaga.cli.reviewing import review_command
from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codings
from utsaga.study.living import outside, reviews, texts
from utsaga.text.anchors import anchor

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program

CORRECTED = GUNILLA.replace("I: Hur länge", "I: Ja, god dag. Hur länge").replace("Det har inte vi.\n\n", "")
STAYS, GOES = "Trettio år i augusti.", "Det har inte vi."


def coded_in_the_old_text(study: Study, words: str) -> Coding:
    """A coding that somebody has made of the text as it was, and git has brought."""
    source, code = study.source_named("intervju-1"), studies.named(study, studies.TILLIT)
    somewhere = codings.new_coding(study, source.id, Span(0, 10), code.id)
    start = GUNILLA.index(words)
    old = anchor(GUNILLA, Span(start, start + len(words)))
    made = replace(
        somewhere, start=old.start, end=old.end, quote=old.quote, prefix=old.prefix, suffix=old.suffix
    )
    study.do(Action("codings.table", "eva", (codings.creation(study, made),), counts={"passages": 1}))
    return made


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study with two codings of a text that was corrected since."""
    with studies.coded(tmp_path / "s") as opened:
        outside.notice(opened)
        opened.do(texts.change(opened, opened.source_named("intervju-1"), CORRECTED))
        coded_in_the_old_text(opened, STAYS)
        coded_in_the_old_text(opened, GOES)
        opened.store.flush()
        yield opened


def stays(study: Study) -> Coding:
    """The coding whose words are still there."""
    source = study.source_named("intervju-1")
    return next(coding for coding in study.held.codings(source.id) if coding.quote == STAYS)


def test_a_reader_has_them_on_the_list_that_the_start_message_speaks_of(study: Study) -> None:
    with Study.open(study.path, coder="anna", write=False) as reader:
        assert outside.not_looked_for(reader).startswith("2 passages do not lie on their words")
        listed = reviews.all_waiting(reader)
        assert [one.passage.quote for one in listed] == [STAYS, GOES]
        assert {one.review.reason for one in listed} == {"it does not lie on its words"}
        outside.notice(study)
        study.store.flush()
        reader.refresh()
        assert [one.passage.quote for one in reviews.all_waiting(reader)] == [GOES]


def test_the_command_lists_them_to_a_reader(study: Study) -> None:
    ran = CliRunner().invoke(review_command, [str(study.path), "--coder", "anna"], standalone_mode=False)
    assert ran.return_value == 1
    assert f"was: {STAYS}" in ran.stdout
    assert ran.stdout.endswith("2 passages to review.\n")
    ran = CliRunner().invoke(review_command, [str(study.path), "--coder", "anna", "--json"])
    assert [(one["old"], one["candidates"]) for one in json.loads(ran.stdout)] == [(STAYS, []), (GOES, [])]


async def test_on_the_screen_a_reader_sees_them_and_no_keys_that_place_them(study: Study) -> None:
    with Study.open(study.path, coder="anna", write=False) as reader:
        async with open_program(reader, (120, 40)) as session:
            await session.press("g", "r")
            assert "Review  1 of 2" in session.text
            assert "it does not lie on its words" in session.text
            assert "Trettio år" in session.text
            assert "places it by hand" not in session.text
            assert "It is looked for when the study is opened for writing." in session.text
            await session.press("enter")
            assert [one.passage.quote for one in reviews.all_waiting(reader)] == [STAYS, GOES]


def test_what_somebody_undid_is_not_placed_again_but_put_on_the_list(study: Study) -> None:
    outside.notice(study)
    placed = stays(study)
    assert study.holds(placed)
    study.do(study.plan_undo())
    with_undo = stays(study)
    assert not study.holds(with_undo)
    (said,) = outside.notice(study)
    assert "0 passages moved along, 1 to review, 1 lost its words" in said
    assert stays(study) == with_undo
    (one,) = (w for w in reviews.all_waiting(study) if w.passage.quote == STAYS)
    assert one.review.reason == "its placing was undone"
    assert one.review.candidates[0].span == placed.span
    assert outside.notice(study) == []
    study.do(reviews.accept(study, one.review))
    assert stays(study).span == placed.span


def test_also_in_a_later_session_and_when_the_list_was_undone_too(study: Study) -> None:
    for _ in range(2):
        outside.notice(study)
        study.do(study.plan_undo())
    path = study.path
    study.close()
    with Study.open(path, coder="kim") as later:
        assert not later.holds(stays(later))
        outside.notice(later)
        assert not later.holds(stays(later))
        assert [one.passage.quote for one in reviews.all_waiting(later)] == [STAYS, GOES]


def test_what_was_undone_and_redone_is_placed_like_all_else_when_it_is_off_again(study: Study) -> None:
    outside.notice(study)
    study.do(study.plan_undo())
    study.do(study.plan_redo())
    before = stays(study)
    start = GUNILLA.index(STAYS)
    old = anchor(GUNILLA, Span(start, start + len(STAYS)))
    off = replace(before, start=old.start, end=old.end, prefix=old.prefix, suffix=old.suffix)
    study.do(Action("files.merged", "kim", (codings.changed(study, before, off),), counts={"records": 1}))
    outside.notice(study)
    assert study.holds(stays(study))
