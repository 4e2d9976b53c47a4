"""A transcript that an editor has saved in another encoding than UTF-8 is taken in when somebody says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import studies
from utsaga.study import Study
from utsaga.study.living import outside


@pytest.fixture
def latin(tmp_path: Path) -> Path:
    """A closed study of which one text was saved as cp1252, with a word more."""
    studies.coded(tmp_path / "s").close()
    path = tmp_path / "s" / "transcripts" / "intervju-1.txt"
    path.write_bytes(("Ändrad “nu”.\n\n" + path.read_text()).encode("cp1252"))
    return tmp_path / "s"


def test_it_is_told_what_to_do_and_read_as_it_is_when_that_is_wanted(utsaga: Any, latin: Path) -> None:
    said = utsaga("review", latin).err
    assert "Save it as UTF-8 in the editor." in said
    assert "--read-as intervju-1 takes it in as it is" in said
    bytes_before = (latin / "transcripts" / "intervju-1.txt").read_bytes()
    said = utsaga("review", latin, "--read-as", "intervju-1").out
    assert "was saved as cp1252" in said
    assert "Ändrad “nu”." in said
    text = (latin / "transcripts" / "intervju-1.txt").read_text()
    assert text.startswith("Ändrad “nu”.")
    kept = latin / ".local" / "texts" / "intervju-1"
    assert bytes_before in {one.read_bytes() for one in kept.iterdir()}
    with Study.open(latin, coder="kim") as study:
        assert outside.changed(study) == []
    refused = utsaga("review", latin, "--read-as", "intervju-1=latin1")
    assert ("is UTF-8 already" in refused.err, refused.out) == (True, "")


def test_the_check_tells_of_it_once(utsaga: Any, latin: Path) -> None:
    said = utsaga("check", latin).out
    assert said.startswith("transcripts/intervju-1.txt: is not UTF-8 text: byte 0\n1 thing wrong")


def test_a_file_that_differs_in_its_encoding_alone_is_made_utf8_and_the_rest_is_done(
    utsaga: Any, tmp_path: Path
) -> None:
    with studies.coded(tmp_path / "s") as study:
        studies.add_text(study, "åter", "IP: Så här stod det från början.\n")
    one, other = (tmp_path / "s/transcripts" / name for name in ("intervju-1.txt", "ater.txt"))
    before = one.read_bytes(), other.read_bytes()
    one.write_bytes(before[0].decode().encode("cp1252", "replace"))
    assert one.read_bytes() != before[0]
    other.write_text("IP: Så här stod det till slut, och mycket annat.\n")
    done = utsaga("review", tmp_path / "s", "--read-as", "intervju-1", "--put-back", "ater")
    assert "The file of 'intervju-1' is UTF-8 again, and its text is as it was." in done.out
    assert (one.read_bytes(), other.read_bytes()) == before
    assert done.code == 0


@pytest.mark.parametrize(
    "listing",
    [
        ["quotes", "tillit"],
        ["speakers"],
        ["transcripts"],
        ["search", "tillit"],
        ["search", "tillit", "--where", "coder=kim"],
    ],
)
def test_lists_go_on_with_the_others_and_name_what_is_left_out(
    utsaga: Any, latin: Path, listing: list[str]
) -> None:
    with Study.open(latin, coder="kim") as study:
        studies.add_text(study, "två", "I: Hej.\n\nIP: Det finns tillit där.\n")
        studies.code(study, "två", "Det finns tillit", studies.TILLIT)
    done = utsaga(listing[0], latin, *listing[1:])
    assert done.code == 1
    assert "två" in done.out or "IP" in done.out
    assert "'intervju-1' is left out: transcripts/intervju-1.txt is not UTF-8 text" in done.err
    assert "utsaga review STUDY: --read-as intervju-1 takes it in as it is" in done.err


def test_what_needs_every_text_refuses_and_says_what_to_do(utsaga: Any, latin: Path, tmp_path: Path) -> None:
    done = utsaga("export", latin, "--to", tmp_path / "kapitel.md")
    assert done.code == 1
    assert "utsaga review STUDY: --read-as intervju-1 takes it in as it is" in done.err
    assert not (tmp_path / "kapitel.md").exists()
