"""The interview guide: its versions, where its questions were asked, its headings as codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from utsaga.analysis.answers import Answer, State
from utsaga.analysis.asked import SURE
from utsaga.commands import BY_ID, Scope
from utsaga.filepaths import working_folder
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.guide import ASKED, Guide, GuideItem
from utsaga.study.guide import asked, guide_numbers, guides
from utsaga.study.guide.asked import Place as Asking
from utsaga.study.guide.guide_file import how_read, read_guide
from utsaga.study.guide.versions import all_guides
from utsaga.study.phrases import counted
from utsaga.tui.away import away
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.modals.path_prompt import PathPrompt
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.guide.guide_holding import ask_holding
from utsaga.tui.screens.guide.guide_places import GuidePlaces
from utsaga.tui.screens.guide.guide_rows import GuideRow, guide_rows, row_lines
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.writing.file_names import expanded

CONCERNED = frozenset({"guides", "asked", "sources", "participants", "study"})
"""Tables whose records the guide and its answers follow."""

_LISTED = 12
"""Up to so many new codes are listed before they are made."""


class GuideScreen(ListScreen[GuideRow]):
    """A version of the guide, the newest at first, with what became of each question."""

    SCOPES = (Scope.GUIDE, Scope.LIST, Scope.EVERYWHERE)

    def __init__(self) -> None:
        """Show the newest version."""
        super().__init__()
        self._version: str | None = None
        self._answers: Mapping[str, Sequence[Answer]] | None = None
        self._progress = ""

    # The list

    def begin(self) -> None:
        """Show the guide at once; look for its questions after."""
        self._places = GuidePlaces(self.study)
        super().begin()
        self.beside(self._look_through, "look")

    async def _look_through(self) -> None:
        def told(number: int, of: int) -> None:
            self._progress = f"looking through {number + 1} of {of}" if self._answers is None else ""
            self.show_heading()

        self._answers = await self._places.answers(told=told, problem=self.say_problem)
        self._progress = ""
        self.fill()

    @property
    def guide(self) -> Guide | None:
        """The version that is shown; None if there is none."""
        versions = all_guides(self.study)
        return next((one for one in versions if one.id == self._version), versions[-1] if versions else None)

    def gather(self) -> Iterator[Sequence[GuideRow]]:
        """The lines of the version."""
        guide = self.guide
        if guide is None:
            return
        numbers = guide_numbers.numbers_in(guide)
        found = None if self._answers is None else [a for each in self._answers.values() for a in each]
        yield guide_rows(guide, numbers, found)

    def look(self, item: GuideRow, width: int) -> Sequence[Line]:
        """A heading, a question, a note."""
        return row_lines(item, width)

    def key_of(self, item: GuideRow) -> str:
        """The item's id."""
        return item.id

    def heading(self) -> Line:
        """Which version this is, for whom it holds, and what is going on."""
        guide = self.guide
        if guide is None:
            return [Part("Interview guide", "heading")]
        versions = all_guides(self.study)
        which = f" · {versions.index(guide) + 1} of {len(versions)} versions" if len(versions) > 1 else ""
        told = f"  {guides.holds_for(self.study, guide)} · {guides.questions_said(guide.items)}{which}"
        likely = self._likely()
        found = [Part(f"  {len(likely):,} to confirm", "match")] if likely else []
        progress = [Part(f"  {self._progress}", "muted")] if self._progress else []
        return [
            Part("Guide ", "muted"),
            Part(guide.name, "heading", SHORT_NAME),
            *found,
            *progress,
            Part(told, "muted", SHORT_NAME, told=True),
        ]

    def nothing(self) -> str:
        """How to begin."""
        key = self.keymap.shown(BY_ID["guide.take"])
        return (
            f"There is no interview guide yet. {key} takes one from a file, Markdown or text: "
            "headings, and questions that end with '?'."
        )

    def study_changed(self, action: Action | None) -> None:
        """Look again where the guide, or what was asked, may be another."""
        if action is None or action.texts or any(change.table.name in CONCERNED for change in action.changes):
            self._places.follow(action)
            self.fill()
            self.beside(self._look_through, "look")

    @property
    def _shown(self) -> Guide:
        guide = self.guide
        if guide is None:
            raise Refused(self.nothing())
        return guide

    def _likely(self) -> list[Answer]:
        found = (answer for each in (self._answers or {}).values() for answer in each)
        return [answer for answer in found if answer.state is State.LIKELY]

    # Questions and answers

    def do_guide_answers(self) -> None:
        """Show the answers to the question under the cursor."""
        from utsaga.tui.screens.guide.answers import AnswersScreen

        item = self.current.item
        if item.kind not in ASKED:
            raise Refused("Only a question has answers: go to one with j and k.")
        self.app.push_screen(AnswersScreen(self._places, item.id))

    def do_guide_found(self) -> None:
        """Go through all places where a question was perhaps asked."""
        from utsaga.tui.screens.guide.answers import AnswersScreen

        self._shown  # noqa: B018  # without a guide there is nothing to go through
        self.app.push_screen(AnswersScreen(self._places))

    def do_guide_sure(self) -> None:
        """Confirm the places that are sure enough, once it is said how many."""
        if self._answers is None:
            raise Refused("The transcripts are still being looked through.")
        sure = [a for a in self._likely() if a.likely is not None and a.likely.sureness >= SURE]
        if not sure:
            raise Refused(f"No place to confirm is {SURE:.0%} sure: look at each.")
        places = [Asking(a.source, a.question.id, a.likely.span) for a in sure if a.likely is not None]

        def confirmed(_: bool) -> None:
            self.change(lambda: asked.confirm(self.study, places))

        number = counted(len(places), "place")
        question = f"Confirm {number} that are at least {SURE:.0%} sure? It can be undone."
        self.ask(Confirm(question, yes="confirm", no="look at each"), confirmed)

    # Versions

    def do_guide_take(self) -> None:
        """Take a version of the guide from a file: its name, and for whom it holds, are asked."""

        def named(typed: str) -> None:
            self.beside(partial(self._take, expanded(typed, working_folder())), "take")

        hint = "Headings (# or bold), questions that end with '?' or stand in a list, probes below them."
        self.ask(PathPrompt("Take the guide from which file?", hint=hint), named)

    async def _take(self, path: Path) -> None:
        items, remark = await away(_read, path)

        def called(name: str) -> None:
            self.change(partial(guides.put, self.study, name, items), self._show_new)

        said = guides.questions_said(items)
        hint = remark or f"{said} found. One of the same name is replaced; places stay with their questions."
        self.ask(Prompt("Name of this version", path.stem, hint=hint), called)

    def _show_new(self, action: Action) -> None:
        self._version = action.changes[0].id
        self.start_anew()
        key = self.keymap.shown(BY_ID["guide.holds"])
        self.say(f"Taken, for all transcripts: {key} says for whom it holds.")

    def do_guide_version(self) -> None:
        """Choose another version."""
        versions = all_guides(self.study)
        if len(versions) < 2:
            raise Refused("There is no other version of the guide.")

        def chosen(guide: Guide) -> None:
            self._version = guide.id
            self.start_anew()

        offers = [Offer(one.name, guides.holds_for(self.study, one), one) for one in reversed(versions)]
        self.ask(Pick("Which version?", offers), chosen)

    def do_guide_holds(self) -> None:
        """Say for whom this version holds."""
        ask_holding(self, self._shown)

    def do_guide_codes(self) -> None:
        """Make its headings codes, once it is said which codes that makes."""
        guide = self._shown
        guides.headings_as_codes(self.study, guide)  # says why, if it makes none
        new = guides.new_headings(self.study, guide)

        def confirmed(_: bool) -> None:
            self.change(lambda: guides.headings_as_codes(self.study, guide))

        more = [f"… and {len(new) - _LISTED} more"] if len(new) > _LISTED else []
        question = f"Make {counted(len(new), 'code')} of the headings of '{guide.name}'? It can be undone."
        listed = "\n".join(f"  {path}" for path in [*new[:_LISTED], *more])
        self.ask(Confirm(f"{question}\n{listed}", yes="make them", no="make none"), confirmed)

    def do_guide_reword(self) -> None:
        """Word this line anew."""
        guide, item = self._shown, self.current.item

        def worded(text: str) -> None:
            self.change(lambda: guides.reword(self.study, guide, item.id, text))

        self.ask(Prompt("New words", item.text), worded)

    def do_guide_rename(self) -> None:
        """Give this version another name."""
        guide = self._shown

        def named(name: str) -> None:
            self.change(lambda: guides.change(self.study, guide, name=name))

        self.ask(Prompt("Name of this version", guide.name), named)

    def do_guide_delete(self) -> None:
        """Take this version out, once it is said what goes with it."""
        guide = self._shown

        def confirmed(_: bool) -> None:
            self._version = None
            self.change(lambda: guides.remove(self.study, guide))

        question = (
            f"Take '{guide.name}' out, with what was noted of questions that no other version has? "
            "It can be undone."
        )
        self.ask(Confirm(question, yes="take out", no="keep"), confirmed)


def _read(path: Path) -> tuple[Sequence[GuideItem], str]:
    """The items of a guide in a file, and what is to be said of its letters."""
    return read_guide(path), how_read(path)
