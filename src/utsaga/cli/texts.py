"""The command that brings transcripts in, with a preview."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from utsaga.cli.import_options import reading_options, speaker_options
from utsaga.cli.incoming import Preview, problem_of, show
from utsaga.cli.incoming import as_json as preview_as_json
from utsaga.cli.out import complain, print_json, say
from utsaga.cli.parts import NamedPath, coder_option, json_option, open_study, study_argument
from utsaga.cli.progress import ProgressLine
from utsaga.cli.stopping import Stop, stoppable
from utsaga.model.errors import UtsagaError
from utsaga.readers import Options
from utsaga.study import Study, sources
from utsaga.study.incoming.arriving import Corrections, Incoming, look_at, with_twin
from utsaga.study.incoming.comment_codes import CommentCodes
from utsaga.study.incoming.files import files_at
from utsaga.study.incoming.meaning import CommentsAs, CommentUse
from utsaga.study.phrases import counted
from utsaga.text.safe import shown_path

_STOPPED = 130


@click.command("import")
@study_argument
@click.argument("files", nargs=-1, required=True, type=NamedPath())
@click.option("--dry-run", is_flag=True, help="Show what would come in; write nothing.")
@click.option("--title", metavar="TEXT", help="Title of the transcript (with one file).")
@click.option(
    "--comments", type=click.Choice([use.value for use in CommentsAs]), default=CommentsAs.MEMOS.value,
    help="What comments of documents become: codes on their passages, memos in the margin (if not said), "
    "or nothing.",
)  # fmt: skip
@click.option("--skip-resolved", is_flag=True, help="Leave comments out that are marked as resolved.")
@reading_options
@speaker_options
@json_option
@coder_option
def import_command(
    study: Path,
    files: Sequence[Path],
    dry_run: bool,
    title: str | None,
    comments: str,
    skip_resolved: bool,
    names: Sequence[str],
    interviewer: Sequence[str],
    not_speaker: Sequence[str],
    as_json: bool,
    coder: str | None,
    **reading: Any,
) -> int:
    """Bring transcript FILES into STUDY; they are copied, never changed.

    A folder stands for all files in it and in its subfolders. Formats are told by content: text,
    Markdown, docx, odt, rtf, HTML, WebVTT, SRT, CSV, Whisper and oTranscribe; PDF with the extra
    'utsaga[pdf]'. All that goes in is one step to undo. Ctrl+C stops after the file in hand; what was
    read goes in.
    """
    found, problems = _found(files)
    if title and len(found) != 1:
        raise click.UsageError("--title goes with one file.")
    corrections = Corrections(_names(names), frozenset(interviewer), frozenset(not_speaker))
    use = CommentUse(CommentsAs(comments), resolved=not skip_resolved)
    with open_study(study, coder, write=not dry_run) as opened, stoppable() as stop:
        looks = _Looks(opened, Options(**reading), corrections, use, quiet=as_json)
        looks.take(found, stop)
        wanted = [item.new_source(title) for item in looks.items if item.goes_in(use)]
        if wanted and not dry_run:
            opened.do(sources.add(opened, wanted, use))
    if as_json:
        print_json(looks.shown)
    elif wanted or len(looks.items) + len(problems) != 1:  # else it is all said by why the file did not go in
        say(_went_in(looks.items, use, dry_run=dry_run))
    return _ending([*problems, *looks.problems], stop.asked, len(found) - len(looks.items))


class _Looks:
    """Files looked at one after the other, each shown when it has been read."""

    def __init__(
        self, study: Study, options: Options, corrections: Corrections, use: CommentUse, *, quiet: bool
    ) -> None:
        self._study = study
        self._options = options
        self._corrections = corrections
        self._use = use
        self._quiet = quiet
        self._progress = ProgressLine(beside=True)
        self._labels: set[str] = set()
        self._codes = CommentCodes(study)
        self.shown: list[dict[str, Any]] = []
        self.items: list[Incoming] = []

    def take(self, files: Sequence[tuple[Path, str]], stop: Stop) -> None:
        """Look at files until all have been, or somebody asks to stop."""
        lenient = len(files) > 1
        for number, (path, name) in enumerate(files, 1):
            if stop.asked:
                break
            which = f"{number}/{len(files)} " if lenient else ""
            self._progress.say(f"{which}{name}")
            item = look_at(
                path,
                self._options,
                name=name,
                corrected=lambda reading: self._corrections.apply(reading, lenient=lenient),
            )
            if item.reading is not None:
                self._labels |= {one.label for one in item.reading.proposal.candidates}
            self.items.append(with_twin(self._study, item, self.items))
            self._progress.clear()
            preview = Preview(self.items[-1], self._use, self._codes)
            if self._quiet:
                self.shown.append(preview_as_json(preview))
            else:
                show(preview, which)

    @property
    def problems(self) -> list[str]:
        """What did not go in, and why, a line each."""
        files = [
            _of_file(item.path, problem) for item in self.items if (problem := problem_of(item, self._use))
        ]
        unknown = sorted(self._corrections.labels - self._labels) if len(self.items) > 1 else []
        return files + [f"No line of these files begins with '{label}' as a label." for label in unknown]


def _went_in(items: Sequence[Incoming], use: CommentUse, *, dry_run: bool) -> str:
    """How many transcripts went in, and how many files of which the comments did alone, as a sentence."""
    going = [item for item in items if item.goes_in(use)]
    alone = [item for item in going if item.onto]
    said = []
    if len(alone) < len(going) or not alone:
        said.append(counted(len(going) - len(alone), "transcript"))
    if alone:
        comments = sum(len(use.wanted(item.comments)) for item in alone)
        said.append(
            f"{counted(comments, 'comment')} of {counted(len(alone), 'file')} with a text that is there"
        )
    return f"{'Would import' if dry_run else 'Imported'} {' and '.join(said)}."


def _found(paths: Sequence[Path]) -> tuple[list[tuple[Path, str]], list[str]]:
    """The files that paths stand for, each once with what it is called, and the paths that lead to none."""
    found: dict[Path, str] = {}
    problems = []
    for path in paths:
        try:
            below = files_at(path) if path.is_dir() else None
        except (UtsagaError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            named = f"'{shown_path(path)}' cannot be read: {reason}."
            problems.append(_of_file(path, named if reason else str(error)))
            continue
        if below is None:
            found.setdefault(path, path.name or str(path))
            continue
        for file in below.files:
            found.setdefault(file, str(file.relative_to(path)))
        for words in below.left_out:
            complain(f"{path}: {words}")
    return list(found.items()), problems


def _of_file(path: Path, why: str) -> str:
    """Why a file does not go in, with its path in it once."""
    whole, name = f"'{shown_path(path)}'", f"'{shown_path(path.name)}'"
    if whole in why:
        return why
    if why.startswith(name):
        return f"{whole}{why.removeprefix(name)}"
    stop = "" if why.endswith(".") else "."
    return f"{whole} {why}{stop}" if why[:1].islower() else f"{whole}: {why}"


def _ending(problems: Sequence[str], stopped: bool, unread: int) -> int:
    """Say at the end what did not go in; the exit code."""
    if len(problems) > 1:
        complain(f"{len(problems)} did not go in:")
    for problem in problems:
        complain(problem)
    if stopped and unread:
        complain(f"Stopped with {counted(unread, 'file')} not looked at. The same command goes on there.")
        return _STOPPED
    return 1 if problems else 0


def _names(pairs: Sequence[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for pair in pairs:
        label, equals, name = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--speaker takes LABEL=NAME, not '{pair}'.")
        names[label.strip()] = name.strip()
    return names
