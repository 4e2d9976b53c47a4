"""The search through a study's texts, kept between searches; used on a thread of its own."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from utsaga.search.studies import StudySearch
from utsaga.study import Study

_KEPT: WeakKeyDictionary[Study, StudySearch] = WeakKeyDictionary()


def search_of(study: Study) -> StudySearch:
    """The search through an open study, the same one each time."""
    if study not in _KEPT:
        _KEPT[study] = StudySearch(study)
    return _KEPT[study]
