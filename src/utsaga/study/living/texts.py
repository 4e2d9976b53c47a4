"""A source gets a new text, and every passage follows its words in the same action.

Undo brings back text, codings and memos together, because they were changed together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from utsaga.model.action import Action, Change, TextChange
from utsaga.model.errors import NotFound, Refused
from utsaga.model.ids import now
from utsaga.model.record import to_json
from utsaga.model.source import FINAL, RAW, Source, Speaker
from utsaga.model.span import Span
from utsaga.study.living.mixed_up import text_of_another
from utsaga.study.living.moving import Moved, moved
from utsaga.study.living.noticed import Settled
from utsaga.study.places import SOURCES
from utsaga.study.study import Study
from utsaga.text.digest import sha256_of
from utsaga.text.edits import Edited
from utsaga.text.kept_times import Moment, in_order, spelled

_ALIKE = 50.0
"""Percent by which a turn that others have changed must be like what it was, to be shown as the same."""


class AnotherText(Refused):
    """A new text that looks like another interview: only a person can say that it is the same."""


def change(
    study: Study,
    source: Source,
    text: str,
    *,
    name: str = "texts.change",
    speakers: Sequence[Speaker] | None = None,
    same_interview: bool = False,
) -> Action:
    """Give a source a new text.

    ``speakers`` are those of the new text, where its labels have changed.

    Raises:
        AnotherText: it looks like another interview, and nobody has said that it is the same.
        Refused: it is the text that the source has, or has no words, or the file was changed outside.
    """
    return together(study, name, [plan(study, source, text, speakers, same_interview=same_interview)])


def correct(study: Study, source_id: str, span: Span, before: str, after: str) -> Action:
    """Correct the words of a turn, which were ``before`` when the correction was begun.

    They are found where they stand now: others may have corrected what comes before them.

    Raises:
        Refused: they were changed meanwhile, nothing would change, there would be no words, or the
            transcript is final.
    """
    source = study.held.source(source_id)
    refuse_final(source)
    text = study.transcript(source_id).text
    words = after.strip()
    if not words:
        raise Refused("A turn needs words: to take it out, edit the file of the transcript.")
    start = span.start
    if text[span.start : span.end] != before:
        if text.count(before) != 1:
            raise Refused("These words have been changed meanwhile.")
        start = text.index(before)
    return change(study, source, text[:start] + words + text[start + len(before) :])


def turn_now(study: Study, source_id: str, span: Span, before: str) -> tuple[Span, str] | None:
    """Where the words of a turn stand that were ``before`` on a span, and what they are now.

    None when no turn is alike any more: half of its characters, by the ratio of Levenshtein's Indel
    distance; among equals the nearest.

    Raises:
        UtsagaError: there is no such transcript, or it cannot be read.
    """
    from rapidfuzz import fuzz

    transcript = study.transcript(source_id)
    turns = [Span(turn.body, turn.end) for turn in transcript.turns]
    near = sorted(turns, key=lambda turn: abs(turn.start - span.start))
    alike = [(fuzz.ratio(before, transcript.text[slice(*turn)], score_cutoff=_ALIKE), turn) for turn in near]
    likeness, found = max(alike, key=lambda pair: pair[0], default=(0.0, span))
    return (found, transcript.text[slice(*found)]) if likeness >= _ALIKE else None


def refuse_final(source: Source) -> None:
    """Refuse to correct a transcript of which somebody has said that it is final.

    Raises:
        Refused: it is.
    """
    if source.status == FINAL:
        raise Refused(
            f"'{source.title}' is final, said {source.status_coder}: make it raw or checked again first."
        )


def plan(
    study: Study,
    source: Source,
    text: str,
    speakers: Sequence[Speaker] | None = None,
    *,
    same_interview: bool = False,
    edited: Edited | None = None,
    times: Sequence[Moment] = (),
) -> Moved:
    """What a new text does to a source, for one action over several of them.

    ``edited`` is how it was made, if that is known: then every passage follows exactly. ``times`` stood in
    the old text and no more in the new one: they are kept beside it, at these places of it.

    Raises:
        AnotherText, Refused: as ``change``.
    """
    if not study.unchanged(source.id):
        raise Refused(f"'{source.title}' was changed outside, and that has not been taken in yet.")
    old = study.store.text(source.key)
    return followed(study, source, old, text, speakers, same_interview, edited, times)


def take_in(study: Study, source: Source, *, same_interview: bool = False) -> Action:
    """Make what an editor, git or another program has done to the file of a source part of the study.

    Raises:
        AnotherText: it looks like another interview, and nobody has said that it is the same.
        Refused: nothing was changed, or the file is empty.
        UtsagaError: the file is gone or is not UTF-8.
    """
    new = study.store.text(source.key)
    try:
        old = study.store.kept_text(source.key, source.sha256)
    except NotFound:  # the study came here without its old texts
        old = None
    if not same_interview:
        _refuse_mixed_up(study, source, old, new)
    found = followed(study, source, old, new, None, same_interview)
    return together(study, "texts.outside", [found])


def _refuse_mixed_up(study: Study, source: Source, old: str | None, new: str) -> None:
    other = text_of_another(study, source, old, new, sha256_of(new))
    if other is not None:
        raise AnotherText(
            f"It has the text of '{other.title}' now, or nearly: nothing is done until somebody says that it "
            "is the same interview."
        )


def followed(
    study: Study,
    source: Source,
    old: str | None,
    new: str,
    speakers: Sequence[Speaker] | None,
    same_interview: bool,
    edited: Edited | None = None,
    times: Sequence[Moment] = (),
) -> Moved:
    """What becomes of a source and its passages between two texts.

    Raises:
        AnotherText, Refused: as ``change``.
    """
    if sha256_of(new) == source.sha256:
        raise Settled(f"The text of '{source.title}' is as it was.")
    if not new.strip():
        raise Refused(f"The text of '{source.title}' would be empty: nothing was done.")
    found = moved(study, source, old, new, same_interview=same_interview, speakers=speakers, edited=edited)
    if found is None:
        raise AnotherText(
            "It looks like another text: nothing is done until somebody says that it is the same interview."
        )
    after = replace(
        source,
        changed_since=source.changed_since + 1 if source.status_at else 0,
        sha256=sha256_of(new),
        body=found.body,
        speakers=found.speakers,
        times=spelled(in_order((*found.times, *times))),
        modified=now(),
    )
    record = Change(SOURCES, source.id, to_json(source), to_json(after))
    kept = old is None or study.store.keeps_text(source.key, source.sha256)
    text = TextChange(source.key, source.sha256, after.sha256, old=None if kept else old, new=new)
    return replace(found, changes=(record, *found.changes), text=text)


def together(study: Study, name: str, sources: Iterable[Moved]) -> Action:
    """What was planned for one source or several, as one action."""
    plans = list(sources)
    counts = {
        "sources": len(plans),
        "kept": sum(found.kept for found in plans),
        "likely": sum(found.likely for found in plans),
        "lost": sum(found.lost for found in plans),
    }
    if_any = {
        "labels": sum(map(_relabelled, plans)),
        "joined": sum(found.joined for found in plans),
        "unopened": sum(found.unopened for found in plans),
        "checked": sum(found.source.status != RAW for found in plans),
    }
    return Action(
        name,
        study.coder,
        tuple(change for found in plans for change in found.changes),
        tuple(found.text for found in plans if found.text is not None),
        refs={"source": plans[0].source.id} if len(plans) == 1 else {},
        counts=counts | {name: number for name, number in if_any.items() if number},
    )


def _relabelled(found: Moved) -> int:
    """How many labels were renamed in the text itself."""
    return len(
        {speaker.label for speaker in found.source.speakers} - {speaker.label for speaker in found.speakers}
    )
