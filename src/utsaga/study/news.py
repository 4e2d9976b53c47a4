"""What came into a study from outside: another session, an editor, a merge in git."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.store import Seen
from utsaga.study.phrases import counted
from utsaga.study.ways import Way, Ways


@dataclass(frozen=True, slots=True)
class News:
    """Whether anything in the study is another than before, and what the person should be told.

    ``texts`` are the keys of sources whose file holds another text than at the last look; ``passages`` those
    of sources whose coders' records are others, ``conflicts`` how many were changed on both sides.
    """

    changed: bool
    problems: tuple[str, ...]
    texts: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    conflicts: int = 0

    def in_words(self, ways: Ways) -> tuple[str, ...]:
        """What needs a person, a sentence each."""
        if not self.conflicts:
            return self.problems
        both = (
            f"{counted(self.conflicts, 'record')} had been changed on both sides: the later change holds, "
            f"the other is kept: {ways(Way.REVIEW)}."
        )
        return (*self.problems, both)


def news_of(seen: Seen) -> News:
    """What a look at the files found."""
    keys = dict.fromkeys(key for change in seen.changes if (key := change.table.source_key))
    return News(
        bool(seen.changes or seen.texts), tuple(seen.problems), seen.texts, tuple(keys), seen.conflicts
    )
