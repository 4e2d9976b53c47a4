"""The command for the interview guide: its versions, where its questions were asked, what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from utsaga.analysis.answers import answers_in
from utsaga.analysis.asked import SURE
from utsaga.cli.guide_printing import INDENT, item_json, print_answers, print_versions
from utsaga.cli.out import print_json, print_table, remark, say
from utsaga.cli.parts import NamedPath, coder_option, json_option, open_study, study_argument
from utsaga.model.action import Action
from utsaga.model.codetree import name_key
from utsaga.model.errors import NotFound
from utsaga.model.guide import ASKED, Guide
from utsaga.model.source import Source
from utsaga.model.span import Span
from utsaga.nearest import nearest
from utsaga.study import Study
from utsaga.study.guide import asked, guides
from utsaga.study.guide.guide_file import how_read, read_guide
from utsaga.study.guide.guide_numbers import numbers, question_named
from utsaga.study.guide.versions import all_guides, guide_of
from utsaga.study.phrases import counted

_WIDEST = 60
"""Characters of a question or of what was said in a table."""


@click.command("guide")
@study_argument
@click.argument("file", required=False, type=NamedPath())
@click.option(
    "--name", metavar="TEXT",
    help="Which version of the guide: for FILE its new name (the file's if not given), else the newest.",
)  # fmt: skip
@click.option("--role", metavar="ROLE", help="The version is for those with this role ('': any).")
@click.option("--round", "wave", metavar="ROUND", help="The version is for this round ('': any).")
@click.option(
    "--source", "titles", multiple=True, metavar="TRANSCRIPT",
    help="The version is for this transcript; with what is said of a question, where; may recur.",
)  # fmt: skip
@click.option("--rename", metavar="TEXT", help="Give the version another name.")
@click.option("--remove", is_flag=True, help="Take the version out; name it with --name.")
@click.option(
    "--dry-run", is_flag=True, help="Show how FILE is understood, or which --codes come; change nothing."
)
@click.option("--find", is_flag=True, help="List where questions were perhaps asked, and how sure that is.")
@click.option(
    "--confirm", type=click.FloatRange(0, 1), is_flag=False, flag_value=SURE, metavar="[SURENESS]",
    help=f"Confirm all places that are at least so sure ({SURE} if nothing is said), as one step.",
)  # fmt: skip
@click.option(
    "--asked", "asked_at", nargs=2, metavar="QUESTION TURN",
    help="Confirm that a question was asked in a turn.",
)  # fmt: skip
@click.option(
    "--not-here", nargs=2, metavar="QUESTION TURN",
    help="Say that a question was not asked in a turn where it seems to be.",
)  # fmt: skip
@click.option("--not-asked", metavar="QUESTION", help="Say that a question was not asked at all.")
@click.option("--take-back", metavar="QUESTION", help="Take back what was noted of a question.")
@click.option(
    "--answers",
    "wanted",
    metavar="QUESTION",
    help="Print the answers to a question: its number, words, or 'VERSION NUMBER'.",
)
@click.option("--codes", is_flag=True, help="Make the headings of the version codes, as one step.")
@json_option
@coder_option
def guide_command(
    study: Path,
    file: Path | None,
    name: str | None,
    role: str | None,
    wave: str | None,
    titles: Sequence[str],
    rename: str | None,
    remove: bool,
    dry_run: bool,
    find: bool,
    confirm: float | None,
    asked_at: tuple[str, str] | None,
    not_here: tuple[str, str] | None,
    not_asked: str | None,
    take_back: str | None,
    wanted: str | None,
    codes: bool,
    as_json: bool,
    coder: str | None,
) -> int:
    """List the interview guide, take a version of it from FILE (Markdown or text), or use it.

    In FILE, headings are marked with #, in bold, or short lines by themselves; what ends with a question
    mark or stands in a list is a question, what is indented below it a probe. Without FILE, --role,
    --round and --source say for whom a version holds that is there.
    """
    said = [asked_at, not_here, not_asked, take_back]
    acts = [file, True if find else None, confirm, wanted, True if codes else None, rename,
            True if remove else None, *said]  # fmt: skip
    given = sum(act is not None for act in acts)
    holds = given == 0 and (role is not None or wave is not None or bool(titles))
    if given > 1:
        raise click.UsageError("Give a FILE or one of the things to do with the guide, not several.")
    if any(one is not None for one in said) and len(titles) != 1:
        raise click.UsageError("To say where a question was asked, or not, you need one --source.")
    if remove and name is None:
        raise click.UsageError("--remove needs the --name of the version.")
    writes = (given > 0 or holds) and not (dry_run or find or wanted is not None)
    with open_study(study, coder, write=writes) as opened:
        if file is not None:
            _take(opened, file, name or file.stem, role or "", wave or "", titles, dry_run, as_json)
        elif find or confirm is not None:
            _find(opened, confirm, as_json)
        elif any(one is not None for one in said):
            _do(opened, _noting(opened, titles[0], asked_at, not_here, not_asked, take_back), as_json)
        elif wanted is not None:
            print_answers(opened, wanted, as_json)
        elif codes:
            _make_codes(opened, _version(opened, name), dry_run, as_json)
        elif holds or rename is not None:
            sources = [opened.source_named(title) for title in titles] if titles else None
            version = _version(opened, name)
            change = guides.change(opened, version, name=rename, role=role, wave=wave, sources=sources)
            _do(opened, change, as_json)
        elif remove:
            _do(opened, guides.remove(opened, _version(opened, name)), as_json)
        else:
            print_versions(opened, as_json)
    return 0


def _do(study: Study, action: Action, as_json: bool) -> None:
    """Make a change, and say what was done; a program is given the versions afterwards."""
    done = study.do(action)
    if as_json:
        print_versions(study, as_json)
    else:
        say(study.tell(done))


def _make_codes(study: Study, guide: Guide, dry_run: bool, as_json: bool) -> None:
    """Make the headings of a version codes, and list them."""
    action = guides.headings_as_codes(study, guide)
    paths = guides.new_headings(study, guide)
    said = f"Would {study.say(action)}." if dry_run else study.tell(study.do(action))
    if as_json:
        print_json({"codes": paths, "said": said})
        return
    for path in (*paths, said):
        say(path)


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
    remark(how_read(file))
    sources = [study.source_named(title) for title in titles]
    action = guides.put(study, name, items, role=role, wave=wave, sources=sources)
    if not dry_run:
        study.do(action)
    if as_json:
        print_json({"name": name, "items": [item_json(item) for item in items]})
        return
    if dry_run:
        for item in items:
            number = f"{item.number}. " if item.number and item.kind in ASKED else ""
            say(f"{INDENT * item.depth}{number}{item.text}  [{item.kind}]")
    questions = guides.questions_said(items)
    say(f"{'Would take' if dry_run else 'Took'} the guide '{name}' with {questions}.")


def _find(study: Study, confirm: float | None, as_json: bool) -> None:
    """List likely places; with a sureness, confirm those that are at least so sure."""
    _version(study, None)
    likely = [
        answer.likely and (answer.source, answer.likely)
        for source in study.sources
        for answer in answers_in(study, source)
    ]
    found = [one for one in likely if one and (confirm is None or one[1].sureness >= confirm)]
    called = numbers(study)
    rows = [
        {
            "source": source.title,
            "turn": one.turn + 1,
            "question": called[one.question.id],
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


def _noting(
    study: Study,
    title: str,
    asked_at: tuple[str, str] | None,
    not_here: tuple[str, str] | None,
    not_asked: str | None,
    take_back: str | None,
) -> Action:
    """The change that notes what is said of a question in a transcript: one of the four."""
    source = study.source_named(title)
    guide = guide_of(study, source)
    if take_back is not None:
        return asked.withdraw(study, source, question_named(study, take_back, guide).id)
    at = asked_at or not_here
    span = _turn(study, source, at[1]) if at else None
    question = question_named(study, at[0] if at else not_asked or "", guide)
    return asked.confirm(study, [asked.Place(source, question.id, span, asked=not_here is None)])


def _turn(study: Study, source: Source, number: str) -> Span:
    """The words of a turn by its number, from 1."""
    turns = study.transcript(source.id).turns
    if not number.isdecimal() or not 1 <= int(number) <= len(turns):
        raise NotFound(f"'{source.title}' has turns 1 to {len(turns)}, and '{number}' is none of them.")
    return turns[int(number) - 1].words


def _version(study: Study, name: str | None) -> Guide:
    """The version with a name; the newest without one."""
    versions = all_guides(study)
    if not versions:
        raise NotFound(f"There is no interview guide in the study: utsaga guide {study.path} FILE.md")
    if name is None:
        return versions[-1]
    found = [guide for guide in versions if name_key(guide.name) == name_key(name)]
    if not found:
        near = nearest(name, [guide.name for guide in versions])
        raise NotFound(f"There is no guide '{name}' in the study{near}.")
    return found[0]
