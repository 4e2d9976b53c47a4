"""What came into a study from outside: another session, an editor, a merge in git."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.store import Seen
from utsaga.study.phrases import counted


@dataclass(frozen=True, slots=True)
class News:
    """Whether anything in the study is another than before, and what the person should be told.

    ``texts`` are the keys of sources whose file holds another text than at the last look; ``passages`` those
    of sources whose coders' records are others.
    """

    changed: bool
    words: tuple[str, ...]
    texts: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


def news_of(seen: Seen) -> News:
    """What a look at the files found, in words where it needs a person."""
    words = list(seen.problems)
    if seen.conflicts:
        words.append(
            f"{counted(seen.conflicts, 'record')} had been changed on both sides: the later change holds, "
            "the other is kept. g r, or 'utsaga review', lists both."
        )
    keys = dict.fromkeys(key for change in seen.changes if (key := change.table.source_key))
    return News(bool(seen.changes or seen.texts), tuple(words), seen.texts, tuple(keys))
