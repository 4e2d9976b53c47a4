"""Which attributes there are: what can be known of every participant, and what must not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.attribute import CHOICE, AttributeKind
from utsaga.model.errors import Refused
from utsaga.study.people import attributes
from utsaga.study.phrases import counted
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.parts import Line, Part
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.people.attribute_prompts import ask_attribute, ask_kind


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute, and how many participants have a value."""

    kind: AttributeKind
    values: int


class AttributesScreen(ListScreen[AttributeRow]):
    """All attributes in their order."""

    SCOPES = (Scope.ATTRIBUTES, Scope.LIST, Scope.EVERYWHERE)
    HEIGHT = 1

    def gather(self) -> Iterator[Sequence[AttributeRow]]:
        """The attributes."""
        yield [
            AttributeRow(kind, sum(kind.id in p.attributes for p in self.study.participants))
            for kind in self.study.held.attributes
        ]

    def look(self, item: AttributeRow, _width: int) -> Sequence[Line]:
        """Name, kind, choices, how many have it."""
        kind = item.kind
        if kind.forbidden:
            return [[Part(f" {kind.name:<24} ", "strong"), Part("forbidden", "warning")]]
        choices = f": {', '.join(kind.choices)}" if kind.kind == CHOICE else ""
        known = f"{kind.kind}{choices} · known of {counted(item.values, 'participant')}"
        return [[Part(f" {kind.name:<24} ", "strong"), Part(known, "muted")]]

    def key_of(self, item: AttributeRow) -> str:
        """The attribute's id."""
        return item.kind.id

    def heading(self) -> Line:
        """How many there are."""
        return [
            Part("Attributes", "heading"),
            Part(f"  {counted(len(self.rows.items), 'attribute')}", "muted"),
        ]

    def nothing(self) -> str:
        """How to begin."""
        new = self.keymap.shown(BY_ID["attributes.new"])
        return f"No attributes yet. {new} declares one; the columns of a table become attributes, too."

    def study_changed(self, _action: Action | None) -> None:
        """Show those that are there now."""
        self.fill()

    # Commands

    def do_attributes_new(self) -> None:
        """Declare an attribute."""
        ask_attribute(self, self.go_to_when_shown)

    def do_attributes_change(self) -> None:
        """Let its values be of another kind."""
        kind = self.current.kind
        if kind.forbidden:
            key = self.keymap.shown(BY_ID["attributes.forbid"])
            raise Refused(f"'{kind.name}' is forbidden and has no values; {key} allows it.")

        def of_kind(wanted: str, choices: Sequence[str]) -> None:
            def plan() -> Action:
                return attributes.change(self.study, kind, kind=wanted, choices=choices or None)

            self.change(plan)

        ask_kind(self, f"What are the values of '{kind.name}'?", of_kind, kind.choices)

    def do_attributes_rename(self) -> None:
        """Ask for another name."""
        kind = self.current.kind

        def named(name: str) -> None:
            self.change(lambda: attributes.change(self.study, kind, name=name))

        self.ask(Prompt("Name of the attribute", kind.name), named)

    def do_attributes_forbid(self) -> None:
        """Promise not to know it; once it is said which values go. Or allow it again."""
        item = self.current
        kind = item.kind

        def forbid(_: bool = True) -> None:
            self.change(lambda: attributes.forbid(self.study, kind.name))

        if kind.forbidden:
            self.change(lambda: attributes.allow(self.study, kind))
        elif item.values:
            known = counted(item.values, "participant")
            question = f"Forbid '{kind.name}'? What is known of it of {known} goes; it can be undone."
            self.ask(Confirm(question, yes="forbid", no="keep"), forbid)
        else:
            forbid()

    def do_attributes_delete(self) -> None:
        """Take it out; it can be undone."""
        kind = self.current.kind
        self.change(lambda: attributes.remove(self.study, kind))
