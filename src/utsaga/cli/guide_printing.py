"""The interview guide in print: its versions, where questions were asked, what was answered."""

from __future__ import annotations

from typing import Any

from utsaga.analysis.answers import Answer, State, answers, answers_in, spoken
from utsaga.analysis.persons import Persons
from utsaga.cli.out import print_json, say
from utsaga.model.guide import ASKED, Guide, GuideItem
from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.guide import guides
from utsaga.study.guide.guide_numbers import numbers_in, question_named
from utsaga.study.guide.versions import all_guides

INDENT = "  "


def print_answers(study: Study, wanted: str, as_json: bool) -> None:
    """How it went with a question in every transcript, and what participants answered."""
    question = question_named(study, wanted)
    found = answers(study, question.id)
    if as_json:
        print_json({"question": question.text, "answers": [_answer(study, answer) for answer in found]})
        return
    say(question.text)
    for answer in found:
        say()
        likely = answer.likely
        hint = f" (turn {likely.turn + 1}, {likely.sureness:.2f} sure)" if likely else ""
        caution = f" (it {answer.caution})" if answer.caution else ""
        say(f"{answer.source.title}: {answer.state.value}{hint}{caution}")
        for exchange in answer.exchanges:
            for speaker, words in _said(study, answer, exchange.answer):
                say("\n".join(f"    {line}" for line in f"{speaker}{words}".split("\n")))


def _said(study: Study, answer: Answer, span: Span) -> list[tuple[str, str]]:
    """What participants say in an answer, by turn; with the speaker before it where there are several."""
    transcript = study.transcript(answer.source.id)
    found = spoken(transcript, span)
    speakers = [transcript.speaker(part.turn) for part in found]
    several = len(set(speakers)) > 1
    persons = Persons(study)
    return [
        (
            f"{persons.of(answer.source, who).name}: " if who and several else "",
            transcript.text[part.span.start : part.span.end],
        )
        for who, part in zip(speakers, found, strict=True)
    ]


def print_versions(study: Study, as_json: bool) -> None:
    """All versions, the newest first."""
    versions = list(reversed(all_guides(study)))
    if not versions and not as_json:
        say("There is no interview guide yet: utsaga guide STUDY FILE.md")
        return
    states = _states(study)
    if as_json:
        print_json([_version(study, guide, states) for guide in versions])
        return
    for guide in versions:
        numbers = numbers_in(guide)
        say(f"{guide.name} ({guides.holds_for(study, guide)})")
        for item in guide.items:
            number = f"{numbers[item.id]}. " if item.kind in ASKED else ""
            asked_there = f"  [{_in_few_words(states[item.id])}]" if states.get(item.id) else ""
            say(f"{INDENT * (item.depth + 1)}{number}{item.text}{asked_there}")


def _states(study: Study) -> dict[str, dict[str, int]]:
    """How often a question was what, by question and state."""
    states: dict[str, dict[str, int]] = {}
    for source in study.sources:
        for answer in answers_in(study, source):
            there = states.setdefault(answer.question.id, {})
            there[answer.state.value] = there.get(answer.state.value, 0) + 1
    return states


def _in_few_words(states: dict[str, int]) -> str:
    return ", ".join(f"{states[state.value]} {state.value}" for state in State if state.value in states)


def _version(study: Study, guide: Guide, states: dict[str, dict[str, int]]) -> dict[str, Any]:
    numbers = numbers_in(guide)
    return {
        "name": guide.name,
        "role": guide.role,
        "round": guide.round,
        "sources": [source.title for source in study.sources if source.id in guide.sources],
        "items": [
            {**item_json(item), "number": numbers.get(item.id), "asked": states.get(item.id, {})}
            for item in guide.items
        ],
    }


def item_json(item: GuideItem) -> dict[str, Any]:
    return {"kind": item.kind, "depth": item.depth, "text": item.text}


def _answer(study: Study, answer: Answer) -> dict[str, Any]:
    text = study.transcript(answer.source.id).text
    likely = answer.likely
    return {
        "source": answer.source.title,
        "state": answer.state.value,
        "exchanges": [
            {
                "asked": text[one.asked.start : one.asked.end],
                "answer": text[one.answer.start : one.answer.end].strip(),
                "start": one.answer.start,
                "end": one.answer.end,
            }
            for one in answer.exchanges
        ],
        "goes_on_over": [item.text for item in answer.past],
        "likely": {"turn": likely.turn + 1, "sureness": round(likely.sureness, 2)} if likely else None,
    }
