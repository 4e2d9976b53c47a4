"""A TinyDB file as bytes: one record a line in a stable order, and a check of every form when it is read."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import repeat
from operator import itemgetter, rshift
from typing import Any

import orjson

from utsaga.model.ids import document_id
from utsaga.store.errors import Garbled

Doc = dict[str, Any]
Docs = dict[str, Doc]
"""TinyDB's form of a table: document id as text -> document."""
Tables = dict[str, Docs]

DEEPEST = 20
_repeated = itemgetter("source", "code", "coder", "created", "modified")
_ID = re.compile(r"[0-9a-f]{32}")
_HEX = re.compile(r"[0-9a-f]*")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_LINE = re.compile(rb'^"-?\d+": ?\{', re.MULTILINE)


def doc_key(record_id: str) -> str:
    """The key of a record's document in TinyDB's form.

    Raises:
        ValueError: the id is not 32 hexadecimal digits.
    """
    if not _ID.fullmatch(record_id):
        raise ValueError("a record's id has 32 hexadecimal digits")
    return str(document_id(record_id))


def to_text(value: Any) -> str:
    """Plain values as JSON on one line, readable letters kept.

    Raises:
        ValueError: it holds what JSON has no form for.
    """
    return _encode(value)


# Made once: json.dumps would make an encoder for every record.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def to_bytes(tables: Tables) -> bytes:
    """A TinyDB file with one record a line: passages in the order of the text, the rest by id.

    The same tables give the same bytes, and two people's additions stand on different lines.
    """
    blocks = []
    for name in sorted(tables):
        lines = (f"{to_text(key)}: {to_text(doc)}" for key, doc in sorted(tables[name].items(), key=_place))
        blocks.append(f"{to_text(name)}: {{\n" + ",\n".join(lines) + "\n}")
    return ("{\n" + ",\n".join(blocks) + "\n}\n").encode("utf-8")


def _place(item: tuple[str, Doc]) -> tuple[int, int, str]:
    key, doc = item
    start, end = doc.get("start"), doc.get("end")
    return (start if type(start) is int else 0, end if type(end) is int else 0, str(doc.get("id", key)))


def from_bytes(data: bytes, name: str) -> Tables:
    """Return the tables in the bytes of a TinyDB file.

    Raises:
        Garbled: it is not one; ``name`` says which, in words for the person. An empty file is none either:
            nobody writes one on purpose, but a full disk or a power cut under another program leaves some.
    """
    if not data or data.isspace():
        raise Garbled(f"{name} is empty: what it held was lost when it was written outside, or copied")
    try:
        tables: Tables = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise Garbled(f"{name} {_what_is_wrong(data)}") from None
    _check_form(tables, name)
    _check_text(data, tables, name)
    for docs in tables.values():
        _share(docs.values())
    return tables


def _share(docs: Iterable[Doc]) -> None:
    """Keep once what many records of a file have in common: a sixth of the memory of 100,000 codings."""
    once: dict[str, str] = {}
    kept = once.setdefault
    # One record after the other, and without a loop within: half the time of field by field.
    with suppress(KeyError):  # records of another kind: they are few
        for doc in docs:
            source, code, coder, created, modified = _repeated(doc)
            if type(source) is type(code) is type(coder) is type(created) is type(modified) is str:
                doc["source"], doc["code"], doc["coder"] = (
                    kept(source, source),
                    kept(code, code),
                    kept(coder, coder),
                )
                doc["created"], doc["modified"] = kept(created, created), kept(modified, modified)


def _what_is_wrong(data: bytes) -> str:
    """Why bytes cannot be read as JSON, in words; Python's own reader says it better, and takes longer."""
    try:
        json.loads(data.decode("utf-8"))
    except json.JSONDecodeError as error:
        return f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
    except UnicodeDecodeError as error:
        return f"is not UTF-8 text: byte {error.start}"
    except RecursionError:
        return "is nested too deeply to be a study's file"
    except ValueError:
        return "holds a number that no study has"
    if _SURROGATE.search(data):
        return "holds half a character (a lone surrogate), which no text file can hold"
    return "holds a number that no study has"


def check_records(tables: Tables, name: str) -> None:
    """Check that every document is a record: an object with an id that its document id follows from.

    Raises:
        Garbled: one is not.
    """
    for table, docs in tables.items():
        if _all_fit(docs):
            continue
        for key, doc in docs.items():
            record_id = doc.get("id")
            if type(record_id) is not str or not _ID.fullmatch(record_id):
                raise Garbled(f"{name}: document {key} in '{table}' has no 'id' of 32 hexadecimal digits")
            if doc_key(record_id) != key:
                raise Garbled(
                    f"{name}: document {key} in '{table}' does not belong to its record {record_id}"
                )


def _all_fit(docs: Docs) -> bool:
    """Whether all document ids follow from the ids, seen at once: one by one takes three times as long."""
    ids: list[Any] = [doc.get("id") for doc in docs.values()]
    if set(map(type, ids)) != {str} or set(map(len, ids)) != {32}:
        return not ids
    joined = "".join(ids)
    if not _HEX.fullmatch(joined):
        return False
    halves = struct.unpack(f">{2 * len(ids)}Q", bytes.fromhex(joined))
    return list(map(str, map(rshift, halves[::2], repeat(1)))) == list(docs)


def _check_form(tables: Any, name: str) -> None:
    if type(tables) is not dict:
        raise Garbled(f"{name} is not a TinyDB file: it does not hold an object")
    for table, docs in tables.items():
        if type(docs) is not dict:
            raise Garbled(f"{name} is not a TinyDB file: '{table[:60]}' is not a table")
        for key, doc in docs.items():
            if type(doc) is not dict:
                raise Garbled(
                    f"{name} is not a TinyDB file: document {key[:60]} in '{table[:60]}' is no object"
                )


def _check_text(data: bytes, tables: Tables, name: str) -> None:
    count = sum(len(docs) for docs in tables.values())
    # With one record a line and none lost the quick count is exact; otherwise one looks closely.
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    if lines > count + 2 * len(tables) + 2 and len(_LINE.findall(data)) > count:
        raise Garbled(
            f"{name} holds the same record twice: a merge has gone wrong; keep one of the two lines"
        )
    if any(deeper_than(docs.values(), DEEPEST) for docs in tables.values()):
        raise Garbled(f"{name} is nested too deeply to be a study's file")


def deeper_than(docs: Iterable[Mapping[str, Any]], depth: int) -> bool:
    """Whether objects and lists in documents are nested deeper than depth."""
    # Nearly all records are flat, which is seen without looking at their values one by one.
    level: list[Any] = [doc for doc in docs if not _FLAT.issuperset(map(type, doc.values()))]
    while level and depth:
        depth -= 1
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, Mapping) else value)
            if isinstance(inner, (Mapping, list, tuple))
        ]
    return bool(level)


_FLAT = frozenset({str, int, float, bool, type(None)})
