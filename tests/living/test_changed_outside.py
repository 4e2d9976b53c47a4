"""A transcript that an editor, git or sed has changed is taken in when it is noticed."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import GUNILLA, code, records
from utsaga.model.errors import UtsagaError
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.living import outside

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed study with codings."""
    studies.coded(tmp_path / "study").close()
    return tmp_path / "study"


@pytest.fixture
def study(folder: Path) -> Iterator[Study]:
    """The same, open."""
    with Study.open(folder, coder="kim") as opened:
        yield opened


def file(folder: Path) -> Path:
    return folder / "transcripts/intervju-1.txt"


EDITED = GUNILLA.replace("Trettio år", "Trettioett år").replace("I: Mm.\n\n", "")


def placed(study: Study) -> list[str]:
    """The words of the codings in the interview, all of which lie on them."""
    codings = list(study.held.codings(study.source_named("intervju-1").id))
    assert all(study.holds(coding) for coding in codings)
    return [coding.quote for coding in codings]


WORDS = ["Riktlinjerna är bra att ha.", "Tillit... det är inget man får."]


def test_an_edit_while_the_study_was_closed_is_taken_in_when_it_is_opened(folder: Path) -> None:
    file(folder).write_text(EDITED)
    with Study.open(folder, coder="kim") as study:
        assert outside.notice(study) == ["'intervju-1' was changed outside: 2 passages moved along."]
        assert placed(study) == WORDS
        assert outside.notice(study) == []
        assert check(study).findings == ()
    with Study.open(folder, coder="kim") as study:
        assert outside.notice(study) == []
        study.do(study.plan_undo())
        assert file(folder).read_text() == GUNILLA
        assert placed(study) == WORDS


def test_an_edit_while_the_study_is_open_is_taken_in_at_the_next_look(study: Study) -> None:
    assert placed(study) == WORDS
    file(study.path).write_text(EDITED)
    news = study.refresh()
    assert news.texts == ("intervju-1",)
    assert outside.notice(study, news.texts) == ["'intervju-1' was changed outside: 2 passages moved along."]
    assert placed(study) == WORDS
    assert not study.refresh().changed


def test_an_editor_that_replaces_the_file_is_noticed_as_well(study: Study) -> None:
    placed(study)
    other = study.path / "transcripts/intervju-1.txt~"
    other.write_text(EDITED)
    other.replace(file(study.path))
    assert outside.notice(study, study.refresh().texts)
    assert placed(study) == WORDS


def test_what_happened_is_in_the_history_without_words_of_the_interview(study: Study) -> None:
    file(study.path).write_text(EDITED.replace("Riktlinjerna är bra att ha. ", ""))
    outside.notice(study)
    head = list(study.history())[-1]
    assert study.say(head) == "'intervju-1' was changed outside: 1 passage moved along, 1 lost its words"
    assert dict(head.counts) == {"sources": 1, "kept": 1, "likely": 0, "lost": 1}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"Q: Something else altogether, and at length.\n\n" * 9, "another text"),
        (GUNILLA.encode("latin-1"), "not UTF-8"),
        (None, "missing"),
    ],
    ids=["emptied", "blank", "another text", "another encoding", "gone"],
)
def test_what_can_only_be_an_accident_touches_nothing_is_told_and_listed(
    folder: Path, content: bytes | None, said: str
) -> None:
    if content is None:
        file(folder).unlink()
    else:
        file(folder).write_bytes(content)
    with Study.open(folder, coder="kim") as study:
        before, actions = records(study), len(list(study.history()))
        (words,) = outside.notice(study)
        assert said in words
        assert "'intervju-1' was changed outside. " in words
        assert "Something" not in words
        assert records(study) == before
        assert len(list(study.history())) == actions
        assert "transcripts/intervju-1.txt" in {found.where for found in check(study).findings}
    file(folder).write_text(GUNILLA)
    with Study.open(folder, coder="kim") as study:
        assert outside.notice(study) == []
        assert placed(study) == WORDS
        assert check(study).findings == ()


def test_a_session_that_only_reads_tells_and_changes_nothing(folder: Path) -> None:
    file(folder).write_text(EDITED)
    with Study.open(folder, coder="anna", write=False) as study:
        before = records(study)
        assert outside.notice(study) == [
            "'intervju-1' was changed outside. Its codings follow when the study is opened for writing: "
            "utsaga review STUDY"
        ]
        assert records(study) == before


def test_a_reader_sees_text_and_codings_move_together(folder: Path) -> None:
    with Study.open(folder, coder="kim") as writer, Study.open(folder, coder="anna", write=False) as reader:
        assert placed(reader) == WORDS
        assert outside.notice(writer) == []
        file(folder).write_text(EDITED)
        outside.notice(writer, writer.refresh().texts)
        reader.refresh()
        assert placed(reader) == WORDS
        assert reader.transcript(reader.source_named("intervju-1").id).text == EDITED
        assert outside.notice(reader) == []


def test_a_study_that_came_without_its_old_texts_asks_rather_than_guesses(folder: Path) -> None:
    shutil.rmtree(folder / ".local")
    file(folder).write_text(EDITED)
    with Study.open(folder, coder="kim") as study:
        (said,) = outside.notice(study)
        assert "was changed outside" in said
        source = study.source_named("intervju-1")
        text = study.transcript(source.id).text
        for coding in study.held.codings(source.id):
            waits = study.held.review(source.id, coding.id)
            assert waits or text[coding.start : coding.end] == coding.quote


def test_a_study_from_elsewhere_keeps_its_texts_from_the_first_opening_on(folder: Path) -> None:
    shutil.rmtree(folder / ".local")
    with Study.open(folder, coder="kim") as study:
        assert outside.notice(study) == []
    file(folder).write_text(EDITED)
    with Study.open(folder, coder="kim") as study:
        outside.notice(study)
        assert placed(study) == WORDS


def test_what_was_coded_before_the_change_was_noticed_stays_where_it_was_put(study: Study) -> None:
    file(study.path).write_text("I: Hej och välkommen.\n\n" + GUNILLA)
    coding = code(study, "intervju-1", "Litar de på dig?", "fråga")
    outside.notice(study)
    assert study.held.coding(coding.id) == coding
    assert study.holds(coding)


async def test_on_the_screen_an_edit_from_outside_is_taken_in_and_told(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("j")
        file(study.path).write_text(EDITED)
        session.app.lookout.look()
        await session.settle()
        assert session.message == "'intervju-1' was changed outside: 2 passages moved along."
        assert "Trettioett år" in session.text
        assert placed(study) == WORDS
        await session.press("u")
        assert "Trettio år" in session.text
        assert file(study.path).read_text() == GUNILLA


async def test_on_the_screen_an_edit_while_the_program_was_closed_is_taken_in(folder: Path) -> None:
    file(folder).write_text(EDITED)
    with Study.open(folder, coder="kim") as study:
        async with open_program(study) as session:
            assert "2 passages moved along" in session.message
            assert placed(study) == WORDS


async def test_on_the_screen_a_text_that_went_is_told_and_nothing_is_touched(study: Study) -> None:
    async with open_program(study) as session:
        before = records(study)
        file(study.path).write_text("")
        session.app.lookout.look()
        await session.settle()
        assert "would be empty" in session.message
        assert records(study) == before


def test_a_mark_that_an_editor_writes_before_the_first_letter_is_taken_out_again(study: Study) -> None:
    """A byte order mark is no letter: the first label opens its turn, and nothing moves."""
    before = file(study.path).read_bytes()
    file(study.path).write_bytes(b"\xef\xbb\xbf" + before)
    assert outside.notice(study) == []
    assert file(study.path).read_bytes() == before
    file(study.path).write_bytes(b"\xef\xbb\xbf" + EDITED.encode())
    assert outside.notice(study) == ["'intervju-1' was changed outside: 2 passages moved along."]
    assert file(study.path).read_text() == EDITED
    assert placed(study) == WORDS


def test_a_text_that_nobody_touched_is_not_said_to_be_changed(study: Study) -> None:
    source = study.source_named("intervju-1")
    with pytest.raises(UtsagaError) as refused:
        outside.take_in(study, source.id, same_interview=True)
    assert str(refused.value) == "The text of 'intervju-1' is as it was."
