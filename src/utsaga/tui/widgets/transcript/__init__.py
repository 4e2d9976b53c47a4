"""The pane in which a transcript is read and coded."""

from utsaga.tui.widgets.transcript.marks import Mark
from utsaga.tui.widgets.transcript.pane import TranscriptPane

__all__ = ["Mark", "TranscriptPane"]
