"""What the rows of a table of participants say, as single claims that can be compared and put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from utsaga.model.attribute import AttributeKind, DoesNotFit, canonical
from utsaga.model.codetree import name_key, tidy
from utsaga.model.errors import UtsagaError
from utsaga.model.participant import Consent, consent_day
from utsaga.model.source import Source, Speaker
from utsaga.nearest import nearest
from utsaga.study.people.people import fit
from utsaga.study.study import Study
from utsaga.study.tables import TOO_LONG, Row

COLUMNS = (
    "participant", "role", "group", "status", "source", "speaker", "round",
    "consent", "consent form", "consent note",
)  # fmt: skip
"""The columns that are no attributes."""

NOTHING = "-"
"""What a cell says to take away what was there."""


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
    """What one row says."""

    claims: Claims
    consent: Consent | None


def said_by(row: Row, study: Study, kinds: Mapping[str, AttributeKind]) -> Said:
    """What a row says; ``kinds`` are the attributes that columns are.

    Raises:
        UtsagaError: a name in it is not known, a value does not fit, or it is about nobody.
    """
    if row.too_long:
        raise Unfit(TOO_LONG)
    name, title = fit(row["participant"], "A participant's name"), tidy(row["source"])
    if not name and not title:
        raise Unfit("names neither a participant nor a transcript")
    source = study.source_named(title) if title else None
    person = "" if name == NOTHING else name_key(name)
    spoken = list(_spoken(study, source, tidy(row["speaker"]), bool(name)))
    claims: Claims = {About("person", person): name} if person else {}
    if source is not None:
        claims |= _filled(row, "round", About("round", source=source.id))
    if name:
        claims |= {About("tie", "", at.id, who.label if who else ""): person for at, who in spoken}
    for what in ("role", "group"):
        claims |= _standing(row, what, person, source, spoken)
    claims |= _attributes(row, name, person, kinds)
    claims |= _filled(row, "status", About("status", person))
    consent = _consent(row)
    if not person and (consent or any(about.what in ("status", "attribute") for about in claims)):
        raise Unfit("says something of a participant without naming one")
    return Said(claims, consent)


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


def _attributes(row: Row, name: str, person: str, kinds: Mapping[str, AttributeKind]) -> Claims:
    claims: Claims = {}
    for column, kind in kinds.items():
        cell = tidy(row[column])
        if not cell:
            continue
        try:
            value = canonical(kind, "" if cell == NOTHING else cell)
        except DoesNotFit as problem:
            raise problem.of(name) from None
        claims[About("attribute", person, attribute=kind.id)] = value
    return claims


def _filled(row: Row, column: str, about: About) -> Claims:
    """The claim in a cell, if it says anything."""
    cell = fit(row[column], f"The column '{column}'")
    return {about: "" if cell == NOTHING else cell} if cell else {}


def _consent(row: Row) -> Consent | None:
    if NOTHING in (tidy(row["consent"]), tidy(row["consent form"])):
        raise Unfit("a consent is taken back on the participant's form on the screen, not by a table")
    cells = (consent_day(row["consent"]), tidy(row["consent form"]), row["consent note"].strip())
    return Consent(*cells) if any(cells) else None
