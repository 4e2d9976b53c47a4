"""The base of all screens: a keyed screen with the commands that work everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from utsaga.commands import Command
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.study.undo import BeforeThisSession, NoLonger
from utsaga.tui.keyed_screen import KeyedScreen, handler_name
from utsaga.tui.modals.confirm import Confirm

__all__ = ["CommandScreen", "handler_name"]


class CommandScreen(KeyedScreen, inherit_bindings=False):
    """A screen that answers ``Scope.EVERYWHERE``; see ``KeyedScreen`` for what a subclass adds."""

    def do_app_help(self) -> None:
        """Show the keys that work here."""
        from utsaga.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.scopes))

    def do_app_commands(self) -> None:
        """Find a command by a few letters."""
        from utsaga.tui.modals.command_palette import CommandPalette

        def run(command: Command) -> None:
            self.run_command(command)

        self.ask(CommandPalette(self.keymap, self.scopes), run)

    def do_app_leave(self) -> None:
        """Leave this screen."""
        self.program.leave()

    def do_app_undo(self) -> None:
        """Take back this coder's last change."""
        self.take_back()

    def do_app_redo(self) -> None:
        """Repeat what was taken back."""
        self.take_back(redo=True)

    def take_back(self, then: Callable[[Action], None] | None = None, *, redo: bool = False) -> None:
        """Undo or redo; before the first step behind the start of this session, ask."""
        plan = self.study.plan_redo if redo else self.study.plan_undo

        def go_back(_: bool) -> None:
            self.program.workspace.goes_back = True
            self.take_back(then, redo=redo)

        def refused(error: UtsagaError) -> None:
            if isinstance(error, NoLonger):
                self.say_problem(Refused(f"{error} The next {'redo' if redo else 'undo'} goes past it."))
            elif not isinstance(error, BeforeThisSession):
                self.say_problem(error)
            elif self.app.screen is self:  # else it is being asked already
                again = "Repeat" if redo else "Take back"
                question = f"{error}, before this session. {again} even so?"
                self.ask(Confirm(question, yes=again.lower(), no="leave it"), go_back)

        # An act may have been on all transcripts: to plan its way back is not for the screen to wait for.
        earlier = partial(plan, earlier=self.program.workspace.goes_back)
        aside = "Redoing …" if redo else "Undoing …"
        self.program.changes.make(earlier, self, then, refused, aside)

    def do_app_export(self) -> None:
        """Go to the export of the chapter."""
        self.program.go("app.export")

    def do_app_theme(self) -> None:
        """Take the next colours."""
        self.say(self.program.next_theme())

    def do_app_write(self) -> None:
        """Write from here on, where this session only read along."""
        self.say(self.program.succession.take_over())

    def do_app_redraw(self) -> None:
        """Draw everything anew."""
        self.program.redraw()

    def do_app_suspend(self) -> None:
        """Go to the shell."""
        self.app.action_suspend_process()

    def do_go_transcripts(self) -> None:
        """Go to the list of transcripts."""
        self.program.go("go.transcripts")

    def do_go_codebook(self) -> None:
        """Go to the codes in the workspace."""
        self.program.go_to_codes()

    def do_go_quotes(self) -> None:
        """Go to the quotes of a code: the one that this screen is about, if any."""
        self.program.go("go.quotes", self.code_here())

    def do_go_participants(self) -> None:
        """Go to everybody who takes part."""
        self.program.go("go.participants")

    def do_go_speakers(self) -> None:
        """Go to the speaker table of all transcripts."""
        self.program.go("go.speakers")

    def do_go_guide(self) -> None:
        """Go to the interview guide."""
        self.program.go("go.guide")

    def do_go_memos(self) -> None:
        """Go to all memos."""
        self.program.go("go.memos")

    def do_go_reviews(self) -> None:
        """Go to what is to be placed anew."""
        self.program.go("go.reviews")

    def do_go_history(self) -> None:
        """Go to the history."""
        self.program.go("go.history")

    def do_go_replace(self) -> None:
        """Go to replacing words."""
        self.program.go("go.replace")

    def do_search_open(self) -> None:
        """Search all transcripts."""
        self.program.go("search.open")

    def code_here(self) -> str | None:
        """Id of the code that the screen stands on, if it stands on one."""
        return None
