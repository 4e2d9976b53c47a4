"""Texts beside those of the study: most are a transcript's own file that somebody has given another name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.places import SOURCES
from utsaga.study.study import Study
from utsaga.text.safe import shown_line

_FEW = 20
"""How many files without a transcript are looked at for one that is missing."""


def strays(study: Study) -> Iterator[tuple[str, str]]:
    """Yield the files in ``transcripts/`` that no transcript has, and what is to be done with each."""
    missing = {source.id for source in study.sources if _is_missing(study, source)}
    by_text = {source.sha256: source for source in study.sources}
    there = study.store.strays({source.key for source in study.sources})
    unreadable = study.store.records(SOURCES).keys() - {source.id for source in study.sources}
    edited = _edited(study, [one for one in study.sources if one.id in missing], there)
    for file, sha256 in there.items():
        source = by_text.get(sha256)
        if like := edited.get(file):
            same = f"if it is the same interview, give it the name of that file, {like.key}.txt"
            yield file, f"most of the words of '{like.title}' stand in it, whose file is missing: {same}"
        elif source is None and unreadable:
            yield file, "it may be that of a record in study.json that cannot be read: put that right first"
        elif source is None:
            path = shown_line(str(study.path / file))  # whole: it is to be typed
            yield file, f"utsaga import STUDY '{path}' brings it in; delete the file here then"
        elif source.id in missing:
            yield file, f"it is that of '{source.title}': give the file its name again, {source.key}.txt"
        else:
            yield file, f"it is that of '{source.title}', which has its file: delete this one"


def named_anew(study: Study, source: Source) -> str:
    """The file that holds the text of a source under another name, from the study's folder on; or empty."""
    there = study.store.strays({one.key for one in study.sources})
    return next((file for file, sha256 in there.items() if sha256 == source.sha256), "")


def edited_file(study: Study, source: Source) -> str:
    """The file with most of the words of a source whose own is missing, from the study's folder on; or empty.

    It is not looked for among more than a few files: the check looks at them all, and once.
    """
    there = study.store.strays({one.key for one in study.sources})
    if not 0 < len(there) <= _FEW:
        return ""
    missing = [one for one in study.sources if _is_missing(study, one)]
    found = _edited(study, missing, there)
    return next((file for file, like in found.items() if like.id == source.id), "")


def _edited(study: Study, missing: Sequence[Source], there: Mapping[str, str]) -> dict[str, Source]:
    """Which of the files that are there are texts of missing sources, edited since."""
    known = {source.sha256 for source in study.sources}
    as_they_were = set(there.values())
    gone = [source for source in missing if source.sha256 not in as_they_were]
    unknown = [file for file, sha256 in there.items() if sha256 not in known]
    if not (gone and unknown):
        return {}
    from utsaga.study.living.edited_strays import edited_strays

    return edited_strays(study, gone, unknown)


def _is_missing(study: Study, source: Source) -> bool:
    try:
        return study.store.text_sha256(source.key) is None
    except UtsagaError:
        return False  # something stands there, and whoever reads it is told what is wrong with it
