"""Draw docs/screen.svg: the example study on the screen, some keys into a session."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from utsaga import demo
from utsaga.config import Config
from utsaga.study import Study
from utsaga.tui.app import UtsagaApp

KEYS = ["right_square_bracket"] * 5
PICTURE = Path(__file__).with_name("screen.svg")


async def draw(folder: Path) -> str:
    """The screen as SVG, without the fonts that Rich would fetch from elsewhere."""
    demo.build(folder, "kim")
    with Study.open(folder, coder="kim") as study:
        app = UtsagaApp(study, Config(coder="kim"))
        async with app.run_test(size=(124, 34)) as pilot:
            await pilot.press(*KEYS)
            await pilot.pause()
            svg = app.export_screenshot(title="utsaga")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: ?[^;]*Fira Code[^;]*;", "font-family: monospace;", svg)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(asyncio.run(draw(Path(folder) / "study")), encoding="utf-8")


if __name__ == "__main__":
    main()
