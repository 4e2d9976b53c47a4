"""What is shown can neither command the terminal nor hide, and every offset stays valid."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.text.safe import HIDDEN, RETURN, shown, shown_line

VISIBLE_FORMAT_CHARACTERS = {
    chr(n) for n in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
}


UNSAFE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def is_harmless(character: str) -> bool:
    return unicodedata.category(character) not in UNSAFE or character in VISIBLE_FORMAT_CHARACTERS


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("Ja, precis. [skratt]", "Ja, precis. [skratt]"),
        ("\x1b]52;c;aGVq\x07", "␛]52;c;aGVq␇"),
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J\x90", "\ufffd2J\ufffd"),
        ("a\x00b\x7f\r", "a␀b␡␍"),
        ("en\ttabb\u00a0här\u2009och\u3000där", "en tabb här och där"),
        ("\u202etxt.exe\u2066", HIDDEN + "txt.exe" + HIDDEN),
        ("noll\u200bbredd\ufeff", "noll" + HIDDEN + "bredd" + HIDDEN),
        ("rad\u2028sep\u2029", "rad" + HIDDEN + "sep" + HIDDEN),
        ("mjukt\u00adstreck", "mjukt-streck"),
        ("\ud83d", "\ufffd"),
        ("rad ett\nrad två", "rad ett\nrad två"),
        ("👩\u200d👧 ❤\ufe0f", "👩\u200d👧 ❤\ufe0f"),
        ("ja\u200dnej", "ja" + HIDDEN + "nej"),
        ("🏴\U000e0067\U000e0062\U000e007f x\U000e0067", "🏴\U000e0067\U000e0062\U000e007f x" + HIDDEN),
        ("日本語 العربية", "日本語 العربية"),
    ],
)
def test_dangerous_and_invisible_characters_become_visible(stored: str, seen: str) -> None:
    assert shown(stored) == seen
    assert len(seen) == len(stored)


def test_a_name_or_title_stays_on_one_line() -> None:
    assert shown_line("två\nrader\x1b") == f"två{RETURN}rader␛"


def test_no_character_of_unicode_comes_through_that_controls_the_terminal() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    let_through = [one for one in set(shown(everything)) if unicodedata.category(one) in UNSAFE]
    assert set(let_through) - VISIBLE_FORMAT_CHARACTERS == {"\n"}


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from("\x1b\x9b\u202e\u200d👩❤\ufe0f\n\t\U000e0067🏴\U000e007f")
        )
    )
)
def test_every_character_is_shown_as_one_character(text: str) -> None:
    seen = shown(text)
    assert len(seen) == len(text)
    assert all(
        one == "\n" or one in "\u200d" or is_harmless(one) or 0xE0020 <= ord(one) <= 0xE007F for one in seen
    )
    assert [i for i, one in enumerate(seen) if one == "\n"] == [
        i for i, one in enumerate(text) if one == "\n"
    ]
    assert shown(seen) == seen
