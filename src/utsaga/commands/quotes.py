"""The list of quotes."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.QUOTES,
    (
        "quotes.visit",
        "enter",
        "Go to the place",
        "Open the transcript at this quote; `q` comes back.",
        "go to",
    ),
    ("quotes.choose", "c", "Other code", "Show the quotes of another code or theme.", "other code"),
    ("quotes.where", "f", "Whose", "Show only quotes of those whom a filter chooses.", "whose"),
    ("quotes.star", "asterisk", "To print", "Mark this quote to be printed.", "to print"),
    ("quotes.remove", "x", "Take off", "Take the code off this passage."),
    ("quotes.copy", "y", "Copy", "Copy this quote with its attribution.", "copy"),
)
