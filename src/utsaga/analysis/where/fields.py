"""What a filter can name in a study: fields, attributes, and the values that each of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from utsaga.analysis.answers import Exchange, exchanges
from utsaga.analysis.persons import Person, Persons
from utsaga.analysis.where.parsing import BadFilter
from utsaga.analysis.where.tree import Comparison
from utsaga.model.attribute import DATE, NUMBER, TEXT, AttributeKind, as_number
from utsaga.model.codetree import SEPARATOR, split_path
from utsaga.model.coding import Coding
from utsaga.model.span import Span
from utsaga.nearest import nearest
from utsaga.study import Study
from utsaga.study.guide import guide_numbers
from utsaga.study.guide.guides import all_questions
from utsaga.text.fold import fold

FIELDS = (
    "speaker", "participant", "group", "round", "role", "source", "coder", "code", "question",
    "interviewer",
)  # fmt: skip
"""The fields that every study has."""

OF_PASSAGES = frozenset({"coder", "code", "question"})
"""Fields that are of a passage, not of those who speak."""

_FEW = 8
"""Up to so many values are named when a wrong one was typed."""

_LISTED = ("speaker", "participant")
"""Fields of which some values are named even where there are more."""

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a filter is asked about: somebody's words, where they stand, and the codings on them."""

    person: Person
    span: Span
    codings: Sequence[Coding] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a study.

    ``keys`` are what a subject has there, none if it has nothing, None if nobody knows. ``meanings`` says
    which keys a value means, by the folded value; ``valid`` are values as they are written. ``kind`` is
    that of the values; those of numbers and dates are not looked up. ``several`` and ``elsewhere`` say of a
    folded value why it is none: it means several, or it is a value of another field.
    """

    name: str
    keys: Callable[[Subject], Keys | None]
    meanings: Mapping[str, Keys] = field(default_factory=dict)
    valid: tuple[str, ...] = ()
    kind: str = TEXT
    several: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def meant(comparison: Comparison, number: int, named: Field) -> Keys:
    """The keys that a value of a comparison means; none for an empty value.

    Raises:
        BadFilter: the field has no such value in this study.
    """
    value = comparison.values[number]
    if not value.strip():
        return frozenset()
    if _spelt(value) in named.several:
        why = f"there are several {named.name}s '{value}': {named.several[_spelt(value)]}"
        raise BadFilter(why, comparison.values_at[number])
    keys = named.meanings.get(_spelt(value)) or _part_of_one(value, named)
    if keys is None:
        instead = named.elsewhere.get(_spelt(value)) or _instead(value, named.valid, named.name in _LISTED)
        why = f"there is no {named.name} '{value}'{instead}"
        raise BadFilter(why, comparison.values_at[number])
    return keys


def _part_of_one(value: str, named: Field) -> Keys | None:
    """The question with these words in it, if it is only one: nobody types a question out."""
    if named.name != "question":
        return None
    found = {keys for written, keys in named.meanings.items() if _spelt(value) in written}
    return found.pop() if len(found) == 1 else None


def _instead(wrong: str, valid: Sequence[str], listed: bool) -> str:
    """What to say after a value that is none: the nearest one, or all if they are few, or the first ones."""
    if not valid:
        return ": none is known in this study"
    more = f" and {len(valid) - _FEW} more" if len(valid) > _FEW else ""
    some = f"; there are {', '.join(valid[:_FEW])}{more}" if listed or not more else ""
    return nearest(wrong, valid) or some


class Fields:
    """Finds the fields of a study by their names. ``interviewers`` says that those are asked about too."""

    def __init__(self, study: Study, *, interviewers: bool) -> None:
        """Look at who speaks in a study."""
        self._study = study
        self._interviewers = interviewers
        persons = Persons(study)
        self._persons = [
            persons.of(source, speaker)
            for source in study.sources
            for speaker in (source.speakers or (None,))
        ]

    def named(self, comparison: Comparison) -> Field:
        """The field of a comparison: one that every study has, else an attribute.

        Raises:
            BadFilter: there is none, or the attribute is forbidden.
        """
        name = fold(" ".join(comparison.field.split()))
        if name in FIELDS:
            found: Field = getattr(self, f"_{name}")()
            return found
        kinds = self._study.held.attributes
        exact = [kind for kind in kinds if kind.name.casefold() == comparison.field.casefold()]
        for kind in exact or [kind for kind in kinds if fold(kind.name) == name]:
            if kind.forbidden:
                raise BadFilter(f"the attribute '{kind.name}' is forbidden in this study", comparison.at)
            return self._attribute(kind)
        valid = [*FIELDS, *(kind.name for kind in kinds if not kind.forbidden)]
        there = nearest(comparison.field, valid) or f"; there are {', '.join(valid)}"
        raise BadFilter(f"there is no field '{comparison.field}'{there}", comparison.at)

    # Who speaks

    def _speaker(self) -> Field:
        speakers = [person.speaker for person in self._persons if person.speaker is not None]
        names = [
            name
            for speaker in speakers
            if self._interviewers or not speaker.interviewer
            for name in (speaker.label, speaker.name)
        ]
        # Quotes are printed with the names of participants, which people then look for as speakers.
        elsewhere = {
            _spelt(one.name): f", but a participant: participant={_quoted(one.name)}"
            for one in self._study.participants
        }
        return Field("speaker", _speaker_keys, *_same(names), elsewhere=elsewhere)

    def _participant(self) -> Field:
        participants = self._study.participants
        meanings = {_spelt(participant.name): frozenset({participant.id}) for participant in participants}
        return Field("participant", _participant_keys, meanings, tuple(p.name for p in participants))

    def _role(self) -> Field:
        own = (participant.role for participant in self._study.participants)
        return Field("role", _role_keys, *_same([*own, *(person.role for person in self._persons)]))

    def _group(self) -> Field:
        own = (participant.group for participant in self._study.participants)
        return Field("group", _group_keys, *_same([*own, *(person.group for person in self._persons)]))

    def _round(self) -> Field:
        rounds = [source.round for source in self._study.sources if source.round]
        numbers = bool(rounds) and all(as_number(wave) is not None for wave in rounds)
        return Field("round", _round_keys, *_same(rounds), NUMBER if numbers else TEXT)

    def _interviewer(self) -> Field:
        meanings = {
            word: frozenset({answer})
            for answer, words in (("yes", ("yes", "ja")), ("no", ("no", "nej")))
            for word in words
        }
        return Field("interviewer", _interviewer_keys, meanings, ("yes", "no"))

    def _attribute(self, kind: AttributeKind) -> Field:
        def keys(subject: Subject) -> Keys | None:
            if not subject.person.known:
                return None
            participant = subject.person.participant
            value = participant.attributes.get(kind.id, "") if participant else ""
            return _one(value if kind.kind in (NUMBER, DATE) else fold(value))

        values = [*kind.choices, *(p.attributes.get(kind.id, "") for p in self._study.participants)]
        meanings, valid = _same(values)
        return Field(kind.name, keys, meanings, valid, kind.kind if kind.kind in (NUMBER, DATE) else TEXT)

    # Where, and under what

    def _source(self) -> Field:
        meanings: dict[str, Keys] = {}
        for source in self._study.sources:
            for name in (source.title, source.key, source.origin, PurePath(source.origin).stem):
                meanings[_spelt(name)] = meanings.get(_spelt(name), frozenset()) | {source.id}
        titles = tuple(source.title for source in self._study.sources)
        return Field("source", lambda subject: frozenset({subject.person.source.id}), meanings, titles)

    def _coder(self) -> Field:
        self._study.held.load_all()
        codings = (self._study.held.codings(source.id) for source in self._study.sources)
        names = {coding.coder for there in codings for coding in there}
        return Field("coder", _coder_keys, *_same([self._study.coder, *sorted(names)]))

    def _code(self) -> Field:
        codes = self._study.codes
        meanings: dict[str, Keys] = {}
        for _, code in codes.walk():
            below = frozenset(one.id for one in codes.subtree(code.id))
            for name in {code.name, codes.path(code.id)}:
                meanings[_spelt(name)] = meanings.get(_spelt(name), frozenset()) | below
        return Field("code", _code_keys, meanings, tuple(code.name for _, code in codes.walk()))

    def _question(self) -> Field:
        """Questions by what they are called or words; a subject has those in whose answers it lies."""
        called = {_spelt(name): ids for name, ids in guide_numbers.names(self._study).items()}
        meanings = {name: ids for name, ids in called.items() if len(ids) == 1}
        several = {n: guide_numbers.several(self._study, ids) for n, ids in called.items() if len(ids) > 1}
        meanings |= {_spelt(item.text): frozenset({item.id}) for item in all_questions(self._study)}
        asked: dict[str, list[tuple[str, Exchange]]] = {}

        def keys(subject: Subject) -> Keys:
            source = subject.person.source
            there = asked.setdefault(source.id, [])
            if not there:
                there += exchanges(self._study, source)
            return frozenset(question for question, one in there if one.answer.overlaps(subject.span))

        texts = tuple(item.text for item in all_questions(self._study))
        return Field("question", keys, meanings, texts, several=several)


def _same(values: Iterable[str]) -> tuple[dict[str, Keys], tuple[str, ...]]:
    """Meanings of values that mean themselves, and the values as written."""
    written = tuple(dict.fromkeys(value for value in values if value))
    return {_spelt(value): frozenset({fold(value)}) for value in written}, written


def _spelt(value: str) -> str:
    """What two spellings of a value have in common: no capitals, plain letters, single blanks; in a path
    of codes too."""
    return fold(SEPARATOR.join(split_path(value)) or " ".join(value.split()))


def _quoted(value: str) -> str:
    """A value as it is written in a filter."""
    return value if value.isalnum() else f"'{value}'"


def _one(key: str) -> Keys:
    return frozenset({key}) if key else frozenset()


def _speaker_keys(subject: Subject) -> Keys | None:
    speaker = subject.person.speaker
    return _one(fold(speaker.label)) | _one(fold(speaker.name)) if speaker else None


def _participant_keys(subject: Subject) -> Keys | None:
    person = subject.person
    return _one(person.participant.id if person.participant else "") if person.known else None


def _role_keys(subject: Subject) -> Keys | None:
    return _one(fold(subject.person.role)) if subject.person.known else None


def _group_keys(subject: Subject) -> Keys | None:
    group = _one(fold(subject.person.group))
    return group if group or subject.person.known else None


def _round_keys(subject: Subject) -> Keys | None:
    return _one(fold(subject.person.round))


def _interviewer_keys(subject: Subject) -> Keys | None:
    speaker = subject.person.speaker
    if not subject.person.known:
        return None
    return frozenset({"yes" if speaker is not None and speaker.interviewer else "no"})


def _coder_keys(subject: Subject) -> Keys:
    return frozenset(fold(coding.coder) for coding in subject.codings)


def _code_keys(subject: Subject) -> Keys:
    return frozenset(coding.code for coding in subject.codings)
