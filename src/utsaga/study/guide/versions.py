"""Which versions of the interview guide there are, and with which of them a transcript was made."""

from __future__ import annotations

from utsaga.model.codetree import name_key
from utsaga.model.guide import Guide
from utsaga.model.source import Source
from utsaga.study.decoding import Decoding
from utsaga.study.places import GUIDES
from utsaga.study.study import Study


def all_guides(study: Study) -> list[Guide]:
    """The versions of the interview guide, oldest first."""
    return sorted(Decoding(study.store).table(Guide, GUIDES), key=lambda guide: (guide.order, guide.id))


def guide_of(study: Study, source: Source) -> Guide | None:
    """The guide that a transcript was made with: the one that says most of it, the newest if several do."""
    fitting = [guide for guide in all_guides(study) if _holds(study, guide, source)]
    return max(fitting, key=lambda guide: (_said(guide), guide.order), default=None)


def _holds(study: Study, guide: Guide, source: Source) -> bool:
    if guide.sources:
        return source.id in guide.sources
    if guide.round and name_key(guide.round) != name_key(source.round):
        return False
    return not guide.role or name_key(guide.role) in _roles(study, source)


def _roles(study: Study, source: Source) -> set[str]:
    """The roles of those who speak in a source."""
    own = {participant.id: participant.role for participant in study.participants}
    roles = {speaker.role or own.get(speaker.participant, "") for speaker in source.speakers}
    return {name_key(role) for role in roles | {own.get(source.participant, "")}}


def _said(guide: Guide) -> int:
    return 4 * bool(guide.sources) + bool(guide.role) + bool(guide.round)
