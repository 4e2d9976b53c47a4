"""Somebody who takes part in a study, and what the study knows of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date as day

from utsaga.model.errors import Refused

TAKING_PART = "taking part"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """That somebody agreed to take part: when (``YYYY-MM-DD``, empty if not known), in which form, a note."""

    date: str = ""
    form: str = ""
    note: str = ""


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def consent_day(written: str) -> str:
    """The day of a consent as ``YYYY-MM-DD``; empty if none is written.

    Raises:
        Refused: it is no day, or is written otherwise.
    """
    wanted = written.strip()
    if not wanted:
        return ""
    try:
        if _DAY.fullmatch(wanted):
            return day.fromisoformat(wanted).isoformat()
    except ValueError:
        pass
    raise Refused(f"A consent has a date such as 2024-03-01 (year, month, day), and '{wanted[:40]}' is none.")


@dataclass(frozen=True, slots=True)
class Participant:
    """A person under a pseudonym or a number, never under their name.

    One record is one person for the whole study, however many transcripts they speak in: whoever returns
    in round two has the same id. A speaker of a transcript (``source.Speaker``) is tied to a participant,
    and that tie is what *taking part* means:

    - A round belongs to a transcript (``Source.round``); a participant's rounds are those of the
      transcripts in which they speak.
    - Role and group are the participant's own (``role``, ``group``) unless something nearer to the words
      says otherwise: the speaker in that transcript (``Speaker.role``, ``Speaker.group``: somebody who
      was a caseworker in round one and a manager in round two), and before the participant's own group
      that of the transcript (``Source.group``: a focus group).
    - Attributes are of the person and the same in every round: ``attributes`` maps the ids of attribute
      kinds to values in the form of ``attribute.canonical``.

    So two focus groups known by number alone (groups of transcripts, nobody told apart), seven colleagues
    never told apart in print (participants without role or group), pseudonyms compared by an attribute,
    and politicians and staff over two rounds (roles, rounds) are all the same records.
    """

    id: str
    name: str
    coder: str
    created: str
    modified: str
    role: str = ""
    group: str = ""
    status: str = TAKING_PART
    attributes: dict[str, str] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()


def in_order(name: str) -> list[tuple[int, int, str]]:
    """What names sort by: numbers in them by size, so that ``IP 9`` stands before ``IP 10``."""
    parts = re.split(r"([0-9]+)", " ".join(name.casefold().split()))
    return [_number(part) if part.isdecimal() else (1, 0, part) for part in parts if part]


def _number(digits: str) -> tuple[int, int, str]:
    """What a number of any length sorts by: a longer one is larger."""
    counted = digits.lstrip("0")
    return 0, len(counted), counted
