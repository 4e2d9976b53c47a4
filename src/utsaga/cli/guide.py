"""The command for the interview guide: its versions, where its questions were asked, what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from utsaga.analysis.answers import Answer, State, answers, answers_in
from utsaga.analysis.asked import SURE
from utsaga.cli.out import print_json, print_table, say
from utsaga.cli.parts import coder_option, json_option, open_study, study_argument
from utsaga.model.errors import NotFound
from utsaga.model.guide import ASKED, Guide, GuideItem
from utsaga.model.span import Span
from utsaga.study import Study, asked, guides
from utsaga.study.guide_file import read_guide
from utsaga.study.words import counted

_INDENT = "  "
_WIDEST = 60
"""Characters of a question or of what was said in a table."""


@click.command("guide")
@study_argument
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--name", metavar="TEXT", help="Name of this version of the guide; the file's if not given.")
@click.option("--role", metavar="ROLE", default="", help="The version is for those with this role.")
@click.option("--round", "wave", metavar="ROUND", default="", help="The version is for this round.")
@click.option(
    "--source", "titles", multiple=True, metavar="TRANSCRIPT",
    help="The version is for this transcript; with --asked and --not-asked, where; may recur.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show how FILE is understood; change nothing.")
@click.option("--find", is_flag=True, help="List where questions were perhaps asked, and how sure that is.")
@click.option(
    "--confirm", type=click.FloatRange(0, 1), is_flag=False, flag_value=SURE, metavar="[SURENESS]",
    help=f"Confirm all places that are at least so sure ({SURE} if nothing is said), as one step.",
)  # fmt: skip
@click.option(
    "--asked",
    "asked_at",
    nargs=2,
    metavar="QUESTION TURN",
    help="Confirm that a question was asked in a turn.",
)
@click.option("--not-asked", metavar="QUESTION", help="Confirm that a question was not asked.")
@click.option(
    "--answers", "wanted", metavar="QUESTION", help="Print the answers to a question (number or words)."
)
@click.option("--codes", is_flag=True, help="Make the headings of the newest guide codes, as one step.")
@json_option
@coder_option
def guide_command(
    study: Path,
    file: Path | None,
    name: str | None,
    role: str,
    wave: str,
    titles: Sequence[str],
    dry_run: bool,
    find: bool,
    confirm: float | None,
    asked_at: tuple[str, str] | None,
    not_asked: str | None,
    wanted: str | None,
    codes: bool,
    as_json: bool,
    coder: str | None,
) -> int:
    """List the interview guide, take a version of it from FILE (Markdown or text), or use it.

    In FILE, headings are marked with #, in bold, or short lines by themselves; what ends with a question
    mark or stands in a list is a question, what is indented below it a probe.
    """
    acts = [file is not None, find, confirm is not None, asked_at is not None, not_asked is not None,
            wanted is not None, codes]  # fmt: skip
    if sum(acts) > 1:
        raise click.UsageError(
            "Give a FILE or one of --find, --confirm, --asked, --not-asked, --answers, --codes."
        )
    if (asked_at or not_asked is not None) and len(titles) != 1:
        raise click.UsageError("--asked and --not-asked need one --source.")
    writes = not (dry_run or find or wanted is not None or not any(acts))
    with open_study(study, coder, write=writes) as opened:
        if file is not None:
            _take(opened, file, name or file.stem, role, wave, titles, dry_run, as_json)
        elif find or confirm is not None:
            _find(opened, confirm, as_json)
        elif asked_at is not None:
            _note(opened, asked_at[0], titles[0], asked_at[1])
        elif not_asked is not None:
            _note(opened, not_asked, titles[0], None)
        elif wanted is not None:
            _answers(opened, wanted, as_json)
        elif codes:
            action = opened.do(guides.headings_as_codes(opened, _newest(opened)))
            say(f"{counted(action.counts['codes'], 'new code')}.")
        else:
            _list(opened, as_json)
    return 0


def _take(
    study: Study,
    file: Path,
    name: str,
    role: str,
    wave: str,
    titles: Sequence[str],
    dry_run: bool,
    as_json: bool,
) -> None:
    items = read_guide(file)
    sources = [study.source_named(title) for title in titles]
    action = guides.put(study, name, items, role=role, wave=wave, sources=sources)
    if not dry_run:
        study.do(action)
    if as_json:
        print_json({"name": name, "items": [_item(item) for item in items]})
        return
    if dry_run:
        for item in items:
            say(f"{_INDENT * item.depth}{item.text}  [{item.kind}]")
    questions = counted(sum(item.kind in ASKED for item in items), "question")
    say(f"{'Would take' if dry_run else 'Took'} the guide '{name}' with {questions}.")


def _find(study: Study, confirm: float | None, as_json: bool) -> None:
    """List likely places; with a sureness, confirm those that are at least so sure."""
    _newest(study)
    likely = [
        answer.likely and (answer.source, answer.likely)
        for source in study.sources
        for answer in answers_in(study, source)
    ]
    found = [one for one in likely if one and (confirm is None or one[1].sureness >= confirm)]
    numbers = _numbers(study)
    rows = [
        {
            "source": source.title,
            "turn": one.turn + 1,
            "question": numbers[one.question.id],
            "text": one.question.text,
            "sureness": round(one.sureness, 2),
            "words": study.transcript(source.id).text[one.span.start : one.span.end],
        }
        for source, one in found
    ]
    if confirm is not None and found:
        places = [asked.Place(source, one.question.id, one.span) for source, one in found]
        study.do(asked.confirm(study, places))
    if as_json:
        print_json(rows)
        return
    if rows:
        columns = ("sureness", "source", "turn", "question", "text", "words")
        print_table(columns, [[str(row[column])[:_WIDEST] for column in columns] for row in rows])
    done = "confirmed" if confirm is not None else "likely: --confirm confirms those that are sure"
    say(f"{counted(len(rows), 'place')} {done}.")


def _note(study: Study, question: str, title: str, turn: str | None) -> None:
    source = study.source_named(title)
    span: Span | None = None
    if turn is not None:
        turns = study.transcript(source.id).turns
        if not turn.isdecimal() or not 1 <= int(turn) <= len(turns):
            raise NotFound(f"'{source.title}' has turns 1 to {len(turns)}, and '{turn}' is none of them.")
        span = turns[int(turn) - 1].words
    action = asked.confirm(study, [asked.Place(source, guides.question_named(study, question).id, span)])
    words = study.say(study.do(action))
    say(f"{words[0].upper()}{words[1:]}.")


def _answers(study: Study, wanted: str, as_json: bool) -> None:
    question = guides.question_named(study, wanted)
    found = answers(study, question.id)
    if as_json:
        print_json({"question": question.text, "answers": [_answer(study, answer) for answer in found]})
        return
    say(question.text)
    for answer in found:
        say()
        likely = answer.likely
        hint = f" (turn {likely.turn + 1}, {likely.sureness:.2f} sure)" if likely else ""
        say(f"{answer.source.title}: {answer.state.value}{hint}")
        for exchange in answer.exchanges:
            said = study.transcript(answer.source.id).text[exchange.answer.start : exchange.answer.end]
            say("\n".join(f"    {line}" for line in said.strip().split("\n")))


def _list(study: Study, as_json: bool) -> None:
    """All versions, the newest first: the order in which questions are numbered."""
    versions = list(reversed(asked.all_guides(study)))
    if not versions and not as_json:
        say("There is no interview guide yet: utsaga guide STUDY FILE.md")
        return
    numbers, states = _numbers(study), _states(study)
    if as_json:
        print_json([_version(study, guide, numbers, states) for guide in versions])
        return
    for guide in versions:
        say(f"{guide.name}{_holds_for(study, guide)}")
        for item in guide.items:
            number = f"{numbers[item.id]}. " if item.kind in ASKED else ""
            asked_there = f"  [{_in_few_words(states[item.id])}]" if states.get(item.id) else ""
            say(f"{_INDENT * (item.depth + 1)}{number}{item.text}{asked_there}")


def _newest(study: Study) -> Guide:
    versions = asked.all_guides(study)
    if not versions:
        raise NotFound(f"There is no interview guide in the study: utsaga guide {study.path} FILE.md")
    return versions[-1]


def _numbers(study: Study) -> dict[str, int]:
    return {item.id: number for number, item in enumerate(guides.all_questions(study), 1)}


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


def _holds_for(study: Study, guide: Guide) -> str:
    if guide.sources:
        titles = [source.title for source in study.sources if source.id in guide.sources]
        return f" (for {', '.join(titles)})"
    parts = [f"round {guide.round}"] * bool(guide.round) + [guide.role] * bool(guide.role)
    return f" (for {', '.join(parts)})" if parts else ""


def _version(
    study: Study, guide: Guide, numbers: dict[str, int], states: dict[str, dict[str, int]]
) -> dict[str, Any]:
    return {
        "name": guide.name,
        "role": guide.role,
        "round": guide.round,
        "sources": [source.title for source in study.sources if source.id in guide.sources],
        "items": [
            {**_item(item), "number": numbers.get(item.id), "asked": states.get(item.id, {})}
            for item in guide.items
        ],
    }


def _item(item: GuideItem) -> dict[str, Any]:
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
        "likely": {"turn": likely.turn + 1, "sureness": round(likely.sureness, 2)} if likely else None,
    }
