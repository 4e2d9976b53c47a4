"""What goes over the line: whole frames, nothing for nothing, everything when in doubt."""

from __future__ import annotations

from pathlib import Path

from pty_terminal import PtyTerminal, python

PROGRAM = Path(__file__).with_name("small_app.py")
F5, F6 = "\x1b[15~", "\x1b[17~"


def start(tmp_path: Path, meanwhile: str = "waits", **options: object) -> PtyTerminal:
    return PtyTerminal(python(str(PROGRAM), str(tmp_path / "safe"), meanwhile), **options)


def ready(terminal: PtyTerminal) -> None:
    terminal.wait_for("utsaga is ready")
    terminal.wait_for("memo below")
    terminal.press("a")
    terminal.wait_for(lambda screen: "  a " in screen.text())


def test_a_letter_costs_its_few_bytes_and_a_look_at_another_window_none(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        ready(terminal)
        before = len(terminal.output)
        terminal.press("x", "focus out", "focus in", "y")
        terminal.wait_for("axy")
        assert len(terminal.output) - before <= 200


def test_a_frame_is_one_piece_where_the_terminal_knows_such_frames(tmp_path: Path) -> None:
    with start(tmp_path, answers=True) as terminal:
        ready(terminal)
        before = len(terminal.output)
        terminal.press("ctrl+l")
        terminal.wait_for_bytes(b"\x1b[?2026l", before)
        frame = bytes(terminal.output[before:])
        assert frame.startswith(b"\x1b[?2026h")
        assert frame.count(b"\x1b[?2026h") == frame.count(b"\x1b[?2026l") == 1


def test_what_fits_in_a_packet_is_not_marked_as_a_frame(tmp_path: Path) -> None:
    with start(tmp_path, answers=True) as terminal:
        ready(terminal)
        before = len(terminal.output)
        terminal.send(F6)
        terminal.wait_for("utsaga has changed")
        assert b"has changed" in terminal.output[before:]
        assert b"\x1b[?2026" not in terminal.output[before:]


def test_a_redraw_by_key_repairs_the_screen(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        ready(terminal)
        terminal.screen.feed("\x1b[1;1HMessage from root")
        terminal.press("ctrl+l")
        terminal.wait_for("utsaga is ready")
        assert "root" not in terminal.screen.text()


def test_after_another_program_had_the_terminal_everything_is_there_again(tmp_path: Path) -> None:
    with start(tmp_path) as terminal:
        ready(terminal)
        terminal.send(F5)
        terminal.wait_for_bytes(b"child blocks")
        terminal.wait_for("utsaga is ready")
        terminal.wait_for("memo below")


def test_a_window_dragged_there_and_back_is_drawn_anew(tmp_path: Path) -> None:
    """A terminal that was narrow for a moment has lost what stood on the right."""
    with start(tmp_path) as terminal:
        ready(terminal)
        whole = terminal.screen.cells()
        terminal.resize(10, 5)
        terminal.resize(80, 24)
        assert terminal.screen.cells() != whole
        terminal.wait_for(lambda screen: screen.cells() == whole)


def test_while_the_line_is_behind_frames_are_left_out(tmp_path: Path) -> None:
    """The program goes on, and what is seen when the line comes back is the newest state."""
    with start(tmp_path, "paints a while") as terminal:
        terminal.wait_until((tmp_path / "safe.painted").exists)
        terminal.wait_for("turn 400")
        assert len(terminal.output) < 400 * 14 * 70 / 4


def test_while_the_terminal_does_not_answer_frames_are_left_out_too(tmp_path: Path) -> None:
    """Over SSH everything that is written is taken at once: only the terminal knows how far it is."""
    with start(tmp_path, "paints a while", answers=1) as terminal:
        terminal.wait_for("turn 400")
        assert terminal.output.count(b"\x1b[?2026h") < 200


def test_keys_after_answers_are_keys(tmp_path: Path) -> None:
    """No answer is taken for something that the person typed."""
    with start(tmp_path, answers=True) as terminal:
        ready(terminal)
        for _ in range(3):
            terminal.press("ctrl+l")
        terminal.press("x")
        terminal.wait_for("ax")
        assert "2026" not in terminal.screen.text()
