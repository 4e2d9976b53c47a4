"""The hits of a search."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.SEARCH,
    (
        "search.visit",
        "enter",
        "Go to the place",
        "Open the transcript at this hit; `q` comes back.",
        "go to",
    ),
    ("search.edit", "i", "Other words", "Change the words searched for.", "words"),
    ("search.where", "f", "Whose", "Search only words of those whom a filter chooses.", "whose"),
)
