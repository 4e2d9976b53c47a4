"""Rich Text Format as a stream of tokens (Microsoft, RTF 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?(?: |(?=[^a-zA-Z0-9]|\Z))"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z'])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)


class Token(NamedTuple):
    """``kind`` is "{", "}", "word" (a control word, with its number), "symbol" (a control sign) or "text"."""

    kind: str
    name: str = ""
    number: int | None = None
    data: bytes = b""


OPEN, CLOSE = Token("{"), Token("}")


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a document; bytes that follow ``\\bin`` are left out."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "text":
            yield Token("text", data=found["text"])
        elif found["word"] is not None:
            number = int(found["number"]) if found["number"] else None
            word = found["word"].decode("ascii")
            if word == "bin":
                at += max(number or 0, 0)
            else:
                yield Token("word", word, number)
        elif kind == "hex":
            yield Token("text", data=bytes.fromhex(found["hex"].decode("ascii")))
        elif kind in ("open", "close"):
            yield OPEN if kind == "open" else CLOSE
        elif kind == "symbol":
            yield Token("symbol", found["symbol"].decode("latin-1"))
