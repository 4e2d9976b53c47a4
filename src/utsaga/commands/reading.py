"""Reading and coding a transcript."""

from utsaga.commands.command import Scope, commands

COMMANDS = commands(
    Scope.READING,
    ("move.next", "j, down", "Next", "Go to the next word, sentence or turn.", "move"),
    ("move.previous", "k, up", "Previous", "Go to the previous word, sentence or turn."),
    ("unit.word", "w", "By word", "Select and move by word.", "word"),
    ("unit.sentence", "s", "By sentence", "Select and move by sentence.", "sentence"),
    ("unit.turn", "t", "By turn", "Select and move by turn.", "turn"),
    ("move.next_turn", "J", "Next turn", "Go to the next turn."),
    ("move.previous_turn", "K", "Previous turn", "Go to the previous turn."),
    ("move.first", "g g, home", "To the beginning", "Go to the beginning of the transcript."),
    ("move.last", "G, end", "To the end", "Go to the end of the transcript."),
    ("move.half_down", "ctrl+d", "Half a page down", "Go half a page down."),
    ("move.half_up", "ctrl+u", "Half a page up", "Go half a page up."),
    ("move.page_down", "space, pagedown", "Page down", "Go a page down."),
    ("move.page_up", "b, pageup", "Page up", "Go a page up."),
    (
        "move.next_coded",
        "right_square_bracket",
        "Next coded passage",
        "Go to the next passage that has a code.",
    ),
    (
        "move.previous_coded",
        "left_square_bracket",
        "Previous coded passage",
        "Go to the previous passage that has a code.",
    ),
    ("select.extend", "v", "Extend", "Extend the selection from here; again to stop.", "extend"),
    ("select.swap", "o", "Other edge", "Move the other edge of the selection."),
    ("select.grow", "plus", "Grow", "Take one more unit into the selection."),
    ("select.shrink", "minus", "Shrink", "Leave one unit out of the selection."),
    ("select.cancel", "escape", "Cancel", "Back to one unit; leave what was begun."),
    *(
        (
            f"code.pinned.{n}",
            str(n),
            f"Code with {n}",
            f"Code the selection with the code pinned to {n}.",
        )
        for n in range(1, 10)
    ),
    ("code.palette", "c", "Code", "Choose a code by a few letters, or create one.", "code"),
    ("code.again", "full_stop", "Code again", "Code with the last code again."),
    ("code.in_vivo", "i", "In vivo", "Make the first of the selected words a code for all of them."),
    ("code.remove", "x", "Take off", "Take a code off the selection."),
    (
        "code.move_edges",
        "e",
        "Move edges",
        "Change which words a coding covers; `e` again when they are right.",
    ),
    ("code.star", "asterisk", "To print", "Mark the coded passage as a quote to print."),
    ("memo.passage", "m", "Memo", "Write a memo on the selection.", "memo"),
    ("memo.transcript", "M", "Memo on the transcript", "Write a memo on the whole transcript."),
    ("memo.condense", "d", "Condense", "Press the selection to a short sentence."),
    (
        "guide.asked_here",
        "Q",
        "Guide question",
        "Say that a question of the interview guide was asked in the selection.",
    ),
    ("text.correct", "R", "Correct", "Correct the words of this turn; its codings follow."),
    (
        "text.read",
        "z r",
        "Read through",
        "Note that you have read this transcript through once more: a reading pass.",
    ),
    ("text.dim", "z d", "Dim", "Dim back-channels (`Mm`, `ja`) and filler sounds, or no longer."),
    ("text.times", "z t", "Times", "Say when the words at the cursor were said, or no longer."),
    ("search.next", "n", "Next hit", "Go to the next place that was searched for."),
    ("search.previous", "N", "Previous hit", "Go to the previous place that was searched for."),
    ("copy.selection", "y", "Copy", "Copy the selected words to the clipboard."),
)
