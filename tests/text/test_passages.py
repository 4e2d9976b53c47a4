"""Passages: found by their words, kept by anchors, printed as dialogue."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.text.anchors import CONTEXT, Anchor, anchor, holds
from utsaga.text.dialogue import OUTSIDE, parts
from utsaga.text.locate import find_quote
from utsaga.text.transcript import Transcript, Unit

TEXT = "Datum: 3 maj\n\nI: Hur kom du hit?\n\nIP: Med tåg. Jag sa\nja direkt.\n\nOch sen.\n\nI: Ja?\n"
INTERVIEW = Transcript(TEXT, [Speaker("I", "Intervjuare", True), Speaker("IP")], TEXT.index("I: Hur"))


def found(quote: str, text: str = TEXT) -> list[str]:
    return [text[slice(*place)] for place in find_quote(text, quote)]


def test_a_quote_is_found_wherever_it_stands_exactly() -> None:
    assert find_quote("ja. nej. ja.", "ja.") == [Span(0, 3), Span(9, 12)]


def test_a_quote_typed_on_one_line_is_found_across_line_breaks() -> None:
    assert found("Jag sa ja direkt. Och sen.") == ["Jag sa\nja direkt.\n\nOch sen."]


def test_an_exact_place_goes_before_a_folded_one() -> None:
    assert find_quote("a  b. a b.", "a b") == [Span(6, 9)]


def test_a_short_quote_is_not_found_inside_other_words_when_it_stands_by_itself() -> None:
    assert find_quote("jag sa ja till ja-sägaren", "ja") == [Span(7, 9), Span(15, 17)]
    assert find_quote("jag sa", "ja") == [Span(0, 2)]


def test_white_space_around_a_quote_does_not_count_and_a_blank_one_is_nowhere() -> None:
    assert found("  Med tåg.\n") == ["Med tåg."]
    assert found(" \n") == []
    assert found("Med flyg.") == []


def test_signs_in_a_quote_are_taken_as_written() -> None:
    assert find_quote("vad [skratt] (..) a+b.", "[skratt] (..) a+b.") == [Span(4, 22)]


def test_a_quote_can_be_looked_for_in_one_speakers_turns() -> None:
    turns = [turn.words for turn in INTERVIEW.turns if turn.label == "I"]
    assert found("ja") == ["ja"]
    assert [TEXT[slice(*place)] for place in find_quote(INTERVIEW, "Ja?", within=turns)] == ["Ja?"]
    assert find_quote(INTERVIEW, "Med tåg.", within=turns) == []


def test_an_anchor_keeps_the_words_and_what_stands_around_them() -> None:
    text = "x" * 100 + "orden" + "y" * 100
    assert anchor(text, Span(100, 105)) == Anchor(100, 105, "orden", "x" * CONTEXT, "y" * CONTEXT)
    assert anchor("ja", Span(-3, 99)) == Anchor(0, 2, "ja", "", "")


def test_an_anchor_does_not_hold_where_other_words_stand() -> None:
    kept = anchor("Ja, precis.", Span(4, 10))
    assert holds("Nä, precis!", kept)
    assert not holds("Ja då, precis.", kept)
    assert not holds("Ja", kept)
    assert not holds("Ja, precis.", kept._replace(start=-7, end=-1))


@given(st.text(), st.integers(-5, 50), st.integers(-5, 50))
def test_an_anchor_holds_in_its_own_text(text: str, start: int, end: int) -> None:
    kept = anchor(text, Span(start, end))
    assert holds(text, kept)
    assert text[: kept.start].endswith(kept.prefix)
    assert text[kept.end :].startswith(kept.suffix)


def said(span: Span) -> list[tuple[str | None, str]]:
    return [(part.turn.label, TEXT[slice(*part.span)]) for part in parts(INTERVIEW, span)]


def test_a_passage_over_several_turns_is_printed_by_speaker_without_labels() -> None:
    assert said(Span(TEXT.index("kom du"), len(TEXT))) == [
        ("I", "kom du hit?"),
        ("IP", "Med tåg. Jag sa\nja direkt.\n\nOch sen."),
        ("I", "Ja?"),
    ]


def test_a_passage_that_ends_inside_a_label_does_not_hold_it() -> None:
    assert said(Span(TEXT.index("hit?"), TEXT.index("IP:") + 2)) == [("I", "hit?")]


def test_words_in_the_front_matter_are_not_lost() -> None:
    (first, second) = parts(INTERVIEW, Span(0, TEXT.index("kom du")))
    assert (first.turn.index, first.turn.label, TEXT[slice(*first.span)]) == (OUTSIDE, None, "Datum: 3 maj")
    assert TEXT[slice(*second.span)] == "Hur"


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_parts_of_a_passage_lie_in_it_in_order(one: int, other: int) -> None:
    span = Span(*sorted((one, other)))
    divided = parts(INTERVIEW, span)
    assert all(span.contains(part.span) and part.span.start < part.span.end for part in divided)
    assert [part.span for part in divided] == sorted(part.span for part in divided)


def test_the_turn_at_a_place_is_the_one_it_lies_in_or_the_nearest() -> None:
    first, second, third = INTERVIEW.turns
    assert INTERVIEW.turn_at(0) == first
    assert INTERVIEW.turn_at(second.end - 1) == second
    assert INTERVIEW.turn_at(second.end) == second
    assert INTERVIEW.turn_at(third.start) == third
    assert INTERVIEW.turn_at(9999) == third


def test_a_transcript_knows_speakers_units_and_context() -> None:
    turn = INTERVIEW.turns[0]
    speaker = INTERVIEW.speaker(turn)
    assert speaker is not None
    assert (speaker.shown, speaker.interviewer) == ("Intervjuare", True)
    assert [TEXT[slice(*unit)] for unit in INTERVIEW.units(Unit.TURN, turn)] == ["Hur kom du hit?"]
    assert INTERVIEW.sentences(turn) is INTERVIEW.sentences(turn)
    assert INTERVIEW.context(Span(0, 5)) == ("", TEXT[5 : 5 + CONTEXT])
    assert INTERVIEW.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert len(INTERVIEW.shown) == len(TEXT)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_blank_text_has_no_turns(text: str) -> None:
    transcript = Transcript(text)
    assert list(transcript.turns) == []
    assert parts(transcript, Span(0, len(text))) == []


def test_a_quote_is_found_however_its_accents_are_written() -> None:
    apart, composed = (unicodedata.normalize(form, "Då gick jag på känn, sa hon.") for form in ("NFD", "NFC"))
    for text, quote in ((apart, "gick jag på känn"), (composed, unicodedata.normalize("NFD", "jag på känn"))):
        (place,) = find_quote(text, quote)
        words = text[slice(*place)]
        assert unicodedata.normalize("NFC", words) == unicodedata.normalize("NFC", quote)
        assert text[place.end] == ","


def test_a_letter_is_not_found_without_its_accent() -> None:
    assert find_quote(unicodedata.normalize("NFD", "vi är på ön"), "pa") == []


def test_an_elision_before_a_label_stays_in_a_quote_that_goes_on_past_it() -> None:
    text = "I: Varför?\n\n/../ IP: Därför.\n"
    transcript = Transcript(text, [Speaker("I"), Speaker("IP")])
    said = parts(transcript, Span(3, len(text)))
    assert [text[slice(*part.span)] for part in said] == ["Varför?\n\n/../", "Därför."]
