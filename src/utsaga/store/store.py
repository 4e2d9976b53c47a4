"""A study on disk: the one object through which everything above reads and writes it."""

from __future__ import annotations

from functools import partial

from utsaga.model.action import Action, Table
from utsaga.store import segments
from utsaga.store.check import Finding, check_files
from utsaga.store.erasure import Erasures
from utsaga.store.errors import GONE, NotSaved, not_saved
from utsaga.store.layout import STUDY, check_table
from utsaga.store.ledger import Pending
from utsaga.store.session import StoreSession
from utsaga.store.tinyfile import DocChange, StudyFile, as_changes

EDITED = "table.edited"
"""The name of the action by which a TinyDB call changes a study."""


class Store(StoreSession):
    """A study, open. One thread owns it; ``Pending.write`` alone may be called from any.

    >>> with Store.open(path, who="kim") as store:          # doctest: +SKIP
    ...     store.commit(Action("codings.add", "kim", (change,)))
    """

    def file(self, name: str) -> StudyFile:
        """A file of the study as a TinyDB; what is changed through it is journalled like all else.

        Raises:
            BadFile: it cannot be read as what it should be.
        """
        found = self._shelf.held(check_table(Table(name, STUDY)).file).file
        found.storage.commit = partial(self._commit_edit, name)
        return found

    def _commit_edit(self, file: str, table: str, edits: list[DocChange]) -> None:
        changes = as_changes(Table(file, table), edits)
        self.commit(Action(EDITED, self._who, changes, counts={"records": len(changes)}))

    def keep_text(self, key: str, text: str) -> str:
        """Keep a text durably for a source; returns the SHA-256 of its UTF-8.

        Raises:
            Refused, NotSaved: it is no text for a file, or the disk does not take it.
        """
        if not self._must_write().claim.stands():
            raise NotSaved(GONE)
        return self._texts.keep(key, text)

    def put_back_text(self, key: str, sha256: str) -> str | None:
        """Put a text that a source has or had back into its file, whatever stands there now.

        Returns the hash under which what stood there is kept (as bytes: it need not be text); None when
        nothing did, or an empty file.

        Raises:
            NotFound, BadFile: the text is not kept.
            NotSaved: the disk does not take it.
        """
        if not self._must_write().claim.stands():
            raise NotSaved(GONE)
        return self._texts.put_back(key, sha256)

    def put_texts_in_form(self) -> None:
        """Write texts anew that were read with a byte order mark or other line ends than LF.

        Raises:
            NotSaved: the disk does not take it.
        """
        if not self._must_write().claim.stands():
            raise NotSaved(GONE)
        self._texts.put_in_form()

    def begin(self, action: Action) -> Pending:
        """Check an action: every ``before`` must be what is there.

        Raises:
            ReadOnly: the study cannot be written from here.
            Refused: the action does not fit; nothing has changed.
        """
        return self._must_write().ledger.begin(action)

    @property
    def saving(self) -> bool:
        """Whether a change has been begun and is not finished yet."""
        return self._writing is not None and self._writing.ledger.busy

    def check_action(self, action: Action) -> None:
        """Check an action as ``begin`` would, and do nothing more.

        Raises:
            ReadOnly, Refused: as ``begin`` would.
        """
        self._must_write().ledger.check(action)

    def weight(self, action: Action) -> int:
        """Bytes that an action takes in the journal.

        Raises:
            Refused: it cannot be written down.
        """
        return self._must_write().ledger.weight(action)

    def finish(self, pending: Pending) -> None:
        """Make a written action visible, and see to it that the files follow."""
        mine = self._must_write()
        mine.ledger.finish(pending)
        mine.keeper.poke(now=mine.upkeep.full)

    def commit(self, action: Action) -> None:
        """Begin, write and finish at once: durable when it returns.

        Raises:
            ReadOnly, Refused, NotSaved: nothing has changed.
        """
        pending = self.begin(action)
        pending.write()
        self.finish(pending)

    def action(self, action_id: str) -> Action:
        """An action with everything that it changed.

        Raises:
            NotFound: there is none, or its content has been erased.
        """
        mine = self._writing.claim.journal if self._writing else None
        place = mine.places.get(action_id) if mine else None
        found = segments.read_action(self._layout, place) if place else None
        found = found or segments.find_action(self._layout, action_id, besides=mine.session if mine else None)
        return found or self._history.action(action_id)

    def check(self) -> list[Finding]:
        """What is wrong with the study's files; nothing is changed."""
        return check_files(self.path)

    def repair(self) -> list[str]:
        """Put right what can be with the study open, and say what was done: rights, half files, leftovers.

        ``utsaga.store.repair`` mends first what keeps a study from opening.

        Raises:
            ReadOnly: the study cannot be written from here.
            NotSaved: the disk does not take it.
        """
        done = self._must_write().upkeep.put_in_order()
        self.flush()
        said = [self.recovered.words] if self.recovered else []
        return said + [
            f"{self._layout.named(path)}: closed to others, or half a file removed" for path in done
        ]

    def settle(self) -> None:
        """As ``flush``, and nothing of what has been done is left in the journal: it is in the history.

        Raises:
            ReadOnly: the study cannot be written from here.
            NotSaved: the disk does not take it, or a change is being saved in this moment.
        """
        upkeep = self._must_write().upkeep
        self.flush()
        try:
            settled = not self.saving and upkeep.settle()
        except OSError as error:
            raise not_saved(error, "Not done") from None
        if not settled:
            raise NotSaved(upkeep.trouble or "Something is still being saved: try again in a moment")

    @property
    def erasures(self) -> Erasures:
        """The erasure that has been begun in the study, if one has, and the way to begin one.

        Raises:
            ReadOnly: the study cannot be written from here.
        """
        self._must_write()
        return Erasures(self._layout, self._disk)
