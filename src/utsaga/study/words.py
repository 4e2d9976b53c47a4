"""Actions in words: what the history and the undo line call them, and what is said when they are done."""

from __future__ import annotations

from utsaga.study.coding import words as coding
from utsaga.study.guide import words as guide
from utsaga.study.living import words as living
from utsaga.study.names import GONE, Names
from utsaga.study.people import words as people
from utsaga.study.phrases import Named, counted
from utsaga.study.undo import MADE
from utsaga.text.cells import shortened

_LONGEST_NAME = 48
"""Cells of a name in a sentence: a code in vivo may be a whole sentence itself."""

_CODES = frozenset({"merged", "above", "instead"})
"""What a code is to an action, where it is not the one that the action is about."""

WORDS: dict[str, str] = {
    MADE: "make the example study",
    "files.merged": "take in {records} changed outside",
    "table.edited": "edit {records} through TinyDB",
    "sources.import": "import {sources}",
    "sources.import_commented": "import {sources} with {comments}",
    "sources.comment": "take in {comments} on {source}",
    "sources.rename": "rename {source}",
    "sources.status": "say that {source} is {status}",
    "sources.remove": "remove {source}",
    "passes.note": "note that {source} has been read through (time {passes})",
    "passes.take_back": "take back that {source} has been read through",
    **coding.WORDS,
    **people.WORDS,
    **guide.WORDS,
    **living.WORDS,
}
"""What an action is called, in the present, by its name."""

PAST: dict[str, str] = {
    "bring": "brought",
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
    "keep": "kept",
    "let": "let",
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
    "sources.rename": "the transcript is called {source} now",
    **coding.DONE,
    **guide.DONE,
}
"""What is said of actions whose ``WORDS`` do not only change their first word."""

TAKES_AWAY = frozenset(
    ("sources.remove", *coding.TAKES_AWAY, *people.TAKES_AWAY, *guide.TAKES_AWAY, *living.TAKES_AWAY)
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
        "about": f" on {named('code', '') or named('source', '')}"
        if {"code", "source"} & refs.keys()
        else "",
        "of_source": f" of {named('source', '')}" if "source" in refs else "",
        "participant": named("participant", "several"),
        "participants": many("participants", "participant"),
        "attribute": named("attribute", "an attribute"),
        "guide": f" {named('guide', '')}" if "guide" in refs else "",
        "known": people.known_of(counts.get("participants", 0)),
        "taken_in": people.taken_in(counts),
        "questions": many("questions", "guide question"),
        "questions_asked": guide.questions_asked(counts),
        "speakers_are": people.speakers(counts, "is", "are"),
        "speakers_do": people.speakers(counts, "does", "do"),
        "speakers_interview": people.speakers(counts, "interviews or moderates", "interview or moderate"),
        "speakers": many("speakers", "speaker"),
        "passages": many("passages", "passage"),
        "their": "its" if counts.get("passages") == 1 else "their",
        "joined": living.joined(counts),
        "still_waiting": living.still_waiting(counts),
        "new": coding.new_code(counts, named("above", "")),
        "moved_to": coding.moved_to(counts, named("above", "")),
        "pinned_to": coding.pinned_to(refs.get("digit", ""), named("instead", "")),
        "existing": coding.existing(counts),
        "overlapping": coding.overlapping(counts.get("overlapping", 0)),
        "codes": many("codes", "code"),
        "sources": texts,
        "comments": many("comments", "comment"),
        "passes": str(counts.get("passes", 1)),
        "noted": guide.noted(counts.get("notes", 0)),
        "words": many("words", "replaced word"),
        "versions": many("versions", "version"),
        "records": many("records", "record"),
        "status": refs.get("status", "another"),
        "changed": f"{named('source', texts)} {_was(action)}",
        "merged": named("merged", many("codes", "code")),
        "taken_along": coding.taken_along(counts),
        "followed": living.followed({**counts, "checked": 0} if action.undoes else counts),
    }
    return template.format_map(values)


def _name(names: Names, kind: str, record_id: str) -> str:
    """A name between quotation marks, or what stands for one that nobody knows any more."""
    what = "code" if kind in _CODES else kind
    name = names.name_of(what, record_id)
    return f"'{shortened(name, _LONGEST_NAME)}'" if name else GONE[what]


def _was(action: Named) -> str:
    return "was" if "source" in action.refs or action.counts.get("sources") == 1 else "were"


def no_longer(said: str, why: str, *, redo: bool) -> str:
    """That an act can be undone (or redone) no more, in words, and why."""
    reason = why.removesuffix(": nothing was done").rstrip(".")
    what = "redone" if redo else "undone"
    return f"Can no longer be {what}: {said}, because {reason[:1].lower()}{reason[1:]}."
