"""What a start finds that an earlier session did not come to put into the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from utsaga.model.ids import shown_time
from utsaga.store.segments import Segment


@dataclass(frozen=True, slots=True)
class Recovery:
    """Work of sessions that ended without closing: number of actions, whose, and since when.

    ``torn`` counts actions that were being written when the session ended: never confirmed, dropped.
    """

    actions: int
    who: tuple[str, ...]
    since: str
    torn: int = 0

    @classmethod
    def of(cls, segments: Iterable[Segment]) -> Recovery | None:
        """What the segments of dead sessions amount to; None when there is nothing to tell."""
        segments = list(segments)
        heads = [line.entry for segment in segments for line in segment.found]
        torn = sum(segment.torn and bool(segment.header) for segment in segments)
        if not heads and not torn:
            return None
        times = [str(head.get("at")) for head in heads]
        holders = [segment.holder for segment in segments]
        since = min([*times, *(holder.since for holder in holders if holder and not times)], default="")
        return cls(len(heads), tuple(sorted({str(head.get("who")) for head in heads})), since, torn)

    @property
    def words(self) -> str:
        """The recovery as a sentence for the person."""
        changes = "1 change" if self.actions == 1 else f"{self.actions} changes"
        by = f" by {', '.join(self.who)}" if self.who else ""
        said = (
            f"The last session did not end properly. Recovered: {changes}{by} since {shown_time(self.since)}."
        )
        if self.torn:
            said += " One more was being written at that moment; it had not been confirmed and is not there."
        return said
