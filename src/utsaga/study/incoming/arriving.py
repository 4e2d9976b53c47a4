"""Files on their way into the study: what each would come in as, as the user agreed to it, or why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.model.source import Source, Speaker
from utsaga.nearest import nearest
from utsaga.readers import (
    Column,
    Comment,
    NoColumns,
    Offers,
    Options,
    Reading,
    joined,
    offers,
    read,
    unwrapped,
)
from utsaga.study.incoming.comments_left import as_memos, comments_left
from utsaga.study.incoming.doubts import DoubtfulLine, doubtful_lines
from utsaga.study.incoming.meaning import CommentUse
from utsaga.study.phrases import counted
from utsaga.study.sources import NewSource, twin_of
from utsaga.study.speakers import Divided, grown, interviewing, named, taken, without
from utsaga.study.study import Study
from utsaga.text.digest import sha256_of
from utsaga.text.turns import Turns


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the user knows better than the reader about who speaks; labels as they stand in the text."""

    names: Mapping[str, str]
    interviewers: frozenset[str] = frozenset()
    not_speakers: frozenset[str] = frozenset()

    @property
    def labels(self) -> frozenset[str]:
        """Every label that is spoken of."""
        return frozenset(self.names) | self.interviewers | self.not_speakers

    def apply(self, reading: Reading, *, lenient: bool = False) -> tuple[Speaker, ...]:
        """The speakers of a reading, corrected; a label that was found but doubted is taken if named here.

        With ``lenient`` a label that stands in other texts alone is none of this one's.

        Raises:
            NotFound: a label does not open any line of the text.
        """
        found = {candidate.label: candidate for candidate in reading.proposal.candidates}
        for label in self.labels:
            if label not in found and not lenient:
                raise NotFound(
                    f"No line of '{reading.origin}' begins with '{label}' as a label{nearest(label, found)}. "
                    f"A label is followed by a colon or a time, as in '{label}:'."
                )
        divided = Divided(reading.text, reading.speakers, reading.body)
        for label in self.labels & found.keys():
            divided = taken(divided, found[label].speaker)
        here = self.interviewers & found.keys()
        for speaker in divided.speakers if here else ():
            divided = interviewing(divided, speaker.label, speaker.label in here)
        for label in self.names.keys() & found.keys():
            divided = named(divided, label, self.names[label])
        for label in self.not_speakers & found.keys():
            divided = without(divided, label)
        order = list(found)
        return tuple(sorted(divided.speakers, key=lambda speaker: order.index(speaker.label)))


Corrected = Callable[[Reading], Sequence[Speaker]]
"""From a reading to its speakers as the user says they are."""

_FIRST_WORDS = 200
_AS_READ = Options()
_NOTHING = Offers()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may go in.

    ``name`` is how it is called: its path below the folder that was named. ``problem`` says why it
    cannot be read, ``twin`` where the same text is already; both empty when nothing is in the way.
    ``speakers`` are those of the reading, or as they were corrected; turns are counted with those, and
    ``counts`` are turns by label. ``offers`` is what seems right to do to it; ``columns`` are those of a
    table, whether it could be read or not. ``comments`` are those that would come in: of a text that is
    there already those that are not, which then go onto ``onto``, the transcript or file that has the text.
    ``as_memos`` counts those that are memos there already and could have become codes.
    """

    path: Path
    name: str
    options: Options = _AS_READ
    reading: Reading | None = None
    speakers: tuple[Speaker, ...] = ()
    turns: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    offers: Offers = _NOTHING
    doubtful: tuple[DoubtfulLine, ...] = ()
    columns: tuple[Column, ...] = ()
    comments: tuple[Comment, ...] = ()
    problem: str = ""
    twin: str = ""
    onto: str = ""
    as_memos: int = 0
    text_sha256: str = ""
    chosen: bool = False
    corrected: bool = False

    @property
    def id(self) -> str:
        """The file's path."""
        return str(self.path)

    @property
    def fit(self) -> bool:
        """Whether it can go in, or its comments alone."""
        return self.reading is not None and (not self.twin or bool(self.onto))

    def goes_in(self, use: CommentUse) -> bool:
        """Whether it goes in, or something of it, when comments are used like this."""
        return self.fit and (not self.onto or bool(use.wanted(self.comments)))

    @property
    def why_not(self) -> str:
        """Why it cannot go in, in words; empty if it can."""
        return self.problem or (f"'{self.name}' is {self.twin}." if self.twin and not self.onto else "")

    @property
    def alone(self) -> str:
        """That its comments go in alone, in words; empty where they do not."""
        return f"its {counted(len(self.comments), 'comment')} not there yet can go in" if self.onto else ""

    def new_source(self, title: str | None = None) -> NewSource:
        """What goes into the study.

        Raises:
            Refused: the file could not be read.
        """
        if self.reading is None:
            raise Refused(self.problem)
        return replace(to_new_source(self.reading, title, self.speakers), comments=self.comments)


def look_at(
    path: Path, options: Options = _AS_READ, *, name: str = "", corrected: Corrected | None = None
) -> Incoming:
    """Read a file, as the user wants it or as it seems best. Takes time; touches nothing of the study."""
    item = Incoming(path, name or path.name, options, corrected=corrected is not None)
    try:
        raw = read(path, replace(options, unwrap=False, join=False))
        speakers = tuple(raw.speakers if corrected is None else corrected(raw))
    except NoColumns as error:
        return replace(item, problem=str(error), columns=error.columns)
    except UtsagaError as error:
        return replace(item, problem=str(error))
    reading = unwrapped(raw, speakers) if options.unwrap else raw
    reading = joined(reading, speakers) if options.join else reading
    return _divided(replace(item, offers=offers(raw, speakers), chosen=True), reading, speakers)


def with_speakers(item: Incoming, speakers: Sequence[Speaker]) -> Incoming:
    """A file with its speakers corrected; one that could not be read has none."""
    if item.reading is None:
        return item
    return _divided(replace(item, corrected=True), item.reading, tuple(speakers))


def compared(study: Study, items: Iterable[Incoming]) -> list[Incoming]:
    """Files with those marked that are in the study already, or stand twice among them."""
    rows: list[Incoming] = []
    for item in items:
        rows.append(with_twin(study, item, rows))
    return rows


def with_twin(study: Study, item: Incoming, before: Sequence[Incoming]) -> Incoming:
    """A file that says so if the study or a file before it has the same text.

    It is not chosen then, unless it has comments that are not there.
    """
    if item.reading is None:
        return item
    source = twin_of(study, item.new_source(), text_sha256=item.text_sha256)
    other = next((other for other in before if _alike(item, other)), None) if source is None else None
    if source is None and other is None:
        return replace(item, twin="", onto="", comments=item.reading.comments)
    left = _comments_left(study, item, source, other)
    title = source.title if source else other.name if other else ""
    where = "in the study already, as" if source else "the same text as"
    return replace(
        item,
        twin=f"{where} '{title}'",
        onto=title if left else "",
        comments=left,
        as_memos=_as_memos(study, item, source),
        chosen=item.chosen and bool(left),
    )


def _comments_left(
    study: Study, item: Incoming, source: Source | None, other: Incoming | None
) -> tuple[Comment, ...]:
    """The comments of a file that are not on the same text in the study, or in the other file."""
    if item.reading is None:
        return ()
    if source is not None:
        same = source.sha256 == item.text_sha256
        return comments_left(study, source, item.reading.text, item.reading.comments) if same else ()
    if other is None or not other.fit or other.text_sha256 != item.text_sha256:
        return ()
    return tuple(comment for comment in item.reading.comments if comment not in other.comments)


def _as_memos(study: Study, item: Incoming, source: Source | None) -> int:
    if item.reading is None or source is None or source.sha256 != item.text_sha256:
        return 0
    return as_memos(study, source, item.reading.text, item.reading.comments)


def to_new_source(
    reading: Reading, title: str | None = None, speakers: Sequence[Speaker] | None = None
) -> NewSource:
    """A reading as a text for the study; without a title, the file's name without its ending."""
    return NewSource(
        title=title or Path(reading.origin).stem,
        text=reading.text,
        origin=reading.origin,
        origin_sha256=reading.origin_sha256,
        encoding=reading.encoding,
        format=reading.format,
        speakers=tuple(reading.speakers if speakers is None else speakers),
        body=reading.body,
        comments=reading.comments,
        times=reading.times,
    )


def _divided(item: Incoming, reading: Reading, speakers: tuple[Speaker, ...]) -> Incoming:
    body = grown(Divided(reading.text, (), reading.body), speakers).body
    reading = replace(reading, proposal=replace(reading.proposal, body=body))
    turns = Turns(reading.text, speakers, body)
    counts = Counter(turn.label for turn in turns if turn.label is not None) if speakers else Counter()
    return replace(
        item,
        reading=reading,
        speakers=speakers,
        turns=len(turns),
        counts={speaker.label: counts[speaker.label] for speaker in speakers},
        first=_words(reading.text, turns, 0),
        last=_words(reading.text, turns, -1),
        doubtful=doubtful_lines(reading.text, reading.proposal.candidates, speakers, body),
        columns=reading.columns,
        comments=reading.comments,
        text_sha256=sha256_of(reading.text),
    )


def _words(text: str, turns: Turns, at: int) -> str:
    if not len(turns):
        return ""
    turn = turns[at]
    return text[turn.body : turn.end][:_FIRST_WORDS]


def _alike(item: Incoming, other: Incoming) -> bool:
    """Whether two files hold the same text, as files or as they were read."""
    if item.reading is None or other.reading is None:
        return False
    same_file = item.reading.origin_sha256 == other.reading.origin_sha256
    return same_file or item.text_sha256 == other.text_sha256
