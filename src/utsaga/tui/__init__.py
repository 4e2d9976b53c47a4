'''The study on the screen.

``app.UtsagaApp`` owns what outlives a screen: configuration, colours, the open study and the
way of changes to it (``changes.Changes``). Everything else is a screen's own.

A screen is added in one module of its room in ``screens/``::

    class MemosScreen(ListCommands, CommandScreen):
        """All memos, newest first."""

        SCOPES = (Scope.MEMOS, Scope.LIST, Scope.EVERYWHERE)

        def compose_body(self) -> ComposeResult:
            yield RowList(memo_lines, key=lambda memo: memo.id, height=2, empty="No memos yet.")

        def on_mount(self) -> None:
            self.study_changed(None)

        def study_changed(self, action: Action | None) -> None:
            self.rows.show(all_memos(self.study))

        def do_memos_delete(self) -> None:
            if memo := self.rows.current:
                self.change(lambda: memos.delete(self.study, memo))

1. Its commands stand in ``utsaga.commands`` under a ``Scope``, and ``CONTEXTS`` says which scopes are in
   force together. Keys, footer, help and palette come from there. Each command is answered by a method:
   ``memos.delete`` by ``do_memos_delete(self)``, ``code.pinned.3`` by ``do_code_pinned(self, 3)``.
2. What opens it is named in ``app.SCREENS`` and opened with ``self.program.go(command_id, *arguments)``.
3. A handler returns at once. A question is ``self.ask(Prompt("Name", old_name), then)``: ``then`` gets the
   answer, and is not called when it was cancelled. A change is ``self.change(plan, then=None)``: ``plan``
   makes the Action when its turn has come, so let it use what was on the screen when the key was pressed;
   what was done is said in words once it is on disk, and ``study_changed`` is called on every screen. A
   refusal (any UtsagaError, raised by a handler or a plan) is said in words. A text of several lines is
   ``self.write(Writing(...), then=None)``: the editor stays open until the text is on disk.
4. Rows are lists of ``Part(text, style)``: drawing makes their text safe for the terminal. On any other
   widget a string that is data goes through ``safe_text.safe`` or ``safe_line``.
5. ``self.program.visit(Place(source_id, span))`` shows a place in the workspace; leaving it there comes
   back to this screen as it was. ``self.program.search = Hits(...)`` is what ``n`` and ``N`` go through.
6. Where the screen stands is said with ``self.query_one(StatusLine).show_standing(parts)``.
7. What takes long on a list is ``self.beside(work, group)``, which ends when the screen is left; in it,
   ``await away(look, ...)`` does what only looks on a thread that nobody waits for at the end. What was asked
   for and must not end with the screen (a file that is written) is ``self.program.errands.begin(...)``.
'''

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from utsaga.tui.terminal.clipboard import forget_copies
from utsaga.tui.terminal.run import run_app
from utsaga.tui.terminal.watchdog import HANG_UPS

if TYPE_CHECKING:
    from utsaga.config import Config
    from utsaga.tui.app import UtsagaApp
    from utsaga.tui.terminal.check import Terminal

_TURN_SECONDS = 0.0005
"""How long a thread that writes files keeps a key waiting, each of the ten times that the key's way through
the program lets go of the interpreter; Python's own 5 ms make that 50."""

_SIGNALLED = 128
"""Exit codes above this say that the line dropped: the signal may come again while the study is closed."""


def run(study_path: Path, config: Config) -> int:
    """Open a study on the screen until the user leaves; the exit code for ``sys.exit``.

    Raises:
        UtsagaError: the study cannot be opened.
    """
    from utsaga.study import Study

    # An open study has threads of its own; one that did not block the signals would die of them.
    unblocked = signal.pthread_sigmask(signal.SIG_BLOCK, HANG_UPS)
    code = 0
    # What a start makes stays, and looking for garbage among it takes a sixth of the time until the first
    # transcript is seen; the workspace turns it on again then.
    gc.disable()
    sys.setswitchinterval(_TURN_SECONDS)
    try:
        with Study.open(study_path, coder=config.coder) as study:
            apps: list[UtsagaApp] = []

            def make_app(terminal: Terminal) -> UtsagaApp:
                from utsaga.tui.app import UtsagaApp

                apps.append(UtsagaApp(study, config, colours="ansi_color" not in terminal.app_options))
                return apps[0]

            def make_safe() -> None:
                apps[0].keep_drafts()
                study.store.flush()

            def leave_nothing() -> None:
                forget_copies()
                for app in apps:
                    app.keep_drafts()

            code = run_app(make_app, mouse=config.mouse, on_hangup=make_safe, last_resort=leave_nothing)
            return code
    finally:
        gc.enable()
        forget_copies()
        if code <= _SIGNALLED:
            signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
