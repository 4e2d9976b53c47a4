"""What a person can do next, as commands."""

from __future__ import annotations

from utsaga.study.ways import Way

_COMMANDS = {
    Way.REVIEW: "utsaga review STUDY lists what waits",
    Way.CHECK: "utsaga check STUDY tells more",
    Way.REPAIR: "utsaga check --repair STUDY puts it right",
    Way.FORMS: "utsaga replace STUDY TABLE --all --forms",
}


def by_command(way: Way) -> str:
    """What to call, and what that does."""
    return _COMMANDS[way]
