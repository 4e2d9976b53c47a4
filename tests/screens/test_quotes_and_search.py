"""Sessions with the quotes of a theme and with the search."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from session import Session, open_program
from small_study import at_path, code, coded_study, new_study, with_interviews

from utsaga.config import cache_path
from utsaga.model.span import Span
from utsaga.search.index.build import build
from utsaga.search.studies import StudySearch
from utsaga.study import Study
from utsaga.study.coding import codings
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.finding.quotes import QuotesScreen
from utsaga.tui.screens.finding.search import SearchScreen


async def quotes_of(session: Session, study: Study, path: str) -> None:
    session.app.go("go.quotes", at_path(study, path).id)
    await session.settle()


def quoted(session: Session) -> list[str]:
    return [row.quote.coding.quote for row in session.rows.items]


class TestQuotes:
    async def test_a_theme_is_read_over_all_transcripts(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await quotes_of(session, study, "Relationen")
                assert "Relationen  3 passages · 2 transcripts · 2 speakers" in session.lines[0]
                assert "Intervju 1 · turn 4 · Gunilla · tillit" in session.text
                assert "Och tilliten till henne är stor" in session.text

    async def test_a_long_quote_is_wrapped_and_whole(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            turn = study.transcript(study.sources[0].id).turns[3]
            span = Span(turn.body, turn.end)
            study.do(codings.add(study, study.sources[0].id, span, at_path(study, "magkänsla")))
            async with open_program(study, size=(60, 24)) as session:
                await quotes_of(session, study, "Handlingsutrymme")
                words = " ".join(line.strip() for line in session.lines)
                assert study.transcript(study.sources[0].id).text[turn.body : turn.end] in words

    async def test_enter_goes_to_the_place_and_leaving_comes_back_to_the_row(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await quotes_of(session, study, "Relationen")
                await session.press("j", "j", "enter")
                assert isinstance(session.screen, Workspace)
                assert session.screen.reader.selection == session_span(study, "Och tilliten")
                await session.press("q")
                assert isinstance(session.screen, QuotesScreen)
                assert session.rows.cursor == 2

    async def test_marking_to_print_taking_off_and_undo_work_in_place(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await quotes_of(session, study, "Relationen")
                await session.press("j", "asterisk")
                assert [row.quote.coding.starred for row in session.rows.items] == [False, True, False]
                assert "Marked 1 passage to print" in session.message
                await session.press("x")
                assert quoted(session) == ["Tilliten är allt.", "Och tilliten till henne är stor"]
                assert "2 passages" in session.lines[0]
                await session.press("u")
                assert len(quoted(session)) == 3
                await session.press("u")
                assert not any(row.quote.coding.starred for row in session.rows.items)

    async def test_another_code_is_chosen_by_a_few_letters(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await quotes_of(session, study, "Relationen")
                await session.press("c", *"magk", "enter")
                assert quoted(session) == ["Man får ta det på känn, alltså."]

    async def test_without_a_code_one_is_asked_for(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                session.app.go("go.quotes", None)
                await session.settle()
                await session.press(*"relat", "enter")
                assert len(quoted(session)) == 3

    async def test_a_quote_is_copied_with_its_attribution(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
        monkeypatch.delenv("TMUX", raising=False)
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await quotes_of(session, study, "tillit")
                await session.press("y")
                assert session.app.clipboard == "Tilliten är allt. (Gunilla)"
                assert "Copied" in session.message
                assert (cache_path() / "clipboard.txt").read_text() == "Tilliten är allt. (Gunilla)"

    async def test_a_code_without_quotes_and_a_study_without_codes_say_what_to_do(
        self, tmp_path: Path
    ) -> None:
        with new_study(tmp_path / "study") as study:
            first, _ = with_interviews(study)
            async with open_program(study) as session:
                session.app.go("go.quotes", None)
                await session.settle()
                assert "There are no codes yet." in session.text
                assert isinstance(session.screen, QuotesScreen)
            coding = code(study, first, "Mm.", "hm")
            study.do(codings.remove(study, [coding]))
            async with open_program(study) as session:
                await quotes_of(session, study, "hm")
                assert "No passage has this code yet." in session.text
                await session.press("enter")
                assert "nothing in this list" in session.message


class TestSearch:
    async def test_words_are_found_in_their_forms_and_shown_in_context(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("slash")
                await session.answer("tilliten")
                assert isinstance(session.screen, SearchScreen)
                assert "2 hits in 2 transcripts" in session.lines[0]
                assert "tilliten 2" in session.text
                assert "Intervju 1 · turn 4 · Gunilla" in session.text
                assert "Tilliten är allt." in session.text

    async def test_enter_marks_all_hits_in_the_transcript_and_leaving_comes_back(
        self, tmp_path: Path
    ) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("slash")
                await session.answer("tilliten")
                await session.press("j", "enter")
                assert isinstance(session.screen, Workspace)
                hits = session.app.search
                assert hits is not None
                assert [len(hits.by_source[source.id]) for source in study.sources] == [1, 1]
                selected = session.screen.reader.selection
                assert selected == hits.by_source[study.sources[1].id][0]
                await session.press("q")
                assert isinstance(session.screen, SearchScreen)
                assert session.rows.cursor == 1

    async def test_other_words_begin_another_search(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("slash")
                await session.answer("tilliten")
                await session.press("i")
                await session.answer("chefen")
                assert "1 hit in 1 transcript" in session.lines[0]
                await session.press("i")
                await session.answer("xylofon")
                assert "Found nowhere." in session.text
                assert "xylofon (in no transcript)" in session.text

    async def test_before_anything_is_searched_the_screen_says_how(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            async with open_program(study) as session:
                await session.press("slash")
                assert "Forgives slips." in session.text
                await session.press("enter", "escape")
                assert isinstance(session.screen, Workspace)


def session_span(study: Study, words: str) -> Span:
    coding = next(c for s in study.sources for c in study.held.codings(s.id) if c.quote.startswith(words))
    return coding.span


async def test_a_large_study_is_searched_again_when_its_index_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()

    def slow(*args: object, **settings: object) -> None:
        let_go.wait(60)
        build(*args, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr("utsaga.search.index.making.build", slow)
    with coded_study(tmp_path / "study") as study:
        async with open_program(study) as session:
            search = StudySearch(study, scanned=1)
            monkeypatch.setattr("utsaga.tui.screens.finding.search.search_of", lambda _: search)
            await session.press("slash")
            await session.answer("tillitn")
            assert "without slips · making the search index" in session.text
            assert "Found nowhere." in session.text
            let_go.set()
            await session.until(lambda: "2 hits in 2 transcripts" in session.text)
            assert "without slips" not in session.text
