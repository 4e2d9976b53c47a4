"""Changes to memos: about a passage, a transcript, a code or the study; and condensations of passages."""

from __future__ import annotations

from dataclasses import replace

from utsaga.model.action import Action, Change, Table
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now
from utsaga.model.memo import Memo
from utsaga.model.record import to_json
from utsaga.model.span import Span
from utsaga.study.places import MEMOS, memos_table
from utsaga.study.study import Study
from utsaga.text.anchors import anchor
from utsaga.text.spans import trimmed


def on_passage(study: Study, source_id: str, span: Span, text: str) -> Action:
    """Write a memo about a passage."""
    return _written(study, "memos.write", _about_passage(study, source_id, span, text, "memo"))


def condense(study: Study, source_id: str, span: Span, text: str) -> Action:
    """Press a meaning unit to a short sentence (Kvale's meaning condensation)."""
    return _written(study, "memos.condense", _about_passage(study, source_id, span, text, "condensation"))


def on_source(study: Study, source_id: str, text: str) -> Action:
    """Write a memo about a transcript."""
    return _written(study, "memos.write", new_memo(study, "source", source_id, text))


def on_code(study: Study, code_id: str, text: str) -> Action:
    """Write a memo about a code, a category or a theme; a theme's memos are its text in the chapter.

    Raises:
        Refused: the code is gone, or the memo has no words.
    """
    if code_id not in study.codes:
        raise Refused("This code is no longer in the codebook.")
    return _written(study, "memos.write", new_memo(study, "code", code_id, text))


def on_study(study: Study, text: str) -> Action:
    """Write a memo about the study: an entry in its journal."""
    return _written(study, "memos.write", new_memo(study, "study", "", text))


def edit(study: Study, memo: Memo, text: str) -> Action:
    """Give a memo another text; without any text it is deleted."""
    if not text.strip():
        return delete(study, memo)
    after = replace(memo, text=_said(text), modified=now())
    if after.text == memo.text:
        raise Refused("The memo is as it was.")
    change = Change(_home(study, memo), memo.id, to_json(memo), to_json(after))
    return Action("memos.edit", study.coder, (change,), refs=_about(memo))


def delete(study: Study, memo: Memo) -> Action:
    """Delete a memo."""
    return Action("memos.delete", study.coder, (creation(study, memo).inverse(),), refs=_about(memo))


def new_memo(study: Study, about: str, target: str, text: str, kind: str = "memo") -> Memo:
    """A memo of this coder's, not yet in the study.

    Raises:
        Refused: it has no words.
    """
    moment = now()
    return Memo(new_id(), about, target, kind, _said(text), study.coder, moment, moment)


def anchored(memo: Memo, text: str, span: Span) -> Memo:
    """A memo on a passage of a text, without the white space at its edges.

    Raises:
        Refused: there are no words in the passage.
    """
    words = trimmed(text, *span)
    if words.start == words.end:
        raise Refused("There are no words in this passage.")
    at = anchor(text, words)
    return replace(memo, start=at.start, end=at.end, quote=at.quote, prefix=at.prefix, suffix=at.suffix)


def creation(study: Study, memo: Memo) -> Change:
    """The change that brings a memo into the study."""
    return Change(_home(study, memo), memo.id, None, to_json(memo))


def of_code(study: Study, code_id: str) -> list[Memo]:
    """Memos about a code, oldest first."""
    return [memo for memo in study.held.memos if memo.about == "code" and memo.target == code_id]


def of_source(study: Study, source_id: str) -> list[Memo]:
    """Memos about a transcript as a whole, oldest first."""
    memos = [memo for memo in study.held.source_memos(source_id) if memo.about == "source"]
    return sorted(memos, key=lambda memo: memo.created)


def of_passage(study: Study, source_id: str, span: Span) -> list[Memo]:
    """Memos and condensations about passages that share a character with a span, if they are placed."""
    found = study.held.source_memos(source_id).overlapping(span)
    waiting = study.held.waiting(source_id)
    return [memo for memo in found if memo.about == "passage" and memo.id not in waiting]


def all_memos(study: Study) -> list[Memo]:
    """Every memo of the study, oldest first."""
    study.held.load_all()
    of_sources = [memo for source in study.sources for memo in study.held.source_memos(source.id)]
    return sorted([*study.held.memos, *of_sources], key=lambda memo: (memo.created, memo.id))


def _about_passage(study: Study, source_id: str, span: Span, text: str, kind: str) -> Memo:
    text_there = study.transcript(source_id).text
    return anchored(new_memo(study, "passage", source_id, text, kind), text_there, span)


def _written(study: Study, name: str, memo: Memo) -> Action:
    return Action(name, study.coder, (creation(study, memo),), refs=_about(memo))


def _about(memo: Memo) -> dict[str, str]:
    """What a memo is about, as an action names it: a code or a transcript; nothing for the study."""
    if memo.about == "study":
        return {}
    return {"code" if memo.about == "code" else "source": memo.target}


def _home(study: Study, memo: Memo) -> Table:
    if memo.about in ("passage", "source"):
        return memos_table(study.held.source(memo.target).key, memo.coder)
    return MEMOS


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise Refused("A memo needs words.")
    return said
