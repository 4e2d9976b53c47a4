"""Esc and the key after it are two keys, however close together the line brings them."""

from __future__ import annotations

import pytest
from textual.events import Key

from utsaga.tui.terminal.escapes import taken_apart


@pytest.mark.parametrize(
    ("came", "typed"),
    [
        (Key("alt+j", "j"), ["escape", "j"]),
        (Key("alt+shift+g", "G"), ["escape", "G"]),
        (Key("inverted_exclamation_mark", "¡"), ["escape", "1"]),
        (Key("j", "j"), ["j"]),
        (Key("escape", "\x1b"), ["escape"]),
    ],
)
def test_keys_come_as_they_were_typed(came: Key, typed: list[str]) -> None:
    """Over SSH ``Esc j`` arrives as what a terminal sends for Alt and j."""
    assert [key.key for key in taken_apart(came, frozenset(), writing=False)] == typed


def test_a_key_that_was_given_a_meaning_with_alt_keeps_it() -> None:
    assert [key.key for key in taken_apart(Key("alt+j", "j"), {"alt+j"}, writing=False)] == ["alt+j"]


def test_in_a_text_signs_are_what_they_are() -> None:
    """``£`` is on a Swedish keyboard."""
    assert [key.character for key in taken_apart(Key("pound_sign", "£"), frozenset(), writing=True)] == ["£"]
