"""Finding a passage without knowing the text that it stood in: by its words and what stood around them.

W3C Web Annotation's TextQuoteSelector. Twins cannot be told from originals in this way, so that only
what is found almost to the letter, in its surroundings and nowhere else, needs no looking at.
"""

from __future__ import annotations

from utsaga.model.span import Span
from utsaga.text.follow.confidence import contexts_alike, sureness, words_alike
from utsaga.text.follow.judging import LOST_TEXT, Scored, judged
from utsaga.text.follow.marks import passage
from utsaga.text.follow.result import Candidate, Followed, Placed, Way
from utsaga.text.follow.search import Index
from utsaga.text.follow.sentence_edges import PUT_IN, lost_edge
from utsaga.text.follow.tokens import Vocabulary, tokenise


class Refinder:
    """Looks for passages in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._vocabulary = Vocabulary()
        self._tokens = tokenise(text, self._vocabulary)
        self._index = Index(self._tokens.ids)

    def followed(self, coding: Placed) -> Followed:
        """Return where a coding stands by its quote, prefix and suffix."""
        quote = tokenise(coding.quote, self._vocabulary)
        words = (0, len(quote))
        places = []
        for became in self._index.places(quote.ids) if quote.ids else ():
            span = passage(quote, Span(0, len(coding.quote)), words, self._tokens, became)
            left, right = contexts_alike(coding.prefix, coding.suffix, self._text, span)
            alike = words_alike(quote, words, self._tokens, became, self._vocabulary.words)
            sure = sureness(alike, left, right)
            doubt = PUT_IN if lost_edge(coding.quote, self._text, span) else ""
            places.append(Scored(Candidate(span, sure, Way.FOUND), alike, left, right, doubt=doubt))
        best = sorted(places, key=lambda place: -place.candidate.sureness)[:_SHOWN]
        return judged(coding, self._text, best, LOST_TEXT)


_SHOWN = 4
"""How many candidates a person is given to choose from."""
