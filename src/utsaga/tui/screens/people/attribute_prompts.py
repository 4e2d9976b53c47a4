"""Asking for a new attribute: its name, its kind, and the choices of a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from utsaga.model.attribute import CHOICE, DATE, NUMBER, TEXT
from utsaga.study.people import attributes
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.modals.prompt import Prompt

KIND_WORDS = {
    TEXT: "any words",
    NUMBER: "61; 39.5",
    DATE: "2024-03-01, 2024-03 or 2024",
    CHOICE: "one of a few that you name",
}


def ask_attribute(screen: KeyedScreen, then: Callable[[str], None]) -> None:
    """Ask for an attribute and declare it; ``then`` gets its id."""

    def named(name: str) -> None:
        def of_kind(kind: str, choices: Sequence[str]) -> None:
            screen.change(
                lambda: attributes.declare(screen.study, name, kind, choices),
                lambda action: then(action.changes[0].id),
            )

        ask_kind(screen, f"What are the values of '{name}'?", of_kind)

    hint = "What is known of every participant: age, years in the work, type of municipality."
    screen.ask(Prompt("New attribute", hint=hint), named)


def ask_kind(
    screen: KeyedScreen,
    question: str,
    then: Callable[[str, Sequence[str]], None],
    choices: Sequence[str] = (),
) -> None:
    """Ask for a kind; with a choice, for its choices."""

    def chosen(kind: str) -> None:
        if kind != CHOICE:
            then(kind, ())
            return
        hint = "Separated by semicolons: rural; urban"
        prompt = Prompt("Which choices are there?", "; ".join(choices), check=_no_choice, hint=hint)
        screen.ask(prompt, lambda typed: then(CHOICE, _split(typed)))

    screen.ask(Pick(question, [Offer(kind, says, kind) for kind, says in KIND_WORDS.items()]), chosen)


def _split(typed: str) -> list[str]:
    return [choice.strip() for choice in typed.split(";") if choice.strip()]


def _no_choice(typed: str) -> str:
    return "" if _split(typed) else "Name at least one choice, or leave with Esc."
