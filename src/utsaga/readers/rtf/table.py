"""Tables of a Rich Text document, whose cells are known by where they end."""

from __future__ import annotations

from utsaga.readers.draft import Draft


class Rows:
    """Opens tables, rows and cells in a draft when words come; ``inside``: the paragraph is in a table."""

    def __init__(self, draft: Draft) -> None:
        """Begin outside of tables."""
        self._draft = draft
        self._open = self._row = self._cell = False
        self.inside = False

    def enter(self) -> None:
        """Words come, or a cell ends: what they stand in is open from now on."""
        if not self.inside:
            if self._open:
                self._draft.end_paragraph()
                self._draft.end_table()
            self._open = self._row = self._cell = False
            return
        if not self._open:
            self._draft.begin_table()
        if not self._row:
            self._draft.begin_row()
        if not self._cell:
            self._draft.begin_cell()
        self._open = self._row = self._cell = True

    def end_cell(self) -> None:
        """A cell ends."""
        self.inside = True
        self.enter()
        self._draft.end_paragraph()
        self._cell = False

    def end_row(self) -> None:
        """A row ends."""
        self._row = self._cell = False
