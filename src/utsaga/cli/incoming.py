"""How a file on its way into a study is shown on the command line: for people, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from utsaga.cli.out import say
from utsaga.readers import Comment, Reading
from utsaga.readers.time_units import UNITS, WORDS
from utsaga.study.incoming.arriving import Incoming
from utsaga.study.incoming.comment_codes import Coming, CommentCodes
from utsaga.study.incoming.doubts import in_doubt
from utsaga.study.incoming.meaning import CommentsAs, CommentUse, meaning
from utsaga.study.phrases import counted
from utsaga.text.safe import shown_line

_LABELS = 12
_LINES = 5
_ASIDES = 3
_CODES = 8
_WORDS = 60


@dataclass(frozen=True)
class Preview:
    """A file, what its comments become, and which codes; those that files before it make are known."""

    item: Incoming
    use: CommentUse
    known: CommentCodes

    @cached_property
    def wanted(self) -> list[Comment]:
        """The comments that are to come in."""
        return self.use.wanted(self.item.comments)

    @cached_property
    def codes(self) -> dict[str, Coming]:
        """The codes that they become, by path."""
        become = self.use.become is CommentsAs.CODES and self.item.goes_in(self.use)
        return self.known.coming(self.wanted) if become else {}


def as_json(preview: Preview) -> dict[str, Any]:
    """For programs: the form that other programs may rely on."""
    item = preview.item
    if item.reading is None:
        columns = {"columns": _columns(item)} if item.columns else {}
        return {"file": str(item.path), "error": item.problem, **columns}
    reading = item.reading
    return {
        "file": str(item.path),
        "error": problem_of(item, preview.use) or None,
        "onto": item.onto or None,
        "format": reading.format,
        "encoding": reading.encoding,
        "encoding_sure": round(reading.encoding_sure, 3),
        "encoding_sample": reading.sample,
        "encodings": [
            {"encoding": guess.encoding, "sure": round(guess.sure, 3), "sample": guess.sample}
            for guess in reading.alternatives
        ],
        "turns": item.turns,
        "speakers": dict(item.counts),
        "interviewers": [s.label for s in item.speakers if s.interviewer],
        "several": [s.label for s in item.speakers if s.several],
        "doubtful": {one.label: one.doubt for one in in_doubt(reading.proposal.candidates, item.speakers)},
        "doubtful_lines": [
            {"line": one.number, "words": one.words, "why": one.why, "label": one.label, "taken": one.taken}
            for one in item.doubtful
        ],
        "first": item.first,
        "last": item.last,
        "front_matter": reading.text[: reading.body].strip(),
        "set_aside": [{"kind": aside.kind, "text": aside.text} for aside in reading.asides],
        "comments": _comments(reading, preview),
        "columns": _columns(item),
        "offers": {"unwrap": item.offers.unwrap, "join": item.offers.join},
        "notes": list(reading.notes),
        "warnings": list(reading.warnings),
    }


def show(preview: Preview, number: str = "") -> None:
    """For people: a heading and what is to be known, a line each."""
    item = preview.item
    if item.reading is None:
        return
    name = f"{number}{item.name}"
    say(shown_line(f"{name}: {item.twin}" if item.twin else f"{name} -> {item.new_source().title}"))
    for line in _lines(item, item.reading, preview):
        say(f"  {line}")


def problem_of(item: Incoming, use: CommentUse) -> str:
    """Why a file does not go in, in words; empty if it does, or if its comments do."""
    if item.problem or item.goes_in(use):
        return item.problem
    return f"is {item.twin}" if item.twin.startswith("in ") else f"holds {item.twin}"


def _lines(item: Incoming, reading: Reading, preview: Preview) -> Iterator[str]:
    yield f"{reading.format}, {reading.encoding}{_sure(reading)}"
    parts = {s.label: " (interviewer)" for s in item.speakers if s.interviewer}
    parts |= {s.label: " (several or unknown)" for s in item.speakers if s.several}
    speakers = ", ".join(f"{label} {count}{parts.get(label, '')}" for label, count in item.counts.items())
    yield f"{counted(item.turns, 'turn')}; speakers: {speakers or 'none found'}"
    yield f"first: {_short(item.first)}"
    yield f"last: {_short(item.last)}"
    yield from _doubts(item, reading)
    yield from (*reading.notes, *reading.warnings)
    if unit := next((column.unit for column in reading.columns if column.unit), None):
        other = next(one for one in UNITS if one != unit)
        yield f"if its numbers are {WORDS[other]}: --time-unit {other}"
    for aside in reading.asides[:_ASIDES]:
        yield f"{aside.kind} reads: {_short(aside.text)}"
    if len(reading.asides) > _ASIDES:
        yield f"and {len(reading.asides) - _ASIDES} more set aside (--json lists all)"
    yield from _of_comments(reading, preview)
    if item.offers.unwrap and not item.options.unwrap:
        yield f"lines look hard-wrapped ({item.offers.unwrap} line ends): --unwrap joins them"
    if item.offers.join and not item.options.join:
        yield f"neighbouring turns of one speaker: {item.offers.join}: --join makes them one"


def _doubts(item: Incoming, reading: Reading) -> Iterator[str]:
    taken = {speaker.label for speaker in item.speakers}
    lines: dict[str, list[str]] = {}
    for line in item.doubtful:
        lines.setdefault(line.label or line.why, []).append(str(line.number))
    labels = in_doubt(reading.proposal.candidates, item.speakers)
    for candidate in labels[:_LABELS]:
        said = "a speaker, but" if candidate.label in taken else "no speaker:"
        yield f"? {candidate.label}: {said} {candidate.doubt}{_where(lines.get(candidate.label, []))}"
    if len(labels) > _LABELS:
        yield f"? and more labels in doubt: {len(labels) - _LABELS} or more (--json lists them)"
    for why in dict.fromkeys(line.why for line in item.doubtful if not line.label):
        yield f"? {why}{_where(lines[why])}"


def _where(numbers: list[str]) -> str:
    if not numbers:
        return ""
    more = ", …" if len(numbers) > _LINES else ""
    return f" (line {', '.join(numbers[:_LINES])}{more})"


def _of_comments(reading: Reading, preview: Preview) -> Iterator[str]:
    """What the comments of a document become."""
    item, use = preview.item, preview.use
    if not reading.comments:
        return
    there = len(reading.comments) - len(item.comments)
    if item.twin and there:
        yield f"comments that are there already: {there} of {len(reading.comments)}"
    if item.as_memos and use.become is CommentsAs.CODES:
        are = "is a memo" if item.as_memos == 1 else "are memos"
        yield f"{item.as_memos} of them {are} there: undo that import first, then they can become codes"
    if item.twin and not item.comments:
        return
    which = f"its {len(item.comments)} other comments" if there else "its comments"
    if use.become is CommentsAs.IGNORE:
        yield f"{which} are left out"
    elif use.become is CommentsAs.MEMOS:
        yield f"{which} become {counted(len(preview.wanted), 'memo')} in the margin"
    else:
        codes = {path: one for path, one in preview.codes.items() if not one.unclear}
        most = sorted(codes.items(), key=lambda one: -one[1].passages)[:_CODES]
        more = ", …" if len(codes) > _CODES else ""
        named = ", ".join(f"{_short(path)} {one.passages}{_written(one)}" for path, one in most)
        memos = sum(bool(meaning(comment, use.become).memo) for comment in preview.wanted)
        further = f"; and {counted(memos, 'memo')} of what is no code" if memos else ""
        yield f"{which} become {counted(len(codes), 'code')}: {named}{more}{further}"
        if unclear := [path for path, one in preview.codes.items() if one.unclear]:
            said = ", ".join(map(_short, unclear[:_CODES]))
            yield f"several codes have these names, which become memos: {said}"


def _written(coming: Coming) -> str:
    """How comments write a code that give no path."""
    written = ", ".join(f"'{_short(path)}'" for path in coming.written[:_LINES])
    return f" (written {written}, too)" if written else ""


def _comments(reading: Reading, preview: Preview) -> dict[str, Any]:
    comments = reading.comments
    return {
        "count": len(comments),
        "authors": dict(Counter(comment.author for comment in comments)),
        "replies": sum(len(comment.replies) for comment in comments),
        "resolved": sum(comment.resolved for comment in comments),
        "come_in": len(preview.wanted) if preview.item.goes_in(preview.use) else 0,
        "become": preview.use.become.value,
        "codes": {path: one.passages for path, one in preview.codes.items() if not one.unclear},
        "unclear": [path for path, one in preview.codes.items() if one.unclear],
    }


def _columns(item: Incoming) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "heading": one.heading, "sample": one.sample, "holds": one.holds}
        | ({"unit": one.unit} if one.unit else {})
        for one in item.columns
    ]


def _sure(reading: Reading) -> str:
    if reading.encoding_sure >= 1:
        return ""
    others = ", ".join(guess.encoding for guess in reading.alternatives)
    return f" ({reading.encoding_sure:.0%} sure: {reading.sample!r}; else {others})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WORDS else f"{line[: _WORDS - 1]}…"
