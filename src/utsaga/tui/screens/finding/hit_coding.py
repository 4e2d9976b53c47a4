"""Coding all hits of a search: some left out, the rest given a code in one step."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.study.coding import coding_hits
from utsaga.study.phrases import counted
from utsaga.text.transcript import Unit
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.screens.finding.hit_rows import HitRow
from utsaga.tui.screens.list_screen import ListScreen

_AROUND = {
    Unit.SENTENCE: "the sentence around each",
    Unit.WORD: "the found words alone",
    Unit.TURN: "the turn around each",
}
_SAID_EVERY = 20


class CodesHits(ListScreen[HitRow]):
    """What a screen with hits does to code them. ``hits`` are all of them."""

    def __init__(self) -> None:
        """Start without hits, coding sentences."""
        super().__init__()
        self.hits: list[HitRow] = []
        self.unit = coding_hits.UNITS[0]

    def do_search_leave_out(self) -> None:
        """Leave this hit out of what is coded, or take it in again; go on to the next one."""
        at = self.rows.cursor
        self.hits[at] = replace(self.current, left_out=not self.current.left_out)
        self.show_items(self.hits)
        self.rows.go_to(at + 1)

    def do_search_unit(self) -> None:
        """Code the sentence, the words or the turn around each hit."""
        units = coding_hits.UNITS
        self.unit = units[(units.index(self.unit) + 1) % len(units)]
        self.say(f"Coding all hits will code {_AROUND[self.unit]}.")

    def do_search_code(self) -> None:
        """Choose the code that all hits but those left out are given."""
        from utsaga.tui.modals.code_palette import ChosenCode, CodePalette

        places = self._places()

        def chosen(choice: ChosenCode) -> None:
            planner = coding_hits.Planner(self.study, choice.new_path, self.unit, code_id=choice.code_id)
            self.beside(partial(self._plan_codings, planner, places), "code")

        question = f"Code {counted(len(places), 'hit')}, {_AROUND[self.unit]}, with:"
        recent = self.program.workspace.remembered.recent_codes
        self.ask(CodePalette(self.study, question, recent=recent, create=True), chosen)

    def _places(self) -> list[coding_hits.Place]:
        """The hits that are to be coded.

        Raises:
            Refused: there are none, or the search is still going on.
        """
        if not self.complete:
            raise Refused("The search is still going on: wait for its end, then code all hits.")
        kept = [row.hit for row in self.hits if not row.left_out]
        if not kept:
            raise Refused("There are no hits to code.")
        return [coding_hits.Place(hit.source, hit.span, hit.matched) for hit in kept]

    async def _plan_codings(self, planner: coding_hits.Planner, places: list[coding_hits.Place]) -> None:
        """Look at the passages, a transcript at a time, and ask before they are coded."""
        by_source = coding_hits.by_source(places)
        try:
            for number, (source_id, found) in enumerate(by_source.items()):
                planner.take(source_id, found)
                if number % _SAID_EVERY == _SAID_EVERY - 1:
                    self.say(f"Looking at the passages: {(number + 1) / len(by_source):.0%}")
                await asyncio.sleep(0)
        except UtsagaError as error:
            self.say_problem(error)
            return
        plan = planner.plan
        action = plan.action
        if action is None:
            self.say(f"{plan.in_words(done=False)} Nothing is left to code.")
            return

        def done(_: Action) -> None:
            self.program.workspace.used(action.refs.get("code"))
            self.say(f"{plan.in_words(done=True)} {self.keymap.shown(BY_ID['app.undo'])} takes it back.")

        self.ask(Confirm(plan.in_words(done=False), "Code them"), lambda _: self.change(lambda: action, done))
