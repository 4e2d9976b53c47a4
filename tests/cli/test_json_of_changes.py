"""With --json, a command that changes something prints JSON too, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import studies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed study with codes and an interview guide."""
    studies.coded(tmp_path / "s").close()
    return tmp_path / "s"


def test_changes_of_participants_print_who_takes_part(utsaga: Any, folder: Path) -> None:
    added = utsaga("participants", folder, "--add", "Moa", "--add", "Ola", "--json").json
    assert {"Moa", "Ola"} <= {one["participant"] for one in added}
    assert utsaga("participants", folder, "--kind", "Ort=text", "--json").json == added
    assert utsaga("participants", folder, "--forbid", "Ort", "--json").json == added
    left = utsaga("participants", folder, "--remove", "Moa", "--json").json
    assert "Moa" not in {one["participant"] for one in left}


def test_tables_that_are_written_print_what_was_said(utsaga: Any, folder: Path, tmp_path: Path) -> None:
    for command in ("participants", "codes"):
        table = tmp_path / f"{command}.csv"
        said = utsaga(command, folder, "--to", table, "--json").json["said"]
        assert str(table) in said
    changed = tmp_path / "codes.csv"
    changed.write_text("code\nNy kod\n")
    assert "Ny kod" in {one["code"] for one in utsaga("codes", folder, "--import", changed, "--json").json}


def test_changes_of_transcripts_print_the_transcripts(utsaga: Any, folder: Path) -> None:
    named = utsaga("transcripts", folder, "--rename", "intervju-1", "--title", "Ettan", "--json").json
    assert "Ettan" in {one["title"] for one in named}
    read = utsaga("transcripts", folder, "--read", "Ettan", "--json").json
    assert next(one for one in read if one["title"] == "Ettan")["passes"]["kim"]


def test_changes_of_the_guide_print_its_versions(utsaga: Any, folder: Path, tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text("# Vardag\n\n1. Hur ser en dag ut?\n\n# Arbete\n\n2. Vad gör du på jobbet?\n")
    utsaga("guide", folder, guide)
    (version,) = utsaga("guide", folder, "--rename", "Runda 2", "--json").json
    assert version["name"] == "Runda 2"
    told = utsaga("guide", folder, "--codes", "--json").json
    assert told == {"codes": ["Vardag", "Arbete"], "said": "Made 2 codes of the headings of a guide."}
