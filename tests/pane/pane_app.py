"""A screen with nothing but a transcript pane, and what it shows as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from utsaga.model.source import Speaker
from utsaga.text.cursor import Cursor
from utsaga.text.transcript import Transcript, Unit
from utsaga.tui.widgets.transcript import Mark, TranscriptPane


class CountingPane(TranscriptPane):
    """A pane that remembers which of its rows were to be painted since `painted` was last emptied."""

    def __init__(self, **options: int) -> None:
        self.painted: set[int] = set()
        super().__init__(**options)
        self.clicked: list[int] = []

    def refresh(self, *regions: Region, **options: bool) -> Self:
        for region in regions or [self.size.region]:
            self.painted.update(region.line_range)
        return super().refresh(*regions, **options)

    def on_transcript_pane_clicked(self, message: TranscriptPane.Clicked) -> None:
        self.clicked.append(message.offset)


class PaneApp(App[None]):
    """Shows a transcript from the start on."""

    def __init__(
        self,
        text: str = "",
        marks: Iterable[Mark] = (),
        *,
        speakers: Iterable[Speaker] = (),
        at: int | None = None,
        unit: Unit = Unit.WORD,
        title: str = "",
    ) -> None:
        super().__init__()
        self.transcript = Transcript(text, tuple(speakers))
        self.pane = CountingPane()
        self._first = (tuple(marks), None if at is None else Cursor.at(self.transcript, at, unit), title)

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        marks, cursor, title = self._first
        self.pane.show(self.transcript, marks, cursor=cursor, title=title)

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, without blanks at the end of rows."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def text(self) -> str:
        """The screen as one string, blank rows at its end left out."""
        return "\n".join(self.rows).rstrip()

    @property
    def strips(self) -> list[Strip]:
        """What stands on the screen, with its styles."""
        return self.screen._compositor.render_strips()

    def styled(self, wanted: str) -> Style:
        """The style of the first piece of one style that holds these words."""
        for strip in self.strips:
            for segment in strip:
                if wanted in segment.text and segment.style:
                    return segment.style
        raise AssertionError(f"{wanted!r} is not on the screen in one style:\n{self.text}")


async def settle(app: PaneApp) -> None:
    """Wait until everything that was asked for has been painted."""
    await Pilot(app).pause()
