"""Numbers in words: what actions were about, counted, as parts of sentences."""

from __future__ import annotations

from collections.abc import Mapping


def known_of(participants: int) -> str:
    """What goes with an attribute: `` and what was known of 3 participants``."""
    return f" and what was known of {counted(participants, 'participant')}" if participants else ""


def taken_in(counts: Mapping[str, int]) -> str:
    """What a table brings: ``3 participants, who 2 speakers are``; of transcripts, where it is only that."""
    participants = counts.get("participants", 0)
    told = [counted(participants, "participant")] * (participants > 0)
    told += [f"who {speakers(counts, 'is', 'are')}"] * (counts.get("speakers", 0) > 0)
    texts = counts.get("sources", 0)
    told = told or [f"what is said of {counted(texts, 'transcript')}"] * (texts > 0)
    return ", ".join(told) or "attributes"


def questions_asked(counts: Mapping[str, int]) -> str:
    """What was seen of guide questions: ``that 2 guide questions were asked``."""
    number, asked = counts.get("questions", 0), counts.get("asked")
    said = counted(number, "guide question")
    if asked is None or asked not in (0, number):
        return f"where {said} {'was' if number == 1 else 'were'} asked, or not"
    return f"that {said} {'was' if number == 1 else 'were'} {'' if asked else 'not '}asked"


def speakers(counts: Mapping[str, int], one: str, several: str) -> str:
    """Speakers and what they do: ``1 speaker is``, ``2 speakers are``."""
    number = counts.get("speakers", 0)
    return f"{counted(number, 'speaker')} {one if number == 1 else several}"


def taken_along(counts: Mapping[str, int]) -> str:
    """What goes with a code: `` with 3 codings, 2 codes below it, its definition and 1 memo``; or nothing."""
    below, memos = counts.get("below", counts.get("codes", 1) - 1), counts.get("memos", 0)
    codings = counts.get("passages", 0)
    taken = [counted(codings, "coding")] * (codings > 0)
    taken += [f"{counted(below, 'code')} below it"] * (below > 0)
    taken += ["its definition"] * (counts.get("definitions", 0) > 0)
    taken += [counted(memos, "memo")] * (memos > 0)
    said = " and ".join(filter(None, [", ".join(taken[:-1]), *taken[-1:]]))
    return f" with {said}" if said else ""


def overlapping(number: int) -> str:
    """That passages with the code lie over the one that got it."""
    if not number:
        return ""
    return f"; it overlaps {'a passage' if number == 1 else counted(number, 'passage')} coded with it already"


def counted(number: int, noun: str) -> str:
    """A number and its noun: ``1 passage``, ``2,000 passages``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
