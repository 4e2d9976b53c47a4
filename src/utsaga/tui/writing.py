"""What is written in the editor: on what, what stood there before, and the change that saving it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from utsaga.model.action import Action
from utsaga.model.code import Code
from utsaga.model.errors import BadRecord, NotFound, Refused, UtsagaError
from utsaga.model.memo import Memo
from utsaga.model.record import from_json, to_json
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codebook, memos

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Writing:
    """A text on something. ``about`` is passage, source, code or study as of a memo, ``definition``,
    or ``turn``: the words of a transcript themselves.

    ``text`` and ``memo`` are what was stored when the writing began; ``memo`` is None for a new one.
    """

    title: str
    about: str
    target: str = ""
    kind: str = "memo"
    span: Span = _NOWHERE
    text: str = ""
    memo: Memo | None = None

    def plan(self, study: Study, text: str) -> Action:
        """The change that saves a text.

        It stands on what was there when the writing began, so what others have written meanwhile is not
        overwritten: the study refuses.

        Raises:
            Refused: the text cannot be saved as it is, or what it is about has changed or is gone.
        """
        if self.about == "definition":
            return self._define(study, text)
        if self.about == "turn":
            return self._correct(study, text)
        if self.memo is not None:
            return memos.edit(study, self.memo, text)
        if self.about == "code":
            return memos.on_code(study, self.target, text)
        if self.about == "source":
            return memos.on_source(study, self.target, text)
        if self.about == "study":
            return memos.on_study(study, text)
        about = memos.condense if self.kind == "condensation" else memos.on_passage
        return about(study, self.target, self.span, text)

    def as_it_is_now(self, study: Study) -> Writing | None:
        """The same writing, standing on what others have made meanwhile of what it is about.

        None when they have changed nothing, or when what it is about is gone.
        """
        try:
            now = self._now(study)
        except UtsagaError:
            return None
        return None if now == self else now

    def _now(self, study: Study) -> Writing | None:
        if self.about == "definition":
            code = study.codes.get(self.target)
            return replace(self, text=code.definition) if code else None
        if self.about == "turn":
            from utsaga.study.living import texts

            found = texts.turn_now(study, self.target, self.span, self.text)
            return replace(self, span=found[0], text=found[1]) if found else None
        if self.memo is None:
            return None
        try:
            memo = study.held.memo(self.memo.id)
        except NotFound:  # it has been deleted: what is written now is a new one
            return replace(self, text="", memo=None)
        return replace(self, text=memo.text, memo=memo)

    def _correct(self, study: Study, text: str) -> Action:
        from utsaga.study.living import texts

        return texts.correct(study, self.target, self.span, self.text, text)

    def _define(self, study: Study, text: str) -> Action:
        code = study.codes.get(self.target)
        if code is None:
            raise Refused("This code is no longer in the codebook.")
        if code.definition != self.text:
            raise Refused("Somebody else has changed this definition meanwhile.")
        return codebook.define(study, code, text)


def on_memo(title: str, memo: Memo) -> Writing:
    """Going on with a memo that is there."""
    return Writing(title, memo.about, memo.target, memo.kind, memo.span, memo.text, memo)


def of_code(title: str, code: Code) -> Writing:
    """Saying what a code covers."""
    return Writing(title, "definition", code.id, text=code.definition)


def to_draft(writing: Writing, typed: str) -> dict[str, Any]:
    """A writing that was interrupted, as JSON values."""
    memo = to_json(writing.memo) if writing.memo is not None else None
    return asdict(writing) | {"span": list(writing.span), "memo": memo, "typed": typed}


def from_draft(kept: Mapping[str, Any]) -> tuple[Writing, str] | None:
    """A writing that was interrupted, and what was typed; None if that is not what was kept."""
    words = [kept.get(name) for name in ("title", "about", "target", "kind", "text", "typed")]
    span, memo = kept.get("span"), kept.get("memo")
    if not all(isinstance(word, str) for word in words) or not isinstance(span, list):
        return None
    if len(span) != 2 or not all(type(edge) is int for edge in span):
        return None
    title, about, target, kind, text, typed = map(str, words)
    try:
        opened = from_json(Memo, memo) if isinstance(memo, dict) else None
    except BadRecord:
        return None
    return Writing(title, about, target, kind, Span(*span), text, opened), typed
