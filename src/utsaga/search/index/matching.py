"""A query as FTS5 takes it: what finds every row with a hit, and perhaps some more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from utsaga.search.hits import AnyOf, Wanted
from utsaga.search.index.tokens import ends_with, token
from utsaga.search.query import Phrase
from utsaga.text.fold import fold, words

_MOST = 2000
"""A set of more words is no help: every row is looked at then."""


def expression(wanted: Wanted) -> str | None:
    """The MATCH expression for the terms of a query; None when the index is no help with them."""
    terms = [one for term in wanted if (one := _term(term)) is not None]
    return " AND ".join(f"({term})" for term in terms) or None


def _term(term: Phrase | AnyOf) -> str | None:
    if isinstance(term, Phrase):
        said = words(fold(term.typed))
        return _phrase(said) if said else None
    return " OR ".join(_quoted(map(token, sorted(term.words)))) if len(term.words) <= _MOST else None


def _phrase(said: Sequence[str]) -> str:
    """All words; or some of them at the end of a paragraph, since the phrase may go on in the next one."""
    quoted = _quoted(map(token, said))
    whole = " AND ".join(quoted)
    begun = [
        " AND ".join([*quoted[:number], *_quoted([ends_with(said[number - 1])])])
        for number in range(1, len(said))
    ]
    return " OR ".join(f"({one})" for one in (whole, *begun))


def _quoted(tokens: Iterable[str]) -> list[str]:
    return [f'"{one}"' for one in tokens]
