"""Participants come from a spreadsheet and go back into one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from linear import grows_with
from tries import tries
from utsaga.analysis.persons import Persons
from utsaga.model.action import Action, Change
from utsaga.model.errors import Refused
from utsaga.model.participant import Consent
from utsaga.model.record import to_json
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.holdings import Holdings
from utsaga.study.people import attributes, participants, participants_table
from utsaga.study.people.participants import Tie
from utsaga.study.places import PARTICIPANTS
from utsaga.study.tables import BadTable
from utsaga.writers import participants_table as written


def planned(study: Study, folder: Path, table: str, **kinds: str) -> participants_table.Plan:
    """What a table comes to."""
    file = folder / "deltagare.csv"
    file.write_text(table, encoding="utf-8")
    return participants_table.plan(study, file, kinds)


def taken(study: Study, folder: Path, table: str, **kinds: str) -> list[str]:
    """Take a table in; the problems that are left, by line."""
    plan = planned(study, folder, table, **kinds)
    if plan.action is not None:
        study.do(plan.action)
    return [f"{problem.line}: {problem.why}" for problem in plan.problems]


def standing(study: Study) -> set[tuple[str, ...]]:
    """Who speaks where, as what."""
    persons = Persons(study)
    return {
        (person.participant.name if person.participant else "", source.title, person.role, person.group,
         person.round)
        for source in study.sources
        for person in persons.speaking(source)
    }  # fmt: skip


WHOLE = """\
participant;source;speaker;role;group;round;consent;consent form;Ålder;Kommun;Anställd
Gunilla;intervju-1;;handläggare;glesbygd;1;2024-03-01;muntligt;61;Norrsjö;1994-08
Gunilla;fokusgrupp;Socialsekreterare 1;chef;;2;2024-09-12;skriftligt;;;
Moira;interview-2;A;handläggare;urban;1;;;39,5;Inverlachan;2012-01-15
;fokusgrupp;;;grupp 1;;;;;;
Lars;;;politiker;;;;;;;
"""


def test_a_spreadsheet_says_who_takes_part_as_one_step(study: Study, tmp_path: Path) -> None:
    before = studies.records(study)
    assert taken(study, tmp_path, WHOLE) == []
    assert [p.name for p in study.participants] == ["Gunilla", "Lars", "Moira"]
    assert standing(study) >= {
        ("Gunilla", "intervju-1", "handläggare", "glesbygd", "1"),
        ("Gunilla", "fokusgrupp", "chef", "grupp 1", "2"),
        ("Moira", "interview-2", "handläggare", "urban", "1"),
        ("", "fokusgrupp", "", "grupp 1", "2"),
    }
    gunilla, _, moira = study.participants
    assert gunilla.consents == (Consent("2024-03-01", "muntligt"), Consent("2024-09-12", "skriftligt"))
    kinds = {kind.name: kind for kind in study.held.attributes}
    assert {name: kind.kind for name, kind in kinds.items()} == {
        "Ålder": "number", "Kommun": "text", "Anställd": "date",
    }  # fmt: skip
    assert moira.attributes[kinds["Ålder"].id] == "39.5"
    assert check(study).findings == ()
    assert study.say(study.plan_undo()) == "undo: take in from a table: 3 participants, who 3 speakers are"
    study.do(study.plan_undo())
    assert studies.records(study) == before


def test_a_table_that_is_taken_twice_says_nothing_new(study: Study, tmp_path: Path) -> None:
    taken(study, tmp_path, WHOLE)
    assert planned(study, tmp_path, WHOLE).action is None


def test_what_a_table_does_not_say_stays(study: Study, tmp_path: Path) -> None:
    taken(study, tmp_path, WHOLE)
    taken(study, tmp_path, "participant,Kommun\nGUNILLA,Ekby\n")
    gunilla = study.participants[0]
    assert (gunilla.name, gunilla.role, len(gunilla.attributes)) == ("Gunilla", "handläggare", 3)
    taken(study, tmp_path, "participant,role,Kommun\ngunilla,-,-\n")
    gunilla = study.participants[0]
    assert (gunilla.role, len(gunilla.attributes)) == ("", 2)
    taken(study, tmp_path, "participant,source,speaker,round\n-,intervju-1,IP,-\n")
    assert study.source_named("intervju-1").speakers[1].participant == ""
    assert study.source_named("intervju-1").round == ""


def test_a_new_role_in_one_transcript_leaves_what_somebody_is_elsewhere(study: Study, tmp_path: Path) -> None:
    taken(study, tmp_path, WHOLE)
    taken(study, tmp_path, "participant,source,role\nGunilla,intervju-1,politiker\n")
    assert ("Gunilla", "intervju-1", "politiker", "glesbygd", "1") in standing(study)
    assert ("Gunilla", "fokusgrupp", "chef", "grupp 1", "2") in standing(study)
    assert study.participants[0].role == "handläggare"
    taken(study, tmp_path, "participant,source,role\nMoira,interview-2,politiker\n")
    assert study.participants[2].role == "politiker"


def test_speakers_of_one_name_are_tied_in_every_transcript_at_once(study: Study, tmp_path: Path) -> None:
    studies.add_text(study, "intervju-9", studies.GUNILLA + "IP: Nej.\n", study.sources[0].speakers)
    assert taken(study, tmp_path, "participant,speaker\nGun,gunilla\n") == []
    gunilla = study.participants[0]
    assert [s.title for s in study.sources if any(x.participant == gunilla.id for x in s.speakers)] == [
        "intervju-1",
        "intervju-9",
    ]


def test_a_text_without_labels_is_one_participants(study: Study, tmp_path: Path) -> None:
    assert taken(study, tmp_path, "participant,source,role\nÅsa,anteckningar,chef\n") == []
    assert study.source_named("anteckningar").participant == study.participants[0].id
    assert study.participants[0].role == "chef"


PROBLEMS = """\
participant,source,speaker,role,round,ålder,status
Gunilla,intervju-1,IP,,1,61,
Gunilla,,,,,62,
Anna,intervju-1,IP,,,,
Anna,intervju-8,IP,,,,
Anna,intervju-1,PI,,,,
Anna,intervju-1,I,,,,
Anna,fokusgrupp,,,,,
,intervju-1,,,2,,
,intervju-1,,chef,,,
,intervju-1,IP,,,40,
Anna,,,,,gammal,
,,,chef,,,
Moira,interview-2,,,,,withdrawn
Lars,,,,,,withdrawn
Åsa,,,,,,tired
a,b,c,d,e,f,g,h
"""


def test_what_cannot_be_understood_is_listed_by_line_and_the_rest_goes_in(
    study: Study, tmp_path: Path
) -> None:
    study.do(attributes.declare(study, "ålder", "number"))
    found = taken(study, tmp_path, PROBLEMS)
    expected = [
        "3: 'ålder' is '62' here and '61' on line 2",
        "4: 'participant' is 'Anna' here and 'Gunilla' on line 2",
        "5: There is no transcript 'intervju-8' in the study (did you mean 'intervju-1'?).",
        "6: nobody in 'intervju-1' is called 'PI'",
        "7: 'I' interviews and is no participant",
        "8: say in the column 'speaker' who it is in 'fokusgrupp': Socialsekreterare 1, Socialsekreterare 2, "
        "Socialsekreterare 3",
        "9: 'round' is '2' here and '1' on line 2",
        "10: says a role of nobody: name the participant or the speaker",
        "11: says something of a participant without naming one",
        "12: 'ålder' of 'Anna' is a number such as 39.5, and 'gammal' is none.",
        "13: names neither a participant nor a transcript",
        "14: 'Moira' still speaks in the study: take those words out first.",
        "16: A participant's status is 'taking part' or 'withdrawn'.",
        "17: the row has more cells than there are columns: put quotation marks around what holds commas",
    ]
    assert [line.partition(" (did")[0] if line.startswith("6") else line for line in found] == expected
    assert [(p.name, p.status) for p in study.participants] == [
        ("Gunilla", "taking part"), ("Lars", "withdrawn"), ("Moira", "taking part"), ("Åsa", "taking part"),
    ]  # fmt: skip


def test_what_is_forbidden_with_a_table_that_has_it_is_refused_by_a_dry_run_too(
    study: Study, tmp_path: Path, utsaga: Any
) -> None:
    table = tmp_path / "folk.csv"
    table.write_text("participant,kön\nMoira,kvinna\n", encoding="utf-8")
    study.close()
    for more in (["--dry-run"], []):
        said = utsaga("participants", study.path, table, "--forbid", "kön", *more)
        assert said.code
        assert "'kön' is forbidden in this study: leave its column out." in said.err
    table.write_text("participant,ort\nMoira,Borås\n", encoding="utf-8")
    assert "Would forbid" in utsaga("participants", study.path, table, "--forbid", "kön", "--dry-run").out


def test_a_forbidden_attribute_is_refused_with_the_whole_table(study: Study, tmp_path: Path) -> None:
    study.do(attributes.forbid(study, "kön"))
    with pytest.raises(Refused, match=r"'kön' is forbidden in this study: leave its column out\."):
        planned(study, tmp_path, "participant,KÖN\nGunilla,kvinna\n")
    with pytest.raises(Refused, match="cannot be called 'coder'"):
        planned(study, tmp_path, "participant,coder\nGunilla,kim\n")
    with pytest.raises(BadTable, match="no column 'participant'"):
        planned(study, tmp_path, "namn,ålder\nGunilla,61\n")
    with pytest.raises(BadTable, match="a column has no name"):
        planned(study, tmp_path, "participant,,ålder\nGunilla,x,61\n")


def test_the_kind_of_an_attribute_can_be_said(study: Study, tmp_path: Path) -> None:
    table = "participant,typ,kod\nA,glesbygd,1\nB,urban,2\n"
    assert taken(study, tmp_path, table, typ="choice", kod="text") == []
    kinds = {kind.name: kind for kind in study.held.attributes}
    assert (kinds["typ"].kind, kinds["typ"].choices) == ("choice", ("glesbygd", "urban"))
    assert kinds["kod"].kind == "text"
    assert taken(study, tmp_path, "participant,typ\nA,stad\n") == [
        "2: 'typ' of 'A' has no choice 'stad'; its choices: glesbygd, urban."
    ]
    assert taken(study, tmp_path, "participant,typ\nA,stad\nC,by\n", typ="choice:stad; urban") == [
        "3: 'typ' of 'C' has no choice 'by'; its choices: stad, urban."
    ]
    assert taken(study, tmp_path, "participant,typ\nA,glesbygd\n", typ="choice:glesbygd;urban") == []
    with pytest.raises(Refused, match=r"'typ' of 'A' is a number such as 39\.5, and 'glesbygd' is none"):
        planned(study, tmp_path, table, typ="number")


def test_a_corrected_table_lets_an_attribute_be_a_number(study: Study, tmp_path: Path) -> None:
    assert taken(study, tmp_path, "participant,ålder\nA,61\nB,fyrtio\n") == []
    assert study.held.attributes[0].kind == "text"
    assert taken(study, tmp_path, "participant,ålder\nA,61\nB,40\n", ålder="number") == []
    assert study.held.attributes[0].kind == "number"
    assert taken(study, tmp_path, "participant,ålder,consent\nB,41,\nA,62,2024-13-45x\nC,1,-\n") == [
        "3: A consent has a date such as 2024-03-01 (year, month, day), and '2024-13-45x' is none.",
        "4: a consent is taken back on the participant's form on the screen, not by a table",
    ]


def test_everything_that_is_wrong_with_a_row_is_told_at_once(study: Study, tmp_path: Path) -> None:
    for name, kind in (("ålder", "number"), ("anställd", "date")):
        study.do(attributes.declare(study, name, kind))
    table = (
        "participant,source,speaker,round,ålder,anställd,consent,ort\n"
        "Gunilla,intervju-1,IP,1,61,,,Ekby\n"
        "Gunilla,intervju-1,PI,2,sextio,2004-13-01,2025-02-30,Norrsjö\n"
    )
    plan = planned(study, tmp_path, table)
    assert [(problem.line, problem.why.split(" is ")[0]) for problem in plan.problems] == [
        (3, "nobody in 'intervju-1'"),
        (3, "'ålder' of 'Gunilla'"),
        (3, "'anställd' of 'Gunilla'"),
        (3, "A consent has a date such as 2024-03-01 (year, month, day), and '2025-02-30'"),
        (3, "'round'"),
        (3, "'ort'"),
    ]
    assert ([kind.name for kind in plan.unfit], plan.left_out) == (["ålder", "anställd"], 1)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_table_as_an_older_spreadsheet_saves_it_is_read_and_said_to_be_so(
    study: Study, tmp_path: Path, utsaga: Any, encoding: str
) -> None:
    study.close()
    table = tmp_path / "gammal.csv"
    table.write_bytes("participant;ort\nÅsa;Norrsjö\nBjörn;Älvby\n".encode(encoding))
    said = utsaga("participants", study.path, table)
    assert said.code == 0
    assert f"gammal.csv is not in UTF-8 and was read as {encoding}" in said.err
    assert "Åsa, Norrsjö, Björn, Älvby. If letters are wrong, save it in UTF-8." in said.err
    people = {p["participant"]: p["attributes"] for p in utsaga("participants", study.path, "--json").json}
    assert (people["Åsa"], people["Björn"]) == ({"ort": "Norrsjö"}, {"ort": "Älvby"})


def test_the_command_says_how_a_column_may_be_of_another_kind(
    study: Study, tmp_path: Path, utsaga: Any
) -> None:
    study.close()
    table = tmp_path / "deltagare.csv"
    table.write_text("participant,ålder\nA,61\nB,fyrtio\n", encoding="utf-8")
    said = utsaga("participants", study.path, table, "--kind", "ålder=number")
    assert said.code == 1
    assert said.err == (
        "utsaga: deltagare.csv, line 3: 'ålder' of 'B' is a number such as 39.5, and 'fyrtio' is none.\n"
        "utsaga: Left out whole: 1 row. Correct what is wrong and take the table again.\n"
        "utsaga: Correct these values, or take any words for 'ålder': --kind 'ålder=text'\n"
    )
    assert utsaga("participants", study.path, table, "--kind", "ålder=text").code == 0


# Back into a table

NAMES = st.text("abcÅö 1", min_size=1, max_size=4).map(str.strip).filter(bool)
STANDING = st.sampled_from(["", "chef", "politiker", 'a "b", c'])
GROUP = [("fokusgrupp", f"Socialsekreterare {number}") for number in (1, 2, 3)]
LABELS = [("intervju-1", "IP"), ("interview-2", "A"), *GROUP, ("anteckningar", "")]
PERSON = st.fixed_dictionaries(
    {
        "name": NAMES,
        "role": STANDING,
        "group": STANDING,
        "age": st.sampled_from(["", "3", "61.5"]),
        "town": st.sampled_from(["", "Norrsjö", "=1+1"]),
        "consents": st.lists(st.builds(Consent, st.just("2024-01-02"), STANDING, STANDING), max_size=3),
    }
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """A study that each example changes in memory alone."""
    with studies.interviews(tmp_path_factory.mktemp("tables") / "study") as opened:
        yield opened


@tries(50)
@given(
    people=st.lists(PERSON, max_size=4, unique_by=lambda p: p["name"].casefold()),
    ties=st.lists(st.tuples(st.sampled_from(LABELS), st.integers(0, 3), STANDING, STANDING), max_size=6),
    placed=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "1", "2"]), STANDING), max_size=4),
)
def test_what_a_study_writes_of_its_participants_another_copy_reads(
    shelf: Study, people: list[Any], ties: list[Any], placed: list[Any]
) -> None:
    shelf.held = Holdings(shelf.store)
    fill(shelf, people, ties, placed)
    table, known, facts = written.render(shelf), written.listed(shelf), standing(shelf)
    file = shelf.path.parent / "table.csv"
    file.write_text(table, encoding="utf-8")
    assert participants_table.plan(shelf, file).action is None
    shelf.held = Holdings(shelf.store)
    plan = participants_table.plan(shelf, file, {"ålder": "number", "ort": "text"})
    assert plan.problems == ()
    if plan.action is not None:
        shelf.held.apply(plan.action.changes)
    assert standing(shelf) == facts
    assert [facts_of(one) for one in written.listed(shelf)] == [facts_of(one) for one in known]
    assert written.render(shelf) == table


def fill(study: Study, people: list[Any], ties: list[Any], placed: list[Any]) -> None:
    """Put people into a study in memory alone."""
    for name, kind in (("ålder", "number"), ("ort", "text")):
        study.held.apply(attributes.declare(study, name, kind).changes)
    age, town = study.held.attributes
    for person in people:
        (change,) = participants.add(
            study, person["name"], role=person["role"], group=person["group"]
        ).changes
        assert change.after is not None
        values = {age.id: person["age"], town.id: person["town"]}
        after = {
            **change.after,
            "attributes": {key: value for key, value in values.items() if value},
            "consents": [to_json(c) for c in dict.fromkeys(person["consents"]) if c != Consent()],
        }
        study.held.apply([Change(PARTICIPANTS, change.id, None, after)])
    for at, wave, group in placed:
        quietly(study, lambda at=at, wave=wave, group=group: participants.place(
            study, [study.sources[at]], wave=wave, group=group))  # fmt: skip
    for (title, label), who, role, group in ties:
        if who < len(people):
            source = study.source_named(title)
            tie = Tie(source.id, label, participants.participant_named(study, people[who]["name"]))
            quietly(study, lambda tie=tie: participants.tie(study, [tie]))
            if label:
                quietly(study, lambda source=source, label=label, role=role, group=group:
                    participants.set_standing(study, study.held.source(source.id), label, role=role,
                                              group=group))  # fmt: skip


def quietly(study: Study, plan: Any) -> None:
    """Make a change in memory unless there is none to make."""
    try:
        action: Action = plan()
    except Refused:
        return
    study.held.apply(action.changes)


def facts_of(one: dict[str, Any]) -> dict[str, Any]:
    """What is known of a participant; what they are by themselves matters where they speak nowhere."""
    kept = {key: value for key, value in one.items() if key not in ("role", "group")}
    return kept if one["speaks"] else one


# Found by check, and on the command line


def test_check_finds_what_means_nothing(study: Study, tmp_path: Path) -> None:
    taken(study, tmp_path, WHOLE)
    study.close()
    file = tmp_path / "study" / "study.json"
    content = json.loads(file.read_text())
    people = {record["name"]: record for record in content["participants"].values()}
    people["Lars"]["name"] = "moira"
    people["Moira"]["consents"] = [{"date": "2024-13-45x", "form": "", "note": ""}]
    people["Moira"]["attributes"]["0" * 32] = "x"
    people["Moira"]["id"], gone = people["Moira"]["id"], people["Gunilla"]["id"]
    content["participants"] = {key: r for key, r in content["participants"].items() if r["id"] != gone}
    for kind in content["attributes"].values():
        kind["forbidden"] = kind["name"] == "Kommun"
        kind["kind"] = "date" if kind["name"] == "Ålder" else kind["kind"]
    file.write_text(json.dumps(content))
    with Study.open(tmp_path / "study", coder="kim", write=False) as broken:
        found = {finding.what for finding in check(broken).findings}
    assert found >= {
        "a speaker of 'intervju-1' is a participant who does not exist",
        "'Moira' has an attribute that does not exist",
        "the 'Kommun' of 'Moira' is forbidden",
        "the 'Ålder' of 'Moira' does not fit what 'Ålder' takes",
        "2 participants are called 'moira'",
        "a consent of 'Moira': A consent has a date such as 2024-03-01 (year, month, day), "
        "and '2024-13-45x' is none.",
    }


def test_the_command_takes_a_table_lists_and_writes_it(study: Study, tmp_path: Path, utsaga: Any) -> None:
    study.close()
    table = tmp_path / "deltagare.csv"
    table.write_text(WHOLE, encoding="utf-8")
    listed = utsaga("participants", study.path)
    assert (listed.code, listed.out) == (0, "5 speakers tied to nobody. A table to fill in: --to FILE.csv\n")
    empty = utsaga("participants", study.path, "--to", tmp_path / "tom.csv")
    rows = (tmp_path / "tom.csv").read_text().splitlines()[1:]
    assert (
        empty.out
        == f"Wrote 0 participants to {tmp_path / 'tom.csv'}, and {len(rows)} rows to be filled in.\n"
    )
    assert (
        "Would take in from a table: 3 participants"
        in utsaga("participants", study.path, table, "--dry-run").out
    )
    said = utsaga("participants", study.path, table)
    assert said.out == (
        "New attributes: Ålder (number), Kommun (text), Anställd (date). "
        "--kind NAME=KIND changes what an attribute is.\n"
        "Took in from a table: 3 participants, who 3 speakers are.\n"
    )
    listed = utsaga("participants", study.path).out
    assert (
        "Gunilla      handläggare, chef  glesbygd, grupp 1  50     intervju-1 (round 1), fokusgrupp (round 2)"
        in (listed)
    )
    (gunilla, lars, _) = utsaga("participants", study.path, "--json").json
    assert gunilla["attributes"] == {"Ålder": "61", "Kommun": "Norrsjö", "Anställd": "1994-08"}
    assert [place["source"] for place in gunilla["speaks"]] == ["intervju-1", "fokusgrupp"]
    assert lars["role"] == "politiker"
    assert utsaga("participants", study.path, "--to", tmp_path / "ut.csv").code == 0
    assert (
        utsaga("participants", study.path, tmp_path / "ut.csv").out == "The study says all of it already.\n"
    )
    assert utsaga("participants", study.path, "--to", "-").out == (tmp_path / "ut.csv").read_text()


def test_the_command_lists_problems_and_forbids_attributes(study: Study, tmp_path: Path, utsaga: Any) -> None:
    study.close()
    table = tmp_path / "deltagare.csv"
    table.write_text("participant,source,kön\nGunilla,intervju-8,kvinna\nÅsa,,kvinna\n", encoding="utf-8")
    said = utsaga("participants", study.path, table)
    assert said.code == 1
    assert "utsaga: deltagare.csv, line 2: There is no transcript 'intervju-8'" in said.err
    assert utsaga("participants", study.path, table, "--json").json["problems"][0]["line"] == 2
    assert (
        utsaga("participants", study.path, "--kind", "kön=choice").out == "From now on 'kön' is a choice.\n"
    )
    forbidden = utsaga("participants", study.path, "--forbid", "kön").out
    assert forbidden.startswith(
        "Forbade the attribute 'kön' and what was known of 1 participant. utsaga undo"
    )
    said = utsaga("participants", study.path, table)
    assert said.code == 1
    assert said.err == "utsaga: The attribute 'kön' is forbidden in this study: leave its column out.\n"
    assert "kvinna" not in utsaga("participants", study.path, "--json").out
    assert utsaga("participants", study.path, table, "--to", "x").code == 2
    assert utsaga("participants", study.path, "--kind", "kön").code == 2
    assert utsaga("participants", study.path, "--dry-run").code == 2


def test_a_very_long_name_does_not_push_the_other_columns_apart(
    study: Study, tmp_path: Path, utsaga: Any
) -> None:
    study.close()
    table = tmp_path / "deltagare.csv"
    table.write_text(f"participant,role\n{'x' * 119},chef\n", encoding="utf-8")
    utsaga("participants", study.path, table)
    line = utsaga("participants", study.path).out.splitlines()[1]
    assert line.startswith(f"{'x' * 59}…  chef")
    assert utsaga("participants", study.path, "--json").json[0]["participant"] == "x" * 119


def test_a_long_table_takes_no_more_time_than_its_length(study: Study, tmp_path: Path) -> None:
    def plan(rows: int) -> None:
        table = "".join(f"Person nummer {row},chef,norr,{row % 60 + 20}\n" for row in range(rows))
        found = planned(study, tmp_path, f"participant,role,group,ålder\n{table}")
        assert found.action is not None
        assert len(found.action.changes) == rows + 1

    assert grows_with(plan, 250)
