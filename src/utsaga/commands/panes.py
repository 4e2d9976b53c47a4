"""The panes of the workspace."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.WORKSPACE,
    ("pane.next", "tab", "Next pane", "Move to the next pane: codebook, notes, text.", "pane"),
    ("pane.previous", "shift+tab", "Previous pane", "Move to the previous pane."),
    ("pane.codes", "z c", "Fold codes", "Fold the pane of codes away, or bring it back."),
    ("pane.notes", "z n", "Fold notes", "Fold the pane of codings and memos away, or bring it back."),
    ("pane.split", "z s", "Two transcripts", "Show a second transcript beside the first, or close it."),
    ("pane.wider", "z greater_than_sign", "Wider", "Make this pane wider."),
    ("pane.narrower", "z less_than_sign", "Narrower", "Make this pane narrower."),
    (
        "transcript.next",
        "right_curly_bracket",
        "Next transcript",
        "Open the next transcript in this pane.",
    ),
    (
        "transcript.previous",
        "left_curly_bracket",
        "Previous transcript",
        "Open the previous transcript in this pane.",
    ),
)
