"""Labels that were renamed in the text itself: the speakers of a transcript keep their turns.

A person who replaces ``IP:`` by ``Gunilla:`` in an editor means the same speaker. That is told from the
turns: where the words of most turns of a label that is gone stand behind one and the same new label, the
label was renamed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from utsaga.model.source import Speaker
from utsaga.study.speakers import Divided, merged
from utsaga.text.anchors import anchor
from utsaga.text.follow import Followed, Placed, Verdict
from utsaga.text.labels import ANY_FORMS, any_opening, one_spelling
from utsaga.text.slips import slip_for
from utsaga.text.transcript import Transcript
from utsaga.text.turns import Turn

_LEFT = 0.25
"""Share of its turns that a label may have kept and yet count as gone."""
_LOOKED_AT = 40  # turns of a label that are asked about
_AGREED = 0.6  # share of those whose words were found that must stand behind the same label
_LEAST = 2  # turns that must
_OPENING = 160  # characters of a turn by which it is found again
_MARKS = " \t\n*_>"


def turns_of_gone_labels(old: Transcript, new: str) -> dict[str, tuple[str, Placed]]:
    """Some turns of each label that opens hardly any turns in the new text, with it, by their own keys."""
    turns: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in old.turns:
        if turn.label is not None and turn.body < turn.end:
            turns[turn.label].append(turn)
    left = Counter(turn.label for turn in Transcript(new, old.speakers).turns)
    asked: dict[str, tuple[str, Placed]] = {}
    for label, there in turns.items():
        if left[label] > _LEFT * len(there):
            continue
        for turn in there[:: -(-len(there) // _LOOKED_AT)]:
            words = turn.words._replace(end=min(turn.end, turn.body + _OPENING))
            key = f"turn {turn.index}"
            asked[key] = label, Placed(key, *anchor(old.text, words))
    return asked


def relabelled(
    speakers: Sequence[Speaker],
    asked: Mapping[str, tuple[str, Placed]],
    followed: Mapping[str, Followed],
    new: str,
) -> tuple[Speaker, ...]:
    """The speakers, with the labels that stand before their turns now.

    A name that only repeated the label goes with it: it may have been replaced for a reason. Somebody whose
    turns stand under another speaker's label now (a slip of the pen that was put right) is that speaker.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, (label, _) in asked.items():
        found = followed[key]
        if found.verdict is Verdict.KEPT and found.span is not None:
            votes[label][_label_before(new, found.span.start)] += 1
    taken = {label for speaker in speakers for label in speaker.labels}
    told = []
    one_speaker = []
    for speaker in speakers:
        label, count = next(iter(votes[speaker.label].most_common(1)), ("", 0))
        asked_of = votes[speaker.label].total()
        agreed = label and count >= _AGREED * asked_of
        if agreed and label in taken and slip_for(speaker.label, [label], once=asked_of == 1):
            one_speaker.append((speaker.label, label))
        elif agreed and count >= _LEAST and label not in taken:
            taken.add(label)
            name = "" if speaker.name == speaker.label else speaker.name
            speaker = replace(speaker, label=label, name=name)
        told.append(speaker)
    divided = Divided("", tuple(told))
    for label, into in one_speaker:
        divided = merged(divided, label, into)
    return divided.speakers


def renamed(before: Sequence[Speaker], after: Sequence[Speaker]) -> dict[str, str]:
    """What the labels of speakers became that opened turns before and open none after; both in one order."""
    known = {label for speaker in before for label in speaker.labels}
    left = {label for speaker in after for label in speaker.labels}
    gone = [speaker.label for speaker in before if speaker.label not in left]
    come = [speaker.label for speaker in after if speaker.label not in known]
    return dict(zip(gone, come, strict=True)) if len(gone) == len(come) else {}


def _label_before(text: str, start: int) -> str:
    """What stands right before words in the form of a label; empty when nothing does."""
    edge = len(text[:start].rstrip(_MARKS))
    line = text.rfind("\n", 0, edge) + 1
    for form in ANY_FORMS:
        found = any_opening(form).first.match(text, line)
        if found and line < found.end() <= start and not text[found.end() : start].strip(_MARKS):
            return one_spelling(found["label"].strip())
    return ""
