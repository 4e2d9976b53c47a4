"""The commands that code: giving passages codes, taking them off, edges, stars, memos, condensations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from utsaga.commands import BY_ID
from utsaga.model.action import Action
from utsaga.model.coding import Coding
from utsaga.model.errors import Refused
from utsaga.model.memo import Memo
from utsaga.model.review import Review
from utsaga.study.coding import codings, memos
from utsaga.text.spans import trimmed
from utsaga.tui.screens.desk.desk import Desk, Moving, Passage
from utsaga.tui.writing import Writing, on_memo

if TYPE_CHECKING:
    from utsaga.tui.modals.code_palette import ChosenCode


class CodingCommands(Desk):
    """Handlers of the coding and writing commands of ``Scope.READING``."""

    # Giving codes

    def do_code_pinned(self, digit: int) -> None:
        """Code with the code pinned to a digit."""
        code_id = self.study.pins.get(str(digit))
        if code_id is None:
            pin = BY_ID[f"codes.pin.{digit}"]
            codes = self.keymap.shown(BY_ID["go.codebook"])
            raise Refused(f"No code is pinned to {digit}: {codes}, then {self.keymap.shown(pin)} on a code.")
        self.give(code_id)

    def do_code_palette(self) -> None:
        """Choose a code by a few letters, or create one."""
        self.ask_for_selection("Code with")

    def ask_for_selection(self, question: str, first: str | None = None) -> None:
        """Ask which code the selection is to have; ``first`` is the id of the one that Enter takes."""
        passage = self.passage
        self.ask_code(question, lambda chosen: self._give_chosen(passage, chosen), create=True, first=first)

    def do_code_again(self) -> None:
        """Code with the last code again."""
        passage = self.passage
        self._given(passage, lambda: self._plan(passage, self._last_code()))

    def do_code_in_vivo(self) -> None:
        """Make the selected words a code."""
        passage = self.passage
        self._given(passage, lambda: codings.add_in_vivo(self.study, passage.source_id, passage.span))

    def give(self, code_id: str) -> None:
        """Give the selection a code."""
        passage = self.passage
        self._given(passage, lambda: self._plan(passage, code_id))

    def _give_chosen(self, passage: Passage, chosen: ChosenCode) -> None:
        code_id = chosen.code_id
        if code_id is not None:
            self._given(passage, lambda: self._plan(passage, code_id))
        else:
            path = chosen.new_path
            self._given(
                passage, lambda: codings.add_at_path(self.study, passage.source_id, passage.span, path)
            )

    def _plan(self, passage: Passage, code_id: str) -> Action:
        self.code_name(code_id)
        return codings.add(self.study, passage.source_id, passage.span, self.study.codes[code_id])

    def _given(self, passage: Passage, plan: Callable[[], Action]) -> None:
        """Make a coding; the selection stays for another code until the next move."""
        self.leave_moving()
        if self.reader.source_id == passage.source_id and self.reader.selection == passage.span:
            self.reader.settle()
        self.show_position()
        self.change(plan, lambda action: self.used(action.refs.get("code")))

    def _last_code(self) -> str:
        recent = self.remembered.recent_codes
        code_id = self.last_code or (recent[0] if recent else None)
        if code_id is None or code_id not in self.study.codes:
            key = self.keymap.shown(BY_ID["code.palette"])
            raise Refused(f"No code has been given yet: {key} chooses one.")
        return code_id

    # Changing codings

    def do_code_remove(self) -> None:
        """Take a code off the selection; ask which where there are several."""

        def remove(code_id: str) -> None:
            chosen = [coding for coding in here if coding.code == code_id]
            self.change(lambda: codings.remove(self.study, [self.fresh(coding) for coding in chosen]))

        here = self._my_codings("take off")
        self._choose_code("Take off", here, remove)

    def do_code_move_edges(self) -> None:
        """Begin to move the edges of a coding, or save where they, or a passage to review, belong."""
        if self.placing is not None:
            self._place(self.placing)
            return
        if self.moving is not None:
            moved = self.moving.coding
            span = self.moving.covered(self.reader.selection, self.reader.transcript)
            self.leave_moving()
            self.reader.settle()
            self.show_position()
            self.change(lambda: codings.move_edges(self.study, self.fresh(moved), span))
            return
        here = self._my_codings("move")
        self._choose_code(
            "Move the edges of",
            here,
            lambda code_id: self._begin_moving(next(c for c in here if c.code == code_id)),
        )

    def do_code_star(self) -> None:
        """Mark the coded passage as a quote to print, or take the mark away."""
        here = self._my_codings("mark")
        self.change(lambda: codings.star(self.study, [self.fresh(coding) for coding in here]))

    def show_brought_back(self, action: Action) -> None:
        """Select the passage of the one coding in this text that an undo has made what it was."""
        changed = [change for change in action.changes if change.table.name == "codings"]
        if len(changed) != 1 or self.reader.source_id is None:
            return
        busy = self.reader.extending or self.moving is not None or self.placing is not None
        coding = self.study.held.codings(self.reader.source_id).get(changed[0].id)
        if busy or coding is None or self.study.held.review(coding.source, coding.id) is not None:
            return
        self.reader.select(coding.span)
        self.reader.settle()
        self.show_position()

    def begin_placing(self, review: Review) -> None:
        """Let the user select the words of a passage that is to be placed anew."""
        self.leave_moving()
        self.placing = review
        self.show_position()

    def _place(self, review: Review) -> None:
        from utsaga.study.living import reviews

        passage = self.passage
        if passage.source_id != review.source:
            raise Refused(f"The passage belongs into '{self.study.source_title(review.source)}'.")
        self.leave_moving()
        self.show_position()
        self.change(
            lambda: reviews.place(self.study, review, passage.span),
            lambda _: self.program.go_back(),
        )

    def _begin_moving(self, coding: Coding) -> None:
        self.reader.select(coding.span)
        self.moving = Moving(coding, self.reader.selection)
        self.show_position()

    def _my_codings(self, what_for: str) -> list[Coding]:
        here = self.reader.codings()
        mine = [coding for coding in here if coding.coder == self.study.coder]
        if not mine and here:
            raise Refused(f"What is coded here is {here[0].coder}'s, not yours to {what_for}.")
        if not mine:
            raise Refused("Nothing is coded here.")
        return mine

    def _choose_code(self, question: str, here: list[Coding], then: Callable[[str], None]) -> None:
        """Ask which of the codes here is meant; nothing is asked when there is one."""
        codes = list(dict.fromkeys(coding.code for coding in here))
        if len(codes) == 1:
            then(codes[0])
            return

        def chosen(answer: ChosenCode) -> None:
            if answer.code_id is not None:
                then(answer.code_id)

        self.ask_code(question, chosen, only=codes)

    # Writing

    def do_memo_passage(self) -> None:
        """Write a memo on the selection, or go on with the one that is there."""
        passage = self.passage
        self._write_here("Memo on the selection", passage, "memo")

    def do_memo_condense(self) -> None:
        """Press the selection to a short sentence."""
        passage = self.passage
        self._write_here("The selection in a short sentence", passage, "condensation")

    def do_memo_transcript(self) -> None:
        """Write a memo on the whole transcript."""
        source_id = self.passage.source_id
        mine = [m for m in memos.of_source(self.study, source_id) if m.coder == self.study.coder]
        title = f"Memo on {self.study.source_title(source_id)}"
        self.write(on_memo(title, mine[-1]) if mine else Writing(title, "source", source_id))

    def do_text_correct(self) -> None:
        """Correct the words of the turn under the cursor, with the old ones above."""
        from utsaga.study.living import texts

        passage = self.passage
        texts.refuse_final(self.reader.source)
        turn = self.reader.transcript.turn_at(passage.span.start)
        words = self.reader.transcript.text[turn.body : turn.end]
        speaker = self.reader.transcript.speaker(turn)
        title = f"Correct turn {turn.index + 1}{f', {speaker.shown}' if speaker else ''}"
        self.write(Writing(title, "turn", passage.source_id, span=turn.words, text=words))

    def _write_here(self, title: str, passage: Passage, kind: str) -> None:
        memo = self._memo_here(passage, kind)
        new = Writing(title, "passage", passage.source_id, kind, passage.span)
        self.write(on_memo(title, memo) if memo is not None else new)

    def _memo_here(self, passage: Passage, kind: str) -> Memo | None:
        """This coder's own writing on exactly this passage."""
        span = trimmed(self.study.transcript(passage.source_id).text, *passage.span)
        for memo in memos.of_passage(self.study, passage.source_id, span):
            if memo.span == span and memo.kind == kind and memo.coder == self.study.coder:
                return memo
        return None
