"""The form of the chapter."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.EXPORT,
    ("export.change", "enter", "Change", "Change this field, or take its next value.", "change"),
    ("export.where", "f", "Whose", "Write only quotes of those whom a filter chooses.", "whose"),
    ("export.write", "w", "Write", "Write the chapter.", "write"),
)
