"""What to do about a name that still stands is said with the keys as they are now, or with commands."""

from __future__ import annotations

from utsaga.cli.ways import by_command
from utsaga.keymap import Keymap
from utsaga.study.living.standing import Standing
from utsaga.study.ways import Way
from utsaga.tui.ways import by_keys


def test_each_face_says_it_in_its_own_words() -> None:
    standing = Standing("Anna", "a passage of 'ett'", "place it anew, or take it off", Way.REVIEW)
    said = "'Anna' in a passage of 'ett' (place it anew, or take it off: {} lists what waits)"
    assert standing.in_words(by_command) == said.format("utsaga review STUDY")
    assert standing.in_words(by_keys(Keymap())) == said.format("g r")
    assert standing.in_words(by_keys(Keymap({"go.reviews": ["g w"]}))) == said.format("g w")
    assert standing.in_words(by_keys(Keymap({"go.reviews": []}))) == said.format("'Go to review'")
