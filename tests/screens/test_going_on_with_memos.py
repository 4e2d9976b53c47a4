"""A memo that is there is gone on with: seen to its end, one's own alone, and deleted when it is emptied."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import Session, open_program
from small_study import coded_study

from utsaga.study import Study
from utsaga.study.coding import memos
from utsaga.tui.screens.writing.editor import Pages

LONG = "\n".join(f"rad {number}" for number in range(1, 41))

KINDS = {
    "passage": ("j", "m"),
    "code": ("g", "c", "m"),
    "source": ("M",),
    "study": ("g", "j", "e"),
    "condensation": ("j", "d"),
}


def written(study: Study) -> list[str]:
    return [memo.text for memo in memos.all_memos(study) if memo.coder == study.coder]


async def begin(session: Session, study: Study, kind: str) -> None:
    """Write the long memo."""
    keys = ("g", "j", "a") if kind == "study" else KINDS[kind]
    await session.press(*keys)
    session.screen.query_one(Pages).text = LONG
    await session.press("ctrl+s")
    assert written(study) == [LONG]
    if kind in ("code", "study"):
        await session.press("q" if kind == "study" else "tab")


@pytest.mark.parametrize("kind", KINDS)
async def test_it_is_seen_to_its_end_and_emptying_deletes_it_until_undone(tmp_path: Path, kind: str) -> None:
    with coded_study(tmp_path / "study") as study:
        async with open_program(study) as session:
            await begin(session, study, kind)
            await session.press(*KINDS[kind] if kind not in ("passage", "condensation") else KINDS[kind][1:])
            pages = session.screen.query_one(Pages)
            assert pages.text == LONG
            assert pages.cursor_location == pages.document.end
            assert "rad 40" in session.text, "the end, where one writes on, is in sight"
            assert "without any words" in session.text
            pages.text = " "
            await session.press("ctrl+s")
            assert written(study) == []
            assert "Deleted" in session.message
            await session.press("u")
            assert written(study) == [LONG]


async def test_memos_of_two_coders_on_one_passage_are_kept_apart(tmp_path: Path) -> None:
    with coded_study(tmp_path / "study") as study:
        async with open_program(study, size=(140, 30)) as session:
            await session.press("j", "m", *"Kims", "ctrl+s")
    with Study.open(tmp_path / "study", coder="alex") as study:
        async with open_program(study, size=(140, 30)) as session:
            await session.press("j", "m")
            assert session.screen.query_one(Pages).text == "", "what another coder has written is hers"
            await session.press(*"Alex", "ctrl+s")
            assert sorted((memo.coder, memo.text) for memo in memos.all_memos(study)) == [
                ("alex", "Alex"),
                ("kim", "Kims"),
            ]
            assert "Kims" in session.text
            assert "Alex" in session.text
            await session.press("g", "j")
            mine = {row.memo.coder: number for number, row in enumerate(session.rows.items)}
            session.rows.go_to(mine["kim"])
            await session.press("e")
            assert "Memo of kim" in session.text
