"""What works on every screen."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.EVERYWHERE,
    ("app.help", "question_mark, f1", "Help", "Show the keys that work here.", "help"),
    ("app.commands", "colon, ctrl+p", "Commands", "Find any command by a few letters of its name."),
    ("app.leave", "q", "Leave", "Leave this screen; on the first one, quit the program.", "leave"),
    (
        "app.undo",
        "u",
        "Undo",
        "Take back your last change; it asks before it goes back to earlier sessions.",
        "undo",
    ),
    ("app.redo", "U", "Redo", "Repeat the change that was taken back."),
    ("app.export", "E", "Export the chapter", "Write themes, codes and quotes as a Markdown chapter."),
    ("app.theme", "f2", "Next colour theme", "Other colours until you leave; config.toml keeps them."),
    ("app.write", "f4", "Write here", "Write in the place of somebody who has left the study."),
    ("app.redraw", "ctrl+l", "Redraw", "Draw the whole screen anew."),
    ("app.suspend", "ctrl+z", "Suspend", "Go to the shell; `fg` comes back."),
    (
        "go.transcripts",
        "g t",
        "Go to transcripts",
        "All transcripts with what has been coded in each.",
        "transcripts",
    ),
    ("go.codebook", "g c", "Go to the codebook", "The tree of themes, categories and codes."),
    ("go.quotes", "g q", "Go to quotes", "All quotes of a code or theme, over all transcripts."),
    ("go.participants", "g p", "Go to participants", "Everybody who takes part, and who speaks where."),
    ("go.speakers", "g s", "Go to speakers", "Who speaks, over all transcripts: the speaker table."),
    ("go.guide", "g i", "Go to the guide", "The interview guide: where it was asked, what was answered."),
    ("go.memos", "g j", "Go to memos", "All memos, and the journal of the study."),
    ("go.reviews", "g r", "Go to review", "Passages to place anew, because their text has changed."),
    (
        "go.replace",
        "g x",
        "Go to replacing",
        "Replace names and other words in all transcripts, form by form.",
    ),
    ("go.history", "g h", "Go to history", "Who did what, when."),
    (
        "search.open",
        "slash",
        "Search",
        "Search all transcripts; forgives spelling and case; a finds å and ä, too.",
        "search",
    ),
)
