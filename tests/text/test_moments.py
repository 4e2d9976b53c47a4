"""Times are kept with what was said, and the place where a time is is found."""

from __future__ import annotations

import pytest

from utsaga.model.source import Speaker
from utsaga.text.moments import asked_for, at_time, moments, only_time, said_at
from utsaga.text.transcript import Transcript

TEXT = (
    "[0:00:05] I: Hur kom du hit?\n\nIP: Med tåg. (2.5) [00:00:12] Och buss.\n\n"
    "[0:01:30] I: Varför?\n\nIP: Det var billigt.\n"
)
SPEAKERS = (Speaker("I", interviewer=True), Speaker("IP"))


@pytest.fixture
def interview() -> Transcript:
    return Transcript(TEXT, SPEAKERS)


def words(transcript: Transcript, start: int) -> str:
    return transcript.text[start:].split()[0]


def test_times_stand_before_turns_and_among_their_words(interview: Transcript) -> None:
    found = [(words(interview, one.start), one.time) for one in moments(interview)]
    assert found == [("Hur", 5.0), ("Och", 12.0), ("Varför?", 90.0)]


@pytest.mark.parametrize(
    ("asked", "there"), [(0, "Hur"), (11.9, "Hur"), (12, "Och"), (89, "Och"), (120, "Varför?")]
)
def test_a_time_is_in_what_was_said_from_the_last_mark_before_it(
    interview: Transcript, asked: float, there: str
) -> None:
    found = at_time(interview, asked)
    assert found is not None
    assert words(interview, found.start) == there


def test_a_time_beyond_the_recording_is_nowhere(interview: Transcript) -> None:
    assert at_time(interview, 3600) is None
    long = "[0:00:10] IP: " + "Det var så. " * 1000
    assert at_time(Transcript(long, SPEAKERS), 1800) is not None
    assert at_time(Transcript(long, SPEAKERS), 3600) is None


def test_a_time_before_the_first_mark_is_from_the_beginning_on() -> None:
    transcript = Transcript("I: Hur?\n\nIP: Så.\n\n[0:01:00] I: Och sen?\n", SPEAKERS)
    found = at_time(transcript, 10)
    assert found is not None
    assert (words(transcript, found.start), found.time) == ("Hur?", 60.0)


def test_words_without_a_time_were_said_after_the_last_one_before(interview: Transcript) -> None:
    for there, time in (("Hur", 5.0), ("Med", 5.0), ("buss", 12.0), ("billigt", 90.0)):
        found = said_at(interview, interview.text.index(there))
        assert found is not None
        assert found.time == time
    assert said_at(interview, interview.text.index("billigt"), back=0) is None


def test_a_transcript_without_times_has_none() -> None:
    plain = Transcript("I: Ja.\nIP: Kl 12:30 kom hon. (3.0)\n", SPEAKERS)
    assert list(moments(plain)) == []
    assert at_time(plain, 5) is None
    assert said_at(plain, 5) is None


@pytest.mark.parametrize(
    ("query", "time"),
    [
        ("12:30", 750.0),
        ("@12:30", 750.0),
        (" @ 1:02:03 ", 3723.0),
        ("0:00:14.250", 14.25),
        ("@90s", 90.0),
        ("90s", None),
        ("90", None),
        ("kl 12:30", None),
        ("@anna", None),
        ("", None),
    ],
)
def test_a_time_that_is_asked_for_is_told_from_words(query: str, time: float | None) -> None:
    assert asked_for(query) == time
    assert only_time(query) == (time is not None and "@" in query)
