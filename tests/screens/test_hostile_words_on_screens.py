"""Names, texts and paths that widgets obey elsewhere: here they are shown, on every list."""

from __future__ import annotations

from pathlib import Path

from session import Session, open_program
from small_study import HOSTILE, new_study

from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.study import Study, sources
from utsaga.study.coding import codings, memos
from utsaga.study.sources import NewSource
from utsaga.text.safe import shown_line

WORDS = " ".join(HOSTILE)

SCREENS = (("g", "q", "enter"), ("g", "j"), ("g", "t"), ("g", "t", "S"), ("g", "h"), ("E",))


def hostile_study(path: Path, words: str) -> Study:
    """A study in which everything that has a name has this one."""
    study = new_study(path)
    text = f"{words}: sa {words} då.\n\nB: Ja.\n\n{words}: Mm.\n"
    named = (Speaker(words, f"N {words}", interviewer=True), Speaker("B"))
    study.do(sources.add(study, [NewSource(f"T {words}", text, origin=f"O {words}", speakers=named)]))
    source = study.sources[0]
    turn = study.transcript(source.id).turns[0]
    span = Span(turn.start, turn.end)
    study.do(codings.add_at_path(study, source.id, span, f"C {words}"))
    code = study.codes.children(None)[0]
    study.do(memos.on_study(study, f"M {words}"))
    study.do(memos.on_code(study, code.id, f"M {words}"))
    study.do(memos.on_passage(study, source.id, span, f"M {words}"))
    return study


def is_harmless(session: Session) -> bool:
    """Whether no character on the screen could command a terminal, and none was lost or turned."""
    return all(line == shown_line(line) for line in session.lines)


async def test_they_are_shown_on_every_list_and_nothing_is_obeyed(tmp_path: Path) -> None:
    with hostile_study(tmp_path / "study", WORDS) as study:
        async with open_program(study, size=(400, 30)) as session:
            for keys in SCREENS:
                await session.press(*keys)
                assert is_harmless(session), keys
            await session.press("slash")
            await session.answer('"sa"')
            assert is_harmless(session)
            assert shown_line(WORDS) in session.text
            for keys, said in (
                (SCREENS[0], "C "),
                (SCREENS[1], "M "),
                (SCREENS[2], "T "),
                (SCREENS[3], "N "),
            ):
                await session.press(*keys)
                assert said + shown_line(WORDS) in session.text


async def test_questions_about_them_show_them_too(tmp_path: Path) -> None:
    with hostile_study(tmp_path / "study", WORDS) as study:
        async with open_program(study, size=(400, 30)) as session:
            await session.press("g", "t")
            for key in ("r", "m", "D"):
                await session.press(key)
                assert is_harmless(session), key
                await session.press("escape")
            await session.press("r")
            await session.answer(f"R {WORDS}")
            assert is_harmless(session)
            await session.press("g", "j", "e")
            assert is_harmless(session)


async def test_files_with_such_names_are_looked_at_and_imported(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, words in enumerate(HOSTILE):
        name = words.replace("/", "∕") + ".txt"
        (folder / name).write_text(f"I: {words} {number}?\n\nIP: {words}.\n", encoding="utf-8")
    with new_study(tmp_path / "study") as study:
        async with open_program(study, size=(120, 40)) as session:
            await session.press("g", "t", "a")
            await session.answer(f"{folder}/")
            assert f"{len(HOSTILE)} of {len(HOSTILE)} files chosen" in session.text
            assert is_harmless(session)
            await session.press("S")
            assert is_harmless(session)
            await session.press("q", "e")
            assert is_harmless(session)
            await session.press("escape", "i", "tab")
            assert is_harmless(session)
            await session.press("escape", "enter")
            assert len(study.sources) == len(HOSTILE)
            assert is_harmless(session)
