"""The base of questions: a box over the screen below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.screen import ModalScreen

from utsaga.study import Study
from utsaga.tui.parts import STYLES, Part
from utsaga.tui.widgets.one_row import OneRow

if TYPE_CHECKING:
    from utsaga.tui.app import UtsagaApp

T = TypeVar("T")


class ModalKeys(OneRow):
    """The keys of a question, in one row, as the footer shows those of a screen."""

    def __init__(self, said: Sequence[tuple[str, str]]) -> None:
        """Show keys and what each does."""
        super().__init__()
        self.show([part for key, word in said for part in (Part(key, "key"), Part(f" {word}   ", "muted"))])


class Modal(ModalScreen[T], inherit_bindings=False):
    """A question; dismissed with the answer, or with None when it is cancelled."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(STYLES)

    @property
    def program(self) -> UtsagaApp:
        """The running program."""
        return cast("UtsagaApp", self.app)

    @property
    def study(self) -> Study:
        """The open study."""
        return self.program.study

    def on_mount(self) -> None:
        """Let the keys come that were typed while this was opening."""
        self.program.keys_can_flow()
