"""Texts beside those of the study: most are a transcript's own file that somebody has given another name."""

from __future__ import annotations

from collections.abc import Iterator

from utsaga.model.errors import UtsagaError
from utsaga.model.source import Source
from utsaga.study.study import Study


def strays(study: Study) -> Iterator[tuple[str, str]]:
    """Yield the files in ``transcripts/`` that no transcript has, and what is to be done with each."""
    missing = {source.id for source in study.sources if _is_missing(study, source)}
    by_text = {source.sha256: source for source in study.sources}
    for file, sha256 in study.store.strays({source.key for source in study.sources}).items():
        source = by_text.get(sha256)
        if source is None:
            yield file, f"utsaga import STUDY '{file}' brings it in; delete the file here then"
        elif source.id in missing:
            yield file, f"it is that of '{source.title}': give the file its name again, {source.key}.txt"
        else:
            yield file, f"it is that of '{source.title}', which has its file: delete this one"


def named_anew(study: Study, source: Source) -> str:
    """The file that holds the text of a source under another name, from the study's folder on; or empty."""
    there = study.store.strays({one.key for one in study.sources})
    return next((file for file, sha256 in there.items() if sha256 == source.sha256), "")


def _is_missing(study: Study, source: Source) -> bool:
    try:
        return study.store.text_sha256(source.key) is None
    except UtsagaError:
        return False  # something stands there, and whoever reads it is told what is wrong with it
