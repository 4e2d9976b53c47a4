"""What a command on the screen is, and where it works."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scope(Enum):
    """Where a command works. The value is how help calls the place."""

    EVERYWHERE = "Everywhere"
    WORKSPACE = "Panes"
    READING = "Transcript"
    CODES = "Codes"
    LIST = "Lists"
    QUOTES = "Quotes"
    SEARCH = "Search"
    MEMOS = "Memos"
    REVIEWS = "Review"
    TRANSCRIPTS = "Transcripts"
    SPEAKERS = "Speakers"
    PARTICIPANTS = "Participants"
    PARTICIPANT = "One participant"
    ATTRIBUTES = "Attributes"
    GUIDE = "Interview guide"
    ANSWERS = "Answers"
    IMPORT = "Import"
    REPLACE = "Replacing"
    EXPORT = "Export"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can do.

    ``keys`` are Textual key names; keys of a sequence are separated by a blank (``g g``). ``hint`` is
    the word in the footer, empty where the command does not stand there. ``says`` is one sentence for
    the help.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    scope: Scope
    says: str
    hint: str = ""


def commands(scope: Scope, *rows: tuple[str, ...]) -> tuple[Command, ...]:
    """The commands of a place from rows of id, keys (separated by commas), title, sentence and hint."""
    return tuple(_command(scope, *row) for row in rows)


def _command(scope: Scope, name: str, keys: str, title: str, says: str, hint: str = "") -> Command:
    return Command(
        name, title, tuple(key.strip() for key in keys.split(", ") if key.strip()), scope, says, hint
    )
