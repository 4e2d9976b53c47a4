"""Who may be speaking in a text that nobody has looked at yet: a proposal, for the user to correct."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from utsaga.model.source import Speaker
from utsaga.text.doubts import is_interviewer, is_note, is_role, is_sentence, is_several, number, stem
from utsaga.text.frontmatter import body_start
from utsaga.text.labels import ANY_FORMS, any_opening, one_spelling
from utsaga.text.slips import Written, is_long
from utsaga.text.standing_alone import standing_alone
from utsaga.text.turns import Turns, paragraph_starts

LOOKED_AT = 4_000_000
"""How many characters are looked at for labels: sixty hours of speech."""

MOST_NAMED = 1_000
"""The most speakers of a text: what has more labels than this is something else than what people say."""

BARE_LINE = "bare line"
"""The form of labels that stand alone on their lines without any sign."""

_ONCE = "stands once"
_TOO_MANY = "stands among more labels than any interview has"
_RARE = 100  # a label that opens less than one turn in so many is pointed out
_LEAST_SHARE = 0.1  # of the paragraphs that labels open, where no label names a known part
_MOST_SHARE_NEEDED = 0.5  # the same for forms that ordinary text has too: dashes, brackets, bold lines
_MOST_SPEAKERS = 200  # more labels than this are a list of something else
_LONGEST_NAME = 3  # words in a label that stands once, beyond which it is not even mentioned


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that may be a speaker's.

    ``count`` is how many lines it opens. ``doubt`` is a reason in words, empty when there is none; a
    label may be accepted and doubtful at once. ``name`` is the full name where the text gives one, or
    the label that this one seems to be a slip for. ``bare`` says that nothing tells it from words but that
    it stands alone on its line.
    """

    label: str
    count: int
    accepted: bool
    doubt: str = ""
    name: str = ""
    interviewer: bool = False
    bare: bool = False

    @property
    def only_rare(self) -> bool:
        """Whether nothing speaks against it but that it stands once."""
        return self.doubt == _ONCE

    @property
    def speaker(self) -> Speaker:
        """The speaker that it would be."""
        several = is_several(self.label) and not self.interviewer
        return Speaker(self.label, self.name, self.interviewer, bare=self.bare, several=several)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a text seems to be divided.

    ``form`` is one of ``labels.ANY_FORMS``, ``BARE_LINE`` for labels without any sign, or "" for a text
    without labels, whose turns are its paragraphs. ``body`` is where front matter ends; ``turns`` how many
    turns the accepted labels give. Candidates stand in the order of their first line.
    """

    form: str
    candidates: tuple[Candidate, ...]
    body: int
    turns: int

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers by the accepted labels."""
        return tuple(candidate.speaker for candidate in self.candidates if candidate.accepted)


def propose(text: str, certain: Iterable[str] = ()) -> Proposal:
    """Return the convention, speakers and body that a text seems to have.

    ``certain`` are labels, with a colon in the text, that its file says to be speakers'. Others are
    looked for in the first ``LOOKED_AT`` characters.

    A label is accepted when it recurs, or stands once but is one of a numbered series, names a part
    (``I``, ``IP``) beside another, is the short form of a full name, or a slip for one that recurs; not
    when it looks like a form field or a sentence. Nothing is invented: a text may have no speakers.
    """
    proposal = _proposed(text, certain)
    if len(text) > LOOKED_AT:
        return recounted(proposal, text, proposal.body)
    return replace(proposal, turns=len(Turns(text, proposal.speakers, proposal.body)))


def proposed_labels(text: str) -> Proposal:
    """Return what ``propose`` does, without a count of the turns, which takes as long as the rest."""
    proposal = _proposed(text)
    return recounted(proposal, text, proposal.body) if len(text) > LOOKED_AT else proposal


def _proposed(text: str, certain: Iterable[str] = ()) -> Proposal:
    """The proposal before its turns are counted."""
    best = ""
    candidates: tuple[Candidate, ...] = ()
    places = Places()
    beginning = text if len(text) <= LOOKED_AT else text[: text.rfind("\n", 0, LOOKED_AT) + 1]
    paragraphs = _paragraph_count(beginning)
    for form in ANY_FORMS:
        found = Places(any_opening(form).matches(beginning, 0))
        judged = _judged(found, form, paragraphs)
        if _accepted(judged) > _accepted(candidates) or (form == "colon" and judged):
            best, candidates, places = form, judged, found
    candidates = _with_certain(candidates, certain)
    if not _accepted(candidates):
        alone = standing_alone(text, len(beginning), paragraphs)
        if alone.sure:
            rare, often = _bare_candidates(alone.rare, _ONCE), Written(alone.counts)
            slips = (replace(_slip(one.label, often) or one, bare=True) for one in rare)
            candidates = (*_bare_candidates(alone.sure), *slips)
            best, places = BARE_LINE, Places.at(alone.places)
    accepted = {candidate.label for candidate in candidates if candidate.accepted}
    if len(accepted) > MOST_NAMED:
        candidates, accepted = (
            tuple(replace(one, accepted=False, doubt=_TOO_MANY) for one in candidates),
            set(),
        )
    body = body_start(text, [place for place, label in places.lines if label in accepted])
    return Proposal((best or "colon") if accepted else "", candidates, body, 0)


def _with_certain(candidates: tuple[Candidate, ...], certain: Iterable[str]) -> tuple[Candidate, ...]:
    labels = Counter(map(one_spelling, certain))
    if len(labels) > MOST_NAMED:
        return candidates
    judged = [
        candidate
        if candidate.accepted or candidate.label not in labels
        else replace(candidate, accepted=True, doubt="", interviewer=is_interviewer(candidate.label))
        for candidate in candidates
    ]
    lacking = labels.keys() - {candidate.label for candidate in candidates}
    more = (Candidate(label, count, True, "", "", is_interviewer(label)) for label, count in labels.items())
    return (*judged, *(candidate for candidate in more if candidate.label in lacking))


def known(text: str, labels: Iterable[str], body: int = 0) -> Proposal:
    """Return the proposal for a text whose file says who speaks: every label is accepted.

    A label that seems to be a slip for another is pointed out all the same.
    """
    proposal = Proposal("colon", tuple(Candidate(label, 0, True) for label in dict.fromkeys(labels)), body, 0)
    counted = recounted(proposal, text, body)
    counts = {candidate.label: candidate.count for candidate in counted.candidates}
    names = _full_names(counts)
    often = Written(label for label, count in counts.items() if count > 1)
    candidates = []
    for label, count in counts.items():
        slip = _slip(label, often) if count == 1 else None
        name = names.get(label, "")
        candidates.append(slip or Candidate(label, count, True, "", name, is_interviewer(label)))
    return Proposal("colon" if candidates else "", tuple(candidates), body, counted.turns)


def maybe_labels(text: str) -> tuple[Candidate, ...]:
    """Return short lines that recur and might be labels without any sign; none of them is accepted.

    To be shown to somebody for a text in which no label was recognised.
    """
    end = min(len(text), LOOKED_AT)
    counts = standing_alone(text, end, _paragraph_count(text[:end])).counts
    return _bare_candidates(counts, "stands alone on its line")[:_MOST_SPEAKERS]


def _bare_candidates(counts: Mapping[str, int], doubt: str = "") -> tuple[Candidate, ...]:
    """Labels without any sign; accepted where nothing speaks against it."""
    return tuple(
        Candidate(label, count, not doubt, doubt, "", is_interviewer(label), bare=True)
        for label, count in counts.items()
    )


def recounted(proposal: Proposal, text: str, body: int) -> Proposal:
    """Return a proposal for another form of the text: the same labels, their turns counted anew."""
    turns = Turns(text, proposal.speakers, body)
    counts = Counter(turn.label for turn in turns)
    candidates = tuple(
        replace(candidate, count=counts[candidate.label]) if candidate.accepted else candidate
        for candidate in proposal.candidates
    )
    return Proposal(proposal.form, candidates, body, len(turns))


class Places:
    """Where labels stand in one form: ``lines`` as place and label in order, ``counts`` by label."""

    def __init__(self, matches: Iterable[re.Match[str]] = ()) -> None:
        """Take labels from what was found, without the signs around them."""
        self.lines: Sequence[tuple[int, str]] = [
            (found.start("turn"), _bare(found["label"])) for found in matches
        ]
        self.counts: Mapping[str, int] = Counter(label for _, label in self.lines)

    @classmethod
    def at(cls, lines: Sequence[tuple[int, str]]) -> Places:
        """Labels whose places are known."""
        places = cls()
        places.lines, places.counts = lines, Counter(label for _, label in lines)
        return places


@lru_cache(maxsize=1024)
def _bare(label: str) -> str:
    """A label without the signs around it; the same few labels recur all over a text."""
    label = one_spelling(label).strip().strip("_").rstrip()
    return label.rstrip(")") if "(" not in label else label


def _accepted(candidates: Iterable[Candidate]) -> int:
    return sum(candidate.count for candidate in candidates if candidate.accepted)


def _paragraph_count(text: str) -> int:
    return sum(1 for _ in paragraph_starts(text, 0, len(text)))


def _judged(found: Places, form: str, paragraph_count: int) -> tuple[Candidate, ...]:
    """The labels of one form, each accepted or not, sentence-like ones that stand once left out."""
    doubts = {label: _doubt(label, count) for label, count in found.counts.items()}
    sure = {label: found.counts[label] for label, doubt in doubts.items() if not doubt}
    small = sum(count for label, count in sure.items() if label[0].islower())
    total = sum(sure.values())
    if small * 4 < total:
        lower = {label for label in sure if label[0].islower() and not number(label)}
        doubts.update(dict.fromkeys(lower, "begins with a small letter, unlike the others"))
        sure = {label: count for label, count in sure.items() if label not in lower}
    if not _suffices(sure, form, paragraph_count):
        doubts.update(dict.fromkeys(sure, "opens few of the paragraphs"))
        sure = {}
    others = _Others(found.counts, sure)
    return tuple(
        _candidate(label, count, doubts[label], others)
        for label, count in found.counts.items()
        if label in sure or count > 1 or _worth_mentioning(label) or _slip(label, others.often)
    )


class _Others:
    """What must be known of all labels of one form to judge each of them."""

    def __init__(self, counts: Mapping[str, int], sure: Mapping[str, int]) -> None:
        """Look at them; ``sure`` are those that recur and are speakers'."""
        self.sure = sure
        self.turns = sum(sure.values())
        self.stems = {stem(label) for label in sure}
        self.roles = sum(1 for label in counts if is_role(label))
        self.names = _full_names(counts)
        self.often = Written(sure)


def _doubt(label: str, count: int) -> str:
    if is_note(label):
        return "looks like a form field or a note"
    if is_sentence(label):
        return "reads like a sentence"
    return _ONCE if count == 1 else ""


def _worth_mentioning(label: str) -> bool:
    return len(label.split()) <= _LONGEST_NAME and not label[0].islower()


def _suffices(sure: Mapping[str, int], form: str, paragraph_count: int) -> bool:
    """Whether the labels that recur open enough of a text to be speakers."""
    if len(sure) > _MOST_SPEAKERS:
        return False
    share = sum(sure.values()) / max(paragraph_count, 1)
    if form in ("colon", "timed"):
        return any(is_role(label) for label in sure) or share >= _LEAST_SHARE
    return len(sure) > 1 and share >= _MOST_SHARE_NEEDED


def _candidate(label: str, count: int, doubt: str, others: _Others) -> Candidate:
    asks, name = is_interviewer(label), others.names.get(label, "")
    if not doubt:
        total = others.turns
        rare = f"opens only {count} of {total} turns" if count * _RARE < total else ""
        return Candidate(label, count, True, rare, name, asks)
    if doubt != _ONCE:
        return Candidate(label, count, False, doubt)
    if label in others.names:
        return Candidate(label, count, name != label or _initials(label) in others.sure, "", name, asks)
    if is_several(label) and others.sure:
        return Candidate(label, count, True)
    slip = _slip(label, others.often)
    if slip:
        return slip
    series = bool(number(label)) and stem(label) in others.stems
    beside = is_role(label) and others.roles > 1
    return Candidate(label, count, series or beside, doubt, "", asks)


def _slip(label: str, often: Written) -> Candidate | None:
    """A label that stands once as what it seems to be, a slip for one that recurs; None if it is none.

    Somebody else may have a short name that is almost the same: it keeps its own until a person says so.
    """
    same = often.same(label)
    meant = (same,) if same else often.nearest(label)
    if not meant:
        return None
    doubt = f"stands once, written almost like {' or '.join(meant)}"
    name = meant[0] if len(meant) == 1 and (same or is_long(label)) else ""
    return Candidate(label, 1, True, doubt, name, all(map(is_interviewer, meant)))


def _initials(label: str) -> str:
    """What stands in brackets at the end of a label: ``MF`` of ``Maria Falk (MF)``."""
    return label[label.rfind("(") + 1 : -1].strip() if label.endswith(")") and "(" in label else ""


def _full_names(labels: Iterable[str]) -> dict[str, str]:
    """Names for labels that are written in full once and as initials afterwards."""
    known = set(labels)
    names: dict[str, str] = {}
    for label in known:
        short = _initials(label)
        if short in known:
            names[label] = names[short] = label[: label.rfind("(")].strip()
    return names
