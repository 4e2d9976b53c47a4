"""Which encoding the bytes of a Rich Text document are in: by its code page, and by the font."""

from __future__ import annotations

import codecs

BY_CHARSET = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Encodings by the number after ``\\fcharset``; those of symbols are left out."""

_NAMED = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


def of_code_page(number: int | None) -> str | None:
    """Return the encoding of a code page; None for one that Python does not know."""
    if number in (65001, 1200):
        return "utf-8"
    name = {10000: "mac_roman", 936: "gbk"}.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def of_name(word: str) -> str | None:
    """Return the encoding that a control word names: ``ansi``, ``mac``."""
    return _NAMED.get(word)
