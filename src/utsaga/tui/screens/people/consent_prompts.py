"""Asking when, in which form and with which reservation somebody consented: three lines in turn."""

from __future__ import annotations

from collections.abc import Callable

from utsaga.model.errors import Refused
from utsaga.model.participant import Consent, consent_day
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.modals.prompt import Prompt


def ask_consent(screen: KeyedScreen, name: str, before: Consent, then: Callable[[Consent], None]) -> None:
    """Ask; ``then`` gets the note, unless one of the lines was cancelled."""

    def with_date(date: str) -> None:
        def with_form(form: str) -> None:
            def with_note(note: str) -> None:
                then(Consent(consent_day(date), " ".join(form.split()), note.strip()))

            screen.ask(Prompt(f"Anything that {name} said with it (may stay empty)", before.note), with_note)

        hint = "oral on the recording, written, by e-mail …"
        screen.ask(Prompt(f"In which form did {name} consent?", before.form, hint=hint), with_form)

    hint = "Year, month, day: 2024-03-01. Empty if it is not known."
    screen.ask(Prompt(f"When did {name} consent?", before.date, check=_no_day, hint=hint), with_date)


def _no_day(typed: str) -> str:
    """What is wrong with a date of consent."""
    try:
        consent_day(typed)
    except Refused as refused:
        return str(refused)
    return ""
