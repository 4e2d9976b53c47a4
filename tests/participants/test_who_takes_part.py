"""Participants: who they are, what is known of them, where they speak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studies import speaking
from utsaga.model.action import Action
from utsaga.model.attribute import AttributeKind, canonical, inferred
from utsaga.model.errors import NotFound, Refused
from utsaga.model.participant import WITHDRAWN, Consent, Participant, in_order
from utsaga.model.source import Speaker
from utsaga.study import Study, sources
from utsaga.study.check import check
from utsaga.study.people import attributes, participants, participants_speakers
from utsaga.study.people.participants import Tie


def added(study: Study, name: str, **known: str) -> Participant:
    """A new participant."""
    study.do(participants.add(study, name, **known))
    return participants.participant_named(study, name)


def tied(study: Study, source: str, label: str, participant: Participant | None) -> Action:
    """Say who a speaker is."""
    return study.do(participants.tie(study, [Tie(study.source_named(source).id, label, participant)]))


def test_somebody_takes_part_under_a_pseudonym_with_a_role_and_a_group(study: Study) -> None:
    gunilla = added(study, "  Gunilla ", role="socialsekreterare", group="glesbygd")
    assert (gunilla.name, gunilla.role, gunilla.group) == ("Gunilla", "socialsekreterare", "glesbygd")
    assert study.participants == [gunilla]
    with pytest.raises(Refused, match="a participant 'Gunilla' already"):
        participants.add(study, "GUNILLA")
    with pytest.raises(Refused, match="needs a name"):
        participants.add(study, "  ")
    with pytest.raises(NotFound, match=r"did you mean 'Gunilla'\?"):
        participants.participant_named(study, "Gunila")


def test_participants_stand_in_the_order_of_their_numbers(study: Study) -> None:
    for name in ("IP 10", "Åsa", "IP 9", "3", "12"):
        added(study, name)
    assert [p.name for p in study.participants] == ["3", "12", "IP 9", "IP 10", "Åsa"]
    assert in_order("²") == [(1, 0, "²")]
    assert sorted(["9" * 9000, "007", "8"], key=in_order) == ["007", "8", "9" * 9000]


def test_one_person_speaks_in_several_transcripts_under_one_id(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    both = [
        Tie(study.source_named("intervju-1").id, "IP", gunilla),
        Tie(study.source_named("fokusgrupp").id, "Socialsekreterare 2", gunilla),
    ]
    action = study.do(participants.tie(study, both))
    assert study.say(action) == "say who 2 speakers are"
    speakers = [s for source in study.sources for s in source.speakers if s.participant == gunilla.id]
    assert [speaker.label for speaker in speakers] == ["IP", "Socialsekreterare 2"]
    study.do(study.plan_undo())
    assert not any(s.participant for source in study.sources for s in source.speakers)


def test_interviewers_and_unknown_labels_are_nobody_who_takes_part(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    with pytest.raises(Refused, match="'Sara Lind' interviews in 'intervju-1'"):
        tied(study, "intervju-1", "I", gunilla)
    with pytest.raises(Refused, match="Nobody in 'intervju-1' has the label 'XX'"):
        tied(study, "intervju-1", "XX", gunilla)
    with pytest.raises(Refused, match="name the speaker"):
        tied(study, "intervju-1", "", gunilla)


def test_a_text_without_labels_can_be_one_participants_words(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    tied(study, "anteckningar", "", gunilla)
    assert study.source_named("anteckningar").participant == gunilla.id


def test_rounds_and_groups_belong_to_transcripts_and_are_set_on_many_at_once(study: Study) -> None:
    wanted = [study.source_named("intervju-1"), study.source_named("interview-2")]
    action = study.do(participants.place(study, wanted, wave=" 1 "))
    assert study.say(action) == "set round or group of 2 transcripts"
    study.do(participants.place(study, [study.source_named("fokusgrupp")], wave="2", group="grupp 1"))
    assert [(s.round, s.group) for s in study.sources] == [("1", ""), ("1", ""), ("2", "grupp 1"), ("", "")]
    with pytest.raises(Refused, match="Nothing would change"):
        participants.place(study, [study.source_named("intervju-1")], wave="1")


def test_somebody_may_be_something_else_in_one_transcript(study: Study) -> None:
    source = study.source_named("intervju-1")
    study.do(participants.set_standing(study, source, "IP", role="chef"))
    assert study.source_named("intervju-1").speakers[1].role == "chef"
    study.do(participants.set_standing(study, study.source_named("intervju-1"), "IP", role=""))
    assert study.source_named("intervju-1").speakers[1].role == ""


def test_a_participant_is_changed_as_they_are_now_not_as_a_screen_remembers_them(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    study.do(participants.change(study, gunilla, role="chef"))
    study.do(participants.change(study, gunilla, name="Gun", group="urban"))
    (after,) = study.participants
    assert (after.name, after.role, after.group) == ("Gun", "chef", "urban")


def test_removing_a_participant_leaves_the_words_and_unties_them_everywhere(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    tied(study, "intervju-1", "IP", gunilla)
    tied(study, "anteckningar", "", gunilla)
    action = study.do(participants.remove(study, gunilla))
    assert study.say(action) == "remove participant 'Gunilla'"
    assert study.participants == []
    assert not any(source.participant for source in study.sources)
    assert check(study).findings == ()
    study.do(study.plan_undo())
    assert study.source_named("intervju-1").speakers[1].participant == gunilla.id
    with pytest.raises(Refused, match="does not take part"):
        study.do(participants.remove(study, Participant("0" * 32, "Nobody", "kim", "", "")))


def test_consent_is_noted_with_its_date_and_form(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    written = Consent("2024-03-01", "written")
    study.do(participants.note_consent(study, gunilla, written))
    study.do(participants.note_consent(study, gunilla, Consent("2024-09-12", "oral", "on the recording")))
    assert [consent.form for consent in study.participants[0].consents] == ["written", "oral"]
    with pytest.raises(Refused, match="Nothing would change"):
        participants.note_consent(study, gunilla, written)
    with pytest.raises(Refused, match="Say when"):
        participants.note_consent(study, gunilla, Consent())
    study.do(participants.drop_consent(study, gunilla, written))
    assert [consent.form for consent in study.participants[0].consents] == ["oral"]


@pytest.mark.parametrize("written", ["2024-13-45x", "2024-13-01", "2023-02-29", "20240301", "1 mars", "2024"])
def test_a_consent_has_a_date_that_is_one(study: Study, written: str) -> None:
    gunilla = added(study, "Gunilla")
    with pytest.raises(Refused, match=f"such as 2024-03-01 .* and '{written}' is none"):
        participants.note_consent(study, gunilla, Consent(written, "oral"))
    study.do(participants.note_consent(study, gunilla, Consent(" 2024-02-29 ", "oral")))
    assert study.participants[0].consents == (Consent("2024-02-29", "oral"),)


def test_who_withdrew_before_the_interview_is_noted_but_never_called_so_while_they_speak(
    study: Study,
) -> None:
    gunilla, lars = added(study, "Gunilla"), added(study, "Lars")
    tied(study, "intervju-1", "IP", gunilla)
    study.do(participants.change(study, lars, status=WITHDRAWN))
    with pytest.raises(Refused, match="'Gunilla' still speaks in the study"):
        participants.change(study, gunilla, status=WITHDRAWN)
    with pytest.raises(Refused, match="'Lars' has withdrawn"):
        tied(study, "interview-2", "A", lars)
    with pytest.raises(Refused, match="status is"):
        participants.change(study, lars, status="tired")


# Attributes


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("number", " 3,50 ", "3.5"),
        ("number", "1 200", "1200"),
        ("number", "-0", "0"),
        ("date", "2024-03", "2024-03"),
        ("choice", "GLESBYGD", "glesbygd"),
        ("text", "  två  ord ", "två ord"),
        ("text", "  ", ""),
    ],
)
def test_a_value_is_kept_in_one_form(kind: str, written: str, kept: str) -> None:
    attribute = AttributeKind("1" * 32, "x", 1, "kim", "", "", kind, ("glesbygd", "urban"))
    assert canonical(attribute, written) == kept
    assert canonical(attribute, kept) == kept


@pytest.mark.parametrize(
    ("kind", "written"),
    [("number", "många"), ("number", "1e9"), ("number", "NaN"), ("date", "2024-13"), ("date", "mars"),
     ("choice", "stad")],
)  # fmt: skip
def test_a_value_of_another_kind_is_refused(kind: str, written: str) -> None:
    attribute = AttributeKind("1" * 32, "ålder", 1, "kim", "", "", kind, ("glesbygd", "urban"))
    with pytest.raises(Refused, match="'ålder'"):
        canonical(attribute, written)


def test_kinds_are_inferred_from_values() -> None:
    assert inferred(["3", "", "12,5"]) == "number"
    assert inferred(["2024-01-02", "2024-02"]) == "date"
    assert inferred(["1985", "1990"]) == "number"
    assert inferred(["3", "tre"]) == "text"
    assert inferred(["", " "]) == "text"


def test_attributes_are_declared_typed_and_changed(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    study.do(attributes.declare(study, "Ålder", "number"))
    age = study.held.attributes[0]
    study.do(participants.set_attribute(study, gunilla, age, "61"))
    with pytest.raises(Refused, match="is a number"):
        participants.set_attribute(study, gunilla, age, "gammal")
    study.do(attributes.change(study, age, name="Age", kind="choice"))
    age = study.held.attributes[0]
    assert (age.kind, age.choices) == ("choice", ("61",))
    with pytest.raises(Refused, match="has no choice '62'"):
        participants.set_attribute(study, gunilla, age, "62")
    study.do(participants.set_attribute(study, gunilla, age, ""))
    assert study.participants[0].attributes == {}


def test_whose_value_an_attribute_does_not_take_is_said(study: Study) -> None:
    for name, age in (("Gunilla", "61"), ("Lars", "gammal"), ("Moira", "ung")):
        person = added(study, name)
        if name == "Gunilla":
            study.do(attributes.declare(study, "ålder", "text"))
        study.do(participants.set_attribute(study, person, study.held.attributes[0], age))
    with pytest.raises(Refused) as refused:
        attributes.change(study, study.held.attributes[0], kind="number")
    assert str(refused.value) == (
        "'ålder' cannot be of kind number: 'ålder' of 'Lars' is a number such as 39.5, and 'gammal' is none. "
        "'ålder' of 'Moira' is a number such as 39.5, and 'ung' is none. Correct that first."
    )


@pytest.mark.parametrize("name", ["role", "Not", "consent date", ""])
def test_an_attribute_cannot_take_a_name_that_means_something_else(study: Study, name: str) -> None:
    with pytest.raises(Refused, match="attribute"):
        attributes.declare(study, name, "text")
    with pytest.raises(Refused, match=r"did you mean 'number'\?"):
        attributes.declare(study, "ålder", "nummer")


def test_a_forbidden_attribute_loses_its_values_and_takes_none(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    study.do(attributes.declare(study, "kön", "text"))
    sex = study.held.attributes[0]
    study.do(participants.set_attribute(study, gunilla, sex, "kvinna"))
    action = study.do(attributes.forbid(study, "Kön"))
    assert study.say(action) == "forbid the attribute 'kön' and what was known of 1 participant"
    assert study.participants[0].attributes == {}
    with pytest.raises(Refused, match="'kön' is forbidden"):
        participants.set_attribute(study, gunilla, study.held.attributes[0], "man")
    with pytest.raises(Refused, match="an attribute 'kön' already"):
        attributes.declare(study, "KÖN", "text")
    study.do(attributes.forbid(study, "etnicitet"))
    assert [kind.forbidden for kind in study.held.attributes] == [True, True]
    study.do(attributes.allow(study, study.held.attributes[1]))
    study.do(attributes.remove(study, study.held.attributes[1]))
    assert [kind.name for kind in study.held.attributes] == ["kön"]


# On disk


def test_everything_known_of_participants_survives_closing(study: Study, tmp_path: Path) -> None:
    gunilla = added(study, "Gunilla", role="chef")
    tied(study, "intervju-1", "IP", gunilla)
    study.do(attributes.declare(study, "ålder", "number"))
    study.do(participants.set_attribute(study, gunilla, study.held.attributes[0], "61"))
    study.do(participants.note_consent(study, gunilla, Consent("2024-03-01", "oral")))
    known, kinds = study.participants, study.held.attributes
    study.close()
    with Study.open(tmp_path / "study", coder="kim") as again:
        assert again.participants == known
        assert again.held.attributes == kinds
        assert again.source_named("intervju-1").speakers[1].participant == gunilla.id


def test_a_study_from_before_participants_opens_and_changes(study: Study, tmp_path: Path) -> None:
    """Speakers in older files have no participant, and no transcript has a round."""
    study.close()
    file = tmp_path / "study" / "study.json"
    content = json.loads(file.read_text())
    for source in content["sources"].values():
        for gone in ("round", "group", "participant"):
            del source[gone]
        for speaker in source["speakers"]:
            for gone in ("participant", "role", "group"):
                del speaker[gone]
            speaker["mood"] = "written by a newer version"
    file.write_text(json.dumps(content))
    with Study.open(tmp_path / "study", coder="kim") as old:
        source = old.source_named("intervju-1")
        old.do(sources.rename(old, source, "Gunilla på kontoret"))
        old.do(speaking(old, old.source_named("interview-2"), [Speaker("A")]))
        tied(old, "fokusgrupp", "Socialsekreterare 1", added(old, "Åsa"))
        (records,) = [old.store.records(t) for t in old.store.tables("sources")]
        assert records[source.id]["speakers"][0]["mood"] == "written by a newer version"


def test_a_participant_who_turns_out_to_interview_is_tied_to_no_other_text(study: Study) -> None:
    notes, first, second = (
        study.source_named(title) for title in ("anteckningar", "intervju-1", "interview-2")
    )
    ties = [(notes.id, ""), (first.id, "IP"), (second.id, "A")]
    study.do(participants.add(study, "Gunilla", speaks_as=ties))
    gunilla = participants.participant_named(study, "Gunilla")
    study.do(
        participants_speakers.set_interviewing(study, [(first.id, "IP")], interviews=True, instead_of=gunilla)
    )
    assert study.participants == []
    assert check(study).findings == ()
    study.do(study.plan_undo())
    assert study.source_named("anteckningar").participant == gunilla.id


def test_who_goes_is_not_left_behind_in_a_text_that_has_got_labels(study: Study) -> None:
    notes = study.source_named("anteckningar")
    study.do(participants.add(study, "Gunilla", speaks_as=[(notes.id, "")]))
    study.do(speaking(study, notes, [Speaker("Anteckningar")]))
    study.do(participants.remove(study, participants.participant_named(study, "Gunilla")))
    assert check(study).findings == ()


def test_a_name_is_free_again_once_its_participant_has_another_or_is_gone(study: Study) -> None:
    gunilla = added(study, "Gunilla")
    study.do(participants.change(study, gunilla, name="Eva"))
    with pytest.raises(Refused, match="a participant 'Eva' already"):
        participants.add(study, "EVA")
    anna = added(study, "Gunilla")
    study.do(participants.remove(study, anna))
    assert added(study, "gunilla").id not in (gunilla.id, anna.id)


def test_a_round_set_from_an_old_screen_takes_nothing_else_back(study: Study) -> None:
    """What a screen holds of a transcript may be old: its title stands, and one that is gone stays gone."""
    held = study.source_named("intervju-1")
    study.do(sources.rename(study, held, "Gunilla"))
    study.do(participants.place(study, [held], wave="2"))
    assert (study.held.source(held.id).title, study.held.source(held.id).round) == ("Gunilla", "2")
    study.do(sources.remove(study, study.held.source(held.id)))
    with pytest.raises(Refused, match="no longer in the study"):
        participants.place(study, [held], wave="3")
