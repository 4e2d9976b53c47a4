"""What is told of an error that nobody foresaw: its kind and places, since what it says may be a quote."""

from __future__ import annotations

import os
import threading
import traceback
from pathlib import Path
from types import TracebackType

from utsaga.cli.out import complain

_PROGRAM = Path(__file__).parents[1]


def crashed(error: Exception) -> int:
    """Tell of an error on one line and return the exit code; with ``UTSAGA_DEBUG=1``, raise it in full."""
    if os.environ.get("UTSAGA_DEBUG") == "1":
        raise error
    complain(_in_words(type(error), error.__traceback__))
    return 1


def guard_threads() -> None:
    """See to it that an error on another thread is told in the same way."""
    if os.environ.get("UTSAGA_DEBUG") != "1":
        threading.excepthook = _on_thread


def _on_thread(found: threading.ExceptHookArgs) -> None:
    complain(_in_words(found.exc_type, found.exc_traceback))


def _in_words(kind: type[BaseException], trace: TracebackType | None) -> str:
    places = [
        f"{Path(frame.filename).relative_to(_PROGRAM)}:{frame.lineno}"
        for frame in traceback.extract_tb(trace)
        if Path(frame.filename).is_relative_to(_PROGRAM)
    ]
    return (
        f"This is an error of the program itself: {kind.__name__} at {', '.join(places) or 'no place'}. "
        "What was saved is safe. Report this line, which holds no interview text; "
        "UTSAGA_DEBUG=1 shows more, which may hold some."
    )
