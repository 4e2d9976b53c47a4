"""Persons are counted once and named as the chapter wants it, wherever they speak."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import studies
from studies import MAKT, TILLIT, quotes_of
from utsaga.analysis.attribution import Attribution, Attributor
from utsaga.analysis.persons import Persons
from utsaga.analysis.quotes import Quote
from utsaga.analysis.weight import weigh
from utsaga.study import Study
from utsaga.study.people import participants
from utsaga.study.people.participants import Tie
from utsaga.writers.chapter import Options, build
from utsaga.writers.markdown import render


@pytest.fixture
def known(study: Study) -> Study:
    """Gunilla speaks alone and in the group; two of the others are known, one has a number for a name."""
    people = {"Gunilla": "urban", "4": "", "Åsa": "glesbygd"}
    for name, group in people.items():
        study.do(participants.add(study, name, role="chef" if name == "4" else "handläggare", group=group))
    gunilla, four, asa = (participants.participant_named(study, name) for name in people)
    places = {
        ("intervju-1", "IP"): gunilla,
        ("fokusgrupp", "Socialsekreterare 1"): gunilla,
        ("fokusgrupp", "Socialsekreterare 2"): asa,
        ("interview-2", "A"): four,
    }
    ties = [Tie(study.source_named(title).id, label, who) for (title, label), who in places.items()]
    study.do(participants.tie(study, ties))
    study.do(participants.place(study, [study.source_named("intervju-1")], wave="1"))
    study.do(participants.place(study, [study.source_named("fokusgrupp")], wave="2", group="grupp 1"))
    return study


def by_words(study: Study, path: str) -> Mapping[str, Quote]:
    """The quotes of a code by their first words."""
    return {" ".join(q.coding.quote.split()[:3]): q for q in quotes_of(study, studies.named(study, path).id)}


def test_somebody_who_speaks_in_two_transcripts_counts_once(known: Study) -> None:
    quotes = [*by_words(known, TILLIT).values(), *by_words(known, MAKT).values()]
    assert weigh(quotes).speakers == 4  # Gunilla, Moira alias 4, Åsa, Socialsekreterare 3
    assert weigh(by_words(known, MAKT).values()).speakers == 4


def test_what_is_nearest_to_the_words_says_what_a_speaker_is(known: Study) -> None:
    persons = Persons(known)
    group = known.source_named("fokusgrupp")
    assert [(p.role, p.group, p.round) for p in persons.speaking(group)] == [
        ("handläggare", "grupp 1", "2"),
        ("handläggare", "grupp 1", "2"),
        ("", "grupp 1", "2"),
    ]
    known.do(participants.set_standing(known, group, "Socialsekreterare 1", role="chef", group="urban"))
    first = next(Persons(known).speaking(known.source_named("fokusgrupp")))
    assert (first.role, first.group) == ("chef", "urban")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Attribution.PARTICIPANT, ["Gunilla", "Intervjuperson 4", "Gunilla, Åsa", "", ""]),
        (Attribution.NUMBER, ["Intervjuperson 1", "Intervjuperson 2", "Intervjuperson 1, Intervjuperson 3",
                              "Intervjuperson 4", ""]),
        (Attribution.GROUP, ["urban", "", "grupp 1", "grupp 1", ""]),
        (Attribution.ROLE, ["handläggare", "chef", "handläggare", "", ""]),
        (Attribution.ROUND, ["Omgång 1", "", "Omgång 2", "Omgång 2", ""]),
        (Attribution.SPEAKER, ["Gunilla", "Moira", "Socialsekreterare 1, Socialsekreterare 2",
                               "Socialsekreterare 3", "anteckningar"]),
    ],
)  # fmt: skip
def test_quotes_are_attributed_by_what_is_known(
    known: Study, style: Attribution, expected: list[str]
) -> None:
    attributor = Attributor(known, style, "sv")
    trust, power = by_words(known, TILLIT), by_words(known, MAKT)
    found = [trust["Tillit... det är"], trust["Trust is what"], power["Att jag har"],
             trust["Jag tänker på"], trust["Hon log hela"]]  # fmt: skip
    assert [attributor.after(quote) for quote in found] == expected


def test_a_text_without_labels_is_attributed_to_the_participant_whose_words_it_is(known: Study) -> None:
    notes = known.source_named("anteckningar")
    asa = participants.participant_named(known, "Åsa")
    known.do(participants.tie(known, [Tie(notes.id, "", asa)]))
    known.do(participants.place(known, [known.source_named("anteckningar")], group="3"))
    quote = by_words(known, TILLIT)["Hon log hela"]
    said = {style: Attributor(known, style, "sv").after(quote) for style in Attribution}
    assert said == {
        Attribution.SPEAKER: "Åsa",
        Attribution.PARTICIPANT: "Åsa",
        Attribution.NUMBER: "Intervjuperson 3",
        Attribution.GROUP: "Grupp 3",
        Attribution.ROLE: "handläggare",
        Attribution.ROUND: "",
        Attribution.SOURCE: "anteckningar, tur 2",
        Attribution.NONE: "",
    }
    assert weigh([quote]).speakers == 1


@pytest.mark.parametrize("style", [Attribution.GROUP, Attribution.ROLE, Attribution.ROUND])
def test_a_style_leaks_no_name_also_not_in_a_dialogue(known: Study, style: Attribution) -> None:
    known.do(participants.place(known, known.sources, group="grupp 1"))
    chapter = render(build(known, Options("sv", attribution=style)))
    for name in ("Gunilla", "Moira", "Åsa", "Sara Lind", "Socialsekreterare", "intervju-1"):
        assert name not in chapter
    assert "**IP1:** Att jag har nyckeln." in chapter
    assert "**IP2:** Mm." in chapter


def test_participants_are_named_in_a_dialogue_and_the_others_are_told_apart(known: Study) -> None:
    studies.code(known, "fokusgrupp", ("Mm.", "Jag tänker på klockan."), "samtal")
    chapter = render(build(known, Options("sv", attribution=Attribution.PARTICIPANT)))
    assert "**Åsa:** Mm." in chapter
    assert "**IP3:** Jag tänker" in chapter
    assert "Socialsekreterare" not in chapter


def test_the_command_line_takes_the_styles(known: Study, utsaga: Any) -> None:
    known.close()
    said = utsaga("export", known.path, "--to", "-", "--attribution", "group")
    assert said.code == 0
    assert "(grupp 1)" in said.out
