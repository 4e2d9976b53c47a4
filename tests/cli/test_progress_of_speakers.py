"""What takes long on the command line says how far it is, on a terminal alone."""

from __future__ import annotations

import pytest

from utsaga.cli import progress


class Terminal:
    """Standard error, as a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        self._terminal = terminal
        self.said = ""

    def isatty(self) -> bool:
        return self._terminal

    def write(self, words: str) -> int:
        self.said += words
        return len(words)

    def flush(self) -> None:
        """Nothing is held back."""


def counted_on(monkeypatch: pytest.MonkeyPatch, number: int, *, terminal: bool) -> str:
    errors = Terminal(terminal=terminal)
    monkeypatch.setattr("sys.stderr", errors)
    assert list(progress.counting(range(number), "Looking: transcript")) == list(range(number))
    return errors.said


def test_many_are_counted_and_the_line_is_empty_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    said = counted_on(monkeypatch, 9, terminal=True)
    assert "Looking: transcript 1 of 9" in said
    assert "Looking: transcript 9 of 9" in said
    assert not said.rpartition("\r")[0].rpartition("\r")[2].strip()


def test_a_few_and_what_is_no_terminal_get_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted_on(monkeypatch, 3, terminal=True) == ""
    assert counted_on(monkeypatch, 9, terminal=False) == ""
