"""Writing a text of several lines: a memo, a condensation, a definition."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from utsaga.text.safe import shown
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.modal import Modal
from utsaga.tui.safe_text import safe_line

_SAVE, _LEAVE = "ctrl+s", "escape"


class Pages(TextArea, inherit_bindings=True):
    """A text area whose text is safe for a terminal, and whose last keys are answered in order."""

    ANSWERS = frozenset({_SAVE, _LEAVE})

    async def _on_key(self, event: events.Key) -> None:
        if event.key not in self.ANSWERS:
            return
        event.stop()
        event.prevent_default()
        editor = self.screen
        if isinstance(editor, Editor):
            editor.finish(save=event.key == _SAVE)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(shown(event.text), *self.selection)


class Editor(Modal[str]):
    """Edits a text; answers with it when it is saved. Leaving asks when something would be lost."""

    def __init__(self, title: str, text: str = "") -> None:
        """Edit a text under a title."""
        super().__init__()
        self._title = title
        self._text = shown(text)

    def compose(self) -> ComposeResult:
        """The title, the text, and the keys."""
        with Vertical(classes="box editor"):
            yield Static(safe_line(self._title), classes="question")
            yield Pages(self._text, soft_wrap=True, tab_behavior="indent", show_line_numbers=False)
            yield Static(safe_line("Ctrl+S saves, Esc leaves"), classes="hint")

    def on_mount(self) -> None:
        """Write on where the text ends."""
        pages = self.query_one(Pages)
        pages.cursor_blink = False
        pages.move_cursor(pages.document.end)

    def finish(self, *, save: bool) -> None:
        """Answer with the text, or leave it."""
        text = self.query_one(Pages).text
        if save:
            self.dismiss(text)
        elif text.strip() == self._text.strip():
            self.dismiss(None)
        else:
            question = Confirm("Leave without saving what you have written?", "leave it", "go on writing")
            self.program.push_screen(question, self._left)

    def _left(self, leave: bool | None) -> None:
        if leave:
            self.dismiss(None)
