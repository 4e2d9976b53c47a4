"""``utsaga search --code`` gives everything that was found a code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import studies
from utsaga.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    with studies.interviews(tmp_path / "study"):
        pass
    return tmp_path / "study"


def test_all_hits_are_coded_after_a_look_and_one_undo_takes_them_back(utsaga: Any, study: Path) -> None:
    tried = utsaga("search", study, "det tar tid", "--code", "Tid / väntan", "--dry-run")
    assert "Det tar tid. Det tar tid" not in tried.err
    assert tried.out.endswith("2 hits.\nWould code 2 passages with 'väntan'.\n")
    assert utsaga("search", study, "det tar tid", "--code", "Tid / väntan").out == (
        "2 hits.\nCoded 2 passages with 'väntan'.\n"
    )
    again = utsaga("search", study, "det tar tid", "--code", "väntan", "--unit", "word")
    assert again.out == "2 hits.\nCoded 0 passages with 'väntan', 2 had it already.\n"
    assert len(utsaga("quotes", study, "väntan", "--json").json) == 2
    assert utsaga("undo", study).code == 0
    with Study.open(study, coder="kim", write=False) as opened:
        assert opened.codes.named("väntan") == []


def test_only_words_under_a_code_are_searched_when_asked(utsaga: Any, study: Path) -> None:
    utsaga("search", study, "kettle", "--code", "tillit")
    under = utsaga("search", study, "trust", "--where", "code=tillit", "--json")
    assert [row["match"] for row in under.json] == ["Trust"]
    assert utsaga("search", study, "trust", "--where", "code=tilit").code == 1


def test_a_dry_run_without_a_code_makes_no_sense(utsaga: Any, study: Path) -> None:
    assert utsaga("search", study, "det", "--dry-run").code == 2


def test_front_matter_is_found_but_nobody_has_said_it(utsaga: Any, tmp_path: Path) -> None:
    text = "Inspelad i Hamra.\nDatum: 2024-03-01\n\nI: Hur?\nBo: Bra.\nI: Var?\nBo: I Hamra.\n"
    (tmp_path / "hamra.txt").write_text(text)
    utsaga("new", tmp_path / "s")
    utsaga("import", tmp_path / "s", tmp_path / "hamra.txt")
    said = utsaga("search", tmp_path / "s", "Hamra").out.split("\n")
    assert said[0].startswith("hamra, front matter: Inspelad i >Hamra<.")
    assert said[1].startswith("hamra, turn 4, Bo: ")
    rows = utsaga("search", tmp_path / "s", "Hamra", "--json").json
    assert [(row["turn"], row["speaker"]) for row in rows] == [(None, None), (4, "Bo")]
    coded = utsaga("search", tmp_path / "s", "Hamra", "--code", "platser")
    assert "Coded 1 passage with 'platser'" in coded.out
