"""A program with one transcript pane, or with nothing to speak of, for the pane's benchmark.

    python bench/pane_program.py bare
    python bench/pane_program.py pane FILE MARKS rgb|terminal stock|differences

Keys: w word, s sentence, 1 code, space page, G end, g top, n next hit, e scroll a line, q leave.
"""

from __future__ import annotations

import gc
import re
import sys
from itertools import islice
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key

PALETTE_CSS = """
TranscriptPane {
    background: ansi_default; color: ansi_default;
    & > .transcript--title { background: ansi_default; color: ansi_default; text-style: reverse; }
    & > .transcript--hit { color: ansi_yellow; }
    & > .transcript--current-hit { color: ansi_black; background: ansi_yellow; }
    & > .transcript--scroll { color: ansi_bright_black; }
    & > .transcript--thumb { color: ansi_bright_black; }
    & > .transcript--speaker-1 { color: ansi_cyan; }
    & > .transcript--code-1 { color: ansi_cyan; }
    & > .transcript--code-2 { color: ansi_yellow; }
    & > .transcript--code-3 { color: ansi_green; }
    & > .transcript--code-4 { color: ansi_magenta; }
    & > .transcript--code-5 { color: ansi_red; }
    & > .transcript--code-6 { color: ansi_blue; }
    & > .transcript--code-7 { color: ansi_bright_cyan; }
    & > .transcript--code-8 { color: ansi_white; }
}
"""


class Bare(App[None]):
    """Changes one cell a key."""

    def compose(self) -> ComposeResult:
        from textual.widgets import Static

        self.cell = Static("Gunilla", markup=False)
        self.cell.styles.width = 10
        yield self.cell

    def on_key(self, event: Key) -> None:
        if event.character == "q":
            self.exit()
        self.cell.update("Gunilla" if str(self.cell.render()) == "gunilla" else "gunilla")


def pane_app(path: Path, count: int, theme: str) -> App[None]:
    """The app with the pane, its text and marks loaded."""
    from pane_text import HIT, passages
    from utsaga.model.source import Speaker
    from utsaga.model.span import Span
    from utsaga.text.cursor import Cursor
    from utsaga.text.transcript import Transcript, Unit
    from utsaga.tui.widgets.transcript import Mark, TranscriptPane

    speakers = [Speaker("Kim", interviewer=True), Speaker("Gunilla")]
    transcript = Transcript(path.read_text(encoding="utf-8"), speakers)

    class Pane(App[None]):
        """One pane over the whole screen."""

        CSS = PALETTE_CSS if theme == "terminal" else ""

        def compose(self) -> ComposeResult:
            yield TranscriptPane()

        def on_mount(self) -> None:
            if theme == "terminal":
                self.theme = "ansi-dark"
            self.pane = self.query_one(TranscriptPane)
            marks = [
                Mark(str(n), *passage, "ABCDEFGH"[n % 8], n % 8 + 1)
                for n, passage in enumerate(passages(len(transcript.text), count))
            ]
            self.added = 0
            self.pane.show(transcript, marks, cursor=Cursor.at(transcript, 0), title="Gunilla")
            found = (match.start() for match in islice(re.finditer(HIT, transcript.text), 500))
            hits = [Span(start, start + len(HIT)) for start in found]
            self.hits = iter(hits)
            self.pane.set_hits(hits)
            gc.collect()
            gc.freeze()

        def on_key(self, event: Key) -> None:
            pane, cursor = self.pane, self.pane.cursor
            assert cursor is not None
            match event.character:
                case "w":
                    pane.cursor = cursor.with_unit(transcript, Unit.WORD).forward(transcript)
                case "s":
                    pane.cursor = cursor.with_unit(transcript, Unit.SENTENCE).forward(transcript)
                case "1":
                    self.added += 1
                    pane.add_marks([Mark(f"new {self.added}", *cursor.selection, "T", 3)])
                case " ":
                    pane.cursor = cursor.to(transcript, pane.page(1))
                case "g":
                    pane.cursor = cursor.first(transcript)
                case "G":
                    pane.cursor = cursor.last(transcript)
                case "n":
                    hit = next(self.hits)
                    pane.current_hit = hit
                    pane.cursor = cursor.with_unit(transcript, Unit.SENTENCE).to(transcript, hit.start)
                case "e":
                    pane.scroll_rows(1)
                case "q":
                    self.exit()

    return Pane()


def main() -> None:
    """Run the program that the arguments ask for."""
    kind, *rest = sys.argv[1:]
    app: App[None] = Bare() if kind == "bare" else pane_app(Path(rest[0]), int(rest[1]), rest[2])
    if rest and rest[3] == "differences":
        from utsaga.tui.terminal.output import install

        install(app)
    app.animation_level = "none"
    app.run(mouse=False)


if __name__ == "__main__":
    main()
