"""The styles of the pane, worked out once for a theme and kept as the same objects, cheap to compare."""

from __future__ import annotations

from enum import IntFlag
from functools import reduce
from operator import add
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
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


def _name(layer: Layer) -> str:
    return f"transcript--{(layer.name or '').lower().replace('_', '-')}"


SPEAKERS: Final = tuple(Layer[f"SPEAKER_{number}"] for number in range(1, SPEAKER_COLOURS + 1))

_PARTS: Final = ("title", "margin", "more", "theirs", "note", "changed", "scroll", "thumb")

COMPONENTS: Final = frozenset(
    {
        *(f"transcript--{part}" for part in _PARTS),
        *(_name(layer) for layer in Layer),
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
    """The pane's styles as its theme has them at one moment, as they leave for the terminal.

    Equal styles are the same object: what is drawn in them is told apart by identity.
    """

    def __init__(self, widget: Widget) -> None:
        """Read the styles of a widget that has all of `COMPONENTS`."""
        self._background = widget.background_colors[1]
        self._under = widget.visual_style.rich_style
        self._filters = widget.get_line_filters()
        self._same: dict[Style, Style] = {}
        self._texts: dict[int, Style] = {}
        part = {name: self._part(widget, name) for name in COMPONENTS}
        self._layers = {layer: part[_name(layer)] for layer in Layer}
        if widget.app.no_color:
            self._layers[Layer.SELECTION] += Style(reverse=True)
        margin = part["transcript--margin"]
        self.base = self._sealed()
        self.margin = self._sealed(margin)
        self.title = self._sealed(part["transcript--title"])
        self.more = self._sealed(margin, part["transcript--more"])
        self.note = self._sealed(margin, part["transcript--note"])
        self.changed = self._sealed(margin, part["transcript--changed"])
        self.scroll = self._sealed(part["transcript--scroll"])
        self.thumb = self._sealed(part["transcript--thumb"])
        codes = [part[f"transcript--code-{number}"] for number in range(1, CODE_COLOURS + 1)]
        theirs = part["transcript--theirs"]
        self._mine = [self._sealed(margin, code) for code in codes]
        self._theirs = [self._sealed(margin, code, theirs) for code in codes]

    def text(self, layers: int) -> Style:
        """The style of text in these layers."""
        style = self._texts.get(layers)
        if style is None:
            worn = (self._layers[layer] for layer in Layer if layer & layers)
            style = self._texts[layers] = self._sealed(*worn)
        return style

    def code(self, number: int, *, mine: bool) -> Style:
        """The style of a code's stripe and glyph by its colour, 1..8, for one's own or another's coding."""
        return (self._mine if mine else self._theirs)[(number - 1) % CODE_COLOURS]

    def _part(self, widget: Widget, name: str) -> Style:
        """What a component sets, its colours blended over the pane's background; the rest left open."""
        styles, under = widget.get_component_styles(name), self._background
        back = under + styles.background if styles.has_rule("background") and styles.background.a else None
        fore: Color | None = None
        if styles.auto_color:
            fore = (back or under).get_contrast_text(styles.color.a)
        elif styles.has_rule("color") and styles.color.a:
            fore = (back or under) + styles.color
        return Style(color=fore and fore.rich_color, bgcolor=back and back.rich_color) + styles.text_style

    def _sealed(self, *parts: Style) -> Style:
        """Parts one over the other, through the app's filters (no colours, no dim text): done here once
        and not for every row."""
        segments = [Segment(" ", reduce(add, parts, self._under))]
        for line_filter in self._filters:
            segments = line_filter.apply(segments, self._background)
        style = segments[0].style or Style.null()
        return self._same.setdefault(style, style)
