"""What can be known of every participant: attributes, declared once, with values of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from utsaga.model.codetree import name_key, tidy
from utsaga.model.errors import Refused

TEXT, NUMBER, DATE, CHOICE = "text", "number", "date", "choice"
KINDS = (TEXT, NUMBER, DATE, CHOICE)

_NUMBER = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]{1,15}))?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class AttributeKind:
    """An attribute: its name and what its values are, one of ``KINDS``.

    ``choices`` are the values that a choice allows. A forbidden attribute has no values and takes none:
    the study has promised not to know it.
    """

    id: str
    name: str
    order: int
    coder: str
    created: str
    modified: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    forbidden: bool = False


class DoesNotFit(Refused):
    """A value that an attribute does not take; ``why`` says so of the value alone."""

    def __init__(self, attribute: AttributeKind, value: str, why: str, whose: str = "") -> None:
        """Say whose value it is, where that is known."""
        of = f" of '{whose}'" if whose else ""
        super().__init__(f"'{attribute.name}'{of} {why}")
        self.attribute = attribute
        self.value = value
        self.why = why

    def of(self, whose: str) -> DoesNotFit:
        """The same, said of somebody's value."""
        return DoesNotFit(self.attribute, self.value, self.why, whose)


def canonical(attribute: AttributeKind, written: str) -> str:
    """A value in the one form in which the study keeps it; empty for an empty one.

    A number has a point and no needless zeros; a date is a year, a month or a day in ISO 8601; a choice
    is spelt as declared.

    Raises:
        Refused: the attribute is forbidden.
        DoesNotFit: it does not take the value.
    """
    if attribute.forbidden:
        raise Refused(f"The attribute '{attribute.name}' is forbidden in this study.")
    value = tidy(written)
    if not value:
        return ""
    if attribute.kind == NUMBER:
        found = as_number(value)
        if found is None:
            raise DoesNotFit(attribute, value, f"is a number such as 39.5, and '{value[:40]}' is none.")
        return f"{found.normalize():f}" if found else "0"
    if attribute.kind == DATE:
        if as_dates(value) is None:
            why = f"is a date such as 2024-03-01, 2024-03 or 2024, and '{value[:40]}' is none."
            raise DoesNotFit(attribute, value, why)
        return value
    if attribute.kind == CHOICE:
        for choice in attribute.choices:
            if name_key(choice) == name_key(value):
                return choice
        known = ", ".join(attribute.choices) or "none yet"
        raise DoesNotFit(attribute, value, f"has no choice '{value[:40]}'; its choices: {known}.")
    return value


def as_number(written: str) -> Decimal | None:
    """The number that is written, with a point or a comma; None if it is none."""
    found = _NUMBER.fullmatch("".join(written.split()))
    return Decimal(f"{found[1]}{found[2]}.{found[3] or 0}") if found else None


def as_dates(written: str) -> tuple[str, str] | None:
    """The first and the last day of what is written: a year, a month or a day; None if it is none."""
    found = _DATE.fullmatch(written.strip())
    if not found:
        return None
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}"


def inferred(values: Iterable[str]) -> str:
    """The kind that written values suggest: number or date if all of them are that, else text.

    Years alone are numbers. A choice is declared, not guessed: the next table may bring another value.
    """
    written = [value for value in values if value.strip()]
    if written and all(as_number(value) is not None for value in written):
        return NUMBER
    if written and all(as_dates(value) is not None for value in written):
        return DATE
    return TEXT
