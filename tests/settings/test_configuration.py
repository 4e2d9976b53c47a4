"""The configuration: read strictly, with errors that name the file, the key and what would be valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from utsaga.commands import BY_ID
from utsaga.config import THEMES, BadConfig, config_path, read_config


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Where a configuration is to be written."""
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(config: Path) -> None:
    found = read_config(config)
    assert (found.theme, found.mouse) == ("dark", False)
    assert found.coder
    assert found.keymap.shown(BY_ID["code.palette"]) == "c"


def test_everything_can_be_set(config: Path) -> None:
    config.write_text(
        'coder = "Åsa Kim"\ntheme = "light"\nmouse = true\n'
        '[keys]\n"code.palette" = "C"\n"app.help" = ["?", "F9"]\n"app.redraw" = ""\n'
    )
    found = read_config(config)
    assert (found.coder, found.theme, found.mouse) == ("aasa-kim", "light", True)
    assert found.keymap.shown(BY_ID["code.palette"]) == "C"
    assert found.keymap.shown(BY_ID["app.redraw"]) == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('themee = "dark"', "'themee' is no setting (did you mean 'theme'?)"),
        ("theme = 3", f"'theme' must be one of {', '.join(THEMES)}"),
        ('theme = "drak"', "(did you mean 'dark'?)"),
        ("mouse = 1", "'mouse' must be true or false"),
        ("coder = 1", "'coder' must be a name with letters a to z or digits"),
        ('coder = "Иван"', "'coder' must be a name with letters a to z or digits"),
        ("keys = 1", "'keys' must be a table"),
        ('[keys]\n"code.palette" = 1', "keys.code.palette must be a key or a list of keys"),
        ('[keys]\n"code.palette" = ["c", 1]', "keys.code.palette must be a key or a list of keys"),
        ('[keys]\n"code.pallette" = "c"', "'code.pallette' is no command (did you mean 'code.palette'?)"),
        ('[keys]\n"code.palette" = "x"', "'x' would mean both"),
        ("theme = ", "Invalid value (at end of document)"),
        ("x" * 100_001, "is larger than a configuration can be"),
    ],
)
def test_a_wrong_setting_names_the_file_the_key_and_what_would_be_right(
    config: Path, content: str, said: str
) -> None:
    config.write_text(content)
    with pytest.raises(BadConfig) as refused:
        read_config(config)
    assert str(config) in str(refused.value)
    assert said in str(refused.value)


def test_a_configuration_that_cannot_be_read_says_so(config: Path) -> None:
    config.mkdir()
    with pytest.raises(BadConfig, match="cannot be read"):
        read_config(config)
    config.rmdir()
    config.write_bytes(b'coder = "\xe5sa"')
    with pytest.raises(BadConfig, match=r"config\.toml"):
        read_config(config)


def test_the_place_of_the_configuration_can_be_named(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    assert config_path() == config
    monkeypatch.delenv("UTSAGA_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config.parent))
    assert config_path() == config.parent / "utsaga" / "config.toml"


def test_a_configuration_that_was_named_must_be_there(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in its name must not leave somebody coding under another name than they think."""
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    with pytest.raises(BadConfig, match="is not there, though UTSAGA_CONFIG names it"):
        read_config()
    config.write_text('theme = "light"\n')
    assert read_config().theme == "light"


def test_a_login_that_cannot_name_a_file_is_no_hindrance(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "Иван")
    assert read_config(config).coder == "coder"


def test_a_file_in_another_encoding_is_told_of_in_words(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes('theme = "dark"\n# för mig\n'.encode("cp1252"))
    with pytest.raises(BadConfig, match="line 2 is not in UTF-8: save the file in that encoding"):
        read_config(file)
