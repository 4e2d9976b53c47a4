"""Words near each other: in the same turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from utsaga.model.span import Span


def near_each_other(
    places: Sequence[Sequence[Span]], turn_of: Callable[[int], int]
) -> Iterator[tuple[Span, ...]]:
    """Yield, in order, places that together have every term within one turn.

    ``places`` has the places of each term, in order. A single term's places come one by one. Of several
    terms the places last passed are taken, so that a stretch begins as late as it can; stretches do not
    overlap. A place that begins outside every turn is near nothing.
    """
    if len(places) == 1:
        for place in places[0]:
            yield (place,)
        return
    if not all(places):
        return
    passed: dict[int, Span] = {}
    turn = -1
    for place, term in sorted((place, term) for term, found in enumerate(places) for place in found):
        here = turn_of(place.start)
        if here != turn:
            passed.clear()
            turn = here
        passed[term] = place
        if here >= 0 and len(passed) == len(places):
            yield tuple(sorted(set(passed.values())))
            passed.clear()
