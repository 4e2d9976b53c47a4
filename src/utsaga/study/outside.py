"""Texts that an editor, git or another program has changed: noticed, and made part of the study."""

from __future__ import annotations

from collections.abc import Collection

from utsaga.model.action import Action
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.study import Study
from utsaga.study.texts import take_in as taking_in


def changed(study: Study, keys: Collection[str] | None = None) -> list[Source]:
    """The sources (of some keys, or all) whose file holds another text than the study knows, or none."""
    return [s for s in study.sources if (keys is None or s.key in keys) and _differs(study, s)]


def _differs(study: Study, source: Source) -> bool:
    try:
        return study.store.text_sha256(source.key) != source.sha256
    except UtsagaError:
        return True  # whoever takes it in is told what is wrong with it


def take_in(study: Study, source_id: str, *, same_interview: bool = False) -> Action:
    """The action that takes in what has been done to the text of a source.

    Raises:
        AnotherText: it looks like another interview, and nobody has said that it is the same.
        UtsagaError: the file is gone, empty or not UTF-8; nothing is touched.
    """
    source = study.held.source(source_id)
    try:
        return taking_in(study, source, same_interview=same_interview)
    except UtsagaError as error:
        raise type(error)(f"'{source.title}' was changed outside. {error}") from None


def notice(study: Study, keys: Collection[str] | None = None) -> list[str]:
    """Take in what has been done to texts (of some keys, or all); says so, and what could not be.

    A session that only reads tells. The texts as they are now are kept, so that the next change to them
    can be followed, also in a study that came from elsewhere.
    """
    if not study.writable:
        return [unseen(source) for source in changed(study, keys)]
    said = []
    for source in changed(study, keys):
        try:
            done = study.do(take_in(study, source.id))
        except UtsagaError as error:
            said.append(str(error))
        else:
            words = study.say(done)
            said.append(f"{words[:1].upper()}{words[1:]}.")
    keep(study, keys)
    return said


def unseen(source: Source) -> str:
    """What a session that only reads says of a text that was changed outside."""
    return f"'{source.title}' was changed outside. Its codings follow when the study is opened for writing."


def keep(study: Study, keys: Collection[str] | None = None) -> None:
    """Keep the texts that are not kept yet: codings follow by the difference to the text before."""
    for source in study.sources:
        known = keys is not None and source.key not in keys
        if known or study.store.keeps_text(source.key, source.sha256) or _differs(study, source):
            continue
        study.store.keep_text(source.key, study.store.text(source.key))
