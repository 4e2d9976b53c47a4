"""Taking words out of everything that is past: history, old texts, backups, what is kept beside a study.

What the study says now (transcripts, codings, memos, names) stays; ``remaining`` tells where such words still
stand in it. A kill in the middle leaves some of it done; done again, it is done to the end
(``utsaga.store.erasure`` sees to that).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from utsaga.store import files
from utsaga.store.derived import forget_search_index
from utsaga.store.disk import Disk
from utsaga.store.errors import BadFile
from utsaga.store.history import LARGEST_HISTORY
from utsaga.store.layout import Layout

ERASED = "texts.erased"
"""The act in the history that says that something was erased, when and by whom; it is never undone."""

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf])|([\"\\/]))")

Holds = Callable[[str], bool]
"""Whether a text has one of the words."""


@dataclass(frozen=True, slots=True)
class Wiped:
    """What went: records of the history, old texts, other files (backups, forms, lists)."""

    records: int
    texts: int
    files: int


def holder(words: Sequence[str]) -> Holds:
    """Whether a text has one of some words, whole, as it is written or in capitals."""
    written = {form for word in words for form in (word, word.upper())}
    longest = sorted(written, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    return lambda text: pattern.search(text) is not None


def wipe(layout: Layout, disk: Disk, holds: Holds, present: Mapping[str, str]) -> Wiped:
    """Take all that is past and holds a word out of a study whose journals have been retired.

    ``present`` are the hashes of the texts as they are now, by the keys of their sources: they stay.

    Raises:
        OSError: the disk refuses; do it again.
        BadFile: a file of the history cannot be read.
    """
    forget_search_index(layout, disk)
    texts = [path for path in _old_texts(layout, present) if _has(path, holds)]
    gone = {path.stem for path in texts}
    # Texts go after what tells of them: else a kill in between leaves records of texts that are gone.
    records = sum(_thin_out(layout, disk, path, holds, gone) for path in _images(layout))
    for path in texts:
        files.remove(disk, path)
    beside = [path for path in _beside(layout) if _has(path, holds)]
    for path in beside:
        files.remove(disk, path)
    return Wiped(records, len(texts), len(beside))


def remaining(layout: Layout, holds: Holds) -> list[str]:
    """Every file of a study that still holds a word, by its path from the study's folder."""
    found = []
    for place, folders, names in os.walk(layout.root):
        folders[:] = sorted(name for name in folders if name != ".git")
        paths = (Path(place, name) for name in sorted(names))
        found += [layout.named(path) for path in paths if not path.is_symlink() and _has(path, holds)]
    return found


def readable(data: bytes) -> str:
    """The text of a file as words can be looked for in it: as it stands, and without JSON's escapes."""
    text = data.decode("utf-8", "replace")
    return f"{text}\n{_ESCAPED.sub(_meant, text)}" if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    code, space, mark = found.groups()
    return chr(int(code, 16)) if code else " " if space else str(mark)


def _old_texts(layout: Layout, present: Mapping[str, str]) -> Iterator[Path]:
    for path in (layout.local / "texts").glob("*/*.txt"):
        if present.get(path.parent.name) != path.stem:
            yield path


def _images(layout: Layout) -> Iterator[Path]:
    yield from sorted(layout.history.glob("*/*.jsonl"))


def _beside(layout: Layout) -> Iterator[Path]:
    """Files that are kept beside the study and are not needed; what the erasure goes by goes last of all."""
    needed = {layout.lock, layout.journal, layout.local / "texts", layout.replacements, layout.erasure}
    for path in sorted(layout.local.iterdir()):
        if path not in needed:
            yield from (one for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())


def _thin_out(layout: Layout, disk: Disk, path: Path, holds: Holds, gone: set[str]) -> int:
    """Leave out of a file of images those with a word and those of texts that went; how many those are."""
    content = files.read(layout, path, LARGEST_HISTORY)
    lines = content.data.splitlines(keepends=True) if content else []
    kept = [line for line in lines if not holds(readable(line)) and not _of_text(line, gone)]
    if len(kept) < len(lines):
        if kept:
            files.replace(disk, layout.inside(path), b"".join(kept))
        else:
            files.remove(disk, layout.inside(path))
    return len(lines) - len(kept)


def _of_text(line: bytes, gone: set[str]) -> bool:
    if b'"text"' not in line:
        return False
    try:
        image = json.loads(line).get("text")
    except (ValueError, AttributeError) as error:
        raise BadFile("A file of the history is damaged: utsaga check says which") from error
    return isinstance(image, dict) and not gone.isdisjoint({image.get("before"), image.get("after")})


def _has(path: Path, holds: Holds) -> bool:
    try:
        return holds(readable(path.read_bytes()))
    except FileNotFoundError:  # written anew in this moment
        return False
