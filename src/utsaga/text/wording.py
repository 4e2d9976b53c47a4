"""Two wordings of the same passage: which words differ, and the stretches of them worth showing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from utsaga.model.span import Span

_WORD = re.compile(r"\S+")
_MOST = 4000
"""Words of a passage that are compared; of a longer one all count as different."""
_ELISION = " … "


def differing(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """The words of each wording that are not in the other, in order; white space does not count.

    Neighbouring words are one stretch. Spans are code points of each wording.
    """
    before, after = ([Span(*found.span()) for found in _WORD.finditer(text)] for text in (old, new))
    if max(len(before), len(after)) > _MOST:
        same = old.split() == new.split()
        return ([], []) if same else ([Span(0, len(old))], [Span(0, len(new))])
    known: dict[str, int] = {}
    numbers = [
        [known.setdefault(text[slice(*word)], len(known)) for word in words]
        for text, words in ((old, before), (new, after))
    ]
    gone: list[Span] = []
    come: list[Span] = []
    for change in Indel.opcodes(*numbers):
        if change.tag != "equal":
            gone += before[change.src_start : change.src_end]
            come += after[change.dest_start : change.dest_end]
    return _joined(gone, old), _joined(come, new)


def excerpt(text: str, spans: Sequence[Span], around: int) -> tuple[str, list[Span]]:
    """A text without what lies far from some spans (in order, apart), and where those are in it.

    ``around`` characters and the word there are kept on either side, and at both ends of the text; what
    is left out between becomes an ellipsis.
    """
    kept: list[Span] = []
    for span in (Span(0, 0), *spans, Span(len(text), len(text))):
        start, end = _outwards(text, span, around)
        if kept and start <= kept[-1].end + len(_ELISION):
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, end))
        else:
            kept.append(Span(start, end))
    pieces: list[str] = []
    moved: list[Span] = []
    length = 0
    for place in kept:
        if pieces:
            pieces.append(_ELISION)
            length += len(_ELISION)
        shift = length - place.start
        moved += [Span(s.start + shift, s.end + shift) for s in spans if place.start <= s.start < place.end]
        pieces.append(text[slice(*place)])
        length += place.end - place.start
    return "".join(pieces), moved


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _outwards(text: str, span: Span, around: int) -> Span:
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)
