"""One transcript saved over another: in short ones, too few words are left to tell by the change alone."""

from __future__ import annotations

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.study import Study

_SAME = 95.0
"""Percent of likeness (ratio of Levenshtein's Indel distance) from which a text is somebody else's."""
_ITS_OWN = 85.0
"""Percent of likeness to what it was from which a text is still its own, whatever others are like."""
_FEWEST = 10
"""Words below which any two texts may be the same: "the recording is lost"."""
_SHORT = 20_000
"""Characters; of longer texts only the very same is looked for, and likeness is that of beginnings."""


def text_of_another(study: Study, source: Source, old: str | None, new: str, digest: str) -> Source | None:
    """The other source of a study whose text a changed file has now; None when it is its own.

    ``old`` is the text before, None when it is lost; ``digest`` the hash of the new one.
    """
    if len(new.split(None, _FEWEST)) < _FEWEST:
        return None
    others = [other for other in study.sources if other.id != source.id]
    same = [other for other in others if other.sha256 == digest]
    near = [] if same or len(new) > _SHORT else others
    if not (same or near) or (old is not None and _likeness(old, new) >= _ITS_OWN):
        return None
    return next(iter(same), None) or next((other for other in near if _reads_so(study, other, new)), None)


def _reads_so(study: Study, other: Source, new: str) -> bool:
    try:
        known = study.store.kept_text(other.key, other.sha256)
    except UtsagaError:  # it is not kept here: then nothing can be told from it
        return False
    return _likeness(known, new) >= _SAME


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    first, second = (" ".join(text[:_SHORT].split()) for text in (one, other))
    return fuzz.ratio(first, second, score_cutoff=min(_SAME, _ITS_OWN))
