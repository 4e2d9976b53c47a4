"""A label written almost like another one is proposed to be that one; two people never are."""

from __future__ import annotations

import pytest

from utsaga.text.slips import nearest_labels, same_written, slip_for


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


@pytest.mark.parametrize(
    ("label", "meant"),
    [("Bertl", "Bertil"), ("Davd", "David"), ("Eirk", "Erik"), ("Anan", "Anna"), ("erkk", "Erik")],
)
def test_a_short_one_is_recognised_where_it_stands_once_beside_one_that_recurs(
    label: str, meant: str
) -> None:
    assert slip_for(label, ["Anna", "Bertil", "David", "Erik"], once=True) == meant
    assert slip_for(label, ["Anna", "Bertil", "David", "Erik"]) == ""


@pytest.mark.parametrize(
    ("label", "other"),
    [("Ana", "Anna"), ("Sen", "Sven"), ("Anna", "Ana"), ("P1", "P2"), ("Kurt1", "Kurt2"), ("Man A", "Man B")],
)
def test_very_short_ones_and_numbers_are_no_slips_even_so(label: str, other: str) -> None:
    assert slip_for(label, [other], once=True) == ""


def test_where_two_are_as_near_nobody_is_chosen() -> None:
    assert nearest_labels("Jona", ["Jonas", "Mona"], once=True) == ("Jonas", "Mona")
    assert slip_for("Jona", ["Jonas", "Mona"], once=True) == ""


def test_case_blanks_and_full_stops_make_no_other_label() -> None:
    assert same_written("ip1", ["I", "IP 1", "IP 2"]) == "IP 1"
    assert same_written("Int.", ["INT", "IP"]) == "INT"
    assert same_written("IP", ["I", "IP 1"]) == ""
