"""The import of files."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.IMPORT,
    ("import.run", "enter", "Import", "Bring the chosen files into the study.", "import"),
    ("import.choose", "x", "Choose", "Take this file in, or leave it out.", "choose"),
    ("import.speakers", "S", "Speakers", "Correct who speaks in this file.", "speakers"),
    ("import.encoding", "e", "Encoding", "Read this file in another encoding.", "encoding"),
    ("import.path", "i", "Other path", "Type another file or folder.", "path"),
)
