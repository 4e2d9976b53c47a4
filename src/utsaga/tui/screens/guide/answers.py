"""Where a guide question was asked and what was answered, or all places that wait to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from utsaga.analysis.answers import Answer, State
from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused, UtsagaError
from utsaga.model.guide import GuideItem
from utsaga.study.guide import asked, guide_numbers, guides
from utsaga.study.guide.asked import Place as Asking
from utsaga.study.phrases import counted
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.guide.answer_rows import AnswerRow, answer_row, row_lines
from utsaga.tui.screens.guide.guide_places import GuidePlaces
from utsaga.tui.screens.list_screen import ListScreen


class AnswersScreen(ListScreen[AnswerRow]):
    """One question in every transcript; without a question, every place that somebody should look at."""

    SCOPES = (Scope.ANSWERS, Scope.LIST, Scope.EVERYWHERE)

    def __init__(self, places: GuidePlaces, question_id: str | None = None) -> None:
        """Show the answers to a question."""
        super().__init__()
        self._places = places
        self._question_id = question_id
        self._answers: Mapping[str, Sequence[Answer]] = {}

    # The list

    def begin(self) -> None:
        """Find the answers; those shown come when all are found."""
        self.show_items(())
        self.beside(self._look_through, "look")

    async def _look_through(self) -> None:
        def told(_number: int, _of: int) -> None:
            """Say nothing: the screen before has looked through the transcripts already."""

        self._answers = await self._places.answers(told=told, problem=self.say_problem)
        self.fill()

    def gather(self) -> Iterator[Sequence[AnswerRow]]:
        """The rows, a transcript at a time."""
        numbers = guide_numbers.numbers(self.study)
        for answers in self._answers.values():
            rows = []
            for answer in answers:
                try:
                    if self._question_id is None and answer.state is State.LIKELY:
                        said = f"{numbers[answer.question.id]}. {answer.question.text}"
                        rows.append(answer_row(self.study, answer, said))
                    elif answer.question.id == self._question_id:
                        rows.append(answer_row(self.study, answer))
                except UtsagaError as error:
                    self.say_problem(error)
            if self._question_id is None:
                rows.sort(key=lambda row: row.place or (0, 0))
            yield rows

    def look(self, item: AnswerRow, width: int) -> Sequence[Line]:
        """Where, what was asked, what was answered."""
        return row_lines(item, width)

    def key_of(self, item: AnswerRow) -> str:
        """The transcript and the question."""
        return item.id

    def heading(self) -> Line:
        """The question with its number, or how many places there are to look at."""
        items: Sequence[AnswerRow] = self.rows.items
        if self._question_id is None:
            return [
                Part("Found places", "heading"),
                Part(f"  {counted(len(items), 'place')} to confirm or reject", "muted"),
            ]
        listed = guides.all_questions(self.study)
        numbers = guide_numbers.numbers(self.study)
        for item in listed:
            if item.id == self._question_id:
                answered = sum(row.answer.state is State.ANSWERED for row in items)
                told = f"answered in {answered} of {len(items)}  "
                return [
                    Part(f"{numbers[item.id]}. ", "muted"),
                    Part(told, "muted"),
                    Part(item.text, "heading", SHORT_NAME),
                ]
        return [Part("Answers", "heading")]

    def nothing(self) -> str:
        """Why there is nothing here."""
        if self._question_id is None:
            return "No place waits: every question that was found has been confirmed or rejected."
        return "No transcript's guide has this question."

    def study_changed(self, action: Action | None) -> None:
        """Find the answers anew where they may be others."""
        from utsaga.tui.screens.guide.guide import CONCERNED

        if action is None or action.texts or any(change.table.name in CONCERNED for change in action.changes):
            self._places.follow(action)
            self.beside(self._look_through, "look")

    # Commands

    def do_answers_visit(self) -> None:
        """Go to where it was asked, or perhaps was."""
        row = self.current
        self.program.visit(Place(row.answer.source.id, row.place))
        if row.place is None:
            here = self.keymap.shown(BY_ID["guide.asked_here"])
            self.program.workspace.say(f"No place was found: {here} on its words says where it was asked.")

    def do_answers_confirm(self) -> None:
        """Confirm that it was asked here."""
        answer = self.current.answer
        if answer.likely is None:
            already = answer.state in (State.ANSWERED, State.NO_ANSWER)
            raise Refused("This is confirmed already." if already else "No place was found to confirm.")
        place = Asking(answer.source, answer.question.id, answer.likely.span)
        self.change(lambda: asked.confirm(self.study, [place]), lambda _: self._on_from(answer))

    def do_answers_reject(self) -> None:
        """Say that it was not asked in this place."""
        row = self.current
        if row.place is None:
            key = self.keymap.shown(BY_ID["answers.nowhere"])
            raise Refused(f"No place is left; {key} says that it was not asked here at all.")
        place = Asking(row.answer.source, row.answer.question.id, row.place, asked=False)
        self.change(lambda: asked.confirm(self.study, [place]))

    def do_answers_nowhere(self) -> None:
        """Say that it was not asked in this transcript at all."""
        answer = self.current.answer
        place = Asking(answer.source, answer.question.id, None)
        self.change(lambda: asked.confirm(self.study, [place]), lambda _: self._on_from(answer))

    def do_answers_withdraw(self) -> None:
        """Take back what was noted of it in this transcript."""
        answer = self.current.answer
        self.change(lambda: asked.withdraw(self.study, answer.source, answer.question.id))

    def _on_from(self, answer: Answer) -> None:
        """Go to the next transcript in which the question waits for somebody to look."""
        items: Sequence[AnswerRow] = self.rows.items
        if self._question_id is None or self.current.answer is not answer:
            return  # what was settled goes from the list by itself
        waiting = (n for n, row in enumerate(items) if n > self.rows.cursor)
        self.rows.go_to(next((n for n in waiting if items[n].answer.likely is not None), self.rows.cursor))

    def do_answers_next(self) -> None:
        """Show the next question."""
        self._go_on(1)

    def do_answers_previous(self) -> None:
        """Show the question before."""
        self._go_on(-1)

    def _go_on(self, step: int) -> None:
        listed: list[GuideItem] = guides.all_questions(self.study)
        ids = [item.id for item in listed]
        if self._question_id not in ids:
            raise Refused("These are places of all questions.")
        self._question_id = ids[(ids.index(self._question_id) + step) % len(ids)]
        self.start_anew()
        self.rows.go_to(0)
