"""The command that writes the theme summary."""

from __future__ import annotations

from pathlib import Path

import click

from utsaga.analysis.attribution import Attribution
from utsaga.cli.out import give, remark, say
from utsaga.cli.parts import NamedPath, open_study, replace_option, study_argument, where_option, write_file
from utsaga.model.errors import Refused
from utsaga.study import Study
from utsaga.writers.chapter import LANGUAGES, Chapter, NotPlaced, Options, build
from utsaga.writers.markdown import render
from utsaga.writers.numbering import first_number


@click.command("export")
@study_argument
@click.option("--to", type=NamedPath(), required=True, metavar="FILE", help="The file; '-' prints.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of headings; the study's if not given.")
@click.option(
    "--number-from", metavar="N", default="", help="Number the headings; the first theme gets N (5.1)."
)
@click.option(
    "--attribution", type=click.Choice([style.value for style in Attribution]), default="speaker",
    show_default=True,
    help="What stands after a quote: a name, a number, what the speaker is, a place, or nothing.",
)  # fmt: skip
@click.option(
    "--interviewer/--no-interviewer", default=True, show_default=True, help="Keep the interviewer's words."
)
@click.option("--times", is_flag=True, help="After a quote also when it was said, where that is known.")
@click.option("--starred", is_flag=True, help="Only quotes marked to print.")
@where_option
@click.option("--codebook/--no-codebook", default=True, show_default=True, help="The codebook at the end.")
@replace_option
def export_command(
    study: Path,
    to: Path,
    lang: str | None,
    number_from: str,
    attribution: str,
    interviewer: bool,
    times: bool,
    starred: bool,
    where: str,
    codebook: bool,
    replace: bool,
) -> None:
    """Write themes, codes and quotes as a Markdown chapter.

    A file that no export of yours has written, or that was changed since, is not replaced unless you say so.

    The chapter is CommonMark. For Word: pandoc -f commonmark chapter.md -o chapter.docx (without
    -f commonmark, Pandoc turns straight quotation marks, -- and ... into typographic ones).
    """
    with open_study(study) as opened:
        options = Options(
            lang or opened.info.language,
            _number(number_from),
            Attribution(attribution),
            interviewer,
            starred,
            codebook,
            where,
            times,
        )
        chapter = _built(opened, options)
    text = render(chapter)
    if str(to) == "-":
        give(text)
        remark(chapter.lack)
        return
    write_file(opened, to, text, replace=replace)
    say(chapter.wrote(str(to)))


def _number(typed: str) -> str:
    try:
        return first_number(typed)
    except Refused as error:
        raise click.UsageError(f"--number-from: {error}") from None


def _built(study: Study, options: Options) -> Chapter:
    try:
        return build(study, options)
    except NotPlaced as error:
        raise NotPlaced(f"{error} utsaga review STUDY lists what waits.") from None
