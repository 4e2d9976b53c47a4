"""Names as files, titles and codes spell them: where they divide into words, however joined or folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from utsaga.model.ids import slug
from utsaga.text.as_read import read
from utsaga.text.fold import fold

_EDGE = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"  # Anna2, 2Anna
    r"|(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])"  # IPAnnaLind
)
_ID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32,64}(?![0-9A-Za-z])|\b\d{8}T\d{12}Z-[0-9a-f]{8}-\d+\b")
"""Ids, hashes and sessions in paths of a study: divided at their digits they would spell short names."""

_JOINT = re.compile(r"(?<=[^\W\d_])['-](?=[^\W\d_])")
"""Signs in a name that keys of transcripts leave out where they are typographic: O’Neil is oneil."""


@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[str, ...]:
    """A name as a file may spell it, between hyphens: joined as it is, and divided; none without a letter.

    >>> spellings("Intervju_AnnaLind2")
    ('-intervju-annalind2-', '-intervju-anna-lind-2-')
    """
    shown = read(name)
    divided = _EDGE.sub("-", _ID.sub("-", shown))
    names = (shown, divided, _JOINT.sub("", shown))
    return tuple(dict.fromkeys(form for one in names for form in _forms(one)))


def _forms(name: str) -> Iterator[str]:
    folded = re.sub(r"[\W_]+", "-", fold(name)).strip("-")
    if folded:
        yield f"-{folded}-"
        # Keys of transcripts leave out what is not a to z: what is left of other letters is no name.
        key = slug(name, longest=len(name) * 4)
        if 2 * len(key) > len(folded) and key != "unnamed":
            yield f"-{key}-"
