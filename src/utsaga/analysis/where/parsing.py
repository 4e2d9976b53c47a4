"""Filters as they are typed, read into a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from utsaga.analysis.where.tree import KEYWORDS, SIGNS, WORD, And, Comparison, Expression, Not, Or
from utsaga.model.errors import UtsagaError

LONGEST = 2_000
"""Code points in a filter."""

DEEPEST = 40
"""How deep ``not`` and parentheses may lie within each other."""

_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<quoted>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[“”](?:\\.|[^”\\])*”)
    | (?P<sign>{"|".join(map(re.escape, SIGNS))})
    | (?P<mark>[(),])
    | (?P<word>{WORD.pattern})
    | (?P<open>["'“”])
    | (?P<strange>\S)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class BadFilter(UtsagaError):
    """A filter that cannot be understood. ``at`` is where, in code points of what was typed."""

    def __init__(self, why: str, at: int) -> None:
        """Say what is wrong with a filter, and where."""
        super().__init__(f"The filter, at character {at + 1}: {why}.")
        self.at = at


class _Token(NamedTuple):
    """A piece of a filter: "name" (a name or a value), "sign", "mark", a keyword, or "end"."""

    kind: str
    text: str
    at: int


def parse(typed: str) -> Expression:
    """Read a filter.

    Raises:
        BadFilter: it is empty, too long, or not in the language.
    """
    if len(typed) > LONGEST:
        raise BadFilter(f"it goes on beyond {LONGEST:,} characters", LONGEST)
    parser = _Parser(list(_tokens(typed)))
    expression = parser.expression(0)
    rest = parser.next
    if rest.kind == "mark" and rest.text == ")":
        raise BadFilter("there is no '(' to this ')'", rest.at)
    if rest.kind != "end":
        parser.refuse("'and' or 'or' is missing; a value of several words needs quotation marks")
    return expression


def _tokens(typed: str) -> Iterator[_Token]:
    end = len(typed.rstrip())
    at = 0
    while at < end:
        found = _TOKEN.match(typed, at)
        assert found is not None, "the last alternative takes any character"
        at = found.end()
        kind = found.lastgroup or ""
        start, text = found.start(kind), found[kind]
        if kind == "open":
            raise BadFilter("this quotation mark is not closed", start)
        if kind == "strange":
            raise BadFilter(f"'{text}' means nothing here", start)
        if kind == "quoted":
            yield _Token("name", _ESCAPED.sub(r"\1", text[1:-1]), start)
        elif kind == "word":
            keyword = text.casefold()
            yield _Token(keyword if keyword in KEYWORDS else "name", text, start)
        else:
            yield _Token(kind, text, start)
    yield _Token("end", "", end)


class _Parser:
    """Reads tokens from the left; one method for each level of binding."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> _Token:
        """The token to be read."""
        return self._tokens[self._at]

    def expression(self, depth: int) -> Expression:
        """``a or b or c``."""
        parts = [self._all(depth)]
        while self._took("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def refuse(self, why: str) -> NoReturn:
        """Say what is wrong with the token to be read."""
        raise BadFilter(why, self.next.at)

    def _all(self, depth: int) -> Expression:
        parts = [self._one(depth)]
        while self._took("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, depth: int) -> Expression:
        if depth > DEEPEST:
            self.refuse("it is nested too deep")
        if self._took("not"):
            return Not(self._one(depth + 1))
        if self._took("mark", "("):
            inner = self.expression(depth + 1)
            if not self._took("mark", ")"):
                self.refuse("a ')' is missing")
            return inner
        return self._comparison()

    def _comparison(self) -> Expression:
        name = self._name("a field such as group, or an attribute, should stand here")
        if self._took("not"):
            if self.next.kind != "in":
                self.refuse("'in' should follow 'not' here")
            return Not(self._in(name))
        if self.next.kind == "in":
            return self._in(name)
        sign = self.next
        if not self._took("sign"):
            self.refuse(f"a sign such as = should follow '{name.text}'")
        value = self._name(f"a value should follow '{sign.text}'")
        return Comparison(name.text, sign.text, (value.text,), name.at, (value.at,))

    def _in(self, name: _Token) -> Comparison:
        self._took("in")
        if not self._took("mark", "("):
            self.refuse("a '(' should follow 'in'")
        values = [self._name("a value should follow '('")]
        while self._took("mark", ","):
            values.append(self._name("a value should follow the comma"))
        if not self._took("mark", ")"):
            self.refuse("a comma or a ')' should follow the value")
        texts, places = tuple(value.text for value in values), tuple(value.at for value in values)
        return Comparison(name.text, "in", texts, name.at, places)

    def _name(self, why: str) -> _Token:
        found = self.next
        if not self._took("name"):
            self.refuse(why)
        return found

    def _took(self, kind: str, text: str | None = None) -> bool:
        if self.next.kind != kind or (text is not None and self.next.text != text):
            return False
        self._at += 1
        return True
