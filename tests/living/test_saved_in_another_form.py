"""A transcript that an editor has saved in another form holds the same words: nothing is lost of it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import studies
from utsaga.study import Study
from utsaga.study.living import outside
from utsaga.study.people import speaker_changes
from utsaga.study.people.speaker_table import table
from utsaga.text.speakers import propose

BOM = b"\xef\xbb\xbf"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed study with codings."""
    studies.coded(tmp_path / "s").close()
    return tmp_path / "s"


def _labels(study: Study) -> list[str | None]:
    return [turn.label for turn in study.transcript(study.source_named("intervju-1").id).turns]


@pytest.mark.parametrize("form", ["mark", "line ends", "both"])
def test_a_byte_order_mark_and_line_ends_are_left_out_and_the_file_is_put_right(
    path: Path, form: str
) -> None:
    """Windows Notepad saves so: the first label opens its turn, and nothing has changed."""
    file = path / "transcripts" / "intervju-1.txt"
    before = saved = file.read_bytes()
    if form != "mark":
        saved = saved.replace(b"\n", b"\r\n")
    file.write_bytes(saved if form == "line ends" else BOM + saved)
    with Study.open(path, coder="kim") as study:
        assert outside.changed(study) == []
        assert outside.notice(study) == []
        assert _labels(study)[0] == "I"
    assert file.read_bytes() == before


def test_a_changed_text_with_a_byte_order_mark_is_taken_in_without_it(path: Path) -> None:
    """All turns stay whose they were."""
    file = path / "transcripts" / "intervju-1.txt"
    before = file.read_bytes()
    file.write_bytes(BOM + before.replace(b"Trettio", b"Fyrtio").replace(b"\n", b"\r\n"))
    with Study.open(path, coder="kim") as study:
        labels = ["I", "IP"] * 3
        (said,) = outside.notice(study)
        assert "no longer" not in said
        assert _labels(study) == labels
    assert file.read_bytes() == before.replace(b"Trettio", b"Fyrtio")


def test_labels_whose_letters_were_saved_in_two_parts_are_the_same_labels(tmp_path: Path) -> None:
    """A Mac may write ö as o and two dots: whose turns they are does not change, nor is a merge offered."""
    text = "Göran Svensson: Ja.\n\nÅsa: Nej, det går inte.\n\nGöran Svensson: Jo.\n\nÅsa: Nå.\n"
    apart = unicodedata.normalize("NFD", text)
    with studies.new(tmp_path / "s") as study:
        for title, words in (("ett", text), ("två", apart)):
            studies.add_text(study, title, words, propose(words).speakers)
        (study.path / "transcripts" / f"{study.source_named('ett').key}.txt").write_text(apart)
        outside.notice(study)
        rows = table(speaker_changes.labels_of(study, study.sources))
        assert [(row.label, row.turns, row.near) for row in rows] == [
            ("Göran Svensson", 4, ""),
            ("Åsa", 4, ""),
        ]
