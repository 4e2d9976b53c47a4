"""The four colour themes, as the stylesheet gives them.

All colours stand in ``themes.tcss``, a variable a theme and name: ``$dark-ground``. A rule there says
``$ground``, which is the chosen theme's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from textual.color import Color
from textual.theme import Theme

from utsaga.config import THEMES
from utsaga.model.errors import UtsagaError
from utsaga.nearest import nearest
from utsaga.tui.parts import CODE_COLOURS

_ROOM = Path(__file__).parent

_COLOURS = (
    *("ground", "ink", "faint", "bar", "edge", "mark", "caution", "found", "cursor", "cursor-ink", "resting"),
    *(f"code-{number}" for number in range(1, CODE_COLOURS + 1)),
)
_STYLES = ("heading-style", "faint-style", "found-style", "cursor-style", "resting-style")
_NAMES = frozenset(f"{theme}-{name}" for theme in THEMES for name in (*_COLOURS, *_STYLES))
_STYLE_WORDS = frozenset({"none", "bold", "underline", "dim", "reverse", "italic"})

_TERMINAL_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_TERMINAL_COLOURS = frozenset(
    {"ansi_default", *(f"ansi_{bright}{name}" for bright in ("", "bright_") for name in _TERMINAL_NAMES)}
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"^\$([\w-]+)\s*:\s*([^;\n]*);", re.MULTILINE)


class BadThemes(UtsagaError):
    """The stylesheet does not give the themes; the message names the file, the variable and what it needs."""


def stylesheet() -> Path:
    """The stylesheet: beside the package when installed, at the top of the repository when worked on."""
    shipped = _ROOM.parent / "themes.tcss"
    return shipped if shipped.exists() else _ROOM.parents[2] / "themes.tcss"


def read_themes(where: Path) -> tuple[Theme, ...]:
    """The themes in the order in which they are gone through, that of ``config.THEMES``.

    Raises:
        BadThemes: a theme's variable is missing, wrong, unknown or given twice.
    """
    values: dict[str, str] = {}
    try:
        sheet = where.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadThemes(f"{where}: cannot be read ({error})") from None
    for name, value in _VARIABLE.findall(_COMMENT.sub("", sheet)):
        if name not in _NAMES:
            raise BadThemes(
                f"{where}: no theme knows '${name}'{nearest(f'${name}', (f'${n}' for n in _NAMES))}"
            )
        if name in values:
            raise BadThemes(f"{where}: '${name}' is given twice: leave one")
        values[name] = _checked(where, name, value.strip())
    missing = sorted(_NAMES - values.keys())
    if missing:
        raise BadThemes(f"{where}: '${missing[0]}' is missing: every theme gives every name")
    return tuple(_theme(name, values) for name in THEMES)


def _checked(where: Path, name: str, value: str) -> str:
    if name.endswith("-style"):
        kind, right = f"words of {', '.join(sorted(_STYLE_WORDS))}", _STYLE_WORDS.issuperset(value.split())
    elif name.startswith("terminal-"):
        kind, right = "a colour of the terminal, such as ansi_red or ansi_default", value in _TERMINAL_COLOURS
    else:
        kind, right = "a colour as #rrggbb", re.fullmatch("#[0-9a-fA-F]{6}", value) is not None
    if not value or not right:
        raise BadThemes(f"{where}: '${name}' is '{value}', but must be {kind}")
    return value


def _theme(theme: str, values: Mapping[str, str]) -> Theme:
    own = {name: values[f"{theme}-{name}"] for name in (*_COLOURS, *_STYLES)}
    ansi = own["ground"] in _TERMINAL_COLOURS
    return Theme(
        name=theme,
        primary=own["mark"],
        warning=own["caution"],
        foreground=own["ink"],
        background=own["ground"],
        surface=own["ground"],
        panel=own["bar"],
        dark=ansi or Color.parse(own["ground"]).brightness < 0.5,
        ansi=ansi,
        variables=own | ({"ansi-background": own["ground"], "ansi-foreground": own["ink"]} if ansi else {}),
    )
