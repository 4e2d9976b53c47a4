"""Keys: the defaults fit together, changes are checked, and sequences are read one key at a time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from utsaga.commands import BY_ID, COMMANDS, CONTEXTS, Command, Scope, in_scopes
from utsaga.keymap import Keymap, KeyProblem, KeyReader, Waiting, parse_keys, show_keys

SEQUENCES = sorted({keys for command in COMMANDS for keys in command.keys})
KEYS = sorted({key for keys in SEQUENCES for key in parse_keys(keys)} | {"Y", "ö", "f9", "escape"})


def owners(keymap: Keymap, context: tuple[Scope, ...]) -> dict[tuple[str, ...], Command]:
    return {keys: c for c in in_scopes(*context) for keys in keymap.keys_of(c)}


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda context: context[0].value)
def test_every_key_means_one_thing_where_it_works_and_hides_no_longer_one(context: tuple[Scope, ...]) -> None:
    keymap = Keymap()
    sequences = [keys for command in in_scopes(*context) for keys in keymap.keys_of(command)]
    assert len(sequences) == len(set(sequences))
    for sequence in sequences:
        assert not any(sequence[:length] in sequences for length in range(1, len(sequence)))


def test_every_command_can_be_reached_and_is_explained() -> None:
    assert {command.scope for command in COMMANDS} == {scope for context in CONTEXTS for scope in context}
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.says.endswith("."), command.id
        assert command.title, command.id


@given(st.sampled_from(CONTEXTS), st.lists(st.sampled_from(KEYS), max_size=12))
def test_keys_typed_in_any_order_are_read_as_the_commands_they_spell(
    context: tuple[Scope, ...], typed: list[str]
) -> None:
    keymap = Keymap()
    known = owners(keymap, context)
    reader, held = KeyReader(keymap), ()
    for key in typed:
        meaning = reader.feed(key, context)
        tried = (*held, key)
        if held and not any(keys[: len(tried)] == tried for keys in known):
            tried = ()
        if tried in known:
            assert meaning is known[tried]
            held = ()
        elif tried and any(keys[: len(tried)] == tried for keys in known):
            assert isinstance(meaning, Waiting)
            assert meaning.keys == tried
            assert {c.id for c in meaning.choices} == {
                c.id for keys, c in known.items() if keys[: len(tried)] == tried
            }
            held = tried
        else:
            assert meaning is None
            held = ()


def test_escape_leaves_a_sequence_that_was_begun() -> None:
    reader = KeyReader(Keymap())
    assert isinstance(reader.feed("g", CONTEXTS[0]), Waiting)
    assert reader.feed("escape", CONTEXTS[0]) is None
    assert reader.feed("t", CONTEXTS[0]) is BY_ID["unit.turn"]


@given(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3).map(tuple))
def test_keys_can_be_written_in_the_configuration_as_the_screen_shows_them(keys: tuple[str, ...]) -> None:
    assert parse_keys(show_keys(keys)) == keys
    assert parse_keys(" ".join(keys)) == keys


@pytest.mark.parametrize("sign", "?:/.,*+-[]{}<>=!\"#$%&'();@\\^_`|~§€¤´¨½åÄ")
def test_a_sign_is_called_what_the_screen_will_call_its_key(sign: str) -> None:
    assert parse_keys(sign) == (_character_to_key(sign),)
    assert show_keys(parse_keys(sign)) == sign


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+D", "ctrl+d"),
        ("CTRL+d", "ctrl+d"),
        ("Shift+Tab", "shift+tab"),
        ("ctrl+PgUp", "ctrl+pageup"),
        ("esc", "escape"),
        ("F5", "f5"),
        ("ctrl+i", "tab"),
        ("↓", "down"),
    ],
)
def test_keys_are_understood_as_people_write_them(written: str, key: str) -> None:
    assert parse_keys(written) == (key,)


@pytest.mark.parametrize(
    "wrong", ["", "  ", "entr", "ctrl+", "ctrl+9", "shift+a", "meta+x", "gg", "ctrl+ctrl+x"]
)
def test_what_is_no_key_is_refused(wrong: str) -> None:
    with pytest.raises(KeyProblem):
        parse_keys(wrong)


def test_a_near_miss_is_named() -> None:
    with pytest.raises(KeyProblem, match=r"'entr' is no key \(did you mean 'enter'\?\)"):
        parse_keys("entr")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("notakey", "code.palette: 'notakey' is no key"),
        ("ctrl+", "code.palette: 'ctrl+' is no key: what is pressed with it is missing, as in 'ctrl+d'"),
        ("ctrl+shift+x", "code.palette: 'ctrl+shift+x' is no key (did you mean 'ctrl+x'?)"),
        ("shift+a", "code.palette: 'shift+a' is no key (did you mean 'A'?)"),
    ],
)
def test_a_wrong_key_is_told_with_its_command_and_the_key_that_was_meant(wrong: str, said: str) -> None:
    with pytest.raises(KeyProblem, match=f"^{re.escape(said)}$"):
        Keymap({"code.palette": [wrong]})


def test_a_command_gets_other_keys_or_none() -> None:
    keymap = Keymap({"code.palette": ["C", "F7"], "app.redraw": []})
    assert keymap.shown(BY_ID["code.palette"]) == "C"
    assert keymap.look_up(("f7",), CONTEXTS[0]) is BY_ID["code.palette"]
    assert keymap.look_up(("c",), CONTEXTS[0]) is None
    assert keymap.shown(BY_ID["app.redraw"]) == ""
    assert keymap.look_up(("ctrl+l",), CONTEXTS[0]) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code.palete": ["c"]}, r"'code\.palete' is no command \(did you mean 'code\.palette'\?\)"),
        ({"code.palette": ["x"]}, r"'x' would mean both code\.palette and code\.remove"),
        ({"app.help": ["j"]}, "'j' would mean both"),
        ({"code.again": ["g"]}, r"'g' \(code\.again\) would hide 'g "),
        ({"code.again": ["x y"]}, r"'x' \(code\.remove\) would hide 'x y' \(code\.again\)"),
        ({"code.again": ["nonsense"]}, "'nonsense' is no key"),
        ({"code.again": [""]}, "a key is missing"),
    ],
)
def test_keys_that_cannot_work_are_refused_with_what_is_in_the_way(
    changes: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(KeyProblem, match=said):
        Keymap(changes)


def test_two_commands_can_change_keys() -> None:
    keymap = Keymap({"code.palette": ["x"], "code.remove": ["c"]})
    assert keymap.look_up(("x",), CONTEXTS[0]) is BY_ID["code.palette"]
    assert keymap.look_up(("c",), CONTEXTS[0]) is BY_ID["code.remove"]
