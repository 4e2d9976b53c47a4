"""Reading on the workspace: moving, selecting, panes, two transcripts, coming back to where one was."""

from __future__ import annotations

from pathlib import Path

from session import Session, open_program

from studies import coded, interviews, named, new, span_of
from utsaga.commands import Scope
from utsaga.keymap import Keymap
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.coding import codebook, codings, pins
from utsaga.tui.places import Hits, Place
from utsaga.tui.screens.desk.panes import LEAST_FOR_TEXT
from utsaga.tui.screens.desk.workspace import Workspace
from utsaga.tui.screens.help import help_lines, help_rows
from utsaga.tui.widgets.codes_tree import CodesTree
from utsaga.tui.widgets.notes_pane import NotesPane


def workspace(session: Session) -> Workspace:
    assert isinstance(session.screen, Workspace)
    return session.screen


def selected(session: Session) -> str:
    """The words that are selected."""
    reader = workspace(session).reader
    return reader.transcript.text[reader.selection.start : reader.selection.end]


def title(session: Session) -> str:
    """Which transcript has the keys."""
    return workspace(session).reader.source.title


async def test_moving_by_word_sentence_and_turn(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            assert selected(session) == "Hur länge har du arbetat här?"
            await session.press("w", "j", "j")
            assert selected(session) == "har"
            await session.press("t", "J")
            assert selected(session) == "Trettio år i augusti. Man får ta det på känn, liksom."
            await session.press("s", "K", "k")
            assert selected(session) == "Hur länge har du arbetat här?"
            await session.press("G")
            assert selected(session) == "Det tar tid."
            await session.press("g", "g")
            assert selected(session) == "Hur länge har du arbetat här?"


async def test_extending_over_turns(tmp_path: Path) -> None:
    """``v`` begins, ``o`` moves the other edge, ``+`` and ``-`` grow and shrink, Esc leaves it."""
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("j", "v", "j", "j")
            assert selected(session).startswith("Trettio")
            assert selected(session).endswith("Mm.")
            assert "extending 12 words" in session.text
            await session.press("minus", "o", "plus")
            assert selected(session).startswith("Hur länge")
            assert selected(session).endswith("liksom.")
            await session.press("escape")
            assert selected(session) == "Hur länge har du arbetat här?"


async def test_a_half_typed_sequence_shows_how_it_goes_on(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("g")
            assert "t transcripts" in " ".join(session.lines[-2:])
            await session.press("escape")
            assert "c code" in session.lines[-1]


async def test_from_coded_passage_to_coded_passage(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("right_square_bracket", "right_square_bracket")
            assert selected(session) == "Tillit... det är inget man får."
            await session.press("left_square_bracket")
            assert selected(session).startswith("Riktlinjerna är bra")
            await session.press("left_square_bracket")
            assert session.message == "There is no coded passage before this."


async def test_what_stands_at_the_cursor(tmp_path: Path) -> None:
    """Codes with their definitions beside the text; where there is no room, their names below it."""
    with coded(tmp_path / "s") as study:
        code = named(study, "Handlingsutrymme / riktlinjer som stöd")
        study.do(codebook.define(study, code, "När regler hjälper."))
        async with open_program(study, size=(140, 24)) as session:
            assert "No code here." in session.text
            await session.press("right_square_bracket")
            assert "När regler hjälper." in session.text
        async with open_program(study, size=(80, 24)) as session:
            assert "riktlinjer som stöd" in session.lines[-2]


async def test_panes_fold_widen_and_take_the_keys(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(120, 24)) as session:
            screen = workspace(session)
            tree, notes = screen.query_one(CodesTree), screen.query_one(NotesPane)
            assert (tree.size.width, notes.display) == (29, True)
            await session.press("tab")
            assert session.app.focused is tree, "the codebook is worked with most often"
            await session.press("tab")
            assert session.app.focused is notes
            await session.press("shift+tab", "z", "greater_than_sign")
            assert session.app.focused is tree
            assert tree.size.width == 33
            await session.press("z", "c", "z", "n")
            assert not tree.display
            assert not notes.display
            assert session.app.focused is screen.reader.pane


async def test_a_small_terminal_shows_the_transcript_and_peeks_at_the_codes(tmp_path: Path) -> None:
    """At 80 columns the text has the room; ``g c`` shows the codes until one goes back."""
    with coded(tmp_path / "s") as study:
        study.do(pins.pin(study, named(study, "Relationen / Makt / att ha makt"), "4"))
        async with open_program(study, size=(80, 24)) as session:
            tree = session.screen.query_one(CodesTree)
            assert not tree.display
            assert "4 a att ha makt" in session.lines[-2]
            await session.press("g", "c")
            assert tree.display
            assert session.app.focused is tree
            await session.press("q")
            assert not tree.display
            assert session.app.focused is workspace(session).reader.pane
            await session.press("tab")
            assert session.app.focused is tree
            await session.press("tab")
            assert not tree.display
            assert session.app.focused is workspace(session).reader.pane


async def test_two_transcripts_side_by_side(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(140, 24)) as session:
            await session.press("z", "s")
            assert title(session) == "interview-2"
            assert "Trettio år" in session.text
            assert "kettle" in session.text
            await session.press("right_curly_bracket")
            assert title(session) == "fokusgrupp"
            await session.press("z", "s")
            assert title(session) == "intervju-1"
            assert "nyckeln" not in session.text


async def test_she_comes_back_to_where_she_was(tmp_path: Path) -> None:
    """Each transcript at its last place, also after the program was left."""
    path = tmp_path / "s"
    with coded(path) as study:
        async with open_program(study) as session:
            await session.press("j", "right_curly_bracket", "j", "left_curly_bracket")
            assert selected(session) == "Trettio år i augusti."
            await session.press("right_curly_bracket")
            assert selected(session) == "I do."
            await session.press("q")
    with Study.open(path, coder="kim") as study:
        async with open_program(study) as session:
            assert title(session) == "interview-2"
            assert selected(session) == "I do."
    assert (path / ".local" / "view.kim.json").stat().st_mode & 0o777 == 0o600


async def test_a_damaged_memory_of_places_costs_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with coded(path) as study:
        (path / ".local" / "view.kim.json").write_text('{"places": {"x": "y"}, "recent": 3, "open": []}')
        async with open_program(study) as session:
            assert title(session) == "intervju-1"


async def test_from_hit_to_hit(tmp_path: Path) -> None:
    """``n`` and ``N`` go through the hits of the last search, over all transcripts and round again."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("n")
            assert session.message == "Nothing has been searched for yet: / searches."
            first, second = study.source_named("intervju-1").id, study.source_named("interview-2").id
            found = span_of(study, "intervju-1", "augusti")
            trust = span_of(study, "interview-2", "trust")
            session.app.search = Hits("x", {first: [found], second: [trust]})
            await session.press("w", "n")
            assert selected(session) == "augusti"
            assert session.message == "'x': 1 of 2."
            await session.press("n")
            assert (title(session), selected(session)) == ("interview-2", "trust")
            await session.press("n")
            assert (title(session), selected(session)) == ("intervju-1", "augusti")
            await session.press("N")
            assert (title(session), selected(session)) == ("interview-2", "trust")


async def test_an_empty_study_says_what_to_do(tmp_path: Path) -> None:
    with new(tmp_path / "s") as study:
        async with open_program(study) as session:
            assert "No transcripts yet. g t, then a, brings some in: a file, or a folder" in session.text
            await session.press("j", "G", "k")
            assert "No transcripts yet." in session.text, "it stays"
            await session.press("j", "1", "c", "w", "v", "right_square_bracket", "z", "s", "y", "m")
            assert isinstance(session.screen, Workspace)


async def test_a_key_that_means_nothing_says_so(tmp_path: Path) -> None:
    with new(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("ctrl+c")
            assert session.message == "Ctrl+C does nothing here. ? shows the keys, q leaves."


async def test_help_lists_the_keys_of_the_screen_it_was_asked_on(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study, size=(100, 60)) as session:
            await session.press("question_mark")
            assert "Code the selection with the code pinned to the digit." in session.text
            await session.press("q", "tab", "question_mark")
            assert "Quotes" in session.text


async def test_help_scrolls_says_its_own_keys_and_closes_with_escape(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            before = session.screen
            await session.press("question_mark")
            top = session.lines
            assert top[-1].strip() == "j k scroll  Space b page  Esc q close"
            await session.press("j", "down")
            assert session.lines[0] == top[2], "two rows on"
            await session.press("k", "up", "escape")
            assert session.screen is before


def test_help_on_a_narrow_screen_loses_no_words() -> None:
    for row in help_rows(Keymap(), (Scope.READING, Scope.EVERYWHERE)):
        for width in (50, 60, 80):
            lines = ["".join(part.text for part in line).rstrip() for line in help_lines(row, width)]
            assert max(map(len, lines), default=0) <= width
            assert set(row.says.split()) <= set(" ".join(lines).split())


def test_names_of_commands_stand_below_each_other_in_the_help() -> None:
    """Also where a command has three keys: ``Space  Ctrl+D  PgDn``."""
    rows = [row for row in help_rows(Keymap(), (Scope.REVIEWS, Scope.LIST)) if len(row.head) > 1]
    assert len({len(row.head[0].text) for row in rows}) == 1
    assert all(row.head[0].text.startswith(" ") for row in rows)


async def test_the_command_palette_runs_what_it_finds(tmp_path: Path) -> None:
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("colon", *"by wo", "enter")
            assert selected(session) == "Hur"


async def test_what_others_write_appears(tmp_path: Path) -> None:
    """A second session reads along: new codings appear in its margin and its counts."""
    path = tmp_path / "s"
    with coded(path) as writer, Study.open(path, coder="alva") as study:
        async with open_program(study, size=(140, 24)) as session:
            assert "kim" in session.message
            await session.press("j", "k")
            assert "read only, kim writes" in session.text
            source = writer.source_named("intervju-1")
            span = span_of(writer, "intervju-1", "Trettio år i augusti.")
            writer.do(codings.add_at_path(writer, source.id, span, "Tid / trettio år"))
            await session.until(lambda: "trettio år" in session.text)
            await session.press("j")
            assert "kim" in session.text
            await session.press("i")
            assert "kim" in session.message


async def test_a_place_is_visited_and_left_again(tmp_path: Path) -> None:
    """Another screen shows a place; ``q`` comes back to that screen as it was."""
    with coded(tmp_path / "s") as study:
        async with open_program(study) as session:
            await session.press("g", "j")
            journal = session.screen
            session.app.visit(
                Place(study.source_named("interview-2").id, span_of(study, "interview-2", "the kettle is on"))
            )
            await session.settle()
            assert title(session) == "interview-2"
            assert selected(session).endswith("the kettle is on")
            await session.press("q")
            assert session.screen is journal
            await session.press("q")
            assert isinstance(session.screen, Workspace)


async def test_hostile_text_is_shown_and_does_nothing(tmp_path: Path) -> None:
    """Markup and escape sequences in names, memos and titles are shown as they stand."""
    nasty = "[/] [@click=app.quit]x[/] \x1b]0;hej\x07 \x9b2J \u202e[laughs]"
    with interviews(tmp_path / "s") as study:
        source = study.sources[0]
        study.do(codings.add_at_path(study, source.id, Span(3, 20), nasty))
        code = next(code for _, code in study.codes.walk() if code.name != "")
        study.do(codebook.define(study, code, nasty))
        study.do(pins.pin(study, code, "1"))
        async with open_program(study, size=(160, 24)) as session:
            for keys in (("c",), ("escape", "g", "c"), ("r",), ("escape", "d"), ("escape", "M")):
                await session.press(*keys)
                assert "[/]" in session.text
                assert not set(session.text) & {"\x1b", "\x07", "\x9b", "\u202e"}
            await session.press("escape", "1")


async def test_going_on_from_a_passage_that_begins_within_a_word(tmp_path: Path) -> None:
    """``]`` and ``[`` never stay at a passage whose edges are not those of words, as a table may bring."""
    with interviews(tmp_path / "s") as study:
        source = study.sources[0]
        for words in ("rettio", "iktlinj", "illi"):
            start = study.transcript(source.id).text.index(words)
            study.do(codings.add_at_path(study, source.id, Span(start, start + len(words)), "kod"))
        async with open_program(study) as session:
            seen = []
            for _ in range(3):
                await session.press("right_square_bracket")
                seen.append(selected(session).split()[0])
            assert seen == ["Trettio", "Riktlinjerna", "Tillit"]
            await session.press("left_square_bracket", "left_square_bracket")
            assert selected(session).startswith("Trettio")


async def test_one_of_two_transcripts_is_made_wider_at_the_cost_of_the_other(tmp_path: Path) -> None:
    with interviews(tmp_path / "s") as study:
        async with open_program(study, size=(120, 40)) as session:
            await session.press("z", "c", "z", "s")
            first, second = (reader.pane for reader in session.app.workspace.readers)
            even = second.size.width
            await session.press("z", "greater_than_sign")
            assert second.size.width > even
            together = first.size.width + second.size.width
            await session.press(*["z", "greater_than_sign"] * 20)
            assert first.size.width >= LEAST_FOR_TEXT
            assert first.size.width + second.size.width == together
            await session.press(*["z", "less_than_sign"] * 30)
            assert second.size.width >= LEAST_FOR_TEXT
            await session.press("z", "s", "z", "n")
            assert first.size.width > together - LEAST_FOR_TEXT, "alone it has all the room"
