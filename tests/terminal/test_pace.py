"""No more is sent ahead of the terminal than it can show in a blink."""

from __future__ import annotations

from utsaga.tui.terminal.pace import (
    ASK_EVERY_BYTES,
    LIMIT_BYTES,
    MOST_SECONDS,
    PATIENCE_SECONDS,
    QUESTION,
    SLOW_LINE,
    Pace,
)


def test_small_frames_ask_nothing_until_they_add_up() -> None:
    pace = Pace()
    assert pace.sent(ASK_EVERY_BYTES - 1, now=0) == ""
    assert pace.sent(1, now=0) == QUESTION
    assert not pace.is_behind(now=0)


def test_what_is_not_confirmed_holds_back_and_an_answer_lets_go() -> None:
    pace = Pace()
    pace.sent(LIMIT_BYTES, now=0)
    assert pace.is_behind(now=0)
    assert pace.confirmed()
    assert not pace.is_behind(now=0)


def test_an_answer_to_another_question_is_not_ours() -> None:
    assert not Pace().confirmed()


def test_a_lost_answer_is_not_waited_for_for_ever() -> None:
    pace = Pace()
    pace.sent(LIMIT_BYTES, now=0)
    assert not pace.is_behind(now=PATIENCE_SECONDS + 0.1)
    assert not pace.confirmed()


def test_a_terminal_that_does_not_answer_gets_no_more_than_a_slow_line_takes() -> None:
    pace = Pace()
    assert pace.sent(SLOW_LINE // 20, now=0, answers=False) == ""
    assert pace.is_behind(now=0.02)
    assert not pace.is_behind(now=0.06)


def test_a_huge_frame_does_not_stop_what_comes_after_it() -> None:
    pace = Pace()
    pace.sent(SLOW_LINE * 10, now=0, answers=False)
    assert not pace.is_behind(now=MOST_SECONDS)
