"""Help: every key that works on the screen below, from the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual import events
from textual.app import ComposeResult

from utsaga.commands import BY_ID, Command, Scope, in_scopes
from utsaga.keymap import Keymap, show_keys
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.parts import STAR, Line, Part
from utsaga.tui.widgets.footer import Footer
from utsaga.tui.widgets.list_commands import ListCommands
from utsaga.tui.widgets.row_list import RowList
from utsaga.tui.widgets.transcript.strips import CHANGED, MORE, NOTE
from utsaga.tui.wrapping import wrapped

_KEYS, _TITLE = 17, 22
"""How wide the columns of keys and of titles are; that of keys is wider where keys need it."""

_WIDEST_KEYS = 24
"""How wide the column of keys is at most: somebody may have given one command many keys."""

_NARROWEST = 24
"""Cells in which what a command does can be read beside its title."""

_SIGNS = (
    (
        "t │",
        "A coded passage",
        "The code's letter where it begins, a stripe as far as it goes; up to five abreast.",
    ),
    (MORE, "More codes", "More passages lie over each other here than there is room for."),
    (NOTE, "A memo", "A memo or a condensation on this passage."),
    (
        CHANGED,
        "Words changed",
        "Words of a passage were changed after it had been coded; `e e` when it is right as it is.",
    ),
    (STAR, "To print", "After a code's name: the passage is marked as a quote to print."),
)
"""Signs, what they stand for, and what that means."""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A heading, a command with its keys and what it does, or an empty row."""

    key: str
    head: tuple[Part, ...] = ()
    says: str = ""


class HelpScreen(ListCommands, CommandScreen):
    """The commands of some scopes, scope by scope; read, not chosen from: keys scroll, no row is marked."""

    SCOPES = (Scope.LIST, Scope.EVERYWHERE)

    def __init__(self, scopes: Sequence[Scope]) -> None:
        """Explain the scopes that were in force where help was asked for."""
        super().__init__()
        self._explained = scopes

    def compose_body(self) -> ComposeResult:
        """The rows."""
        yield RowList[HelpRow](
            help_lines,
            key=lambda row: row.key,
            height=None,
            inked=0,
        )

    def on_mount(self) -> None:
        """Fill the rows."""
        self.rows.show(help_rows(self.keymap, self._explained))

    def show_keys(self) -> None:
        """Show the keys that read on and those that close."""
        if self._saying_more:
            return
        shown = {name: self.keymap.shown(BY_ID[f"list.{name}"]) for name in ("next", "previous")}
        pages = {name: self.keymap.shown(BY_ID[f"list.{name}"]) for name in ("page_down", "page_up")}
        closes = " ".join(filter(None, ("Esc", self.keymap.shown(BY_ID["app.leave"]))))
        said = ((" ".join(shown.values()), "scroll"), (" ".join(pages.values()), "page"), (closes, "close"))
        self.query_one(Footer).show_line_hints(said)

    def take_key(self, event: events.Key) -> bool:
        """Esc closes the help, as it closes questions."""
        if event.key != "escape":
            return super().take_key(event)
        self.do_app_leave()
        return True

    def do_list_next(self) -> None:
        """Scroll a row down."""
        self.rows.scroll_rows(1)

    def do_list_previous(self) -> None:
        """Scroll a row up."""
        self.rows.scroll_rows(-1)

    def do_app_help(self) -> None:
        """Leave the help with the key that opened it."""
        self.do_app_leave()


def help_rows(keymap: Keymap, scopes: Sequence[Scope]) -> Iterator[HelpRow]:
    """The commands of some scopes; the nine commands of the digits are one row."""
    told = {scope: _together(in_scopes(scope)) for scope in scopes}
    widths = [len(_keys(keymap, commands)) + 1 for groups in told.values() for commands in groups]
    column = max(_KEYS, *(width for width in widths if width <= _WIDEST_KEYS))
    for scope, groups in told.items():
        yield HelpRow(scope.value, (Part(f" {scope.value}", "heading"),))
        for commands in groups:
            yield _row(keymap, commands, column)
        yield HelpRow(f"{scope.value}.")
        if scope is Scope.READING:
            yield from _signs(column)


def _together(commands: Iterable[Command]) -> list[list[Command]]:
    """Commands, those of the digits as one."""
    return [list(group) for _, group in groupby(commands, key=lambda command: _without_digit(command.id))]


def _signs(column: int) -> Iterator[HelpRow]:
    """What stands beside the text."""
    yield HelpRow("signs", (Part(" Beside the text", "heading"),))
    for sign, title, says in _SIGNS:
        yield HelpRow(sign, (Part(f"{sign:>{column}}  ", "strong"), Part(f"{title:<{_TITLE}} ")), says)
    yield HelpRow("signs.")


def _keys(keymap: Keymap, commands: Sequence[Command]) -> str:
    """The keys of a command, or the first and the last of some."""
    first, last = commands[0], commands[-1]
    if first is last:
        return "  ".join(show_keys(sequence) for sequence in keymap.keys_of(first))
    return f"{keymap.shown(first)} … {keymap.shown(last)}"


def _row(keymap: Keymap, commands: Sequence[Command], column: int) -> HelpRow:
    first = commands[0]
    title, says = first.title, first.says
    if len(commands) > 1:
        title, says = title.removesuffix(" 1"), says.replace("1", "the digit")
    keys = f"{_keys(keymap, commands):>{column}}  "
    return HelpRow(first.id, (Part(keys, "key"), Part(f"{title:<{_TITLE}} ")), says)


def help_lines(row: HelpRow, width: int) -> Sequence[Line]:
    """A row with what it says beside it, wrapped; below it where there is little room."""
    indent = sum(len(part.text) for part in row.head)
    if row.says and width - indent - 1 < _NARROWEST:
        return [row.head, *wrapped(row.says, width - 1, "muted", indent=len(row.head[0].text))]
    says = wrapped(row.says, width - indent - 1, "muted") if row.says else [[]]
    first, *others = says
    return [[*row.head, *first], *([Part(" " * indent), *line] for line in others)]


def _without_digit(command_id: str) -> str:
    return command_id.rstrip("0123456789")
