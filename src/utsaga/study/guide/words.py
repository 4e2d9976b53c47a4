"""What changes to interview guides are called, and what is told of their questions beside it."""

from __future__ import annotations

from collections.abc import Mapping

from utsaga.study.phrases import counted

WORDS = {
    "guides.add": "new interview guide{guide} with {questions}",
    "guides.change": "change the interview guide{guide} to {questions}{noted}",
    "guides.rename": "rename the interview guide{guide}",
    "guides.remove": "remove the interview guide{guide}{noted}",
    "guides.codes": "make {codes} of the headings of a guide",
    "guides.confirm": "note {questions_asked}",
    "guides.withdraw": "take back what was noted of {questions}",
}
"""What changes to interview guides are called, by their names."""

DONE = {"guides.rename": "the interview guide is called{guide} now"}
"""What is said of changes to guides when they are done, where more than the first word changes."""

TAKES_AWAY = ("guides.remove",)
"""Those after which something is gone: a way back is to be named."""


def questions_asked(counts: Mapping[str, int]) -> str:
    """What was seen of guide questions: ``that 2 guide questions were asked``."""
    number, asked = counts.get("questions", 0), counts.get("asked")
    said = counted(number, "guide question")
    if asked is None or asked not in (0, number):
        return f"where {said} {'was' if number == 1 else 'were'} asked, or not"
    return f"that {said} {'was' if number == 1 else 'were'} {'' if asked else 'not '}asked"


def noted(number: int) -> str:
    """What goes with guide questions that are gone: ``, and 2 notes of where its questions were asked``."""
    return f", and {counted(number, 'note')} of where its questions were asked" if number else ""
