"""What is too long for a row: columns keep their place, and the row under the cursor is read whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from session import open_program
from small_study import new_study, with_interviews

from utsaga.analysis.presence import Presence
from utsaga.model.participant import WITHDRAWN, Consent, Participant
from utsaga.study.people import attributes, participants
from utsaga.text.cells import shortened_inside
from utsaga.tui.parts import GOES, Part, draw, pressed, width_of
from utsaga.tui.screens.people.participant_rows import PresenceRow, row_lines
from utsaga.tui.widgets.notes_pane import NotesPane
from utsaga.tui.widgets.row_foot import foot_lines


def drawn(line: list[Part], width: int) -> str:
    return "".join(segment.text for segment in draw(line, width, lambda _: Style.null()))


class TestShortened:
    def test_a_path_keeps_both_its_ends(self) -> None:
        assert shortened_inside("Regler / Egna / tänja på reglerna", 20) == "Regler / Eg…reglerna"
        assert shortened_inside("tillit", 6) == "tillit"

    @given(st.text(max_size=40), st.integers(0, 30))
    def test_nothing_is_wider_than_its_room(self, text: str, cells: int) -> None:
        assert cell_len(shortened_inside(text.replace("\n", " "), cells)) <= max(cells, 0)

    def test_figures_keep_their_place_and_the_longest_name_gives_way(self) -> None:
        line = [Part("intervju med enhetschefen i norr", "", 10), Part(" · turn 12"), Part(" · Karin", "", 8)]
        assert "· turn 12 ·" in drawn(line, 30)
        assert drawn(line, 36).endswith("· turn 12 · Karin")
        assert drawn(line, 99).rstrip() == "intervju med enhetschefen i norr · turn 12 · Karin"

    def test_what_can_be_spared_goes_first(self) -> None:
        line = [Part("a name of some length", "", 4), Part(" (kim, yesterday)", "", GOES)]
        assert drawn(line, 25).rstrip() == "a name of some length"

    @given(
        st.lists(st.tuples(st.text("aå漢", max_size=12), st.integers(-1, 12)), max_size=5), st.integers(0, 40)
    )
    def test_no_more_is_left_out_than_must_be_unless_it_can_be_spared(
        self, parts: list[tuple[str, int]], width: int
    ) -> None:
        line = [Part(text, "", least) for text, least in parts]
        over = width_of(line) - width
        if over > 0:
            assert width_of(pressed(line, over)) <= max(
                width, sum(max(p.least, 0) or width_of([p]) for p in line)
            )


class TestFoot:
    def test_a_row_that_fits_has_none(self) -> None:
        assert foot_lines([[Part("short")]], 20, 5) == []

    def test_a_cut_line_stands_whole_below_a_rule(self) -> None:
        rule, *lines = foot_lines(
            [[Part("     "), Part("one two three four five six")], [Part("short")]], 22, 5
        )
        assert {c for part in rule for c in part.text} == {"─"}
        assert ["".join(part.text for part in line).strip() for line in lines] == [
            "one two three four",
            "five six",
        ]

    def test_what_is_too_long_even_so_ends_in_an_ellipsis(self) -> None:
        lines = foot_lines([[Part("word " * 60)]], 30, 4)
        assert len(lines) == 4
        assert lines[-1][-1].text == " …"


VALUES = {
    "utbildning": "socionomexamen från Lunds universitet",
    "verksamhet": "försörjningsstöd och budgetrådgivning",
    "anställning": "tillsvidareanställd på heltid",
}


@pytest.mark.parametrize("size", [(80, 24), (60, 15)])
async def test_all_that_is_known_of_a_participant_can_be_read(tmp_path: Path, size: tuple[int, int]) -> None:
    with new_study(tmp_path / "study") as study:
        with_interviews(study)
        for name in ("Alma", "Konstantin-Maximilian av Rosenschöld und Lilienstierna den yngre"):
            study.do(participants.add(study, name))
        one = study.participants[-1]
        for name, value in VALUES.items():
            study.do(attributes.declare(study, name, "text"))
            kind = next(kind for kind in study.held.attributes if kind.name == name)
            study.do(participants.set_attribute(study, study.held.participant(one.id) or one, kind, value))
        async with open_program(study, size) as session:
            await session.press("g", "p")
            assert "─" * 20 not in session.text, "what is not cut needs no foot"
            await session.press("j")
            said = " ".join(session.text.split())
            assert one.name in said
            assert "Konstantin-" in session.lines[3], "the row itself is in sight above its foot"
            if size[1] > 20:
                for value in VALUES.values():
                    assert value in said
            await session.press("k")
            assert "─" * 20 not in session.text


async def test_what_stands_in_an_empty_list_is_not_cut(tmp_path: Path) -> None:
    with new_study(tmp_path / "study") as study:
        async with open_program(study, (50, 20)) as session:
            await session.press("g", "p")
            assert "takes them from a table (CSV)." in " ".join(session.text.split())


async def test_the_command_of_an_export_can_be_reached_on_a_small_terminal(tmp_path: Path) -> None:
    with new_study(tmp_path / "study") as study:
        with_interviews(study)
        async with open_program(study, (60, 15)) as session:
            await session.press("E", "G")
            assert "So does this" in session.text
            assert f"--lang {study.info.language}" in session.text
            await session.press("enter")
            assert "clipboard" in session.message


async def test_every_key_that_may_follow_is_shown_on_a_narrow_terminal(tmp_path: Path) -> None:
    with new_study(tmp_path / "study") as study:
        with_interviews(study)
        async with open_program(study, (80, 24)) as session:
            await session.press("g")
            said = session.text
            for word in ("beginning", "transcripts", "participants", "guide", "memos", "review", "history"):
                assert word in said
            await session.press("escape")
            assert "history" not in session.text


async def test_panes_that_were_asked_for_leave_a_text_that_can_be_read(tmp_path: Path) -> None:
    with new_study(tmp_path / "study") as study:
        with_interviews(study)
        async with open_program(study, (80, 24)) as session:
            reader = session.screen.readers[0]
            for keys in (("z", "n"), ("z", "c"), ("z", "s"), ("z", "n")):
                await session.press(*keys)
                assert reader.pane.size.width >= 20
            assert session.screen.query_one(NotesPane).display, "what was asked for last is shown"


def test_of_somebody_with_a_long_role_the_date_of_consent_is_not_cut() -> None:
    def row(name: str) -> str:
        one = Participant(name, name, "KA", "", "", "socialsekreterare", "landsbygd", WITHDRAWN)
        known = replace(one, consents=(Consent("2024-01-15"),))
        return drawn(list(row_lines(PresenceRow(Presence(known, ()), None, ""))[0]), 80).rstrip()

    first, second = row("Gunilla"), row("Socialsekreterare 1")
    assert first.endswith(" · landsbygd · consent 2024-01-15 · withdrawn")
    assert first.index("soc") == second.rindex("soc"), "what is told of both stands in one column"
