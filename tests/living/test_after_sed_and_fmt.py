"""What an editor, a search-and-replace or a re-flow leaves of codings, speakers, memos and guide places."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import GUNILLA, records, span_of
from utsaga.cli import run
from utsaga.model.errors import NotFound, Refused
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.guide import asked, guides, versions
from utsaga.study.guide.guide_file import guide_items
from utsaga.study.living import outside

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program

OTHER = "Q: Something else altogether, and at length.\n\n" * 9


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.coded(tmp_path / "s") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed study, for the command line."""
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    studies.coded(tmp_path / "s").close()
    return tmp_path / "s"


def edit(study: Study, title: str, *pairs: tuple[str, str]) -> None:
    """Replace words in the file of a transcript."""
    file = study.path / f"transcripts/{title}.txt"
    text = file.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)


def test_speakers_whose_labels_are_renamed_in_the_file_keep_their_turns(study: Study) -> None:
    edit(study, "intervju-1", ("IP:", "Märta:"), ("I:", "Intervjuaren:"))
    (said,) = outside.notice(study)
    assert said == "'intervju-1' was changed outside: 2 passages moved along, 2 speaker labels renamed."
    source = study.source_named("intervju-1")
    assert [(s.label, s.name, s.interviewer) for s in source.speakers] == [
        ("Intervjuaren", "Sara Lind", True),
        ("Märta", "Gunilla", False),
    ]
    labels = [turn.label for turn in study.transcript(source.id).turns]
    assert labels == ["Intervjuaren", "Märta"] * 3 + ["Intervjuaren", "Märta"][: len(labels) - 6]
    study.do(study.plan_undo())
    assert [s.label for s in study.source_named("intervju-1").speakers] == ["I", "IP"]


def test_a_label_that_one_turn_lost_or_got_by_mistake_renames_nobody(study: Study) -> None:
    edit(study, "intervju-1", ("IP: Trettio", "IPP: Trettio"), ("I: Litar", "Litar"))
    outside.notice(study)
    assert [s.label for s in study.source_named("intervju-1").speakers] == ["I", "IP"]


def test_two_speakers_never_get_one_label(study: Study) -> None:
    edit(study, "intervju-1", ("IP:", "X:"), ("I:", "X:"))
    outside.notice(study)
    labels = [s.label for s in study.source_named("intervju-1").speakers]
    assert len(set(labels)) == 2


def test_several_texts_changed_at_once_are_told_together(study: Study) -> None:
    for title in ("intervju-1", "fokusgrupp"):
        edit(study, title, ("tid." if title == "intervju-1" else "klockan", "[borttaget]"))
    (said,) = outside.notice(study)
    assert said.startswith("2 transcripts were changed outside: ")
    assert "moved along" in said


def test_words_that_were_lost_are_not_offered_whatever_resembles_them_later(study: Study) -> None:
    edit(study, "intervju-1", ("Riktlinjerna är bra att ha. [skratt] Men de som skrev dem", "De"))
    outside.notice(study)
    for pair in (("Gunilla", "Märta"), ("Trettio", "Tjugo")):
        if pair[0] in GUNILLA:
            edit(study, "intervju-1", pair)
    outside.notice(study)
    (review,) = study.held.reviews(study.source_named("intervju-1").id)
    assert (review.state, review.candidates, review.reason) == ("lost", (), "its words are gone")


def test_where_a_guide_question_was_asked_follows_a_correction_of_its_words(study: Study) -> None:
    items = tuple(guide_items("# Tillit\n\n- Litar de på dig?\n"))
    study.do(guides.put(study, "Guide", items))
    (question,) = [item for guide in versions.all_guides(study) for item in guide.questions]
    source = study.source_named("intervju-1")
    span = span_of(study, "intervju-1", "Litar de på dig?")
    study.do(asked.confirm(study, [asked.Place(source, question.id, span)]))
    edit(study, "intervju-1", ("Litar de på dig?", "Litar de på dej?"), ("I: Mm.", "I: Mm. Jaha."))
    outside.notice(study)
    (place,) = asked.asked_in(study, source)
    assert place.quote == "Litar de på dej?"
    study.do(study.plan_undo())
    (place,) = asked.asked_in(study, source)
    assert place.quote == "Litar de på dig?"


@pytest.mark.parametrize("content", [b"", OTHER.encode(), GUNILLA.encode("latin-1"), None])
def test_the_old_text_can_be_put_back_and_what_stood_there_is_kept(
    study: Study, content: bytes | None
) -> None:
    file = study.path / "transcripts/intervju-1.txt"
    outside.notice(study)
    before = records(study)
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    source = study.source_named("intervju-1")
    words = outside.put_back(study, source.id)
    assert "is back as it was." in words
    assert all(len(word) < 60 for word in words.split())
    assert file.read_text() == study.transcript(source.id).text == GUNILLA
    assert records(study) == before
    assert study.refresh().texts == ()
    if content:
        (kept,) = study.path.glob(words.partition("kept: ")[2])
        assert kept.read_bytes() == content
    with pytest.raises(Refused, match="as it was"):
        outside.put_back(study, source.id)


def test_a_text_that_was_never_kept_cannot_be_put_back(study: Study) -> None:
    source = study.source_named("intervju-1")
    for kept in (study.path / ".local/texts/intervju-1").glob("*"):
        kept.unlink()
    (study.path / "transcripts/intervju-1.txt").write_text(OTHER)
    with pytest.raises(NotFound):
        outside.put_back(study, source.id)
    assert (study.path / "transcripts/intervju-1.txt").read_text() == OTHER


def test_the_check_says_once_that_a_text_was_changed_and_what_takes_it_in(study: Study) -> None:
    study.store.flush()
    edit(study, "intervju-1", ("I: Hur länge", "I: Säg, hur länge"))
    study.refresh()
    (found,) = check(study).findings
    assert found.where == "transcripts/intervju-1.txt"
    assert "utsaga review" in found.what


def test_the_command_takes_in_what_was_done_outside_and_then_lists(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "transcripts/intervju-1.txt"
    file.write_text(GUNILLA.replace("Riktlinjerna är bra att ha. [skratt] Men", "Men"))
    assert run(["review", str(folder)]) == 1
    said = capsys.readouterr()
    assert "1 lost its words. What waits: utsaga review STUDY" in said.err
    assert "1 of 1  intervju-1" in said.out
    assert said.out.endswith("1 passage to review.\n")
    assert run(["undo", str(folder)]) == 0
    assert file.read_text() == GUNILLA
    assert run(["review", str(folder)]) == 0


def test_the_command_puts_the_old_text_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Study.open(folder, coder="kim").close()
    assert run(["review", str(folder)]) == 0
    file = folder / "transcripts/intervju-1.txt"
    file.write_text(OTHER)
    capsys.readouterr()
    assert run(["review", str(folder)]) == 1
    said = capsys.readouterr()
    assert "--same intervju-1 takes it in, --put-back intervju-1 brings the old text back" in said.err
    assert said.out == "0 passages to review; 1 transcript changed outside and not taken in.\n"
    assert run(["review", str(folder), "--put-back", "intervju-1"]) == 0
    assert "is back as it was" in capsys.readouterr().out
    assert file.read_text() == GUNILLA
    file.write_text("")
    assert run(["review", str(folder)]) == 1
    assert "--same" not in capsys.readouterr().err
    assert run(["review", str(folder), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_a_slip_that_is_put_right_in_the_file_makes_one_speaker_of_two(tmp_path: Path) -> None:
    text = "Moderator: Hur?\n\nCecilia: Bra.\n\nCeclia: Fast nej, inte alls.\n\nCecilia: Eller jo.\n"
    speakers = [Speaker("Moderator", interviewer=True), Speaker("Cecilia"), Speaker("Ceclia")]
    with studies.new(tmp_path / "slip") as study:
        source = studies.add_text(study, "grupp", text, speakers)
        file = tmp_path / "slip" / "transcripts" / f"{source.key}.txt"
        file.write_text(text.replace("Ceclia", "Cecilia"))
        assert "1 speaker label renamed" in outside.notice(study)[0]
        source = study.source_named("grupp")
        assert [speaker.label for speaker in source.speakers] == ["Moderator", "Cecilia"]
        turns = [turn.label for turn in study.transcript(source.id).turns]
        assert turns == ["Moderator", "Cecilia", "Cecilia", "Cecilia"]
        study.do(study.plan_undo())
        assert [speaker.label for speaker in study.source_named("grupp").speakers][-1] == "Ceclia"


async def test_on_the_screen_a_person_says_whether_another_text_is_the_same_interview(study: Study) -> None:
    file = study.path / "transcripts/intervju-1.txt"
    async with open_program(study, (120, 40)) as session:
        file.write_text(OTHER)
        session.app.lookout.look()
        await session.settle()
        assert "looks like another text" in session.message
        assert session.message.endswith("g r settles it.")
        await session.press("g", "r")
        assert "intervju-1  not taken in" in session.text
        assert "2 codings lie in it." in session.text
        await session.press("enter", "n")
        assert study.held.reviews(study.source_named("intervju-1").id) == []
        await session.press("enter", "y")
        assert "not taken in" not in session.text
        assert "1 of 2" in session.lines[0]
        await session.press("u")
        assert file.read_text() == GUNILLA


async def test_on_the_screen_an_emptied_file_gets_its_old_text_back(study: Study) -> None:
    file = study.path / "transcripts/intervju-1.txt"
    async with open_program(study) as session:
        file.write_text("")
        session.app.lookout.look()
        await session.settle()
        await session.press("g", "r", "enter")
        assert "cannot be taken in" in session.message
        await session.press("e")
        assert "not a passage" in session.message
        await session.press("x", "y")
        assert "is back as it was" in session.message
        assert file.read_text() == GUNILLA
        assert "Nothing to review" in session.text


async def test_on_the_screen_several_texts_changed_at_once_are_told_in_one_sentence(study: Study) -> None:
    async with open_program(study) as session:
        for title in ("intervju-1", "fokusgrupp"):
            edit(study, title, ("tid." if title == "intervju-1" else "klockan", "[borttaget]"))
            study.transcript(study.source_named(title).id)
        session.app.outside.take_in()
        await session.settle()
        assert session.message.startswith("2 transcripts were changed outside: ")
