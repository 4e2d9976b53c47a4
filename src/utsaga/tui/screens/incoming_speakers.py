"""Who speaks in a file that is on its way into the study, corrected before it goes in."""

from __future__ import annotations

from collections.abc import Callable

from utsaga.model.source import Speaker
from utsaga.readers import Reading
from utsaga.study.incoming import Incoming, with_speakers
from utsaga.tui.screens.speakers import Correction, SpeakersList
from utsaga.tui.screens.unfinished import Unfinished


class IncomingSpeakersScreen(Unfinished, SpeakersList, inherit_bindings=False):
    """The speakers of a file; corrections stay with the file until it is imported."""

    def __init__(
        self,
        item: Incoming,
        reading: Reading,
        corrected: Callable[[Incoming], None],
        stake: Callable[[], str],
    ) -> None:
        """Show the speakers of a file; ``corrected`` is told of each correction.

        ``stake`` says what leaving the import would lose.
        """
        super().__init__()
        self._stake = stake
        self._item = item
        self._reading = reading
        self._corrected = corrected

    @property
    def title_shown(self) -> str:
        """The file's name."""
        return self._item.name

    def at_stake(self) -> str:
        """What leaving the import would lose."""
        return self._stake()

    @property
    def text(self) -> str:
        """The file's text."""
        return self._reading.text

    @property
    def body(self) -> int:
        """Where its front matter ends."""
        return self._reading.body

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers as they are now."""
        return self._item.speakers

    def correct(self, correction: Correction) -> None:
        """Keep a correction with the file."""
        self._item = with_speakers(self._item, correction(self.speakers))
        self._corrected(self._item)
        self.fill()
