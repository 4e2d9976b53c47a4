"""The list of memos."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.MEMOS,
    ("memos.visit", "enter", "Go to the place", "Open what this memo is about.", "go to"),
    ("memos.new", "a", "New entry", "Write an entry in the journal of the study.", "new"),
    ("memos.edit", "e", "Edit", "Change this memo.", "edit"),
    ("memos.delete", "D, delete", "Delete", "Delete this memo.", "delete"),
)
