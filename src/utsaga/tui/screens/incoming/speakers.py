"""Who speaks in a file that is on its way into the study, corrected before it goes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from utsaga.readers import Reading
from utsaga.study.incoming.arriving import Incoming, with_speakers
from utsaga.study.speakers import Divided
from utsaga.tui.screens.people.speakers_list import Corrections, SpeakersList, Text
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

    def texts(self) -> Sequence[Text]:
        """The file's text."""
        return [("", self._item.name, lambda: self._divided)]

    @property
    def _divided(self) -> Divided:
        return Divided(self._reading.text, self._item.speakers, self._reading.body)

    def correct(self, corrections: Corrections, _name: str) -> None:
        """Keep corrections with the file."""
        after = self._divided
        for correction in corrections.get("", ()):
            after = correction(after)
        self._item = with_speakers(self._item, after.speakers)
        self._corrected(self._item)
        self.look_again()
