"""The tree of codes."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.CODES,
    (
        "codes.quotes",
        "enter",
        "Quotes",
        "Show all quotes of this code and of what lies below it.",
        "quotes",
    ),
    (
        "codes.apply",
        "c",
        "Code with",
        "Choose a code for the selection in the transcript; Enter takes the one under the cursor.",
        "code",
    ),
    (
        "codes.new",
        "a",
        "New code",
        "Create a code beside this one; `Theme / code` makes a path from the top.",
        "new",
    ),
    (
        "codes.new_below",
        "A",
        "New code below",
        "Create a code below this one; `Category / code` makes a path there.",
    ),
    ("codes.rename", "r", "Rename", "Rename this code.", "rename"),
    ("codes.define", "d", "Definition", "Say what this code covers."),
    (
        "codes.memo",
        "m",
        "Memo",
        "Write a memo on this code; a theme's memos are its text in the chapter.",
    ),
    ("codes.put", "p", "Put below …", "Move this code below another one, or to the top.", "put"),
    ("codes.move_down", "J", "Move down", "Move this code down among its siblings."),
    ("codes.move_up", "K", "Move up", "Move this code up among its siblings."),
    ("codes.merge", "M", "Merge into …", "Put everything under this code under another one.", "merge"),
    (
        "codes.delete",
        "D, delete",
        "Delete",
        "Delete this code, what lies below it and its codings.",
        "delete",
    ),
    ("codes.colour", "o", "Next colour", "Give this code the next colour."),
    *(
        (
            f"codes.pin.{n}",
            str(n),
            f"Pin to {n}",
            f"Pin this code to {n}.",
            "pin" if n == 1 else "",
        )
        for n in range(1, 10)
    ),
    ("codes.unpin", "0", "Unpin", "Take this code off its key."),
    ("codes.open", "l, right", "Open", "Show what lies below."),
    ("codes.close", "h, left", "Close", "Hide what lies below, or go up."),
)
