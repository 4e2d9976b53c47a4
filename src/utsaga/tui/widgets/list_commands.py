"""The commands of every list: moving the cursor of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from utsaga.tui.command_screen import CommandScreen as _Base
    from utsaga.tui.widgets.row_list import RowList
else:
    _Base = object


class ListCommands(_Base):
    """Handlers of ``Scope.LIST`` for a screen whose list is ``rows``."""

    @property
    def rows(self) -> RowList[Any]:
        """The list that the keys move in: the only one of the screen unless it says otherwise."""
        from utsaga.tui.widgets.row_list import RowList

        return self.query_one(RowList)

    def do_list_next(self) -> None:
        """Go to the next row."""
        self.rows.move(1)

    def do_list_previous(self) -> None:
        """Go to the previous row."""
        self.rows.move(-1)

    def do_list_first(self) -> None:
        """Go to the first row."""
        self.rows.go_to(0)

    def do_list_last(self) -> None:
        """Go to the last row."""
        self.rows.go_to(len(self.rows.items) - 1)

    def do_list_page_down(self) -> None:
        """Go a page down."""
        self.rows.page(1)

    def do_list_page_up(self) -> None:
        """Go a page up."""
        self.rows.page(-1)
