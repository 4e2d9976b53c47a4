"""Retrieval: which quotes a code has, who says them where, and what a theme rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import studies
from studies import MAKT, TILLIT, code, named, quotes_of, span_of
from utsaga.analysis.attribution import Attribution, Attributor
from utsaga.analysis.quotes import Quote, distinct
from utsaga.analysis.weight import Weight, weigh
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codings


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Study]:
    """The interviews with eight codings under three codes."""
    with studies.coded(tmp_path / "coded") as opened:
        yield opened


def words(quotes: list[Quote]) -> list[str]:
    return [quote.coding.quote for quote in quotes]


def test_a_theme_has_the_quotes_of_all_codes_below_it_by_transcript_and_place(coded: Study) -> None:
    found = quotes_of(coded, named(coded, "Relationen").id)
    assert [quote.source.title for quote in found] == [
        "intervju-1",
        "interview-2",
        "interview-2",
        "fokusgrupp",
        "fokusgrupp",
        "fokusgrupp",
        "anteckningar",
    ]
    assert words(found)[1:3] == [
        "I do. The form says the council does.",
        "Trust is what you get when the kettle is on.",
    ]
    assert quotes_of(coded, named(coded, "Relationen").id, below=False) == []


def test_a_quote_knows_its_speakers_in_the_order_of_speech_and_its_turns(coded: Study) -> None:
    over_turns = quotes_of(coded, named(coded, MAKT).id)[1]
    assert (over_turns.first_turn, over_turns.last_turn) == (2, 4)
    assert [s.shown for s in over_turns.speakers] == ["Socialsekreterare 1", "Socialsekreterare 2"]
    assert over_turns.exact


def test_an_interviewer_speaks_but_is_no_participant(coded: Study) -> None:
    coding = code(coded, "intervju-1", ("Litar de på dig?", "inget man får."), "svar")
    (found,) = quotes_of(coded, coding.code)
    assert [s.shown for s in found.speakers] == ["Sara Lind", "Gunilla"]
    assert [s.shown for s in found.participants] == ["Gunilla"]


def test_a_selection_that_ends_in_the_next_label_has_no_words_of_that_speaker(coded: Study) -> None:
    source = coded.source_named("interview-2")
    span = span_of(coded, "interview-2", "Q: And")
    start = span_of(coded, "interview-2", "The form").start
    coding = coded.do(codings.add_at_path(coded, source.id, Span(start, span.start + 2), "x"))
    (found,) = quotes_of(coded, coding.refs["code"])
    assert [s.shown for s in found.speakers] == ["Moira"]
    assert (found.first_turn, found.last_turn) == (2, 2)


def test_a_text_without_speakers_has_quotes_without_speakers(coded: Study) -> None:
    found = quotes_of(coded, named(coded, TILLIT).id)[-1]
    assert (found.source.title, found.speakers, found.first_turn) == ("anteckningar", (), 2)


def test_a_theme_rests_on_distinct_passages_and_on_speakers_who_are_not_interviewers(coded: Study) -> None:
    code(coded, "intervju-1", ("Litar de på dig?", "inget man får."), MAKT)
    found = quotes_of(coded, named(coded, "Relationen").id)
    assert len(found) == 8
    assert weigh(found) == Weight(passages=7, transcripts=4, speakers=5)
    assert weigh([]) == Weight(0, 0, 0)


def test_two_coders_on_one_passage_count_once(coded: Study) -> None:
    path = coded.path
    coded.close()
    with Study.open(path, coder="anna") as annas:
        code(annas, "intervju-1", "Tillit... det är inget man får.", TILLIT)
        found = quotes_of(annas, named(annas, TILLIT).id)
        assert (len(found), len(distinct(found))) == (5, 4)


def test_a_quote_whose_words_were_changed_outside_says_so(coded: Study) -> None:
    path = coded.path
    coded.close()
    text = path / "transcripts" / "interview-2.txt"
    text.write_text(text.read_text().replace("kettle", "bottle"))
    with Study.open(path, coder="kim", write=False) as study:
        exact = {q.coding.quote: q.exact for q in quotes_of(study, named(study, "Relationen").id)}
    assert [quote for quote, is_exact in exact.items() if not is_exact] == [
        "Trust is what you get when the kettle is on."
    ]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Attribution.SPEAKER, ["Gunilla", "Moira", "Socialsekreterare 3", "anteckningar"]),
        (Attribution.NUMBER, ["Participant 1", "Participant 2", "Participant 5", ""]),
        (
            Attribution.SOURCE,
            ["intervju-1, turn 6", "interview-2, turn 4", "fokusgrupp, turn 5", "anteckningar, turn 2"],
        ),
        (Attribution.NONE, ["", "", "", ""]),
    ],
)
def test_quotes_are_attributed_in_four_ways(coded: Study, style: Attribution, expected: list[str]) -> None:
    attributor = Attributor(coded, style, "en")
    assert [attributor.after(q) for q in quotes_of(coded, named(coded, TILLIT).id)] == expected


def test_words_of_the_interviewer_alone_are_attributed_to_the_interviewer(coded: Study) -> None:
    coding = code(coded, "intervju-1", "Litar de på dig?", "fråga")
    (found,) = quotes_of(coded, coding.code)
    assert Attributor(coded, Attribution.SPEAKER, "sv").after(found) == "Sara Lind"
    assert Attributor(coded, Attribution.NUMBER, "sv").after(found) == "I"
