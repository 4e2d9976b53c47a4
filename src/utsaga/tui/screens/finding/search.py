"""Searching all transcripts: the words, how they were understood, and the hits in their context."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from functools import partial

from textual.app import ComposeResult

from utsaga.analysis.persons import Persons
from utsaga.analysis.where import BadFilter, chosen_by
from utsaga.commands import Scope
from utsaga.model.action import Action
from utsaga.model.errors import NotFound, UtsagaError
from utsaga.model.span import Span
from utsaga.study.phrases import counted
from utsaga.text.moments import asked_for, only_time
from utsaga.tui.modals.answered_line import AnsweredLine
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.places import Hits, Place
from utsaga.tui.screens.finding.corpora import search_of
from utsaga.tui.screens.finding.hit_coding import CodesHits
from utsaga.tui.screens.finding.hit_rows import HitRow
from utsaga.tui.screens.finding.hunt import MOST, SEARCHING, Found, Hunt
from utsaga.tui.screens.finding.whose import said_where, whose_prompt
from utsaga.tui.widgets.one_row import OneRow
from utsaga.tui.widgets.row_list import RowList
from utsaga.tui.wrapping import wrapped

_INDENT = 3
_CHUNK = 100
"""How many hits are laid out before the screen gets a chance to take keys."""

_LOOK = 0.5
"""Seconds between two looks at how far the index is."""

_SHOWN = frozenset({"participants", "sources", "study"})
"""Tables from which titles and names are shown."""

_EMPTY = 'Forgives slips. "exactly these words"; stöd* begins so; @12:30 is a time.'


class SearchScreen(CodesHits):
    """A line for the words, and what they find; the search runs beside the screen."""

    SCOPES = (Scope.SEARCH, Scope.LIST, Scope.EVERYWHERE)
    EMPTY = _EMPTY

    def __init__(self) -> None:
        """Start without words."""
        super().__init__()
        self._left = threading.Event()
        self._hunt: Hunt | None = None
        self._as = ""
        self._where = ""
        self._persons: Persons | None = None
        self._unread: Sequence[str] = ()
        self._forgiving = True
        self._said_of_index = ""
        self._again: Hunt | None = None

    # The screen

    def compose_body(self) -> ComposeResult:
        """Heading, words, how they were understood, hits."""
        yield OneRow()
        yield AnsweredLine(placeholder="words to search for in all transcripts")
        yield OneRow()
        yield RowList(self.looks, key=self.key_of, height=None)

    def begin(self) -> None:
        """Begin with the words; the texts are read while they are typed."""
        SEARCHING.submit(search_of(self.study).prepare, tuple(self.study.sources), self._left)
        self.complete = True
        line = self.query_one(AnsweredLine)
        if self.program.search is not None:
            line.value = self.program.search.words
        self.give_keys(line)
        self.show_items(())
        self.set_interval(_LOOK, self._tell_of_index)

    def on_unmount(self) -> None:
        """Nobody waits for what is being read or searched."""
        self._left.set()
        self._stop()

    def gather(self) -> Iterator[Sequence[HitRow]]:
        """What has been found."""
        yield self.hits

    def look(self, item: HitRow, width: int) -> Sequence[Line]:
        """Where and who, and the hit in its context."""
        title, who = self.study.source_title(item.hit.source), ", ".join(self._called(item))
        where = [
            Part(" "),
            Part(title, "muted" if item.left_out else "strong", SHORT_NAME),
            *([Part(f" · {item.place}", "muted")] if item.place else []),
            *([Part(f" · {who}", "muted", SHORT_NAME)] if who else []),
            *([Part(" · left out", "warning")] if item.left_out else []),
        ]
        return [where, *wrapped(item.words, width - 1, spans=item.marks, indent=_INDENT), []]

    def _called(self, row: HitRow) -> list[str]:
        """Who speaks in a hit, by the names that they have now."""
        try:
            source = self.study.held.source(row.hit.source)
        except NotFound:
            return []
        self._persons = self._persons or Persons(self.study)
        return self._persons.called(source, row.speakers)

    def key_of(self, item: HitRow) -> str:
        """The hit's place."""
        return item.id

    def heading(self) -> Line:
        """How many hits in how many transcripts."""
        if self._hunt is None:
            return [Part("Search", "heading"), *said_where(self._where)]
        number = len(self.hits)
        shown = f"the first {number:,} hits" if number >= MOST else counted(number, "hit")
        places = counted(len({row.hit.source for row in self.hits}), "transcript")
        going_on = "" if self.complete else " …"
        said = Part(f"  {shown} in {places}{going_on}", "muted")
        out = sum(row.left_out for row in self.hits)
        left = [Part(f"  {out:,} left out", "warning")] if out else []
        return [Part("Search", "heading"), said, *left, *said_where(self._where)]

    def nothing(self) -> str:
        """That nothing was found, or what can be done here."""
        if self._hunt is None:
            return _EMPTY
        if only_time(self._hunt.words):
            return "No time stands in these transcripts."
        return "Found nowhere. Fewer words find more, and so does a beginning with a star: stöd*"

    def show_heading(self) -> None:
        """Also how the words were understood, and which transcripts could not be read."""
        super().show_heading()
        unread = f"  Not read: {', '.join(self._unread)}" if self._unread else ""
        self._said_of_index = self._of_index()
        line = [Part(f" {self._as}", "muted"), Part(self._said_of_index, "key"), Part(unread, "warning")]
        self.query(OneRow)[1].show(line)

    def _of_index(self) -> str:
        """How far the index of a large study is, and what is not found before it is there."""
        making = search_of(self.study).making
        going_on = f"making the search index, {making.share:.0%}" if making else ""
        if self._hunt is None or self._forgiving:
            return f" {going_on}" if going_on else ""
        if going_on:
            return f" words and their endings, without slips · {going_on}"
        return " words and their endings, without slips · i and Enter find these, too"

    def _tell_of_index(self) -> None:
        """Say how far the index is; search again with it, where nobody has gone on to other hits."""
        waiting = self.complete and not self._forgiving and self.rows.has_focus and not self.rows.cursor
        there = waiting and search_of(self.study).making is None
        if there and self._hunt is not None and self._hunt is not self._again:
            self._search(self._hunt.words)
            self._again = self._hunt
        elif self._of_index() != self._said_of_index:
            self.show_heading()

    def study_changed(self, action: Action | None) -> None:
        """Titles and names may have changed; texts that came or went are found by the next search."""
        tables = {change.table.name for change in action.changes} if action else set()
        if action is None or action.texts or not _SHOWN.isdisjoint(tables):
            self._persons = None
            self.looks.forget()
            self.show_items(self.hits)

    # Searching

    def answer(self, key: str) -> bool:
        """Enter searches, Down goes to the hits, Esc leaves the line."""
        if key == "enter":
            self._search(self.query_one(AnsweredLine).value)
        else:
            return self.leave_line(key, for_list=bool(self.hits))
        return True

    @property
    def line_hints(self) -> Sequence[tuple[str, str]]:
        """What the keys of ``answer`` do now."""
        esc = "to the hits" if self.hits else "leaves"
        return (("Enter", "searches"), ("Esc", esc))

    def on_input_changed(self) -> None:
        """Other words: what is being searched is no longer wanted."""
        if self._hunt is not None and self.query_one(AnsweredLine).value != self._hunt.words:
            self._stop()

    def _search(self, words: str) -> None:
        self._stop()
        self.hits, self._as, self._unread, self._forgiving = [], "", (), True
        self._hunt = Hunt(words, search_of(self.study), self.study.sources) if words.strip() else None
        self.complete = self._hunt is None
        self.looks.forget()
        self.show_items(())
        if self._hunt is not None:
            self.beside(partial(self._follow, self._hunt), "hunt")
            self.give_keys(self.rows)

    def _stop(self) -> None:
        if self._hunt is not None:
            self._hunt.stop()

    async def _follow(self, hunt: Hunt) -> None:
        """Show what a hunt finds, as it comes."""
        loop = asyncio.get_running_loop()
        found: asyncio.Queue[Found] = asyncio.Queue()

        def tell(step: Found) -> None:
            loop.call_soon_threadsafe(found.put_nowait, step)

        if self._where:
            await self._limit(hunt)
        running = loop.run_in_executor(SEARCHING, hunt.run, tell)
        while not self.complete and hunt is self._hunt:
            step = await found.get()
            for at in range(0, len(step.rows), _CHUNK):
                self.lay_out(step.rows[at : at + _CHUNK])
                await asyncio.sleep(0)
            self.hits += step.rows
            self._as, self._unread = step.searched_as or self._as, step.unread or self._unread
            self._forgiving = self._forgiving and step.forgiving
            self.complete = step.last
            self.show_items(self.hits)
        if asked_for(hunt.words) is not None and hunt is self._hunt:
            self._go_to_open_transcript()
        await running

    def _go_to_open_transcript(self) -> None:
        """Whoever asks for a time means the transcript that they are reading, if it has times."""
        here = self.program.workspace.reader.source_id
        row = next((row for row in self.hits if row.hit.source == here), None)
        if row is not None:
            self.rows.go_to_key(row.id)

    async def _limit(self, hunt: Hunt) -> None:
        """Let a hunt look only at turns of those who are asked for, found a transcript at a time."""
        within: dict[str, Sequence[Span]] = {}
        try:
            chosen = chosen_by(self.study, self._where)
        except BadFilter as error:
            self._where = ""
            self.say(f"{error} Everybody's words are searched.")
            return
        for source in self.study.sources if chosen else ():
            try:
                within[source.id] = list(chosen.turns(source)) if chosen else ()
            except UtsagaError:
                within[source.id] = ()  # the hunt says that it cannot be read
            await asyncio.sleep(0)
        hunt.within = within

    # Commands

    def do_search_where(self) -> None:
        """Search only words of those whom a filter chooses."""

        def asked(where: str) -> None:
            self._where = where.strip()
            self._search(self.query_one(AnsweredLine).value)

        self.ask(whose_prompt(self.study, self._where), asked)

    def do_search_visit(self) -> None:
        """Open the transcript at this hit, with all hits marked in it."""
        hit = self.current.hit
        by_source: dict[str, list[Span]] = {}
        for row in self.hits:
            by_source.setdefault(row.hit.source, []).append(Span(row.hit.start, row.hit.end))
        if self._hunt is not None:
            self.program.search = Hits(self._hunt.words, by_source)
        self.program.visit(Place(hit.source, Span(hit.start, hit.end)))

    def do_search_edit(self) -> None:
        """Go to the words."""
        self.give_keys(self.query_one(AnsweredLine))
