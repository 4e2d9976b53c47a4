"""Paths of names (``Theme / Category / code``) and the codes that they lead to, created where missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from utsaga.model.action import Change
from utsaga.model.code import Code
from utsaga.model.codetree import SEPARATOR, name_key, same_name, split_path, tidy
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.model.record import to_json
from utsaga.study.places import CODES
from utsaga.study.study import Study

COLOURS = 8
"""How many code colours a theme has."""

LONGEST_NAME = 120
"""Longest name of a code, in characters: more is a sentence for the definition."""

_MARKS = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789"


def plan_path(
    study: Study, path: str, *, under: str | None = None, whole: bool = False
) -> tuple[tuple[Change, ...], Code]:
    """The changes that create what is missing of a path, and the code at its end.

    With ``whole`` the path is one name, whatever it contains. A single name that is not at the root but
    once somewhere in the codebook is that code, unless a parent is given.

    Raises:
        Refused: a name is missing or not fit, several codes have it, or the parent is gone.
    """
    names = [_without_parting_slashes(path)] if whole else split_path(path)
    planner = PathPlanner(study)
    code = planner.meant(names) if under is None else planner.at(names, under)
    return planner.changes, code


class PathPlanner:
    """Plans many paths as one action: what one path creates, the next one finds."""

    def __init__(self, study: Study) -> None:
        """Start from the codebook as it is."""
        self._study = study
        self._planned: dict[tuple[str | None, str], Code] = {}
        self._marks = {code.mark for _, code in study.codes.walk()}

    @property
    def changes(self) -> tuple[Change, ...]:
        """What creates the codes that were missing, parents first."""
        return tuple(Change(CODES, code.id, None, to_json(code)) for code in self._planned.values())

    def at(self, names: Sequence[str], under: str | None = None) -> Code:
        """The code at a path of names below a code (or the root), planned if it is missing.

        Raises:
            Refused: a name is missing or not fit, or the parent is gone.
        """
        code = self._study.codes.get(under) if under else None
        if under and code is None:
            raise Refused("The code above is no longer in the codebook.")
        for name in names:
            code = self._child(code, tidy(name))
        if not names or code is None:
            raise Refused("A code needs a name.")
        return code

    def meant(self, names: Sequence[str]) -> Code:
        """The code at a path; a single name that no root has may be that of one code anywhere.

        Raises:
            Refused: as ``at``, and when several codes have the name.
        """
        if len(names) != 1 or self._known(None, names[0]):
            return self.at(names)
        planned = [code for code in self._planned.values() if same_name(code.name, names[0])]
        found = [*self._study.codes.named(names[0]), *planned]
        if len(found) > 1:
            raise Refused(f"Several codes are called '{names[0]}': give the whole path.")
        return found[0] if found else self.at(names)

    def path_of(self, code: Code) -> str:
        """The path of a code, planned or there."""
        planned = {one.id: one for one in self._planned.values()}
        names = []
        at: Code | None = code
        while at is not None:
            names.append(at.name)
            at = (planned.get(at.parent) or self._study.codes.get(at.parent)) if at.parent else None
        return SEPARATOR.join(reversed(names))

    def change(self, code: Code) -> None:
        """Let a planned code have other values than those it was planned with."""
        self._planned[code.parent, name_key(code.name)] = code

    def _child(self, parent: Code | None, name: str) -> Code:
        return self._known(parent, name) or self._new(parent, checked_name(name))

    def _known(self, parent: Code | None, name: str) -> Code | None:
        above = parent.id if parent else None
        there = (c for c in self._study.codes.children(above) if same_name(c.name, name))
        return next(there, None) or self._planned.get((above, name_key(name)))

    def _new(self, parent: Code | None, name: str) -> Code:
        above = parent.id if parent else None
        planned = [code for (parent_id, _), code in self._planned.items() if parent_id == above]
        siblings = [*self._study.codes.children(above), *planned]
        mark = choose_mark(name, self._marks)
        self._marks.add(mark)
        moment = now()
        code = Code(
            id=new_id(),
            name=name,
            parent=above,
            order=max((sibling.order for sibling in siblings), default=0) + 1,
            mark=mark,
            colour=parent.colour if parent else len(siblings) % COLOURS + 1,
            coder=self._study.coder,
            created=moment,
            modified=moment,
        )
        self.change(code)
        return code


def choose_mark(name: str, taken: set[str]) -> str:
    """The character for the margin: a letter of the name that no code has, else any that none has."""
    letters = [letter for letter in name.lower() if letter in _MARKS]
    starts = [word[0] for word in name.lower().split() if word[0] in _MARKS]
    wanted = [*starts, *letters, *(letter.upper() for letter in letters), *_MARKS]
    return next((mark for mark in wanted if mark not in taken), starts[0] if starts else "•")


def checked_name(name: str) -> str:
    """A name fit for a code.

    Raises:
        Refused: it is empty or too long, or holds the slash that parts the names of a path.
    """
    if not name:
        raise Refused("A code needs a name.")
    if SEPARATOR.strip() in name.split():
        raise Refused("' / ' parts the names of a path: write the slash of a name without spaces around it.")
    if len(name) > LONGEST_NAME:
        raise Refused(
            f"A code's name can have {LONGEST_NAME} characters; this one has {len(name)}. "
            "Put the rest in its definition."
        )
    return name


def _without_parting_slashes(name: str) -> str:
    """Words that were said as a name: ``ja / nej`` would be a path, ``ja/nej`` is a name."""
    return re.sub(r"\s*(?<!\S)/(?!\S)\s*", "/", tidy(name))
