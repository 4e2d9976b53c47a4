"""Sessions on the screen of participants: who speaks, what is known of them, tables in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from session import Session, open_program

import studies
from utsaga.model.participant import Consent
from utsaga.study import Study
from utsaga.study.people import participants


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """The interviews with eight codings under three codes; nobody takes part yet."""
    with studies.coded(tmp_path / "study") as opened:
        yield opened


def names(study: Study) -> list[str]:
    """Who takes part."""
    return [participant.name for participant in study.participants]


async def pick(session: Session, text: str) -> None:
    """Put the cursor on the row with a text."""
    rows = session.rows
    number = next(n for n, item in enumerate(rows.items) if text in "".join(_words(session, item)))
    rows.go_to(number)
    await session.settle()


def _words(session: Session, item: object) -> list[str]:
    return [part.text for line in session.screen.look(item, 80) for part in line]  # type: ignore[attr-defined]


class TestTheList:
    async def test_an_empty_study_says_how_to_begin(self, tmp_path: Path) -> None:
        with studies.new(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("g", "p")
                assert "Nobody takes part yet. a adds somebody, i takes them from a table" in session.text

    async def test_speakers_become_participants_in_one_step_and_back(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("g", "p")
            assert "0 participants · 5 speakers nobody knows" in session.lines[0]
            assert "N takes all speakers" in session.message
            await session.press("N")
            assert names(study) == [
                "Gunilla",
                "Moira",
                "Socialsekreterare 1",
                "Socialsekreterare 2",
                "Socialsekreterare 3",
            ]
            assert "intervju-1 (IP) · 3 turns, 41 words" in session.text
            assert "Sara Lind" in session.text
            assert "left out of counts" in session.text
            await session.press("u")
            assert names(study) == []

    async def test_one_person_in_two_transcripts_and_the_moderator_who_was_taken_for_a_speaker(
        self, study: Study
    ) -> None:
        async with open_program(study) as session:
            await session.press("g", "p")
            await pick(session, "intervju-1 (IP)")
            await session.press("enter")
            await session.answer("Gunilla")
            assert names(study) == ["Gunilla"]
            await pick(session, "fokusgrupp (Socialsekreterare 1)")
            await session.press("s")
            await session.answer("gun")  # finds who is there already
            assert names(study) == ["Gunilla"]
            assert "intervju-1 (IP), fokusgrupp (Socialsekreterare 1) · 5 turns, 50 words" in session.text
            await pick(session, "fokusgrupp (Socialsekreterare 2)")
            await session.press("I")
            speakers = {s.label: s.interviewer for s in study.source_named("fokusgrupp").speakers}
            assert speakers["Socialsekreterare 2"] is True
            await pick(session, "fokusgrupp (Socialsekreterare 2)")
            await session.press("I")
            assert study.source_named("fokusgrupp").speakers[2].interviewer is False
            await pick(session, "intervju-1 (IP)")
            await session.press("D")
            assert names(study) == []
            await session.press("u")
            assert names(study) == ["Gunilla"]

    async def test_a_participant_is_given_a_second_speaker(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("g", "p", "a")
            await session.answer("IP 1")
            assert session.rows.current.presence.name == "IP 1"
            await session.press("s")
            await session.answer("moira")
            await session.press("s")
            await session.answer("interview-2 (A)")
            assert [place.source.title for place in session.rows.current.presence.places] == ["interview-2"]
            await session.press("s")
            await session.answer("interview-2 (A)")  # hers already: given up
            assert session.rows.current.presence.places == ()

    async def test_consent_and_another_name(self, study: Study) -> None:
        study.do(participants.add(study, "IP 1"))
        async with open_program(study) as session:
            await session.press("g", "p", "c")
            await session.answer("2024-03-01")
            await session.answer("oral, on the recording")
            await session.answer("")
            assert study.participants[0].consents == (Consent("2024-03-01", "oral, on the recording"),)
            assert "consent 2024-03-01" in session.text
            await session.press("r")
            await session.answer("Gunilla")
            assert names(study) == ["Gunilla"]


class TestTheForm:
    async def test_what_is_known_is_changed_field_by_field(self, study: Study) -> None:
        study.do(participants.add(study, "Gunilla", speaks_as=[(study.source_named("intervju-1").id, "IP")]))
        async with open_program(study) as session:
            await session.press("g", "p", "enter")
            await pick(session, "Role")
            await session.press("enter")
            await session.answer("handläggare")
            await pick(session, "New attribute")
            await session.press("enter")
            await session.answer("Ålder")
            await session.answer("number")
            assert session.rows.current.name == "Ålder"
            await session.press("enter")
            await session.answer("gammal")
            assert "'Ålder' is a number" in session.text
            await session.answer("61,0")
            await pick(session, "New attribute")
            await session.press("enter")
            await session.answer("Kommun")
            await session.answer("choice")
            await session.answer("stad; land")
            await session.press("enter", "enter")  # a choice takes its next value at each key
            await pick(session, "Speaks in")
            await session.press("enter")
            await session.answer("round")
            await session.answer("2")
            gunilla = study.participants[0]
            assert gunilla.role == "handläggare"
            assert sorted(gunilla.attributes.values()) == ["61", "land"]
            assert study.source_named("intervju-1").round == "2"
            await session.press("q")
            assert "handläggare · round 2 · no consent noted" in session.text
            assert "Ålder 61 · Kommun land" in session.text

    async def test_a_field_is_cleared_and_undo_brings_it_back(self, study: Study) -> None:
        study.do(participants.add(study, "Gunilla", role="chef"))
        async with open_program(study) as session:
            await session.press("g", "p", "enter")
            await pick(session, "Role")
            await session.press("D")
            assert study.participants[0].role == ""
            await session.press("u")
            assert study.participants[0].role == "chef"
            await pick(session, "Name")
            await session.press("D")
            assert "nothing in this field" in session.message

    async def test_from_the_form_to_the_words_and_back(self, study: Study) -> None:
        study.do(participants.add(study, "Gunilla", speaks_as=[(study.source_named("intervju-1").id, "IP")]))
        async with open_program(study) as session:
            await session.press("g", "p", "enter", "o")
            assert session.app.workspace.reader.selection.start == study.transcript(
                study.source_named("intervju-1").id
            ).text.index("Trettio")
            await session.press("q")
            assert "Participant Gunilla" in session.lines[0]


class TestAttributes:
    async def test_attributes_are_declared_forbidden_and_changed(self, study: Study) -> None:
        async with open_program(study) as session:
            await session.press("g", "p", "A")
            assert "No attributes yet." in session.text
            await session.press("a")
            await session.answer("kön")
            await session.answer("text")
            await session.press("F")
            assert "forbidden" in session.lines[1]
            await session.press("enter")
            assert "'kön' is forbidden and has no values" in session.message
            await session.press("F", "r")
            await session.answer("yrke")
            await session.press("enter")
            await session.answer("choice")
            await session.answer("chef; handläggare")
            (kind,) = study.held.attributes
            assert (kind.name, kind.choices) == ("yrke", ("chef", "handläggare"))
            await session.press("D")
            assert study.held.attributes == []


class TestTables:
    async def test_a_table_goes_in_and_comes_out_again(self, study: Study, tmp_path: Path) -> None:
        table = tmp_path / "deltagare.csv"
        table.write_text("participant,source,speaker,role\nGunilla,intervju-1,IP,chef\n", encoding="utf-8")
        async with open_program(study) as session:
            await session.press("g", "p", "i")
            await session.answer(str(table))
            await session.until(lambda: names(study) == ["Gunilla"])
            await session.press("w")
            await session.answer(str(tmp_path / "ut.csv"))
            await session.until(lambda: "Wrote 1 participant to" in session.message)
            assert "Gunilla,chef,,,intervju-1,IP," in (tmp_path / "ut.csv").read_text(encoding="utf-8")

    async def test_lines_that_make_no_sense_are_told_before_the_rest_goes_in(
        self, study: Study, tmp_path: Path
    ) -> None:
        table = tmp_path / "deltagare.csv"
        table.write_text("participant,source\nGunilla,\nMoira,intervju-99\n", encoding="utf-8")
        async with open_program(study) as session:
            await session.press("g", "p", "i")
            await session.answer(str(table))
            assert "1 line of deltagare.csv makes no sense:" in session.text
            assert "line 3: there is no transcript 'intervju-99'" in session.text.lower()
            await session.press("y")
            assert names(study) == ["Gunilla"]

    @pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), ("a,b\n1,2\n", "no column")])
    async def test_a_file_that_is_no_such_table_changes_nothing(
        self, study: Study, tmp_path: Path, content: str | None, said: str
    ) -> None:
        table = tmp_path / "x.csv"
        if content is not None:
            table.write_text(content, encoding="utf-8")
        async with open_program(study) as session:
            await session.press("g", "p", "i")
            await session.answer(str(table))
            assert said in session.message
            assert names(study) == []
