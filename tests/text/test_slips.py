"""A label written almost like another one is proposed to be that one; two people never are."""

from __future__ import annotations

import pytest

from utsaga.text.slips import same_written, slip_for


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Paticipant", "Participant"),
        ("Partcipnat", "Participant"),
        ("Ceclia", "Cecilia"),
        ("Torbjorn", "Torbjörn"),
        ("moderator", "Moderator"),
        ("Modreator", "Moderator"),
        ("Deltagre 2", "Deltagare 2"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(label: str, meant: str) -> None:
    assert slip_for(label, ["Anna", "Deltagare 1", meant, "Yusuf"]) == meant


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Anna", "Anne"),
        ("Deltagare 1", "Deltagare 2"),
        ("Deltagare A", "Deltagare B"),
        ("Kvinna K", "Kvinna L"),
        ("Maria Ek", "Maria Al"),
        ("IP1", "IP2"),
        ("Participant", "Participant"),
    ],
)
def test_two_people_are_not(label: str, other: str) -> None:
    assert slip_for(label, [other]) == ""


def test_case_blanks_and_full_stops_make_no_other_label() -> None:
    assert same_written("ip1", ["I", "IP 1", "IP 2"]) == "IP 1"
    assert same_written("Int.", ["INT", "IP"]) == "INT"
    assert same_written("IP", ["I", "IP 1"]) == ""
