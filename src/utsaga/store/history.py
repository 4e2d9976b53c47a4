"""The history: who did what when (heads, chained by hashes), and what it was before and after (images).

A segment of the journal becomes one *part*: a file of heads without content, and a file of images for
each source that it touched, so that a source can be erased and the trail still stands.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from utsaga.model.action import Action, Change, Head, Table, TextChange
from utsaga.model.errors import NotFound
from utsaga.model.info import FORMAT
from utsaga.store import codec, files, segments
from utsaga.store.disk import Disk
from utsaga.store.errors import Damaged, NewerFormat
from utsaga.store.layout import OWN, Layout, check_key
from utsaga.store.migrations import migrate_change
from utsaga.store.segments import Segment

LARGEST_HISTORY = 1024 * files.MIB
_DELETED = b",null]"
"""What stands in the line of a record that is not there afterwards (see ``codec.change_to_json``)."""
_TEXT = b'"text":'
_ACTION = re.compile(rb'\{"action":"([^"]+)"')

START = "0" * 64
"""What the first head of a study's history is chained to."""

Plain = dict[str, Any]


class History:
    """The history of a study, read from its files each time: nothing is held."""

    def __init__(self, layout: Layout, disk: Disk) -> None:
        """Stand for the history of a study."""
        self._layout = layout
        self._disk = disk

    def heads(self) -> Iterator[Head]:
        """Every action's head, oldest first, with those that still stand in journals; read as it goes.

        Clocks go wrong, so the order is that of sessions, whose names only ever go up, and within a
        session that of its acts, whatever the times say.

        Raises:
            Damaged: a file of the history holds something else.
        """
        for name, entries in self._sessions():
            yield from (codec.head_from_json(entry, name) for entry in entries)

    def heads_by(self, who: str) -> Iterator[Head]:
        """The heads of one person's actions, the newest first; read as it goes, so the first come at once.

        Raises:
            Damaged: a file of the history holds something else.
        """
        having = json.dumps(who, ensure_ascii=False).encode()
        for name, entries in self._sessions(having, newest_first=True):
            yield from (codec.head_from_json(entry, name) for entry in entries if entry.get("who") == who)

    def _sessions(
        self, having: bytes = b"", *, newest_first: bool = False
    ) -> Iterator[tuple[str, Iterable[Plain]]]:
        """The heads of every part with the name of its file; of those retired, only lines with some bytes."""
        # The journals first: a segment that is retired in this moment is then seen twice, not missed.
        unretired = {segment.name.part: segment for segment in segments.read(self._layout)}
        for part in sorted({*unretired, *self.parts()}, reverse=newest_first):
            if part in unretired:
                name = f".local/journal/{unretired[part].path.name}"
                entries = [line.entry for line in unretired[part].found]
                yield name, reversed(entries) if newest_first else entries
            else:
                name = f"history/{part}.jsonl"
                yield name, self._lines(part, None, having, newest_first=newest_first)

    def action(self, action_id: str) -> Action:
        """A whole action out of the retired parts.

        Raises:
            NotFound: there is none, or its content has been erased.
        """
        part, head = self._find(action_id)
        images = [image for key in self._keys() for image in self._images(part, key, action_id)]
        if len(images) != head.get("n"):
            raise NotFound("What this action did has been erased: it cannot be taken back or repeated")
        images.sort(key=lambda image: image["i"])
        changes = [image["change"] for image in images if "change" in image]
        texts = [image["text"] for image in images if "text" in image]
        action = codec.action_from_json({**head, "changes": changes, "texts": texts}, f"history/{part}.jsonl")
        version = head.get("format", FORMAT)
        if not isinstance(version, int) or version > FORMAT:
            raise NewerFormat("This action was made by a newer version of utsaga: update utsaga")
        return replace(action, changes=tuple(migrate_change(change, version) for change in action.changes))

    def changes(self, file: str) -> Iterator[Change]:
        """Every change that was ever made to the records of one TinyDB file, oldest first."""
        told = self.told(Table(file, "").source_key or OWN, self.retired())
        return (change for _, change in told if change.table.file == file)

    def retired(self) -> dict[str, dict[str, Plain]]:
        """The heads of every retired part as they are written, by their ids."""
        return {
            part: {str(head.get("id")): head for head in self._lines(part, None)} for part in self.parts()
        }

    def told(self, key: str, retired: dict[str, dict[str, Plain]]) -> Iterator[tuple[Plain, Change]]:
        """Every change of the records of one source that has not been erased, with its head, by parts.

        Raises:
            Damaged: a file of the history holds something else.
        """
        for part, heads in retired.items():
            where = self._layout.named(self._layout.images(key, part))
            for image in self._lines(part, key):
                head = heads.get(str(image.get("action")))
                if "change" in image and head and isinstance(version := head.get("format", FORMAT), int):
                    yield head, migrate_change(codec.image_change(image, where), version)

    def written(self, file: str) -> Iterator[tuple[Head | Action, Change]]:
        """Every change of the records of one TinyDB file with the act that made it, oldest first.

        Raises:
            Damaged: a file of the history holds something else.
        """
        unretired = segments.read(self._layout)
        retired = self.retired()
        for segment in unretired:
            retired.pop(segment.name.part, None)
        for head, change in self.told(Table(file, "").source_key or OWN, retired):
            if change.table.file == file:
                yield codec.head_from_json(head, "history"), change
        for action in (action for segment in unretired for action in segment.actions()):
            yield from ((action, change) for change in action.changes if change.table.file == file)

    def thinned(self, retired: dict[str, dict[str, Plain]]) -> Iterator[Plain]:
        """The heads of acts of which something has been erased: nobody can tell what that was of.

        Raises:
            BadFile: a file of the history cannot be read.
        """
        for part, heads in retired.items():
            there = Counter(action for key in self._keys() for action in self._actions(part, key))
            yield from (head for name, head in heads.items() if there[name] != head.get("n"))

    def _actions(self, part: str, key: str) -> Iterator[str]:
        """The id of the action of every line of images: what a line begins with, so none is read further."""
        content = files.read(self._layout, self._layout.images(key, part), LARGEST_HISTORY)
        for line in content.data.split(b"\n") if content else ():
            if found := _ACTION.match(line):
                yield found[1].decode()

    def deletions(self, file: str) -> Iterator[Change]:
        """Every deletion of a record of one TinyDB file, oldest first, also those that were taken back.

        Raises:
            Damaged: a file of the history holds something else.
        """
        key = Table(file, "").source_key or OWN
        unretired = segments.read(self._layout)
        for part in self.parts():
            where = self._layout.named(self._layout.images(key, part))
            for image in self._lines(part, key, _DELETED):
                if "change" in image:
                    yield from _deleted(file, codec.image_change(image, where))
        for segment in unretired:
            for action in segment.actions():
                for change in action.changes:
                    yield from _deleted(file, change)

    def text_changes(self, key: str) -> dict[str, list[TextChange]]:
        """Every change of one source's text that has not been erased, by the ids of the actions.

        Raises:
            Damaged: a file of the history holds something else.
        """
        unretired = segments.read(self._layout)
        found = {
            action.id: texts
            for segment in unretired
            for action in segment.actions()
            if (texts := [text for text in action.texts if text.key == key])
        }
        for part in {*self.parts()} - {segment.name.part for segment in unretired}:
            where = self._layout.named(self._layout.images(key, part))
            for image in self._lines(part, key, _TEXT):
                if "text" in image and isinstance(image.get("action"), str):
                    found.setdefault(image["action"], []).append(codec.image_text(image, where))
        return found

    def parts(self) -> list[str]:
        """The names of all retired parts, oldest first."""
        names = self._layout.names_in(self._layout.history)
        return [name.removesuffix(".jsonl") for name in names if name.endswith(".jsonl")]

    def retire(self, segment: Segment) -> None:
        """Write a segment into the history; doing it again gives the same files.

        Raises:
            OSError: the disk does not take it.
        """
        part = segment.name.part
        images: dict[str | None, list[Plain]] = {}
        heads: list[Plain] = []
        for action in segment.actions():
            numbered = list(enumerate(_images_of(action)))
            for index, (key, image) in numbered:
                images.setdefault(key, []).append({"action": action.id, "i": index, **image})
            heads.append({**codec.head_to_json(action), "n": len(numbered), "format": segment.version})
        for key, found in images.items():
            self._write(self._layout.images(key, part), found)
        if heads:
            self._write(self._layout.heads(part), chained(heads, self._last_hash(part)))

    def verify(self) -> list[str]:
        """What is wrong with the chain of heads, in words; empty when nothing is."""
        problems: list[str] = []
        ends = {START}
        for part in self.parts():
            name = f"history/{part}.jsonl"
            try:
                found = list(self._lines(part, None))
            except Damaged as error:
                problems.append(str(error))
                continue
            if found and chained(found, str(found[0].get("prev"))) != found:
                problems.append(f"{name} has been changed since it was written")
            if found and found[0].get("prev") not in ends:
                problems.append(f"{name} does not follow on any earlier part of the history: one is missing")
            ends |= {str(head.get("hash")) for head in found[-1:]}
        return problems

    def _last_hash(self, part: str) -> str:
        earlier = [name for name in self.parts() if name < part]
        for name in reversed(earlier):
            found = list(self._lines(name, None))
            if found:
                return str(found[-1].get("hash"))
        return START

    def _find(self, action_id: str) -> tuple[str, Plain]:
        """The part that holds an action, and its head; the newest parts are looked through first."""
        for part in reversed(self.parts()):
            for found in self._lines(part, None, action_id.encode()):
                if found.get("id") == action_id:
                    return part, found
        raise NotFound("There is no such action in the history of this study")

    def _keys(self) -> list[str]:
        return sorted(path.name for path in self._layout.history.iterdir() if path.is_dir())

    def _images(self, part: str, key: str, action_id: str) -> Iterator[Plain]:
        for found in self._lines(part, key, action_id.encode()):
            if found.get("action") == action_id and isinstance(found.get("i"), int):
                yield found

    def _lines(
        self, part: str, key: str | None, having: bytes = b"", *, newest_first: bool = False
    ) -> Iterator[Plain]:
        """The objects in a file of heads (key None) or images, of those lines that have some bytes."""
        path = self._layout.heads(part) if key is None else self._layout.images(key, part)
        content = files.read(self._layout, path, LARGEST_HISTORY)
        numbered = list(enumerate(content.data.split(b"\n") if content else (), 1))
        for number, line in reversed(numbered) if newest_first else numbered:
            if line and having in line:
                try:
                    found = json.loads(line)
                except (ValueError, RecursionError):
                    found = None
                if not isinstance(found, dict):
                    raise Damaged(f"{self._layout.named(path)} is damaged in line {number}")
                yield found

    def _write(self, path: Any, entries: list[Plain]) -> None:
        files.make_folder(self._disk, self._layout.inside(path.parent))
        data = "".join(f"{_canonical(entry)}\n" for entry in entries).encode("utf-8")
        files.replace(self._disk, path, data)


def chained(heads: list[Plain], previous: str) -> list[Plain]:
    """Heads with ``prev`` and ``hash``: each hash covers its head and the hash before it."""
    linked = []
    for head in heads:
        bare = {name: value for name, value in head.items() if name != "hash"} | {"prev": previous}
        previous = hashlib.sha256(_canonical(bare).encode("utf-8")).hexdigest()
        linked.append({**bare, "hash": previous})
    return linked


def _deleted(file: str, change: Change) -> Iterator[Change]:
    if change.table.file == file and change.before is not None and change.after is None:
        yield change


def _canonical(value: Plain) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def _images_of(action: Action) -> Iterator[tuple[str | None, Plain]]:
    for change in action.changes:
        yield change.table.source_key, {"change": codec.change_to_json(change)}
    for text in action.texts:
        yield check_key(text.key), {"text": codec.text_to_json(text)}
