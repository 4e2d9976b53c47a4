"""What the forms for import and export know before anything is written."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from small_study import FIRST, SECOND, new_study

from utsaga.analysis.attribution import Attribution
from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.readers import Options as Reading
from utsaga.study import sources
from utsaga.study.incoming.arriving import compared, look_at, with_speakers
from utsaga.study.speakers import Divided, merged
from utsaga.tui.screens.incoming.look import look
from utsaga.tui.screens.incoming.rows import about, not_taken, remarks, said, speakers_of
from utsaga.tui.screens.writing.export_form import (
    ExportForm,
    checked_file,
    command_line,
    turned,
)
from utsaga.writers.chapter import Options


class TestIncoming:
    def test_a_file_tells_its_form_turns_and_speakers_before_it_goes_in(self, tmp_path: Path) -> None:
        file = tmp_path / "intervju-1.txt"
        file.write_text(FIRST, encoding="utf-8")
        item = look_at(file)
        assert item.chosen
        assert about(item) == "text · utf-8 · 4 turns"
        assert [words for words, _ in speakers_of(item)] == ["I (2, interviewer)", "IP (2)"]

    def test_a_guessed_encoding_says_how_sure_it_is_and_can_be_another(self, tmp_path: Path) -> None:
        file = tmp_path / "gammal.txt"
        file.write_bytes(FIRST.replace("ä", "e").encode("mac-roman"))
        item = look_at(file)
        assert item.reading is not None
        assert item.reading.alternatives
        other = look_at(file, Reading(encoding=item.reading.alternatives[0].encoding))
        assert other.reading is not None
        assert other.reading.encoding == item.reading.alternatives[0].encoding

    def test_labels_that_are_not_taken_for_speakers_are_named_with_the_reason(self, tmp_path: Path) -> None:
        file = tmp_path / "intervju-1.txt"
        file.write_text(FIRST.replace("I: Mm.", "I: Mm.\n\nObs: bandet stannar"), encoding="utf-8")
        item = look_at(file)
        assert [label for label, _ in not_taken(item)] == ["Obs"]
        shown = "\n".join("".join(part.text for part in line) for line in look(item, 80))
        assert "no speakers: Obs (looks like a form field or a note)" in shown

    def test_what_cannot_be_read_stays_in_the_list_with_its_reason(self, tmp_path: Path) -> None:
        (tmp_path / "tom.txt").touch()
        item = look_at(tmp_path / "tom.txt")
        assert not item.fit
        assert remarks(item) == [("'tom.txt' is empty.", True)]

    def test_what_is_in_the_study_or_stands_twice_is_not_chosen(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", SECOND)):
                (tmp_path / name).write_text(text, encoding="utf-8")
            study.do(sources.add(study, [look_at(tmp_path / "a.txt").new_source()]))
            rows = compared(study, [look_at(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")])
            assert [(row.twin, row.chosen) for row in rows] == [
                ("in the study already, as 'a'", False),
                ("", True),
                ("the same text as 'b.txt'", False),
            ]
            assert said(rows) == "1 of 3 files chosen"

    def test_corrected_speakers_count_anew_and_go_in(self, tmp_path: Path) -> None:
        file = tmp_path / "intervju-1.txt"
        file.write_text(FIRST, encoding="utf-8")
        item = with_speakers(look_at(file), [Speaker("IP", "Gunilla")])
        assert [words for words, _ in speakers_of(item)] == ["Gunilla (2)"]
        assert item.new_source().speakers == (Speaker("IP", "Gunilla"),)

    def test_a_doubt_is_told_with_its_label_until_somebody_has_put_it_right(self, tmp_path: Path) -> None:
        file = tmp_path / "grupp.txt"
        turns = ["Bertil: Ja.", "Olga: Nej."] * 3 + ["Bertli: Jo.", "Datum: i dag."]
        file.write_text("\n\n".join(turns), encoding="utf-8")
        item = look_at(file)
        assert speakers_of(item)[-1] == ("Bertli (1)", "stands once, written almost like Bertil")
        assert {line.label for line in item.doubtful} == {"Bertli", "Datum"}
        assert not any("doubtful" in words for words, _ in remarks(item))
        divided = merged(Divided(file.read_text(), item.speakers), "Bertli", "Bertil")
        item = with_speakers(item, divided.speakers)
        assert speakers_of(item) == [("Bertil (4)", ""), ("Olga (3)", "")]
        assert {line.label for line in item.doubtful} == {"Datum"}


class TestExport:
    def test_each_choice_goes_to_its_next_value_and_round(self) -> None:
        form = ExportForm("chapter.md", Options(language="sv"))
        choices = {"language": 2, "attribution": len(Attribution), "interviewer": 2, "starred": 2}
        for field, values in choices.items():
            changed = turned(form, field)
            assert changed != form
            for _ in range(values - 1):
                changed = turned(changed, field)
            assert changed == form

    def test_the_same_chapter_can_be_had_by_a_command(self, tmp_path: Path) -> None:
        options = Options("sv", "5.1", Attribution.NUMBER, interviewer=False, starred=True, codebook=False)
        line = command_line(ExportForm("my chapter.md", options), tmp_path, Path("/s/study"), 60)
        assert max(len(part) for part in line.split("\n")) <= 60 or len(str(tmp_path)) > 45
        assert shlex.split(line.replace("\\\n", "")) == [
            "utsaga", "export", "/s/study", "--to", f"{tmp_path}/my chapter.md", "--lang", "sv",
            "--number-from", "5.1", "--attribution", "number", "--no-interviewer", "--starred",
            "--no-codebook",
        ]  # fmt: skip

    def test_a_file_is_named_and_has_an_ending(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        assert checked_file(" chapter", tmp_path) == "chapter.md"
        assert checked_file("folder/chapter.txt", tmp_path) == "folder/chapter.txt"
        for wrong in ("", "folder", "folder/"):
            with pytest.raises(Refused):
                checked_file(wrong, tmp_path)
