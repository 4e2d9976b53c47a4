"""The registry of commands: what can be done, where, and with which keys unless the user says otherwise.

Footer, help, command palette, keymap and the key table in the documentation are made from it. A screen
answers a command with a method named after it: ``code.in_vivo`` is ``do_code_in_vivo``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scope(Enum):
    """Where a command works. The value is how help calls the place."""

    EVERYWHERE = "Everywhere"
    WORKSPACE = "Panes"
    READING = "Transcript"
    CODES = "Codes"
    LIST = "Lists"
    QUOTES = "Quotes"
    SEARCH = "Search"
    MEMOS = "Memos"
    REVIEWS = "Review"
    TRANSCRIPTS = "Transcripts"
    SPEAKERS = "Speakers"
    IMPORT = "Import"
    EXPORT = "Export"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can do.

    ``keys`` are Textual key names; keys of a sequence are separated by a blank (``g g``). ``hint`` is
    the word in the footer, empty where the command does not stand there. ``says`` is one sentence for
    the help.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    scope: Scope
    says: str
    hint: str = ""


def _c(scope: Scope, name: str, keys: str, title: str, says: str, hint: str = "") -> Command:
    return Command(
        name, title, tuple(key.strip() for key in keys.split(", ") if key.strip()), scope, says, hint
    )


_E, _W, _R, _C = Scope.EVERYWHERE, Scope.WORKSPACE, Scope.READING, Scope.CODES
_L, _Q, _S, _M = Scope.LIST, Scope.QUOTES, Scope.SEARCH, Scope.MEMOS
_T, _P = Scope.TRANSCRIPTS, Scope.SPEAKERS
_I, _X = Scope.IMPORT, Scope.EXPORT
_V = Scope.REVIEWS

COMMANDS: tuple[Command, ...] = (
    _c(_E, "app.help", "question_mark, f1", "Help", "Show the keys that work here.", "help"),
    _c(_E, "app.commands", "colon, ctrl+p", "Commands", "Find any command by a few letters of its name."),
    _c(_E, "app.leave", "q", "Leave", "Leave this screen; on the first screen, leave the program.", "leave"),
    _c(_E, "app.undo", "u", "Undo", "Take back your last change, also one of an earlier day.", "undo"),
    _c(_E, "app.redo", "U", "Redo", "Repeat the change that was taken back."),
    _c(_E, "app.export", "E", "Export the chapter", "Write themes, codes and quotes as a Markdown chapter."),
    _c(_E, "app.theme", "f2", "Next colours", "Change to the next colour theme."),
    _c(_E, "app.redraw", "ctrl+l", "Redraw", "Draw the whole screen anew."),
    _c(_E, "app.suspend", "ctrl+z", "Suspend", "Go to the shell; `fg` comes back."),
    _c(
        _E,
        "go.transcripts",
        "g t",
        "Go to transcripts",
        "All transcripts with what has been coded in each.",
        "transcripts",
    ),
    _c(_E, "go.codebook", "g c", "Go to the codebook", "The tree of themes, categories and codes."),
    _c(_E, "go.quotes", "g q", "Go to quotes", "All quotes of a code or theme, over all transcripts."),
    _c(_E, "go.memos", "g j", "Go to memos", "All memos, and the journal of the study."),
    _c(_E, "go.reviews", "g r", "Go to review", "Passages to place anew, because their text has changed."),
    _c(_E, "go.history", "g h", "Go to history", "Who did what, when."),
    _c(
        _E,
        "search.open",
        "slash",
        "Search",
        "Search all transcripts; forgives spelling, case, å, ä and ö.",
        "search",
    ),
    _c(_W, "pane.next", "tab", "Next pane", "Move to the next pane.", "pane"),
    _c(_W, "pane.previous", "shift+tab", "Previous pane", "Move to the previous pane."),
    _c(_W, "pane.codes", "z c", "Fold codes", "Fold the pane of codes away, or bring it back."),
    _c(_W, "pane.notes", "z n", "Fold notes", "Fold the pane of codings and memos away, or bring it back."),
    _c(_W, "pane.split", "z s", "Two transcripts", "Show a second transcript beside the first, or close it."),
    _c(_W, "pane.wider", "z greater_than_sign", "Wider", "Make this pane wider."),
    _c(_W, "pane.narrower", "z less_than_sign", "Narrower", "Make this pane narrower."),
    _c(
        _W,
        "transcript.next",
        "right_curly_bracket",
        "Next transcript",
        "Open the next transcript in this pane.",
    ),
    _c(
        _W,
        "transcript.previous",
        "left_curly_bracket",
        "Previous transcript",
        "Open the previous transcript in this pane.",
    ),
    _c(_R, "move.next", "j, down", "Next", "Go to the next word, sentence or turn.", "move"),
    _c(_R, "move.previous", "k, up", "Previous", "Go to the previous word, sentence or turn."),
    _c(_R, "unit.word", "w", "By word", "Select and move by word.", "word"),
    _c(_R, "unit.sentence", "s", "By sentence", "Select and move by sentence.", "sentence"),
    _c(_R, "unit.turn", "t", "By turn", "Select and move by turn.", "turn"),
    _c(_R, "move.next_turn", "J", "Next turn", "Go to the next turn."),
    _c(_R, "move.previous_turn", "K", "Previous turn", "Go to the previous turn."),
    _c(_R, "move.first", "g g, home", "To the beginning", "Go to the beginning of the transcript."),
    _c(_R, "move.last", "G, end", "To the end", "Go to the end of the transcript."),
    _c(_R, "move.half_down", "ctrl+d", "Half a page down", "Go half a page down."),
    _c(_R, "move.half_up", "ctrl+u", "Half a page up", "Go half a page up."),
    _c(_R, "move.page_down", "space, pagedown", "Page down", "Go a page down."),
    _c(_R, "move.page_up", "b, pageup", "Page up", "Go a page up."),
    _c(
        _R,
        "move.next_coded",
        "right_square_bracket",
        "Next coded passage",
        "Go to the next passage that has a code.",
    ),
    _c(
        _R,
        "move.previous_coded",
        "left_square_bracket",
        "Previous coded passage",
        "Go to the previous passage that has a code.",
    ),
    _c(_R, "select.extend", "v", "Extend", "Extend the selection from here; again to stop.", "extend"),
    _c(_R, "select.swap", "o", "Other edge", "Move the other edge of the selection."),
    _c(_R, "select.grow", "plus", "Grow", "Take one more unit into the selection."),
    _c(_R, "select.shrink", "minus", "Shrink", "Leave one unit out of the selection."),
    _c(_R, "select.cancel", "escape", "Cancel", "Back to one unit; leave what was begun."),
    *(
        _c(
            _R,
            f"code.pinned.{n}",
            str(n),
            f"Code with {n}",
            f"Code the selection with the code pinned to {n}.",
        )
        for n in range(1, 10)
    ),
    _c(_R, "code.palette", "c", "Code", "Choose a code by a few letters, or create one.", "code"),
    _c(_R, "code.again", "full_stop", "Code again", "Code with the last code again."),
    _c(_R, "code.in_vivo", "i", "In vivo", "Make the selected words a code."),
    _c(_R, "code.remove", "x", "Take off", "Take a code off the selection."),
    _c(
        _R,
        "code.move_edges",
        "e",
        "Move edges",
        "Change which words a coding covers; `e` again when they are right.",
    ),
    _c(_R, "code.star", "asterisk", "To print", "Mark the coded passage as a quote to print."),
    _c(_R, "memo.passage", "m", "Memo", "Write a memo on the selection.", "memo"),
    _c(_R, "memo.transcript", "M", "Memo on the transcript", "Write a memo on the whole transcript."),
    _c(_R, "memo.condense", "d", "Condense", "Press the selection to a short sentence."),
    _c(_R, "text.correct", "R", "Correct", "Correct the words of this turn; its codings follow."),
    _c(_R, "text.dim", "z d", "Dim", "Dim back-channels (`Mm`, `ja`) and filler sounds, or no longer."),
    _c(_R, "search.next", "n", "Next hit", "Go to the next place that was searched for."),
    _c(_R, "search.previous", "N", "Previous hit", "Go to the previous place that was searched for."),
    _c(_R, "copy.selection", "y", "Copy", "Copy the selected words to the clipboard."),
    _c(_L, "list.next", "j, down", "Next", "Go to the next row."),
    _c(_L, "list.previous", "k, up", "Previous", "Go to the previous row."),
    _c(_L, "list.first", "g g, home", "First", "Go to the first row."),
    _c(_L, "list.last", "G, end", "Last", "Go to the last row."),
    _c(_L, "list.page_down", "space, ctrl+d, pagedown", "Page down", "Go a page down."),
    _c(_L, "list.page_up", "b, ctrl+u, pageup", "Page up", "Go a page up."),
    _c(
        _C,
        "codes.quotes",
        "enter",
        "Quotes",
        "Show all quotes of this code and of what lies below it.",
        "quotes",
    ),
    _c(
        _C,
        "codes.apply",
        "c",
        "Code with this",
        "Code the selection in the transcript with this code.",
        "code",
    ),
    _c(
        _C, "codes.new", "a", "New code", "Create a code beside this one; `Theme / code` makes a path.", "new"
    ),
    _c(_C, "codes.new_below", "A", "New code below", "Create a code below this one."),
    _c(_C, "codes.rename", "r", "Rename", "Rename this code.", "rename"),
    _c(_C, "codes.define", "d", "Definition", "Say what this code covers."),
    _c(
        _C,
        "codes.memo",
        "m",
        "Memo",
        "Write a memo on this code; a theme's memos are its text in the chapter.",
    ),
    _c(_C, "codes.put", "p", "Put below …", "Move this code below another one, or to the root.", "put"),
    _c(_C, "codes.move_down", "J", "Move down", "Move this code down among its siblings."),
    _c(_C, "codes.move_up", "K", "Move up", "Move this code up among its siblings."),
    _c(_C, "codes.merge", "M", "Merge into …", "Put everything under this code under another one.", "merge"),
    _c(
        _C,
        "codes.delete",
        "D, delete",
        "Delete",
        "Delete this code, what lies below it and its codings.",
        "delete",
    ),
    _c(_C, "codes.colour", "o", "Next colour", "Give this code the next colour."),
    *(
        _c(
            _C,
            f"codes.pin.{n}",
            str(n),
            f"Pin to {n}",
            f"Pin this code to the key {n}.",
            "pin" if n == 1 else "",
        )
        for n in range(1, 10)
    ),
    _c(_C, "codes.unpin", "0", "Unpin", "Take this code off its key."),
    _c(_C, "codes.open", "l, right", "Open", "Show what lies below."),
    _c(_C, "codes.close", "h, left", "Close", "Hide what lies below, or go up."),
    _c(
        _Q,
        "quotes.visit",
        "enter",
        "Go to the place",
        "Open the transcript at this quote; `q` comes back.",
        "go to",
    ),
    _c(_Q, "quotes.choose", "c", "Other code", "Show the quotes of another code or theme.", "other code"),
    _c(_Q, "quotes.where", "f", "Whose", "Show only quotes of those whom a filter chooses.", "whose"),
    _c(_Q, "quotes.star", "asterisk", "To print", "Mark this quote to be printed.", "to print"),
    _c(_Q, "quotes.remove", "x", "Take off", "Take the code off this passage."),
    _c(_Q, "quotes.copy", "y", "Copy", "Copy this quote with its attribution.", "copy"),
    _c(
        _S,
        "search.visit",
        "enter",
        "Go to the place",
        "Open the transcript at this hit; `q` comes back.",
        "go to",
    ),
    _c(_S, "search.edit", "i", "Other words", "Change the words searched for.", "words"),
    _c(_S, "search.where", "f", "Whose", "Search only words of those whom a filter chooses.", "whose"),
    _c(_M, "memos.visit", "enter", "Go to the place", "Open what this memo is about.", "go to"),
    _c(_M, "memos.new", "a", "New entry", "Write an entry in the journal of the study.", "new"),
    _c(_M, "memos.edit", "e", "Edit", "Change this memo.", "edit"),
    _c(_M, "memos.delete", "D, delete", "Delete", "Delete this memo.", "delete"),
    _c(_V, "reviews.accept", "enter", "Accept", "Put the passage on the place that is shown.", "accept"),
    _c(_V, "reviews.next_place", "n", "Next place", "Show the next place where it may stand.", "next place"),
    _c(_V, "reviews.previous_place", "N", "Previous place", "Show the place before."),
    _c(
        _V,
        "reviews.by_hand",
        "e",
        "By hand",
        "Select its words in the transcript; `e` again there puts it on them.",
        "by hand",
    ),
    _c(_V, "reviews.drop", "x", "Give up", "Take the code off, or delete the memo.", "give up"),
    _c(_V, "reviews.accept_all", "A", "Accept all", "Put every passage that has a place on its best one."),
    _c(_T, "transcripts.open", "enter", "Open", "Open this transcript.", "open"),
    _c(
        _T,
        "transcripts.beside",
        "o",
        "Open beside",
        "Open this transcript beside the one that is open.",
        "beside",
    ),
    _c(_T, "transcripts.import", "a", "Import", "Bring transcript files into the study.", "import"),
    _c(_T, "transcripts.speakers", "S", "Speakers", "Correct who speaks in this transcript.", "speakers"),
    _c(_T, "transcripts.rename", "r", "Rename", "Give this transcript another title.", "rename"),
    _c(
        _T,
        "transcripts.status",
        "s",
        "Status",
        "Say that this transcript is raw, checked or final.",
        "status",
    ),
    _c(_T, "transcripts.corrections", "l", "Corrections", "Who corrected what in this transcript, when."),
    _c(_T, "transcripts.memo", "m", "Memo", "Write a memo on this transcript."),
    _c(
        _T,
        "transcripts.remove",
        "D, delete",
        "Remove",
        "Take this transcript and its codings out of the study.",
    ),
    _c(
        _P,
        "speakers.interviewer",
        "i",
        "Interviewer",
        "Say that this speaker is the interviewer, or is not.",
        "interviewer",
    ),
    _c(_P, "speakers.rename", "r", "Name", "Say how this speaker is shown and printed.", "name"),
    _c(
        _P,
        "speakers.dismiss",
        "x",
        "Not a speaker",
        "Say that this label is not a speaker, or is one after all.",
        "not a speaker",
    ),
    _c(_P, "speakers.add", "a", "Add", "Add a label that was not found.", "add"),
    _c(_I, "import.run", "enter", "Import", "Bring the chosen files into the study.", "import"),
    _c(_I, "import.choose", "x", "Choose", "Take this file in, or leave it out.", "choose"),
    _c(_I, "import.speakers", "S", "Speakers", "Correct who speaks in this file.", "speakers"),
    _c(_I, "import.encoding", "e", "Encoding", "Read this file in another encoding.", "encoding"),
    _c(_I, "import.path", "i", "Other path", "Type another file or folder.", "path"),
    _c(_X, "export.change", "enter", "Change", "Change this field, or take its next value.", "change"),
    _c(_X, "export.write", "w", "Write", "Write the chapter.", "write"),
)

CONTEXTS: tuple[tuple[Scope, ...], ...] = (
    (_R, _W, _E),
    (_C, _L, _W, _E),
    (_Q, _L, _E),
    (_S, _L, _E),
    (_M, _L, _E),
    (_V, _L, _E),
    (_T, _L, _E),
    (_P, _L, _E),
    (_I, _L, _E),
    (_X, _L, _E),
    (_L, _E),
)
"""The scopes that are in force together; in each, a key may mean one thing only."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def in_scopes(*scopes: Scope) -> list[Command]:
    """The commands of some places, in the order of the places and of the registry."""
    return [command for scope in scopes for command in COMMANDS if command.scope is scope]
