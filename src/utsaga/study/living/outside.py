"""Texts that an editor, git or another program has changed: noticed, and made part of the study.

What lets codings follow is imported when a text has changed: it takes 4 MB and 30 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from utsaga.model.action import Action
from utsaga.model.errors import NotFound, Refused, UtsagaError
from utsaga.model.source import Source
from utsaga.store import NotUtf8
from utsaga.study.living.noticed import Noticed, Settled, as_one
from utsaga.study.living.strays import edited_file, named_anew
from utsaga.study.living.words import leaves_waiting
from utsaga.study.phrases import counted
from utsaga.study.study import Study
from utsaga.text.digest import sha256_of

if TYPE_CHECKING:
    from utsaga.readers.encoding import Decoded

_TELLING = 12
"""Characters of a kept text's name that tell it from all others; with a star, a shell finds the file."""

_NAMED = 3
"""How many transcripts are named in a sentence about several."""


def changed(study: Study, keys: Collection[str] | None = None) -> list[Source]:
    """The sources (of some keys, or all) whose file holds another text than the study knows, or none."""
    return [s for s in study.sources if (keys is None or s.key in keys) and differs(study, s)]


def differs(study: Study, source: Source) -> bool:
    """Whether the file of a source holds another text than the study knows, or none."""
    try:
        there = study.store.text_sha256(source.key)
    except UtsagaError:
        return True  # whoever takes it in is told what is wrong with it
    return there != source.sha256 and not any(
        other.key == source.key and other.sha256 == there for other in study.sources
    )  # the text of another transcript with the same file is no change to this one's


def take_in(study: Study, source_id: str, *, same_interview: bool = False) -> Action:
    """The action that takes in what has been done to the text of a source.

    Raises:
        AnotherText: it looks like another interview, and nobody has said that it is the same.
        Settled: the file holds the text that the study knows.
        UtsagaError: the file is gone, empty or not UTF-8; nothing is touched.
    """
    from utsaga.study.living.texts import take_in as taking_in

    source = study.held.source(source_id)
    try:
        return taking_in(study, source, same_interview=same_interview)
    except Settled:
        raise
    except UtsagaError as error:
        advice = " Save it as UTF-8 in the editor." if isinstance(error, NotUtf8) else ""
        if isinstance(error, NotFound):
            advice = _elsewhere(study, source)
        stop = "" if str(error).endswith(".") else "."
        raise type(error)(f"'{source.title}' was changed outside. {error}{stop}{advice}") from None


def _elsewhere(study: Study, source: Source) -> str:
    """Where the text of a source seems to be whose file is missing, as a sentence that follows."""
    if file := named_anew(study, source):
        return f" Its text stands in {file}: give that file its name again."
    if file := edited_file(study, source):
        same = f"if that is the same interview, give it the name of this transcript, {source.key}.txt"
        return f" Most of its words stand in {file}: {same}."
    return ""


def as_saved(study: Study, source_id: str, encoding: str | None = None) -> Decoded:
    """How a file that was not saved as UTF-8 reads in an encoding, the likeliest if none is named.

    Raises:
        Refused: it is UTF-8.
        UtsagaError: the file is gone, or is no text in that encoding.
    """
    source = study.held.source(source_id)
    try:
        study.store.text(source.key)
    except NotUtf8:
        return _decoded(study, source, encoding)
    raise Refused(f"The text of '{source.title}' is UTF-8 already: there is nothing to be read otherwise.")


def _decoded(study: Study, source: Source, encoding: str | None) -> Decoded:
    from utsaga.readers.encoding import decode

    return decode(study.store.text_bytes(source.key), source.title, encoding)


def read_as(study: Study, source_id: str, encoding: str | None = None) -> Action:
    """Make a file that was saved in another encoding UTF-8 again; the action that takes it in.

    Its bytes as they were are kept in ``.local/texts``.

    Raises:
        Refused: it holds the text that the study knows (``only_encoded``), or is UTF-8 already.
        UtsagaError: as ``as_saved`` and ``take_in``; NotSaved: the disk does not take it.
    """
    source = study.held.source(source_id)
    decoded = as_saved(study, source_id, encoding)
    digest = study.store.keep_text(source.key, decoded.text)
    study.store.put_back_text(source.key, digest)
    study.forget_texts()
    return take_in(study, source_id)


def only_encoded(study: Study, source_id: str, encoding: str | None = None) -> str:
    """Make a file UTF-8 again that has the text that the study knows, in another encoding; says so.

    Nothing is done, and nothing said, when it has another text, or is UTF-8: that is for ``read_as``.

    Raises:
        UtsagaError: as ``as_saved``; NotSaved: the disk does not take it.
    """
    source = study.held.source(source_id)
    try:
        study.store.text(source.key)
    except NotUtf8:
        if sha256_of(_decoded(study, source, encoding).text) == source.sha256:
            put_back(study, source_id)
            return f"The file of '{source.title}' is UTF-8 again, and its text is as it was."
    return ""


def put_back(study: Study, source_id: str) -> str:
    """Put the text that the study knows back into the file of a source; says so.

    What stands in the file is kept in ``.local/texts``; records are not touched.

    Raises:
        Refused: the file holds just that text.
        NotFound: the text is not kept on this machine.
        NotSaved: the disk does not take it.
    """
    source = study.held.source(source_id)
    if not differs(study, source):
        raise Refused(f"The text of '{source.title}' is as it was.")
    aside = study.store.put_back_text(source.key, source.sha256)
    study.forget_texts()
    kept = f". What stood there is kept: .local/texts/{source.key}/{aside[:_TELLING]}*.txt" if aside else "."
    twin = named_anew(study, source)
    beside = f" The same text stands in {twin}, which no transcript has: delete that file." if twin else ""
    return f"The text of '{source.title}' is back as it was{kept}{beside}"


def notice(
    study: Study,
    keys: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[str]:
    """Take in what has been done to texts (of some keys, or all); says so for the command line.

    What could not be taken in is told with the command that settles it. A session that only reads tells.
    The texts as they are now are kept, so that the next change to them can be followed, also in a study
    that came from elsewhere. Then passages are looked for that do not lie on their words. ``progress`` is
    told how many texts are done, and how many there are.
    """
    from utsaga.study.living import astray

    found = changed(study, keys)
    if not study.writable:
        return [f"{unseen(found).rstrip('.')}: utsaga review STUDY"] if found else []
    problems: list[str] = []
    texts = Noticed(study, found, take_in)
    done = _made(study, texts, problems, progress)
    refused = [f"{error} {_remedy(study.held.source(one), error)}" for one, error in texts.refused.items()]
    keep(study, keys)
    passages = Noticed(study, astray.having(study, keys), placing(study))
    placed = _made(study, passages, problems)
    problems = [*refused, *map(str, passages.refused.values()), *problems]
    said = [told(study, actions) for actions in (done, placed) if actions]
    said += ["What waits: utsaga review STUDY"] * any(map(leaves_waiting, [*done, *placed]))
    said.append(turns_lost(texts.lost_turns, done, "utsaga undo STUDY"))
    return list(filter(None, [*problems, " ".join(filter(None, said))]))


def _made(
    study: Study,
    noticed: Noticed,
    problems: list[str],
    progress: Callable[[int, int], None] | None = None,
) -> list[Action]:
    """The changes that what was noticed came to; what kept one from being made is added to the problems."""
    done = []
    while noticed.pending:
        while noticed.looking:
            if progress is not None:
                progress(noticed.done, noticed.number)
            noticed.look()
        try:
            done.append(study.do(noticed.action()))
        except Settled:  # what lies off its words is no record that can be read: the check says so
            continue
        except UtsagaError as error:
            problems.append(str(error))
    return done


def placing(study: Study) -> Callable[[Study, str], Action]:
    """What makes the action that places the passages of a source that do not lie on their words.

    Each raises ``NoneAstray`` when all of them lie there, else as ``placing_astray.take_in``. What a person
    has undone of it is read off the history once, when it is first asked for.
    """
    back: list[Collection[str]] = []

    def place(_: Study, source_id: str) -> Action:
        from utsaga.study.living.placing_astray import take_in
        from utsaga.study.living.taken_back import taken_back

        if not back:
            back.append(taken_back(study))
        return take_in(study, source_id, back[0])

    return place


def unreadable(study: Study, sources: Iterable[Source]) -> dict[str, str]:
    """Transcripts that cannot be read: by the id of the source why, and what settles it, in a sentence."""
    found = {}
    for source in sources:
        try:
            study.store.text(source.key)
        except UtsagaError as error:
            found[source.id] = f"'{source.title}' is left out: {error}. {_remedy(source, error)}"
    return found


def remedy(error: UtsagaError) -> str:
    """What settles that a text cannot be read, as a sentence that follows; empty where nothing is known."""
    return f". utsaga review STUDY: {_read_as(error.key)}" if isinstance(error, NotUtf8) and error.key else ""


def _read_as(key: str) -> str:
    return f"--read-as {key} takes it in as it is, --put-back {key} brings the old text back."


def _remedy(source: Source, error: UtsagaError) -> str:
    from utsaga.study.living.texts import AnotherText

    same = f"--same {source.key} takes it in, " if isinstance(error, AnotherText) else ""
    if isinstance(error, NotUtf8):
        return f"utsaga review STUDY: {_read_as(source.key)}"
    return f"utsaga review STUDY: {same}--put-back {source.key} brings the old text back."


def told(study: Study, actions: Sequence[Action]) -> str:
    """What was taken in, as a sentence: of one transcript by its name, of several together."""
    words = study.say(as_one(actions))
    return f"{words[:1].upper()}{words[1:]}."


def turns_lost(titles: Sequence[str], done: Sequence[Action], undo: str) -> str:
    """Which of the texts taken in have lost turns, and how ``undo`` brings them back; nothing if none."""
    if not titles:
        return ""
    why = "A turn begins on a line of its own;"
    if sum(action.counts.get("sources", 0) for action in done) == 1:
        return f"{why} the text as it was comes back with {undo}"
    quoted = ", ".join(f"'{title}'" for title in titles[:_NAMED])
    named = quoted + (f" and {len(titles) - _NAMED:,} more" if len(titles) > _NAMED else "")
    back = "all texts come back together" if len(done) == 1 else f"all texts come back in {len(done)} steps"
    return f"Turns are lost in {named}. {why} {back} with {undo}"


def unseen(sources: Sequence[Source]) -> str:
    """What a session that only reads says of texts that were changed outside."""
    one = len(sources) == 1
    which = f"'{sources[0].title}' was" if one else f"{counted(len(sources), 'transcript')} were"
    return (
        f"{which} changed outside. {'Its' if one else 'Their'} codings follow when the study is opened "
        "for writing."
    )


def not_looked_for(study: Study) -> str:
    """What a session that only reads says of passages that do not lie on their words; nothing if none."""
    from utsaga.study.living import astray

    number = sum(astray.number_of(study, source) for source in astray.having(study))
    if not number:
        return ""
    does, their, they = ("does", "its", "It is") if number == 1 else ("do", "their", "They are")
    return (
        f"{counted(number, 'passage')} {does} not lie on {their} words: left out of quotes and chapters. "
        f"{they} looked for when the study is opened for writing."
    )


def keep(study: Study, keys: Collection[str] | None = None) -> None:
    """Keep the texts that are not kept yet: codings follow by the difference to the text before.

    Files that an editor has saved with a byte order mark or other line ends are put right.
    """
    for source in study.sources:
        known = keys is not None and source.key not in keys
        if known or study.store.keeps_text(source.key, source.sha256) or differs(study, source):
            continue
        study.store.keep_text(source.key, study.store.text(source.key))
    study.store.put_texts_in_form()
