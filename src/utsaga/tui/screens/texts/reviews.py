"""What waits for a person: passages whose transcript has changed, texts, and versions that lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from utsaga.commands import BY_ID, Scope
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.review import Review
from utsaga.store import NotUtf8
from utsaga.study.living import kept, kept_changes, outside, reviews
from utsaga.study.living.texts import AnotherText
from utsaga.study.phrases import counted
from utsaga.tui.modals.confirm import Confirm
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.places import Place
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.texts.review_rows import ReviewRow, TextRow, review_row
from utsaga.tui.screens.texts.version_rows import VersionRow, look_of_version, version_row
from utsaga.tui.was_and_now import was_and_now
from utsaga.tui.wrapping import wrapped

_MARGIN = 1
Row = ReviewRow | TextRow | VersionRow


_SETTLING = ("reviews.accept", "reviews.drop", "versions.restore", "versions.drop")


def _settled_by(action: Action) -> int:
    """How many rows an action settles."""
    return action.counts.get("passages") or action.counts.get("versions", 1)


class ReviewsScreen(ListScreen[Row]):
    """What waits for a person: texts that were not taken in, passages by transcript, versions that lost."""

    SCOPES = (Scope.REVIEWS, Scope.LIST, Scope.EVERYWHERE)
    INKED = 1
    EMPTY = (
        "Nothing to review. What a changed transcript leaves in doubt comes here, and what lost to a later "
        "change made elsewhere."
    )

    def __init__(self) -> None:
        """Show the best place of each at first."""
        super().__init__()
        self._numbers: dict[str, int] = {}
        self._settled = 0

    # The list

    def gather(self) -> Iterator[Sequence[Row]]:
        """Texts that were not taken in; then what waits, a transcript at a time; then what lost."""
        refused = self.program.outside.still_refused()
        yield [
            TextRow(
                source,
                str(refused[source.id]),
                isinstance(refused[source.id], AnotherText),
                isinstance(refused[source.id], NotUtf8),
                len(self.study.held.codings(source.id)),
            )
            for source in self.study.sources
            if source.id in refused
        ]
        for source in self.study.sources:
            if source.id not in refused:
                yield [
                    review_row(self.study, one, self._numbers.get(one.id, 0))
                    for one in reviews.waiting_in(self.study, source)
                ]
        yield [version_row(self.study, one) for one in kept.all_kept(self.study)]

    def look(self, item: Row, width: int) -> Sequence[Line]:
        """What, where and why; below, the old words and the new ones side by side."""
        if isinstance(item, TextRow):
            return self._look_of_text(item, width)
        if isinstance(item, VersionRow):
            accept, drop = (self.keymap.shown(BY_ID[i]) for i in ("reviews.accept", "reviews.drop"))
            return look_of_version(item, width, accept if self.study.writable else "", drop)
        head = [
            Part(" "),
            Part(item.what, "strong", SHORT_NAME),
            Part("  "),
            Part(item.where, "muted", SHORT_NAME),
        ]
        why = [Part(f" {item.review.reason}", "warning"), Part(self._which(item), "muted")]
        return [head, why, *was_and_now(item.old, item.new or self._nowhere(item), width), []]

    def _which(self, item: ReviewRow) -> str:
        of = len(item.review.candidates)
        if not of:
            return ""
        place = f"place {item.number + 1} of {of}, " if of > 1 else ""
        return f"  {place}{item.review.candidates[item.number].sure} % sure"

    def _nowhere(self, item: ReviewRow) -> Sequence[Part]:
        if item.review.reason == reviews.OFF_ITS_WORDS:
            return [Part("It is looked for when the study is opened for writing.", "muted")]
        if not self.study.writable:
            return [Part("No place was found. It keeps its words and waits for whoever writes.", "muted")]
        hand, drop = (self.keymap.shown(BY_ID[i]) for i in ("reviews.by_hand", "reviews.drop"))
        said = f"No place was found. It keeps its words: {hand} places it by hand, {drop} gives it up."
        return [Part(said, "muted")]

    def _look_of_text(self, item: TextRow, width: int) -> Sequence[Line]:
        accept, drop = (self.keymap.shown(BY_ID[i]) for i in ("reviews.accept", "reviews.drop"))
        same = f"{accept} says that it is the same interview. " if item.another else ""
        same = f"{accept} reads it as it is. " if item.other_letters else same
        lies = f"{counted(item.passages, 'coding')} {'lies' if item.passages == 1 else 'lie'} in it."
        choices = f"{lies} {same}{drop} puts the old text back."
        return [
            [Part(" "), Part(item.source.title, "strong", SHORT_NAME), Part("  not taken in", "warning")],
            *wrapped(item.problem, width - _MARGIN, indent=_MARGIN),
            *wrapped(choices, width - _MARGIN, "muted", indent=_MARGIN),
            [],
        ]

    def key_of(self, item: Row) -> str:
        """The id of the passage, the source or the version."""
        return item.id

    def heading(self) -> Line:
        """Which of how many, and how many have been settled here."""
        number = len(self.rows.items)
        done = f"  {self._settled} settled" if self._settled else ""
        which = f"  {self.rows.cursor + 1} of {number}" if number else ""
        return [Part("Review", "heading"), Part(f"{which}{done}", "muted")]

    def on_row_list_moved(self) -> None:
        """Say in the heading which one it is."""
        if self.complete:
            self.show_heading()

    def study_changed(self, action: Action | None) -> None:
        """Follow what concerns passages and their texts; what is undone is not settled."""
        if action is not None and action.name in _SETTLING:
            number = _settled_by(action)
            back = -number if action.undoes else number * bool(action.redoes)
            self._settled = max(0, self._settled + back)
        concerned = {"codings", "memos", "reviews", "codes", "sources", "conflicts"}
        if action is None or any(change.table.name in concerned for change in action.changes):
            self.fill()

    # Commands

    def do_reviews_accept(self) -> None:
        """Put the passage on its place, take in a text that is the same interview, bring a version back."""
        item = self.current
        if isinstance(item, TextRow):
            self._ask_same(item)
            return
        if isinstance(item, VersionRow):
            self._settle(lambda: kept_changes.restore(self.study, item.version))
            return
        self._settle(lambda: reviews.accept(self.study, item.review, item.number))

    def _ask_same(self, item: TextRow) -> None:
        if item.other_letters:
            self._ask_letters(item)
            return
        if not item.another:
            raise Refused(f"It cannot be taken in. {self.keymap.shown(BY_ID['reviews.drop'])} puts it back.")

        def same(_: bool) -> None:
            source_id = item.source.id
            self.change(
                lambda: outside.take_in(self.study, source_id, same_interview=True),
                aside="Its passages are looked for …",
            )

        question = (
            f"Is '{item.source.title}' the same interview? Its passages are looked for in the new text, and "
            "what is not found waits here. It can be undone."
        )
        self.ask(Confirm(question, yes="the same interview", no="leave it as it is"), same)

    def _ask_letters(self, item: TextRow) -> None:
        source_id = item.source.id
        decoded = outside.as_saved(self.study, source_id)

        def confirmed(_: bool) -> None:
            if same := outside.only_encoded(self.study, source_id):
                self.program.show_anew()
                self.say(same)
                return
            self.change(lambda: outside.read_as(self.study, source_id), aside="Its passages are looked for …")

        question = (
            f"Read '{item.source.title}' as {decoded.encoding} and make it UTF-8? Then it says: "
            f"{decoded.sample}"
        )
        self.ask(Confirm(question, yes="read it so", no="leave it as it is"), confirmed)

    def do_reviews_accept_all(self) -> None:
        """Put all passages that have a place on their best one, once that is confirmed."""
        found: list[Review] = [
            item.review for item in self.rows.items if isinstance(item, ReviewRow) and item.review.candidates
        ]
        if not found:
            raise Refused("Nothing to review has a place that could be accepted.")

        def confirmed(_: bool) -> None:
            self._settle(lambda: reviews.accept_all(self.study, found))

        question = f"Put {counted(len(found), 'passage')} on their best places? It can be undone."
        self.ask(Confirm(question, yes="accept all", no="look at each"), confirmed)

    def do_reviews_next_place(self) -> None:
        """Show the next place where it may stand."""
        self._turn(1)

    def do_reviews_previous_place(self) -> None:
        """Show the place before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        item = self._passage()
        if len(item.review.candidates) < 2:
            raise Refused("There is no other place." if item.review.candidates else "No place was found.")
        self._numbers[item.id] = number = (item.number + step) % len(item.review.candidates)
        source = self.study.held.source(item.review.source)
        one = reviews.Waiting(source, item.review, reviews.passage_of(self.study, item.review))
        self.rows.replace(review_row(self.study, one, number))

    def do_reviews_by_hand(self) -> None:
        """Select its words in the transcript."""
        item = self._passage()
        self.program.visit(Place(item.review.source, item.span))
        self.program.workspace.begin_placing(item.review)

    def do_reviews_drop(self) -> None:
        """Take the code off, or delete the memo; put an old text back; let a version go."""
        item = self.current
        if isinstance(item, TextRow):
            self._ask_put_back(item)
            return
        if isinstance(item, VersionRow):
            self._settle(lambda: kept_changes.drop(self.study, [item.version]))
            return
        self._settle(lambda: reviews.drop(self.study, [item.review]))

    def _ask_put_back(self, item: TextRow) -> None:
        def confirmed(_: bool) -> None:
            words = outside.put_back(self.study, item.source.id)
            self.program.show_anew()
            self.say(words)

        question = f"Put the old text of '{item.source.title}' back? What stands in the file now is kept."
        self.ask(Confirm(question, yes="put it back", no="leave it as it is"), confirmed)

    def _passage(self) -> ReviewRow:
        item = self.current
        if isinstance(item, TextRow):
            raise Refused("This is a text that has not been taken in, not a passage.")
        if isinstance(item, VersionRow):
            raise Refused("This is a version that lost to a later change: it is brought back, or let go.")
        return item

    def _settle(self, plan: Callable[[], Action]) -> None:
        def settled(action: Action) -> None:
            self._settled += _settled_by(action)
            self.show_heading()

        self.change(plan, settled)
