"""The import of files."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.IMPORT,
    (
        "import.run",
        "enter",
        "Import",
        "Bring the chosen files into the study as one step.",
        "import",
    ),
    ("import.choose", "x", "Choose", "Take this file in, or leave it out.", "choose"),
    (
        "import.look",
        "v",
        "Look closer",
        "Look at the text, lines in doubt, what is set aside, comments.",
        "look",
    ),
    ("import.speakers", "S", "Speakers", "Correct who speaks in this file.", "speakers"),
    ("import.encoding", "e", "Encoding", "Read this file in another encoding.", "encoding"),
    (
        "import.unwrap",
        "w",
        "Join lines",
        "Join lines broken by hand or a page, or leave them.",
        "join lines",
    ),
    (
        "import.join",
        "J",
        "Join turns",
        "Join turns of one speaker in a row, or leave them.",
        "join turns",
    ),
    ("import.columns", "C", "Columns", "Say which columns of this table hold what."),
    ("import.comments", "m", "Comments", "Say what the comments of documents become.", "comments"),
    (
        "import.stop",
        "s, ctrl+c",
        "Stop reading",
        "Stop reading files; those that were read stay in the list.",
    ),
    ("import.path", "i", "Other path", "Add another file or folder to the list.", "path"),
)
