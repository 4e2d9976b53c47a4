"""All memos of the study, and its journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.study.coding import memos
from utsaga.study.phrases import counted
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.writing.memo_rows import MemoRow, by_target, newest_first
from utsaga.tui.wrapping import wrapped
from utsaga.tui.writing import Writing, on_memo

_INDENT = 3
_QUOTED = 160
"""How many characters are shown of the words that a memo is about."""


class MemosScreen(ListScreen[MemoRow]):
    """Memos of all coders on passages, transcripts, codes and the study, the newest first."""

    SCOPES = (Scope.MEMOS, Scope.LIST, Scope.EVERYWHERE)

    # The list

    def gather(self) -> Iterator[Sequence[MemoRow]]:
        """The memos, those of one transcript or code at a time."""
        for source in self.study.held.unread:
            self.study.held.load(source.id)
            yield ()
        yield from by_target(self.study)

    def in_order(self, items: Sequence[MemoRow]) -> Sequence[MemoRow]:
        """The newest first."""
        return newest_first(items)

    def look(self, item: MemoRow, width: int) -> Sequence[Line]:
        """When, what and about what; the words it is about; the memo in full; an empty line."""
        memo = item.memo
        who = "" if memo.coder == self.study.coder else f" · {memo.coder}"
        head = [
            Part(f" {item.when} ", "muted"),
            Part(f" {item.kind}", "key"),
            Part("  "),
            Part(item.about, "strong", SHORT_NAME),
            Part(who, "muted", SHORT_NAME),
        ]
        quoted = memo.quote[:_QUOTED] + ("…" if len(memo.quote) > _QUOTED else "")
        said = f"“{' '.join(quoted.split())}”" if quoted else ""
        about = wrapped(said, width - 1, "muted", indent=_INDENT) if said else []
        return [head, *about, *wrapped(memo.text, width - 1, indent=_INDENT), []]

    def key_of(self, item: MemoRow) -> str:
        """The memo's id."""
        return item.id

    def heading(self) -> Line:
        """How many memos there are."""
        return [Part("Memos", "heading"), Part(f"  {counted(len(self.rows.items), 'memo')}", "muted")]

    def nothing(self) -> str:
        """How to come by memos."""
        new, passage = (self.keymap.shown(BY_ID[name]) for name in ("memos.new", "memo.passage"))
        return f"No memos yet. {new} writes in the study's journal, {passage} in a transcript on a passage."

    def study_changed(self, action: Action | None) -> None:
        """Follow what concerns memos, and names of what they are about."""
        concerned = ("memos", "codes", "sources")
        if action is None or any(change.table.name in concerned for change in action.changes):
            self.fill()

    # Commands

    def do_memos_visit(self) -> None:
        """Open what this memo is about; leaving it comes back."""
        memo = self.current.memo
        if memo.about == "study":
            raise Refused("This entry is about the study as a whole.")
        if memo.about != "code":
            self.refuse_waiting(memo.target, memo.id)
            self.program.visit(Place(memo.target, memo.span if memo.about == "passage" else None))
            return
        if memo.target not in self.study.codes:
            raise Refused("The code that this memo is about is gone.")
        from utsaga.tui.screens.finding.quotes import QuotesScreen

        self.app.push_screen(QuotesScreen(memo.target))

    def do_memos_new(self) -> None:
        """Write an entry in the journal of the study."""
        self.write(Writing("Journal of the study", "study"), self._go_to_new)

    def do_memos_edit(self) -> None:
        """Change this memo."""
        item = self.current
        whose = f" of {item.memo.coder}" if item.memo.coder != self.study.coder else ""
        about = f" · {item.about}" if item.about else ""
        self.write(on_memo(f"{item.kind.capitalize()}{whose}{about}", item.memo))

    def do_memos_delete(self) -> None:
        """Delete this memo; it can be undone."""
        memo_id = self.current.id
        self.change(lambda: memos.delete(self.study, self.study.held.memo(memo_id)))

    def _go_to_new(self, action: Action) -> None:
        self.go_to_when_shown(action.changes[0].id)
