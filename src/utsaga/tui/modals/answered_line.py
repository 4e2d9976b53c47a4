"""A line to type in whose keys are all done in the order in which they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import events
from textual.binding import Binding
from textual.widgets import Input

from utsaga.text.safe import shown_line
from utsaga.tui.restored import cleaned_line, restored

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp

_EDITING: dict[str, str] = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}


class Answering(Protocol):
    """What a screen with an ``AnsweredLine`` is."""

    def answer(self, key: str) -> bool:
        """Take a key that is not text (Enter, Esc, one that moves in a list); whether it was taken."""


class AnsweredLine(Input):
    """An input that asks its screen (see ``Answering``) what Enter, Esc and arrows mean.

    Keys typed after Enter wait until the screen has answered: they may be meant for what comes next.
    What is put or pasted into it is made safe for a terminal.
    """

    ANSWERS: ClassVar[frozenset[str]] = frozenset({"enter", "escape"})

    def __init__(self, value: str = "", *, placeholder: str = "", max_length: int = 1000) -> None:
        """Start with a value, all of it selected so that typing replaces it."""
        self._stored = value
        super().__init__(
            shown_line(value), placeholder=placeholder, max_length=max_length, select_on_focus=True
        )
        self.cursor_blink = False

    @property
    def answered(self) -> str:
        """What was typed; untouched characters of the first value are as they were before they were shown."""
        return restored(self._stored, self.value, shown_line)

    async def on_key(self, event: events.Key) -> None:
        """Type text; ask the screen about other keys."""
        try:
            if event.is_printable and event.key not in self.ANSWERS:
                return
            event.stop()
            event.prevent_default()
            taken = cast(Answering, self.screen).answer(event.key)
            if not taken and event.key in _EDITING and event.key not in self.ANSWERS:
                await self.run_action(_EDITING[event.key])
        finally:
            if event.key in self.ANSWERS:
                cast("UtsagaApp", self.app).keys_can_flow()

    def on_paste(self, event: events.Paste) -> None:
        """Put in what the terminal pastes."""
        event.stop()
        event.prevent_default()
        self.replace(cleaned_line(event.text), *self.selection)

    def action_paste(self) -> None:
        """Put in what was cut or copied in the program."""
        self.replace(cleaned_line(self.app.clipboard), *self.selection)
