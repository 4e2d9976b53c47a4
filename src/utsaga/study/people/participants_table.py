"""Participants from a table: who they are, what is known of them, where they speak; one action.

A row is about a participant everywhere, about a participant as a speaker of a transcript, about a speaker
who is nobody known, or about a transcript alone. Columns that are not ``COLUMNS`` are attributes; a new
one takes its kind from its values. An empty cell says nothing, a cell ``-`` takes away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from utsaga.model.action import Action
from utsaga.model.attribute import AttributeKind, DoesNotFit, inferred
from utsaga.model.codetree import name_key
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.participant import Consent
from utsaga.study.coding.coding_table import Problem
from utsaga.study.people import attributes
from utsaga.study.people.participants_claims import Claim, put_claims
from utsaga.study.people.participants_rows import COLUMNS, NOTHING, About, Unfit, said_by
from utsaga.study.people.people import People
from utsaga.study.study import Study
from utsaga.study.tables import BadTable, Row, read_open_table


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table comes to. ``action`` is None when it says nothing new; ``kinds`` are new attributes.

    ``unfit`` are the attributes that do not take a value of the table; ``left_out`` is how many rows do not
    go in at all for what is wrong with them.
    """

    action: Action | None
    kinds: tuple[AttributeKind, ...]
    problems: tuple[Problem, ...]
    unfit: tuple[AttributeKind, ...] = ()
    left_out: int = 0


def plan(
    study: Study, path: Path, kinds: Mapping[str, str] | None = None, forbidden: Collection[str] = ()
) -> Plan:
    """Plan what a table says; rows that make no sense are listed, the rest goes in.

    ``kinds`` says of which kind the values of attributes are, by name, instead of what is inferred
    (``attributes.typed``); a choice for which no choices are named has those that stand in the table.
    ``forbidden`` are attributes that are about to be.

    Raises:
        BadTable: the file is no such table.
        Refused: a column is a forbidden attribute or cannot be one, or values are not of a kind given.
    """
    columns, rows = read_open_table(path)
    if "participant" not in columns and "source" not in columns:
        raise BadTable(
            f"{path.name}: there is no column 'participant'; the first line must name the columns."
        )
    planner = _Planner(study, forbidden)
    planner.declare({key: name for key, name in columns.items() if key not in COLUMNS}, rows, kinds or {})
    planner.take(rows)
    problems = [*planner.problems, *put_claims(planner.people, planner.claims, planner.consents)]
    changes, counts = planner.people.changes, planner.people.counts
    action = Action("participants.import", study.coder, changes, counts=counts) if changes else None
    in_order = tuple(sorted(problems, key=lambda found: found.line))
    unfit = tuple(planner.unfit.values())
    return Plan(action, tuple(planner.new_kinds), in_order, unfit, planner.left_out)


class _Planner:
    """Collects what the rows of a table claim."""

    def __init__(self, study: Study, forbidden: Collection[str]) -> None:
        self._study = study
        self._forbidden = {name_key(name) for name in forbidden}
        self.people = People(study)
        self.problems: list[Problem] = []
        self.new_kinds: list[AttributeKind] = []
        self.unfit: dict[str, AttributeKind] = {}
        self.left_out = 0
        self._kinds: dict[str, AttributeKind] = {}
        self.claims: dict[About, Claim] = {}
        self.consents: list[tuple[str, Consent]] = []

    # The columns

    def declare(self, columns: Mapping[str, str], rows: Sequence[Row], kinds: Mapping[str, str]) -> None:
        """Find the attributes that columns are, and declare those that are new."""
        wanted = {name_key(name): kind for name, kind in kinds.items()}
        for key, name in columns.items():
            values = [cell for row in rows if (cell := row[key].strip()) not in ("", NOTHING)]
            kind = wanted.get(name_key(name), "")
            self._kinds[key] = self._attribute(name, values, kind, self._instead(key, rows) if kind else {})

    def _instead(self, column: str, rows: Sequence[Row]) -> dict[str, str]:
        """What a column says of participants who are there, by id: that need not fit which it replaces."""
        said = ((self.people.named(row["participant"]), row[column].strip()) for row in rows)
        return {who.id: value for who, value in said if who is not None and value not in ("", NOTHING)}

    def _attribute(
        self, name: str, values: Sequence[str], typed: str, instead: Mapping[str, str]
    ) -> AttributeKind:
        there = self.people.attribute(name)
        kind, choices = attributes.typed(typed)
        if there is None:
            choices = choices or list(dict.fromkeys(values))
            there = attributes.put_new(
                self.people, self._study.coder, name, kind or inferred(values), choices
            )
            self.new_kinds.append(there)
        elif kind and (kind != there.kind or choices):
            there = attributes.put_kind(self.people, there, kind, choices or None, instead)
        if there.forbidden or name_key(there.name) in self._forbidden:
            raise Refused(f"The attribute '{there.name}' is forbidden in this study: leave its column out.")
        return there

    # The rows

    def take(self, rows: Sequence[Row]) -> None:
        """Take what rows say; all of a row is left out where anything in it is a problem."""
        for row in rows:
            said = said_by(row, self._study, self._kinds)
            problems = [*said.problems, *self._contradictions(said.claims)]
            self.left_out += bool(problems)
            for error in problems:
                self.problems.append(Problem(row.line, str(error)))
                if isinstance(error, DoesNotFit):
                    self.unfit[error.attribute.id] = error.attribute
            if problems:
                continue
            for about, value in said.claims.items():
                self.claims.setdefault(about, Claim(value, row.line))
            if said.consent:
                person = next(about.person for about in said.claims if about.what == "person")
                self.consents.append((person, said.consent))

    def _contradictions(self, claims: Mapping[About, str]) -> Iterator[UtsagaError]:
        """Where an earlier row says something else."""
        for about, value in claims.items():
            earlier = self.claims.get(about)
            if earlier is not None and name_key(earlier.value) != name_key(value):
                before, now = self._written(about, earlier.value, {}), self._written(about, value, claims)
                column = self._column(about)
                yield Unfit(f"'{column}' is '{now}' here and '{before}' on line {earlier.line}")

    def _column(self, about: About) -> str:
        """The name of the column that says such a thing."""
        if about.what == "attribute":
            return self.people.attributes[about.attribute].name
        return {"tie": "participant", "talk": "group"}.get(about.what, about.what)

    def _written(self, about: About, value: str, claims: Mapping[About, str]) -> str:
        """A value as a cell says it: a participant by name."""
        named = About("person", value)
        if about.what == "tie" and named in claims:
            return claims[named]
        if about.what == "tie" and named in self.claims:
            return self.claims[named].value
        return value or NOTHING
