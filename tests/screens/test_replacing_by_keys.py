"""Names are replaced on a screen: form by form, hit by hit, in one step; their originals can be erased."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from session import open_program

import studies
from utsaga.model.source import Source, Speaker
from utsaga.study import Study
from utsaga.study.coding import memos
from utsaga.study.living import replacing
from utsaga.study.living.replacing import Hit, Rule
from utsaga.tui.screens.texts.replacing_rows import FormRow, context

ONE = "Anna: Jag kom till Göteborg 1990. Göteborgs hamn, Göteborg igen.\n\nI: Mm.\n"
TWO = "I: Och du?\n\nB: Jag bor i Göteborg nu.\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.new(tmp_path / "s") as opened:
        studies.add_text(opened, "ett", ONE, [Speaker("Anna"), Speaker("I", interviewer=True)])
        studies.add_text(opened, "två", TWO, [Speaker("I", interviewer=True), Speaker("B")])
        studies.code(opened, "ett", "Göteborgs hamn", "plats")
        yield opened


def texts(study: Study) -> str:
    return "".join((study.path / f"transcripts/{key}.txt").read_text() for key in ("ett", "tva"))


async def test_words_are_replaced_but_for_those_left_out_and_one_undo_brings_them_back(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("g", "x")
        assert "Nothing to replace." in session.text
        await session.answer("Göteborg = Västerstad")
        assert "3 chosen of 4 hits in 2 transcripts" in session.lines[0]
        assert "Göteborgs → Västerstads" in session.text
        assert "another form" in session.text
        await session.press("escape", "G", "k")
        await session.press("x")
        assert "4 chosen of 4 hits" in session.lines[0]
        await session.press("g", "g", "j", "x")
        assert "3 chosen of 4 hits" in session.lines[0]
        await session.press("w")
        assert "Replace 3 hits in 2 transcripts?" in session.text
        await session.press("y")
        await session.until(lambda: "Västerstad nu" in texts(study))
        assert texts(study).count("Göteborg") == 1
        assert [c.quote for c in study.held.codings(study.sources[0].id)] == ["Västerstads hamn"]
        await session.press("u")
        await session.until(lambda: texts(study) == ONE + TWO)


async def test_what_is_no_pair_and_no_table_is_told(study: Study, tmp_path: Path) -> None:
    (tmp_path / "namn.csv").write_text("original,replacement\nAnna,Karin\n")
    async with open_program(study) as session:
        await session.press("g", "x")
        await session.answer("Göteborg =")
        assert "Göteborg = Västerstad" in session.message
        await session.answer("finns-inte.csv")
        assert "finns-inte.csv" in session.message
        await session.answer(str(tmp_path / "namn.csv"))
        assert "1 chosen of 1 hit in 1 transcript" in session.lines[0]
        await session.press("escape", "d")
        assert "Nothing to replace." in session.text


async def test_a_single_word_says_how_a_pair_is_written_and_the_message_goes_with_the_next_key(
    study: Study,
) -> None:
    async with open_program(study) as session:
        await session.press("g", "x")
        await session.answer("Göteborg")
        assert "'Göteborg' becomes what? Write 'Göteborg = '" in session.message
        assert str(Path.cwd()) not in session.message
        await session.press("backspace")
        assert session.message == ""
        await session.answer("Göteborg = Västerstad")
        assert (session.message, "3 chosen of 4 hits" in session.lines[0]) == ("", True)


async def test_after_choosing_a_form_the_next_form_is_next(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("g", "x")
        await session.answer("Göteborg = Västerstad")
        await session.press("escape", "x", "x")
        chosen = [row.chosen for row in session.rows.items if isinstance(row, FormRow)]
        assert chosen == [0, 1]


async def test_words_that_stand_in_no_text_are_erased_whenever_it_is_wanted(study: Study) -> None:
    hits = replacing.find(study, rules := [Rule("Göteborg", "Västerstad", (("Göteborgs", "Västerstads"),))])
    replacing.keep(study, rules, hits)
    study.do(replacing.make(study, hits, rules))
    study.do(memos.on_study(study, "Om Göteborg."))
    async with open_program(study) as session:
        await session.press("g", "x")
        assert "Esc, then D erases what is left elsewhere." in session.text
        await session.press("escape")
        assert "1 word, in no transcript now. D erases what is left elsewhere." in session.text
        assert "D erase" in session.lines[-1]
        await session.press("D", "y")
        await session.until(lambda: "Erased what was left" in session.message)
        assert "'Göteborg' in a memo of kim's on the study (edit or delete it)" in session.message
        study.do(memos.delete(study, memos.all_memos(study)[0]))
        await session.press("D", "y")
        await session.until(lambda: "Still there" not in session.message and "Erased" in session.message)
        await session.press("i")
        await session.answer("Göteborg = Västerstad")
        await session.press("escape", "D", "y")
        await session.until(lambda: "Erased what was left of 1 replaced word" in session.message)
    left = [p for p in study.path.rglob("*") if p.is_file() and "Göteborg".encode() in p.read_bytes()]
    assert left == []


async def test_originals_are_erased_after_a_warning(study: Study) -> None:
    async with open_program(study) as session:
        await session.press("g", "x", "escape", "g", "x")
        await session.answer("Göteborg = Västerstad")
        await session.press("escape", "G", "k", "x", "w", "y")
        await session.until(lambda: "Göteborg" not in texts(study))
        await session.press("D")
        assert "can then no longer be undone" in " ".join(session.text.split())
        await session.press("y")
        await session.until(lambda: "Erased what was left" in session.message)
        left = [p for p in study.path.rglob("*") if p.is_file() and "Göteborg".encode() in p.read_bytes()]
        assert left == []


async def test_replacing_in_many_transcripts_says_how_far_it_is_and_keys_go_on(tmp_path: Path) -> None:
    with studies.new(tmp_path / "many") as many:
        for number in range(45):
            studies.add_text(many, f"text {number}", f"Hon bor i Göteborg nu, nummer {number}.\n")
        async with open_program(many) as session:
            await session.press("g", "x")
            await session.answer("Göteborg = Västerstad")
            await session.until(lambda: "45 chosen of 45 hits" in session.lines[0])
            said = []
            tell = session.app.screen.say
            session.app.screen.say = lambda words: (said.append(words), tell(words))  # type: ignore[assignment]
            await session.press("escape", "w", "y")
            await session.until(lambda: any("45 transcripts" in words for words in said))
            assert [words for words in said if words.startswith("Replacing: transcript")] == [
                "Replacing: transcript 20 of 45 …",
                "Replacing: transcript 40 of 45 …",
            ]
        assert "Göteborg" not in (many.path / "transcripts/text-0.txt").read_text()


def test_a_hit_in_hard_wrapped_words_is_shown_on_lines_without_breaks() -> None:
    text = "Anna: som\njag sa\nBorås är\nbra."
    start = text.index("Borås")
    source = Source("a", "a", "a", "", 1, "kim", "", "")
    hit = Hit(1, source, start, start + 5, "Borås", "[ort]", offered=False)
    words, mark = context(text, hit)
    assert "\n" not in words
    assert words[mark.start : mark.end] == "Borås"
