"""The study itself, as a record."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 1
"""The version of the study's files that this program writes."""


@dataclass(frozen=True, slots=True)
class StudyInfo:
    """The one record of the table ``study``. ``language`` is "sv" or "en": headings of what is exported.

    ``coder`` made the study; empty where an older version did not note it.
    """

    id: str
    title: str
    language: str
    format: int
    created: str
    modified: str
    coder: str = ""
