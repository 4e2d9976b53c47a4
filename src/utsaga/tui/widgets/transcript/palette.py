"""The styles of the pane, worked out once for a theme and kept as the same objects, cheap to compare."""

from __future__ import annotations

from enum import IntFlag
from functools import reduce
from typing import Final

from rich.style import Style
from textual.color import Color
from textual.css.styles import RenderStyles
from textual.widget import Widget

CODE_COLOURS: Final = 8
SPEAKER_COLOURS: Final = 6


class Layer(IntFlag):
    """What a stretch of text is; the later ones are drawn over the earlier ones."""

    LABEL = 1
    INTERVIEWER = 2
    SPEAKER_1 = 4
    SPEAKER_2 = 8
    SPEAKER_3 = 16
    SPEAKER_4 = 32
    SPEAKER_5 = 64
    SPEAKER_6 = 128
    CODED = 256
    DIMMED = 512
    HIT = 1024
    CURRENT_HIT = 2048
    SELECTION = 4096


SPEAKERS: Final = tuple(Layer[f"SPEAKER_{number}"] for number in range(1, SPEAKER_COLOURS + 1))

_PARTS: Final = ("title", "margin", "more", "theirs", "note", "changed", "scroll", "thumb")

COMPONENTS: Final = frozenset(
    {
        *(f"transcript--{part}" for part in _PARTS),
        *(f"transcript--{layer.name.lower().replace('_', '-')}" for layer in Layer if layer.name),
        *(f"transcript--code-{number}" for number in range(1, CODE_COLOURS + 1)),
    }
)
"""Names of all styles that a theme may set."""

DEFAULT_CSS: Final = """
TranscriptPane {
    width: 1fr;
    height: 1fr;
    background: $background;
    color: $foreground;
    & > .transcript--title { background: $panel; color: $foreground; }
    &:focus > .transcript--title { text-style: bold; }
    & > .transcript--label { text-style: bold; }
    & > .transcript--interviewer { text-style: dim; }
    & > .transcript--speaker-1 { color: #56b4e9; }
    & > .transcript--speaker-2 { color: #e69f00; }
    & > .transcript--speaker-3 { color: #2fbf8f; }
    & > .transcript--speaker-4 { color: #cc79a7; }
    & > .transcript--speaker-5 { color: #f0e442; }
    & > .transcript--speaker-6 { color: #d5764f; }
    & > .transcript--coded { text-style: underline; }
    & > .transcript--dimmed { text-style: dim; }
    & > .transcript--hit { text-style: bold; color: $warning; }
    & > .transcript--current-hit { text-style: bold; color: $background; background: $warning; }
    & > .transcript--selection { text-style: reverse; }
    & > .transcript--code-1 { color: #56b4e9; }
    & > .transcript--code-2 { color: #e69f00; }
    & > .transcript--code-3 { color: #2fbf8f; }
    & > .transcript--code-4 { color: #cc79a7; }
    & > .transcript--code-5 { color: #f0e442; }
    & > .transcript--code-6 { color: #d5764f; }
    & > .transcript--code-7 { color: #8f9bff; }
    & > .transcript--code-8 { color: #b5b5b5; }
    & > .transcript--theirs { text-style: italic; }
    & > .transcript--more { text-style: bold; }
    & > .transcript--note { text-style: bold; }
    & > .transcript--changed { text-style: bold; }
    & > .transcript--scroll { color: $panel; }
    & > .transcript--thumb { color: $foreground-darken-1; }
}
"""


class Palette:
    """The pane's styles as its theme has them at one moment."""

    def __init__(self, widget: Widget, *, colourless: bool) -> None:
        """Read the styles of a widget that has all of `COMPONENTS`.

        ``colourless`` says that colours will be taken away: the selection is then reversed in any case.
        """
        background = widget.background_colors[1]
        self.background = background
        self.base = widget.visual_style.rich_style
        self._layers = {
            layer: _partial(widget.get_component_styles(f"transcript--{_name(layer)}"), background)
            for layer in Layer
        }
        if colourless:
            self._layers[Layer.SELECTION] += Style(reverse=True)
        parts = {
            part: self.base + _partial(widget.get_component_styles(f"transcript--{part}"), background)
            for part in _PARTS
        }
        if parts["margin"] == self.base:
            parts["margin"] = self.base  # the same object, so that blanks and text are drawn in one go
        self.title, self.margin, self.more = parts["title"], parts["margin"], parts["more"]
        self.note, self.changed = self.margin + parts["note"], self.margin + parts["changed"]
        self.scroll, self.thumb = parts["scroll"], parts["thumb"]
        theirs = _partial(widget.get_component_styles("transcript--theirs"), background)
        codes = [
            self.margin + _partial(widget.get_component_styles(f"transcript--code-{number}"), background)
            for number in range(1, CODE_COLOURS + 1)
        ]
        self._codes = {True: codes, False: [code + theirs for code in codes]}
        self._texts: dict[int, Style] = {}

    def text(self, layers: int) -> Style:
        """The style of text in these layers: the same object for the same layers."""
        style = self._texts.get(layers)
        if style is None:
            worn = (self._layers[layer] for layer in Layer if layer & layers)
            style = self._texts[layers] = reduce(lambda under, over: under + over, worn, self.base)
        return style

    def code(self, number: int, *, mine: bool) -> Style:
        """The style of a code's stripe and glyph by its colour, 1..8, for one's own or another's coding."""
        return self._codes[mine][(number - 1) % CODE_COLOURS]


def _name(layer: Layer) -> str:
    return (layer.name or "").lower().replace("_", "-")


def _partial(styles: RenderStyles, under: Color) -> Style:
    """What a component's styles set, colours blended over the pane's background; the rest left open."""
    back = under + styles.background if styles.has_rule("background") and styles.background.a else None
    fore: Color | None = None
    if styles.auto_color:
        fore = (back or under).get_contrast_text(styles.color.a)
    elif styles.has_rule("color") and styles.color.a:
        fore = (back or under) + styles.color
    return Style(color=fore and fore.rich_color, bgcolor=back and back.rich_color) + styles.text_style
