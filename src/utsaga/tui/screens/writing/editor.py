"""Writing a text of several lines: a memo, a condensation, a definition."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.text.safe import shown
from utsaga.tui.drafts import Draft
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.modal import Modal
from utsaga.tui.restored import cleaned, in_common, restored
from utsaga.tui.safe_text import safe, safe_line
from utsaga.tui.writing import Writing

if TYPE_CHECKING:
    from utsaga.tui.keyed_screen import KeyedScreen

_SAVE, _LEAVE = "ctrl+s", "escape"
_KEYS = "Ctrl+S saves, Esc leaves"
_CALLED = {"memo": "memo", "condensation": "sentence"}
_BEFORE = 60
"""Characters before a difference that are shown with it."""

_NEW_TURN = "A speaker's label at the beginning of a line begins a new turn."


class Pages(TextArea, inherit_bindings=True):
    """A text area whose text is safe for a terminal, and whose last keys are answered in order."""

    ANSWERS = frozenset({_SAVE, _LEAVE})

    def on_key(self, event: events.Key) -> None:
        """Save or leave; other keys are the text area's own."""
        if event.key not in self.ANSWERS:
            return
        event.stop()
        event.prevent_default()
        editor = self.screen
        if isinstance(editor, Editor):
            editor.finish(save=event.key == _SAVE)

    def on_paste(self, event: events.Paste) -> None:
        """Put in what the terminal pastes."""
        event.stop()
        event.prevent_default()
        self._put_in(event.text)

    def action_paste(self) -> None:
        """Put in what was cut or copied in the program."""
        self._put_in(self.app.clipboard)

    def _put_in(self, text: str) -> None:
        self.move_cursor(self.replace(cleaned(text), *self.selection).end_location)


class Editor(Modal[None]):
    """Edits a text until it is saved and on disk. Leaving asks when something would be lost."""

    def __init__(
        self,
        writing: Writing,
        screen: KeyedScreen,
        then: Callable[[Action], None] | None = None,
        *,
        draft: Draft | None = None,
    ) -> None:
        """Write for a screen, which says what was done; ``then`` is called with it.

        ``draft`` is this writing as it was when it was interrupted the last time.
        """
        super().__init__()
        self.writing = writing
        self._screen = screen
        self._then = then
        self.kept_as = draft.name if draft else screen.program.drafts.new_name()
        self._draft = draft
        self._shown = shown(writing.text)

    def compose(self) -> ComposeResult:
        """The title, the text, and the keys."""
        text = self._shown if self._draft is None else shown(self._draft.typed)
        with Vertical(classes="box editor"):
            yield Static(safe_line(self.writing.title), classes="question")
            old_words = Static(safe(f"It says: {self._shown}"), classes="old-words")
            old_words.display = self.writing.about == "turn"
            yield old_words
            yield Pages(text, soft_wrap=True, tab_behavior="indent", show_line_numbers=False)
            yield Static(safe_line(self._keys), classes="hint")

    def on_mount(self) -> None:
        """Write on where the text ends."""
        pages = self.query_one(Pages)
        pages.cursor_blink = False
        pages.move_cursor(pages.document.end)
        if self._draft is not None:
            self._hint(f"You were writing this when the line dropped or the program ended. {self._keys}")

    @property
    def _keys(self) -> str:
        """How to get out; of a turn, how to make two of it; of a memo that is there, how to be rid of it."""
        more = f". {_NEW_TURN}" if self.writing.about == "turn" else ""
        what = _CALLED.get(self.writing.kind, self.writing.kind)
        more = f". Saved without any words, the {what} is deleted." if self.writing.memo else more
        return f"{_KEYS}{more}"

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self.query_one(Pages).text

    @property
    def changed(self) -> bool:
        """Whether anything would be lost."""
        return self.text.strip() != self._shown.strip()

    def finish(self, *, save: bool) -> None:
        """Save the text, or leave it; what is as it was, is not written anew."""
        if save and (self.changed or not self.writing.text.strip()):
            self._save()
        elif save:
            self._leave(True)
            self._screen.say("It is as it was.")
        elif self.changed:
            question = Confirm("Leave without saving what was written?", "throw it away", "go on writing")
            self.program.push_screen(question, self._leave)
        else:
            self._leave(True)

    def _save(self) -> None:
        text = restored(self.writing.text, self.text)
        # What is typed behind the saving key is meant for the screen below.
        self.program.hold_keys(self.query_one(Pages))
        self.program.changes.make(
            lambda: self.writing.plan(self.study, text),
            self._screen,
            self._saved,
            self._refused,
            # A corrected turn moves every passage of its transcript along.
            "The passages are moved along …" if self.writing.about == "turn" else "",
        )

    def _saved(self, action: Action) -> None:
        self._leave(True)
        self.program.keys_can_flow()
        if self._then is not None:
            self._then(action)

    def _refused(self, error: UtsagaError) -> None:
        self.program.drop_keys()
        now = self.writing.as_it_is_now(self.study)
        if now is None:
            self._hint(f"{error} Your text is still here. {self._keys}", problem=True)
        else:
            self._show_now(now)

    def _show_now(self, now: Writing) -> None:
        """Show what others have written meanwhile; saving once more puts the own words in its place."""
        gone = now.memo is None and self.writing.memo is not None
        self.writing, before = now, self._shown
        self._shown = shown(now.text)
        words = self.query_one(".old-words", Static)
        words.update(safe(f"It says by now: {_from_difference(before, self._shown)}"))
        words.display = not gone
        what = "deleted this" if gone else "changed this"
        does = "writes it anew" if gone else "puts yours in its place"
        self._hint(f"Somebody has {what} meanwhile. Ctrl+S {does}, Esc leaves it so.", problem=True)

    def _leave(self, leave: bool | None) -> None:
        if leave:
            self.program.drafts.forget(self.kept_as)
            self.dismiss(None)

    def _hint(self, words: str, *, problem: bool = False) -> None:
        hint = self.query_one(".hint", Static)
        hint.update(safe_line(words))
        hint.set_class(problem, "problem")


def _from_difference(before: str, now: str) -> str:
    """A text from shortly before where it differs from what it was: there is room for a few lines of it."""
    start = max(0, in_common(before, now) - _BEFORE)
    return now if not start else f"… {now[start:].partition(' ')[2]}"
