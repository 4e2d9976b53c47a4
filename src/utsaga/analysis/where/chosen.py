"""What a filter chooses: turns of transcripts, quotes, persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from utsaga.analysis.persons import Person, Persons
from utsaga.analysis.quotes import Quote
from utsaga.analysis.where.fields import OF_PASSAGES, Fields, Subject
from utsaga.analysis.where.matching import matcher
from utsaga.analysis.where.parsing import BadFilter, parse
from utsaga.analysis.where.tree import Expression, comparisons
from utsaga.model.source import Source, Speaker
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.text.fold import fold

_INTERVIEWER = "interviewer"


def chosen_by(study: Study, typed: str) -> Chosen | None:
    """What a filter chooses in a study; None for a filter that is blank, which chooses everything.

    Raises:
        BadFilter: it is not in the language, or names what the study does not have.
    """
    return Chosen(study, parse(typed)) if typed.strip() else None


class Chosen:
    """A filter applied to a study as it is now."""

    def __init__(self, study: Study, expression: Expression) -> None:
        """Look the names of a filter up.

        Raises:
            BadFilter: it names what the study does not have.
        """
        self.expression = expression
        self._study = study
        self._persons = Persons(study)
        asked = {fold(comparison.field) for comparison in comparisons(expression)}
        self._interviewers = _INTERVIEWER in asked
        self._of_passages = not OF_PASSAGES.isdisjoint(asked)
        try:
            self._test = matcher(expression, Fields(study, interviewers=self._interviewers))
        except BadFilter:
            self._explain_interviewers()
            raise

    # Quotes

    def quotes(self, quotes: Iterable[Quote]) -> list[Quote]:
        """The quotes in which somebody speaks whom the filter chooses."""
        return [quote for quote in quotes if self.takes(quote)]

    def takes(self, quote: Quote) -> bool:
        """Whether somebody speaks in a quote whom the filter chooses."""
        return bool(self._heard(quote))

    def keys_in(self, quote: Quote) -> set[str]:
        """The persons in a quote whom the filter chooses, as ``persons.keys_of`` tells them apart."""
        return {person.key for person in self._heard(quote) if person.known}

    def _heard(self, quote: Quote) -> list[Person]:
        speakers: Sequence[Speaker | None] = quote.speakers or (None,)
        persons = (self._persons.of(quote.source, speaker) for speaker in speakers)
        return [person for person in persons if self._takes(Subject(person, quote.span, (quote.coding,)))]

    # Turns

    def turns(self, source: Source) -> Iterator[Span]:
        """The words of the turns of a source that the filter chooses, without labels, in order."""
        transcript = self._study.transcript(source.id)
        answers: dict[Speaker | None, bool] = {}
        for turn in transcript.turns:
            speaker = transcript.speaker(turn)
            if self._of_passages:
                codings = self._study.held.placed(source.id, turn.words)
                if self._takes(Subject(self._persons.of(source, speaker), turn.words, codings)):
                    yield turn.words
                continue
            if speaker not in answers:
                answers[speaker] = self._takes(Subject(self._persons.of(source, speaker), turn.words))
            if answers[speaker]:
                yield turn.words

    def within(self, sources: Iterable[Source] | None = None) -> dict[str, list[Span]]:
        """The chosen turns of every source (of some, or all) that has any, by the id of the source."""
        wanted = self._study.sources if sources is None else sources
        found = {source.id: list(self.turns(source)) for source in wanted}
        return {source_id: spans for source_id, spans in found.items() if spans}

    def _takes(self, subject: Subject) -> bool:
        speaker = subject.person.speaker
        if speaker is not None and speaker.interviewer and not self._interviewers:
            return False
        return self._test(subject) is True

    def _explain_interviewers(self) -> None:
        """Say what to do if the filter fails only because an interviewer is named."""
        if self._interviewers:
            return
        try:
            matcher(self.expression, Fields(self._study, interviewers=True))
        except BadFilter:
            return
        at = next(one.at for one in comparisons(self.expression) if fold(one.field) == "speaker")
        raise BadFilter("interviewers are left out; 'and interviewer=yes' lets them in", at)
