"""When the program fails: what is said of it, without a word of any interview.

Textual's own report shows the values of local variables, which here are what people said in confidence.
"""

from __future__ import annotations

import sys
import traceback
from typing import Any

from rich.text import Text
from textual.app import App

from utsaga.tui.terminal.contract import what_changed

_WORDS = """\
Utsaga has failed: this is a fault in the program. Everything that was shown as done is saved.
What follows tells where it failed and holds nothing of your study; please pass it on.
"""


CONTRACT = {
    "textual.app:App._fatal_error": ["self"],
    "textual.app:App._handle_exception": ["self", "error"],
    "textual.app:App._close_messages_no_wait": ["self"],
}
"""What of Textual the report stands on."""


class QuietCrash(App[int], inherit_bindings=False):
    """An app that reports a failure by its kind and its place alone.

    Where Textual's ways are not as expected, nothing at all is reported: its own report would tell too much.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what an ``App`` takes."""
        super().__init__(*arguments, **options)
        if what_changed(CONTRACT) or not hasattr(self, "_exit"):
            self.error_console.quiet = True

    def _fatal_error(self) -> None:
        if self._exit:  # widgets that are being taken apart miss one another, and the terminal may be gone
            self._close_messages_no_wait()
            return
        error = sys.exc_info()[1]
        self.panic(Text(crash_report(error) if error is not None else _WORDS))


def crash_report(error: BaseException) -> str:
    """What kind of error came from which lines of code; no values, and not the error's own message."""
    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        told = [*places, f"{type(cause).__module__}.{type(cause).__qualname__}", *told]
        cause = cause.__cause__ or cause.__context__
    return "\n".join([_WORDS, *told])
