"""The program on the screen: configuration, colours, the open study, start and stop."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input

from utsaga.config import Config
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.study import Study
from utsaga.tui.changes import Changes
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.drafts import Drafts
from utsaga.tui.errands import Errands
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.lookout import Lookout
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.outside_texts import OutsideTexts
from utsaga.tui.places import Hits, Place
from utsaga.tui.succession import Succession
from utsaga.tui.terminal.crash import QuietCrash
from utsaga.tui.terminal.escapes import taken_apart
from utsaga.tui.themes import read_themes, stylesheet
from utsaga.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from utsaga.tui.reader import Standing
    from utsaga.tui.screens.desk.workspace import Workspace

SCREENS: dict[str, str] = {
    "app.export": "utsaga.tui.screens.writing.export:ExportScreen",
    "go.transcripts": "utsaga.tui.screens.texts.transcripts:TranscriptsScreen",
    "go.speakers": "utsaga.tui.screens.people.speakers:SpeakersScreen",
    "go.quotes": "utsaga.tui.screens.finding.quotes:QuotesScreen",
    "go.participants": "utsaga.tui.screens.people.participants:ParticipantsScreen",
    "go.guide": "utsaga.tui.screens.guide.guide:GuideScreen",
    "go.memos": "utsaga.tui.screens.writing.memos:MemosScreen",
    "go.reviews": "utsaga.tui.screens.texts.reviews:ReviewsScreen",
    "go.replace": "utsaga.tui.screens.texts.replacing:ReplacingScreen",
    "go.history": "utsaga.tui.screens.history:HistoryScreen",
    "search.open": "utsaga.tui.screens.finding.search:SearchScreen",
}
"""What opens which screen; imported when it is first opened."""


_COMES_BACK = frozenset({"app.export"})
"""What is opened in the middle of other work, which stays as it is."""

_COLOURLESS = "terminal"
"""The theme whose styles say without colours what the others say with them."""

LOOKED_EVERY = 1.0
"""Seconds after which is looked at what others write."""

KEPT_EVERY = 2.0
"""Seconds after which what is being written is kept once more, if it is another."""


class UtsagaApp(QuietCrash, inherit_bindings=False):
    """One open study on the screen. Screens own their state; this owns what outlives them."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    ALLOW_SELECT = False
    TITLE = "Utsaga"
    BINDINGS: ClassVar = []

    def __init__(self, study: Study, config: Config, *, colours: bool = True) -> None:
        """Show a study by a configuration; without colours if the user wants none (``NO_COLOR``).

        Raises:
            BadThemes: the stylesheet does not give the themes.
        """
        where = stylesheet()
        self._themes = read_themes(where)
        # None lets each theme say whether its colours are the terminal's own.
        super().__init__(css_path=where, ansi_color=None if colours else True)
        self.study = study
        self.config = config
        self.search: Hits | None = None
        """Where the last search found something, for the commands that go from hit to hit."""
        self.outside = OutsideTexts(self)
        """What editors do to the texts."""
        self.changes = Changes(self)
        self.errands = Errands(self)
        """What goes on when the screen on which it was asked for is left."""
        self._keys = TypeAhead(self._take_key, self._ready_for_keys)
        self._answering: Widget | None = None
        self._returns: list[CommandScreen] = []
        self._stood: Standing | None = None
        self.succession = Succession(self)
        self.lookout = Lookout(self)
        self.drafts = Drafts(study.path, study.coder)
        """What is being written, kept in case that the line drops or the program is killed."""
        self._colours = colours
        for theme in self._themes:
            self.register_theme(theme)
        self.theme = config.theme if colours else _COLOURLESS
        self._variables = self.get_css_variables()
        self.stylesheet.set_variables(self._variables)

    # Start and stop

    def get_default_screen(self) -> Screen[None]:
        """The workspace: what lies under all other screens."""
        from utsaga.tui.screens.desk.workspace import Workspace

        return Workspace()

    def on_mount(self) -> None:
        """Follow what others write."""
        self.animation_level = "none"
        self.set_interval(LOOKED_EVERY, self.lookout.look)
        self.set_interval(KEPT_EVERY, self.keep_unsaved)

    def on_unmount(self) -> None:
        """Let a change that is being written reach the disk."""
        self.changes.close()

    def quit(self) -> None:
        """Leave the program as soon as no change is being made; ask to wait for what takes longer."""
        if self.errands.may_leave():
            self.run_worker(self._quit())

    def keep_drafts(self, *, durable: bool = True) -> None:
        """Keep what is being written: nobody can save it any more, or soon nobody may."""
        from utsaga.tui.screens.writing.editor import Editor

        for screen in self.screen_stack:
            if isinstance(screen, Editor) and screen.is_mounted and screen.changed:
                self.drafts.keep(screen.kept_as, screen.writing, screen.text, durable=durable)

    def offer_drafts(self) -> None:
        """Go on with what was being written when a session was killed, where it can be saved by now."""
        from utsaga.tui.screens.writing.editor import Editor

        screen = self.screen if isinstance(self.screen, KeyedScreen) else self.workspace
        if self.study.writable and (draft := self.drafts.next()):
            self.push_screen(Editor(draft.writing, screen, draft=draft), lambda _: self.offer_drafts())

    def keep_unsaved(self) -> None:
        """Keep what is no part of the study yet, against a kill: what is being written."""
        self.keep_drafts(durable=False)

    async def _quit(self) -> None:
        self.outside.end()
        await self.changes.settled()
        self.exit(0)

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Let keys through in order; everything else as it comes."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            writing = not isinstance(self.screen, KeyedScreen) or isinstance(self.focused, Input)
            for key in taken_apart(event, self.config.keymap.pressed, writing=writing):
                await self._keys.add(key)
        else:
            await super().on_event(event)

    def hold_keys(self, widget: Widget) -> None:
        """Keep keys until ``keys_can_flow``: a widget that they may be meant for is opening."""
        self._answering = widget

    def keys_can_flow(self, kept_for: Widget | None = None) -> None:
        """A screen is there, or a line has been answered: keys that waited can go on.

        Where it is said what they were ``kept_for``, they go on waiting for anything else.
        """
        if kept_for is not None and self._answering is not kept_for:
            return
        self._answering = None
        self.call_next(self._keys.flow)

    def drop_keys(self) -> None:
        """Let go of keys that waited: what they were meant for does not come."""
        self._keys.forget()
        self.keys_can_flow()

    def _ready_for_keys(self) -> bool:
        answering = self._answering is not None and self._answering.is_attached
        return self.screen.is_mounted and not answering

    async def _take_key(self, event: events.Key) -> None:
        take = getattr(self.screen, "take_key", None)
        if take is not None and take(event):
            return
        if isinstance(self.focused, AnsweredLine) and event.key in AnsweredLine.ANSWERS:
            self._answering = self.focused
        await super().on_event(event)

    # From screen to screen

    def show_anew(self, action: Action | None = None) -> None:
        """Let every screen show what a change touches, or everything as it is now."""
        for screen in [*self.screen_stack, *self._returns]:
            if isinstance(screen, CommandScreen) and screen.is_mounted:
                screen.study_changed(action)

    @property
    def workspace(self) -> Workspace:
        """The screen under all others."""
        return cast("Workspace", self.screen_stack[0])

    def go(self, command_id: str, *arguments: object) -> None:
        """Open the screen of a command; lists that were open are left, unless it comes back to them."""
        module, _, name = SCREENS[command_id].partition(":")
        kind = getattr(import_module(module), name)
        if command_id not in _COMES_BACK:
            self._forget_returns()
            while len(self.screen_stack) > 1:
                self.pop_screen()
        elif isinstance(self.screen, kind):
            raise Refused("This is where that leads.")
        self.push_screen(kind(*arguments))

    def go_to_codes(self) -> None:
        """Go to the codes in the workspace."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.workspace.go_to_codes()

    def visit(self, place: Place) -> None:
        """Show a place in the workspace; leaving it goes back to the lists that were open, as they were.

        Under them the workspace is then again where it was before.
        """
        lists = [cast("CommandScreen", screen) for screen in self.screen_stack[1:]]
        self._forget_returns()
        for screen in reversed(lists):
            self.install_screen(screen, f"left-{id(screen)}")
            self.pop_screen()
        self._returns = lists
        self._stood = self.workspace.reader.standing
        self.workspace.show_place(place)

    def leave(self, screen: Screen[Any] | None = None) -> None:
        """Leave the uppermost screen; leave the workspace for the lists it was visited from, or for good.

        Where a screen is named, that one is left, and with it what has been opened over it meanwhile.
        """
        while screen is not None and self.screen is not screen:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif self._returns:
            returns, self._returns = self._returns, []
            self.workspace.leave_place(self._stood)
            for screen in returns:
                self.uninstall_screen(screen)
                self.push_screen(screen)
        else:
            self.quit()

    def go_back(self) -> None:
        """Leave the workspace for the lists it was visited from, if one is still there on a visit."""
        if self._returns and not isinstance(self.screen, ModalScreen):  # a question waits for its answer
            self.leave(self.workspace)

    @property
    def came_from_list(self) -> bool:
        """Whether leaving the workspace goes back to a list."""
        return bool(self._returns)

    def _forget_returns(self) -> None:
        for screen in self._returns:
            self.uninstall_screen(screen)
            screen.remove()
        self._returns = []

    # Looks

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What the stylesheet's variables are until a theme sets them."""
        return self._themes[0].variables

    def refresh_css(self, animate: bool = True) -> None:
        """Read the stylesheet anew where its variables have changed, which they have not at the start."""
        before, self._variables = self._variables, self.get_css_variables()
        if self._variables != before:
            super().refresh_css(animate)

    def next_theme(self) -> str:
        """Take the next colours; what is to be said of them.

        Raises:
            Refused: the user wants none.
        """
        if not self._colours:
            raise Refused("NO_COLOR is set: there are no colours to choose among.")
        names = [theme.name for theme in self._themes]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        return f'Colours: {self.theme}. To keep them: theme = "{self.theme}" in config.toml.'

    def redraw(self) -> None:
        """Draw the whole screen anew, whatever another program has left there."""
        from utsaga.tui.terminal.output import install

        install(self).redraw()
