"""The speaker table: who speaks in some texts, corrected a step at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from utsaga.commands import BY_ID, Scope
from utsaga.model.errors import Refused, UtsagaError
from utsaga.study.people.speaker_changes import (
    DISMISS,
    INTERVIEWER,
    MERGE,
    NAME,
    SEVERAL,
    TAKE,
    adding,
    merging,
    merging_into,
    on,
    taking,
)
from utsaga.study.people.speaker_table import (
    Row,
    Standing,
    doubtful,
    neighbours,
    places,
    proposed_in,
    renewed,
    table,
)
from utsaga.study.phrases import counted
from utsaga.study.speakers import Correction, Divided, being_several, interviewing, named, without
from utsaga.text.speakers import Candidate
from utsaga.tui.away import away
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.screens.list_screen import ListScreen
from utsaga.tui.screens.people.speaker_look import look

Corrections = Mapping[str, Sequence[Correction]]
"""What is done in each text, by how the text is called in ``Standing.where``."""

Text = tuple[str, str, Callable[[], Divided]]
"""How a text is called in the table, its title, and what reads it."""

_TOLD = 20
"""After how many texts it is said how far one has come."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What there is to see in a text: ``neighbours`` are turns by the same speaker as the one before."""

    divided: Divided
    candidates: Sequence[Candidate]
    places: tuple[Standing, ...]
    neighbours: int


class SpeakersList(ListScreen[Row]):
    """The labels of some texts: those that open turns, and those that might.

    A subclass says which texts there are and what is done with corrections.
    """

    SCOPES = (Scope.SPEAKERS, Scope.LIST, Scope.EVERYWHERE)
    HEIGHT = 2

    def __init__(self) -> None:
        """Start before any text has been looked at."""
        super().__init__()
        self.seen: dict[str, _Seen] = {}
        self._unread: list[str] = []
        self._looked = False
        self._progress = ""
        self._apart = False
        self._to_doubt = True

    # What a subclass says

    @property
    def title_shown(self) -> str:
        """Whose speakers these are."""
        raise NotImplementedError

    def texts(self) -> Sequence[Text]:
        """The texts."""
        raise NotImplementedError

    def correct(self, corrections: Corrections, name: str) -> None:
        """Let speakers be corrected, and the table follow; ``name`` is that of the action."""
        raise NotImplementedError

    # The table

    def begin(self) -> None:
        """Look at the texts."""
        self.show_items(())
        self.look_again()

    def look_again(self) -> None:
        """Bring the table up to date."""
        self.beside(self._look_at_texts, "look")

    async def _look_at_texts(self) -> None:
        texts = self.texts()
        seen: dict[str, _Seen] = {}
        self._unread = []
        for number, (where, title, read) in enumerate(texts, 1):
            try:
                seen[where] = await away(self._see, where, title, read)
            except UtsagaError:
                self._unread.append(title)
            if number % _TOLD == 0:
                self._progress = f" · transcript {number} of {len(texts)} …"
                if not self._looked:
                    self.seen = dict(seen)
                    self.fill()
                self.show_heading()
        self.seen, self._looked, self._progress = seen, True, ""
        self.fill()

    def _see(self, where: str, title: str, read: Callable[[], Divided]) -> _Seen:
        """What there is to see in a text; on a thread."""
        divided, before = read(), self.seen.get(where)
        if before is not None and before.divided == divided:
            return before
        if before is not None and before.divided.text == divided.text:
            candidates = before.candidates
            found = renewed(before.places, before.divided, divided, candidates)
            if found is not None:
                return _Seen(divided, candidates, tuple(found), before.neighbours)
        else:
            candidates = proposed_in(divided.text)
        counted_anew = places(where, title, divided, candidates)
        return _Seen(divided, candidates, tuple(counted_anew), neighbours(divided))

    def gather(self) -> Iterator[Sequence[Row]]:
        """All labels at once: what takes time has been done."""
        found = (place for seen in self.seen.values() for place in seen.places)
        yield table(found, by_text=self._apart)

    def show_items(self, items: Sequence[Row]) -> None:
        """Show the rows; the cursor goes to what is doubtful, where that is what was asked for."""
        super().show_items(items)
        if self._looked and self.complete and self._to_doubt:
            self._to_doubt = False
            doubts = doubtful(items)
            if doubts:
                self.rows.go_to_key(doubts[0].id)

    def look(self, item: Row, width: int) -> Sequence[Line]:
        """Label, who it is and how much is said; what is doubtful and the first words below."""
        return look(item, self.study.participant_name, self._key, width)

    def key_of(self, item: Row) -> str:
        """The label, and the text where they are shown apart."""
        return item.id

    def heading(self) -> Line:
        """Whose speakers these are, how many, and what could be done."""
        items: Sequence[Row] = self.rows.items
        doubts = len(doubtful(items))
        joined = sum(seen.neighbours for seen in self.seen.values())
        number = counted(sum(row.used for row in items), "speaker")
        join = f" · {self._key('speakers.join')} joins {counted(joined, 'turn')}" if joined else ""
        return [
            Part("Speakers of ", "muted"),
            Part(self.title_shown, "heading", SHORT_NAME),
            Part(f"  {number}", "muted"),
            Part(f" · {doubts} doubtful" if doubts else "", "warning"),
            Part(f" · not read: {', '.join(self._unread)}" if self._unread else "", "warning"),
            Part(self._progress or join, "muted"),
        ]

    def nothing(self) -> str:
        """What to do about texts without labels."""
        if not self._looked:
            return "Looking for labels …"
        if not self.texts():
            return "There is no transcript yet."
        add = self._key("speakers.add")
        return f"No label opens a turn: turns are paragraphs. {add} adds one that was not found."

    def _key(self, command_id: str) -> str:
        return self.keymap.shown(BY_ID[command_id])

    # Commands

    def do_speakers_merge(self) -> None:
        """Merge this label into the one that it is probably a slip for, else ask."""
        row = self.current
        if not row.near:
            self.do_speakers_merge_into()
            return
        self._to_doubt = True
        self.correct(merging([row]), MERGE)

    def do_speakers_merge_all(self) -> None:
        """Merge all labels that are probably slips, as one step."""
        slips = [row for row in self.rows.items if row.used and row.near]
        if not slips:
            raise Refused("No label here is written almost like another one.")
        self._to_doubt = True
        self.correct(merging(slips), MERGE)

    def do_speakers_merge_into(self) -> None:
        """Ask into which label this one is merged."""
        row = self.current
        others = dict.fromkeys(r.label for r in self.rows.items if r.used and r.label != row.label)
        if not others:
            raise Refused("There is no other speaker here to merge with.")

        def chosen(into: str) -> None:
            self.correct(merging_into(row, into), MERGE)

        offers = [Offer(label, "", label) for label in others]
        self.ask(Pick(f"{row.label} is the same speaker as", offers), chosen)

    def do_speakers_rename(self) -> None:
        """Ask how this speaker is shown and printed."""
        row = self.speaker_here()

        def answered(name: str) -> None:
            self.correct(on(row, partial(named, label=row.label, name=name)), NAME)

        hint = "This is how the speaker is shown and printed; leave it empty for the label."
        self.ask(Prompt(f"Name of {row.label}{in_texts(row)}", "".join(row.names[:1]), hint=hint), answered)

    def do_speakers_participant(self) -> None:
        """Say which participant this speaker is."""
        raise Refused("Bring the file in first: then its speakers can be participants of the study.")

    def do_speakers_interviewer(self) -> None:
        """Make this speaker an interviewer, or no longer."""
        row = self.speaker_here()
        self._to_doubt = bool(row.doubt)
        turned = partial(interviewing, label=row.label, interviews=not row.interviews)
        self.correct(on(row, turned), INTERVIEWER)

    def do_speakers_several(self) -> None:
        """Say that this label is no single person's, or is."""
        row = self.speaker_here()
        turned = partial(being_several, label=row.label, several=not row.several)
        self.correct(on(row, turned), SEVERAL)

    def do_speakers_dismiss(self) -> None:
        """Say that this label is not a speaker, or is one after all."""
        row = self.current
        if row.used:
            self._to_doubt = bool(row.doubt)
            self.correct(on(row, partial(without, label=row.label)), DISMISS)
        else:
            rest: Sequence[Row] = self.rows.items[self.rows.cursor + 1 :]
            self._wanted = rest[0].id if rest else None
            self.correct(taking(row), TAKE)

    def do_speakers_add(self) -> None:
        """Ask for a label that was not found."""

        def answered(label: str) -> None:
            self.beside(partial(self._add, label), "add")

        hint = "A label on a line by itself, or straight before the words, is found without a colon, too."
        self.ask(Prompt("Label as it stands before the turns", hint=hint), answered)

    async def _add(self, label: str) -> None:
        texts = [(where, seen.divided) for where, seen in self.seen.items()]
        try:
            self.correct(await away(adding, texts, label), TAKE)
        except UtsagaError as error:
            self.say_problem(error)

    def do_speakers_join(self) -> None:
        """Join neighbouring turns of one speaker."""
        raise Refused("Bring the file in first: then its turns can be joined.")

    def do_speakers_apart(self) -> None:
        """Show the labels of each transcript apart, or together."""
        self._apart = not self._apart
        self.start_anew()

    def do_speakers_visit(self) -> None:
        """Open the transcript where this label stands first."""
        raise Refused("Bring the file in first: then it can be read.")

    def speaker_here(self) -> Row:
        """The row of a speaker under the cursor.

        Raises:
            Refused: the label there is nobody's.
        """
        row = self.current
        if not row.used:
            keys = self._key("speakers.dismiss")
            raise Refused(f"'{row.label}' is no speaker: {keys} says that it is one.")
        return row


def in_texts(row: Row) -> str:
    """Over how many transcripts a row is, where it is over several."""
    return f", in {counted(len(row.places), 'transcript')}," if len(row.places) > 1 else ""
