"""How the screen reaches the terminal: by differences where that can be done, else as Textual does it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

import textual
from textual.app import App

from utsaga.tui.terminal.contract import what_changed

CONTRACT = {
    "textual.app:App._display": ["self", "screen", "renderable"],
    "textual._compositor:LayoutUpdate": ["strips", "region"],
    "textual._compositor:ChopsUpdate": ["chops", "spans", "chop_ends"],
    "textual._compositor:Compositor._regions_to_spans": ["regions"],
    "textual._compositor:Compositor.render_partial_update": ["self"],
    "textual.strip:Strip.render_ansi": ["style", "color_system"],
    "textual.driver:Driver.start_application_mode": ["self"],
    "textual.driver:Driver.stop_application_mode": ["self"],
    "textual.driver:Driver.process_message": ["self", "message"],
    "textual.messages:TerminalSupportsSynchronizedOutput": [],
    "textual.driver:Driver.write": ["self", "data"],
}
"""What of Textual the differential output stands on: the parameters of each."""

CONSTANTS = ("textual._ansi_sequences:SYNC_START", "textual._ansi_sequences:SYNC_END")
APP_STATE = ("_batch_count", "_running", "_closed", "_sync_available", "_driver", "cursor_position")


class Output:
    """How an app's screen reaches the terminal.

    ``stock`` is "" while differences are sent, else the reason why Textual's own output is used.
    """

    def __init__(self, app: App[Any], stock: str) -> None:
        self.stock = stock
        self._app = app

    def redraw(self) -> None:
        """Send the whole screen again, whatever the terminal shows now."""
        self._app.screen.refresh()


_outputs: WeakKeyDictionary[App[Any], Output] = WeakKeyDictionary()


def install(app: App[Any], environ: Mapping[str, str] = os.environ) -> Output:
    """Put differential output under an app, before it runs; a second time gives the same one.

    ``UTSAGA_OUTPUT=stock`` in the environment leaves Textual's own output in place.
    """
    if app not in _outputs:
        _outputs[app] = _installed(app, environ)
    return _outputs[app]


def _installed(app: App[Any], environ: Mapping[str, str]) -> Output:
    reason = why_stock(app, environ)
    if reason:
        return Output(app, reason)
    from utsaga.tui.terminal.differential import DifferentialOutput

    output = DifferentialOutput(app, erases_with_background=erases_with_background(environ))
    output.attach()
    return output


def why_stock(app: App[Any], environ: Mapping[str, str]) -> str:
    """Why Textual's own output must be used: "" when its private parts are as they are needed."""
    if environ.get("UTSAGA_OUTPUT") == "stock":
        return "UTSAGA_OUTPUT=stock"
    if "_display" in vars(app) or type(app)._display is not App._display:
        return "the app draws by itself"
    changed = what_changed(CONTRACT, CONSTANTS)
    if changed:
        return changed
    for attribute in APP_STATE:
        if not hasattr(app, attribute):
            return f"textual.app:App.{attribute} has changed in Textual {textual.__version__}"
    return ""


def erases_with_background(environ: Mapping[str, str]) -> bool:
    """Whether this terminal fills what it erases with the current background (terminfo's bce)."""
    return bool(environ.get("TMUX")) or not environ.get("TERM", "").startswith(("screen", "eterm", "vt"))
