"""Replacing names and other words in all transcripts: forms and hits, chosen one by one or together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from utsaga.commands import BY_ID, Scope
from utsaga.filepaths import working_folder
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.living import replacing
from utsaga.study.living.originals import UNREACHED, Erasing
from utsaga.study.living.replacing import Hit, Rule
from utsaga.study.phrases import counted
from utsaga.text.looked_for import begins_so
from utsaga.tui.away import away
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.parts import Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.texts.replacing_rows import FormRow, Row, context, place_of, rows
from utsaga.tui.screens.writing.file_names import complete, expanded
from utsaga.tui.ways import by_keys
from utsaga.tui.widgets.one_row import OneRow
from utsaga.tui.widgets.row_list import RowList

_HINT = "Göteborg = Västerstad, or a table of such pairs: names.csv (Tab completes)"
_NOTHING = "Nothing to replace. Write a pair of words above; the list stays here."


Found = tuple[Hit, str, Span]
"""A hit, the words around it, and where it stands among them."""


class ReplacingScreen(ListScreen[Row]):
    """A line for words or a table, and every place where they stand."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.REPLACE, Scope.LIST, Scope.EVERYWHERE)

    def __init__(self) -> None:
        """Start with the words of the study's list."""
        super().__init__()
        self._rules: list[Rule] = []
        self._hits: list[Found] = []
        self._chosen: set[tuple[str, int, int]] = set()
        self._erasing = False

    # The screen

    def compose_body(self) -> ComposeResult:
        """Heading, line, hint, forms and hits."""
        yield OneRow()
        yield AnsweredLine(placeholder="Göteborg = Västerstad")
        yield OneRow()
        yield RowList(self.looks, key=self.key_of, height=None)

    def begin(self) -> None:
        """Begin with the line, and with what the list of the study still finds."""
        self._rules = replacing.kept_rules(self.study)
        self.query(OneRow)[1].show([Part(f" {_HINT}", "muted")])
        self.give_keys(self.query_one(AnsweredLine))
        self._search()

    def gather(self) -> Iterator[Sequence[Row]]:
        """What has been found."""
        yield rows(self._hits, self._chosen)

    def look(self, item: Row, width: int) -> Sequence[Line]:
        """A form, or a hit in its context."""
        return item.look(width)

    def key_of(self, item: Row) -> str:
        """A form's or a place's identity."""
        return item.id

    def heading(self) -> Line:
        """How many hits there are and how many are chosen."""
        hits = counted(len(self._hits), "hit")
        transcripts = counted(len({hit.source.id for hit, _, _ in self._hits}), "transcript")
        said = f"  {len(self._chosen):,} chosen of {hits} in {transcripts}" if self._hits else ""
        return [Part("Replacing", "heading"), Part(said, "muted")]

    def nothing(self) -> str:
        """That the words stand in no text, and what can still be done; or how to begin."""
        if not self._rules:
            return _NOTHING
        key = self.keymap.shown(BY_ID["replace.erase"])
        typing = "Esc, then " if self.query_one(AnsweredLine).has_focus else ""
        words = counted(len(self._rules), "word")
        return f"{words}, in no transcript now. {typing}{key} erases what is left elsewhere."

    def study_changed(self, action: Action | None) -> None:
        """Look again where texts have changed."""
        if action is None or action.texts:
            self._search()

    def keys_given(self, widget: Widget) -> None:
        """What the empty list says depends on where the keys go."""
        super().keys_given(widget)
        if self.complete and not self._hits:
            self.show_items(())

    # The line

    def answer(self, key: str) -> bool:
        """Enter adds words or a table, Tab completes a path, Down goes to the hits, Esc leaves the line."""
        line = self.query_one(AnsweredLine)
        if key == "enter":
            self._add(line.value)
        elif key == "tab":
            line.value = complete(line.value, working_folder()).text
            line.cursor_position = len(line.value)
        else:
            return self.leave_line(key, for_list=self._goes_to_list)
        return True

    @property
    def line_hints(self) -> Sequence[tuple[str, str]]:
        """What the keys of ``answer`` do now."""
        esc = "to the hits" if self._hits else "to the list" if self._goes_to_list else "leaves"
        return (("Enter", "adds"), ("Tab", "completes"), ("Esc", esc))

    @property
    def _goes_to_list(self) -> bool:
        """Whether anything can be done below the line: where no words stand, they may be erased."""
        return bool(self._hits or self._rules)

    def _add(self, typed: str) -> None:
        if not typed.strip():
            self.give_keys(self.rows)
            return
        path = expanded(typed, working_folder())
        if "=" not in typed:
            self.beside(partial(self._read_table, typed, path), "table")
            return
        try:
            self._take(replacing.rules_in(typed, path), typed)
        except UtsagaError as error:
            self.say_problem(error)

    async def _read_table(self, typed: str, path: Path) -> None:
        self._take(await away(replacing.rules_in, typed, path), typed)

    def _take(self, new: Sequence[Rule], typed: str) -> None:
        """Take pairs into the list, and let the line be empty for the next, if nothing is typed there yet."""
        originals = {rule.original for rule in new}
        self._rules = [*(rule for rule in self._rules if rule.original not in originals), *new]
        line = self.query_one(AnsweredLine)
        line.value = "" if line.value == typed else line.value
        self._search()

    def _search(self) -> None:
        self.complete = False
        self.beside(self._look_up, "replacing")

    async def _look_up(self) -> None:
        """Find the words, a transcript at a time; hits that were chosen or left stay so."""
        study, rules = self.study, list(self._rules)
        known = {place_of(hit) for hit, _, _ in self._hits}
        found: list[Found] = []
        for source in study.sources:
            try:
                found += await away(_found_in, study, source, rules, len(found) + 1)
            except UtsagaError as error:
                self.say_problem(error)
        places = {place_of(hit): hit for hit, _, _ in found}
        new = {place for place, hit in places.items() if place not in known and not hit.offered}
        self._hits, self._chosen = found, (self._chosen & places.keys()) | new
        self.complete = True
        self._show()

    def _show(self) -> None:
        self.looks.forget()
        self.show_items(rows(self._hits, self._chosen))

    # Commands

    def do_replace_choose(self) -> None:
        """Choose this hit, or all of this form, or leave them."""
        row = self.current
        places = {place_of(hit) for hit in (row.hits if isinstance(row, FormRow) else (row.hit,))}
        if places <= self._chosen:
            self._chosen -= places
        else:
            self._chosen |= places
        self._show()
        self._go_on(row)

    def _go_on(self, row: Row) -> None:
        """Go to the row that is looked at next: after a form, the next form."""
        items, at = self.rows.items, self.rows.cursor
        if isinstance(row, FormRow):
            forms = (n for n in range(at + 1, len(items)) if isinstance(items[n], FormRow))
            self.rows.go_to(next(forms, at))
        else:
            self.rows.go_to(at + 1)

    def do_replace_add(self) -> None:
        """Go to the line."""
        self.give_keys(self.query_one(AnsweredLine))

    def do_replace_drop(self) -> None:
        """Take the rule that finds this form off the list."""
        row = self.current
        found = row.found if isinstance(row, FormRow) else row.hit.found
        fitting = [rule for rule in self._rules if begins_so(found, rule.original)]
        if not fitting:
            raise Refused("These words come from a form in the table: change the table.")
        rule = max(fitting, key=lambda rule: len(rule.original))
        self._rules = [other for other in self._rules if other is not rule]
        self.say(f"'{rule.original}' is not replaced.")
        self._search()

    def do_replace_visit(self) -> None:
        """Open the transcript at this hit."""
        row = self.current
        hit = row.hits[0] if isinstance(row, FormRow) else row.hit
        self.program.visit(Place(hit.source.id, Span(hit.start, hit.end)))

    def do_replace_run(self) -> None:
        """Replace what is chosen, after a question."""
        wanted = [hit for hit, _, _ in self._hits if place_of(hit) in self._chosen]
        if not self.complete or not wanted:
            raise Refused("Nothing is chosen." if self.complete else "The words are still being looked for.")
        rules, study = list(self._rules), self.study
        tell = self.progress("Replacing")

        def plan() -> Action:
            action = replacing.make(study, wanted, rules, tell)
            replacing.keep(study, rules, wanted)
            return action

        def confirmed(_: bool) -> None:
            self.change(plan, aside="Replacing …")

        transcripts = counted(len({hit.source.id for hit in wanted}), "transcript")
        question = f"Replace {counted(len(wanted), 'hit')} in {transcripts}? Codings follow their words."
        self.ask(Confirm(question, "Replace"), confirmed)

    def do_replace_erase(self) -> None:
        """Erase what is left of what was replaced, after a warning."""
        if self._erasing:
            raise Refused("The originals are being erased.")
        if not self.complete:
            raise Refused("The words are still being looked for.")
        erasing = Erasing(self.study, self._rules)
        offered = (hit.found for hit, _, _ in self._hits if hit.offered)
        left = replacing.forms_left(offered, by_keys(self.keymap))
        question = " ".join(filter(None, (erasing.question, left, UNREACHED)))
        self.ask(Confirm(question, "Erase for good"), lambda _: self._erase(erasing))

    def _erase(self, erasing: Erasing) -> None:
        self.program.errands.begin("The originals are being erased", partial(self._wipe, erasing), self)
        self._erasing = True
        self.say("Erasing …")

    async def _wipe(self, erasing: Erasing) -> None:
        """Erase to the end, also when this screen is left meanwhile."""
        changes = self.program.changes
        try:
            erasing.begin()
            erased = await asyncio.to_thread(erasing.wipe)
        finally:
            self._erasing = False
        if changes.where(self) is self:
            self._rules = replacing.kept_rules(self.study)
            self._search()
        changes.where(self).say(erased.in_words(by_keys(self.keymap)))


def _found_in(study: Study, source: Source, rules: Sequence[Rule], first: int) -> list[Found]:
    hits = replacing.find_in(study, source, rules, first=first)
    text = study.transcript(source.id).text if hits else ""
    return [(hit, *context(text, hit)) for hit in hits]
