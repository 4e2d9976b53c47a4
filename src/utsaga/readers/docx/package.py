"""Where the parts of a Word document stand in its archive."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from utsaga.readers.markup import Handler, feed_xml
from utsaga.readers.reading import Unreadable
from utsaga.readers.zips import Archive


class Package:
    """The main part of a document, and the parts that it refers to by kind ("comments", "header")."""

    def __init__(self, archive: Archive, name: str) -> None:
        """Follow the archive's relationships.

        Raises:
            Unreadable: there is no main part, or the archive is damaged.
        """
        self._archive = archive
        self._name = name
        roots = self._related("")
        self.main = next(iter(roots.get("officeDocument", ["word/document.xml"])))
        if self.main not in archive:
            raise Unreadable(f"'{name}' is no whole Word document: its text is missing.")
        self._parts = self._related(self.main)

    def of_kind(self, kind: str) -> Iterator[bytes]:
        """What the parts of a kind hold: one at a time, each once however often it is referred to."""
        return (self._archive.part(part) for part in self._parts.get(kind, ()) if part in self._archive)

    def body(self) -> bytes:
        """What the main part holds."""
        return self._archive.part(self.main)

    def _related(self, part: str) -> dict[str, dict[str, None]]:
        folder, file = posixpath.split(part)
        found = _Relationships(folder)
        feed_xml(self._archive.part(posixpath.join(folder, "_rels", f"{file}.rels")), found, self._name)
        return found.parts


class _Relationships(Handler):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.parts: dict[str, dict[str, None]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if tag == "Relationship" and target and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self.parts.setdefault(kind, {})[part] = None
