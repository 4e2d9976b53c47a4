"""Passages to place anew because their transcript has changed: old words above, new ones below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.review import Review
from utsaga.study import reviews
from utsaga.study.words import counted
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.parts import Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.review_rows import ReviewRow, review_row
from utsaga.tui.wrapping import wrapped

_INDENT = 6
_LONGEST = 600
"""How many characters are shown of long old words."""


class ReviewsScreen(ListScreen[ReviewRow]):
    """What waits to be placed, by transcript, each with its likeliest place."""

    SCOPES = (Scope.REVIEWS, Scope.LIST, Scope.EVERYWHERE)
    EMPTY = "Nothing to review: every coding lies on its words."

    def __init__(self) -> None:
        """Show the best place of each at first."""
        super().__init__()
        self._numbers: dict[str, int] = {}

    # The list

    def gather(self) -> Iterator[Sequence[ReviewRow]]:
        """What waits, a transcript at a time."""
        for source in self.study.sources:
            yield [
                review_row(self.study, one, self._numbers.get(one.id, 0))
                for one in reviews.waiting_in(self.study, source)
            ]

    def look(self, item: ReviewRow, width: int) -> Sequence[Line]:
        """What and where and why; the old words; the new ones in what stands around them."""
        review = item.review
        head = [
            Part(f" {item.what}", "strong"),
            Part(f"  {item.title}", "muted"),
            Part(f"  {review.reason}", "warning"),
        ]
        quote = review.quote[:_LONGEST] + ("…" if len(review.quote) > _LONGEST else "")
        old = wrapped(" ".join(quote.split()), width - 1, indent=_INDENT)
        was = [[Part(" was  ", "key"), *old[0][1:]], *old[1:]] if old else []
        return [head, *was, *self._now(item, width), []]

    def _now(self, item: ReviewRow, width: int) -> list[Line]:
        if item.span is None:
            hand, drop = (self.keymap.shown(BY_ID[i]) for i in ("reviews.by_hand", "reviews.drop"))
            words = f"no place was found: {hand} places it by hand, {drop} gives it up"
            return [[Part(" now  ", "key"), Part(words, "muted")]]
        of = len(item.review.candidates)
        sure = item.review.candidates[item.number].sure
        flat = "".join(" " if c in "\n\r\t" else c for c in item.new)
        new = wrapped(flat, width - 1, "muted", [item.words], indent=_INDENT)
        first = [Part(" now  ", "key"), *new[0][1:]] if new else []
        which = [Part(" " * _INDENT), Part(f"place {item.number + 1} of {of}, {sure} % sure", "muted")]
        return [first, *new[1:], which]

    def key_of(self, item: ReviewRow) -> str:
        """The passage's id."""
        return item.id

    def heading(self) -> Line:
        """How many passages wait."""
        return [Part("Review", "heading"), Part(f"  {counted(len(self.rows.items), 'passage')}", "muted")]

    def study_changed(self, action: Action | None) -> None:
        """Follow what concerns passages and their texts."""
        concerned = {"codings", "memos", "reviews", "codes", "sources"}
        if action is None or any(change.table.name in concerned for change in action.changes):
            self.fill()

    # Commands

    def do_reviews_accept(self) -> None:
        """Put the passage on the place that is shown."""
        item = self.current
        self.change(lambda: reviews.accept(self.study, item.review, item.number))

    def do_reviews_accept_all(self) -> None:
        """Put all passages that have a place on their best one, once that is confirmed."""
        found: list[Review] = [item.review for item in self.rows.items if item.review.candidates]
        if not found:
            raise Refused("Nothing to review has a place that could be accepted.")

        def confirmed(_: bool) -> None:
            self.change(lambda: reviews.accept_all(self.study, found))

        question = f"Put {counted(len(found), 'passage')} on their best places? It can be undone."
        self.ask(Confirm(question, yes="accept all", no="look at each"), confirmed)

    def do_reviews_next_place(self) -> None:
        """Show the next place where it may stand."""
        self._turn(1)

    def do_reviews_previous_place(self) -> None:
        """Show the place before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        item = self.current
        if len(item.review.candidates) < 2:
            raise Refused("There is no other place." if item.review.candidates else "No place was found.")
        self._numbers[item.id] = number = (item.number + step) % len(item.review.candidates)
        source = self.study.held.source(item.review.source)
        one = reviews.Waiting(source, item.review, reviews.passage_of(self.study, item.review))
        self.rows.replace(review_row(self.study, one, number))

    def do_reviews_by_hand(self) -> None:
        """Select its words in the transcript."""
        item = self.current
        self.program.visit(Place(item.review.source, item.span))
        self.program.workspace.begin_placing(item.review)

    def do_reviews_drop(self) -> None:
        """Take the code off, or delete the memo; it can be undone."""
        review = self.current.review
        self.change(lambda: reviews.drop(self.study, [review]))
