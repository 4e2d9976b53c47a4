"""The command that replaces names and other words in all transcripts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from utsaga.cli.out import print_json, remark, say
from utsaga.cli.parts import NamedPath, coder_option, json_option, open_study, study_argument
from utsaga.cli.progress import ProgressLine
from utsaga.cli.ways import by_command
from utsaga.model.action import Action
from utsaga.study import Study
from utsaga.study.living import replacing
from utsaga.study.living.originals import UNREACHED, Erasing
from utsaga.study.living.replacing import Hit, Rule
from utsaga.study.phrases import counted
from utsaga.study.tables import how_read

_AROUND = 40


@click.command("replace")
@study_argument
@click.argument("table", required=False, type=NamedPath(folder=False))
@click.option("--dry-run", is_flag=True, help="Show the hits in their context; change nothing.")
@click.option("--all", "everything", is_flag=True, help="Replace all hits but offered forms.")
@click.option("--forms", is_flag=True, help="With --all: offered forms, too.")
@click.option("--only", metavar="1,3,7-9", help="Replace the hits with these numbers alone.")
@click.option(
    "--erase-originals",
    is_flag=True,
    help="Erase what is left of replaced words in history, old texts and backups; cannot be undone.",
)
@click.option("--yes", is_flag=True, help="With --erase-originals: do it.")
@json_option
@coder_option
def replace_command(
    study: Path,
    table: Path | None,
    dry_run: bool,
    everything: bool,
    forms: bool,
    only: str | None,
    erase_originals: bool,
    yes: bool,
    as_json: bool,
    coder: str | None,
) -> int:
    """Replace words in all transcripts by TABLE, a CSV file with the columns original and replacement.

    Whole words are found, whatever their case. Other forms (Göteborgs, Göteborgsstad, göteborgska) are
    offered and replaced when a column forms names them (Göteborgs=Västerstads; Göteborgsstad), with --forms
    or --only; what becomes itself there (Annars=Annars) is another word and stays. Without --all or --only
    the hits are listed and nothing is changed. Codings follow, one undo takes all back, and the list is kept
    in the study's .local folder, which is never shared.

    --erase-originals erases the words of that list, and those of a TABLE: it says where such words still
    stand (codes, memos, titles), and may be given again when they are gone from there. In titles, labels and
    names of codes and files a word counts however it is joined and spelt (01_goran_r1). Exit code 1 while
    any stand, or forms that were only offered.
    """
    if (everything and only) or (forms and not everything):
        raise click.UsageError("Give --all (with or without --forms), or --only.")
    if erase_originals:
        if dry_run or everything or only is not None or as_json:
            raise click.UsageError("--erase-originals goes with a TABLE and --yes alone.")
        return _erase(study, coder, _rules(table) if table else [], yes=yes)
    if table is None:
        raise click.UsageError("Name the TABLE with the columns original and replacement.")
    changes = (everything or only is not None) and not dry_run
    rules = _rules(table)
    with open_study(study, coder, write=changes) as opened:
        hits = replacing.find(opened, rules)
        chosen = replacing.chosen(hits, _numbers(only) if only is not None else None, forms=forms)
        numbers = {hit.number for hit in chosen}
        rows = [_hit(opened, hit, hit.number in numbers) for hit in hits] if as_json or not changes else []
        words = ""
        if changes:
            action = _planned(opened, chosen, rules)
            replacing.keep(opened, rules, chosen)  # first: what is replaced and not listed is never erased
            words = opened.tell(opened.do(action))
            left = [hit.found for hit in hits if hit.offered and hit.number not in numbers]
            words = " ".join(filter(None, (words, replacing.forms_left(left, by_command))))
    if as_json:
        print_json(rows)
    elif changes:
        say(words)
    else:
        _list(rows)
    return 0 if hits else 1


def _rules(table: Path) -> list[Rule]:
    rules = replacing.read_rules(table)
    remark(how_read(table))
    return rules


def _planned(study: Study, hits: Sequence[Hit], rules: Sequence[Rule]) -> Action:
    line = ProgressLine()
    try:
        return replacing.make(
            study, hits, rules, lambda done, of: line.say(f"Replacing: transcript {done + 1:,} of {of:,}")
        )
    finally:
        line.clear()


def _erase(study: Path, coder: str | None, rules: Sequence[Rule], *, yes: bool) -> int:
    with open_study(study, coder, write=yes) as opened:
        erasing = Erasing(opened, rules)
        if not yes:
            left = erasing.forms_in_words(by_command)
            say(" ".join(filter(None, (erasing.question, left, UNREACHED, "--yes erases."))))
            return 1
        erasing.begin()
        erased = erasing.wipe()
    say(erased.in_words(by_command))
    return 0 if erased.complete else 1


def _list(rows: Sequence[dict[str, Any]]) -> None:
    for row in rows:
        context = " ".join(f"{row['before']}>{row['found']}<{row['after']}".split())
        offered = "  [form, offered]" if row["offered"] else ""
        say(f"{row['number']:>4} {row['source']}: {context} -> {row['replacement']}{offered}")
    wanted = sum(row["chosen"] for row in rows)
    say(f"{counted(len(rows), 'hit')}, {wanted:,} would be replaced. --all or --only replaces.")


def _hit(study: Study, hit: Hit, chosen: bool) -> dict[str, Any]:
    text = study.transcript(hit.source.id).text
    return {
        "number": hit.number,
        "source": hit.source.title,
        "start": hit.start,
        "end": hit.end,
        "before": text[max(0, hit.start - _AROUND) : hit.start],
        "found": hit.found,
        "after": text[hit.end : hit.end + _AROUND],
        "replacement": hit.replacement,
        "offered": hit.offered,
        "chosen": chosen,
    }


def _numbers(said: str) -> set[int]:
    numbers: set[int] = set()
    for part in said.split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()) or len(first + last) > 12:
            raise click.UsageError(f"--only takes numbers such as 1,3,7-9, not '{said}'.")
        if int(last or first) - int(first) > 1_000_000:
            raise click.UsageError("--only takes ranges of a million hits at most.")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers
