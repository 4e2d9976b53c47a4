"""From the places where a coding may belong to a verdict: kept, to be looked at, or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.text.follow.result import Candidate, Followed, Placed, Verdict, Way

AUTOMATIC = {Way.IN_PLACE: 0.70, Way.MOVED: 0.80, Way.FOUND: 0.85}
"""How sure a place must be to be taken without asking, by how it was found."""
ENCLOSED = 0.6
"""The same for a place between intact surroundings where half of the passage's words still stand."""
LOST_TEXT = 0.95
"""The same when there is no old text to compare with."""
LIKELY = 0.45
"""How sure a place must be to be worth a look."""
LEFT_OVER = 0.3
"""The same when words of it stand in their place."""
_NEARLY = 0.1  # places that differ by less than this rival each other
_SHORT = 20  # characters of a quote that need surroundings to be told
_WEAK = 0.6  # surroundings that tell too little, each side 0..1
_HALF = 0.5  # share of tokens that makes a place a passage's own
_INTACT = 0.9  # surroundings, either side
_HARDLY = 1 / 3  # share of its tokens that must have been matched


@dataclass(frozen=True, slots=True)
class Scored:
    """A place with what speaks for it and against it.

    0..1 all: ``similarity`` of the words, surroundings, the share of the passage's tokens that stand at
    the place (``kept``), and that of the place's tokens that are the passage's (``own``). ``doubt`` says
    in words why a person should look, however sure the place is.
    """

    candidate: Candidate
    similarity: float
    left: float | None = None
    right: float | None = None
    kept: float = 1.0
    own: float = 1.0
    doubt: str = ""

    @property
    def left_over(self) -> bool:
        """Whether it stands in its place and is made of its own words, however few."""
        return self.candidate.way is Way.IN_PLACE and max(self.kept, self.own) >= _HALF

    @property
    def needed(self) -> float:
        """How sure the place must be to be taken without asking."""
        way = self.candidate.way
        enclosed = min(self.left or 0, self.right or 0) >= _INTACT and self.kept >= _HALF
        return ENCLOSED if way is Way.IN_PLACE and enclosed else AUTOMATIC[way]

    @property
    def sure(self) -> bool:
        """Whether it is as sure as it must be."""
        return self.candidate.sureness >= self.needed


def judged(coding: Placed, text: str, places: Sequence[Scored], bar: float | None = None) -> Followed:
    """Return the verdict on a coding from the places found for it, of which there may be none.

    ``text`` is the new text; ``bar`` replaces what ``AUTOMATIC`` asks for.
    """
    ranked = sorted(places, key=lambda place: -place.candidate.sureness)
    candidates = tuple(place.candidate for place in ranked)
    if not ranked or ranked[0].candidate.sureness < (LEFT_OVER if ranked[0].left_over else LIKELY):
        return Followed(coding.key, Verdict.ORPHAN, None, 0.0, 0.0, True, candidates, "its words are gone")
    best = ranked[0]
    doubt = _doubt(coding, ranked, bar)
    return Followed(
        coding.key,
        Verdict.REVIEW if doubt else Verdict.KEPT,
        best.candidate.span,
        best.candidate.sureness,
        best.similarity,
        text[slice(*best.candidate.span)] != coding.quote,
        candidates,
        doubt or _how(best),
    )


def _doubt(coding: Placed, ranked: Sequence[Scored], bar: float | None) -> str:
    """Why a person should look at a coding; empty when nobody need."""
    best = ranked[0]
    sure = best.candidate.sureness
    needed = best.needed if bar is None else bar
    if any(
        sure - rival.candidate.sureness < _NEARLY and not best.candidate.span.overlaps(rival.candidate.span)
        for rival in ranked[1:]
    ):
        return "another place is as likely"
    if best.doubt:
        return best.doubt
    if best.kept < _HARDLY:
        return "hardly a word of it is left"
    if sure < needed:
        return "too little of it and of what stood around it is left"
    sides = [side for side in (best.left, best.right) if side is not None]
    if len(coding.quote) < _SHORT and sides and max(sides) < _WEAK:
        return "short, and what stood around it has changed"
    return ""


def _how(place: Scored) -> str:
    if place.candidate.way is not Way.IN_PLACE:
        return str(place.candidate.way)
    return "its words are the same" if place.similarity == 1 else "its words changed a little"
