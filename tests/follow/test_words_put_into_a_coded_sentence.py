"""Words put in between a coded sentence and its full stop, or before its first word, come with the coding."""

from __future__ import annotations

import pytest
from passages import coded, one, words_kept

from utsaga.text.follow import Verdict

TALK = """\
I: Hur ser du på tillit?

IP: Det beror på. Min tillit är villkorad. Sen finns det annat.

I: Mm.

IP: – Göteborg är bra. Man blir kvar där. "Jag går nu."

I: Tack för att du ville vara med."""

GROWN = [
    ("Min tillit är villkorad.", "villkorad.", "villkorad av annat.", "Min tillit är villkorad av annat."),
    ("Min tillit är villkorad.", "villkorad.", "villkorad, ja.", "Min tillit är villkorad, ja."),
    ("Min tillit är villkorad.", "villkorad.", "villkorad\nav annat?", "Min tillit är villkorad\nav annat?"),
    ("är villkorad.", "villkorad.", "villkorad av t.ex. annat.", "är villkorad av t.ex. annat."),
    ("Min tillit är villkorad.", "Min tillit", "Jo men, min tillit", "Jo men, min tillit är villkorad."),
    ("– Göteborg är bra.", "– Göteborg", "– Jo, Göteborg", "– Jo, Göteborg är bra."),
    ('"Jag går nu."', '"Jag går nu."', '"Jo, jag går nu då."', '"Jo, jag går nu då."'),
    ("du ville vara med.", "med.", "med i dag.", "du ville vara med i dag."),
]


@pytest.mark.parametrize(("words", "was", "now", "kept"), GROWN)
def test_a_coded_sentence_that_grew_is_coded_whole(words: str, was: str, now: str, kept: str) -> None:
    assert words_kept(TALK, TALK.replace(was, now), words) == kept


def test_words_coded_without_their_full_stop_take_in_nothing_that_is_put_after_them() -> None:
    grown = TALK.replace("villkorad.", "villkorad av annat.")
    assert words_kept(TALK, grown, "Min tillit är villkorad") == "Min tillit är villkorad"


def test_a_new_sentence_beside_a_coded_one_stays_outside() -> None:
    grown = TALK.replace("Man blir kvar där.", "Jo då. Man blir kvar där. Alltid.")
    assert words_kept(TALK, grown, "Man blir kvar där.") == "Man blir kvar där."


def test_a_person_is_asked_when_nobody_can_tell_where_the_sentence_ends_now() -> None:
    joined = TALK.replace("villkorad. Sen", "villkorad och sen")
    assert one(TALK, joined, coded(TALK, "Min tillit är villkorad.")).verdict is Verdict.REVIEW


@pytest.mark.parametrize(("words", "was", "now", "kept"), GROWN)
def test_without_the_old_text_a_coded_sentence_that_grew_waits(
    words: str, was: str, now: str, kept: str
) -> None:
    assert one(None, TALK.replace(was, now), coded(TALK, words)).verdict is Verdict.REVIEW, kept
