"""Who speaks in a text, corrected by somebody who knows.

The one rule for the speaker table on the screen, for files on their way in and for the command line: each
correction goes from how a text is divided to how it should be. Words and offsets stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from utsaga.model.errors import NotFound, Refused
from utsaga.model.source import Speaker
from utsaga.nearest import nearest
from utsaga.text.doubts import is_interviewer, is_several
from utsaga.text.frontmatter import body_start
from utsaga.text.labels import one_spelling
from utsaga.text.turns import Turns


@dataclass(frozen=True, slots=True)
class Divided:
    """A text, who speaks in it, and where its front matter ends."""

    text: str
    speakers: tuple[Speaker, ...] = ()
    body: int = 0

    @property
    def turns(self) -> Turns:
        """The turns by these speakers."""
        return Turns(self.text, self.speakers, self.body)


Correction = Callable[[Divided], Divided]
"""From a text as it is divided to how it should be."""


def interviewing(divided: Divided, label: str, interviews: bool) -> Divided:
    """A text in which a speaker interviews, or does not.

    Raises:
        NotFound: the label is no speaker's.
    """
    return _put(divided, as_interviewer(speaker_of(divided, label), interviews=interviews))


def as_interviewer(speaker: Speaker, *, interviews: bool) -> Speaker:
    """A speaker as an interviewer, who takes no part in the study, or as one who answers."""
    if interviews:
        return replace(speaker, interviewer=True, participant="", role="", group="", several=False)
    return replace(speaker, interviewer=False)


def being_several(divided: Divided, label: str, several: bool) -> Divided:
    """A text in which a label is of several at once or of whoever it was, or is one person's.

    Raises:
        NotFound: the label is no speaker's.
    """
    speaker = speaker_of(divided, label)
    if not several:
        return _put(divided, replace(speaker, several=False))
    nobody = replace(speaker, several=True, interviewer=False, participant="", role="")
    return _put(divided, nobody)


def named(divided: Divided, label: str, name: str) -> Divided:
    """A speaker with a name; an empty one, or the label itself, shows the label.

    Raises:
        NotFound: the label is no speaker's.
    """
    speaker, tidy = speaker_of(divided, label), " ".join(name.split())
    return _put(divided, replace(speaker, name="" if tidy == speaker.label else tidy))


def merged(divided: Divided, label: str, into: str) -> Divided:
    """Two labels as one speaker's: what the study knows of ``into`` holds, where it knows anything.

    A label of another transcript may be merged into: then it is how this one is called from now on.

    Raises:
        NotFound: neither label is a speaker's.
        Refused: they are the same, or one speaker's already.
    """
    other, speaker = _found(divided, label), _found(divided, into)
    if other is None and speaker is None:
        raise NotFound(_nobody(divided, label))
    if label == into or (other is not None and other == speaker):
        raise Refused(f"'{label}' and '{into}' are one speaker already.")
    if speaker is None:
        assert other is not None
        named_so = "" if other.name == into else other.name
        became = replace(other, label=into, name=named_so, also=other.labels)
        speakers = tuple(became if old == other else old for old in divided.speakers)
        return grown(divided, speakers)
    also = (label,) if other is None else other.labels
    joined = _joined(speaker, other, also)
    rest = (joined if old == speaker else old for old in divided.speakers if old != other)
    return grown(divided, tuple(rest))


def without(divided: Divided, label: str) -> Divided:
    """A text in which a label is no speaker's: what it opened belongs to the turn before.

    Of a speaker with several labels only one that is not the speaker's first can go alone.

    Raises:
        NotFound: the label is no speaker's.
    """
    speaker = speaker_of(divided, label)
    if label in speaker.also:
        return _put(divided, replace(speaker, also=tuple(other for other in speaker.also if other != label)))
    kept = tuple(other for other in divided.speakers if other != speaker)
    return replace(divided, speakers=kept)


def taken(divided: Divided, speaker: Speaker) -> Divided:
    """A text in which a label that was only proposed is a speaker's."""
    if _found(divided, speaker.label) is not None:
        return divided
    return grown(divided, (*divided.speakers, speaker))


def found_as(divided: Divided, label: str) -> Speaker:
    """The speaker whose label nobody found: with a colon, a time or another sign, else as it stands.

    Such a label opens lines without any sign: alone on its line, or before the words.

    Raises:
        Refused: it is empty, a speaker's already, or opens no line of the text.
    """
    wanted = bare_label(label)
    if not wanted:
        raise Refused("A speaker needs a label: what stands before the turns, without the colon.")
    if _found(divided, wanted) is not None:
        raise Refused(f"'{wanted}' is among the speakers already.")
    for bare in (False, True):
        asks, several = is_interviewer(wanted), is_several(wanted)
        new = Speaker(wanted, interviewer=asks, bare=bare, several=several)
        turns = Turns(divided.text, (*divided.speakers, new))
        if any(turn.label == wanted for turn in turns):
            return new
    raise Refused(f"No line opens with '{wanted}': write the label as it stands in the text.")


def parted(divided: Divided, label: str) -> Divided:
    """A label that was merged into another one as a speaker by itself again.

    Raises:
        NotFound: the label is no speaker's.
    """
    speaker = speaker_of(divided, label)
    if label == speaker.label:
        return divided
    rest = without(divided, label)
    several = is_several(label) and not speaker.interviewer
    again = Speaker(label, interviewer=speaker.interviewer, bare=speaker.bare, several=several)
    return replace(rest, speakers=(*rest.speakers, again))


def grown(divided: Divided, speakers: tuple[Speaker, ...]) -> Divided:
    """A text with more labels: what was taken for front matter may be the first one's turn."""
    after = replace(divided, speakers=speakers)
    front = Turns(divided.text[: divided.body], speakers)
    openings = [turn.start for turn in front if turn.label is not None]
    if not openings:
        return after
    return replace(after, body=min(divided.body, body_start(divided.text, openings)))


def bare_label(label: str) -> str:
    """A label as it is kept: without the colon that stands after it."""
    return one_spelling(" ".join(label.split()).removesuffix(":").rstrip())


def speaker_of(divided: Divided, label: str) -> Speaker:
    """The speaker with a label.

    Raises:
        NotFound: there is none.
    """
    found = _found(divided, label)
    if found is None:
        raise NotFound(_nobody(divided, label))
    return found


def _found(divided: Divided, label: str) -> Speaker | None:
    first = (speaker for speaker in divided.speakers if speaker.label == label)
    also = (speaker for speaker in divided.speakers if label in speaker.also)
    return next(first, None) or next(also, None)


def _nobody(divided: Divided, label: str) -> str:
    labels = [written for speaker in divided.speakers for written in speaker.labels]
    return f"'{label}' is not a speaker here{nearest(label, labels)}; say first that it is one."


def _joined(speaker: Speaker, other: Speaker | None, also: Iterable[str]) -> Speaker:
    joined = replace(speaker, also=tuple(dict.fromkeys((*speaker.also, *also))))
    if other is None:
        return joined
    known = replace(
        joined,
        name=speaker.name or ("" if other.name in joined.labels else other.name),
        participant=speaker.participant or other.participant,
        role=speaker.role or other.role,
        group=speaker.group or other.group,
        bare=speaker.bare or other.bare,
    )
    return as_interviewer(known, interviews=speaker.interviewer or other.interviewer)


def _put(divided: Divided, after: Speaker) -> Divided:
    return replace(
        divided, speakers=tuple(after if old.label == after.label else old for old in divided.speakers)
    )
