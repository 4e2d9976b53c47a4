"""A filter as a test of subjects: yes, no, or nobody knows (Kleene's three values).

Of somebody whose role nobody has noted, ``role=chef`` is not true and ``not role=chef`` is. Of words of
nobody known, neither is: nothing is known of who speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from utsaga.analysis.where.fields import Field, Fields, Subject, meant
from utsaga.analysis.where.parsing import BadFilter
from utsaga.analysis.where.tree import ORDERS, And, Comparison, Expression, Not, Or
from utsaga.model.attribute import DATE, NUMBER, TEXT, as_dates, as_number

Test = Callable[[Subject], bool | None]


def matcher(expression: Expression, fields: Fields) -> Test:
    """What an expression asks of a subject.

    Raises:
        BadFilter: it names what the study does not have, or asks for an order where there is none.
    """
    match expression:
        case Not(part):
            return _negated(matcher(part, fields))
        case And(parts):
            return _all([matcher(part, fields) for part in parts])
        case Or(parts):
            return _negated(_all([_negated(matcher(part, fields)) for part in parts]))
        case Comparison():
            return _compared(expression, fields.named(expression))


def _negated(test: Test) -> Test:
    def negated(subject: Subject) -> bool | None:
        answer = test(subject)
        return None if answer is None else not answer

    return negated


def _all(tests: list[Test]) -> Test:
    def all_of(subject: Subject) -> bool | None:
        answers = [test(subject) for test in tests]
        if False in answers:
            return False
        return None if None in answers else True

    return all_of


def _compared(comparison: Comparison, field: Field) -> Test:
    if comparison.sign in ORDERS:
        return _ordered(comparison, field)
    equal = _equal_any(comparison, field)
    return _negated(equal) if comparison.sign == "!=" else equal


def _equal_any(comparison: Comparison, field: Field) -> Test:
    """Whether the field has one of the values."""
    empty = any(not value.strip() for value in comparison.values)
    if field.kind == TEXT or field.name == "round":
        wanted = frozenset().union(*(meant(comparison, n, field) for n in range(len(comparison.values))))

        def holds(keys: Iterable[str]) -> bool:
            return not wanted.isdisjoint(keys)

    else:
        ranges = [_range(comparison, n, field) for n, value in enumerate(comparison.values) if value.strip()]

        def holds(keys: Iterable[str]) -> bool:
            return any(
                low <= mine[0] and mine[1] <= high for mine in _held(keys, field) for low, high in ranges
            )

    def equal(subject: Subject) -> bool | None:
        keys = field.keys(subject)
        if keys is None:
            return True if empty else None
        return holds(keys) or (empty and not keys)

    return equal


def _ordered(comparison: Comparison, field: Field) -> Test:
    """Whether the value of the field lies before or after another, all of it: a month not before its days."""
    if field.kind == TEXT:
        what = "these rounds are no numbers" if field.name == "round" else f"'{field.name}' has no order"
        raise BadFilter(f"{what}: compare it with =, != or in", comparison.at)
    low, high = _range(comparison, 0, field)
    tests: dict[str, Callable[[Range], bool]] = {
        "<": lambda mine: mine[1] < low,
        "<=": lambda mine: mine[1] <= high,
        ">": lambda mine: mine[0] > high,
        ">=": lambda mine: mine[0] >= low,
    }
    fits = tests[comparison.sign]

    def ordered(subject: Subject) -> bool | None:
        keys = field.keys(subject)
        return None if keys is None else any(map(fits, _held(keys, field)))

    return ordered


Range = tuple[Decimal, Decimal]
"""The least and the greatest that a value may be: a number twice, the first and last day of a month as
numbers such as 20240301."""


def _range(comparison: Comparison, number: int, field: Field) -> Range:
    value = comparison.values[number]
    found = _as_range(value, field.kind)
    if found is None:
        form = "a date such as 2024-03-01" if field.kind == DATE else "a number"
        raise BadFilter(
            f"'{field.name}' is compared with {form}, not with '{value}'", comparison.values_at[number]
        )
    return found


def _held(keys: Iterable[str], field: Field) -> list[Range]:
    return [found for key in keys if (found := _as_range(key, field.kind)) is not None]


def _as_range(value: str, kind: str) -> Range | None:
    if kind == DATE:
        days = as_dates(value)
        return (_day(days[0]), _day(days[1])) if days else None
    number = as_number(value) if kind == NUMBER else None
    return None if number is None else (number, number)


def _day(iso: str) -> Decimal:
    return Decimal(iso.replace("-", ""))
