"""What the lists of the screens say about a study, before anything is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_study import at_path, code, coded_study, new_study, with_interviews

from utsaga.analysis.overview import merged
from utsaga.analysis.persons import Persons
from utsaga.analysis.weight import weigh
from utsaga.model.action import Head
from utsaga.model.coding import Coding
from utsaga.model.errors import NotFound
from utsaga.model.span import Span
from utsaga.search.corpus import Corpus
from utsaga.study import Study, sources
from utsaga.study.coding import codebook, codings, memos
from utsaga.study.incoming.files import files_at
from utsaga.study.people import participants
from utsaga.tui.screens.finding.hit_rows import hit_row
from utsaga.tui.screens.finding.quote_rows import QuoteRow, by_source, counts, touched
from utsaga.tui.screens.history_rows import history_rows
from utsaga.tui.screens.texts.transcript_rows import measured_row, speakers_said
from utsaga.tui.screens.writing.file_names import complete, expanded
from utsaga.tui.screens.writing.memo_rows import by_target, newest_first


def rows_of(study: Study, path: str) -> list[QuoteRow]:
    return [row for group in by_source(study, at_path(study, path).id, [].append) for row in group]


def only(found: list[Coding]) -> Coding:
    (coding,) = found
    return coding


class TestQuotes:
    def test_a_theme_has_its_own_quotes_and_all_below_by_transcript(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            rows = rows_of(study, "Relationen")
            assert [row.quote.coding.quote for row in rows] == [
                "Tilliten är allt.",
                "Hon lyssnar.",
                "Och tilliten till henne är stor",
            ]
            assert [(row.place, row.who, row.below) for row in rows] == [
                ("turn 4", "Gunilla", "tillit"),
                ("turn 2", "Karin", ""),
                ("turn 3", "Karin", "tillit"),
            ]
            said = counts(weigh(row.quote for row in rows))
            assert said == "3 passages · 2 transcripts · 2 speakers"

    def test_the_first_transcript_comes_before_the_second_has_been_read(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            groups = by_source(study, at_path(study, "Relationen").id, [].append)
            assert [row.quote.source.title for row in next(groups)] == ["Intervju 1"]

    def test_taking_a_code_off_touches_its_row_alone(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            shown = rows_of(study, "Relationen")
            action = study.do(codings.remove(study, [shown[1].quote.coding]))
            theme = at_path(study, "Relationen").id
            assert touched(study, theme, action, [r.id for r in shown]) == {shown[1].id: None}

    def test_marking_to_print_gives_the_row_its_star(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            shown = rows_of(study, "Relationen")
            action = study.do(codings.star(study, [shown[0].quote.coding]))
            changed = touched(study, at_path(study, "Relationen").id, action, [r.id for r in shown])
            row = changed[shown[0].id]
            assert row is not None
            assert row.quote.coding.starred

    def test_a_coding_elsewhere_touches_nothing(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            shown = rows_of(study, "Relationen")
            other = only(study.held.codings_of([at_path(study, "magkänsla").id]))
            action = study.do(codings.remove(study, [other]))
            assert touched(study, at_path(study, "Relationen").id, action, [r.id for r in shown]) == {}

    def test_a_new_quote_or_a_renamed_code_needs_a_new_list(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            theme = at_path(study, "Relationen")
            shown = [r.id for r in rows_of(study, "Relationen")]
            span = Span(0, 20)
            added = study.do(codings.add(study, study.sources[0].id, span, theme))
            with pytest.raises(LookupError):
                touched(study, theme.id, added, shown)
            renamed = study.do(codebook.rename(study, theme, "Relation"))
            with pytest.raises(LookupError):
                touched(study, theme.id, renamed, shown)


class TestHits:
    def test_a_hit_stands_in_its_context_with_its_words_marked(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            first = study.sources[0]
            transcript = study.transcript(first.id)
            corpus = Corpus([(first.id, transcript.text)])
            row = hit_row(transcript, next(corpus.search("tillit")))
            assert [row.words[mark.start : mark.end] for mark in row.marks] == ["Tilliten"]
            assert row.words in transcript.text
            assert row.place == "turn 4"
            assert Persons(study).called(first, row.speakers) == ["Gunilla"]


class TestMemos:
    def test_the_newest_comes_first_and_each_says_what_it_is_about(self, tmp_path: Path) -> None:
        with coded_study(tmp_path / "study") as study:
            first = study.sources[0]
            start = first_at = study.transcript(first.id).text.index("Man får")
            study.do(memos.on_study(study, "Första intrycket."))
            study.do(memos.on_passage(study, first.id, Span(start, first_at + 7), "In vivo?"))
            study.do(memos.on_code(study, at_path(study, "tillit").id, "Två slags tillit."))
            study.do(memos.on_source(study, first.id, "Trött, men öppen."))
            study.do(memos.condense(study, first.id, Span(start, start + 31), "Går på känsla."))
            rows = newest_first(row for group in by_target(study) for row in group)
            assert {(row.kind, row.about, row.memo.text) for row in rows} == {
                ("condensation", "Intervju 1, turn 2", "Går på känsla."),
                ("memo", "Intervju 1", "Trött, men öppen."),
                ("memo", "Relationen / tillit", "Två slags tillit."),
                ("memo", "Intervju 1, turn 2", "In vivo?"),
                ("journal", "", "Första intrycket."),
            }
            assert [row.memo.created for row in rows] == sorted((r.memo.created for r in rows), reverse=True)


class TestTranscripts:
    def test_a_row_counts_turns_words_and_what_is_coded(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            first, second = with_interviews(study)
            assert measured_row(study, first).measured is not None
            half = code(study, second, "Hon lyssnar.", "lyssnar")
            row = measured_row(study, second)
            assert row.measured is not None
            assert (row.measured.turns, row.measured.words, row.measured.interviewer_words) == (3, 20, 5)
            said = sum(t.end - t.body for t in study.transcript(second.id).turns if t.label == "Karin")
            assert row.measured.share == pytest.approx(len(half.quote) / said)
            assert (row.mine, row.others) == (1, 0)
            assert speakers_said(study, second) == "Karin, (Intervjuare)"
            study.do(participants.add(study, "Moa", speaks_as=[(second.id, "Karin")]))
            assert speakers_said(study, study.held.source(second.id)) == "Moa, (Intervjuare)"

    def test_a_passage_with_two_codes_counts_once(self) -> None:
        assert merged([Span(0, 5), Span(3, 9), Span(20, 21), Span(4, 6)]) == [Span(0, 9), Span(20, 21)]


class TestFileNames:
    def test_tab_completes_as_far_as_there_is_one_way_on(self, tmp_path: Path) -> None:
        (tmp_path / "intervjuer").mkdir()
        for name in ("intervju-2.txt", "intervju-10.txt", ".hidden"):
            (tmp_path / "intervjuer" / name).touch()
        assert complete("int", tmp_path).text == "intervjuer/"
        completion = complete("intervjuer/", tmp_path)
        assert completion.text == "intervjuer/intervju-"
        assert completion.choices == ("intervju-2.txt", "intervju-10.txt")
        assert complete("intervjuer/intervju-2", tmp_path).text == "intervjuer/intervju-2.txt"
        assert complete("nothing", tmp_path).text == "nothing"
        assert complete(f"{tmp_path}/interv", Path("/")).text == f"{tmp_path}/intervjuer/"

    def test_the_home_folder_is_meant_by_a_tilde(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HOME", str(tmp_path))
        (tmp_path / "a.txt").touch()
        assert expanded(" ~/a.txt", Path("/")) == tmp_path / "a.txt"
        assert complete("~/a", Path("/")).text == "~/a.txt"

    def test_a_name_that_commands_the_terminal_is_listed_and_never_typed(self, tmp_path: Path) -> None:
        (tmp_path / "a\x1b]0;x\x07.txt").touch()
        (tmp_path / "ab.txt").touch()
        completion = complete("a", tmp_path)
        assert completion.text == "a"
        assert all(choice.isprintable() for choice in completion.choices)
        assert len(completion.choices) == 2

    def test_a_folder_stands_for_its_files_in_the_order_of_their_numbers(self, tmp_path: Path) -> None:
        for name in ("i-10.txt", "i-9.txt", ".x"):
            (tmp_path / name).touch()
        found = files_at(tmp_path)
        assert [path.name for path in found.files] == ["i-9.txt", "i-10.txt"]
        assert found.left_out == ("Hidden files and folders left out: 1.",)
        (tmp_path / "empty").mkdir()
        with pytest.raises(NotFound):
            files_at(tmp_path / "empty")


class TestHistory:
    def test_what_was_undone_is_marked_until_it_is_repeated(self, tmp_path: Path) -> None:
        with new_study(tmp_path / "study") as study:
            first = study.do(memos.on_study(study, "Ett"))
            study.do(memos.on_study(study, "Två"))
            study.do(study.plan_undo())
            study.do(study.plan_undo())
            study.do(study.plan_redo())
            rows = history_rows(study.history())
            named = [(row.head.name, row.undone) for row in rows if not row.head.undoes]
            assert named[0] == ("memos.write", False)  # the repetition
            undone = {row.id: row.undone for row in rows}
            assert undone[first.id] is False
            assert sum(undone.values()) == 1

    def test_undoing_a_repetition_undoes_the_first_act_too(self) -> None:
        def head(number: str, undoes: str | None = None, redoes: str | None = None) -> Head:
            return Head(number, "memos.write", "kim", "2025-01-01", {}, {}, undoes, redoes)

        acts = [head("1"), head("2", undoes="1"), head("3", redoes="1"), head("4", undoes="3")]
        rows = {row.id: row.undone for row in history_rows(acts)}
        assert rows == {"1": True, "2": False, "3": True, "4": False}


def test_a_transcript_renamed_is_renamed_in_its_rows(tmp_path: Path) -> None:
    """Rows are made of the study as it is, not of copies."""
    with coded_study(tmp_path / "study") as study:
        study.do(sources.rename(study, study.sources[0], "Gunilla"))
        assert rows_of(study, "tillit")[0].quote.source.title == "Gunilla"
