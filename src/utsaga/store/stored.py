"""What stands in a study on disk: its tables, its texts and its history, as a session sees them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial

from utsaga.model.action import Action, Change, Head, Table, TextChange
from utsaga.store import files
from utsaga.store.disk import Disk
from utsaga.store.files import Signature
from utsaga.store.history import History
from utsaga.store.layout import Layout, check_table
from utsaga.store.records import Records
from utsaga.store.shelf import Shelf
from utsaga.store.texts import Texts
from utsaga.store.tinyfile import LARGEST_FILE


class StoredStudy:
    """A study on disk with what its journals add; nothing here changes it. ``path`` is its folder."""

    def __init__(self, layout: Layout, disk: Disk, version: int) -> None:
        """Stand for a study of a format version; nothing is read yet."""
        self.path = layout.root
        self._layout = layout
        self._disk = disk
        self._history = History(layout, disk)
        self._texts = Texts(layout, disk)
        self._shelf = Shelf(layout, disk, version)

    def tables(self, name: str) -> list[Table]:
        """Every table with a name over all files: ``tables("codings")``.

        A file that has not been read yet is only searched for the name; ``codings/`` holds codings.
        """
        return [Table(file, name) for file in self._shelf.names() if self._has_table(file, name)]

    def _has_table(self, file: str, name: str) -> bool:
        if file.startswith(f"{name}/"):
            return True
        if file in self._shelf.loaded() or file in self._shelf.chains:
            return bool(self._shelf.docs(Table(file, name)))
        content = files.read(self._layout, self._layout.tables(file), LARGEST_FILE)
        return content is not None and bool(re.search(rb'"%b"\s*:\s*\{' % name.encode(), content.data))

    def files_of(self, source_key: str) -> list[str]:
        """All coders' files for a source, as a table's ``file`` names them."""
        return self._shelf.files_of(source_key)

    def files(self) -> list[str]:
        """Every file with records, as a table's ``file`` names it; the study's own first."""
        return self._shelf.names()

    def contents(self, file: str) -> list[Change]:
        """Every record of a file, as if it had just been made.

        Raises:
            BadFile: it cannot be read as what it should be.
        """
        return self._shelf.contents(file)

    def records(self, table: Table) -> Records:
        """The records of a table by id, as of any moment; none when there is no such table.

        Raises:
            BadFile: its file cannot be read as what it should be.
        """
        self._shelf.held(check_table(table).file)
        return Records(partial(self._shelf.docs, table))

    def text(self, key: str) -> str:
        """The text of a source, as it stands in transcripts/.

        Raises:
            NotFound, BadFile: there is none, or it is not UTF-8, too large or not readable.
        """
        return self._texts.read(key)

    def text_bytes(self, key: str) -> bytes:
        """The bytes of a source's file, in whatever encoding; none for a file that is gone.

        Raises:
            BadFile: it is too large or not readable.
        """
        return self._texts.raw(key)

    def peek(self, key: str) -> str:
        """As ``text``, without being told by ``poll`` when it changes: for those who read all texts.

        Raises:
            NotFound, BadFile: as ``text``.
        """
        return self._texts.peek(key)

    def text_sha256(self, key: str) -> str | None:
        """SHA-256 of the text of a source as it stands in transcripts/, whatever it is; None without one.

        Raises:
            BadFile: it is too large or not readable.
        """
        return self._texts.digest(key)

    def strays(self, known: Collection[str]) -> dict[str, str]:
        """Files in transcripts/ that none of the known sources has: their names and the SHA-256 of each."""
        return self._texts.strays(known)

    def stray(self, name: str) -> str:
        """The text in a file that ``strays`` names.

        Raises:
            NotFound, BadFile: it is gone, or not UTF-8, too large or not readable.
        """
        return self._texts.stray(name)

    def keeps_text(self, key: str, sha256: str) -> bool:
        """Whether a text that a source has or had is kept."""
        return self._texts.keeps(key, sha256)

    def kept_text(self, key: str, sha256: str) -> str:
        """A text that a source has or had.

        Raises:
            NotFound: it is not kept.
        """
        return self._texts.kept(key, sha256)

    def kept_texts(self, key: str) -> list[str]:
        """The hashes of all texts that a source has or had, as far as they are kept here; the last first."""
        return self._texts.all_kept(key)

    def signature(self, file: str) -> Signature | None:
        """By what one sees later that a file is still the one that is in memory; None when it is not now."""
        found = Signature.at(self._layout.tables(file))
        return None if file in self._shelf.loaded() and self._shelf.replaced(file) else found

    def history(self) -> Iterator[Head]:
        """Who did what when, oldest first, over all sessions up to now."""
        return self._history.heads()

    def history_of(self, who: str) -> Iterator[Head]:
        """What one person did, the newest first; read as far as it is asked for."""
        return self._history.heads_by(who)

    def text_changes(self, key: str) -> dict[str, list[TextChange]]:
        """Every change of one source's text that has not been erased, by the ids of the actions."""
        return self._history.text_changes(key)

    def written(self, file: str) -> Iterator[tuple[Head | Action, Change]]:
        """Every change of the records of one TinyDB file with the act that made it, oldest first."""
        return self._history.written(file)

    def deletions(self, file: str) -> Iterator[Change]:
        """Every deletion of a record of one TinyDB file, oldest first, also those that were taken back."""
        return self._history.deletions(file)
