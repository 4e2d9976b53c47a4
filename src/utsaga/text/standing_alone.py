"""Labels without any sign, each alone on its line with the words below: ``MODERATOR``, ``P1``.

Any short line may look like one. They are taken for labels where parts in an interview (``Moderator``) or a
numbered series (``P1``, ``P2``) recur among them and they open enough of the text; else a person says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from utsaga.text.backchannels import is_backchannel
from utsaga.text.doubts import is_note, is_role, is_several, number, stem
from utsaga.text.labels import one_spelling
from utsaga.text.slips import Written

Place = tuple[int, str]
"""Where a label stands (code points), and the label."""

_SHORT = r"[ \t]*((?=[^\W\d_a-zåäö])[\w.'’() -]{0,30}[\w)])[ \t]*"
_ALONE = re.compile(rf"(?m)^{_SHORT}$(?=\n\s*\S)")
_HEAD = re.compile(rf"(?<=\n\n){_SHORT}(?=\n[ \t]*\S)")
"""Such a line that opens a paragraph and has words right below."""

_LINE = re.compile(r"[^\S\n]*(\S[^\n]*)")
_LONGEST_NAME = 3  # words
_MOST = 200  # more lines that recur than this are a list of something else
_LEAST_SHARE = 0.15  # of the paragraphs: a turn may have several


@dataclass(frozen=True, slots=True)
class Alone:
    """Short lines that might be labels.

    ``counts`` are those that recur; ``sure`` are those of them, and of others that go with them, that are
    taken for labels, which stand at ``places``; ``rare`` stand as they do, but once.
    """

    counts: Mapping[str, int]
    sure: Mapping[str, int]
    places: Sequence[Place]
    rare: Mapping[str, int]


def standing_alone(text: str, end: int, paragraphs: int) -> Alone:
    """Return the lines of a text that might be labels, up to ``end``, by which it has so many paragraphs."""
    found = [(match.start(1), one_spelling(match[1])) for match in _ALONE.finditer(text, 0, end)]
    counts = Counter(label for _, label in found if _may_be_label(label))
    counts = _opening(text, end, Counter({label: n for label, n in counts.items() if n > 1}))
    if not _are_labels(counts, paragraphs):
        return Alone(counts, {}, (), {})
    written = Written(counts)
    series = {stem(label) for label in counts if number(label)}
    once = Counter(label for _, label in found if label not in counts and _goes_with(label, written, series))
    sure = counts + once
    places = [place for place in found if place[1] in sure]
    heads = (one_spelling(found[1]) for found in _HEAD.finditer(text, 0, end))
    rest = Counter(head for head in heads if head not in sure)
    rare = {label: n for label, n in rest.items() if n == 1 and _may_be_label(label)}
    return Alone(counts, sure, places, rare)


def _may_be_label(label: str) -> bool:
    return len(label.split()) <= _LONGEST_NAME and not is_note(label) and not is_backchannel(label)


def _opening(text: str, end: int, counts: Counter[str]) -> Counter[str]:
    """Those lines that mostly open something; a short answer (``Jo``) follows a label instead."""
    lines = (
        (one_spelling(found[1].rstrip()) for found in _LINE.finditer(text, 0, end)) if counts else iter(())
    )
    following = Counter(line for before, line in pairwise(lines) if before in counts and line in counts)
    return Counter({label: n for label, n in counts.items() if following[label] * 2 <= n})


def _are_labels(counts: Mapping[str, int], paragraphs: int) -> bool:
    series = Counter(stem(label) for label in counts if number(label))
    named = any(is_role(label) for label in counts) or any(n > 1 for n in series.values())
    return named and 1 < len(counts) <= _MOST and sum(counts.values()) >= paragraphs * _LEAST_SHARE


def _goes_with(label: str, often: Written, series: Collection[str]) -> bool:
    """Whether a line that stands once is a label among such labels, some of them in numbered series."""
    if is_role(label) or is_several(label) or often.same(label):
        return True
    return bool(number(label)) and stem(label) in series
