"""Who speaks is listed and put right on the command line as in the speaker table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from utsaga.study import Study

GROUP = """Moderator: Hur går det?

Cecilia: Bra.

Torbjörn: Sådär.

Ceclia: Fast nej.

Cecilia: Eller jo.

Moderator: Mer?

Torbjörn: Nej.
"""
SECOND = "Moderator: Hej.\n\nPER EK\nHej hej.\n\nModerator: Hur går det?\n\nPER EK\nBra.\n"


@pytest.fixture
def group(tmp_path: Path, utsaga: Any) -> Path:
    """A study of a focus group with a slip of the pen, and an interview with a label without a colon."""
    for name, text in (("grupp.txt", GROUP), ("enskild.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    utsaga("new", tmp_path / "ny", "--title", "Ny", "--language", "sv")
    utsaga("import", tmp_path / "ny", tmp_path / "grupp.txt", tmp_path / "enskild.txt")
    return tmp_path / "ny"


def turns(said: Any) -> dict[str, int]:
    return {row["label"]: row["turns"] for row in said.json if row["speaker"]}


def test_every_label_is_listed_with_how_much_is_said_and_what_is_doubtful(utsaga: Any, group: Path) -> None:
    said = utsaga("speakers", group)
    assert said.code == 0
    assert "? Ceclia: written almost like 'Cecilia'. --merge 'Ceclia=Cecilia'" in said.out
    assert "4 speakers, 1 doubtful." in said.out
    (slip,) = [row for row in utsaga("speakers", group, "--json").json if row["label"] == "Ceclia"]
    assert (slip["turns"], slip["words"], slip["probably"]) == (1, 2, "Cecilia")
    assert slip["transcripts"] == ["grupp"]


def test_slips_in_short_names_are_merged_at_once_and_no_words_go_to_somebody_else(
    utsaga: Any, tmp_path: Path
) -> None:
    """Two people of almost the same name, each in a transcript of their own, stay two."""
    five = ["Anna", "Bertil", "Cecilia", "David", "Erik"]
    slips = ["Anan", "Bertl", "Ceclia", "Davd", "Eirk"]
    lines = [f"{name}: Ord nummer {n}." for n, name in enumerate([*five, *slips, *five])]
    (tmp_path / "fem.txt").write_text("\n\n".join(lines), encoding="utf-8")
    (tmp_path / "anne.txt").write_text("Anne: Ja då.\n\nBo: Hur då?\n\n" * 2, encoding="utf-8")
    utsaga("new", tmp_path / "ny")
    utsaga("import", tmp_path / "ny", tmp_path / "fem.txt", tmp_path / "anne.txt")
    utsaga("speakers", tmp_path / "ny", "--merge-slips")
    assert turns(utsaga("speakers", tmp_path / "ny", "--json")) == {
        **dict.fromkeys(five, 3),
        **dict.fromkeys(["Anne", "Bo"], 2),
    }


def test_transcripts_are_named_or_told_apart(utsaga: Any, group: Path) -> None:
    assert turns(utsaga("speakers", group, "enskild", "--json")) == {"Moderator": 2}
    assert turns(utsaga("speakers", group, "--json"))["Moderator"] == 4
    apart = [row for row in utsaga("speakers", group, "--by-transcript", "--json").json if row["speaker"]]
    assert [row["turns"] for row in apart if row["label"] == "Moderator"] == [2, 2]


def test_a_table_is_put_right_in_one_line_and_each_step_can_be_undone(utsaga: Any, group: Path) -> None:
    said = utsaga(
        "speakers", group, "--merge-slips", "--rename", "Torbjörn=Tor", "--participant", "Cecilia=P 1",
        "--add", "PER EK", "--interviewer", "PER EK", "--not-speaker", "PER EK",
    )  # fmt: skip
    assert said.code == 0, said.err
    assert len(said.out.splitlines()) == 6
    assert turns(utsaga("speakers", group, "--json")) == {"Moderator": 4, "Cecilia": 3, "Torbjörn": 2}
    with Study.open(group, coder="kim") as study:
        speakers = {speaker.label: speaker for speaker in study.sources[0].speakers}
        assert speakers["Torbjörn"].name == "Tor"
        assert speakers["Cecilia"].also == ("Ceclia",)
        assert study.participant_name(speakers["Cecilia"].participant) == "P 1"
    for _ in range(6):
        assert utsaga("undo", group).code == 0
    assert turns(utsaga("speakers", group, "--json"))["Ceclia"] == 1


def test_where_one_of_several_corrections_makes_no_sense_none_is_made(utsaga: Any, group: Path) -> None:
    before = utsaga("speakers", group, "--json").json
    said = utsaga("speakers", group, "--rename", "Torbjörn=Tor", "--not-speaker", "OBS", "--join")
    assert (said.code, said.out) == (1, "")
    assert "No speaker here has the label 'OBS'" in said.err
    assert "Nothing of all this was done." in said.err
    assert utsaga("speakers", group, "--json").json == before


def test_a_label_without_a_colon_is_added_where_it_stands(utsaga: Any, group: Path) -> None:
    assert utsaga("speakers", group, "--add", "PER EK").out == "A label is a speaker in 'enskild'.\n"
    assert turns(utsaga("speakers", group, "enskild", "--json")) == {"Moderator": 2, "PER EK": 2}


def test_the_same_label_in_each_transcript_can_be_another_participant(utsaga: Any, group: Path) -> None:
    assert utsaga("speakers", group, "--no-interviewer", "Moderator").code == 0
    assert utsaga("speakers", group, "--participant-each", "Moderator").code == 0
    rows = utsaga("speakers", group, "--by-transcript", "--json").json
    assert [row["participants"] for row in rows if row["label"] == "Moderator"] == [["grupp"], ["enskild"]]
    assert utsaga("speakers", group, "grupp", "--participant", "Moderator=").code == 0
    (row,) = [row for row in utsaga("speakers", group, "--json").json if row["label"] == "Moderator"]
    assert row["participants"] == ["enskild"]


def test_neighbouring_turns_are_joined_once(utsaga: Any, group: Path) -> None:
    utsaga("speakers", group, "--merge", "Ceclia=Cecilia")
    assert utsaga("speakers", group, "--join").code == 0
    assert turns(utsaga("speakers", group, "grupp", "--json"))["Cecilia"] == 2
    assert "Fast nej. Eller jo." in (group / "transcripts" / "grupp.txt").read_text()
    said = utsaga("speakers", group, "--join")
    assert (said.code, said.err) == (
        1,
        "utsaga: No turn is followed by another one of the same speaker.\n",
    )


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--merge", "Cecila=Torbjörn"], 1, "has the label 'Cecila' (did you mean 'Cecilia'?)"),
        (["--merge", "Ceclia=Ceciliaa"], 1, "did you mean 'Cecilia'?"),
        (["--merge", "Cecilia=Cecilia"], 1, "one speaker already"),
        (["--rename", "Cecilia"], 2, "--rename takes two things"),
        (["--add", "Ingen"], 1, "No line opens with 'Ingen'"),
        (["--add", "Cecilia"], 1, "'Cecilia' is among the speakers already"),
        (["--participant", "Moderator=P 1"], 1, "interviews in"),
        (["ingen alls"], 1, "There is no transcript 'ingen alls'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(
    utsaga: Any, group: Path, options: list[str], code: int, words: str
) -> None:
    said = utsaga("speakers", group, *options)
    assert said.code == code
    assert words in said.err
    assert said.err.count("\n") == 1


def test_labels_of_several_at_once_are_told_from_persons(utsaga: Any, group: Path) -> None:
    assert utsaga("speakers", group, "--several", "Cecilia").code == 0
    (row,) = [row for row in utsaga("speakers", group, "--json").json if row["label"] == "Cecilia"]
    assert row["several"]
    assert "several or unknown" in utsaga("speakers", group).out
    assert utsaga("speakers", group, "--no-several", "Cecilia").code == 0
    assert "several or unknown" not in utsaga("speakers", group).out
