"""Three panes of Textual's own widgets, for the output's benchmark: ``python bench/output_program.py``.

With UTSAGA_OUTPUT=stock in the environment Textual draws by itself, else differences are sent.
"""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, OptionList, Static, Tree

from pane_text import interview
from utsaga.tui.terminal.output import install


class Panes(App[None]):
    """Codes, a transcript, and what stands at the cursor."""

    CSS = """
    #codes { width: 28; }
    #beside { width: 32; }
    #transcript { scrollbar-size: 1 1; }
    """
    AUTO_FOCUS = "#transcript"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            tree: Tree[None] = Tree("Kim", id="codes")
            tree.root.expand()
            for number in range(60):
                tree.root.add_leaf(f"code {number}")
            yield tree
            with VerticalScroll(id="transcript"):
                yield Static(interview(50_000), markup=False)
            with Vertical(id="beside"):
                yield Input()
                yield OptionList(*(f"quote {number}" for number in range(60)))

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False


if __name__ == "__main__":
    app = Panes()
    install(app)
    app.animation_level = "none"
    app.run(mouse=False)
