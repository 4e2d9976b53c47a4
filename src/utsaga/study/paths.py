"""Paths of names (``Theme / Category / code``) and the codes that they lead to, created where missing."""

from __future__ import annotations

from collections.abc import Sequence

from utsaga.model.action import Change
from utsaga.model.code import Code
from utsaga.model.codetree import split_path, tidy
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.model.record import to_json
from utsaga.study.holdings import CODES
from utsaga.study.study import Study

COLOURS = 8
"""How many code colours a theme has."""

IN_VIVO_LENGTH = 120
"""Longest name of a code, in characters: more is a sentence for the definition."""

_MARKS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789"


def plan_path(
    study: Study, path: str, *, under: str | None = None, whole: bool = False
) -> tuple[tuple[Change, ...], Code]:
    """The changes that create what is missing of a path, and the code at its end.

    With ``whole`` the path is one name, whatever it contains. A single name without a parent that
    exists once somewhere in the codebook is that code.

    Raises:
        Refused: a name is missing or too long.
    """
    names = [tidy(path)] if whole else split_path(path)
    if not names or not all(names):
        raise Refused("A code needs a name.")
    if under is None and len(names) == 1:
        known = study.codes.named(names[0])
        if len(known) == 1:
            return (), known[0]
    planner = PathPlanner(study)
    code = planner.at(names, under)
    return planner.changes, code


class PathPlanner:
    """Plans many paths as one action: what one path creates, the next one finds."""

    def __init__(self, study: Study) -> None:
        """Start from the codebook as it is."""
        self._study = study
        self._planned: dict[tuple[str | None, str], Code] = {}
        self._marks = {code.mark for _, code in study.codes.walk()}
        self._roots = len(study.codes.children(None))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What creates the codes that were missing, parents first."""
        return tuple(Change(CODES, code.id, None, to_json(code)) for code in self._planned.values())

    @property
    def created(self) -> list[Code]:
        """The codes that were missing, parents first."""
        return list(self._planned.values())

    def at(self, names: Sequence[str], under: str | None = None) -> Code:
        """The code at a path of names below a code (or the root), planned if it is missing."""
        parent = self._study.codes.get(under) if under else None
        for name in names:
            parent = self._child(parent, tidy(name))
        if parent is None:
            raise Refused("A code needs a name.")
        return parent

    def change(self, code: Code) -> None:
        """Let a planned code have other values than those it was planned with."""
        self._planned[code.parent, code.name.casefold()] = code

    def _child(self, parent: Code | None, name: str) -> Code:
        parent_id = parent.id if parent else None
        for sibling in self._study.codes.children(parent_id):
            if sibling.name.casefold() == name.casefold():
                return sibling
        planned = self._planned.get((parent_id, name.casefold()))
        return planned or self._new(parent, name)

    def _new(self, parent: Code | None, name: str) -> Code:
        checked_name(name)
        siblings = self._study.codes.children(parent.id if parent else None)
        planned = [
            code for (above, _), code in self._planned.items() if above == (parent.id if parent else None)
        ]
        mark = choose_mark(name, self._marks)
        self._marks.add(mark)
        moment = now()
        code = Code(
            id=new_id(),
            name=name,
            parent=parent.id if parent else None,
            order=max((c.order for c in [*siblings, *planned]), default=0) + 1,
            mark=mark,
            colour=parent.colour if parent else len([*siblings, *planned]) % COLOURS + 1,
            coder=self._study.coder,
            created=moment,
            modified=moment,
        )
        self._planned[code.parent, name.casefold()] = code
        return code


def choose_mark(name: str, taken: set[str]) -> str:
    """The character for the margin: a letter of the name that no code has, else any that none has."""
    letters = [letter for letter in name.lower() if letter in _MARKS]
    starts = [word[0] for word in name.lower().split() if word[0] in _MARKS]
    for mark in [*starts, *letters, *(letter.upper() for letter in letters), *_MARKS]:
        if mark not in taken:
            return mark
    return starts[0] if starts else "•"


def checked_name(name: str) -> str:
    """A name fit for a code.

    Raises:
        Refused: it is empty or too long.
    """
    if not name:
        raise Refused("A code needs a name.")
    if len(name) > IN_VIVO_LENGTH:
        raise Refused(
            f"A code's name can have {IN_VIVO_LENGTH} characters; this one has {len(name)}. "
            "Put the rest in its definition."
        )
    return name
