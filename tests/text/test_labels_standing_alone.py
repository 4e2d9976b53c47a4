"""Labels alone on their lines without a colon are taken where they must be labels: nothing is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from utsaga.readers import offers, read
from utsaga.text.speakers import BARE_LINE, maybe_labels, propose
from utsaga.text.turns import Turns

GROUP = """Fokusgrupp 2

MODERATOR
Hur ser ni på tillit?

P1
Den är viktig.

P2
Mm

Moderator
Varför?

P1
Ja

P2
därför att det
är så.

PI
Jo!

Alla
[skratt]

P1
Mm
"""


def said(text: str) -> list[tuple[str | None, str]]:
    proposal = propose(text)
    turns = Turns(text, proposal.speakers, proposal.body)
    return [(turn.label, text[turn.body : turn.end]) for turn in turns]


@pytest.mark.parametrize("text", [GROUP, GROUP.replace("\n\n", "\n")], ids=["blank lines", "none"])
def test_parts_and_a_series_alone_on_their_lines_open_turns(text: str) -> None:
    text = text.replace("PI", "P2")
    assert propose(text).form == BARE_LINE
    assert said(text) == [
        ("MODERATOR", "Hur ser ni på tillit?"),
        ("P1", "Den är viktig."),
        ("P2", "Mm"),
        ("Moderator", "Varför?"),
        ("P1", "Ja"),
        ("P2", "därför att det\när så."),
        ("P2", "Jo!"),
        ("Alla", "[skratt]"),
        ("P1", "Mm"),
    ]


def test_one_that_stands_once_is_shown_as_doubtful() -> None:
    (rare,) = [one for one in propose(GROUP).candidates if one.doubt]
    assert (rare.label, rare.accepted, rare.bare) == ("PI", False, True)


def test_one_that_is_a_slip_for_another_is_a_doubtful_speaker() -> None:
    text = GROUP.replace("Moderator", "MODERATOR").replace("P1", "ANNA").replace("P2", "BERTIL")
    text = text.replace("PI", "BERTL")
    (rare,) = [one for one in propose(text).candidates if one.doubt]
    assert (rare.label, rare.accepted, rare.bare) == ("BERTL", True, True)
    assert ("BERTL", "Jo!") in said(text)


def test_nobody_is_told_that_such_a_text_is_hard_wrapped(tmp_path: Path) -> None:
    (tmp_path / "grupp.txt").write_text(GROUP)
    reading = read(tmp_path / "grupp.txt")
    assert offers(reading).unwrap == 0
    assert any("without a colon, each alone on its line" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "Måndag\nDet regnar.\n\nTisdag\nDet snöar.\n\n" * 3,
        "Inledning\nNågot.\n\nModerator\nNågot.\n\nAvslut\nNågot.\n",
        "Det var en gång.\n\nP1\n\nEn till.\n\nSedan kom en.\n\n" * 4,
    ],
    ids=["headings that recur", "headings", "one label"],
)
def test_headings_of_notes_are_nobodys_labels(text: str) -> None:
    assert propose(text).speakers == ()


def test_names_alone_are_left_to_a_person_and_said_to_be_there(tmp_path: Path) -> None:
    text = "Anna\nHur gick det?\n\nBo\nBra.\n\n" * 3
    assert [one.label for one in maybe_labels(text)] == ["Anna", "Bo"]
    (tmp_path / "samtal.txt").write_text(text)
    assert any("2 short lines recur" in note for note in read(tmp_path / "samtal.txt").notes)
