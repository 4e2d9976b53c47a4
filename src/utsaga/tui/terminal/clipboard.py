"""Copying to the clipboard of the person's own machine, over SSH, and saying where it went."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from utsaga.tui.terminal.watchdog import unblock_in_child

if TYPE_CHECKING:
    from textual.app import App

OSC_52_LIMIT = 74_994
"""Bytes of base64 that terminals take at least (xterm's and hterm's limits are higher)."""
TMUX_SECONDS = 2.0
FILE_NAME = "clipboard.txt"

_left: set[Path] = set()
"""Files with copied words, to be removed when the program ends."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a text went. ``words`` is for the person; ``file`` is None where it could not be written."""

    how: Literal["tmux", "osc 52", "file", "nowhere"]
    words: str
    file: Path | None


def copy(app: App[Any], text: str, cache: Path, environ: Mapping[str, str] = os.environ) -> Copied:
    """Copy a text: through tmux inside tmux, else by asking the terminal (OSC 52), and always to a file.

    The file stands in the person's runtime folder (``XDG_RUNTIME_DIR``), which is hers alone and goes with
    her session, else in ``cache``. It is for her eyes only (0600), is overwritten by the next copy and goes
    with ``forget_copies``.
    """
    size = f"{len(text)} character" + ("" if len(text) == 1 else "s")
    runtime = environ.get("XDG_RUNTIME_DIR")
    folders = [*([Path(runtime) / "utsaga"] if runtime else []), cache]
    forget_copies()
    file = next((file for folder in folders if (file := _write(text, folder))), None)
    place = f"in {file} until you leave" if file else f"nowhere else: {cache} could not be written"
    if environ.get("TMUX") and _give_to_tmux(text):
        return Copied("tmux", f"Copied {size} through tmux; also {place}.", file)
    if (len(text.encode()) + 2) // 3 * 4 <= OSC_52_LIMIT:
        app.copy_to_clipboard(text)
        return Copied("osc 52", f"Copied {size} by OSC 52; if your terminal forbids that: {place}.", file)
    if file:
        return Copied("file", f"{size} are too many for a terminal's clipboard; they are {place}.", file)
    return Copied("nowhere", f"{size} are too many for a terminal's clipboard, and {place}.", None)


def _give_to_tmux(text: str) -> bool:
    """Whether tmux took it into its buffer and handed it on to the terminal."""
    try:
        done = subprocess.run(
            ["tmux", "load-buffer", "-w", "-"],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TMUX_SECONDS,
            check=False,
            preexec_fn=unblock_in_child,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _write(text: str, folder: Path) -> Path | None:
    """The text's file, or None where the folder cannot be written."""
    target = folder / FILE_NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file 0600 from the start; renaming replaces whatever a link points at.
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=FILE_NAME)
        _left.add(Path(name))
        with open(descriptor, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a descriptor
            file.write(text)
        Path(name).replace(target)
        _left.add(target)
    except (OSError, UnicodeError):
        forget_copies()
        return None
    return target


def forget_copies() -> None:
    """Remove the files that hold copied words."""
    while _left:
        # What cannot be removed (the folder is gone) is not there for others to read either.
        with suppress(OSError):
            _left.pop().unlink()
