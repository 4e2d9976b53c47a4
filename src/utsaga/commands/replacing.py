"""Replacing words in all transcripts."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.REPLACE,
    ("replace.run", "w", "Replace", "Replace the chosen hits in all transcripts as one step.", "replace"),
    (
        "replace.choose",
        "x",
        "Choose",
        "Replace this hit, or on a form all of its hits; or leave them.",
        "choose",
    ),
    ("replace.add", "i", "Add words", "Add words to replace, or the table of a file.", "add"),
    (
        "replace.drop",
        "d, delete",
        "Take off",
        "Take the words of this form off the list; transcripts stay as they are.",
        "take off",
    ),
    (
        "replace.erase",
        "D",
        "Erase originals",
        "Erase what is left of the words of the list in history, old texts and backups; cannot be undone.",
        "erase",
    ),
    (
        "replace.visit",
        "enter",
        "Go to the place",
        "Open the transcript at this hit; `q` comes back.",
        "go to",
    ),
)
