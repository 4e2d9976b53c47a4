"""The list of transcripts."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.TRANSCRIPTS,
    ("transcripts.open", "enter", "Open", "Open this transcript.", "open"),
    (
        "transcripts.beside",
        "o",
        "Open beside",
        "Open this transcript beside the one that is open.",
        "beside",
    ),
    ("transcripts.import", "a", "Import", "Bring transcript files into the study.", "import"),
    ("transcripts.speakers", "S", "Speakers", "Correct who speaks in this transcript.", "speakers"),
    ("transcripts.rename", "r", "Rename", "Give this transcript another title.", "rename"),
    (
        "transcripts.status",
        "s",
        "Status",
        "Say that this transcript is raw, checked or final.",
        "status",
    ),
    ("transcripts.place", "R", "Round and group", "Say which round and which group this transcript is of."),
    (
        "transcripts.read",
        "p",
        "Read through",
        "Note that you have read this transcript through once more: a reading pass.",
    ),
    ("transcripts.not_read", "P", "Not read", "Take your last reading of this transcript back."),
    ("transcripts.corrections", "l", "Corrections", "Who corrected what in this transcript, when."),
    ("transcripts.memo", "m", "Memo", "Write a memo on this transcript."),
    (
        "transcripts.remove",
        "D, delete",
        "Remove",
        "Take this transcript and its codings out of the study.",
    ),
)
