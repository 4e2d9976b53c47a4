"""All quotes of a code or theme, over all transcripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from utsaga.analysis.attribution import Attribution, Attributor
from utsaga.analysis.persons import keys_of
from utsaga.analysis.weight import weigh
from utsaga.analysis.where import BadFilter, Chosen, chosen_by
from utsaga.commands import BY_ID, Scope
from utsaga.config import cache_path
from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.study.coding import codings
from utsaga.tui.parts import SHORT_NAME, STAR, Line, Part, code_part
from utsaga.tui.places import Place
from utsaga.tui.screens.finding.quote_rows import QuoteRow, by_source, counts, touched
from utsaga.tui.screens.finding.whose import said_where, whose_prompt
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.wrapping import wrapped

_SHORTEST_PATH = 10
"""Cells that the chosen code's path has beside what its quotes amount to, and whose they are."""

_INDENT = 3


class QuotesScreen(ListScreen[QuoteRow]):
    """The quotes of a code and of all that lies below it, each with transcript, turn and speaker."""

    SCOPES = (Scope.QUOTES, Scope.LIST, Scope.EVERYWHERE)

    def __init__(self, code_id: str | None = None) -> None:
        """Show the quotes of a code; without one, ask which."""
        super().__init__()
        self.code_id = code_id
        self._where = ""
        self._chosen: Chosen | None = None
        self._unread: list[str] = []

    # The list

    def begin(self) -> None:
        """Fill the list, or ask for a code if there is one to choose."""
        super().begin()
        if self._gone and self.study.codes.children(None):
            self.do_quotes_choose()

    def gather(self) -> Iterator[Sequence[QuoteRow]]:
        """The quotes, a transcript at a time, codings that were not read yet first."""
        self._unread.clear()
        for source in self.study.held.unread:
            self.study.held.load(source.id)
            yield ()
        if self.code_id is not None and not self._gone:
            self._chosen = chosen = self._look_up()
            for rows in by_source(self.study, self.code_id, self._unread.append):
                yield [row for row in rows if chosen.takes(row.quote)] if chosen else rows

    def look(self, item: QuoteRow, width: int) -> Sequence[Line]:
        """Where and who, the words in full, and an empty line."""
        quote = item.quote
        where = [
            code_part(item.code, f" {item.code.mark[:1]}"),
            Part(STAR if quote.coding.starred else " ", "key"),
            Part(quote.source.title, "strong", SHORT_NAME),
            *([Part(f" · {item.place}", "muted")] if item.place else []),
            *([Part(f" · {item.who}", "muted", SHORT_NAME)] if item.who else []),
            *([code_part(item.code, f" · {item.below}")._replace(least=SHORT_NAME)] if item.below else []),
            *([] if quote.exact else [Part(" · not placed: the transcript has changed", "warning")]),
        ]
        return [where, *wrapped(quote.coding.quote, width - 1, indent=_INDENT), []]

    def key_of(self, item: QuoteRow) -> str:
        """The coding's id."""
        return item.id

    def heading(self) -> Line:
        """The code's path, and what its quotes amount to."""
        if self.code_id is None or self._gone:
            return [Part("Quotes", "heading")]
        items: Sequence[QuoteRow] = self.rows.items
        if not self.complete:
            name = self.study.codes[self.code_id].name
            return [Part(name, "heading", SHORT_NAME), Part(f"  {len(items):,} …", "muted")]
        keys = self._chosen.keys_in if self._chosen else keys_of
        said = f"  {counts(weigh((item.quote for item in items), keys))}"
        unread = f"  not read: {', '.join(self._unread)}" if self._unread else ""
        return [
            Part(self.study.codes.path(self.code_id), "heading", _SHORTEST_PATH),
            Part(said, "muted"),
            *said_where(self._where),
            Part(unread, "warning"),
        ]

    def nothing(self) -> str:
        """What to do when there is no quote."""
        if not self.study.codes.children(None):
            return (
                f"There are no codes yet. In a transcript, {self._keys('code.palette')} names the first one."
            )
        if self._gone:
            return f"Press {self._keys('quotes.choose')} to choose a code or theme."
        if self._where:
            return f"No quote of those. {self._keys('quotes.where')} asks for others, or for everybody."
        return (
            f"No passage has this code yet. {self._keys('quotes.choose')} chooses another one, "
            f"{self._keys('app.leave')} goes back."
        )

    def study_changed(self, action: Action | None) -> None:
        """Follow a change: its rows alone where that is enough."""
        if action is None or self.code_id is None or self._gone or not self.complete or self._where:
            self.fill()
            return
        items: Sequence[QuoteRow] = self.rows.items
        try:
            changed = touched(self.study, self.code_id, action, (item.id for item in items))
        except (LookupError, UtsagaError):
            self.fill()
            return
        if changed:
            rows = [changed.get(item.id, item) for item in items]
            self.show_items([row for row in rows if row is not None])

    def code_here(self) -> str | None:
        """The code that is shown."""
        return None if self._gone else self.code_id

    def _look_up(self) -> Chosen | None:
        """Whose words are shown; everybody's when what was asked for is not in the study any more."""
        try:
            return chosen_by(self.study, self._where)
        except BadFilter as error:
            self._where = ""
            self.say(f"{error} Everybody's words are shown.")
            return None

    @property
    def _gone(self) -> bool:
        return self.code_id not in self.study.codes

    def _keys(self, command_id: str) -> str:
        return self.keymap.shown(BY_ID[command_id])

    # Commands

    def do_quotes_visit(self) -> None:
        """Open the transcript at this quote."""
        coding = self.current.quote.coding
        self.refuse_waiting(coding.source, coding.id)
        self.program.visit(Place(coding.source, coding.span))

    def do_quotes_choose(self) -> None:
        """Show the quotes of another code."""
        from utsaga.tui.modals.code_palette import ChosenCode, CodePalette

        def chosen(choice: ChosenCode) -> None:
            self.code_id = choice.code_id
            self.start_anew()

        self.ask(CodePalette(self.study, "Quotes of which code or theme?"), chosen)

    def do_quotes_where(self) -> None:
        """Show only quotes of those whom a filter chooses."""

        def asked(where: str) -> None:
            self._where = where.strip()
            self.start_anew()

        self.ask(whose_prompt(self.study, self._where), asked)

    def do_quotes_star(self) -> None:
        """Mark this quote to be printed, or no longer."""
        coding_id = self.current.id
        self.change(lambda: codings.star(self.study, [self.study.held.coding(coding_id)]))

    def do_quotes_remove(self) -> None:
        """Take the code off this passage."""
        coding_id = self.current.id
        self.change(lambda: codings.remove(self.study, [self.study.held.coding(coding_id)]))

    def do_quotes_copy(self) -> None:
        """Copy this quote with its attribution."""
        from utsaga.tui.terminal.clipboard import copy

        quote = self.current.quote
        attribution = Attributor(self.study, Attribution.SPEAKER, self.study.info.language).after(quote)
        text = f"{quote.coding.quote} ({attribution})" if attribution else quote.coding.quote
        self.say(copy(self.app, text, cache_path()).words)
