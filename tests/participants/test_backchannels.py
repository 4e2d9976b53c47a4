"""Small words that show that somebody listens, and sounds that fill pauses: found, so as to be dimmed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.source import Speaker
from utsaga.text.backchannels import backchannels, fillers, hardly_said, is_backchannel
from utsaga.text.transcript import Transcript

TALK = """\
I: Hur blev det sen?

IP: Eh, jag gick hem, alltså, öh... och sen ringde hon.

I: Mmm?

IP: Ja, hon ringde.

I: Ja. Just det.

IP: Och då sa jag nej.

I: Okej. Litar de på dig?

IP: Nej.

I: Nej?

IP: Nä.

I: [skratt]

IP: Ehm, um, det var tre mm regn.
"""


def transcript(text: str = TALK) -> Transcript:
    """A talk of two."""
    return Transcript(text, [Speaker("I", interviewer=True), Speaker("IP")])


@pytest.mark.parametrize(
    "said",
    ["Mm.", "Mmm?", "mhm", "Ja.", "Ja, ja, ja.", "Jaså?", "Okej...", "Precis!", "Just det.", "//Mm//",
     "Aha [skratt]", "Nej nej.", "Uh-huh.", "Right, okay.", "Yeah, of course.", "I see.", "Aye.",
     "Hmm", "**Mm.**"],
)  # fmt: skip
def test_a_turn_that_only_listens(said: str) -> None:
    assert is_backchannel(said)


@pytest.mark.parametrize(
    "said",
    ["", "[skratt]", "(paus)", "Ja, hon ringde.", "Jag förstår inte.", "Just den mannen.", "Nej, aldrig.",
     "Tre.", "Ja 3.", "ja ja ja ja ja", "Varför?", "Precis som du säger.", "Is that right for you?", "Mamma.",
     "?", "..."],
)  # fmt: skip
def test_a_turn_that_says_something(said: str) -> None:
    assert not is_backchannel(said)


def test_what_follows_a_question_is_an_answer_however_short() -> None:
    talk = transcript()
    found = [talk.text[turn.start : turn.end] for turn in backchannels(talk)]
    assert found == ["I: Mmm?", "I: Ja. Just det.", "I: Nej?"]


def test_filler_sounds_are_found_with_the_comma_after_them() -> None:
    found = [TALK[span.start : span.end] for span in fillers(TALK)]
    assert found == ["Eh,", "öh...", "Mmm", "Ehm,", "um,"]
    english = "So, er, we erm, went uh, er... to 5 mm, and her er is a sound. Hm."
    assert [english[span.start : span.end] for span in fillers(english)] == [
        "er,", "erm,", "uh,", "er...", "Hm",
    ]  # fmt: skip


def test_words_are_no_sounds() -> None:
    assert list(fillers("Jag såg er, på en ö. Hemma hos Uhmann. Umeå. Ehrling. Öhman. 3 mm. Mums.")) == []


def test_what_is_dimmed_is_whole_turns_and_sounds_between_them() -> None:
    talk = transcript()
    found = [talk.text[span.start : span.end] for span in hardly_said(talk)]
    assert found == ["Eh,", "öh...", "I: Mmm?", "I: Ja. Just det.", "I: Nej?", "Ehm,", "um,"]


def test_a_text_without_speakers_has_sounds_alone() -> None:
    notes = Transcript("Det var, eh, kallt.\n\nMm.\n")
    assert [notes.text[span.start : span.end] for span in hardly_said(notes)] == ["eh,", "Mm."]


PIECES = st.sampled_from(["I: ", "IP: ", "Mm.", "ja", "eh, ", "hej", "?", "\n", " ", "[skratt]", "ö"])


@given(st.lists(PIECES).map("".join))
def test_what_is_dimmed_lies_in_order_without_overlaps(text: str) -> None:
    found = hardly_said(transcript(text))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
