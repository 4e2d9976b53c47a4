"""Is this terminal fit for a full-screen program, and how is it drawn on?"""

from __future__ import annotations

import codecs
import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO, TypedDict

from utsaga.model.errors import UtsagaError

TRUE_COLOUR_TERMINALS = ("kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "rio", "direct")
"""Terminals known by name to show 24-bit colour; over SSH the name is often all that is known."""


class Colours(StrEnum):
    """How many colours a terminal shows; the values are Rich's names for them."""

    NONE = "none"
    SIXTEEN = "standard"
    MANY = "256"
    TRUE = "truecolor"


class UnfitTerminal(UtsagaError):
    """The program cannot be used where it was started."""

    exit_code = 2


class AppOptions(TypedDict, total=False):
    """Arguments for the App's constructor."""

    ansi_color: bool


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal that was found fit: its size in cells and its colours."""

    width: int
    height: int
    colours: Colours

    @property
    def app_options(self) -> AppOptions:
        """What the App must be constructed with: without colours, Textual else draws black on black."""
        return {"ansi_color": True} if self.colours is Colours.NONE else {}


def check_terminal(
    stdin: TextIO | None, stderr: TextIO | None, environ: MutableMapping[str, str]
) -> Terminal:
    """The terminal that the program was started on. The screen is drawn on ``stderr``.

    To be called before Textual is imported: it reads the environment then, and finds there what was
    chosen here. An empty NO_COLOR means nothing (no-color.org) and is taken out.

    Raises:
        UnfitTerminal: not a terminal, too dumb a one, or one that does not show UTF-8.
    """
    if stdin is None or stderr is None or not (stdin.isatty() and stderr.isatty()):
        raise UnfitTerminal(
            "This needs a terminal to show its screen. Start it without redirection;"
            " over SSH, with ssh -t. See utsaga --help for what works without one."
        )
    if environ.get("TERM") in ("dumb", None, ""):
        raise UnfitTerminal(
            "This terminal says that it cannot place text (TERM is dumb or not set)."
            " Start in another terminal, or set TERM, such as TERM=xterm-256color."
        )
    if codecs.lookup(stderr.encoding).name != "utf-8":
        raise UnfitTerminal(
            f"This terminal's encoding is {stderr.encoding}, but interviews need UTF-8."
            " Set LANG=C.UTF-8 (or your language's, such as sv_SE.UTF-8) and start again."
        )
    if not environ.get("NO_COLOR", "-"):
        del environ["NO_COLOR"]
    colours = colours_of(environ)
    if colours is not Colours.NONE:
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", colours)
    width, height = os.get_terminal_size(stderr.fileno())
    return Terminal(width or 80, height or 24, colours)


def colours_of(environ: MutableMapping[str, str]) -> Colours:
    """The colours that the environment promises."""
    if environ.get("NO_COLOR"):
        return Colours.NONE
    term = environ.get("TERM", "").lower()
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Colours.TRUE
    if any(name in term for name in TRUE_COLOUR_TERMINALS):
        return Colours.TRUE
    return Colours.MANY if "256" in term else Colours.SIXTEEN
