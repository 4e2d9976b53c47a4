"""Moving in any list of rows."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.LIST,
    ("list.next", "j, down", "Next", "Go to the next row."),
    ("list.previous", "k, up", "Previous", "Go to the previous row."),
    ("list.first", "g g, home", "First", "Go to the first row."),
    ("list.last", "G, end", "Last", "Go to the last row."),
    ("list.page_down", "space, ctrl+d, pagedown", "Page down", "Go a page down."),
    ("list.page_up", "b, ctrl+u, pageup", "Page up", "Go a page up."),
)
