"""What all screens are: keys made into commands, changes through the door, words on what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input

from utsaga.commands import BY_ID, CHANGING, Command, Scope
from utsaga.keymap import Keymap, KeyReader, Waiting, show_keys
from utsaga.model.action import Action
from utsaga.model.errors import ReadOnly, UtsagaError
from utsaga.study import Study
from utsaga.tui.parts import STYLES
from utsaga.tui.widgets.footer import Footer
from utsaga.tui.widgets.status_line import StatusLine
from utsaga.tui.writing import Writing

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp

T = TypeVar("T")


class KeyedScreen(Screen[None], inherit_bindings=False):
    """A screen whose commands come from the registry; ``CommandScreen`` adds those of all screens.

    A subclass gives ``scopes`` and ``compose_body``, and answers each command of its scopes with a
    method: ``codes.merge`` is ``do_codes_merge``, ``code.pinned.3`` is ``do_code_pinned(3)``. Such a
    method returns at once; what has to wait (a question, a change) goes on in what it passes as
    ``then``. This keeps everything in the order of the keys.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVERYWHERE,)

    def __init__(self) -> None:
        """Stand on the app's study and keymap once mounted."""
        super().__init__()
        self._reader: KeyReader | None = None
        self._saying_more = False

    # What a screen stands on

    @property
    def program(self) -> UtsagaApp:
        """The running program."""
        return cast("UtsagaApp", self.app)

    @property
    def study(self) -> Study:
        """The open study."""
        return self.program.study

    @property
    def keymap(self) -> Keymap:
        """Which keys mean which command."""
        return self.program.config.keymap

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The scopes in force, the first first; a screen with panes answers by the focused one."""
        return self.SCOPES

    @property
    def leaving(self) -> str:
        """The word for where leaving leads from here."""
        return "back"

    # Layout

    def compose(self) -> ComposeResult:
        """The screen's own part, the status line and the footer."""
        yield from self.compose_body()
        yield StatusLine()
        yield Footer()

    def compose_body(self) -> ComposeResult:
        """What the screen shows above its status line."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the keys that work here, and take those that were typed while the screen was opening."""
        self.show_keys()
        self.opened()

    def opened(self) -> None:
        """Let the keys come that were typed while the screen was opening; called when it is mounted."""
        self.program.keys_can_flow()

    def show_keys(self) -> None:
        """Show the hints of the scopes in force; call when they change."""
        footer = self.query_one(Footer)
        if self._saying_more:
            return  # until the next key
        if isinstance(self.focused, Input):
            footer.show_line_hints(self.line_hints)
        else:
            footer.show_hints(self.keymap, self.scopes, self.leaving, reading=not self.study.writable)

    def give_keys(self, widget: Widget) -> None:
        """Let the next key go to a widget: with Textual's own ``focus`` it may come too early."""
        self.set_focus(widget)
        self.keys_given(widget)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What got the keys in another way has them too."""
        if event.widget is self.focused:
            self.keys_given(event.widget)

    def keys_given(self, _widget: Widget) -> None:
        """Show the keys of what has them now; may be called again for the same widget."""
        if self.is_mounted:
            self.show_keys()

    # Keys

    def take_key(self, event: events.Key) -> bool:
        """Take a key that came while this screen is the uppermost; whether it was for its commands."""
        if isinstance(self.focused, Input):
            if self.query_one(StatusLine).message:
                self._be_silent()
                self.show_keys()
            return False
        if self._reader is None:
            self._reader = KeyReader(self.keymap)
        meaning = self._reader.feed(event.key, self.scopes)
        self._be_silent()
        if isinstance(meaning, Waiting):
            self.query_one(StatusLine).show_above(self.query_one(Footer).show_choices(self.keymap, meaning))
            return True
        self.show_keys()
        if meaning is not None:
            self.run_command(meaning)
        elif event.key != "escape":
            self._say_unknown(event.key)
        return True

    @property
    def line_hints(self) -> Sequence[tuple[str, str]]:
        """Keys that a line to type in has on this screen, and what each does."""
        return (("Esc", "leaves the line"),)

    def answer(self, key: str) -> bool:
        """Take a key of an ``AnsweredLine`` on this screen: Esc goes back to the list."""
        if key == "escape":
            self.give_keys(self.query_one("RowList"))
        return key == "escape"

    def _say_unknown(self, key: str) -> None:
        helps, leaves = (self.keymap.shown(BY_ID[name]) for name in ("app.help", "app.leave"))
        self.say(f"{show_keys((key,))} does nothing here. {helps} shows the keys, {leaves} leaves.")

    def run_command(self, command: Command) -> None:
        """Do a command here; a refusal is said in words."""
        name, arguments = handler_name(command.id)
        handler: Callable[..., None] | None = getattr(self, name, None)
        if handler is None:
            self.say(f"{command.title} does not work here.")
            return
        try:
            if command.id in CHANGING:
                self._must_write()
            handler(*arguments)
        except UtsagaError as error:
            self.say_problem(error)

    def _must_write(self) -> None:
        if not self.study.writable:
            raise ReadOnly(self.study.why_read_only or "")

    # Words

    def say(self, text: str) -> None:
        """Show a message on the status line until the next key."""
        self._show_message(text, problem=False)

    def say_problem(self, error: UtsagaError) -> None:
        """Show what could not be done and why."""
        said = self.program.succession.refusal(error) if isinstance(error, ReadOnly) else str(error)
        self._show_message(said, problem=True)

    def _show_message(self, text: str, *, problem: bool) -> None:
        rest = self.query_one(StatusLine).show_message(text, problem=problem)
        self._saying_more = bool(rest)
        if rest:
            self.query_one(Footer).show_rest(rest)
        else:
            self.show_keys()

    def _be_silent(self) -> None:
        self.query_one(StatusLine).clear_message()
        self._saying_more = False

    def on_resize(self) -> None:
        """Fit a message to the new width."""
        said = self.query_one(StatusLine)
        if said.message:
            self._show_message(said.message, problem=said.problem)

    # Questions and changes

    def ask(self, question: ModalScreen[T], then: Callable[[T], None]) -> None:
        """Open a modal screen; ``then`` gets the answer, unless it was cancelled (None)."""

        def answered(answer: T | None) -> None:
            if answer is None:
                return
            try:
                then(answer)
            except UtsagaError as error:
                self.say_problem(error)

        self.app.push_screen(question, answered)

    def write(self, writing: Writing, then: Callable[[Action], None] | None = None) -> None:
        """Open the editor on a text; it stays open until the text is on disk, then ``then`` is called.

        Raises:
            ReadOnly: the study is only read here, and what is written could not be saved.
        """
        from utsaga.tui.screens.writing.editor import Editor

        self._must_write()
        self.app.push_screen(Editor(writing, self, then))

    def change(
        self, plan: Callable[[], Action], then: Callable[[Action], None] | None = None, *, aside: str = ""
    ) -> None:
        """Make a change through the door: planned when its turn has come, shown when it is on disk.

        What was done is said in words; a refusal is said and changes nothing. Plans run after the
        changes before them, so let them use what was on the screen when the key was pressed. With
        ``aside`` (words to say meanwhile) a plan that takes long is made away from the screen.
        """
        self.program.changes.make(plan, self, then, aside=aside)

    def study_changed(self, action: Action | None) -> None:
        """Repaint what a change touches; None: others have changed anything. Called on every screen."""


def handler_name(command_id: str) -> tuple[str, tuple[int, ...]]:
    """The method that answers a command, and its arguments.

    >>> handler_name("code.pinned.3")
    ('do_code_pinned', (3,))
    """
    name, _, last = command_id.rpartition(".")
    if last.isdigit():
        return f"do_{name.replace('.', '_')}", (int(last),)
    return f"do_{command_id.replace('.', '_')}", ()
