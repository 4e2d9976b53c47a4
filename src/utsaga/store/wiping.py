"""Taking words out of everything that is past: history, old texts, backups, what is kept beside a study.

What the study says now (transcripts, codings, memos, names) stays; ``remaining`` tells where such words still
stand in it. A kill in the middle leaves some of it done; done again, it is done to the end
(``utsaga.store.erasure`` sees to that).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

from utsaga.model.action import ERASED as ERASED_TEXT
from utsaga.model.errors import UtsagaError
from utsaga.store import files, packed
from utsaga.store.derived import forget_search_index
from utsaga.store.disk import Disk
from utsaga.store.history import LARGEST_HISTORY
from utsaga.store.layout import OWN, Layout
from utsaga.store.spelt import spellings
from utsaga.store.texts import LARGEST_TEXT
from utsaga.text.anchors import CONTEXT
from utsaga.text.as_read import read
from utsaga.text.looked_for import readings, tidy, whole_words

ERASED = "texts.erased"
"""The act in the history that says that something was erased, when and by whom; it is never undone."""

_OURS = frozenset(("codings", "history", "transcripts", "texts", "backup", "journal", "local", "study-json"))
"""Parts of paths that every study has, as ``spellings`` spells them between its hyphens."""

_HASH = re.compile(rb'("origin_sha256": ?")?\b([0-9a-f]{64})\b')
"""A hash, and in group 1 that it is the one of the file that a transcript came from: records keep that."""
_NO_HASH = ERASED_TEXT.encode()
"""Stands for the hash of a text that was erased."""

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf])|([\"\\/]))")
_AROUND = re.compile(r'"(prefix|suffix)": ?"((?:[^"\\]|\\.)*)"')
_LEAST_PIECE = 3
"""Letters of a name that say something of it."""

_BREAK = r"-?(?:\s*\n\s*)?"
"""What a word that a line's end divides may have at its piece."""

_SPACES = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are to go, and how they are found: in texts whole, as written or in capitals; in names.

    Both go by what is read (``utsaga.text.as_read``), not by how a program has saved it.
    """

    words: tuple[str, ...]

    def found(self, text: str) -> list[str]:
        """Those that stand in a text, as they are read there, each once."""
        pattern = _as_written(self.words)
        return list(dict.fromkeys(tidy(found) for read in readings(text) for found in pattern.findall(read)))

    def hold(self, text: str) -> bool:
        """Whether a text has one of them."""
        pattern = _as_written(self.words)
        return any(pattern.search(read) for read in readings(text))

    def cut_in(self, data: str, text: Callable[[], str] = str) -> bool:
        """Whether what a record keeps around a passage (JSON) begins or ends within one of them.

        What is shorter than it may be ends where the text does: nothing is cut off there.
        What stands so in the ``text`` of the passage as it is now says no more than that does.
        """
        pieces = _pieces(self.words)
        around = ((side, _plain(said)) for side, said in _AROUND.findall(data))
        return any(
            len(said) >= CONTEXT and pieces[side].search(read(said)) and said not in text()
            for side, said in around
        )

    def named(self, name: str) -> str | None:
        """The first of them that stands in a name or path of a file, however it is spelt; None if none."""
        parts = [spelt for part in name.split("/") if (spelt := spellings(part)) and not _ours(spelt[0])]
        return next((word for part in parts for word in self._in(part)), None)

    def naming(self, name: str) -> list[str]:
        """Those that stand in a title, a label or the name of a code, however it is spelt."""
        found = self.found(name)
        told = {word.casefold() for word in found}
        return found + [word for word in self._in(spellings(name)) if word.casefold() not in told]

    def _in(self, name: Sequence[str]) -> Iterator[str]:
        for word, spelt in _in_names(self.words):
            if any(one in other for one in spelt for other in name):
                yield word


def _as_written(words: Sequence[str]) -> re.Pattern[str]:
    return whole_words(tuple(form for word in words for form in (word, word.upper())))


@lru_cache(maxsize=4)
def _pieces(words: Sequence[str]) -> dict[str, re.Pattern[str]]:
    """By the side of a passage: what ends there as a word does that has been cut off, or begins so.

    A word is cut within, where only a line's end may have broken it, or between two words: those may have
    any blanks between them.
    """
    heads: dict[bool, set[str]] = {True: set(), False: set()}
    tails: dict[bool, set[str]] = {True: set(), False: set()}
    for form in {form for word in map(tidy, words) for form in (word, word.upper())}:
        for at in range(1, len(form)):
            between = " " in form[at - 1 : at + 1]
            if at >= _LEAST_PIECE:
                heads[between].add(form[:at].rstrip())
            if len(form) - at >= _LEAST_PIECE:
                tails[between].add(form[at:].lstrip())
    head, tail = ({at: whole_words(tuple(some[at])).pattern for at in some} for some in (heads, tails))
    return {
        "prefix": re.compile(rf"\A(?:\s*(?:{tail[True]})|{_BREAK}(?:{tail[False]}))"),
        "suffix": re.compile(rf"(?:(?:{head[True]})\s*|(?:{head[False]}){_BREAK})\Z"),
    }


def _plain(said: str) -> str:
    return _ESCAPED.sub(_meant, said)


@lru_cache(maxsize=4)
def _in_names(words: Sequence[str]) -> list[tuple[str, list[str]]]:
    found = [(word, [spelt for spelt in spellings(word) if len(spelt) > len("--")]) for word in words]
    return [(word, spelt) for word, spelt in found if spelt]


def _ours(spelt: str) -> bool:
    return spelt.strip("-") in _OURS


@dataclass(frozen=True, slots=True)
class Wiped:
    """What went: records of the history, old texts, other files (backups, forms, lists)."""

    records: int
    texts: int
    files: int


def wipe(layout: Layout, disk: Disk, words: Words, present: Mapping[str, str]) -> Wiped:
    """Take all that is past and holds a word out of a study whose journals have been retired.

    ``present`` are the hashes of the texts as they are now, by the keys of their sources: they stay. Of
    sources that had a word in their key and have another one now, or are gone, nothing stays.

    Raises:
        OSError: the disk refuses; do it again.
        BadFile: a file of the history cannot be read.
    """
    forget_search_index(layout, disk)
    old = set(old_keys(layout, words, present))
    texts = [path for path in _old_texts(layout, present) if path.parent.name in old or _goes(path, words)]
    gone = {_digest(path) for path in texts}
    # Texts go after what tells of them: else a kill in between leaves the hashes of texts that are gone.
    records = sum(
        _thin_out(layout, disk, path, words, gone, everything=path.parent.name in old)
        for path in _images(layout)
    )
    for path in texts:
        files.remove(disk, path)
    beside = [
        path for path in _beside(layout) if words.named(str(layout.named(path))) or _was_in(path, words)
    ]
    for path in beside:
        files.remove(disk, path)
    for folder in [place / key for key in old for place in _folders_of_sources(layout)]:
        with suppress(FileNotFoundError):
            disk.rmdir(folder)
    return Wiped(records, len(texts), len(beside))


def old_keys(layout: Layout, words: Words, present: Collection[str]) -> list[str]:
    """Keys with a word in them that no source has any more, but of which something is left."""
    there = {folder.name for place in _folders_of_sources(layout) for folder in place.glob("*/")}
    return sorted(key for key in there - set(present) - {OWN} if words.named(key))


def _folders_of_sources(layout: Layout) -> tuple[Path, ...]:
    return layout.history, layout.local / "texts"


def remaining(layout: Layout, words: Words) -> list[str]:
    """Every file of a study that still holds a word, or is named by one: its path from the study's folder."""
    found = []
    for place, folders, names in os.walk(layout.root):
        folders[:] = sorted(name for name in folders if name != ".git")
        paths = (Path(place, name) for name in sorted(names))
        found += [
            name
            for path in paths
            if words.named(name := layout.named(path)) or (not path.is_symlink() and _has(path, words))
        ]
    return found


def readable(data: bytes) -> str:
    """The text of a file as words can be looked for in it: as it stands, and without JSON's escapes."""
    text = data.decode("utf-8", "replace")
    return f"{text}\n{_ESCAPED.sub(_meant, text)}" if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    code, space, mark = found.groups()
    return chr(int(code, 16)) if code else _SPACES.get(space, " ") if space else str(mark)


def _old_texts(layout: Layout, present: Mapping[str, str]) -> Iterator[Path]:
    for path in (layout.local / "texts").glob("*/*.txt*"):
        if present.get(path.parent.name) != _digest(path):
            yield path


def _goes(path: Path, words: Words) -> bool:
    """Whether an old text has a word, or is damaged: nobody knows what stands in the rest of it."""
    with suppress(FileNotFoundError):  # written anew in this moment
        return _has(path, words) or not packed.is_whole(path, LARGEST_TEXT)
    return False


def _digest(path: Path) -> str:
    return path.name.partition(".")[0]


def _images(layout: Layout) -> Iterator[Path]:
    yield from sorted(layout.history.glob("*/*.jsonl"))


def _beside(layout: Layout) -> Iterator[Path]:
    """Files that are kept beside the study and are not needed; what the erasure goes by goes last of all."""
    needed = {layout.lock, layout.journal, layout.local / "texts", layout.replacements, layout.erasure}
    for path in sorted(layout.local.iterdir()):
        if path not in needed:
            yield from (one for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())


def _thin_out(
    layout: Layout, disk: Disk, path: Path, words: Words, gone: set[str], *, everything: bool
) -> int:
    """Leave images with a word out of a file of them; how many those are. Hashes of texts that went go, too.

    By the hash of a text in which one name alone is unknown, that name can be found out by trying.
    """
    content = files.read(layout, path, LARGEST_HISTORY)
    lines = content.data.splitlines(keepends=True) if content else []
    text = cache(partial(_present_text, layout, path.parent.name))
    kept = [line for line in lines if not everything and not _is_in(line, words, text)]
    clean = [_HASH.sub(lambda found: _without(found, gone), line) for line in kept]
    if clean != lines:
        if clean:
            files.replace(disk, layout.inside(path), b"".join(clean))
        else:
            files.remove(disk, layout.inside(path))
    return len(lines) - len(clean)


def _without(found: re.Match[bytes], gone: set[str]) -> bytes:
    return found[0] if found[1] or found[2].decode() not in gone else _NO_HASH


def _present_text(layout: Layout, key: str) -> str:
    """The text of a source as its file has it; empty where it cannot be read, which hinders no erasure."""
    with suppress(UtsagaError):
        content = None if key == OWN else files.read(layout, layout.text(key), LARGEST_TEXT)
        return content.data.decode("utf-8", "replace") if content else ""
    return ""


def _is_in(data: bytes, words: Words, text: Callable[[], str] = str) -> bool:
    """Whether what is past has a word, or a piece of one."""
    return words.hold(readable(data)) or words.cut_in(data.decode("utf-8", "replace"), text)


def _was_in(path: Path, words: Words) -> bool:
    try:
        return _is_in(packed.content(path, LARGEST_TEXT), words)
    except FileNotFoundError:  # written anew in this moment
        return False


def _has(path: Path, words: Words) -> bool:
    try:
        return words.hold(readable(packed.content(path, LARGEST_TEXT)))
    except FileNotFoundError:  # written anew in this moment
        return False
