"""The times beside a source's text, between two texts: each follows the words that it stands before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from utsaga.text.anchors import anchor
from utsaga.text.follow import Placed, Result, Verdict
from utsaga.text.kept_times import Moment, in_order
from utsaga.text.spans import trimmed

_KEY = "time "
_LONGEST = 160
"""Characters of what was said by which its place is found again, at most."""


def times_placed(old: str, times: Sequence[Moment]) -> Iterator[Placed]:
    """What is looked for in a new text to find where times belong: the words up to the next one."""
    edges = [moment.start for moment in times] + [len(old)]
    for number, (start, edge) in enumerate(pairwise(edges)):
        words = trimmed(old, start, min(edge, start + _LONGEST, len(old)))
        if words.start < words.end:
            at = anchor(old, words)
            yield Placed(f"{_KEY}{number}", at.start, at.end, at.quote, at.prefix, at.suffix)


def times_moved(times: Sequence[Moment], result: Result) -> tuple[Moment, ...]:
    """Where times stand in the new text; those whose words are gone go with them."""
    found = []
    for number, moment in enumerate(times):
        followed = result.followed.get(f"{_KEY}{number}")
        if followed is not None and followed.verdict is Verdict.KEPT and followed.span is not None:
            found.append(Moment(followed.span.start, moment.time))
    return in_order(found)
