"""The study: the one door to everything that a researcher has decided.

Reading goes through the properties and methods here. A change is an ``Action`` planned by a module in one
of the rooms beside this one (``coding``, ``people``, ``guide``, ...) and made by ``Study.do``; a
screen that must not wait for the disk makes it in three steps: ``begin``, ``Pending.write`` on another
thread, ``finish``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from utsaga.model.action import Action, Head
from utsaga.model.codetree import CodeTree
from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound, ReadOnly, Refused
from utsaga.model.ids import shown_time
from utsaga.model.info import StudyInfo
from utsaga.model.participant import Participant
from utsaga.model.source import Source
from utsaga.nearest import nearest
from utsaga.store import Pending, Store
from utsaga.study.bonds import loose_ends
from utsaga.study.ending_reviews import ending_reviews
from utsaga.study.names import GONE, OwnNames, PastNames, name_now
from utsaga.study.news import News, news_of
from utsaga.study.opened import OpenedTranscripts
from utsaga.study.places import STUDY
from utsaga.study.session import StudySession
from utsaga.study.stored import as_stored
from utsaga.study.undo import BeforeThisSession, NoLonger, UndoStacks
from utsaga.study.words import in_words, no_longer, when_done
from utsaga.text.transcript import Transcript


class Study(StudySession):
    """A study that is open, for one coder."""

    def __init__(self, store: Store, coder: str) -> None:
        """Stand on an open store; use ``open`` or ``create``."""
        super().__init__(store, coder)
        self._transcripts = OpenedTranscripts(store.text)
        self._stacks = UndoStacks(self.coder, partial(store.history_of, self.coder))
        self.past_names = PastNames(partial(store.deletions, STUDY.file))

    # Reading

    @property
    def info(self) -> StudyInfo:
        """Title, language and format."""
        return self.held.info

    @property
    def sources(self) -> list[Source]:
        """All transcripts in their order."""
        return self.held.sources

    @property
    def participants(self) -> list[Participant]:
        """Everybody who takes part, by name."""
        return self.held.participants

    @property
    def codes(self) -> CodeTree:
        """The codebook."""
        return self.held.codes

    @property
    def pins(self) -> dict[str, str]:
        """This coder's pinned codes: digit "1".."9" to the id of a code that exists."""
        coder = self.held.coder(self.coder)
        pins = coder.pins if coder else {}
        return {digit: code_id for digit, code_id in sorted(pins.items()) if code_id in self.codes}

    def source_named(self, name: str) -> Source:
        """The source with a key, a title or an imported file's name, with or without its ending.

        Raises:
            NotFound: none, or several, have it.
        """
        wanted = name.strip().casefold()
        for names_of in (_key, _title, _origin):
            found = [source for source in self.sources if wanted and wanted in names_of(source)]
            if len(found) == 1:
                return found[0]
            if found:
                keys = ", ".join(source.key for source in found)
                raise NotFound(f"Several transcripts are called '{name}'. Use the key: {keys}.")
        titles = [source.title for source in self.sources]
        raise NotFound(f"There is no transcript '{name}' in the study{nearest(name, titles)}.")

    def transcript(self, source_id: str) -> Transcript:
        """The text of a source with its turns.

        Raises:
            UtsagaError: the file is gone or is not text any more.
        """
        return self._transcripts.of(self.held.source(source_id))

    def unchanged(self, source_id: str) -> bool:
        """Whether a text is the one that was imported or last accepted."""
        return self.transcript(source_id).sha256 == self.held.source(source_id).sha256

    def holds(self, coding: Coding) -> bool:
        """Whether a coding lies on its own words, and does not wait to be placed."""
        text = self.transcript(coding.source).text
        if self.held.review(coding.source, coding.id) is not None:
            return False
        return text[coding.start : coding.end] == coding.quote

    # Names, for actions in words

    def name_of(self, kind: str, record_id: str) -> str | None:
        """The name of a code, source, participant, attribute or guide; None when it is gone."""
        return name_now(self.held, self._store, kind, record_id)

    def code_name(self, code_id: str) -> str:
        """The name of a code; a neutral word when it is gone."""
        return self.name_of("code", code_id) or GONE["code"]

    def source_title(self, source_id: str) -> str:
        """The title of a source; a neutral word when it is gone."""
        return self.name_of("source", source_id) or GONE["source"]

    def participant_name(self, participant_id: str) -> str:
        """The name of a participant; a neutral word when they are gone."""
        return self.name_of("participant", participant_id) or GONE["participant"]

    # Changing

    def do(self, action: Action) -> Action:
        """Make a change: it is on disk when this returns.

        Raises:
            Refused: the study has changed under the plan, or is read-only.
            UtsagaError: the disk did not take it; nothing was changed.
        """
        pending = self.begin(action)
        pending.write()
        self.finish(pending)
        return pending.action

    def begin(self, action: Action) -> Pending:
        """Check a change against the study as it is.

        Raises:
            Refused: the study has changed under the plan, or is read-only.
        """
        return self._store.begin(as_stored(ending_reviews(action, self.held), self._store))

    def finish(self, pending: Pending) -> None:
        """Make a change that is on disk visible here."""
        self._store.finish(pending)
        self._follow(pending.action)

    def plan_undo(self, *, earlier: bool = True) -> Action:
        """The action that takes this coder's last change back.

        Without ``earlier`` only changes of this session are taken back.

        Raises:
            BeforeThisSession: the last change was made in an earlier one.
            Refused: there is nothing to take back.
            NoLonger: others have worked on since, or it has been erased: it is set aside, and the next call
                looks at the one before it.
        """
        wanted = self._stacks.next_undo
        if wanted is None:
            raise Refused("There is nothing to undo.")
        return self._inverse(wanted, redo=False, earlier=earlier)

    def plan_redo(self, *, earlier: bool = True) -> Action:
        """The action that repeats what was last undone.

        Raises:
            BeforeThisSession: it was undone in an earlier session, and those are not meant.
            Refused: there is nothing to repeat.
            NoLonger: it can no longer be repeated, and is set aside.
        """
        wanted = self._stacks.next_redo
        if wanted is None:
            raise Refused("There is nothing to redo.")
        return self._inverse(wanted, redo=True, earlier=earlier)

    def _inverse(self, wanted: str, *, redo: bool, earlier: bool) -> Action:
        if self._store.saving:
            raise Refused("The last change is still being saved: wait a moment.")
        said = ""
        try:
            done = self._store.action(wanted)
            action = done.inverse(self.coder, redo=redo)
            said = self.say(replace(action, undoes=None, redoes=None))
            if not earlier and not self._stacks.is_of_this_session(wanted):
                did = "undone" if redo else "done"
                raise BeforeThisSession(f"{said[:1].upper()}{said[1:]}: {did} {shown_time(done.at)}")
            self._store.check_action(as_stored(action, self._store))
            if ends := loose_ends(action, self.held, self._store):
                raise Refused(ends)
        except (ReadOnly, BeforeThisSession):
            raise
        except (Refused, NotFound) as error:
            self._stacks.set_aside(wanted)
            heads = (self.say(head) for head in self.history() if head.id == wanted)
            raise NoLonger(no_longer(said or next(heads, "an act"), str(error), redo=redo)) from None
        return action

    def say(self, action: Action | Head) -> str:
        """An action in words: the same before and after it is done."""
        whole = action if isinstance(action, Action) else None
        return in_words(action, OwnNames(self, self.past_names, whole))

    def tell(self, action: Action, undo: str = "") -> str:
        """What an action has done, as a sentence; ``undo`` is the key that would take it back."""
        return when_done(action, OwnNames(self, self.past_names, action), undo)

    def history(self) -> Iterator[Head]:
        """Every action ever made, oldest first."""
        return self._store.history()

    def refresh(self) -> News:
        """Take in what others have written since."""
        seen = self._store.poll()
        if seen.changes:
            self.held.apply(seen.changes)
            self.past_names.forget()
        if seen.texts:
            self._transcripts.clear()
        return news_of(seen)

    def forget_texts(self) -> None:
        """Read texts anew when they are next asked for: a file has been put right beside the journal."""
        self._transcripts.clear()

    def take_over(self) -> None:
        """Write from here on, in the place of one who has left.

        Raises:
            ReadOnly: somebody else was quicker.
            UtsagaError: what was left behind cannot be read.
        """
        super().take_over()
        self._stacks = UndoStacks(self.coder, partial(self._store.history_of, self.coder))

    def _end_erasure(self) -> None:
        if self._store.writable and self._store.erasures.begun:
            from utsaga.study.living.ending_erasure import end_erasure

            self._ended = end_erasure(self)

    def _follow(self, action: Action) -> None:
        self.held.apply(action.changes)
        if not action.changes or any(change.after is None for change in action.changes):
            self.past_names.forget()
        for change in action.texts:
            self._transcripts.forget(change.key)
        self._stacks.follow(action)


def _key(source: Source) -> set[str]:
    return {source.key}


def _title(source: Source) -> set[str]:
    return {source.title.casefold()}


def _origin(source: Source) -> set[str]:
    return {source.origin.casefold(), Path(source.origin).stem.casefold()}
