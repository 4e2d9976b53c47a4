"""Actions in words: what the history and the undo line call them, and what is said when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from utsaga.model.action import Action
from utsaga.study.phrases import counted as counted
from utsaga.study.phrases import known_of, questions_asked, speakers, taken_in


class Named(Protocol):
    """What tells an action: its name, the ids it is about and its numbers."""

    @property
    def name(self) -> str: ...
    @property
    def refs(self) -> Mapping[str, str]: ...
    @property
    def counts(self) -> Mapping[str, int]: ...
    @property
    def undoes(self) -> str | None: ...
    @property
    def redoes(self) -> str | None: ...


class Names(Protocol):
    """Resolves the ids in an action to names as they are now."""

    def code_name(self, code_id: str) -> str:
        """The name of a code; ``GONE["code"]`` when it is gone."""

    def source_title(self, source_id: str) -> str:
        """The title of a source; ``GONE["source"]`` when it is gone."""

    def participant_name(self, participant_id: str) -> str:
        """The name of a participant; ``GONE["participant"]`` when they are gone."""

    def attribute_name(self, attribute_id: str) -> str:
        """The name of an attribute; ``GONE["attribute"]`` when it is gone."""


class OwnNames:
    """Names as they are now; of what an action makes or takes away, the name that stands in the action."""

    def __init__(self, names: Names, action: Action) -> None:
        """Look first at the names as they are."""
        self._names = names
        self._action = action

    def code_name(self, code_id: str) -> str:
        """The name of a code."""
        return self._known(self._names.code_name(code_id), "code", code_id, "name")

    def source_title(self, source_id: str) -> str:
        """The title of a source."""
        return self._known(self._names.source_title(source_id), "source", source_id, "title")

    def participant_name(self, participant_id: str) -> str:
        """The name of a participant."""
        known = self._names.participant_name(participant_id)
        return self._known(known, "participant", participant_id, "name")

    def attribute_name(self, attribute_id: str) -> str:
        """The name of an attribute."""
        return self._known(self._names.attribute_name(attribute_id), "attribute", attribute_id, "name")

    def _known(self, name: str, kind: str, record_id: str, field: str) -> str:
        records = (
            change.after or change.before or {}
            for change in self._action.changes
            if name == GONE[kind] and change.id == record_id
        )
        return next((str(record[field]) for record in records if field in record), name)


TURNS_LOST = "A turn begins on a line of its own; the text as it was comes back with"
"""What is said with the way back where a change to a text has brought labels into mid-line."""

GONE = {
    "code": "a code that is gone",
    "source": "a transcript that is gone",
    "participant": "a participant who is gone",
    "attribute": "an attribute that is gone",
}
"""What stands for a name that nothing has any more."""

WORDS: dict[str, str] = {
    "files.merged": "take in {records} changed outside",
    "table.edited": "edit {records} through TinyDB",
    "sources.import": "import {sources}",
    "sources.import_commented": "import {sources} with {comments}",
    "sources.rename": "rename {source}",
    "sources.status": "say that {source} is {status}",
    "sources.remove": "remove {source}",
    "sources.merge_speakers": "merge labels of speakers in {texts}",
    "sources.interviewer": "say who interviews in {texts}",
    "sources.name_speaker": "name a speaker in {texts}",
    "sources.several": "say whether a label is one person's in {texts}",
    "sources.not_speaker": "a label is no speaker in {texts}",
    "sources.take_speaker": "a label is a speaker in {texts}",
    "texts.join": "join neighbouring turns in {texts}: {followed}",
    "texts.change": "correct {source}: {followed}",
    "texts.replace": "replace words in {sources}: {followed}",
    "sources.named_anew": "name the files of {sources} after their titles",
    "texts.erased": "erase what was left of {words}",
    "texts.outside": "{changed} changed outside: {followed}",
    "reviews.accept": "place {passages} anew",
    "reviews.drop": "give up {passages} to review",
    "codings.add": "code {code} on {passages}",
    "codings.in_vivo": "code {code} in vivo on {passages}",
    "codings.hits": "code {code} on {passages} found by a search",
    "codings.table": "code {passages} from a table",
    "codings.remove": "take {code} off {passages}",
    "codings.move": "move the edges of {code} on {passages}",
    "codings.star": "mark {passages} to print",
    "codings.unstar": "no longer mark {passages} to print",
    "codes.create": "new code {code}",
    "codes.import": "import {codes}",
    "codes.rename": "rename {code}",
    "codes.move": "move {code} in the codebook",
    "codes.merge": "merge {codes} into {code} on {passages}",
    "codes.delete": "delete {codes} and {passages}",
    "codes.define": "define {code}",
    "codes.colour": "colour {code}",
    "codes.pin": "pin {code}",
    "codes.unpin": "unpin {code}",
    "memos.write": "write a memo",
    "memos.edit": "edit a memo",
    "memos.delete": "delete a memo",
    "memos.condense": "condense a passage",
    "participants.add": "new participant {participant}",
    "participants.change": "change participant {participant}",
    "participants.remove": "remove participant {participant}",
    "participants.consent": "note consent of {participant}",
    "participants.attribute": "set {attribute} of {participant}",
    "participants.tie": "say who {speakers_are}",
    "participants.standing": "say what a speaker in {source} is",
    "participants.import": "take in from a table: {taken_in}",
    "participants.from_speakers": "make participants of {speakers}",
    "speakers.interviewing": "say that {speakers_interview}",
    "speakers.not_interviewing": "say that {speakers_do} not interview",
    "sources.place": "set round or group of {sources}",
    "passes.note": "note that {source} has been read through (time {passes})",
    "passes.take_back": "take back that {source} has been read through",
    "guides.add": "new interview guide with {questions}",
    "guides.change": "change an interview guide to {questions}{noted}",
    "guides.remove": "remove an interview guide{noted}",
    "guides.codes": "make {codes} of the headings of a guide",
    "guides.confirm": "note {questions_asked}",
    "guides.withdraw": "take back what was noted of {questions}",
    "attributes.declare": "declare the attribute {attribute}",
    "attributes.change": "change the attribute {attribute}",
    "attributes.remove": "remove the attribute {attribute}{known}",
    "attributes.forbid": "forbid the attribute {attribute}{known}",
}


PAST: dict[str, str] = {
    "change": "changed",
    "code": "coded",
    "colour": "coloured",
    "condense": "condensed",
    "correct": "corrected",
    "declare": "declared",
    "define": "defined",
    "delete": "deleted",
    "edit": "edited",
    "erase": "erased",
    "forbid": "forbade",
    "give": "gave",
    "import": "imported",
    "join": "joined",
    "make": "made",
    "mark": "marked",
    "merge": "merged",
    "move": "moved",
    "name": "named",
    "note": "noted",
    "pin": "pinned",
    "place": "placed",
    "remove": "removed",
    "rename": "renamed",
    "replace": "replaced",
    "say": "noted",
    "set": "set",
    "take": "took",
    "unpin": "unpinned",
    "write": "wrote",
}
"""The first word of most of ``WORDS``, when it has been done."""

DONE: dict[str, str] = {
    "codings.unstar": "no longer marked {passages} to print",
    "codes.delete": "deleted {deleted} with {codings}",
    "codes.rename": "the code is called {code} now",
    "sources.rename": "the transcript is called {source} now",
}
"""What is said of actions whose ``WORDS`` do not only change their first word."""

TAKES_AWAY = frozenset(
    {
        *("codes.delete", "memos.delete", "sources.remove", "participants.remove", "guides.remove"),
        *("attributes.remove", "attributes.forbid", "reviews.drop"),
    }
)
"""Actions after which somebody may look for what is gone: a way back is to be named."""


def in_words(action: Named, names: Names) -> str:
    """What an action does, without a capital: ``code 'tillit' on 1 passage``."""
    said = _filled(WORDS.get(action.name, action.name), action, names)
    if action.undoes:
        return f"undo: {said}"
    return f"redo: {said}" if action.redoes else said


def when_done(action: Named, names: Names, undo: str = "") -> str:
    """What has happened, as a sentence: ``Coded 'tillit' on 1 passage.``, ``Undone: code 'tillit' ...``.

    ``undo`` is the key that takes it back, where there is one: it is named where something has gone.
    """
    template = WORDS.get(action.name, action.name)
    if action.undoes or action.redoes:
        said = f"{'undone' if action.undoes else 'redone'}: {_filled(template, action, names)}"
    else:
        verb, _, rest = template.partition(" ")
        said = _filled(DONE.get(action.name, f"{PAST.get(verb, verb)} {rest}"), action, names)
    back = f" {undo} brings it back." if undo and action.name in TAKES_AWAY and not action.undoes else ""
    return f"{said[:1].upper()}{said[1:]}.{back}"


def _filled(template: str, action: Named, names: Names) -> str:
    refs = action.refs
    values = {
        "code": _quoted(names.code_name(refs["code"])) if "code" in refs else "several codes",
        "source": _quoted(names.source_title(refs["source"])) if "source" in refs else "transcripts",
        "texts": _quoted(names.source_title(refs["source"]))
        if "source" in refs
        else counted(action.counts.get("sources", 0), "transcript"),
        "participant": _quoted(names.participant_name(refs["participant"]))
        if "participant" in refs
        else "several",
        "participants": counted(action.counts.get("participants", 0), "participant"),
        "attribute": _quoted(names.attribute_name(refs["attribute"]))
        if "attribute" in refs
        else "an attribute",
        "known": known_of(action.counts.get("participants", 0)),
        "taken_in": taken_in(action.counts),
        "questions": counted(action.counts.get("questions", 0), "guide question"),
        "questions_asked": questions_asked(action.counts),
        "speakers_are": speakers(action.counts, "is", "are"),
        "speakers_do": speakers(action.counts, "does", "do"),
        "speakers_interview": speakers(action.counts, "interviews or moderates", "interview or moderate"),
        "speakers": counted(action.counts.get("speakers", 0), "speaker"),
        "passages": counted(action.counts.get("passages", 0), "passage"),
        "codes": counted(action.counts.get("codes", 0), "code"),
        "sources": counted(action.counts.get("sources", 0), "transcript"),
        "comments": counted(action.counts.get("comments", 0), "comment"),
        "passes": str(action.counts.get("passes", 1)),
        "noted": _noted(action.counts.get("notes", 0)),
        "words": counted(action.counts.get("words", 0), "replaced word"),
        "records": counted(action.counts.get("records", 0), "record"),
        "status": refs.get("status", "another"),
        "changed": _changed(action, names),
        "codings": counted(action.counts.get("passages", 0), "coding"),
        "deleted": _deleted(action, names),
        "followed": _followed(action.counts),
    }
    return template.format_map(values)


def _deleted(action: Named, names: Names) -> str:
    """A deleted code, and how many below it: ``'Tid' and 4 codes below it``."""
    name = _quoted(names.code_name(action.refs["code"])) if "code" in action.refs else "several codes"
    below = action.counts.get("codes", 1) - 1
    return f"{name} and {counted(below, 'code')} below it," if below else name


def _noted(number: int) -> str:
    """What goes with guide questions that are gone: ``, and 2 notes of where its questions were asked``."""
    return f", and {counted(number, 'note')} of where its questions were asked" if number else ""


def _changed(action: Named, names: Names) -> str:
    if "source" in action.refs:
        return f"{_quoted(names.source_title(action.refs['source']))} was"
    return f"{counted(action.counts.get('sources', 0), 'transcript')} were"


def _followed(counts: Mapping[str, int]) -> str:
    """How the passages of a changed text fared: ``118 passages moved along, 3 to review, 1 lost``."""
    kept, likely, lost = (counts.get(name, 0) for name in ("kept", "likely", "lost"))
    labels = counts.get("labels", 0)
    renamed = [f"{counted(labels, 'speaker label')} renamed"] * (labels > 0)
    waiting = [f"{likely:,} to review"] * (likely > 0) + [f"{lost:,} lost their words"] * (lost > 0)
    return ", ".join(
        [
            f"{counted(kept, 'passage')} moved along",
            *waiting,
            *renamed,
            *filter(None, [unopened_said(counts)]),
        ]
    )


def unopened_said(counts: Mapping[str, int]) -> str:
    """How many labels a change to a text has brought into mid-line; nothing when there are none."""
    number = counts.get("unopened", 0)
    if not number:
        return ""
    return f"{counted(number, 'label')} no longer {'opens a turn' if number == 1 else 'open turns'}"


def loses_turns(action: Named) -> bool:
    """Whether a change to texts has brought labels into mid-line, so that their turns are lost."""
    return bool(action.counts.get("unopened", 0)) and not action.undoes


def leaves_waiting(action: Named) -> bool:
    """Whether a change to texts left passages for a person to place."""
    left = action.counts.get("likely", 0) + action.counts.get("lost", 0)
    return action.name.startswith("texts.") and not action.undoes and left > 0


def no_longer(said: str, why: str, *, redo: bool) -> str:
    """That an act can be undone (or redone) no more, in words, and why."""
    reason = why.removesuffix(": nothing was done").rstrip(".")
    what, key = ("redone", "redo") if redo else ("undone", "undo")
    return (
        f"Can no longer be {what}: {said}, because {reason[:1].lower()}{reason[1:]}. "
        f"The next {key} goes past it."
    )


def _quoted(name: str) -> str:
    return name if name in GONE.values() else f"'{name}'"
