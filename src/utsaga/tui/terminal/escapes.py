"""Esc and the key typed after it, where they came in one piece."""

from __future__ import annotations

from collections.abc import Container

from textual.events import Key

_DIGITS = dict(zip("¡™£¢∞§¶•ªº", "1234567890", strict=True))
"""What Textual takes Esc and a digit for: the signs that Option and the digit give on a Mac."""


def taken_apart(event: Key, bound: Container[str], *, writing: bool) -> tuple[Key, ...]:
    """The keys that were typed, most often the one that came.

    Over a slow line Esc and the next key come in one packet, which is also how a terminal sends that key
    with Alt. ``bound`` are the keys that mean something with Alt. While a text is being ``writing``, signs
    are what they are.
    """
    alt, plus, letter = event.key.partition("alt+")
    if plus and not alt and event.key not in bound:
        capital = letter.removeprefix("shift+")
        typed = letter if capital == letter else capital.upper()
        return Key("escape", "\x1b"), Key(typed, typed if len(typed) == 1 else None)
    digit = _DIGITS.get(event.character or "")
    if digit is not None and not writing:
        return Key("escape", "\x1b"), Key(digit, digit)
    return (event,)
