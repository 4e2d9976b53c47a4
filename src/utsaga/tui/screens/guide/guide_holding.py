"""Asking for whom a version of the guide holds: a round, a role, or transcripts one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from utsaga.analysis.presence import everybody
from utsaga.model.guide import Guide
from utsaga.model.source import Source
from utsaga.study.guide import guides
from utsaga.study.guide.versions import all_guides
from utsaga.tui.keyed_screen import KeyedScreen
from utsaga.tui.modals.pick import Offer, Pick
from utsaga.tui.modals.prompt import Prompt
from utsaga.tui.screens.people.participant_fields import known_values


def ask_holding(screen: KeyedScreen, guide: Guide) -> None:
    """Ask; a transcript that is chosen is taken in, or left out if it was in."""
    study = screen.study
    acts: list[Offer[Callable[[], None]]] = [
        Offer("Round", guide.round or "any", partial(_ask_round, screen, guide)),
        Offer("Role", guide.role or "any", partial(_ask_role, screen, guide)),
    ]
    for source in study.sources:
        chosen = "chosen" if source.id in guide.sources else ""
        acts.append(Offer(source.title, chosen, partial(_turn, screen, guide, source)))
    hint = "As long as transcripts are chosen, round and role do not count."
    screen.ask(Pick(f"For whom does '{guide.name}' hold?", acts, hint=hint), lambda act: act())


def _ask_round(screen: KeyedScreen, guide: Guide) -> None:
    def typed(wave: str) -> None:
        screen.change(lambda: guides.change(screen.study, guide, wave=wave))

    hint = known_values([source.round for source in screen.study.sources])
    screen.ask(Prompt("For which round? (empty: any)", guide.round, hint=hint), typed)


def _ask_role(screen: KeyedScreen, guide: Guide) -> None:
    def typed(role: str) -> None:
        screen.change(lambda: guides.change(screen.study, guide, role=role))

    hint = known_values([role for one in everybody(screen.study) for role in one.roles])
    screen.ask(Prompt("For which role? (empty: any)", guide.role, hint=hint), typed)


def _turn(screen: KeyedScreen, guide: Guide, source: Source) -> None:
    study = screen.study
    now = next((one for one in all_guides(study) if one.id == guide.id), guide)
    kept = [one for one in study.sources if one.id in now.sources and one.id != source.id]
    wanted = kept if source.id in now.sources else [*kept, source]
    screen.change(lambda: guides.change(study, guide, sources=wanted), lambda _: _again(screen, guide))


def _again(screen: KeyedScreen, guide: Guide) -> None:
    """Ask for the next transcript: there are often several."""
    now = next((one for one in all_guides(screen.study) if one.id == guide.id), None)
    if now is not None:
        ask_holding(screen, now)
