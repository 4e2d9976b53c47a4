"""The commands of the codebook, all on the code under the cursor of the tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.model.code import Code
from utsaga.model.errors import Refused
from utsaga.study.coding import codebook, memos, pins
from utsaga.study.places import CODES
from utsaga.text.cells import shortened
from utsaga.tui.screens.desk.coding import CodingCommands
from utsaga.tui.writing import Writing, of_code, on_memo

if TYPE_CHECKING:
    from utsaga.tui.modals.code_palette import ChosenCode


_ROOM_FOR_NAME = 48
"""Cells of a name in a palette's question, which has one row: what follows the name must be seen."""


class CodesCommands(CodingCommands):
    """Handlers of ``Scope.CODES``."""

    def code_here(self) -> str | None:
        """The code under the tree's cursor; in the text, the one of the passage at the cursor."""
        if self.focused is self.codes_tree:
            return self.codes_tree.code.id if self.codes_tree.code else None
        return next((coding.code for coding in self.reader.codings()), None)

    # Using codes

    def do_codes_quotes(self) -> None:
        """Show all quotes of this code and of what lies below it."""
        self.program.go("go.quotes", self._code().id)

    def do_codes_apply(self) -> None:
        """Ask which code the selection is to have; Enter takes the one under the cursor."""
        passage = self.passage
        words = " ".join(self.study.transcript(passage.source_id).text[slice(*passage.span)].split())
        here = self.codes_tree.code
        self.ask_for_selection(f"Code “{shortened(words, _ROOM_FOR_NAME)}” with", here.id if here else None)

    def do_codes_pin(self, digit: int) -> None:
        """Pin this code to a digit."""
        self._change(lambda code: pins.pin(self.study, code, str(digit)))

    def do_codes_unpin(self) -> None:
        """Take this code off its digit."""
        self._change(lambda code: pins.pin(self.study, code, None))

    def do_app_undo(self) -> None:
        """Take back this coder's last change; the tree or the text shows what it was about."""
        self.take_back(self._show_undone)

    def do_app_redo(self) -> None:
        """Repeat what was taken back."""
        self.take_back(self._show_undone, redo=True)

    def _show_undone(self, action: Action) -> None:
        if self.focused is not self.codes_tree:
            self.show_brought_back(action)
        elif action.name.startswith("codes."):
            self._show_code(action)

    # Making and naming codes

    def do_codes_new(self) -> None:
        """Create a code beside this one."""
        from utsaga.tui.modals.prompt import Prompt

        beside = self.codes_tree.code
        above = self.study.codes.parent(beside.id) if beside else None
        where = f" below {above.name}" if above else ""
        self.ask(
            Prompt(f"New code{where}", hint="Theme / code makes a path from the top of the codebook."),
            lambda path: self.change(
                lambda: codebook.create_beside(self.study, path, beside), self._show_code
            ),
        )

    def do_codes_new_below(self) -> None:
        """Create a code below this one."""
        from utsaga.tui.modals.prompt import Prompt

        above = self._code()
        self.ask(
            Prompt(f"New code below {above.name}", hint=f"Category / code makes a path below {above.name}."),
            lambda path: self.change(lambda: codebook.create(self.study, path, above.id), self._show_code),
        )

    def do_codes_rename(self) -> None:
        """Rename this code."""
        from utsaga.tui.modals.prompt import Prompt, objection

        code = self._code()

        def named(name: str) -> None:
            if name == code.name:
                raise Refused("The name is as it was.")
            self._change(lambda fresh: codebook.rename(self.study, fresh, name), code)

        def check(name: str) -> str:
            if name == code.name:
                return ""
            return objection(lambda: codebook.rename(self.study, self._fresh(code.id), name))

        self.ask(Prompt(f"Rename {code.name}", code.name, check=check), named)

    def do_codes_define(self) -> None:
        """Say what this code covers."""
        code = self._code()
        self.write(of_code(f"What {code.name} covers", code), self._show_code)

    def do_codes_memo(self) -> None:
        """Write a memo on this code, or go on with the one that is there."""
        code = self._code()
        mine = [m for m in memos.of_code(self.study, code.id) if m.coder == self.study.coder]
        title = f"Memo on {code.name}"
        self.write(on_memo(title, mine[-1]) if mine else Writing(title, "code", code.id))

    def do_codes_colour(self) -> None:
        """Give this code the next colour."""
        self._change(lambda code: codebook.colour(self.study, code, code.colour + 1))

    # Arranging codes

    def do_codes_put(self) -> None:
        """Move this code below another one, or to the root."""
        code = self._code()
        above = self.study.codes.parent(code.id)
        self.ask_code(
            f"Put {_in_question(code)} below",
            lambda chosen: self._change(lambda fresh: codebook.move(self.study, fresh, chosen.code_id), code),
            above=True,
            root=above is not None,
            leave_out={below.id for below in self.study.codes.subtree(code.id)},
        )

    def do_codes_move_down(self) -> None:
        """Move this code down among its siblings."""
        self._change(lambda code: self._moved(code, 1))

    def do_codes_move_up(self) -> None:
        """Move this code up among its siblings."""
        self._change(lambda code: self._moved(code, -1))

    def do_codes_merge(self) -> None:
        """Put everything under this code under another one."""
        code = self._code()

        def merge(chosen: ChosenCode) -> None:
            self._change(
                lambda fresh: codebook.merge(self.study, fresh, self._fresh(chosen.code_id or "")), code
            )

        below = {other.id for other in self.study.codes.subtree(code.id)}
        self.ask_code(f"Merge {_in_question(code)} into", merge, leave_out=below)

    def do_codes_delete(self) -> None:
        """Delete this code with what lies below it and its codings; undo brings all of it back."""
        self._change(lambda code: codebook.delete(self.study, code))

    # The tree

    def do_codes_open(self) -> None:
        """Show what lies below."""
        self.codes_tree.open_branch()

    def do_codes_close(self) -> None:
        """Hide what lies below, or go up."""
        self.codes_tree.close_branch()

    # Inside

    def _code(self) -> Code:
        if self.codes_tree.code is None:
            key = self.keymap.shown(BY_ID["codes.new"])
            raise Refused(f"There is no code here: {key} creates one.")
        return self.codes_tree.code

    def _fresh(self, code_id: str) -> Code:
        """A code as it is now: changes that were asked for earlier have been made since."""
        self.code_name(code_id)
        return self.study.codes[code_id]

    def _change(self, plan: Callable[[Code], Action], code: Code | None = None) -> None:
        """Change the code under the cursor, or one that was there when a question was asked."""
        code_id = (code or self._code()).id
        self.change(lambda: plan(self._fresh(code_id)), self._show_code)

    def _show_code(self, action: Action) -> None:
        """Put the cursor on the code that the change is about, or has brought back."""
        code_id = action.refs.get("code", "")
        made = [change.id for change in action.changes if change.table == CODES and change.before is None]
        if made and code_id not in made:
            code_id = made[0]
        self.codes_tree.reveal(code_id)

    def _moved(self, code: Code, steps: int) -> Action:
        above = self.study.codes.parent(code.id)
        siblings = self.study.codes.children(above.id if above else None)
        place = [sibling.id for sibling in siblings].index(code.id)
        if not 0 <= place + steps < len(siblings):
            raise Refused("It is the last one here." if steps > 0 else "It is the first one here.")
        return codebook.move(self.study, code, above.id if above else None, place + steps)


def _in_question(code: Code) -> str:
    return shortened(code.name, _ROOM_FOR_NAME)
