"""Interview guides: their versions, which transcript was made with which, their headings as codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from utsaga.model.action import Action, Change
from utsaga.model.codetree import SEPARATOR, name_key, tidy
from utsaga.model.errors import Refused
from utsaga.model.guide import ASKED, CONDITION, HEADING, PROBE, QUESTION, Guide, GuideItem
from utsaga.model.ids import new_id, now
from utsaga.model.record import to_json
from utsaga.model.source import Source
from utsaga.study.coding.paths import LONGEST_NAME, PathPlanner
from utsaga.study.fitting import fit, refuse_taken
from utsaga.study.guide.asked import forgotten
from utsaga.study.guide.versions import all_guides
from utsaga.study.phrases import counted
from utsaga.study.places import GUIDES
from utsaga.study.study import Study

SAME_QUESTION = 85
"""How alike two wordings are, 0 to 100 (rapidfuzz's ratio), to be one question worded anew."""


# What there is


def all_questions(study: Study) -> list[GuideItem]:
    """The questions of all versions, each once as worded last: those of the newest first, in its order."""
    questions: dict[str, GuideItem] = {}
    for guide in reversed(all_guides(study)):
        for item in guide.questions:
            questions.setdefault(item.id, item)
    return list(questions.values())


def questions_said(items: Sequence[GuideItem]) -> str:
    """How many questions there are, and how many probes below them, in words."""
    probes = sum(item.kind in (PROBE, CONDITION) for item in items)
    more = f" and {counted(probes, 'probe')}" if probes else ""
    return counted(sum(item.kind == QUESTION for item in items), "question") + more


def holds_for(study: Study, guide: Guide) -> str:
    """For whom a version holds, in words."""
    if guide.sources:
        titles = [source.title for source in study.sources if source.id in guide.sources]
        return f"for {', '.join(titles)}"
    told = [f"round {guide.round}" * bool(guide.round), guide.role]
    return f"for {', '.join(filter(None, told))}" if any(told) else "for all transcripts"


# Versions


def put(
    study: Study,
    name: str,
    items: Sequence[GuideItem],
    *,
    role: str = "",
    wave: str = "",
    sources: Sequence[Source] = (),
) -> Action:
    """Bring a version of the guide in; one of the same name is replaced.

    A question that an earlier version has, perhaps in other words, stays the same question. What was noted
    of questions that no version has any more goes with them.

    Raises:
        Refused: the name is missing, or nothing would change.
    """
    wanted = fit(name, "A guide's name")
    if not wanted:
        raise Refused("A guide needs a name.")
    guides = all_guides(study)
    before = next((guide for guide in guides if name_key(guide.name) == name_key(wanted)), None)
    order = [before, *(guide for guide in reversed(guides) if guide is not before)]
    known = _with_known_ids(items, [guide for guide in order if guide is not None])
    moment = now()
    after = Guide(
        id=before.id if before else new_id(),
        name=before.name if before else wanted,
        order=before.order if before else max((guide.order for guide in guides), default=0) + 1,
        coder=before.coder if before else study.coder,
        created=before.created if before else moment,
        modified=before.modified if before else moment,
        items=tuple(known),
        role=fit(role, "A role"),
        round=fit(wave, "A round"),
        sources=tuple(source.id for source in sources),
    )
    if after == before:
        raise Refused(f"The guide '{before.name}' says all of it already.")
    change = _changed(before, replace(after, modified=moment))
    noted = _noted_of_gone(study, before, after) if before else ()
    return Action(
        "guides.change" if before else "guides.add",
        study.coder,
        (change, *noted),
        refs={"guide": after.id},
        counts={"questions": _questions(after)} | ({"notes": len(noted)} if noted else {}),
    )


def change(
    study: Study,
    guide: Guide,
    *,
    name: str | None = None,
    role: str | None = None,
    wave: str | None = None,
    sources: Sequence[Source] | None = None,
) -> Action:
    """Give a version another name, or let it hold for others; what is None stays.

    Raises:
        Refused: it is gone, the name is missing or another version's, or nothing would change.
    """
    guides = all_guides(study)
    before = next((one for one in guides if one.id == guide.id), None)
    if before is None:
        raise Refused(f"The guide '{guide.name}' is no longer in the study.")
    wanted = before.name if name is None else fit(name, "A guide's name")
    if not wanted:
        raise Refused("A guide needs a name.")
    refuse_taken("a guide", wanted, [(one.id, one.name) for one in guides], guide.id)
    after = replace(
        before,
        name=wanted,
        role=before.role if role is None else fit(role, "A role"),
        round=before.round if wave is None else fit(wave, "A round"),
        sources=before.sources if sources is None else tuple(source.id for source in sources),
    )
    return _changing(study, before, after)


def reword(study: Study, guide: Guide, item_id: str, text: str) -> Action:
    """Word a line of a version anew; a question stays the same question.

    Raises:
        Refused: the version or the line is gone, the words are missing, or nothing would change.
    """
    before = next((one for one in all_guides(study) if one.id == guide.id), None)
    if before is None or all(item.id != item_id for item in before.items):
        raise Refused("This line is no longer in the guide.")
    wanted = tidy(text)
    if not wanted:
        raise Refused("A line of the guide needs words.")
    items = tuple(replace(item, text=wanted) if item.id == item_id else item for item in before.items)
    return _changing(study, before, replace(before, items=items))


def _changing(study: Study, before: Guide, after: Guide) -> Action:
    if after == before:
        raise Refused("Nothing would change.")
    change = _changed(before, replace(after, modified=now()))
    counts = {"questions": _questions(after)}
    renamed = after == replace(before, name=after.name)
    name = "guides.rename" if renamed else "guides.change"
    return Action(name, study.coder, (change,), refs={"guide": after.id}, counts=counts)


def remove(study: Study, guide: Guide) -> Action:
    """Take a version of the guide out, with what was said of questions that no other version has."""
    noted = _noted_of_gone(study, guide, None)
    counts = {"notes": len(noted)} if noted else {}
    changes = (*noted, _changed(guide, None))
    return Action("guides.remove", study.coder, changes, refs={"guide": guide.id}, counts=counts)


def headings_as_codes(study: Study, guide: Guide) -> Action:
    """Make the headings of a guide codes, each below the one that it stands under, in one step.

    A title, one heading that all others stand below, is no code.

    Raises:
        Refused: the guide has no headings, or the codebook has them all.
    """
    planner = PathPlanner(study)
    paths = _heading_paths(guide)
    for path in paths:
        planner.at(path)
    if not paths:
        raise Refused(f"The guide '{guide.name}' has no headings.")
    if not planner.changes:
        raise Refused("The codebook has all headings of the guide already.")
    counts = {"codes": len(planner.changes)}
    return Action("guides.codes", study.coder, planner.changes, counts=counts)


def new_headings(study: Study, guide: Guide) -> list[str]:
    """The paths of the codes that ``headings_as_codes`` would make, in the order of the guide."""
    new = (path for path in _heading_paths(guide) if study.codes.at_path(path) is None)
    return list(dict.fromkeys(SEPARATOR.join(path) for path in new))


def _heading_paths(guide: Guide) -> list[list[str]]:
    """Each heading with those above it, as names of codes; the title of the guide is none of them."""
    paths: list[list[str]] = []
    above: list[tuple[int, str]] = []
    title = _title(guide)
    for item in guide.items:
        if item.kind == HEADING and item is not title:
            name = tidy(item.text.replace(" / ", "/"))[:LONGEST_NAME]
            above = [*((depth, text) for depth, text in above if depth < item.depth), (item.depth, name)]
            paths.append([text for _, text in above])
    return paths


def _title(guide: Guide) -> GuideItem | None:
    """The heading that names the guide: everything is below it, and no question before the next heading."""
    spoken = [item for item in guide.items if item.kind == HEADING or item.kind in ASKED]
    headings = [item for item in spoken if item.kind == HEADING]
    if len(headings) < 2 or spoken[:2] != headings[:2]:
        return None
    return headings[0] if headings[0].depth < min(item.depth for item in headings[1:]) else None


def _changed(before: Guide | None, after: Guide | None) -> Change:
    one = after or before
    assert one is not None
    return Change(GUIDES, one.id, to_json(before) if before else None, to_json(after) if after else None)


def _questions(guide: Guide) -> int:
    return sum(item.kind == QUESTION for item in guide.items)


def _noted_of_gone(study: Study, before: Guide, after: Guide | None) -> tuple[Change, ...]:
    """The changes that take out what was noted of questions that no version has any more."""
    others = [other for other in all_guides(study) if other.id != before.id]
    kept = {item.id for guide in (*others, after) if guide is not None for item in guide.items}
    gone = {item.id for item in before.items} - kept
    return tuple(change for source in study.sources for change in forgotten(study, source, gone))


def _with_known_ids(items: Sequence[GuideItem], guides: Sequence[Guide]) -> Iterator[GuideItem]:
    """Items under the ids that they have in earlier versions, the nearest wording first."""
    earlier = {item.id: item for guide in reversed(guides) for item in guide.items}
    for item in items:
        alike = [
            (fuzz.ratio(name_key(item.text), name_key(old.text)), old.id)
            for old in earlier.values()
            if (old.kind in ASKED) == (item.kind in ASKED) and (old.kind in ASKED or old.kind == item.kind)
        ]
        best, known = max(alike, default=(0, ""))
        if best >= SAME_QUESTION:
            del earlier[known]
            yield replace(item, id=known)
        else:
            yield item
