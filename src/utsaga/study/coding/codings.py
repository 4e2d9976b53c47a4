"""Changes to codings: giving passages codes, moving their edges, taking codes off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from utsaga.model.action import Action, Change
from utsaga.model.code import Code
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.model.record import to_json
from utsaga.model.span import Span
from utsaga.study.coding.paths import LONGEST_NAME, plan_path
from utsaga.study.coding.review_changes import settled
from utsaga.study.places import codings_table
from utsaga.study.study import Study
from utsaga.text import dialogue
from utsaga.text.anchors import anchor
from utsaga.text.spans import trimmed

_WORDS_IN_VIVO = 8
"""How many words of a passage make the name of a code in vivo."""


def add(study: Study, source_id: str, span: Span, code: Code) -> Action:
    """Give a passage a code.

    Raises:
        Refused: the passage is empty, this coder has given it this code already, or the code is gone.
    """
    if code.id not in study.codes:
        raise Refused(f"The code '{code.name}' is no longer in the codebook.")
    return _adding(study, source_id, span, code)


def _adding(study: Study, source_id: str, span: Span, code: Code) -> Action:
    coding = new_coding(study, source_id, span, code.id)
    overlapping = len(_alike(study, coding))
    return Action(
        "codings.add",
        study.coder,
        (_given(study, coding),),
        refs={"code": code.id, "source": source_id},
        counts={"passages": 1} | ({"overlapping": overlapping} if overlapping else {}),
    )


def add_at_path(study: Study, source_id: str, span: Span, path: str) -> Action:
    """Give a passage the code at a path, creating what is missing of the path, in one action.

    Raises:
        Refused: the passage is empty, or the path has no name in it.
    """
    creating, code = plan_path(study, path)
    return with_new(_adding(study, source_id, span, code), creating, code)


def with_new(adding: Action, creating: Sequence[Change], code: Code) -> Action:
    """An action that gives passages a code, with what creates the code before it, if it is new."""
    if not creating:
        return adding
    above = {"above": code.parent} if code.parent else {}
    return replace(
        adding,
        changes=(*creating, *adding.changes),
        refs={**adding.refs, **above},
        counts={**adding.counts, "new": len(creating)},
    )


def add_in_vivo(study: Study, source_id: str, span: Span) -> Action:
    """Make the first words of a passage a code and give it to the whole passage.

    They are words of participants; an interviewer's only where nobody else speaks.

    Raises:
        Refused: the passage is empty.
    """
    transcript = study.transcript(source_id)
    parts = dialogue.parts(transcript, span)
    speakers = [transcript.speaker(part.turn) for part in parts]
    told = [p for p, speaker in zip(parts, speakers, strict=True) if not (speaker and speaker.interviewer)]
    words = " ".join(transcript.text[slice(*part.span)] for part in told or parts).split()
    if not words:
        raise Refused("There are no words in this passage.")
    creating, code = plan_path(study, _name_in_vivo(words), whole=True)
    adding = _adding(study, source_id, span, code)
    if not creating:
        # Other passages may begin with the same words: whoever meant a code for this one must hear of it.
        shared = {"existing": 1, "others": study.held.count(code.id)}
        return replace(adding, name="codings.in_vivo", counts={**adding.counts, **shared})
    return replace(with_new(adding, creating, code), name="codings.in_vivo")


def _name_in_vivo(words: Sequence[str]) -> str:
    """As many of the first words as make a name, with an ellipsis where there are more."""
    name = " ".join(words[:_WORDS_IN_VIVO])
    if len(words) <= _WORDS_IN_VIVO and len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 1].rstrip(' .,;:')}…"


def remove(study: Study, codings: Sequence[Coding]) -> Action:
    """Take codings off their passages."""
    if not codings:
        raise Refused("There is no code here to take off.")
    codes = {coding.code for coding in codings}
    return Action(
        "codings.remove",
        study.coder,
        tuple(removal(study, coding) for coding in codings),
        refs={"code": codes.pop()} if len(codes) == 1 else {},
        counts={"passages": len(codings)},
    )


def move_edges(study: Study, coding: Coding, span: Span) -> Action:
    """Let a coding cover other words: those between new edges.

    With the edges that it has, it says of a coding whose words were changed that it is right as it reads now.

    Raises:
        Refused: there would be no words left, nothing would change, or the words have the code already.
    """
    moved = new_coding(study, coding.source, span, coding.code, coder=coding.coder)
    stays = moved.span == coding.span and study.holds(coding)
    if stays and not coding.reworded:
        raise Refused("The edges are where they were.")
    if not stays:
        _refuse_twin(study, moved)
    after = replace(
        coding,
        start=moved.start,
        end=moved.end,
        quote=moved.quote,
        prefix=moved.prefix,
        suffix=moved.suffix,
        modified=now(),
        reworded=False,
    )
    return Action(
        "codings.seen" if stays else "codings.move",
        study.coder,
        (changed(study, coding, after), *settled(study, coding.source, coding.id)),
        refs={"code": coding.code, "source": coding.source},
        counts={"passages": 1},
    )


def star(study: Study, codings: Sequence[Coding]) -> Action:
    """Mark codings as quotes to print; if all of them are marked, take the marks away."""
    if not codings:
        raise Refused("There is no coded passage here to mark.")
    on = not all(coding.starred for coding in codings)
    turned = [coding for coding in codings if coding.starred != on]
    return Action(
        "codings.star" if on else "codings.unstar",
        study.coder,
        tuple(changed(study, c, replace(c, starred=on, modified=now())) for c in turned),
        counts={"passages": len(turned)},
    )


def new_coding(study: Study, source_id: str, span: Span, code_id: str, *, coder: str = "") -> Coding:
    """A coding on a passage without the white space at its edges, not yet in the study.

    Raises:
        Refused: there are no words in the passage, or none that anybody says (a speaker's label alone).
    """
    transcript = study.transcript(source_id)
    coding = coding_on(transcript.text, source_id, span, code_id, coder or study.coder)
    if not dialogue.parts(transcript, coding.span):
        raise Refused(
            "These are no words that anybody says: a speaker's label, or a time, stands there alone. "
            "Choose what is said after it."
        )
    return coding


def coding_on(text: str, source_id: str, span: Span, code_id: str, coder: str) -> Coding:
    """A coding on a passage of a text that need not be in the study yet, as ``new_coding`` makes it.

    Raises:
        Refused: there are no words in the passage.
    """
    words = trimmed(text, *span)
    if words.start == words.end:
        raise Refused("There are no words in this passage.")
    at = anchor(text, words)
    moment = now()
    return Coding(
        id=new_id(),
        source=source_id,
        code=code_id,
        start=at.start,
        end=at.end,
        quote=at.quote,
        prefix=at.prefix,
        suffix=at.suffix,
        coder=coder,
        created=moment,
        modified=moment,
    )


def twin(study: Study, coding: Coding) -> Coding | None:
    """The coding with which the same coder has given the same passage the same code already."""
    return next((other for other in _alike(study, coding) if other.span == coding.span), None)


def _alike(study: Study, coding: Coding) -> list[Coding]:
    """The same coder's codings with the same code on a passage or on a part of it."""
    placed = study.held.placed(coding.source, coding.span)
    return [other for other in placed if (other.code, other.coder) == (coding.code, coding.coder)]


def creation(study: Study, coding: Coding) -> Change:
    """The change that brings a coding into the study."""
    table = codings_table(study.held.source(coding.source).key, coding.coder)
    return Change(table, coding.id, None, to_json(coding))


def removal(study: Study, coding: Coding) -> Change:
    """The change that takes a coding out of the study."""
    return creation(study, coding).inverse()


def changed(study: Study, before: Coding, after: Coding) -> Change:
    """The change from a coding to another state of it."""
    return Change(creation(study, before).table, before.id, to_json(before), to_json(after))


def recoded(study: Study, codings: Iterable[Coding], code_id: str) -> tuple[Change, ...]:
    """The changes that put codings under another code.

    One that has a twin there (the same passage, the same coder) goes; its mark to be printed stays.
    """
    there = {_place(study, coding): coding for coding in study.held.codings_of([code_id])}
    changes: list[Change] = []
    for coding in codings:
        place = _place(study, coding)
        lies_there = there.get(place)
        if lies_there is None:
            there[place] = after = replace(coding, code=code_id, modified=now())
            changes.append(changed(study, coding, after))
            continue
        changes.append(removal(study, coding))
        if coding.starred and not lies_there.starred:
            there[place] = after = replace(lies_there, starred=True, modified=now())
            changes.append(changed(study, lies_there, after))
    return tuple(changes)


def _place(study: Study, coding: Coding) -> tuple[str, Span, str, str, bool]:
    # Words that wait to be placed have left their old place to others.
    waits = study.held.review(coding.source, coding.id) is not None
    return coding.source, coding.span, coding.coder, coding.quote, waits


def _given(study: Study, coding: Coding) -> Change:
    _refuse_twin(study, coding)
    return creation(study, coding)


def _refuse_twin(study: Study, coding: Coding) -> None:
    if twin(study, coding):
        raise Refused(f"This passage has the code '{study.code_name(coding.code)}' already.")
