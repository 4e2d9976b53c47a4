"""Files on their way into the study in words: what each is, what to look at, and whether it goes in."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.model.source import Speaker
from utsaga.readers import Options
from utsaga.study.incoming.arriving import Incoming
from utsaga.study.incoming.doubts import in_doubt
from utsaga.study.incoming.meaning import CommentsAs, CommentUse
from utsaga.study.phrases import counted

SURE = 0.9
"""From how sure a guess at an encoding on (0..1) other ways to read the file are not shown at once."""

_BECOME = {CommentsAs.CODES: "codes", CommentsAs.MEMOS: "memos", CommentsAs.IGNORE: "left out"}


def about(item: Incoming) -> str:
    """Format, encoding and turns of a file in words."""
    if item.reading is None:
        return ""
    sure = "" if item.reading.encoding_sure == 1 else f" ({item.reading.encoding_sure:.0%} sure)"
    done = (("lines joined", item.options.unwrap), ("turns joined", item.options.join))
    asked = [words for words, on in done if on]
    turns = counted(item.turns, "turn")
    return " · ".join((item.reading.format, item.reading.encoding + sure, turns, *asked))


def speakers_of(item: Incoming) -> list[tuple[str, str]]:
    """Each speaker with the count of turns, and what is doubtful about it in words (often nothing)."""
    if item.reading is None:
        return []
    doubts = {one.label: one.doubt for one in in_doubt(item.reading.proposal.candidates, item.speakers)}
    return [
        (
            # A slip of the pen has the name of the label that is meant: to be seen it must stand as written.
            f"{speaker.label if speaker.label in doubts else speaker.shown} "
            f"({item.counts[speaker.label]}{_part(speaker)})",
            doubts.get(speaker.label, ""),
        )
        for speaker in item.speakers
    ]


def _part(speaker: Speaker) -> str:
    if speaker.interviewer:
        return ", interviewer"
    return ", several or unknown" if speaker.several else ""


def not_taken(item: Incoming) -> list[tuple[str, str]]:
    """Labels that may be speakers and are not taken for any, each with the reason."""
    if item.reading is None:
        return []
    taken = {label for speaker in item.speakers for label in speaker.labels}
    candidates = item.reading.proposal.candidates
    return [(candidate.label, candidate.doubt) for candidate in candidates if candidate.label not in taken]


def remarks(item: Incoming) -> list[tuple[str, bool]]:
    """What to tell about a file, each with whether it needs looking at."""
    if item.reading is None:
        return [(item.problem, True)]
    alone = f"; {item.alone}" if item.alone else ""
    twin = [(item.twin + alone, not alone)] if item.twin else []
    return [
        *twin,
        *((warning, True) for warning in item.reading.warnings),
        *((note, False) for note in item.reading.notes),
    ]


def said(incoming: Sequence[Incoming]) -> str:
    """How many files are there and how many go in, in words."""
    chosen = sum(item.chosen for item in incoming)
    unread = sum(item.reading is None for item in incoming)
    words = f"{chosen} of {counted(len(incoming), 'file')} chosen"
    return f"{words}, {unread} cannot be read" if unread else words


def at_stake(incoming: Sequence[Incoming]) -> str:
    """What leaving the import would lose, as a sentence; empty for nothing."""
    touched = sum(item.corrected or item.options != Options() for item in incoming)
    return f"What you corrected in {counted(touched, 'file')} is not in the study yet." if touched else ""


def commented(incoming: Sequence[Incoming], use: CommentUse | None) -> str:
    """How many comments the chosen files have and what they become, in words; empty if they have none."""
    comments = sum(len(item.comments) for item in incoming if item.chosen)
    if not comments:
        return ""
    become = _BECOME[use.become] if use else "you will be asked"
    resolved = "" if use is None or use.resolved else ", without those resolved"
    return f" · {counted(comments, 'comment')}: {become}{resolved}"
