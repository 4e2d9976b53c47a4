"""Who speaks in a transcript."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.SPEAKERS,
    (
        "speakers.interviewer",
        "i",
        "Interviewer",
        "Say that this speaker is the interviewer, or is not.",
        "interviewer",
    ),
    ("speakers.rename", "r", "Name", "Say how this speaker is shown and printed.", "name"),
    (
        "speakers.dismiss",
        "x",
        "Not a speaker",
        "Say that this label is not a speaker, or is one after all.",
        "not a speaker",
    ),
    ("speakers.add", "a", "Add", "Add a label that was not found.", "add"),
)
