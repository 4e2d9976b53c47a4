"""The correction log of a transcript: who changed what words when, read off the history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from utsaga.model.action import Head, TextChange
from utsaga.model.errors import NotFound
from utsaga.model.source import Source
from utsaga.study.living.words import unopened_said
from utsaga.study.study import Study
from utsaga.text.follow.alignment import align
from utsaga.text.follow.matches import gaps

_TEXTS = "texts."
ACTS = {
    "texts.change": "corrected",
    "texts.outside": "changed outside",
    "texts.replace": "words replaced",
    "texts.join": "turns joined",
}
"""What is done to texts, as the log says it."""
SPACE_ALONE = "only line breaks and blanks"
"""What stands for old and new words where no word was changed."""
_NOT_HERE = {
    "erased": "its words were erased",
    "elsewhere": "the text before is not kept in this copy of the study",
}
"""What stands for them where they are not there."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Lines of a transcript whose words became others. ``line`` is where they begin in the old text, from 1.

    ``act`` says in words which act it was, an undo for instance. A change of line breaks and blanks alone
    is one correction without old and new words, however many lines it touched. So is one whose ``words`` are
    not there, because they were "erased" or are "elsewhere": in the copy of the study where it was made. It
    has no line, 0.
    """

    at: str
    who: str
    act: str
    line: int
    old: str
    new: str
    words: Literal["here", "erased", "elsewhere"] = "here"

    @property
    def aside(self) -> str:
        """What is said where there are no old and new words; else nothing."""
        if self.words != "here":
            return _NOT_HERE[self.words]
        return "" if self.old or self.new else SPACE_ALONE


def corrections(study: Study, source: Source) -> Iterator[Correction]:
    """All corrections of a transcript since it came in, oldest first."""
    changes = study.store.text_changes(source.key)
    for head in study.history():
        if head.name.startswith(_TEXTS):
            for change in changes.get(head.id, ()):
                yield from _of(study, head, change)


def _of(study: Study, head: Head, change: TextChange) -> Iterator[Correction]:
    try:
        old, new = (
            study.store.kept_text(change.key, digest or "") for digest in (change.before, change.after)
        )
    except NotFound:
        words: Literal["erased", "elsewhere"] = "erased" if change.erased else "elsewhere"
        yield Correction(head.at, head.who, _act(head), 0, "", "", words)
        return
    act = _act(head)
    found = list(differences(old, new))
    reworded = [(line, was, now) for line, was, now in found if was.split() != now.split()]
    for line, was, now in reworded or [(line, "", "") for line, _, _ in found[:1]]:
        yield Correction(head.at, head.who, act, line, was, now)


def _act(head: Head) -> str:
    words = ACTS.get(head.name, head.name)
    if "source" in head.refs and (lost := unopened_said(head.counts)):
        words = f"{words} ({lost})"
    if head.undoes:
        return f"undone: {words}"
    return f"redone: {words}" if head.redoes else words


def differences(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """Where two texts differ, line by line: the number of the first old line (from 1), old and new lines."""
    before, after = old.split("\n"), new.split("\n")
    numbers: dict[str, int] = {}
    was, now = ([numbers.setdefault(line, len(numbers)) for line in lines] for lines in (before, after))
    for start, end, into, until in gaps(align(was, now), len(was), len(now)):
        yield start + 1, "\n".join(before[start:end]), "\n".join(after[into:until])
