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
    (
        "search.leave_out",
        "x",
        "Leave out",
        "Leave this hit out of what is coded, or take it in again.",
        "leave out",
    ),
    (
        "search.unit",
        "t",
        "How much",
        "Code the sentence, the words alone or the turn around each hit; the next of the three.",
    ),
    (
        "search.code",
        "c",
        "Code all hits",
        "Give all hits but those left out a code, in one step that one undo takes back.",
        "code all",
    ),
    ("search.where", "f", "Whose", "Search only words of those whom a filter chooses.", "whose"),
)
