"""Changes to sources: bringing transcripts in, naming them and their speakers, removing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from utsaga.model.action import Action, Change, TextChange
from utsaga.model.errors import Refused
from utsaga.model.ids import new_id, now, slug
from utsaga.model.record import to_json
from utsaga.model.source import STATUSES, Source, Speaker
from utsaga.study.fitting import free, refuse_taken
from utsaga.study.incoming.comments import CommentPlanner
from utsaga.study.incoming.comments_left import comments_left
from utsaga.study.incoming.meaning import CommentUse
from utsaga.study.living.kept import forgotten, lost_in
from utsaga.study.places import SOURCES
from utsaga.study.study import Study
from utsaga.text.digest import sha256_of
from utsaga.text.kept_times import Moment, spelled

if TYPE_CHECKING:
    from utsaga.readers.reading import Comment

_NOTHING_OF_COMMENTS = CommentUse()


@dataclass(frozen=True, slots=True)
class NewSource:
    """A text on its way into a study, as a reader found it and the user agreed to it."""

    title: str
    text: str
    origin: str = ""
    origin_sha256: str = ""
    encoding: str = "utf-8"
    format: str = "text"
    speakers: tuple[Speaker, ...] = ()
    body: int = 0
    comments: tuple[Comment, ...] = ()
    times: tuple[Moment, ...] = ()


class _Arrival(NamedTuple):
    """A text and its source; one that is there already gets the comments alone, those that it lacks."""

    source: Source
    item: NewSource
    there: bool


def add(study: Study, new: Sequence[NewSource], comments: CommentUse = _NOTHING_OF_COMMENTS) -> Action:
    """Bring texts into the study, with what their comments become, as one action.

    Of a text that is there already come the comments that are not. The texts are kept on disk when the
    action is made; ``keeping`` does that beforehand.

    Raises:
        Refused: a text is there already with all that is wanted of its comments, or is empty.
    """
    arrivals = _planned(study, new, comments)
    planned = [arrival.source for arrival in arrivals if not arrival.there]
    texts = tuple(
        TextChange(source.key, None, source.sha256, new=item.text)
        for source, item, there in arrivals
        if not there
    )
    planner = CommentPlanner(study, comments)
    for source, item, _ in arrivals:
        planner.take(source, item.text, item.comments)
    onto = {arrival.source.id for arrival in arrivals}
    commented = "sources.import_commented" if planned else "sources.comment"
    return Action(
        commented if planner.comments else "sources.import",
        study.coder,
        (*(Change(SOURCES, source.id, None, to_json(source)) for source in planned), *planner.changes),
        texts,
        refs={"source": arrivals[0].source.id} if len(onto) == 1 else {},
        counts={"sources": len(planned)} | ({"comments": planner.comments} if planner.comments else {}),
    )


def keeping(
    study: Study, new: Sequence[NewSource], comments: CommentUse = _NOTHING_OF_COMMENTS
) -> Iterator[Callable[[], None]]:
    """Yield what puts each text on the disk for an ``add`` that comes later: many texts take a while.

    What is yielded may be done on another thread; a text that is never added does no harm.

    Raises:
        Refused: as ``add``.
    """
    for source, item, there in _planned(study, new, comments):
        if not there:
            yield partial(_keep, study, source, item.text)


def _planned(study: Study, new: Sequence[NewSource], comments: CommentUse) -> list[_Arrival]:
    arrivals: list[_Arrival] = []
    planned: list[Source] = []
    for item in new:
        twin = twin_of(study, item, planned)
        if twin is not None:
            arrivals.append(_commenting(study, item, twin, comments))
            continue
        if not item.text.strip():
            raise Refused(f"'{item.origin or item.title}' has no words in it.")
        if not is_text(item.text):
            raise Refused(f"'{item.origin or item.title}' holds half a character, which no file can hold.")
        planned.append(_source(study, item, planned))
        arrivals.append(_Arrival(planned[-1], item, there=False))
    return arrivals


def _commenting(study: Study, item: NewSource, twin: Source, use: CommentUse) -> _Arrival:
    """The comments that the study lacks of a text that it has."""
    same = twin.sha256 == sha256_of(item.text)
    wanted = use.wanted(item.comments) if same else []
    if wanted and any(twin.id == source.id for source in study.sources):
        wanted = list(comments_left(study, twin, item.text, wanted))
    if not wanted:
        all_there = ", with all its comments that are wanted" if same and use.wanted(item.comments) else ""
        raise Refused(f"'{item.origin or item.title}' is in the study already, as '{twin.title}'{all_there}.")
    return _Arrival(twin, replace(item, comments=tuple(wanted)), there=True)


def _keep(study: Study, source: Source, text: str) -> None:
    study.store.keep_text(source.key, text)


def twin_of(
    study: Study, item: NewSource, planned: Sequence[Source] = (), *, text_sha256: str = ""
) -> Source | None:
    """The source that holds the same file or the same text already, or None.

    ``text_sha256`` is that of its text, where it is known.
    """
    text_hash = text_sha256 or sha256_of(item.text)
    for source in [*study.sources, *planned]:
        if source.sha256 == text_hash or (
            source.origin_sha256 and source.origin_sha256 == item.origin_sha256
        ):
            return source
    return None


def rename(study: Study, source: Source, title: str) -> Action:
    """Give a source another title; its files keep their names until an erasure needs other ones."""
    wanted = " ".join(title.split())
    if not wanted:
        raise Refused("A transcript needs a title.")
    refuse_taken("a transcript", wanted, [(other.id, other.title) for other in study.sources], source.id)
    return _one(study, "sources.rename", source, replace(source, title=wanted))


def set_status(study: Study, source: Source, status: str) -> Action:
    """Say how far a transcript has come, one of ``STATUSES``; who says so and when is noted with it.

    Raises:
        Refused: there is no such status, or the transcript has it and has not been changed since.
    """
    if status not in STATUSES:
        raise Refused(f"A transcript is {', '.join(STATUSES[:-1])} or {STATUSES[-1]}, not '{status[:40]}'.")
    if status == source.status and not source.changed_since:
        raise Refused(f"'{source.title}' is {status} already.")
    after = replace(source, status=status, status_coder=study.coder, status_at=now(), changed_since=0)
    action = _one(study, "sources.status", source, after)
    return replace(action, refs={**action.refs, "status": status})


def remove(study: Study, source: Source) -> Action:
    """Take a source out of the study with all that was noted of it (to be undone; see erasure).

    Its text stays where another source has the same file, as a merge of two clones may leave it.

    Raises:
        UtsagaError: its text, or a file with passages in it, cannot be read.
    """
    shared = any(other.key == source.key for other in study.sources if other.id != source.id)
    text = study.store.text(source.key)
    return Action(
        "sources.remove",
        study.coder,
        (*_records(study, source, shared=shared), Change(SOURCES, source.id, to_json(source), None)),
        () if shared else (TextChange(source.key, sha256_of(text), None, old=text),),
        refs={"source": source.id},
        counts={"sources": 1, "passages": len(study.held.codings(source.id))},
    )


def _records(study: Study, source: Source, *, shared: bool) -> Iterator[Change]:
    """What takes out all that coders' files hold of a source; of files that another one has, too, its own."""
    for file in study.store.files_of(source.key):
        for change in study.store.contents(file):
            record = lost_in(change)
            if not shared or source.id in (record.get("source"), record.get("target")):
                yield change.inverse()
    yield from forgotten(study, source)


def is_text(text: str) -> bool:
    """Whether a text can stand in a file: it holds no half characters (lone surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _source(study: Study, item: NewSource, planned: Sequence[Source]) -> Source:
    taken = [*study.sources, *planned]
    moment = now()
    return Source(
        id=new_id(),
        key=free(slug(item.title), {source.key for source in taken}),
        title=_free_title(item.title, {source.title.casefold() for source in taken}),
        sha256=sha256_of(item.text),
        order=max((source.order for source in taken), default=0) + 1,
        coder=study.coder,
        created=moment,
        modified=moment,
        origin=item.origin,
        origin_sha256=item.origin_sha256,
        encoding=item.encoding,
        format=item.format,
        speakers=item.speakers,
        body=item.body,
        times=spelled(item.times),
    )


def _free_title(wanted: str, taken: set[str]) -> str:
    return free(" ".join(wanted.split()) or "Untitled", taken, " ")


def _one(study: Study, name: str, before: Source, after: Source) -> Action:
    if after == before:
        raise Refused("Nothing would change.")
    change = Change(SOURCES, before.id, to_json(before), to_json(replace(after, modified=now())))
    return Action(name, study.coder, (change,), refs={"source": before.id})
