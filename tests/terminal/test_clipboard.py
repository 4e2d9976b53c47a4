"""A copied passage reaches the person's clipboard, and she is told by which way."""

from __future__ import annotations

import base64
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from textual.app import App

from utsaga.tui.terminal.clipboard import OSC_52_LIMIT, copy, forget_copies

PASSAGE = "Då tänkte jag: \x1b]52;c;\x07 [skratt] 日本"


class Sent(App[None]):
    """An app that keeps what it was asked to put on the terminal's clipboard."""

    sent = ""

    def copy_to_clipboard(self, text: str) -> None:
        self.sent = text


def test_outside_tmux_the_terminal_is_asked_and_a_private_file_holds_it_too(tmp_path: Path) -> None:
    app = Sent()
    copied = copy(app, PASSAGE, tmp_path / "run", environ={})
    assert copied.how == "osc 52"
    assert app.sent == PASSAGE
    assert copied.file is not None
    assert copied.file.read_text() == PASSAGE
    assert stat.S_IMODE(copied.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(copied.file.parent.stat().st_mode) == 0o700
    assert copied.words.startswith(f"Copied {len(PASSAGE)} characters by OSC 52")
    assert str(copied.file) in copied.words


def test_a_link_that_somebody_laid_in_the_way_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("kept")
    (tmp_path / "clipboard.txt").symlink_to(victim)
    copied = copy(Sent(), PASSAGE, tmp_path, environ={})
    assert victim.read_text() == "kept"
    assert copied.file is not None
    assert not copied.file.is_symlink()


def test_what_is_too_long_for_terminals_goes_to_the_file_and_says_so(tmp_path: Path) -> None:
    app = Sent()
    copied = copy(app, "x" * OSC_52_LIMIT, tmp_path, environ={})
    assert (copied.how, app.sent) == ("file", "")
    assert str(copied.file) in copied.words


def test_without_a_writable_folder_the_words_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    copied = copy(Sent(), "ja", tmp_path / "file" / "below", environ={})
    assert copied.file is None
    assert "could not be written" in copied.words


def test_where_tmux_does_not_answer_the_terminal_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert copy(Sent(), "ja", tmp_path, environ={"TMUX": "gone"}).how == "osc 52"


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed here")
def test_inside_tmux_it_is_in_the_buffer_of_tmux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX_TMPDIR", str(tmp_path))
    monkeypatch.delenv("TMUX", raising=False)
    subprocess.run(
        ["tmux", "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "cat"], check=True
    )
    try:
        socket = subprocess.check_output(
            ["tmux", "display-message", "-p", "#{socket_path}"], text=True
        ).strip()
        monkeypatch.setenv("TMUX", f"{socket},1,0")
        copied = copy(Sent(), PASSAGE, tmp_path, environ={"TMUX": f"{socket},1,0"})
        assert copied.how == "tmux"
        assert subprocess.check_output(["tmux", "show-buffer"]).decode() == PASSAGE
    finally:
        subprocess.run(["tmux", "kill-server"], check=True)


def test_the_terminal_gets_it_in_base64() -> None:
    """What Textual writes for us is the sequence and nothing of the text itself."""
    written: list[str] = []
    app = App[None]()
    app._driver = type("Written", (), {"write": lambda _, data: written.append(data)})()
    app.copy_to_clipboard(PASSAGE)
    assert written == [f"\x1b]52;c;{base64.b64encode(PASSAGE.encode()).decode()}\x07"]


def test_the_runtime_folder_of_the_session_comes_before_the_cache(tmp_path: Path) -> None:
    copied = copy(Sent(), PASSAGE, tmp_path / "cache", environ={"XDG_RUNTIME_DIR": str(tmp_path / "run")})
    assert copied.file == tmp_path / "run" / "utsaga" / "clipboard.txt"
    assert not (tmp_path / "cache").exists()


def test_where_the_runtime_folder_cannot_be_written_the_cache_takes_it(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    copied = copy(Sent(), PASSAGE, tmp_path / "cache", environ={"XDG_RUNTIME_DIR": str(tmp_path / "file")})
    assert copied.file == tmp_path / "cache" / "clipboard.txt"


def test_nothing_that_was_copied_stays_behind(tmp_path: Path) -> None:
    copied = copy(Sent(), PASSAGE, tmp_path, environ={})
    assert copied.file is not None
    forget_copies()
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_neither_the_old_words_nor_half_of_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(Sent(), PASSAGE, tmp_path, environ={})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert copy(Sent(), "ja", tmp_path, environ={}).file is None
    assert list(tmp_path.iterdir()) == []
