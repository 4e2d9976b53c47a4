"""The speaker table."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.SPEAKERS,
    (
        "speakers.merge",
        "m",
        "Merge",
        "Merge this label into the one that it is probably a slip for; where there is none, ask.",
        "merge",
    ),
    (
        "speakers.merge_all",
        "M",
        "Merge all slips",
        "Merge every label that is probably a slip for another one into that, as one step.",
        "all slips",
    ),
    ("speakers.merge_into", "w", "Merge with …", "Merge this label into one that you choose."),
    ("speakers.rename", "r", "Name", "Say how this speaker is shown and printed.", "name"),
    ("speakers.participant", "p", "Participant", "Say which participant this speaker is.", "participant"),
    (
        "speakers.interviewer",
        "i",
        "Interviewer",
        "Say that this speaker is the interviewer or moderator, or is not.",
        "interviewer",
    ),
    (
        "speakers.several",
        "s",
        "Several or unknown",
        "Say that this label is of several at once, or of nobody known, and left out of counts; or is not.",
    ),
    (
        "speakers.dismiss",
        "x",
        "Not a speaker",
        "Say that this label is not a speaker, or is one after all.",
        "not a speaker",
    ),
    (
        "speakers.add",
        "a",
        "Add",
        "Add a label that was not found, also one without a colon or a time after it.",
        "add",
    ),
    (
        "speakers.join",
        "J",
        "Join turns",
        "Join neighbouring turns of one speaker in the text; times are kept, codings stay on their words.",
    ),
    ("speakers.apart", "t", "By transcript", "Show the labels of each transcript apart, or together."),
    ("speakers.visit", "enter", "Go to", "Open the transcript where this label stands first.", "go to"),
)
