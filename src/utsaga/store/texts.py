"""The texts of a study: what stands in transcripts/, and every text that a source has had."""

from __future__ import annotations

import codecs
import threading
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from utsaga.model.action import TextChange
from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.store import files
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile, NotUtf8, not_saved
from utsaga.store.layout import Layout
from utsaga.store.packed import ENDING, pack, unpack
from utsaga.store.rounds import Rounds
from utsaga.text.digest import sha256_of

LARGEST_TEXT = 64 * files.MIB


class Texts:
    """All texts of a study. Thread-safe.

    ``unsynced`` names the texts that are behind the journal, with the first segment that they lack.
    """

    def __init__(self, layout: Layout, disk: Disk) -> None:
        """Stand for the texts of a study; nothing is read yet."""
        self.unsynced: dict[str, int] = {}
        self._out_of_form: set[str] = set()
        self._durable: set[Path] = set()  # kept in this session: once is enough
        self._chains: dict[str, list[str | None]] = {}
        self._seen: dict[str, tuple[files.Signature | None, str | None]] = {}
        self._strays: dict[Path, tuple[files.Signature, str]] = {}
        self._layout = layout
        self._disk = disk
        self._lock = threading.RLock()
        self._rounds = Rounds(layout.transcripts)

    def keep(self, key: str, text: str) -> str:
        """Keep a text durably for a source and return its hash.

        Raises:
            Refused: it holds half characters (lone surrogates) or is too large.
            NotSaved: the disk does not take it.
        """
        data = _encoded(key, text)
        digest = sha256_of(data)
        try:
            self._keep(key, digest, data)
        except OSError as error:
            raise not_saved(error, f"The text for '{key}' was not saved") from None
        return digest

    def _keep(self, key: str, digest: str, data: bytes) -> None:
        path = self._layout.kept_text(key, digest)
        if path in self._durable and path.is_file():
            return
        files.make_folder(self._disk, self._layout.inside(path.parent))
        files.replace(self._disk, path, pack(data))
        self._durable.add(path)

    def must_have(self, change: TextChange) -> None:
        """Look whether a change brings the text that it makes the present one, or that is kept already.

        Raises:
            Refused: it brings another, or one that no file can hold.
            NotFound, BadFile: it brings none, and what is kept is gone or another.
        """
        for digest, text in ((change.before, change.old), (change.after, change.new)):
            if text is not None and sha256_of(_encoded(change.key, text)) != digest:
                raise Refused(f"The text for '{change.key}' is not the one that was announced: not saved")
        if change.after is not None and change.new is None:
            self.kept(change.key, change.after)

    def keep_both(self, change: TextChange) -> None:
        """Keep the texts durably that a change brings.

        Raises:
            NotSaved: the disk does not take them.
        """
        for text in (change.old, change.new):
            if text is not None:
                self.keep(change.key, text)

    def kept(self, key: str, digest: str) -> str:
        """A text that a source has or had, by its hash.

        Raises:
            NotFound: it is not there.
            BadFile: what is there is something else.
        """
        return _decode(self._kept_bytes(key, digest), f"the text {digest[:12]} of '{key}'")

    def keeps(self, key: str, digest: str) -> bool:
        """Whether a text that a source has or had is kept."""
        paths = self._layout.kept_text(key, digest), self._layout.kept_plain(key, digest)
        return any(path.is_file() for path in paths)

    def all_kept(self, key: str) -> list[str]:
        """The hashes of all texts of a source that are kept, the one that was kept last first."""
        folder = self._layout.kept_text(key, "").parent
        found = [path for ending in (ENDING, ".txt") for path in folder.glob(f"*{ending}")]
        there = {path.name.partition(".")[0]: path.stat().st_mtime_ns for path in found}
        return sorted(there, key=lambda digest: (-there[digest], digest))

    def read(self, key: str) -> str:
        """The text of a source as it stands in its file.

        Raises:
            NotFound: there is none.
            BadFile: it is not UTF-8, too large or not readable.
        """
        path = self._layout.text(key)
        with self._lock:
            data, signature = self._present(key)
            # Not everybody who reads tells of what is new: once known, only ``changed`` moves this on.
            self._seen.setdefault(key, (signature, None if data is None else sha256_of(data)))
        if data is None:
            raise NotFound(f"The text of '{key}' is missing: {self._layout.named(path)}")
        return _decode(data, self._layout.named(path), key)

    def raw(self, key: str) -> bytes:
        """The bytes of a source's file as they stand; none for a file that is gone.

        Raises:
            BadFile: it is too large or not readable.
        """
        content = self._content(key)
        return content.data if content else b""

    def peek(self, key: str) -> str:
        """As ``read``, but the text is not looked after from then on: for those who read all of them.

        Raises:
            NotFound, BadFile: as ``read``.
        """
        with self._lock:
            data, _ = self._present(key)
        if data is None:
            raise NotFound(f"The text of '{key}' is missing: {self._layout.named(self._layout.text(key))}")
        return _decode(data, self._layout.named(self._layout.text(key)), key)

    def digest(self, key: str) -> str | None:
        """The hash of the text as it stands; None when there is none. From then on it is looked after."""
        with self._lock:
            data, signature = self._present(key)
            found = None if data is None else sha256_of(data)
            self._seen.setdefault(key, (signature, found))
        return found

    def remember(self, changes: Iterable[TextChange], segment: int) -> None:
        """Note changes from a journal whose writer may not have come to write the files."""
        with self._lock:
            for change in changes:
                self._chains.setdefault(change.key, [change.before]).append(change.after)
                self.unsynced[change.key] = min(segment, self.unsynced.get(change.key, segment))

    def forget(self) -> None:
        """Forget what journals told: they are being read again."""
        with self._lock:
            self._chains.clear()
            self.unsynced.clear()

    def put(self, change: TextChange, segment: int) -> None:
        """Make a journalled change in the file; owed when the disk does not take it."""
        with self._lock:
            self.remember([change], segment)
            self.save(change.key)

    def save(self, key: str) -> None:
        """Bring a file up to the journal, unless somebody else has edited it since.

        Raises:
            OSError: the disk does not take it; it stays owed.
            NotFound, BadFile: the text that was kept for it has gone.
        """
        with self._lock:
            path = self._layout.inside(self._layout.text(key))
            data, _ = self._present(key)
            if data is None:
                files.make_folder(self._disk, path.parent)
                files.remove(self._disk, path)
                self._seen[key] = None, None
            elif data != self.raw(key):
                files.make_folder(self._disk, path.parent)
                files.replace(self._disk, path, data)
                self._seen[key] = files.Signature.at(path), sha256_of(data)
            else:
                files.sync(self._disk, path)
            self.unsynced.pop(key, None)
            self._chains.pop(key, None)

    def put_back(self, key: str, digest: str) -> str | None:
        """Put a kept text into its file; what stood there is kept under the hash that is returned.

        Raises:
            NotFound, BadFile: it is not kept.
            NotSaved: the disk does not take it.
        """
        with self._lock:
            data = self._kept_bytes(key, digest)
            there, _ = self._standing(key)
            path = self._layout.inside(self._layout.text(key))
            aside = sha256_of(there) if there else None
            try:
                if there and aside and not self.keeps(key, aside):
                    # Not packed: a person is told where it is, and may want to open it.
                    files.replace(self._disk, self._layout.kept_plain(key, aside), there)
                files.make_folder(self._disk, path.parent)
                files.replace(self._disk, path, data)
            except OSError as error:
                raise not_saved(error, f"The text of '{key}' was not put back") from None
            self._seen[key] = files.Signature.at(path), digest
            return aside

    def strays(self, known: Collection[str]) -> dict[str, str]:
        """The hashes of texts whose files are named after none of the known sources, by their names."""
        found = {}
        for path in sorted(self._layout.transcripts.glob("*.txt")):
            if path.stem not in known:
                with suppress(BadFile):  # the check tells of files that cannot be read
                    if digest := self._stray_digest(path):
                        found[self._layout.named(path)] = digest
        return found

    def _stray_digest(self, path: Path) -> str | None:
        """The hash of a file without a transcript, which is read once: each missing text asks for all."""
        signature, digest = self._strays.get(path, (None, ""))
        if signature is not None and signature == files.Signature.at(path):
            return digest
        content = files.read(self._layout, path, LARGEST_TEXT)
        if content is None:
            return None
        digest = sha256_of(_in_form(content.data))
        self._strays[path] = content.signature, digest
        return digest

    def stray(self, name: str) -> str:
        """The text in a file that ``strays`` names.

        Raises:
            NotFound: it is gone.
            BadFile: it is not UTF-8, too large or not readable.
        """
        path = self._layout.transcripts / PurePosixPath(name).name
        content = files.read(self._layout, path, LARGEST_TEXT)
        if content is None:
            raise NotFound(f"{self._layout.named(path)} is gone")
        return _decode(_in_form(content.data), self._layout.named(path))

    def put_in_form(self) -> None:
        """Write the texts anew that an editor has saved with a byte order mark or other line ends.

        Raises:
            NotSaved: the disk does not take it.
        """
        with self._lock:
            for key in sorted(self._out_of_form):
                data, _ = self._standing(key)
                path = self._layout.inside(self._layout.text(key))
                try:
                    if data is not None and data != self.raw(key):
                        files.replace(self._disk, path, data)
                except OSError as error:
                    raise not_saved(error, f"The text of '{key}' was not put in form") from None
                self._out_of_form.discard(key)

    def changed(self, problems: list[str], *, everything: bool = False) -> tuple[str, ...]:
        """The sources read so far whose text has become another since they were first read, or last told of.

        What is written here is no news. Looked at are those whose turn it is, or all. What cannot be read
        is added to ``problems`` and bars no other; it is looked at again the next time.
        """
        with self._lock:
            found = []
            for key in self._rounds.due(list(self._seen), everything=everything):
                try:
                    if self._has_changed(key):
                        found.append(key)
                except UtsagaError as error:
                    problems.append(str(error))
                    self._rounds.again()
            return tuple(found)

    def _has_changed(self, key: str) -> bool:
        signature, digest = self._seen[key]
        if files.Signature.at(self._layout.text(key)) == signature:
            return False
        data, signature = self._present(key)
        self._seen[key] = signature, None if data is None else sha256_of(data)
        return self._seen[key][1] != digest

    def _present(self, key: str) -> tuple[bytes | None, files.Signature | None]:
        """What a source's text is: the file, or what a journal says that should stand in it by now."""
        data, signature = self._standing(key)
        chain = self._chains.get(key)
        if not chain or (None if data is None else sha256_of(data)) not in chain[:-1]:
            return data, signature
        last = chain[-1]
        return (None if last is None else self._kept_bytes(key, last)), signature

    def _standing(self, key: str) -> tuple[bytes | None, files.Signature | None]:
        """What a source's file holds, in form, unless it is exactly a text that the source has or had."""
        content = self._content(key)
        if content is None:
            return None, None
        data = _in_form(content.data)
        if data == content.data or self.keeps(key, sha256_of(content.data)):
            return content
        self._out_of_form.add(key)
        return data, content.signature

    def _content(self, key: str) -> files.Content | None:
        return files.read(self._layout, self._layout.text(key), LARGEST_TEXT)

    def _kept_bytes(self, key: str, digest: str) -> bytes:
        packed = files.read(self._layout, self._layout.kept_text(key, digest), LARGEST_TEXT)
        plain = (
            None if packed else files.read(self._layout, self._layout.kept_plain(key, digest), LARGEST_TEXT)
        )
        if packed is None and plain is None:
            raise NotFound(f"The text {digest[:12]} of '{key}' is no longer kept")
        try:
            data = unpack(packed.data, LARGEST_TEXT) if packed else plain.data if plain else b""
        except ValueError:
            data = b""
        if sha256_of(data) != digest:
            raise BadFile(f"The text {digest[:12]} kept for '{key}' has been changed: it is not used")
        return data


def _encoded(key: str, text: str) -> bytes:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(f"The text for '{key}' holds half a character at {error.start}: not saved") from None
    if len(data) > LARGEST_TEXT:
        raise Refused(f"The text for '{key}' is larger than {LARGEST_TEXT // files.MIB} MB: not saved")
    return data


def _in_form(data: bytes) -> bytes:
    """A text without byte order mark, its lines ended by LF: some editors save it otherwise.

    Bytes with nulls are left as they are: they are no UTF-8 text, but may be in another encoding.
    """
    if b"\0" in data:
        return data
    return data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _decode(data: bytes, name: str, key: str = "") -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = NotUtf8(f"{name} is not UTF-8 text: byte {error.start}")
        found.key = key
        raise found from None
