"""Filters: whose words, in which round, under which code; understood or refused with the place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import studies
from studies import MAKT, TILLIT, quotes_of
from tries import tries
from utsaga.analysis.quotes import quotes_for
from utsaga.analysis.where import BadFilter, chosen_by, parse
from utsaga.analysis.where.tree import SIGNS, And, Comparison, Expression, Not, Or
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Speaker
from utsaga.search.studies import StudySearch
from utsaga.study import Study
from utsaga.study.people import attributes, participants_table
from utsaga.writers.chapter import Options, build

PEOPLE = """\
participant,source,speaker,role,group,round,Ålder,anställd,kommuntyp
Gunilla,intervju-1,IP,handläggare,glesbygd,1,61,1994-08,
Moira,interview-2,A,chef,urban,1,45,2012-01-15,stad
Gunilla,fokusgrupp,Socialsekreterare 1,,,2,,,
Åsa Ek,fokusgrupp,Socialsekreterare 2,politiker,,2,39.5,,Landsbygd
,fokusgrupp,,,grupp 1,,,,
"""


def people(study: Study, folder: Path) -> Study:
    """Two rounds, a group, three participants, a fourth speaker nobody knows, notes without speakers."""
    file = folder / "deltagare.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    plan = participants_table.plan(study, file)
    assert plan.action is not None
    assert plan.problems == ()
    study.do(plan.action)
    study.do(attributes.forbid(study, "kön"))
    return study


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    """A study with people that is only looked at."""
    folder = tmp_path_factory.mktemp("filters")
    with studies.coded(folder / "study") as opened:
        yield people(opened, folder)


@pytest.fixture
def fresh(study: Study, tmp_path: Path) -> Study:
    """The same study, to be changed or closed."""
    return people(study, tmp_path)


def heard(study: Study, typed: str) -> set[str]:
    """The turns that a filter chooses, by their transcript and number."""
    chosen = chosen_by(study, typed)
    assert chosen is not None
    short = {"intervju-1": "G", "interview-2": "M", "fokusgrupp": "F", "anteckningar": "N"}
    return {
        f"{short[source.title]}{number}"
        for source in study.sources
        for number, turn in enumerate(study.transcript(source.id).turns, 1)
        if turn.words in list(chosen.turns(source))
    }


G, M, NOTES = {"G2", "G4", "G6"}, {"M2", "M4"}, {"N1", "N2"}
S1, S2, S3 = {"F2", "F4"}, {"F3"}, {"F5"}


@pytest.mark.parametrize(
    ("typed", "turns"),
    [
        ("participant=Gunilla", G | S1),
        ("PARTICIPANT = gunilla", G | S1),
        ('participant="asa ek"', S2),
        ("participant in (Gunilla, 'Åsa Ek')", G | S1 | S2),
        ("participant not in (Gunilla, 'Åsa Ek')", M | S3),
        ('participant=""', S3 | NOTES),
        ('speaker="Socialsekreterare 3"', S3),
        ("speaker=Gunilla", G),
        ("round=1", G | M),
        ("round=2", S1 | S2 | S3),
        ("round<2", G | M),
        ("round >= 2", S1 | S2 | S3),
        ('round=""', NOTES),
        ("group=urban", M),
        ('group="Grupp 1"', S1 | S2 | S3),
        ("role=chef", M),
        ("not role=chef", G | S1 | S2 | S3),
        ("role!=chef", G | S1 | S2 | S3),
        ('role=""', S3 | NOTES),
        ('role=politiker or role="handläggare" and round=2', S1 | S2),
        ("(role=politiker or role=handlaggare) and round=1", G),
        ("source=fokusgrupp", S1 | S2 | S3),
        ("source=anteckningar", NOTES),
        ("not source=fokusgrupp", G | M | NOTES),
        ("source in (anteckningar.txt, interview-2)", M | NOTES),
        ("ålder > 40", G | M | S1),
        ("alder<40", S2),
        ("ålder = '39,5'", S2),
        ("ålder in (39.5, 45)", S2 | M),
        ("ålder != 45", G | S1 | S2 | S3),
        ("anställd < 2000", G | S1),
        ("anställd <= 1994-08", G | S1),
        ("anställd = 1994", G | S1),
        ("anställd > 1994-08", M),
        ("anställd >= 2012-01-15", M),
        ("not anställd < 2000", M | S2 | S3),
        ("kommuntyp=landsbygd", S2),
        ("interviewer=yes", {"G1", "G3", "G5", "M1", "M3", "F1"}),
        ("interviewer=ja and speaker='Sara Lind'", {"G1", "G3", "G5"}),
        ("interviewer=no and round=1", G | M),
        ("code=tillit", {"G6", "M4", "F5", "N2"}),
        (f'code="{MAKT}"', {"M2", "F2", "F3", "F4", "F5"}),
        ('code = "relationen/förtroende"', set()),
        ("code=Relationen and role=chef", M),
        ("coder=kim and round=1", {"G4", "G6", "M2", "M4"}),
        ("not code=tillit and round=1", {"G2", "G4", "M2"}),
    ],
)
def test_a_filter_chooses_turns(known: Study, typed: str, turns: set[str]) -> None:
    if "relationen/" in typed:
        with pytest.raises(BadFilter, match="there is no code"):
            heard(known, typed)
    else:
        assert heard(known, typed) == turns


def test_nothing_is_said_of_those_nobody_knows(fresh: Study) -> None:
    """In a talk with labels, a turn of nobody known belongs to its round and to nobody's role."""
    text = "I: Vem sa det?\nIP: Jag.\n?: Nej, jag.\n"
    studies.add_text(fresh, "okänd", text, [Speaker("I", interviewer=True), Speaker("IP")])
    source = fresh.source_named("okänd")

    def chosen(typed: str) -> list[str]:
        found = chosen_by(fresh, typed)
        assert found is not None
        return [text[span.start : span.end] for span in found.turns(source)]

    assert chosen("source=okänd") == ["Jag.", "Nej, jag."]
    assert chosen("not role=chef") == ["Jag."]
    assert chosen("not role=chef or source=okänd") == ["Jag.", "Nej, jag."]


def test_a_blank_filter_chooses_everything(known: Study) -> None:
    assert chosen_by(known, "  ") is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("rund=2", "at character 1: there is no field 'rund' (did you mean 'round'?)."),
        ("round=2 and alde>3", "at character 13: there is no field 'alde' (did you mean 'Ålder'?)."),
        ("xyzzy=2", "there is no field 'xyzzy'; there are speaker, participant, group, round, role, source,"),
        ("group=urbn", "at character 7: there is no group 'urbn' (did you mean 'urban'?)."),
        (
            "role in (chef, polis)",
            "at character 16: there is no role 'polis'; there are handläggare,",
        ),
        ("participant=Gunila", "there is no participant 'Gunila' (did you mean 'Gunilla'?)."),
        ("source=intervju-9", "there is no source 'intervju-9' (did you mean 'intervju-1'?)."),
        ("code=tilit", "there is no code 'tilit' (did you mean 'tillit'?)."),
        ("coder=kin", "there is no coder 'kin' (did you mean 'kim'?)."),
        ("interviewer=perhaps", "there is no interviewer 'perhaps'; there are yes, no."),
        ("round=3", "there is no round '3'; there are 1, 2."),
        ("kön=kvinna", "the attribute 'kön' is forbidden in this study."),
        ("ålder=gammal", "at character 7: 'Ålder' is compared with a number, not with 'gammal'."),
        ("anställd<igår", "'anställd' is compared with a date such as 2024-03-01, not with 'igår'."),
        ("group<urban", "at character 1: 'group' has no order: compare it with =, != or in."),
        ("speaker='Åsa Ek'", "no speaker 'Åsa Ek', but a participant: participant='Åsa Ek'."),
        ("speaker=I", "interviewers are left out; 'and interviewer=yes' lets them in."),
        ("not", "at character 4: a field such as group, or an attribute, should stand here."),
        ("group", "at character 6: a sign such as = should follow 'group'."),
        ("group=", "at character 7: a value should follow '='."),
        ("group=urban round=2", "at character 13: 'and' or 'or' is missing; a value of several words needs"),
        ("(group=urban", "at character 13: a ')' is missing."),
        ("group=urban)", "at character 12: there is no '(' to this ')'."),
        ('group="urban', "at character 7: this quotation mark is not closed."),
        ("group=!", "at character 7: '!' means nothing here."),
        ("group in urban", "at character 10: a '(' should follow 'in'."),
        ("group in (urban", "at character 16: a comma or a ')' should follow the value."),
        ("group in ()", "a value should follow '('."),
        ("group not urban", "at character 11: 'in' should follow 'not' here."),
        ("group=and", "at character 7: a value should follow '='."),
        ("not " * 100 + "round=2", "it is nested too deep."),
        ("round=2 and " * 500 + "round=2", "it goes on beyond 2,000 characters."),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_place(known: Study, typed: str, said: str) -> None:
    with pytest.raises(BadFilter) as refused:
        chosen_by(known, typed)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_study_without_rounds_says_that_none_is_known(study: Study) -> None:
    with pytest.raises(BadFilter, match="there is no round '2': none is known in this study"):
        chosen_by(study, "round=2")


# The language

TEXTS = st.text(st.sampled_from("abÅö 1=<>!(),\"'“”\\\nandor"), max_size=8) | st.sampled_from(
    ["and", "IN", "not", "", "it's"]
)
SEVERAL = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
COMPARISONS = st.one_of(
    st.builds(Comparison, TEXTS, st.sampled_from(SIGNS), st.tuples(TEXTS)),
    st.builds(Comparison, TEXTS, st.just("in"), SEVERAL),
)


def _larger(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, parts) | st.builds(And, several) | st.builds(Or, several)


@given(st.recursive(COMPARISONS, _larger, max_leaves=8))
def test_what_a_filter_prints_reads_as_the_same_filter(expression: Expression) -> None:
    if len(str(expression)) <= 2000:
        assert parse(str(expression)) == expression


PIECES = st.sampled_from(
    ["round", "=", "2", " ", "(", ")", "and ", "or ", "not ", "in ", ",", '"', "'", "\\", "<", "!", "role",
     "chef", "ålder", "anställd", "code", "tillit", "\x00", "\u202e", "é"]
)  # fmt: skip


@tries(100)
@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30))
@example("a=" + "\\" * 3)
def test_whatever_is_typed_is_understood_or_refused(known: Study, typed: str) -> None:
    try:
        chosen = chosen_by(known, typed)
    except UtsagaError:
        return
    assert (chosen is None) == (not typed.strip())


# In quotes, search and the chapter


def words_of(study: Study, path: str, typed: str) -> list[str]:
    """The quotes under a code that a filter takes, by their first word."""
    chosen = chosen_by(study, typed)
    assert chosen is not None
    quotes = quotes_of(study, studies.named(study, path).id)
    return [quote.coding.quote.split()[0] for quote in chosen.quotes(quotes)]


def test_a_filter_takes_the_quotes_in_which_the_chosen_speak(known: Study) -> None:
    assert words_of(known, TILLIT, "round=2") == ["Jag"]
    assert words_of(known, TILLIT, "participant=Gunilla") == ["Tillit..."]
    assert words_of(known, MAKT, "role=politiker") == ["Att"]  # a passage over three turns, hers between
    assert words_of(known, MAKT, "not role=politiker and round=2") == ["Att", "Jag"]
    assert words_of(known, TILLIT, "source=anteckningar") == ["Hon"]
    assert words_of(known, MAKT, "code=tillit") == []


def test_only_the_chosen_speakers_of_a_passage_are_counted(known: Study) -> None:
    chosen = chosen_by(known, "role=politiker")
    assert chosen is not None
    (quote,) = chosen.quotes(quotes_of(known, studies.named(known, MAKT).id))
    assert chosen.keys_in(quote) == {p.id for p in known.participants if p.name == "Åsa Ek"}
    notes = chosen_by(known, "source=anteckningar")
    assert notes is not None
    codings = list(known.held.codings(known.source_named("anteckningar").id))
    assert [notes.keys_in(quote) for quote in notes.quotes(quotes_for(known, codings))] == [set()]


def test_a_search_is_limited_to_the_turns_of_the_chosen(known: Study) -> None:
    corpus = StudySearch(known)
    corpus.follow(known.sources, threading.Event())

    def hits(typed: str) -> int:
        chosen = chosen_by(known, typed)
        return len(list(corpus.search("det", within=chosen.within() if chosen else None)))

    assert hits("") > hits("participant=Gunilla") > hits("participant=Gunilla and round=2") == 1
    assert hits("role=chef") == 0


def test_a_chapter_holds_the_words_of_the_chosen_alone(known: Study) -> None:
    chapter = build(known, Options(where="role=politiker"))
    quotes = [quote for section in chapter.sections for quote in section.quotes]
    assert len(quotes) == 1
    weights = [section.weight for section in chapter.sections if section.weight and section.weight.passages]
    assert [(w.passages, w.transcripts, w.speakers) for w in weights] == [(1, 1, 1)]
    with pytest.raises(BadFilter):
        build(known, Options(where="rol=politiker"))


# On the command line


def test_everything_somebody_said_in_round_two_under_a_code_in_one_line(fresh: Study, utsaga: Any) -> None:
    fresh.close()
    said = utsaga("quotes", fresh.path, "att ha makt", "--where", "role=politiker and round=2", "--json")
    assert said.code == 0
    (quote,) = said.json
    assert quote["participants"] == ["Gunilla", "Åsa Ek"]
    assert quote["round"] == "2"
    said = utsaga("quotes", fresh.path, "att ha makt", "--where", "role=politiker and round=2")
    assert said.out.endswith("1 passage in 1 transcript by 1 speaker.\n")
    every = utsaga("quotes", fresh.path, "--where", "round=1", "--json").json
    assert len(every) == 4
    assert utsaga("quotes", fresh.path).code == 2
    wrong = utsaga("quotes", fresh.path, "tillit", "--where", "role=politker")
    assert (wrong.code, wrong.err) == (
        1,
        "utsaga: The filter, at character 6: there is no role 'politker' (did you mean 'politiker'?).\n",
    )


def test_search_and_export_take_a_filter(fresh: Study, tmp_path: Path, utsaga: Any) -> None:
    fresh.close()
    found = utsaga("search", fresh.path, "det", "--where", "participant=Gunilla and round=2", "--json").json
    assert [hit["speaker"] for hit in found] == ["Socialsekreterare 1"]
    assert utsaga("search", fresh.path, "tillit", "--where", "round=2").code == 1
    chapter = utsaga("export", fresh.path, "--to", "-", "--where", "round=1", "--no-codebook").out
    assert "Trust is what you get" in chapter
    assert "Jag tänker på klockan" not in chapter
    assert utsaga("export", fresh.path, "--to", tmp_path / "x.md", "--where", "round=1 or").code == 1
    assert not (tmp_path / "x.md").exists()
