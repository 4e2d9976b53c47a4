"""The workspace's state, which its three kinds of commands share: what is read where, and what is begun."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound, Refused
from utsaga.model.review import Review
from utsaga.model.span import Span
from utsaga.text.edges import closed_end, closed_start
from utsaga.text.transcript import Transcript
from utsaga.tui.command_screen import CommandScreen
from utsaga.tui.reader import Reader
from utsaga.tui.remembered import Remembered
from utsaga.tui.widgets.codes_tree import CodesTree

if TYPE_CHECKING:
    from utsaga.tui.modals.code_palette import ChosenCode, KnownCodes


@dataclass(frozen=True, slots=True)
class Passage:
    """What is selected: a stretch of a source."""

    source_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Moving:
    """A coding whose edges are being moved, and the selection with which that began."""

    coding: Coding
    began: Span

    def covered(self, selection: Span, transcript: Transcript) -> Span:
        """What the coding will cover: an edge of the selection that has not moved is the coding's own.

        One that has moved to the edge of a sentence takes the marks there with it.
        """
        start, end = selection
        moved_start, moved_end = start != self.began.start, end != self.began.end
        return Span(
            closed_start(transcript, start) if moved_start else self.coding.start,
            closed_end(transcript, end) if moved_end else self.coding.end,
        )


class Desk(CommandScreen):
    """What reading, coding and the codebook have in common on the workspace."""

    remembered: Remembered
    """Where this coder was last."""

    _known_codes: KnownCodes | None = None

    last_code: str | None
    """Id of the code that was given last in this session."""

    moving: Moving | None
    """The coding whose edges are being moved, while they are."""

    placing: Review | None
    """The passage that is being placed anew by hand, while it is."""

    goes_back: bool = False
    """Whether undo may take back what was done before this session: asked once."""

    @property
    @abstractmethod
    def reader(self) -> Reader:
        """The transcript that the keys go to: the focused one, else the one that was focused last."""

    @property
    @abstractmethod
    def codes_tree(self) -> CodesTree:
        """The codebook."""

    @abstractmethod
    def show_position(self) -> None:
        """Bring what stands beside the text up to date with the cursor."""

    @abstractmethod
    def open_source(self, source_id: str, span: Span | None = None) -> None:
        """Show a transcript in the reader: at a passage, else where the coder was last."""

    @property
    def passage(self) -> Passage:
        """What is selected now.

        Raises:
            Refused: no transcript is open.
        """
        if self.reader.source_id is None:
            raise Refused("No transcript is open.")
        return Passage(self.reader.source_id, self.reader.selection)

    def ask_code(
        self,
        question: str,
        then: Callable[[ChosenCode], None],
        *,
        create: bool = False,
        above: bool = False,
        root: bool = False,
        leave_out: Collection[str] = (),
        only: Collection[str] | None = None,
        first: str | None = None,
    ) -> None:
        """Open the palette of codes, which is imported when it is first needed; see ``CodePalette``."""
        from utsaga.tui.modals.code_palette import CodePalette, KnownCodes

        if self._known_codes is None:
            self._known_codes = KnownCodes()
        palette = CodePalette(
            self.study,
            question,
            recent=self.remembered.recent_codes,
            create=create,
            above=above,
            root=root,
            leave_out=leave_out,
            only=only,
            known=self._known_codes,
            first=first,
        )
        self.ask(palette, then)

    def leave_moving(self) -> None:
        """Stop moving edges or placing, whether that was saved or not."""
        self.moving = None
        self.placing = None

    def fresh(self, coding: Coding) -> Coding:
        """A coding as it is now: changes that were asked for earlier have been made since.

        Raises:
            NotFound: it is gone.
        """
        return self.study.held.coding(coding.id)

    def used(self, code_id: str | None) -> None:
        """Remember a code that was given."""
        if code_id is not None:
            self.last_code = code_id
            self.remembered.note_codes([code_id])

    def code_name(self, code_id: str) -> str:
        """The name of a code.

        Raises:
            NotFound: it is gone.
        """
        if code_id not in self.study.codes:
            raise NotFound("This code is no longer in the codebook.")
        return self.study.codes[code_id].name
