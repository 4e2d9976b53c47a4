"""What there is to say about a passage, and about a code."""

from __future__ import annotations

from collections.abc import Iterable

from utsaga.model.code import Code
from utsaga.model.coding import Coding
from utsaga.model.memo import Memo
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import memos
from utsaga.study.phrases import counted
from utsaga.text.cells import shortened
from utsaga.tui.parts import STAR, Part, code_mark
from utsaga.tui.widgets.codes_tree import codings_in
from utsaga.tui.widgets.notes_pane import Note
from utsaga.tui.widgets.transcript.strips import NOTE

_BESIDE = 5
"""Cells that the mark, the star and the space beside a name take."""

_LEAST_NAME = 8

_KINDS = {"memo": "memo", "condensation": "condensed"}


def notes_on_passage(study: Study, source_id: str, span: Span) -> list[Note]:
    """Codings on a passage with their coders and definitions, then condensations and memos."""
    codings = study.held.placed(source_id, span)
    written = memos.of_passage(study, source_id, span)
    return [_of_coding(study, coding) for coding in codings] + [
        _of_memo(study, memo) for memo in sorted(written, key=lambda memo: memo.kind)
    ]


def notes_on_code(study: Study, code: Code) -> list[Note]:
    """A code with its path and definition, how much it holds, and its memos."""
    tree = study.codes
    above = " / ".join(other.name for other in tree.ancestors(code.id))
    below = tree.subtree(code.id)
    holds = counted(codings_in(tree, code, study.held.count), "coding")
    if len(below) > 1:
        holds += f", {counted(len(below) - 1, 'code')} below"
    head = Note(
        "code", _name(code), code.definition or "No definition yet.", "" if code.definition else "muted"
    )
    return [
        *([Note("above", (), above, "muted")] if above else []),
        head,
        Note("holds", (Part(holds, "muted"),)),
        *(_of_memo(study, memo) for memo in memos.of_code(study, code.id)),
    ]


def _of_coding(study: Study, coding: Coding) -> Note:
    code = study.codes.get(coding.code)
    name = _name(code) if code else (Part("a code that is gone", "muted"),)
    star = (Part(f" {STAR}", "match"),) if coding.starred else ()
    coder = (Part(f"  {coding.coder}", "muted"),) if coding.coder != study.coder else ()
    kept = study.holds(coding) and not coding.reworded
    moved = () if kept else (Part("  words changed", "warning"),)
    return Note(coding.id, (*name, *star, *coder, *moved), code.definition if code else "", "muted")


def _of_memo(study: Study, memo: Memo) -> Note:
    who = f"  {memo.coder}" if memo.coder != study.coder else ""
    kind = _KINDS.get(memo.kind, memo.kind)
    return Note(memo.id, (Part(f"{NOTE} {kind}", "heading"), Part(who, "muted")), memo.text)


def _name(code: Code) -> tuple[Part, ...]:
    return (code_mark(code), Part(code.name, "strong"))


def names(study: Study, codings: Iterable[Coding], room: int) -> list[Part]:
    """Codings in one row: their marks and names, each code once; a star where one is to be printed.

    Where there are several, a long name leaves the others their part of the room (cells).
    """
    here = list(codings)
    codes = list(dict.fromkeys(coding.code for coding in here))
    room = max(room // max(len(codes), 1) - _BESIDE, _LEAST_NAME)
    parts: list[Part] = []
    starred = {coding.code for coding in here if coding.starred}
    for code_id in codes:
        if (code := study.codes.get(code_id)) is not None:
            parts += [
                code_mark(code),
                Part(shortened(code.name, room)),
                Part(STAR if code_id in starred else "", "match"),
                Part("  "),
            ]
    return parts
