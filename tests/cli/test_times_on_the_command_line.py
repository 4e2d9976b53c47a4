"""Times are searched for, and told with quotes where they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

TIMED = "[0:00:05] I: Hur?\n\n[0:12:28] IP: Med tåg. Det tog sin tid.\n\n[0:40:00] I: Kl 12:30?\n"


@pytest.fixture
def timed(tmp_path: Path, utsaga: Any) -> Path:
    """A study with an interview that has times, coded once, and one that has none."""
    (tmp_path / "tid.txt").write_text(TIMED)
    (tmp_path / "utan.txt").write_text("I: Ja?\n\nIP: Nej.\n\nI: Jo?\n\nIP: Ja.\n")
    (tmp_path / "koder.csv").write_text("source,quote,code\ntid,Det tog sin tid.,resan\n")
    utsaga("new", tmp_path / "ny", "--title", "Ny", "--language", "sv")
    utsaga("import", tmp_path / "ny", tmp_path / "tid.txt", tmp_path / "utan.txt")
    utsaga("code", tmp_path / "ny", tmp_path / "koder.csv")
    return tmp_path / "ny"


def test_what_was_said_nearest_to_a_time_is_found(utsaga: Any, timed: Path) -> None:
    said = utsaga("search", timed, "@12:30")
    assert said.code == 0
    assert said.out.startswith("tid, turn 2, 0:12:28, IP: ")
    assert ">Med tåg.<" in said.out
    assert said.err == "utsaga: Without times: utan.\n"
    found = utsaga("search", timed, "12:30", "--json").json
    assert [(row["turn"], row["time"]) for row in found] == [(2, 748.0), (3, 2400.0)]
    assert utsaga("search", timed, "@12:30", "--where", "speaker=IP").out.startswith("tid, turn 2")


def test_where_no_time_is_before_the_one_asked_for_or_it_had_ended_by_then_is_said(
    utsaga: Any, timed: Path
) -> None:
    early = utsaga("search", timed, "@0:02")
    assert ">Hur?<" in early.out
    assert "All times are later, so from the beginning: tid." in early.err
    late = utsaga("search", timed, "@3:00:00")
    assert late.out == "0 hits.\n"
    assert "Ended before: tid." in late.err


def test_a_time_is_no_words_to_be_coded(utsaga: Any, timed: Path) -> None:
    said = utsaga("search", timed, "@12:30", "--code", "tid")
    assert said.code == 2
    assert "A time is a place and no words" in said.err
    assert "1 passage" in utsaga("search", timed, "12:30", "--code", "tid").out


def test_quotes_and_chapter_tell_times_when_they_are_wanted(utsaga: Any, timed: Path) -> None:
    assert "0:12:28" not in utsaga("quotes", timed, "resan").out
    assert utsaga("quotes", timed, "resan", "--times").out.startswith("tid, turn 2, 0:12:28, IP: resan")
    assert utsaga("quotes", timed, "resan", "--json").json[0]["time"] == 748.0
    assert "Det tog sin tid. (IP)" in utsaga("export", timed, "--to", "-").out
    assert r"Det tog sin tid. (IP, 0\:12:28)" in utsaga("export", timed, "--to", "-", "--times").out
