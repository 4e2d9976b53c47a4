"""What several commands share: the study argument, the coder, JSON, opening a study."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from utsaga.cli.out import complain
from utsaga.cli.progress import ProgressLine
from utsaga.cli.ways import by_command
from utsaga.config import read_config
from utsaga.model.code import Code
from utsaga.model.codetree import split_path
from utsaga.model.errors import NotFound, ReadOnly, Refused
from utsaga.model.ids import coder_name
from utsaga.model.source import Source
from utsaga.nearest import nearest
from utsaga.study import Study
from utsaga.study.phrases import counted

F = TypeVar("F", bound=Callable[..., Any])


class NamedPath(click.Path):
    """A path that somebody names. An empty one, which a shell makes of a variable that is not set, is none:
    it would mean the folder where one is."""

    def __init__(self, *, folder: bool = True, file: bool = True) -> None:
        """Take a path; ``folder`` and ``file`` say whether one that is there may be that."""
        super().__init__(path_type=Path, dir_okay=folder, file_okay=file, readable=False)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path."""
        if not os.fspath(value):
            self.fail("An empty name is no path.", param, ctx)
        return super().convert(value, param, ctx)


study_argument = click.argument("study", type=NamedPath(file=False))
to_option = click.option(
    "--to", type=NamedPath(), metavar="FILE", help="Write the table as CSV ('-': print)."
)
replace_option = click.option(
    "--replace", is_flag=True, help="Replace FILE even if it is not as it was last written here."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
coder_option = click.option(
    "--coder", metavar="NAME", help="Who codes, instead of the name in the configuration."
)


where_option = click.option(
    "--where", metavar="FILTER", default="",
    help="Only words of those whom the filter chooses: 'round=2 and group=urban and not role=chef'.",
)  # fmt: skip


def coder_or_configured(coder: str | None) -> str:
    """The coder that an option names, else the configured one."""
    return coder_name(coder) if coder is not None else read_config().coder


@contextmanager
def open_study(
    path: Path,
    coder: str | None = None,
    *,
    write: bool = False,
    or_read: bool = False,
    notice: bool = True,
) -> Iterator[Study]:
    """A study, open for a command; one that only reads does not take the lock.

    With ``or_read`` a command that would write makes do with reading while somebody else writes.
    Without ``notice`` what was done to the texts outside is left to the command.

    Raises:
        ReadOnly: the command writes and somebody else does too.
    """
    with Study.open(path, coder=coder_or_configured(coder), write=write) as study:
        if said := study.at_start(by_command):
            complain(said)
        if write and not study.writable and not or_read:
            raise ReadOnly(f"{path}: {study.why_read_only}")
        if notice:
            notice_texts(study)
        yield study
        if study.held.unreadable:
            complain(
                f"{counted(len(study.held.unreadable), 'thing')} in the study cannot be read and "
                f"is left out here: utsaga check {path}"
            )


def write_file(study: Study, to: Path, text: str, *, replace: bool) -> None:
    """Write what a study gives into a file.

    Raises:
        Refused: somebody's work stands there and is not to be replaced.
        NotWritten: it cannot be written there.
    """
    from utsaga.writers.written import Written

    written = Written(study.path, study.coder)
    if written.would_lose(to) and not replace:
        raise Refused(f"{to} is there already, and not as it was last written here: --replace replaces it.")
    written.write(to, text)


def notice_texts(study: Study) -> None:
    """Take in what editors have done to the transcripts; a command that only reads tells."""
    from utsaga.study.living import outside

    line = ProgressLine()

    def progress(done: int, of: int) -> None:
        line.say(f"Looking for passages in changed transcripts: {done + 1:,} of {of:,}")

    try:
        said = outside.notice(study, progress=progress)
    finally:
        line.clear()
    for words in said:
        complain(words)


def readable(study: Study, sources: Iterable[Source]) -> tuple[list[Source], int]:
    """Those sources whose transcripts can be read; and the exit code, 1 when others are left out and told."""
    from utsaga.study.living import outside

    wanted = list(sources)
    left_out = outside.unreadable(study, wanted)
    for words in left_out.values():
        complain(words)
    return [source for source in wanted if source.id not in left_out], 1 if left_out else 0


def code_named(study: Study, name: str) -> Code:
    """The code with a path, or with a name that only one code has.

    Raises:
        NotFound: there is none, or there are several.
    """
    by_path = study.codes.at_path(split_path(name))
    if by_path is not None:
        return by_path
    named = study.codes.named(name)
    if len(named) == 1:
        return named[0]
    if named:
        paths = "; ".join(study.codes.path(code.id) for code in named)
        raise NotFound(f"Several codes are called '{name}'. Give the path: {paths}.")
    names = {code.name for _, code in study.codes.walk()}
    raise NotFound(f"There is no code '{name}' in the study{nearest(name, names)}.")
