"""Commands that take and give tables: codings, and the codebook."""

from __future__ import annotations

from pathlib import Path

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
from utsaga.study.coding import codebook_table, coding_table
from utsaga.study.phrases import counted
from utsaga.study.tables import how_read
from utsaga.writers import codebook_table as written


@click.command("code")
@study_argument
@click.argument("table", type=NamedPath())
@click.option("--dry-run", is_flag=True, help="Say what would be placed; change nothing.")
@json_option
@coder_option
def code_command(study: Path, table: Path, dry_run: bool, as_json: bool, coder: str | None) -> int:
    """Code passages from TABLE, a CSV file, as one step that can be undone.

    Columns: source, quote, code, and if need be speaker, occurrence, coder, memo. A quote is found
    exactly, or where only white space and line breaks differ. Codes are paths (Theme / Category / code),
    created when missing. What cannot be placed is listed with its line, and the rest goes in.
    """
    with open_study(study, coder, write=not dry_run) as opened:
        plan = coding_table.plan(opened, table)
        remark(how_read(table))
        if plan.action is not None and not dry_run:
            opened.do(plan.action)
    if as_json:
        problems = [{"line": problem.line, "why": problem.why} for problem in plan.problems]
        print_json({"placed": plan.placed, "already_there": plan.known, "problems": problems})
    else:
        for problem in plan.problems:
            complain(f"{table.name}, line {problem.line}: {problem.why}")
        known = f"; already there: {plan.known}" if plan.known else ""
        say(f"{'Would code' if dry_run else 'Coded'} {counted(plan.placed, 'passage')}{known}.")
    return 1 if plan.problems else 0


@click.command("codes")
@study_argument
@click.option(
    "--import", "table", type=NamedPath(), metavar="TABLE",
    help="Take codes, definitions, memos and pins from a CSV file with the columns that --to writes.",
)  # fmt: skip
@to_option
@replace_option
@json_option
@coder_option
def codes_command(
    study: Path, table: Path | None, to: Path | None, replace: bool, as_json: bool, coder: str | None
) -> None:
    """List the codebook, take it from a table, or write it as one.

    A file that --to has not written, or that was changed since, is not replaced unless you say so.
    """
    if table is not None and to is not None:
        raise click.UsageError("--import and --to do not go together.")
    if replace and to is None:
        raise click.UsageError("--replace goes with --to.")
    with open_study(study, coder, write=table is not None) as opened:
        if table is not None:
            planned = codebook_table.plan(opened, table)
            remark(how_read(table))
            action = opened.do(planned)
            if not as_json:
                say(f"{counted(action.counts['codes'], 'code')} new or changed.")
                return
        if to is not None:
            content = written.render(opened)
            if str(to) == "-":
                give(content)
            else:
                write_file(opened, to, content, replace=replace)
                tell(f"Wrote {counted(len(opened.codes), 'code')} to {to}.", as_json)
            return
        rows = written.rows(opened)
    if as_json:
        print_json([{**row, "passages": int(row["passages"])} for row in rows])
    elif not rows:
        say(
            "There are no codes yet. Code a passage on the screen, "
            "or bring a codebook: utsaga codes STUDY --import TABLE"
        )
    else:
        columns = ("passages", "pin", "code")
        print_table(columns, [[row[column] for column in columns] for row in rows])
