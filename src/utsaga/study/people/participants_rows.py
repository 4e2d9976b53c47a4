"""What the rows of a table of participants say, as single claims that can be compared and put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from utsaga.model.attribute import AttributeKind, DoesNotFit, canonical
from utsaga.model.codetree import name_key, tidy
from utsaga.model.errors import UtsagaError
from utsaga.model.participant import Consent, consent_day
from utsaga.model.source import Source, Speaker
from utsaga.nearest import nearest
from utsaga.study.fitting import fit
from utsaga.study.study import Study
from utsaga.study.tables import TOO_LONG, Row

COLUMNS = (
    "participant", "role", "group", "status", "source", "speaker", "round",
    "consent", "consent form", "consent note",
)  # fmt: skip
"""The columns that are no attributes."""

NOTHING = "-"
"""What a cell says to take away what was there."""


Part = TypeVar("Part")


class Unfit(UtsagaError):
    """Why a row does not go in."""


class About(NamedTuple):
    """What a claim is about: one fact about a participant, a speaker or a transcript.

    ``what`` is "person", "status", "attribute", "role", "group" (of a participant; with a label: as that
    speaker), "tie" (who a speaker is), "talk" or "round" (group or round of a transcript). ``person`` is
    the key of a name (``name_key``), ``source`` the id of a source, ``attribute`` that of an attribute.
    """

    what: str
    person: str = ""
    source: str = ""
    label: str = ""
    attribute: str = ""


Claims = dict[About, str]
"""Facts with their values; an empty value takes the fact away."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says, and all that is wrong with it; a row with anything wrong says nothing."""

    claims: Claims
    consent: Consent | None
    problems: tuple[UtsagaError, ...] = ()


class _Hearing:
    """Takes what cells say one by one, and keeps what is wrong with each."""

    def __init__(self) -> None:
        self.claims: Claims = {}
        self.problems: list[UtsagaError] = []

    def take(self, part: Callable[[], Claims]) -> None:
        said = self.heard(part)
        self.claims |= said or {}

    def heard(self, part: Callable[[], Part]) -> Part | None:
        try:
            return part()
        except UtsagaError as error:
            self.problems.append(error)
            return None


def said_by(row: Row, study: Study, kinds: Mapping[str, AttributeKind]) -> Said:
    """What a row says; ``kinds`` are the attributes that columns are."""
    if row.too_long:
        return Said({}, None, (Unfit(TOO_LONG),))
    if not tidy(row["participant"]) and not tidy(row["source"]):
        return Said({}, None, (Unfit("names neither a participant nor a transcript"),))
    hearing = _Hearing()
    name = hearing.heard(lambda: fit(row["participant"], "A participant's name"))
    title = tidy(row["source"])
    source = hearing.heard(lambda: study.source_named(title)) if title else None
    person = "" if name in (None, NOTHING) else name_key(name or "")
    if person:
        hearing.claims[About("person", person)] = name or ""
    if name is not None and (source is not None or not title):
        _take_places(hearing, row, study, source, name)
    for column, kind in kinds.items():
        hearing.take(partial(_attribute, row[column], kind, name or "", person))
    hearing.take(lambda: _filled(row, "status", About("status", person)))
    consent = hearing.heard(lambda: _consent(row))
    of_person = consent or any(about.what in ("status", "attribute") for about in hearing.claims)
    if name is not None and not person and of_person:
        hearing.problems.append(Unfit("says something of a participant without naming one"))
    return Said(hearing.claims, consent, tuple(hearing.problems))


def _take_places(hearing: _Hearing, row: Row, study: Study, source: Source | None, name: str) -> None:
    """Take what a row says of where somebody speaks, and as what."""
    person = "" if name == NOTHING else name_key(name)
    if source is not None:
        about = About("round", source=source.id)
        hearing.take(lambda: _filled(row, "round", about))
    spoken = hearing.heard(lambda: list(_spoken(study, source, tidy(row["speaker"]), bool(name))))
    if spoken is None:
        return
    if name:
        hearing.claims |= {About("tie", "", at.id, who.label if who else ""): person for at, who in spoken}
    for what in ("role", "group"):
        hearing.take(partial(_standing, row, what, person, source, spoken))


def _spoken(
    study: Study, source: Source | None, label: str, named: bool
) -> Iterator[tuple[Source, Speaker | None]]:
    """The speakers that a row is about: those with a label or a name, or the only one who can be meant."""
    if not label:
        if source is not None and named:
            yield source, _only(source)
        return
    wanted = label.casefold()
    there = [source] if source is not None else study.sources
    found = [
        (at, speaker)
        for at in there
        for speaker in at.speakers
        if wanted in [name.casefold() for name in (*speaker.labels, speaker.name)]
    ]
    if not found:
        known = {speaker.shown for at in there for speaker in at.speakers}
        where = f"in '{source.title}'" if source else "in the study"
        raise Unfit(f"nobody {where} is called '{label}'{nearest(label, known)}")
    if any(speaker.interviewer for _, speaker in found):
        raise Unfit(f"'{label}' interviews and is no participant")
    yield from found


def _only(source: Source) -> Speaker | None:
    speakers = [speaker for speaker in source.speakers if speaker.counts]
    if len(speakers) == 1:
        return speakers[0]
    if source.speakers:
        known = ", ".join(speaker.shown for speaker in speakers) or "nobody but interviewers"
        raise Unfit(f"say in the column 'speaker' who it is in '{source.title}': {known}")
    return None


def _standing(
    row: Row, what: str, person: str, source: Source | None, spoken: list[tuple[Source, Speaker | None]]
) -> Claims:
    """What a row says of a role or a group: of a participant, of a speaker, or of a whole transcript."""
    labelled = [(at, speaker) for at, speaker in spoken if speaker is not None]
    if labelled:
        abouts = [About(what, person, at.id, speaker.label) for at, speaker in labelled]
    elif person:
        abouts = [About(what, person)]
    elif what == "group" and source is not None:
        abouts = [About("talk", source=source.id)]
    elif tidy(row[what]):
        raise Unfit(f"says a {what} of nobody: name the participant or the speaker")
    else:
        abouts = []
    claims: Claims = {}
    for about in abouts:
        claims |= _filled(row, what, about)
    return claims


def _attribute(cell: str, kind: AttributeKind, name: str, person: str) -> Claims:
    cell = tidy(cell)
    if not cell:
        return {}
    try:
        value = canonical(kind, "" if cell == NOTHING else cell)
    except DoesNotFit as problem:
        raise problem.of(name) from None
    return {About("attribute", person, attribute=kind.id): value}


def _filled(row: Row, column: str, about: About) -> Claims:
    """The claim in a cell, if it says anything."""
    cell = fit(row[column], f"The column '{column}'")
    return {about: "" if cell == NOTHING else cell} if cell else {}


def _consent(row: Row) -> Consent | None:
    if NOTHING in (tidy(row["consent"]), tidy(row["consent form"])):
        raise Unfit("a consent is taken back on the participant's form on the screen, not by a table")
    cells = (consent_day(row["consent"]), tidy(row["consent form"]), row["consent note"].strip())
    return Consent(*cells) if any(cells) else None
