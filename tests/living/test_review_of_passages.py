"""Passages that a change of the text left in doubt are placed by a person."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import records, span_of
from utsaga.cli import run
from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound, Refused
from utsaga.model.review import Review
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.coding import memos
from utsaga.study.living import reviews, texts

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program

TEXT = """\
I: Hur var det i början?

IP: Det tar tid att lära sig. Chefen var snäll mot oss nya hela den hösten.

I: Och sedan?

IP: Det tar tid att lära sig. Sedan slutade hon och ingen sade något om det.

I: Vad hände då?

IP: Vi fick klara oss själva, liksom, utan pärm och utan kaffe.
"""

TIME = "Det tar tid att lära sig."
COFFEE = "Vi fick klara oss själva, liksom, utan pärm och utan kaffe."


def make(path: Path) -> Study:
    """An interview where one coding could be on either of two places, and one has lost its words."""
    study = studies.new(path)
    source = studies.add_text(study, "intervju", TEXT)
    studies.code(study, "intervju", TIME, "tid")
    studies.code(study, "intervju", COFFEE, "ensam")
    studies.code(study, "intervju", "Chefen var snäll mot oss nya hela den hösten.", "chef")
    new = TEXT.replace(f"\nIP: {COFFEE}\n", "")
    new = new.replace(f"IP: {TIME} Chefen", "IP: Chefen").replace(f"I: Och sedan?\n\nIP: {TIME} ", "IP: ")
    new = f"I: Jaha, så var det.\n\nIP: Men det tar sin tid att lära sig.\n\n{new}"
    new = f"I: Innan?\n\nIP: {TIME} Ja. [avbrott]\n\n{new}"
    study.do(texts.change(study, study.held.source(source.id), new))
    return study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with make(tmp_path / "s") as opened:
        yield opened


def waiting(study: Study) -> dict[str, Review]:
    """What waits, by its old words."""
    return {one.review.quote: one.review for one in reviews.all_waiting(study)}


def coding(study: Study, review: Review) -> Coding:
    return study.held.coding(review.id)


def test_what_waits_is_listed_with_its_old_words_and_places(study: Study) -> None:
    found = waiting(study)
    assert set(found) == {TIME, COFFEE}
    assert found[TIME].candidates
    assert found[COFFEE].candidates == ()


def test_a_place_is_accepted_and_undone(study: Study) -> None:
    before = records(study)
    review = waiting(study)[TIME]
    action = study.do(reviews.accept(study, review))
    assert study.say(action) == "place 1 passage anew"
    placed = coding(study, review)
    assert placed.span == review.candidates[0].span
    assert study.holds(placed)
    assert TIME not in waiting(study)
    study.do(study.plan_undo())
    assert records(study) == before


def test_a_passage_is_placed_by_hand(study: Study) -> None:
    review = waiting(study)[COFFEE]
    with pytest.raises(Refused, match="by hand"):
        reviews.accept(study, review)
    span = span_of(study, "intervju", "[avbrott]")
    study.do(reviews.place(study, review, span))
    assert coding(study, review).quote == "[avbrott]"
    assert study.holds(coding(study, review))


def test_words_that_are_others_than_were_coded_stay_marked_once_they_are_accepted(study: Study) -> None:
    review = waiting(study)[TIME]
    source = study.source_named("intervju")
    there = span_of(study, "intervju", TIME)
    study.do(reviews.place(study, review, there))
    assert not coding(study, review).reworded
    study.do(study.plan_undo())
    other = span_of(study, "intervju", "Sedan slutade hon och ingen sade något om det.")
    study.do(reviews.place(study, study.held.review(source.id, review.id) or review, other))
    assert coding(study, review).reworded


def test_a_passage_is_given_up_and_brought_back(study: Study) -> None:
    before = records(study)
    review = waiting(study)[COFFEE]
    study.do(reviews.drop(study, [review]))
    with pytest.raises(NotFound):
        coding(study, review)
    study.do(study.plan_undo())
    assert records(study) == before


def test_all_that_have_a_place_are_accepted_as_one_step(study: Study) -> None:
    before = records(study)
    study.do(reviews.accept_all(study, waiting(study).values()))
    assert set(waiting(study)) == {COFFEE}
    study.do(study.plan_undo())
    assert records(study) == before


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00 no text", b"Other words altogether.\n"])
def test_a_transcript_that_cannot_be_read_keeps_no_others_waiting(
    study: Study, content: bytes | None
) -> None:
    """One whose file is gone, is no text, or was changed outside meanwhile: what is told says so."""
    village = "Bo Ek arbetar på den nya skolan i byn."
    text = f"I: Hej du.\nA: {village} Hon trivs bra där och vill stanna.\nI: Jaha.\nA: Det är roligt här.\n"
    studies.add_text(study, "other", text, [Speaker("I", interviewer=True), Speaker("A")])
    studies.code(study, "other", village, "byn")
    changed = text.replace(village, "Bo E arbetade i skolan vid en by förr.")
    study.do(texts.change(study, study.source_named("other"), changed))
    file = study.path / "transcripts" / "other.txt"
    file.unlink() if content is None else file.write_bytes(content)
    study.refresh()
    action = study.do(reviews.accept_all(study, [one.review for one in reviews.all_waiting(study)]))
    assert study.tell(action).endswith(
        "; 1 passage whose transcript cannot be read or was changed outside goes on waiting."
    )
    assert set(waiting(study)) == {COFFEE, village}


def test_the_list_goes_on_behind_a_transcript_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path / "s").close()
    (tmp_path / "s" / "transcripts" / "intervju.txt").write_bytes(b"\xff\xfe\x00 no text")
    assert run(["review", str(tmp_path / "s"), "--json"]) == 1
    listed = json.loads(capsys.readouterr().out)
    assert [(one["old"], one["candidates"]) for one in listed] == [(TIME, []), (COFFEE, [])]


def test_when_all_is_settled_the_study_is_sound(study: Study) -> None:
    study.do(reviews.accept_all(study, waiting(study).values()))
    study.do(reviews.drop(study, list(waiting(study).values())))
    study.store.flush()
    assert check(study).findings == ()


def test_what_was_settled_or_changed_meanwhile_is_not_settled_again(study: Study) -> None:
    review = waiting(study)[TIME]
    study.do(reviews.accept(study, review))
    for plan in (lambda: reviews.accept(study, review), lambda: reviews.drop(study, [review])):
        with pytest.raises(Refused, match="reviewed"):
            plan()


def test_candidates_follow_when_the_text_changes_again(study: Study) -> None:
    source = study.source_named("intervju")
    before = waiting(study)[TIME]
    old = study.transcript(source.id).text
    words = [old[c.start : c.end] for c in before.candidates]
    study.do(texts.change(study, source, "I: Välkommen hit till oss.\n\n" + old))
    now = waiting(study)[TIME]
    text = study.transcript(source.id).text
    assert [text[c.start : c.end] for c in now.candidates][: len(words)] == words


def test_a_memo_on_lost_words_waits_as_well(study: Study) -> None:
    source = study.source_named("intervju")
    study.do(memos.on_passage(study, source.id, span_of(study, "intervju", "Jaha, så var det."), "Ironi?"))
    text = study.transcript(source.id).text.replace("I: Jaha, så var det.\n\n", "")
    study.do(texts.change(study, study.source_named("intervju"), text))
    review = waiting(study)["Jaha, så var det."]
    assert review.about == "memo"
    study.do(reviews.drop(study, [review]))
    assert memos.all_memos(study) == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    make(tmp_path / "s").close()
    return tmp_path / "s"


def test_the_command_lists_accepts_and_gives_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "was: Det tar tid att lära sig." in said
    assert said.endswith("2 passages to review.\n")
    assert run(["review", str(folder), "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert (first["old"], first["state"], second["candidates"]) == (TIME, "likely", [])
    assert {"start", "end", "before", "words", "after", "sure"} == set(first["candidates"][0])
    assert run(["review", str(folder), "--accept", f"{first['id'][:8]}:9"]) == 1
    assert "places to choose from" in capsys.readouterr().err
    assert run(["review", str(folder), "--accept", f"{first['id'][:8]}:1"]) == 1
    assert run(["review", str(folder), "--drop", second["id"]]) == 0
    assert capsys.readouterr().out.endswith("Gave up 1 passage to review.\nNothing to review.\n")
    assert run(["review", str(folder), "--drop", second["id"]]) == 1
    assert "Nothing to review has the id" in capsys.readouterr().err
    assert run(["check", str(folder)]) == 0


def test_the_command_accepts_all_and_takes_a_text_that_is_the_same_interview(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", str(folder), "--accept", "all"]) == 1
    assert "Placed 1 passage anew." in capsys.readouterr().out
    text = folder / "transcripts/intervju.txt"
    text.write_text("Q: Something else altogether, and at length.\n\n" * 9)
    assert run(["review", str(folder)]) == 1
    run(["review", str(folder), "--accept", "all"])
    assert "another text" in capsys.readouterr().err
    assert run(["review", str(folder), "--same", "intervju"]) == 1
    assert "lost their words" in capsys.readouterr().out
    assert run(["undo", str(folder)]) == 0
    assert "Chefen" in text.read_text()


async def test_on_the_screen_old_and_new_stand_side_by_side_and_a_key_accepts(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("g", "r")
        assert "1 of 2" in session.lines[0]
        was = next(n for n, line in enumerate(session.lines) if line.startswith(" was"))
        assert session.lines[was][39:44] == "│ now"
        assert "Det tar" in session.lines[was + 1][:39]
        assert "tar sin" in " ".join(line[40:] for line in session.lines[was + 1 :])
        assert all(len(line) <= 80 for line in session.lines)
        review = waiting(study)[TIME]
        await session.press("enter")
        assert session.message == "Placed 1 passage anew."
        assert study.holds(coding(study, review))
        assert len(session.rows.items) == 1
        assert "1 of 1  1 settled" in session.lines[0]
        await session.press("u")
        assert len(session.rows.items) == 2
        assert "settled" not in session.lines[0]


async def test_on_the_screen_the_other_places_are_shown_in_turn(study: Study) -> None:
    review = waiting(study)[TIME]
    async with open_program(study) as session:
        await session.press("E", "w")
        assert session.message.endswith("Nothing was written. g r shows what waits.")
        await session.press("q", "g", "r")
        if len(review.candidates) > 1:
            await session.press("n")
            assert f"place 2 of {len(review.candidates)}" in session.text
            await session.press("enter")
            assert coding(study, review).span == review.candidates[1].span
        else:
            await session.press("n")
            assert session.message == "There is no other place."


async def test_on_the_screen_a_passage_is_placed_by_hand_or_given_up(study: Study) -> None:
    review = waiting(study)[COFFEE]
    async with open_program(study) as session:
        await session.press("g", "r", "j", "enter")
        assert "by hand" in session.message
        await session.press("e")
        assert "Select the words" in session.text
        workspace = session.app.workspace
        workspace.reader.select(span_of(study, "intervju", "[avbrott]"))
        await session.press("e")
        assert coding(study, review).quote == "[avbrott]"
        assert len(session.rows.items) == 1
        await session.press("x")
        assert session.message == "Gave up 1 passage to review. u brings it back."
        assert "Nothing to review" in session.text
        await session.press("u", "A", "y")
