"""Asking whose words are wanted: a filter, typed and checked."""

from __future__ import annotations

from utsaga.analysis.where import BadFilter, chosen_by
from utsaga.study import Study
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.parts import Line, Part

_HINT = "round=2 and group=urban and not role=chef · empty: everybody"


def whose_prompt(study: Study, where: str) -> Prompt:
    """The question for a filter, which starts from the one in force."""

    def wrong(typed: str) -> str:
        try:
            chosen_by(study, typed)
        except BadFilter as error:
            return str(error)
        return ""

    return Prompt("Whose words?", where, check=wrong, hint=_HINT)


def said_where(where: str) -> Line:
    """The filter in force, for a heading; nothing if there is none."""
    return [Part(f"  {where}", "key")] if where else []
