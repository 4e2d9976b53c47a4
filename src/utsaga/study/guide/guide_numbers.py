"""What guide questions are called: the numbers that they have in their file, or are counted by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from string import ascii_lowercase

from utsaga.model.codetree import name_key
from utsaga.model.errors import NotFound
from utsaga.model.guide import HEADING, QUESTION, Guide, GuideItem
from utsaga.nearest import nearest
from utsaga.study.guide.guides import all_questions
from utsaga.study.guide.versions import all_guides
from utsaga.study.study import Study


def numbers_in(guide: Guide) -> dict[str, str]:
    """What the questions of a version are called in it, by id: ``3``, its probes ``3a`` and ``3b``.

    Questions have the numbers of their file where all those that it gives are different (not so where it
    begins anew under every heading, or writes ``1.`` before each); otherwise they are counted. One without a
    number under a heading that comes after the last of them counts on from the largest: ``4`` after ``3``.
    """
    own = [item.number for item in guide.items if item.kind == QUESTION and item.number]
    kept = bool(own) and len(set(own)) == len(own)
    found: dict[str, str] = {}
    taken = set(own) if kept else set[str]()
    last, counted = "0", 0
    beyond = _beyond(guide) if kept else frozenset[str]()
    largest = max((int(name) for name in taken if name.isdecimal() and len(name) < _HUGE), default=0)
    for item in guide.questions:
        if item.id in beyond and last.isdecimal():
            largest += 1
            number = last = str(largest)
        elif item.kind == QUESTION and not (kept and not item.number):
            counted += 1
            number = last = item.number if kept else str(counted)
        else:
            number = _below(last, item, taken, kept=kept)
        taken.add(number)
        found[item.id] = number
    return found


def _beyond(guide: Guide) -> frozenset[str]:
    """The questions without a number under headings that come after the last question that has one."""
    found: set[str] = set()
    headed = False
    for item in guide.items:
        if item.kind == HEADING:
            headed = True
        elif item.kind == QUESTION and item.number:
            found, headed = set(), False
        elif item.kind == QUESTION and headed:
            found.add(item.id)
    return frozenset(found)


def _below(last: str, item: GuideItem, taken: set[str], *, kept: bool) -> str:
    """What a probe is called, or a question without a number among others: after the question before it."""
    if kept and item.number and not item.number.isalpha() and item.number not in taken:
        return item.number
    own = [f"{last}{item.number}"] * (item.number.isalpha())
    return next(name for name in chain(own, _lettered(last)) if name not in taken)


def _lettered(number: str) -> Iterator[str]:
    yield from (f"{number}{letter}" for letter in ascii_lowercase)
    yield from (f"{number}z{at}" for at in count(1))  # nobody writes so many probes, a file may hold them


def numbers(study: Study) -> dict[str, str]:
    """What all questions are called, by id, so that no two are called the same; the newest version first.

    Where versions call different questions the same, the version's name stands before: ``Round one 2``.
    """
    means = {name_key(name): ids for name, ids in names(study).items()}
    found: dict[str, str] = {}
    for guide in reversed(all_guides(study)):
        for item_id, number in numbers_in(guide).items():
            alone = len(means[name_key(number)]) == 1
            found.setdefault(item_id, number if alone else f"{guide.name} {number}")
    return found


def names(study: Study) -> dict[str, frozenset[str]]:
    """Everything that questions can be called by, and the ids of those it means, perhaps several.

    A number alone, or with the name of its version before it.
    """
    found: dict[str, frozenset[str]] = {}
    for guide in reversed(all_guides(study)):
        for item_id, number in numbers_in(guide).items():
            for name in (number, f"{guide.name} {number}"):
                found[name] = found.get(name, frozenset()) | {item_id}
    return found


def several(study: Study, ids: frozenset[str]) -> str:
    """Questions that have one number, each with what it alone is called, in words."""
    texts = {item.id: item.text for item in all_questions(study)}
    return "; ".join(f"'{name}' ({_short(texts[one])})" for one, name in numbers(study).items() if one in ids)


def question_named(study: Study, name: str, guide: Guide | None = None) -> GuideItem:
    """The question with a number, or with words that only it has; numbers are first those of ``guide``.

    Raises:
        NotFound: there is none, or there are several.
    """
    listed = {item.id: item for item in all_questions(study)}
    wanted = name_key(name.strip().rstrip("."))
    if guide is not None:
        for item_id, number in numbers_in(guide).items():
            if name_key(number) == wanted:
                return listed[item_id]
    meant = frozenset[str]().union(*(ids for one, ids in names(study).items() if name_key(one) == wanted))
    if len(meant) > 1:
        raise NotFound(f"Several questions are called '{name}': {several(study, meant)}.")
    if meant:
        return listed[next(iter(meant))]
    return _with_words(list(listed.values()), name)


def _with_words(listed: list[GuideItem], name: str) -> GuideItem:
    found = [item for item in listed if name_key(name) in name_key(item.text)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"Several questions have '{name}' in them: use the number.")
    near = nearest(name, [item.text for item in listed])
    raise NotFound(f"There is no question '{name}' in the guide{near}.")


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


_HUGE = 10
"""Digits of a number that counts no questions."""

_SHORT = 40
"""Characters of a question that are enough to know it."""
