"""Changes to attributes: which there are, what their values are, and which the study must not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from utsaga.model.action import Action
from utsaga.model.attribute import CHOICE, KINDS, AttributeKind, DoesNotFit, canonical
from utsaga.model.codetree import name_key, tidy
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.nearest import nearest
from utsaga.study.fitting import LONGEST, fit
from utsaga.study.people.people import People
from utsaga.study.study import Study
from utsaga.text.wordlist import wordlist

RESERVED = wordlist(
    """
    participant speaker role group round status source code coder interviewer question consent
    and or not in
    """
)
"""Names that filters and tables use for other things."""

_NAMED = 3
"""Up to so many values are named that are not of a kind."""


def declare(study: Study, name: str, kind: str, choices: Sequence[str] = ()) -> Action:
    """Declare an attribute that participants can have.

    Raises:
        Refused: the name is missing, reserved or there already, or the kind is none.
    """
    people = People(study)
    new = put_new(people, study.coder, name, kind, choices)
    return _action(study, people, "attributes.declare", new)


def put_new(
    people: People, coder: str, name: str, kind: str, choices: Sequence[str] = (), *, forbidden: bool = False
) -> AttributeKind:
    """Declare an attribute in a working copy.

    Raises:
        Refused: the name is missing, reserved or there already, or the kind is none.
    """
    moment = now()
    last = max((other.order for other in people.attributes.values()), default=0)
    new = AttributeKind(
        id=new_id(),
        name=_free(people, name),
        order=last + 1,
        coder=coder,
        created=moment,
        modified=moment,
        kind=_known(kind),
        choices=_choices(choices) if kind == CHOICE else (),
        forbidden=forbidden,
    )
    people.attributes[new.id] = new
    return new


def typed(written: str) -> tuple[str, list[str]]:
    """A kind as it is typed, with the choices named: ``choice:rural;urban``."""
    kind, _, listed = written.partition(":")
    return kind.strip(), [choice.strip() for choice in listed.split(";") if choice.strip()]


def change(
    study: Study,
    attribute: AttributeKind,
    *,
    name: str | None = None,
    kind: str | None = None,
    choices: Sequence[str] | None = None,
) -> Action:
    """Rename an attribute, or let its values be of another kind; what is None stays.

    A choice for which none are given takes the values there are.

    Raises:
        Refused: somebody has a value that would not fit, or nothing would change.
    """
    people = People(study)
    attribute = _current(people, attribute)
    if name is not None:
        attribute = replace(attribute, name=_free(people, name, attribute.id))
    put_kind(people, attribute, kind or attribute.kind, choices)
    return _action(study, people, "attributes.change", attribute)


def put_kind(
    people: People,
    attribute: AttributeKind,
    kind: str,
    choices: Sequence[str] | None = None,
    instead: Mapping[str, str] = MappingProxyType({}),
) -> AttributeKind:
    """Let the values of an attribute be of another kind, in a working copy.

    ``instead`` are values that take the place of those held, by the ids of participants.

    Raises:
        Refused: somebody has a value that would not fit.
    """
    held = {
        p.id: instead.get(p.id, p.attributes[attribute.id])
        for p in people.participants.values()
        if attribute.id in p.attributes
    }
    wanted = choices if choices is not None else (attribute.choices or sorted(set(held.values())))
    after = replace(attribute, kind=_known(kind), choices=_choices(wanted) if kind == CHOICE else ())
    people.attributes[after.id] = after
    unfit: list[DoesNotFit] = []
    for person_id, value in held.items():
        participant = people.participants[person_id]
        try:
            fitted = {**participant.attributes, after.id: canonical(after, value)}
        except DoesNotFit as problem:
            unfit.append(problem.of(participant.name))
            continue
        people.participants[person_id] = replace(participant, attributes=fitted)
    if unfit:
        raise Refused(_unfit(attribute, kind, unfit))
    return after


def _unfit(attribute: AttributeKind, kind: str, problems: Sequence[DoesNotFit]) -> str:
    """Why the values of an attribute cannot be of a kind: the first ones by whose they are."""
    more = len(problems) - _NAMED
    rest = f" The same goes for {more} more." if more > 0 else ""
    told = " ".join(str(problem) for problem in islice(problems, _NAMED))
    return f"'{attribute.name}' cannot be of kind {kind}: {told}{rest} Correct that first."


def forbid(study: Study, name: str) -> Action:
    """Promise not to know an attribute: it takes no values any more, and those there are go.

    Raises:
        Refused: it is forbidden already, or the name is reserved.
    """
    people = People(study)
    attribute = people.attribute(name)
    if attribute is None:
        attribute = put_new(people, study.coder, name, KINDS[0], forbidden=True)
    else:
        _take_off(people, attribute)
        people.attributes[attribute.id] = replace(attribute, forbidden=True)
    return _action(study, people, "attributes.forbid", attribute)


def allow(study: Study, attribute: AttributeKind) -> Action:
    """Take back that an attribute is forbidden."""
    people = People(study)
    people.attributes[attribute.id] = replace(_current(people, attribute), forbidden=False)
    return _action(study, people, "attributes.change", attribute)


def remove(study: Study, attribute: AttributeKind) -> Action:
    """Take an attribute out, with its values."""
    people = People(study)
    _take_off(people, attribute)
    people.attributes.pop(attribute.id, None)
    return _action(study, people, "attributes.remove", attribute)


def _current(people: People, attribute: AttributeKind) -> AttributeKind:
    try:
        return people.attributes[attribute.id]
    except KeyError:
        raise Refused(f"The attribute '{attribute.name}' is no longer declared.") from None


def _take_off(people: People, attribute: AttributeKind) -> None:
    for participant in list(people.participants.values()):
        if attribute.id in participant.attributes:
            kept = {key: value for key, value in participant.attributes.items() if key != attribute.id}
            people.participants[participant.id] = replace(participant, attributes=kept)


def _free(people: People, name: str, own: str = "") -> str:
    wanted = fit(name, "An attribute's name")
    if not wanted:
        raise Refused("An attribute needs a name.")
    if name_key(wanted) in RESERVED or name_key(wanted).split()[0] == "consent":
        raise Refused(f"An attribute cannot be called '{wanted}': the word means something else in filters.")
    there = people.attribute(wanted)
    if there is not None and there.id != own:
        raise Refused(f"There is an attribute '{there.name}' already.")
    return wanted


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise Refused(f"'{kind}' is no kind of attribute{nearest(kind, KINDS)}: {', '.join(KINDS)}.")
    return kind


def _choices(choices: Sequence[str]) -> tuple[str, ...]:
    tidied = {name_key(choice): tidy(choice)[:LONGEST] for choice in reversed(choices) if tidy(choice)}
    return tuple(reversed(tidied.values()))


def _action(study: Study, people: People, name: str, attribute: AttributeKind) -> Action:
    changes = people.changes
    if not changes:
        raise Refused("Nothing would change.")
    return Action(name, study.coder, changes, refs={"attribute": attribute.id}, counts=people.counts)
