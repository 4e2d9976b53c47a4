"""The valid name that a wrong one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(wrong: str, valid: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` if a valid name is near, else an empty string."""
    # Imported here: a name is wrong once in a while, and every start would pay for it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(wrong, list(valid), scorer=OSA.normalized_similarity, score_cutoff=0.5)
    return f" (did you mean '{found[0]}'?)" if found else ""
