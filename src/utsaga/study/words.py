"""Actions in words: what the history and the undo line call them, and what is said when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from utsaga.study.names import GONE, Names
from utsaga.study.phrases import counted as counted
from utsaga.study.phrases import known_of, overlapping, questions_asked, speakers, taken_along, taken_in
from utsaga.study.undo import MADE
from utsaga.text.cells import shortened

_LONGEST_NAME = 48
"""Cells of a name in a sentence: a code in vivo may be a whole sentence itself."""


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


TURNS_LOST = "A turn begins on a line of its own; the text as it was comes back with"
"""What is said with the way back where a change to a text has brought labels into mid-line."""

WORDS: dict[str, str] = {
    MADE: "make the example study",
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
    "codes.merge": "merge {merged} into {code}{taken_along}",
    "codes.delete": "delete {code}{taken_along}",
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
    "guides.add": "new interview guide{guide} with {questions}",
    "guides.change": "change the interview guide{guide} to {questions}{noted}",
    "guides.remove": "remove the interview guide{guide}{noted}",
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
    "codings.add": "coded {code} on {passages}{overlapping}",
    "codings.in_vivo": "coded {code} in vivo on {passages}{overlapping}",
    "codings.unstar": "no longer marked {passages} to print",
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
    refs, counts = action.refs, action.counts

    def named(kind: str, without: str) -> str:
        return _name(names, kind, refs[kind]) if kind in refs else without

    def many(what: str, noun: str) -> str:
        return counted(counts.get(what, 0), noun)

    texts = many("sources", "transcript")
    values = {
        "code": named("code", "several codes"),
        "source": named("source", "transcripts"),
        "texts": named("source", texts),
        "participant": named("participant", "several"),
        "participants": many("participants", "participant"),
        "attribute": named("attribute", "an attribute"),
        "guide": f" {named('guide', '')}" if "guide" in refs else "",
        "known": known_of(counts.get("participants", 0)),
        "taken_in": taken_in(counts),
        "questions": many("questions", "guide question"),
        "questions_asked": questions_asked(counts),
        "speakers_are": speakers(counts, "is", "are"),
        "speakers_do": speakers(counts, "does", "do"),
        "speakers_interview": speakers(counts, "interviews or moderates", "interview or moderate"),
        "speakers": many("speakers", "speaker"),
        "passages": many("passages", "passage"),
        "overlapping": overlapping(counts.get("overlapping", 0)),
        "codes": many("codes", "code"),
        "sources": texts,
        "comments": many("comments", "comment"),
        "passes": str(counts.get("passes", 1)),
        "noted": _noted(counts.get("notes", 0)),
        "words": many("words", "replaced word"),
        "records": many("records", "record"),
        "status": refs.get("status", "another"),
        "changed": f"{named('source', texts)} {_was(action)}",
        "merged": named("merged", many("codes", "code")),
        "taken_along": taken_along(counts),
        "followed": _followed(counts),
    }
    return template.format_map(values)


def _name(names: Names, kind: str, record_id: str) -> str:
    """A name between quotation marks, or what stands for one that nobody knows any more."""
    what = "code" if kind == "merged" else kind
    name = names.name_of(what, record_id)
    return f"'{shortened(name, _LONGEST_NAME)}'" if name else GONE[what]


def _noted(number: int) -> str:
    """What goes with guide questions that are gone: ``, and 2 notes of where its questions were asked``."""
    return f", and {counted(number, 'note')} of where its questions were asked" if number else ""


def _was(action: Named) -> str:
    return "was" if "source" in action.refs or action.counts.get("sources") == 1 else "were"


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
            *filter(None, [unopened_said(counts), _checked(counts)]),
        ]
    )


def unopened_said(counts: Mapping[str, int]) -> str:
    """How many labels a change to a text has brought into mid-line; nothing when there are none."""
    number = counts.get("unopened", 0)
    if not number:
        return ""
    return f"{counted(number, 'label')} no longer {'opens a turn' if number == 1 else 'open turns'}"


def _checked(counts: Mapping[str, int]) -> str:
    """That texts were changed of which somebody has said that they are checked or final."""
    number, sources = counts.get("checked", 0), counts.get("sources", 1)
    if not number:
        return ""
    return "changed since it was checked" if sources == 1 else f"{number:,} changed since they were checked"


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
