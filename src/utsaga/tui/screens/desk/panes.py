"""The commands of the panes: which has the keys, how wide each is, which are folded, which transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from utsaga.model.errors import Refused
from utsaga.tui.screens.desk.desk import Desk
from utsaga.tui.widgets.codes_tree import CodesTree
from utsaga.tui.widgets.divider import Divider
from utsaga.tui.widgets.notes_pane import NotesPane

if TYPE_CHECKING:
    from utsaga.tui.reader import Reader

ROOM_FOR_TEXT = 58
"""Columns that each transcript keeps; codes, then notes, stand beside it unasked where that leaves room."""

LEAST_FOR_TEXT = 24
"""Columns that each transcript keeps even where codes and notes were asked for."""

CODES_WIDTH, NOTES_WIDTH = 29, 31
_NARROWEST, _STEP = 16, 4
_HALF, _LEAST_SHARE, _SHARES = 50, 25, 5
"""Of a hundred: what the first of two transcripts has of their room, the least of either, and a step."""


class PaneCommands(Desk):
    """Handlers of ``Scope.WORKSPACE``, and the sizes of the panes."""

    _widths: dict[type[Widget], int]
    _asked: dict[type[Widget], bool]  # whether a side pane is to be shown, where the user has said so
    _asked_last: type[Widget] | None = None
    _share = _HALF  # of two transcripts, how many hundredths of their room the first has
    _peeking: bool  # whether the codes are shown only for as long as they have the keys

    # Which pane

    def do_pane_next(self) -> None:
        """Move to the next pane."""
        self._go_round(1)

    def do_pane_previous(self) -> None:
        """Move to the previous pane."""
        self._go_round(-1)

    def _go_round(self, step: int) -> None:
        """Go from the transcripts to the codes, then to the notes: in the order in which they are needed."""
        texts = [reader.pane for reader in self.readers]
        every: list[Widget] = [*texts, self.codes_tree, self.query_one(NotesPane)]
        panes = [pane for pane in every if pane.display]
        if len(panes) == 1:
            self.peek_at_codes()
            return
        here = panes.index(self.focused) if self.focused in panes else 0
        self.give_keys(panes[(here + step) % len(panes)])

    # Folding

    def do_pane_codes(self) -> None:
        """Fold the codes away, or bring them back."""
        self._fold(CodesTree)

    def do_pane_notes(self) -> None:
        """Fold the notes away, or bring them back."""
        self._fold(NotesPane)

    def _fold(self, pane: type[Widget]) -> None:
        self._asked[pane] = not self.query_one(pane).display
        self._asked_last = pane
        self._peeking = False
        self.arrange_panes()

    def arrange_panes(self) -> None:
        """Show and size the side panes: as asked, else by the room there is."""
        shown = self._sides_shown()
        sides: tuple[Widget, Widget] = (self.codes_tree, self.query_one(NotesPane))
        for pane, divider in zip(sides, self.query(Divider), strict=True):
            kind = type(pane)
            if kind not in shown and self.focused is pane:
                self.give_keys(self.reader.pane)
            pane.display = divider.display = kind in shown
            pane.styles.width = min(self._widths[kind], max(self.size.width // 2, 1))
        for reader, share in zip(self.readers, (self._share, 100 - self._share), strict=True):
            reader.pane.styles.width = f"{share}fr"
        self.show_position()

    def _sides_shown(self) -> set[type[Widget]]:
        """Which side panes there is room for; of two that were asked for, first the one asked for last."""
        texts = sum(reader.pane.display for reader in self.readers)
        room, spare = (self.size.width - least * texts for least in (ROOM_FOR_TEXT, LEAST_FOR_TEXT))
        shown: set[type[Widget]] = set()
        sides: tuple[type[Widget], ...] = (CodesTree, NotesPane)
        for kind in sorted(sides, key=lambda side: side is not self._asked_last):
            width = min(self._widths[kind], max(self.size.width // 2, 1)) + 1
            wanted = self._asked.get(kind, room >= width) and (spare >= width or not shown)
            if wanted or (kind is CodesTree and self._peeking):
                shown.add(kind)
                room, spare = room - width, spare - width
        return shown

    def peek_at_codes(self) -> None:
        """Give the codes the keys; where they are folded, for as long as they have them."""
        tree = self.codes_tree
        if not tree.display:
            self._peeking = True
            self.arrange_panes()
        self.give_keys(tree)

    def end_peek(self) -> None:
        """Fold codes that were shown for a moment."""
        if self._peeking:
            self._peeking = False
            self.arrange_panes()

    # Widths

    def do_pane_wider(self) -> None:
        """Make this pane wider."""
        self._resize(_STEP)

    def do_pane_narrower(self) -> None:
        """Make this pane narrower."""
        self._resize(-_STEP)

    def _resize(self, step: int) -> None:
        if isinstance(self.focused, CodesTree | NotesPane):
            pane: Widget = self.focused
        elif self.readers[1].pane.display:
            self._share_out(_SHARES if step > 0 else -_SHARES)
            return
        else:  # a transcript gets what the pane beside it gives
            sides = [side for side in (self.query_one(NotesPane), self.codes_tree) if side.display]
            if not sides:
                raise Refused("There is no pane beside this one.")
            pane, step = sides[0], -step
        widest = self.size.width // 2
        self._widths[type(pane)] = max(_NARROWEST, min(widest, self._widths[type(pane)] + step))
        self.arrange_panes()

    def _share_out(self, step: int) -> None:
        """Give the transcript that has the keys some of the other's room, or take it from it."""
        first, second = self.readers
        share = self._share + (step if self.focused is first.pane else -step)
        room = (first.pane.size.width + second.pane.size.width) or 1
        least = min(max(_LEAST_SHARE, 100 * LEAST_FOR_TEXT // room), _HALF)
        self._share = max(least, min(100 - least, share))
        self.arrange_panes()

    # Two transcripts

    def do_pane_split(self) -> None:
        """Show a second transcript beside the first, or close it."""
        first, second = self.readers
        if second.pane.display:
            self.close_beside()
            return
        sources = self.study.sources
        if not sources:
            raise Refused("There is no transcript to show beside this.")
        here = [source.id for source in sources].index(first.source_id or sources[0].id)
        self.open_beside(sources[(here + 1) % len(sources)].id)

    def open_beside(self, source_id: str) -> None:
        """Show a transcript beside the first and give it the keys."""
        pane = self.readers[1].pane
        pane.display = True
        if not pane.is_attached:
            self.program.hold_keys(pane)
            self.query_one("#panes").mount(pane, after="#first")
        self.call_after_refresh(self._show_beside, source_id)

    def _show_beside(self, source_id: str) -> None:
        second = self.readers[1]
        self.give_keys(second.pane)
        self.open_in(second, source_id)
        self.arrange_panes()
        self.program.keys_can_flow()

    def close_beside(self) -> None:
        """Let the first transcript stand alone."""
        second = self.readers[1]
        self.keep_place(second)
        self.give_keys(self.readers[0].pane)
        second.pane.display = False
        second.close()
        self.arrange_panes()

    def do_transcript_next(self) -> None:
        """Open the next transcript in this pane."""
        self._open_neighbour(1)

    def do_transcript_previous(self) -> None:
        """Open the previous transcript in this pane."""
        self._open_neighbour(-1)

    def _open_neighbour(self, step: int) -> None:
        ids = [source.id for source in self.study.sources]
        here = ids.index(self.passage.source_id) + step
        if not 0 <= here < len(ids):
            raise Refused("This is the last transcript." if step > 0 else "This is the first transcript.")
        self.open_in(self.reader, ids[here])

    # What the workspace has

    @property
    def readers(self) -> tuple[Reader, Reader]:
        """The two places for a transcript; the second is closed at first."""
        raise NotImplementedError

    def open_in(self, reader: Reader, source_id: str) -> None:
        """Show a transcript in a reader, where the coder was last."""
        raise NotImplementedError

    def keep_place(self, reader: Reader) -> None:
        """Remember where the coder is in a reader."""
        raise NotImplementedError
