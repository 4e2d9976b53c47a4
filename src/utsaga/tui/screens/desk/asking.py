"""Saying in the transcript itself that a question of the guide was asked there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.errors import Refused
from utsaga.tui.screens.desk.desk import Desk

if TYPE_CHECKING:
    from utsaga.model.guide import GuideItem


class AskingCommands(Desk):
    """The command of the guide in ``Scope.READING``."""

    def do_guide_asked_here(self) -> None:
        """Ask which question was asked in the selection."""
        from utsaga.study.guide import asked, guide_numbers, versions
        from utsaga.study.guide.asked import Place
        from utsaga.tui.modals.pick import Offer, Pick

        passage = self.passage
        source = self.study.held.source(passage.source_id)
        guide = versions.guide_of(self.study, source)
        if guide is None:
            key = self.keymap.shown(BY_ID["go.guide"])
            raise Refused(f"No interview guide holds for this transcript: {key} shows the guides.")
        numbers = guide_numbers.numbers_in(guide)

        def chosen(item: GuideItem) -> None:
            place = Place(source, item.id, passage.span)
            self.change(lambda: asked.confirm(self.study, [place]))

        offers = [Offer(f"{numbers[item.id]:>3}. {item.text}", "", item) for item in guide.questions]
        self.ask(Pick("Which question was asked here?", offers), chosen)
