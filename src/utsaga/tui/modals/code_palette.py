"""Choosing a code by a few letters, or naming a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from utsaga.model.code import Code
from utsaga.model.codetree import SEPARATOR, split_path
from utsaga.search.palette import Candidate, Ranked
from utsaga.search.palette import Palette as Ranking
from utsaga.search.similar import near_duplicates
from utsaga.study import Study
from utsaga.tui.modals.palette import Choice, Palette
from utsaga.tui.parts import SHORT_NAME, Line, Part, code_mark, marked

_WEAK = frozenset({"typo", "similar", "path"})
"""Tiers that find something else than what was typed: then a new code comes first."""

_SCATTERED = frozenset({"letters", "word starts", "words"})
"""Tiers that find letters here and there: in a long name, any word will be found."""

_REACH = 3
"""How many characters of a name one typed letter may account for before it was found by chance."""


_ROOT = "the top of the codebook, below no other code"
_TELLING = 3
"""Letters that say whether the top is meant or a code that begins so."""


@dataclass(frozen=True, slots=True)
class ChosenCode:
    """A code of the codebook by its id, or the path of a new one; neither of them is the root."""

    code_id: str | None = None
    new_path: str = ""


class KnownCodes:
    """What ranking has made of a codebook's names, for as long as they stand: each palette needs it anew."""

    def __init__(self) -> None:
        """Know no codes yet."""
        self._last: Ranking | None = None

    def ranking(self, candidates: Iterable[Candidate]) -> Ranking:
        """The ranking of codes as they are used now."""
        self._last = Ranking(candidates) if self._last is None else self._last.updated(candidates)
        return self._last


class CodePalette(Palette[ChosenCode]):
    """All codes, the last used first; what was typed can be created where ``create`` allows it."""

    def __init__(
        self,
        study: Study,
        question: str,
        *,
        recent: Sequence[str] = (),
        create: bool = False,
        above: bool = False,
        root: bool = False,
        leave_out: Collection[str] = (),
        only: Collection[str] | None = None,
        known: KnownCodes | None = None,
        first: str | None = None,
    ) -> None:
        """Offer a study's codes but for some, or ``only`` some; with ``root`` also the root of the tree.

        ``recent`` are ids of codes, the last used first. With ``above`` what a code is to lie below is
        asked for: themes and categories come first, in the order of the codebook. ``known`` is what an
        earlier palette of all codes made of them. ``first`` is the id of a code that stands before all
        others until something is typed.
        """
        super().__init__(question)
        self._known = known if known is not None and not leave_out and only is None else KnownCodes()
        self._above = above
        self._first = first
        self._study = study
        self._recent = {code_id: number for number, code_id in reversed(list(enumerate(recent)))}
        self._create = create
        self._root = root
        self._codes = [
            code
            for _, code in study.codes.walk()
            if code.id not in leave_out and (only is None or code.id in only)
        ]
        self._pinned = {code_id: digit for digit, code_id in study.pins.items()}

    def choices(self, typed: str) -> Sequence[Choice[ChosenCode]]:
        """Codes that were found; a new one after them, or before them if none is called that."""
        ranked = self._ranked(typed)
        found = [Choice(r.candidate.id, self._row(r), ChosenCode(r.candidate.id)) for r in ranked]
        if self._root and _means_root(typed):
            top = Choice("root", (Part("    "), Part(_ROOT, "strong")), ChosenCode())
            found.insert(len(found) if 0 < len(typed.strip()) < _TELLING else 0, top)
        names = split_path(typed)
        if not self._create or not names or self._study.codes.at_path(names) is not None:
            return found
        if len(names) == 1 and self._study.codes.named(names[0]):
            return found
        new = Choice("new", self._new_row(names), ChosenCode(new_path=typed))
        strong = ranked and _is_meant(ranked[0], typed)
        return [*found, new] if strong else [new, *found]

    def hint(self, typed: str, choices: Sequence[Choice[ChosenCode]]) -> str:
        """Whether a new code is much like one that exists; how to come by a new one."""
        names = split_path(typed)
        if not self._create:
            return ""
        if not names:
            return "A new name (or Theme / code) creates; a digit finds its code."
        alike = [name for name, _ in near_duplicates(names[-1], (code.name for code in self._codes))]
        if alike and alike[0].casefold() != names[-1].casefold():
            return f"Much like '{alike[0]}', which exists."
        return "↑ goes to the new code." if len(choices) > 1 and choices[-1].key == "new" else ""

    def _ranked(self, typed: str) -> Sequence[Ranked]:
        """What is found; a digit finds the code that is pinned to it before all others."""
        if self._above and not typed.strip():
            children = self._study.codes.children
            ordered = sorted(self._codes, key=lambda code: not children(code.id))
            return [Ranked(self._candidate(code), 0.0, (), "recent") for code in ordered]
        ranked = self._ranking.rank(typed)
        if not typed.strip():
            return sorted(ranked, key=lambda one: one.candidate.id != self._first)
        pinned = [code for code in self._codes if self._pinned.get(code.id) == typed.strip()]
        first = [Ranked(self._candidate(code), 0.0, (), "exact") for code in pinned]
        return [*first, *(r for r in ranked if all(r.candidate.id != code.id for code in pinned))]

    @cached_property
    def _ranking(self) -> Ranking:
        return self._known.ranking(map(self._candidate, self._codes))

    def _candidate(self, code: Code) -> Candidate:
        path, uses = self._study.codes.path(code.id), self._study.held.count(code.id)
        return Candidate(code.id, code.name, path, uses, self._recent.get(code.id))

    def _row(self, ranked: Ranked) -> Line:
        code = self._study.codes[ranked.candidate.id]
        digit = self._pinned.get(code.id, " ")
        head = [Part(f"{digit} ", "key"), code_mark(code)]
        if ranked.in_path:
            return [*head, *marked(ranked.candidate.path, ranked.spans)]
        above = SEPARATOR.join(other.name for other in self._study.codes.ancestors(code.id))
        return [
            *head,
            *marked(code.name, ranked.spans),
            Part(f"   {above}" if above else "", "muted", SHORT_NAME),
        ]

    def _new_row(self, names: Sequence[str]) -> Line:
        known = 0
        while self._study.codes.at_path(names[: known + 1]) is not None:
            known += 1
        above = self._study.codes.at_path(names[:known]) if known else None
        below = self._study.codes.path(above.id) if above else ""
        return [
            Part("  + ", "key"),
            Part(SEPARATOR.join(names[known:]), "strong", SHORT_NAME),
            Part("   new below " if below else "   new code", "muted"),
            Part(below, "muted", SHORT_NAME),
        ]


def _is_meant(found: Ranked, typed: str) -> bool:
    """Whether a code is what was typed, not merely a name that its letters occur in.

    Enter takes the first row: a name typed for a new code must never give the passage another one.
    """
    if found.tier in _WEAK:
        return False
    letters = len("".join(typed.split()))
    reach = found.spans[-1][1] - found.spans[0][0] if found.spans else 0
    whole_pieces = letters >= 2 * len(found.spans)
    return found.tier not in _SCATTERED or reach <= _REACH * letters or (whole_pieces and letters > 4)


def _means_root(typed: str) -> bool:
    """Whether what was typed begins `the top of the codebook`, with or without its first word."""
    begun = typed.strip().casefold()
    return _ROOT.startswith(begun) or _ROOT.removeprefix("the ").startswith(begun)
