"""The command for those who take part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from utsaga.cli.out import complain, give, print_json, print_table, remark, say, tell
from utsaga.cli.parts import (
    NamedPath,
    coder_option,
    json_option,
    open_study,
    replace_option,
    study_argument,
    to_option,
    write_file,
)
from utsaga.cli.progress import counting
from utsaga.model.action import Action
from utsaga.model.attribute import CHOICE, AttributeKind
from utsaga.model.codetree import name_key
from utsaga.study import Study
from utsaga.study.people import attributes, participants, participants_speakers, participants_table
from utsaga.study.phrases import counted
from utsaga.study.tables import how_read
from utsaga.writers import participants_table as written


@click.command("participants")
@study_argument
@click.argument("table", required=False, type=NamedPath())
@to_option
@replace_option
@click.option(
    "--kind", "kinds", multiple=True, metavar="NAME=KIND",
    help="An attribute is text, number, date or choice (choice:rural;urban); may recur.",
)  # fmt: skip
@click.option(
    "--forbid", multiple=True, metavar="NAME",
    help="Promise not to know an attribute: its values go, and none is taken any more; may recur.",
)  # fmt: skip
@click.option("--add", "new", multiple=True, metavar="NAME", help="Let somebody take part; may recur.")
@click.option("--remove", "gone", metavar="NAME", help="Take somebody out; the words stay.")
@click.option(
    "--from-speakers", is_flag=True, help="Make participants of all speakers whom nobody knows, as one step."
)
@click.option("--dry-run", is_flag=True, help="Say what TABLE would change; change nothing.")
@json_option
@coder_option
def participants_command(
    study: Path,
    table: Path | None,
    to: Path | None,
    replace: bool,
    kinds: Sequence[str],
    forbid: Sequence[str],
    new: Sequence[str],
    gone: str | None,
    from_speakers: bool,
    dry_run: bool,
    as_json: bool,
    coder: str | None,
) -> int:
    """List who takes part, take them from TABLE, a CSV file, or write that table.

    Columns: participant (a pseudonym or a number), source and speaker (where they speak), role, group,
    status, round (of the transcript), consent (its date), consent form, consent note; every other column
    is an attribute. A row without a source is about the participant everywhere, one without a participant
    about the transcript. An empty cell changes nothing, a cell "-" takes away. What cannot be understood
    is listed with its line: that row is left out, and the others go in. --to writes a row for every
    speaker, to be filled in; a file that was changed since is not replaced unless you say so.
    """
    alone = [to is not None, bool(new), gone is not None, from_speakers]
    if sum(alone) > 1 or (any(alone) and (table is not None or kinds or forbid)):
        raise click.UsageError("--to, --add, --remove and --from-speakers are each given alone.")
    if replace and to is None:
        raise click.UsageError("--replace goes with --to.")
    if dry_run and table is None:
        raise click.UsageError("--dry-run goes with a TABLE.")
    wanted = _kinds(kinds)
    changes = bool(forbid or wanted or new or gone is not None or from_speakers or table is not None)
    with open_study(study, coder, write=changes and not dry_run) as opened:
        if to is not None:
            _write(opened, to, replace, as_json)
        elif not changes:
            _list(opened, as_json)
        elif from_speakers:
            _do(opened, participants_speakers.from_speakers(opened), as_json)
        elif gone is not None:
            _do(opened, participants.remove(opened, participants.participant_named(opened, gone)), as_json)
        else:
            for name in new:
                _do(opened, participants.add(opened, name), as_json)
            if table is not None and forbid:  # nothing is forbidden where the table is refused for it
                participants_table.plan(opened, table, wanted, forbid)
            for name in forbid:
                _forbid(opened, name, f"utsaga undo {study}", dry_run=dry_run, as_json=as_json)
            if table is not None:
                return _take(opened, table, wanted, dry_run, as_json)
            for name, kind in wanted.items():
                _set_kind(opened, name, kind, as_json)
        if as_json and changes:
            _list(opened, as_json)
    return 0


def _do(study: Study, action: Action, as_json: bool, undo: str = "") -> None:
    """Make a change, and say what was done; a program is given the list afterwards."""
    done = study.do(action)
    if not as_json:
        say(study.tell(done, undo))


def _forbid(study: Study, name: str, undo: str, *, dry_run: bool, as_json: bool) -> None:
    """Forbid an attribute, or say that it would be."""
    action = attributes.forbid(study, name)
    if not dry_run:
        _do(study, action, as_json, undo if action.counts.get("participants", 0) else "")
    elif not as_json:
        say(f"Would {study.say(action)}.")


def _set_kind(study: Study, name: str, typed: str, as_json: bool) -> None:
    """Let an attribute be of a kind, declared if it is not there; ``choice:rural;urban`` names choices."""
    kind, choices = attributes.typed(typed)
    there = next((one for one in study.held.attributes if name_key(one.name) == name_key(name)), None)
    if there is None:
        study.do(attributes.declare(study, name, kind, choices))
    else:
        study.do(attributes.change(study, there, kind=kind, choices=choices or None))
    if not as_json:
        say(f"From now on '{name}' is a {kind}.")


def _take(study: Study, table: Path, kinds: dict[str, str], dry_run: bool, as_json: bool) -> int:
    plan = participants_table.plan(study, table, kinds)
    remark(how_read(table))
    if plan.action is not None and not dry_run:
        study.do(plan.action)
    counts = plan.action.counts if plan.action else {"participants": 0, "speakers": 0, "sources": 0}
    new = {kind.name: kind.kind for kind in plan.kinds}
    if as_json:
        problems = [{"line": problem.line, "why": problem.why} for problem in plan.problems]
        left_out = {"rows_left_out": plan.left_out}
        print_json({**counts, "new_attributes": new, "problems": problems, **left_out})
        return 1 if problems else 0
    for problem in plan.problems:
        complain(f"{table.name}, line {problem.line}: {problem.why}")
    if plan.left_out:
        rows = counted(plan.left_out, "row")
        complain(f"Left out whole: {rows}. Correct what is wrong and take the table again.")
    for kind in plan.unfit:
        complain(_fitting(kind))
    if new:
        words = ", ".join(f"{name} ({kind})" for name, kind in new.items())
        say(f"New attributes: {words}. --kind NAME=KIND changes what an attribute is.")
    if plan.action is None:
        say("Nothing of it could be taken in." if plan.problems else "The study says all of it already.")
    else:
        say(f"Would {study.say(plan.action)}." if dry_run else study.tell(plan.action))
    return 1 if plan.problems else 0


def _fitting(kind: AttributeKind) -> str:
    """What to do where values are not of a kind."""
    if kind.kind == CHOICE:
        choices = ";".join((*kind.choices, "…"))
        return f"Correct these values, or add them: --kind '{kind.name}=choice:{choices}'"
    return f"Correct these values, or take any words for '{kind.name}': --kind '{kind.name}=text'"


def _write(study: Study, to: Path, replace: bool, as_json: bool) -> None:
    content = written.render(study)
    if str(to) == "-":
        give(content)
        return
    write_file(study, to, content, replace=replace)
    tell(written.written_words(study, to), as_json)


def _list(study: Study, as_json: bool) -> None:
    found = written.listed(study, counting(study.sources, "Counting words: transcript"))
    if as_json:
        print_json(found)
        return
    if found:
        names = [kind.name for kind in study.held.attributes if not kind.forbidden]
        print_table(
            ("participant", "role", "group", "words", "speaks in", *names),
            [_row(one, names) for one in found],
        )
    forbidden = [kind.name for kind in study.held.attributes if kind.forbidden]
    if forbidden:
        say(f"Forbidden: {', '.join(forbidden)}.")
    unknown = len(written.untied(study))
    if unknown:
        say(f"{counted(unknown, 'speaker')} tied to nobody. A table to fill in: --to FILE.csv")
    elif not found:
        say("Nobody takes part yet: there are no speakers in the study.")


def _row(one: dict[str, Any], names: Sequence[str]) -> list[str]:
    places = [
        f"{place['source']}{' (round ' + place['round'] + ')' if place['round'] else ''}"
        for place in one["speaks"]
    ]
    roles = dict.fromkeys([place["role"] for place in one["speaks"]] or [one["role"]])
    groups = dict.fromkeys([place["group"] for place in one["speaks"]] or [one["group"]])
    status = "" if one["status"] == "taking part" else f" [{one['status']}]"
    return [
        f"{one['participant']}{status}",
        ", ".join(role for role in roles if role),
        ", ".join(group for group in groups if group),
        f"{one['words']:,}",
        ", ".join(places),
        *(one["attributes"].get(name, "") for name in names),
    ]


def _kinds(pairs: Sequence[str]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for pair in pairs:
        name, equals, kind = pair.rpartition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--kind takes NAME=KIND, not '{pair}'.")
        kinds[name.strip()] = kind.strip()
    return kinds
