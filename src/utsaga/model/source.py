"""A transcript, or another text that the study holds."""

from __future__ import annotations

from dataclasses import dataclass

from utsaga.model.errors import BadRecord
from utsaga.model.ids import is_key, is_sha256


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in a transcript, by the label that stands before the turns.

    ``label`` is the label as written, without its colon; ``name`` is how the speaker is shown and
    printed (the label when empty). An interviewer or moderator is left out of counts of speakers.
    ``participant`` is the id of the participant who speaks, if the study knows; ``role`` and ``group``
    are what they are in this transcript, where that differs from what they are elsewhere. ``also`` are
    other labels by which the same speaker's turns open: slips of the pen, short forms. ``bare`` says
    that a person has seen the label to open turns without a colon, a time or another sign after it.
    ``several`` says that it is no single person's: of a whole group, or of whoever it was.
    """

    label: str
    name: str = ""
    interviewer: bool = False
    participant: str = ""
    role: str = ""
    group: str = ""
    also: tuple[str, ...] = ()
    bare: bool = False
    several: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is one person who takes part: no interviewer, not several at once, not just anybody."""
        return not self.interviewer and not self.several

    @property
    def shown(self) -> str:
        """The name to show: the name if there is one, else the label."""
        return self.name or self.label

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels by which the speaker's turns open."""
        return (self.label, *self.also)


RAW, CHECKED, FINAL = "raw", "checked", "final"
STATUSES = (RAW, CHECKED, FINAL)
"""How far a transcript has come: as it came in, checked by a second person, not to be changed any more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A transcript in the study; its text stands in ``transcripts/<key>.txt``.

    ``key`` names its files; it changes only to let a name go from them. ``title`` is what people read.
    ``sha256`` is the hash of the UTF-8 text as imported or last accepted. ``origin`` and
    ``origin_sha256`` tell which file it came from (name alone, no path). Speakers are the labels that
    open turns in this text; a text without any has no turns but paragraphs, and ``participant`` may then
    say whose words they are.
    ``round`` is the wave of interviews it belongs to; ``group`` the group whose talk it is.
    ``times`` are those that stand in no words of the text (``text.kept_times``).
    ``status`` is one of ``STATUSES``; ``status_coder`` said so at ``status_at``, and the text was changed
    ``changed_since`` times since.
    """

    id: str
    key: str
    title: str
    sha256: str
    order: int
    coder: str
    created: str
    modified: str
    origin: str = ""
    origin_sha256: str = ""
    encoding: str = "utf-8"
    format: str = "text"
    speakers: tuple[Speaker, ...] = ()
    body: int = 0  # where the first turn may begin: what stands before is front matter
    times: str = ""
    round: str = ""
    group: str = ""
    participant: str = ""
    status: str = RAW
    status_coder: str = ""
    status_at: str = ""
    changed_since: int = 0

    def __post_init__(self) -> None:
        """Believe no name that would lead out of the study.

        Raises:
            BadRecord: the key cannot name a file, or the hash is none.
        """
        if not is_key(self.key):
            raise BadRecord(
                "Source: the field 'key' cannot name a file (a-z, 0-9, - and _): put back there what its "
                "text in transcripts/ is called, without .txt"
            )
        if self.sha256 and not is_sha256(self.sha256):
            raise BadRecord("Source: the field 'sha256' must be 64 hexadecimal digits: put them back")

    @property
    def standing(self) -> str:
        """The status, and whether it was said of another text: ``checked, changed 2 times since``."""
        if not self.changed_since:
            return self.status
        times = "once" if self.changed_since == 1 else f"{self.changed_since:,} times"
        return f"{self.status}, changed {times} since"
