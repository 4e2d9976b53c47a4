"""An erasure from beginning to end: noted durably before anything goes, so that no kill leaves it half done.

The note holds the words that are to go. It stands closed to others in ``.local/``, which is never shared, and
is the last thing that goes; every step before can be done again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from utsaga.model.ids import shown_time
from utsaga.store import files
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile, not_saved
from utsaga.store.layout import STUDY, Layout
from utsaga.store.wiping import Wiped, Words, remaining, wipe

_FORM = 1
_LARGEST = 16 * files.MIB


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to be erased: ``words``, by the act ``act`` (its id) that ``who`` made at the time ``at``."""

    act: str
    who: str
    at: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went, and ``left``: files of the study that still hold such words, by their paths."""

    wiped: Wiped
    left: Sequence[str]


class Erasures:
    """The erasure in a study that has been begun and not ended, if there is one."""

    def __init__(self, layout: Layout, disk: Disk) -> None:
        """Stand for the note of it; nothing is read yet."""
        self._layout = layout
        self._disk = disk

    @property
    def begun(self) -> bool:
        """Whether one is noted, readably or not."""
        return os.path.lexists(self._layout.erasure)

    def noted(self) -> Erasure | None:
        """What is being erased, or was when a session was killed.

        Raises:
            BadFile: the note cannot be read.
        """
        content = files.read(self._layout, self._layout.erasure, _LARGEST)
        if content is None:
            return None
        try:
            return _read(json.loads(content.data))
        except (ValueError, TypeError, KeyError, RecursionError):
            raise BadFile(
                f"{self._layout.named(self._layout.erasure)} tells of an erasure and cannot be read: "
                "remove the file and erase again"
            ) from None

    def note(self, erasure: Erasure) -> None:
        """Note durably what is to be erased: from now on it will be.

        Raises:
            NotSaved: the disk does not take it; nothing will be erased.
        """
        plain = {"erasure": _FORM, "act": erasure.act, "who": erasure.who, "at": erasure.at}
        data = json.dumps({**plain, "words": list(erasure.words)}, ensure_ascii=False).encode()
        try:
            files.replace(self._disk, self._layout.erasure, data)
        except OSError as error:
            raise not_saved(error, "Nothing was erased") from None

    def drop(self) -> None:
        """Take the note away: it is done, or was not begun.

        Raises:
            NotSaved: the disk refuses.
        """
        try:
            files.remove(self._disk, self._layout.erasure)
        except OSError as error:
            raise not_saved(error, "The note of an erasure was not removed") from None

    def carry_out(
        self,
        erasure: Erasure,
        present: Mapping[str, str],
        names: Iterable[str] = (),
        *,
        listed: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Erase, and look for the words everywhere in the study's folder; ``Store.settle`` comes before.

        It may run on another thread. ``present`` are the hashes of the texts as they are now, by the keys
        of their sources; ``names`` those that the study's records have (titles, labels, codes), in which a
        word stands however it is spelt. ``listed``, asked when all has gone, says whether the list of
        replacements stays whatever is left.

        Raises:
            NotSaved: the disk refuses; the next start goes on with it.
            BadFile: a file of the history cannot be read.
        """
        words = Words(erasure.words)
        own = {self._layout.named(path) for path in (self._layout.erasure, self._layout.replacements)}
        try:
            wiped = wipe(self._layout, self._disk, words, present)
            left = [name for name in remaining(self._layout, words) if name not in own]
            records = f"{STUDY}.json"
            if records not in left and any(map(words.naming, names)):
                left.append(records)
            if (
                not listed() and not left
            ):  # as long as words stand anywhere, their list is needed to erase again
                files.remove(self._disk, self._layout.replacements)
            files.remove(self._disk, self._layout.erasure)
        except OSError as error:
            raise not_saved(error, "Not all of it was erased yet, the next start goes on with it") from None
        return Outcome(wiped, left)


def unfinished(layout: Layout) -> str:
    """That an erasure has not come to its end, in words; nothing when none has been begun."""
    try:
        noted = Erasures(layout, Disk()).noted()
    except BadFile as error:
        return str(error)
    if noted is None:
        return ""
    return (
        f"an erasure that {noted.who} began on {shown_time(noted.at)} is not finished: "
        "opening the study for writing finishes it"
    )


def _read(note: Mapping[str, Any]) -> Erasure:
    words = note["words"]
    if note["erasure"] != _FORM or not isinstance(words, list) or not words:
        raise ValueError("form")
    # A word without a letter would be found everywhere: what is erased can never be had back.
    if not all(isinstance(word, str) and any(map(str.isalnum, word)) for word in words):
        raise ValueError("words")
    return Erasure(str(note["act"]), str(note["who"]), str(note["at"]), tuple(words))
