"""Erasing the originals: what was replaced in the transcripts goes from everything that is past, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.store.erasure import Erasure
from utsaga.store.wiping import ERASED, Wiped
from utsaga.study.replacing import Rule, kept_rules
from utsaga.study.study import Study
from utsaga.study.words import counted

UNREACHED = (
    "Out of reach are git's history, backups and snapshots of the disk, and every copy that was sent or "
    "exported: see to these yourself."
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What went, and ``left``: files of the study that still hold such words, by their paths."""

    words: int
    wiped: Wiped
    left: Sequence[str]

    @property
    def in_words(self) -> str:
        """What was done, what is left and what is out of reach."""
        wiped = self.wiped
        said = (
            f"Erased what was left of {counted(self.words, 'replaced word')}: "
            f"{counted(wiped.records, 'record')} of the history, {counted(wiped.texts, 'old text')}, "
            f"{counted(wiped.files, 'file')} beside the study."
        )
        if self.left:
            said += (
                f" The words still stand in {', '.join(self.left)}. The list of replacements stays until "
                "they are gone from there, too: then erase again."
            )
        return f"{said} {UNREACHED}"


def words_of(rules: Sequence[Rule]) -> list[str]:
    """The words that are to go: originals and all their forms."""
    return list(
        dict.fromkeys(w for rule in rules for w in (rule.original, *(form for form, _ in rule.forms)))
    )


class Erasing:
    """The erasure of what a study's list of replacements names, in two steps for a screen.

    ``begin`` is for the thread that owns the study, ``wipe`` for any.
    """

    def __init__(self, study: Study) -> None:
        """Look what there is to erase.

        Raises:
            Refused: nothing has been replaced, or this session may not write.
        """
        self._study = study
        self._words = words_of(kept_rules(study))
        if not self._words:
            raise Refused("There is no list of replacements in this study: nothing to erase.")

    @property
    def question(self) -> str:
        """What a person must know before she says yes."""
        return (
            f"Erase what is left of {counted(len(self._words), 'replaced word')}? Replacements and other "
            "acts that hold them can then no longer be undone, and the list of replacements goes, too: from "
            "then on nobody can tell from this folder who is who."
        )

    def begin(self) -> None:
        """Note what is to be erased, and the act in the history; bring the past where it can be reached.

        From now on the erasure is done to its end, at the next start if this session is killed.

        Raises:
            UtsagaError: the study cannot be written, or something is still being saved: nothing is erased.
        """
        store, coder = self._study.store, self._study.coder
        act = Action(ERASED, coder, counts={"words": len(self._words)})
        self._erasure = Erasure(act.id, coder, act.at, tuple(self._words))
        store.settle()
        store.erasures.note(self._erasure)
        try:
            self._study.do(act)
            store.settle()
        except UtsagaError:
            store.erasures.drop()
            raise
        self._present = {source.key: source.sha256 for source in self._study.sources}

    def wipe(self) -> Erased:
        """Erase, and look for the words everywhere in the study's folder.

        Raises:
            UtsagaError: the disk refuses; the next start goes on with it.
        """
        outcome = self._study.store.erasures.carry_out(self._erasure, self._present)
        return Erased(len(self._words), outcome.wiped, outcome.left)


def erase(study: Study) -> Erased:
    """Erase the originals of all replacements.

    Raises:
        Refused: there is nothing to erase.
        UtsagaError: the study cannot be written, or the disk refuses.
    """
    erasing = Erasing(study)
    erasing.begin()
    return erasing.wipe()
