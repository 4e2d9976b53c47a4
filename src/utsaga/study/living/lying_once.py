"""Codings that come to lie on the same words: a coder gives the same words the same code once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from utsaga.model.action import Change
from utsaga.model.coding import Coding
from utsaga.model.span import Span
from utsaga.study.coding import codings
from utsaga.study.living.passage_changes import put
from utsaga.study.study import Study


class Lying(NamedTuple):
    """A coding, where its words stand in the new text, and whether these are hardly those coded."""

    coding: Coding
    span: Span
    reworded: bool


def lying_once(study: Study, text: str, lying: Iterable[Lying]) -> tuple[list[Change], int]:
    """The changes that put codings on their words in a new text, and how many are no more.

    Of those that are one there, that one stays whose words changed least, else the oldest: two copies of a
    study that follow the same change come out the same. It is to be printed if any of them was.
    """
    by_place: dict[tuple[Span, str, str], list[Lying]] = {}
    for one in lying:
        by_place.setdefault((one.span, one.coding.code, one.coding.coder), []).append(one)
    changes: list[Change] = []
    gone = 0
    for alike in by_place.values():
        stays, *go = sorted(alike, key=lambda one: (one.reworded, one.coding.created, one.coding.id))
        changes += _put(study, text, stays, starred=any(one.coding.starred for one in alike))
        changes += (codings.removal(study, one.coding) for one in go)
        gone += len(go)
    return changes, gone


def _put(study: Study, text: str, one: Lying, *, starred: bool) -> Iterable[Change]:
    change = put(study, one.coding, text, one.span, reworded=one.reworded)
    if starred == one.coding.starred:
        return () if change is None else (change,)
    if change is None:
        return (codings.changed(study, one.coding, replace(one.coding, starred=starred)),)
    return (replace(change, after={**(change.after or {}), "starred": starred}),)
