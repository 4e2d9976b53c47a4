"""Colours are changed in one file; what is missing or wrong in it is said with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from utsaga.config import THEMES
from utsaga.tui.themes import BadThemes, read_themes, stylesheet


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the stylesheet with one line changed."""
    sheet = stylesheet().read_text(encoding="utf-8")
    assert old in sheet
    copy = tmp_path / "themes.tcss"
    copy.write_text(sheet.replace(old, new), encoding="utf-8")
    return copy


def test_the_themes_are_those_that_the_configuration_knows() -> None:
    assert tuple(theme.name for theme in read_themes(stylesheet())) == THEMES
    assert [theme.name for theme in read_themes(stylesheet()) if theme.ansi] == ["terminal"]
    assert [theme.name for theme in read_themes(stylesheet()) if not theme.dark] == ["light"]


def test_a_colour_is_changed_in_one_line(tmp_path: Path) -> None:
    dark = read_themes(changed(tmp_path, "$dark-ground: #14171b;", "$dark-ground: #101010;"))[0]
    assert dark.variables["ground"] == dark.background == "#101010"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("$light-code-3: #00654a;\n", "", "'$light-code-3' is missing"),
        ("$dark-ground:", "$dark-grund:", "no theme knows '$dark-grund' (did you mean '$dark-ground'?)"),
        ("$dark-ground: #14171b", "$dark-ground: blakc", "'$dark-ground' is 'blakc', but must be a colour"),
        ("$terminal-mark: ansi_cyan", "$terminal-mark: #00ffff", "must be a colour of the terminal"),
        ("$dark-cursor-style: none", "$dark-cursor-style: blod", "must be words of"),
        ("$dark-ink: #d9dee3;", "$dark-ink: #d9dee3;\n$dark-ink: #ffffff;", "'$dark-ink' is given twice"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadThemes) as told:
        read_themes(changed(tmp_path, old, new))
    assert said in str(told.value)
    assert "themes.tcss" in str(told.value)
