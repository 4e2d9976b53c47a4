"""Scanning texts one by one, without knowing all their words: words and their endings, no slips.

For a large study whose index is not there yet: the first hits come at once, nothing is kept in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from utsaga.model.span import Span
from utsaga.search.endings import forms
from utsaga.search.hits import AnyOf, Hit, Wanted, hits_in, inside
from utsaga.search.profile import Profile
from utsaga.search.query import Pattern, Phrase, Term, parse

Text = tuple[str, str, Sequence[Span] | None]
"""A source's id, its text and its turns (None: paragraphs)."""


def scan(
    query: str, texts: Iterable[Text], *, within: Mapping[str, Sequence[Span]] | None = None
) -> Iterator[Hit]:
    """Yield the hits of a query in texts, as they come; ``within`` as for ``Corpus.search``."""
    terms = parse(query)
    for source, text, turns in texts if terms else ():
        if within is not None and source not in within:
            continue
        profile = Profile(text, turns)
        for hit in hits_in(source, profile, _wanted(terms, profile)):
            if within is None or inside(hit, within[source]):
                yield hit


def _wanted(terms: Sequence[Term], profile: Profile) -> Wanted:
    wanted: Wanted = []
    for term in terms:
        if isinstance(term, Phrase):
            wanted.append(term)
            continue
        if isinstance(term, Pattern):
            words = frozenset(filter(term.means, profile.counts))
        else:
            words = forms(term.folded) & profile.counts.keys()
        if not words:
            return []
        wanted.append(AnyOf(words, term))
    return wanted
