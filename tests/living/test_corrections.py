"""A turn is corrected in the program; what was corrected is told, and how far a transcript has come."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import studies
from linear import grows_with
from studies import GUNILLA, records, span_of
from utsaga.cli import run
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.store.history import History
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.coding import codings
from utsaga.study.living import outside, texts
from utsaga.study.living.corrections import corrections, differences

sys.path.insert(0, str(Path(__file__).parents[1] / "screens"))
from session import open_program

SAID = "Trettio år i augusti. Man får ta det på känn, liksom."


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.coded(tmp_path / "s") as opened:
        yield opened


def correct(study: Study, before: str, after: str) -> None:
    source = study.source_named("intervju-1")
    span = span_of(study, "intervju-1", before)
    study.do(texts.correct(study, source.id, span, before, after))


def log(study: Study) -> list[tuple[str, int, str, str]]:
    found = corrections(study, study.source_named("intervju-1"))
    return [(one.who, one.line, one.old, one.new) for one in found]


def test_the_words_of_a_turn_are_corrected_and_codings_follow(study: Study) -> None:
    before = records(study)
    correct(study, SAID, "Trettioett år i augusti.")
    source = study.source_named("intervju-1")
    assert "IP: Trettioett år i augusti.\n\nI: Mm." in study.transcript(source.id).text
    assert all(study.holds(coding) for coding in study.held.codings(source.id))
    study.store.flush()
    assert check(study).findings == ()
    study.do(study.plan_undo())
    assert records(study) == before


def test_words_that_were_changed_meanwhile_are_not_overwritten(study: Study) -> None:
    source = study.source_named("intervju-1")
    span = span_of(study, "intervju-1", SAID)
    correct(study, "Trettio år", "Tjugo år")
    with pytest.raises(Refused, match="meanwhile"):
        texts.correct(study, source.id, span, SAID, "Annat.")
    with pytest.raises(Refused, match="needs words"):
        texts.correct(study, source.id, span_of(study, "intervju-1", "Tjugo år"), "Tjugo år", "  ")


def test_words_that_only_moved_while_they_were_corrected_are_found(study: Study) -> None:
    source = study.source_named("intervju-1")
    span = span_of(study, "intervju-1", SAID)
    correct(study, "Hur länge har du", "Säg, hur länge har du egentligen")
    study.do(texts.correct(study, source.id, span, SAID, "Tjugo år."))
    assert "\n\nIP: Tjugo år.\n\n" in study.transcript(source.id).text


def test_a_final_transcript_is_not_corrected_until_somebody_says_that_it_is_not(study: Study) -> None:
    study.do(sources.set_status(study, study.source_named("intervju-1"), "final"))
    with pytest.raises(Refused, match="is final, said kim"):
        correct(study, "Trettio år", "Tjugo år")
    study.do(sources.set_status(study, study.source_named("intervju-1"), "raw"))
    correct(study, "Trettio år", "Tjugo år")


def test_the_log_says_who_changed_what_and_goes_on_after_closing(study: Study) -> None:
    correct(study, "Trettio år", "Tjugo år")
    path = study.path
    study.close()
    with Study.open(path, coder="anna") as annas:
        file = path / "transcripts/intervju-1.txt"
        file.write_text(file.read_text().replace("I: Mm.\n\n", ""))
        outside.notice(annas)
        annas.do(annas.plan_undo())
        said = "IP: {} år i augusti. Man får ta det på känn, liksom."
        assert log(annas) == [
            ("kim", 3, said.format("Trettio"), said.format("Tjugo")),
            ("anna", 5, "I: Mm.\n", ""),
            ("anna", 5, "", "I: Mm.\n"),
        ]


def test_in_a_copy_without_the_old_texts_the_log_says_who_and_when_and_that_nothing_was_erased(
    study: Study, tmp_path: Path
) -> None:
    correct(study, "Trettio år", "Tjugo år")
    study.store.flush()
    path = study.path
    study.close()
    shutil.copytree(path, tmp_path / "clone", ignore=shutil.ignore_patterns(".local"))
    with Study.open(tmp_path / "clone", coder="anna") as clone:
        (one,) = corrections(clone, clone.source_named("intervju-1"))
    assert (one.who, one.act, one.words) == ("kim", "corrected", "elsewhere")
    assert one.aside == "the text before is not kept in this copy of the study"


def test_a_re_flow_is_one_line_of_the_log_however_many_lines_it_touched(study: Study) -> None:
    file = study.path / "transcripts/intervju-1.txt"
    file.write_text(file.read_text().replace(". ", ".\n"))
    outside.notice(study)
    assert log(study) == [("kim", 3, "", "")]


def test_a_transcript_that_was_never_corrected_has_an_empty_log(study: Study) -> None:
    assert log(study) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a\nb\nc", "a\nx\nc", [(2, "b", "x")]),
        ("a\nb", "a\nb\nc", [(3, "", "c")]),
        ("a\nb\nc\nd\ne", "a\nx\nc\ny\ne", [(2, "b", "x"), (4, "d", "y")]),
        ("a", "a", []),
    ],
)
def test_differences_are_told_line_by_line(old: str, new: str, found: list[tuple[int, str, str]]) -> None:
    assert list(differences(old, new)) == found


def test_differences_of_long_texts_with_empty_lines_take_no_more_time_than_their_length() -> None:
    def told(lines: int) -> list[tuple[int, str, str]]:
        between = "\n\n".join(f"A: rad {line} med ord" for line in range(lines))
        return list(differences(f"A: först\n\n{between}\n\nA: sist", f"A: Först\n\n{between}\n\nA: Sist"))

    assert told(3) == [(1, "A: först", "A: Först"), (9, "A: sist", "A: Sist")]
    assert grows_with(told, 1000)


def test_the_log_of_one_transcript_is_read_off_its_own_history_alone(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many sessions there were, each file of heads and each of images is read once."""
    path = study.path
    for words, others in ((SAID, "Ja."), ("Ja.", "Jo.")):
        correct(study, words, others)
        study.close()
        study = Study.open(path, coder="kim")
    read: list[str] = []
    lines = History._lines

    def noted(self: History, part: str, key: str | None, *rest: object, **others: object) -> object:
        read.append(f"{key} {part}")
        return lines(self, part, key, *rest, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(History, "_lines", noted)
    assert log(study) == [("kim", 3, f"IP: {SAID}", "IP: Ja."), ("kim", 3, "IP: Ja.", "IP: Jo.")]
    assert len(read) == len(set(read)) == 2 * len(study.store._history.parts())
    study.close()


def test_a_second_person_says_that_a_transcript_was_checked(study: Study) -> None:
    path = study.path
    study.close()
    with Study.open(path, coder="anna") as annas:
        source = annas.source_named("intervju-1")
        assert (source.status, source.status_coder) == ("raw", "")
        annas.do(sources.set_status(annas, source, "checked"))
        source = annas.source_named("intervju-1")
        assert (source.status, source.status_coder) == ("checked", "anna")
        assert source.status_at
        with pytest.raises(Refused, match="checked already"):
            sources.set_status(annas, source, "checked")
        with pytest.raises(Refused, match="raw, checked or final"):
            sources.set_status(annas, source, "done")
        annas.do(annas.plan_undo())
        assert annas.source_named("intervju-1").status == "raw"


def test_the_command_tells_the_log_and_sets_the_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    with studies.coded(tmp_path / "s") as study:
        correct(study, "Trettio år", "Tjugo år")
    folder = str(tmp_path / "s")
    assert run(["corrections", folder, "intervju-1", "--status", "final"]) == 0
    said = capsys.readouterr().out
    assert "kim, line 3: corrected\n" in said
    assert "    - IP: Trettio år" in said
    assert "    + IP: Tjugo år" in said
    assert "1 correction; 'intervju-1' is final, said kim" in said
    assert run(["corrections", folder, "intervju-1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "final"
    assert found["corrections"][0]["new"].startswith("IP: Tjugo år")


async def test_on_the_screen_a_turn_is_corrected_with_the_old_words_above(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("J", "R")
        assert session.text.count("Trettio år i augusti") >= 2
        await session.press(*" Ja.", "ctrl+s")
        assert session.message == "Corrected 'intervju-1': 2 passages moved along."
        assert "liksom. Ja." in session.text
        assert "liksom. Ja.\n\nI: Mm." in study.transcript(study.sources[0].id).text
        await session.press("u")
        assert study.transcript(study.sources[0].id).text == GUNILLA


async def test_on_the_screen_a_label_typed_at_the_beginning_of_a_line_begins_a_turn(study: Study) -> None:
    before = [coding.quote for coding in study.held.codings(study.sources[0].id)]
    async with open_program(study) as session:
        await session.press("J", "J", "J", "R")
        assert "Correct turn 4, Gunilla" in session.text
        assert "It says: Riktlinjerna är bra" in session.text
        await session.press("enter", *"I: Jasså.", "ctrl+s")
        turns = study.transcript(study.sources[0].id).turns
        assert [turn.label for turn in turns] == ["I", "IP", "I", "IP", "I", "I", "IP"]
        assert [coding.quote for coding in study.held.codings(study.sources[0].id)] == before


async def test_on_the_screen_the_reader_stays_where_she_reads_when_the_text_above_changes(
    study: Study,
) -> None:
    async with open_program(study) as session:
        await session.press("J", "J", "J")
        file = study.path / "transcripts/intervju-1.txt"
        file.write_text("I: Hej och välkommen hit.\n\n" + file.read_text().replace("buss", "bil"))
        session.app.lookout.look()
        await session.settle()
        reader = session.app.workspace.reader
        assert reader.transcript.text[reader.cursor.span.start :].startswith("Riktlinjerna")


async def test_a_session_that_only_reads_opens_no_editor(study: Study) -> None:
    with Study.open(study.path, coder="anna") as annas:
        async with open_program(annas) as session:
            await session.press("R")
            assert "kim has it open" in session.message
            assert "Ctrl+S" not in session.text


async def test_on_the_screen_a_label_is_never_part_of_what_is_corrected(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("R", "ctrl+s")
        assert session.message == "It is as it was."
        assert study.transcript(study.sources[0].id).text == GUNILLA


async def test_on_the_screen_status_and_log_stand_with_the_transcript(study: Study) -> None:
    correct(study, "Trettio år", "Tjugo år")
    async with open_program(study) as session:
        await session.press("g", "t", "s")
        assert session.message == "Noted that 'intervju-1' is checked."
        assert study.sources[0].status == "checked"
        assert "checked (kim, " in session.text
        await session.press("l")
        assert "1 correction" in session.lines[0]
        assert any(line.startswith(" IP: Trettio år") and "│ IP: Tjugo år" in line for line in session.lines)


async def test_words_that_were_mostly_replaced_carry_a_sign_in_the_margin(study: Study) -> None:
    source = study.source_named("intervju-1")
    coding = next(iter(study.held.codings(source.id)))
    changed = codings.changed(study, coding, replace(coding, reworded=True))
    async with open_program(study) as session:
        calls: list[list[tuple[int, int]]] = []
        pane = session.app.workspace.reader.pane
        pane.set_changed = lambda spans: calls.append(list(spans))  # type: ignore[method-assign]
        action = Action("codings.move", study.coder, (changed,), refs={"code": coding.code})
        session.app.changes.make(lambda: action, session.app.workspace)
        await session.settle()
        session.app.workspace.study_changed(None)
        assert calls[-1] == [(coding.start, coding.end)]
