"""The four colour themes, and where the stylesheet is.

Three have their own colours, chosen so that text and all eight code colours stand at least 4.5 to 1
against every ground they are written on (WCAG 2.2, 1.4.3); ``terminal`` keeps to the sixteen colours
of the terminal, whatever its user has made of them.
"""

from __future__ import annotations

from pathlib import Path

from textual.theme import Theme

_ROOM = Path(__file__).parent


def stylesheet() -> Path:
    """The stylesheet: beside the package when installed, at the top of the repository when worked on."""
    shipped = _ROOM.parent / "themes.tcss"
    return shipped if shipped.exists() else _ROOM.parents[2] / "themes.tcss"


def _theme(name: str, codes: str, *, dark: bool = True, ansi: bool = False, **variables: str) -> Theme:
    """A theme from its code colours, in order, and its variables (with ``_`` for ``-``)."""
    numbered = {f"code-{number}": colour for number, colour in enumerate(codes.split(), 1)}
    named = {key.replace("_", "-"): value for key, value in variables.items()}
    return Theme(
        name=name,
        primary=named["mark"],
        warning=named["caution"],
        foreground=named["ink"],
        background=named["ground"],
        surface=named["ground"],
        panel=named["bar"],
        dark=dark,
        ansi=ansi,
        variables={**numbered, **named},
    )


DARK = _theme(
    "dark",
    "#e69f00 #56b4e9 #2fbf8f #f0e442 #8fa8f7 #f58a5f #dd98c8 #b4bcc4",
    ground="#14171b",
    ink="#d9dee3",
    faint="#98a1ab",
    bar="#20252b",
    edge="#3a424c",
    mark="#7cc4ff",
    caution="#ffb454",
    cursor="#2f4a66",
    cursor_ink="#ffffff",
    cursor_style="none",
    resting="#262c33",
    resting_style="none",
    heading_style="bold",
    found="#ffd75f",
    found_style="bold",
    faint_style="none",
)

LIGHT = _theme(
    "light",
    "#845200 #0a5f99 #00654a #655c00 #3a3eb3 #a33600 #93307a #50575f",
    dark=False,
    ground="#fbfaf7",
    ink="#1d2126",
    faint="#59616a",
    bar="#e9e6df",
    edge="#c9c4b8",
    mark="#0a5394",
    caution="#963300",
    cursor="#a9cdf0",
    cursor_ink="#0b1015",
    cursor_style="none",
    resting="#d8dcdf",
    resting_style="bold",
    heading_style="bold",
    found="#8a1f11",
    found_style="bold underline",
    faint_style="none",
)

CONTRAST = _theme(
    "contrast",
    "#ffb000 #66ccff #00e69d #ffff00 #a9bdff #ff9468 #ffa6e6 #e0e0e0",
    ground="#000000",
    ink="#ffffff",
    faint="#d0d0d0",
    bar="#1a1a1a",
    edge="#808080",
    mark="#00ffff",
    caution="#ffd000",
    cursor="#ffffff",
    cursor_ink="#000000",
    cursor_style="bold",
    resting="#333333",
    resting_style="bold",
    heading_style="bold",
    found="#ffff00",
    found_style="bold underline",
    faint_style="none",
)

TERMINAL = _theme(
    "terminal",
    "ansi_yellow ansi_cyan ansi_green ansi_magenta ansi_blue ansi_red ansi_bright_magenta ansi_default",
    ansi=True,
    ground="ansi_default",
    ink="ansi_default",
    faint="ansi_default",
    bar="ansi_default",
    edge="ansi_default",
    mark="ansi_cyan",
    caution="ansi_red",
    cursor="ansi_default",
    cursor_ink="ansi_default",
    cursor_style="reverse",
    resting="ansi_default",
    resting_style="underline",
    heading_style="bold",
    found="ansi_yellow",
    found_style="bold underline",
    faint_style="dim",
    ansi_background="ansi_default",
    ansi_foreground="ansi_default",
)

THEMES = (DARK, LIGHT, CONTRAST, TERMINAL)
"""In the order in which they are gone through."""

FIRST_VARIABLES: dict[str, str] = dict(DARK.variables)
"""What the stylesheet's variables are before a theme has been chosen."""
