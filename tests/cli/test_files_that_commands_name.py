"""Commands write over nobody's work unasked, take no empty path, and take what they can of many files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

COMMANDS = {
    "participants": ["participants", "STUDY", "--to", "FILE"],
    "codes": ["codes", "STUDY", "--to", "FILE"],
    "export": ["export", "STUDY", "--to", "FILE"],
}


@pytest.fixture
def study(utsaga: Any, tmp_path: Path) -> Path:
    """A study without anything in it."""
    utsaga("new", tmp_path / "ny", "--title", "Min studie")
    return tmp_path / "ny"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_was_filled_in_or_is_another_one_stays(
    utsaga: Any, study: Path, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "mine.md"
    words = [{"STUDY": str(study), "FILE": str(file)}.get(word, word) for word in COMMANDS[command]]
    file.write_text("Min egen mening.\n")
    refused = utsaga(*words)
    assert (refused.code, "--replace replaces it" in refused.err) == (1, True)
    assert file.read_text() == "Min egen mening.\n"
    assert utsaga(*words, "--replace").code == 0
    assert utsaga(*words).code == 0, "what was written here last is written anew"
    file.write_text(file.read_text() + "fyllt i\n")
    assert utsaga(*words).code == 1
    assert "fyllt i" in file.read_text()


@pytest.mark.parametrize("words", [["import", "STUDY", ""], ["export", "STUDY", "--to", ""], ["check", ""]])
def test_an_empty_path_is_none(
    utsaga: Any, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "brev.txt").write_text("Kära mamma.\n")
    refused = utsaga(*[str(study) if word == "STUDY" else word for word in words])
    assert (refused.code, "empty" in refused.err) == (2, True)
    assert not list((study / "transcripts").glob("*"))


@pytest.mark.parametrize("number", ["٥.١", "5" * 5_000])
def test_a_number_that_is_none_is_misuse(utsaga: Any, study: Path, number: str) -> None:
    refused = utsaga("export", study, "--to", "-", "--number-from", number)
    assert (refused.code, "A number looks like" in refused.err) == (2, True)
    assert utsaga("export", study, "--to", "-", "--number-from", "5.").code == 0


def test_reading_shows_which_of_many_files_may_not_be_read(
    utsaga: Any, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is refused beforehand: a file that may not be read keeps no other out."""
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_text(f"I: Hej {file.name}?\n\nIP: Nej.\n\nI: Jo.\n\nIP: Ja.\n")
    monkeypatch.setattr(os, "access", lambda path, *_, **__: not str(path).endswith("b.txt"))
    assert "Imported 2 transcripts." in utsaga("import", study, *files).out


def test_a_title_of_several_lines_is_told_in_one(utsaga: Any, tmp_path: Path) -> None:
    assert utsaga("new", tmp_path / "ny", "--title", "Min\nstudie").out.count("\n") == 1
