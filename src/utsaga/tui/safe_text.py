"""The one way for a string from a person or a file onto a widget: as it may be shown, and never as markup."""

from __future__ import annotations

from textual.content import Content

from utsaga.text.safe import shown, shown_line


def safe(text: str) -> Content:
    """A text of any number of lines for a widget."""
    return Content(shown(text))


def safe_line(text: str) -> Content:
    """A name, a title, a path or a message for a widget, on one line."""
    return Content(shown_line(text))
