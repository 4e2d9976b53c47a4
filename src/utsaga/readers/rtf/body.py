"""Takes a Rich Text document down in a draft, token by token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from utsaga.readers.draft import Draft
from utsaga.readers.rtf.charsets import BY_CHARSET, of_code_page, of_name
from utsaga.readers.rtf.comments import Annotations
from utsaga.readers.rtf.state import COMMENTS, SET_ASIDE, State, destination
from utsaga.readers.rtf.table import Rows
from utsaga.readers.rtf.tokens import Token

MOST_TOKENS = 2_000_000
"""The most tokens that are read; a hundred pages as Word saves them are 500,000."""

DEEPEST = 1_000
"""The deepest nesting of groups that is read."""

_SAID = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "column": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SIGNS = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\"}
# Words that may stand between the halves of a character beyond 16 bits.
_UNICODE = ("u", "uc")
# Bullets and numbers, the copy of a text box for old programs, the copy of a destination in Unicode.
_OUT = {"listtext", "pntext", "shprslt", "upr"}


class TooMuch(Exception):
    """The document is nested deeper or longer than any."""


class CutShort(Exception):
    """The document ends before its groups do."""


class Body:
    """What a Rich Text document says, and what stands beside it."""

    def __init__(self, draft: Draft, encoding: str | None) -> None:
        """Begin; ``encoding`` is the user's choice, which goes before what the document says."""
        self._draft = draft
        self._rows = Rows(draft)
        self._chosen = encoding
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._state = State(encoding=encoding or "cp1252")
        self._groups: list[State] = []
        self._bytes = bytearray()
        self._skipped = 0
        self._high = ""
        self._starred = False
        self.encoding = encoding or "cp1252"
        self.annotations = Annotations(draft)
        self.inserted = self.deleted = self.hidden = 0

    def take(self, tokens: Iterable[Token]) -> None:
        """Take the document down.

        Raises:
            TooMuch: it is beyond the bounds.
            CutShort: it ends too early.
        """
        for count, token in enumerate(tokens):
            if count > MOST_TOKENS or len(self._groups) > DEEPEST:
                raise TooMuch
            if token.kind == "text":
                self._take_bytes(token.data)
                continue
            if not (token.kind == "word" and token.name in _UNICODE):
                self._flush()
                self._high = ""
            self._act(token)
            if not self._groups:
                return
        self._flush()
        if self._groups:
            raise CutShort

    def _act(self, token: Token) -> None:
        if token.kind == "{":
            self._groups.append(self._state)
            self._state = replace(self._state)
            self._skipped = 0
        elif token.kind == "}":
            self._close()
        elif token.kind == "symbol":
            self._starred = token.name == "*"
            if self._skipped and not self._starred:
                self._skipped -= 1
            elif token.name in _SIGNS:
                self._say(_SIGNS[token.name])
            elif token.name in "\r\n":
                self._end_paragraph()
        else:
            starred, self._starred = self._starred, False
            self._word(token.name, token.number, starred)

    def _close(self) -> None:
        closed, self._skipped = self._state, 0
        if self._groups:
            self._state = self._groups.pop()
        if self._state.place == "out" and not closed.place:
            self._draft.end_paragraph()
        if closed.into is not None and closed.into is not self._state.into:
            self.annotations.closed(closed.place, "".join(closed.into).strip())

    def _word(self, word: str, number: int | None, starred: bool) -> None:
        place = destination(word)
        if place is not None:
            self._open(place)
        elif word == "shptxt" and self._state.into is None:
            self._state.place = ""  # the words of a text box stand inside of what is otherwise left out
            self._draft.end_paragraph()
        elif word in _OUT:
            self._state.place = "out"
        elif word == "u":
            self._take_unicode(number or 0)
        elif self._state.place == "fonts":
            self._describe_font(word, number)
        elif starred and word not in ("cs", "ds", "ts"):
            self._state.place = "out"
        elif word in _SAID:
            self._say(_SAID[word])
        elif not self._look(word, number):
            self._structure(word, number)

    def _open(self, place: str) -> None:
        if self._state.place in ("out", "fonts") and place not in COMMENTS.values():
            return
        self._state.place = place
        if place in SET_ASIDE.values() or place in COMMENTS.values():
            self._state.into = []

    def _look(self, word: str, number: int | None) -> bool:
        """How what follows looks and is encoded; whether the word was about that."""
        on = number != 0
        if word == "b":
            self._state.bold = on
        elif word == "v":
            self._state.hidden = on
            self.hidden += on and not self._state.place
        elif word == "deleted":
            self._state.deleted = on
            self.deleted += on and not self._state.place
        elif word == "revised":
            self.inserted += on and not self._state.place
        elif word == "plain":
            self._state.bold = self._state.hidden = False
            self._state.encoding = self.encoding
        elif word == "uc":
            self._state.skip = max(number or 0, 0)
        elif word == "f":
            self._state.encoding = self._fonts.get(number or 0, self.encoding)
        elif word == "ansicpg" or of_name(word):
            named = of_code_page(number) if word == "ansicpg" else of_name(word)
            self.encoding = self._state.encoding = self._chosen or named or self.encoding
        else:
            return False
        return True

    def _structure(self, word: str, number: int | None) -> None:
        if self._state.place and word == "par":
            self._say("\n")
        elif self._state.place:
            return
        elif word in ("par", "sect", "nestcell"):
            self._end_paragraph()
        elif word == "pard":
            self._rows.inside = False
        elif word == "intbl":
            self._rows.inside = number != 0
        elif word == "cell":
            self._rows.end_cell()
        elif word == "row":
            self._rows.end_row()

    def _describe_font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
        elif word in ("fcharset", "cpg") and not self._chosen:
            named = BY_CHARSET.get(number or 0) if word == "fcharset" else of_code_page(number)
            if named and not (word == "fcharset" and number == 0):
                self._fonts[self._font] = named

    def _end_paragraph(self) -> None:
        if self._state.place:
            self._say("\n")
        else:
            self._rows.enter()
            self._draft.end_paragraph()

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._skipped, len(data))
        self._skipped -= skipped
        if len(data) > skipped and self._state.place not in ("out", "fonts"):
            self._bytes += data[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            data = bytes(self._bytes)
            self._bytes.clear()
            self._say(data.decode(self._state.encoding, "replace"))

    def _take_unicode(self, number: int) -> None:
        """A character by its number in UTF-16; the signs after it are for programs that do not know it."""
        self._flush()
        character = chr(number % 0x10000)
        self._skipped = self._state.skip
        if "\ud800" <= character < "\udc00":
            self._high = character
            return
        if self._high and "\udc00" <= character < "\ue000":
            character = (self._high + character).encode("utf-16", "surrogatepass").decode("utf-16")
        self._high = ""
        self._say(character)

    def _say(self, text: str) -> None:
        state = self._state
        if state.hidden or state.deleted:
            return
        if state.into is not None:
            state.into.append(text)
        elif not state.place:
            self._rows.enter()
            self._draft.say(text, state.bold)
