"""The options of the import that say how files are read and who speaks in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from utsaga.readers.time_units import UNITS

F = TypeVar("F", bound=Callable[..., Any])

_COLUMN = "in a table, by heading or number"


def reading_options(command: F) -> F:
    """The options that say how files are read; they have the names of ``readers.Options``."""
    return _with(
        command,
        click.option(
            "--encoding", metavar="NAME", help="Read the files in this encoding instead of the one found."
        ),
        click.option("--unwrap", is_flag=True, help="Join lines that were broken by hand or by a page."),
        click.option("--join", is_flag=True, help="Join neighbouring turns of one speaker."),
        click.option("--speaker-column", metavar="NAME", help=f"Who speaks, {_COLUMN}; '-' for none."),
        click.option("--text-column", metavar="NAME", help=f"The words, {_COLUMN}."),
        click.option("--time-column", metavar="NAME", help=f"When, {_COLUMN}; '-' for none."),
        click.option(
            "--time-unit", type=click.Choice(UNITS), help="What plain numbers in the column of times count."
        ),
    )


def speaker_options(command: F) -> F:
    """The options that correct who speaks."""
    return _with(
        command,
        click.option(
            "--speaker", "names", multiple=True, metavar="LABEL=NAME", help="Who a label is; may recur."
        ),
        click.option(
            "--interviewer", multiple=True, metavar="LABEL", help="The interviewer's label; may recur."
        ),
        click.option(
            "--not-speaker", multiple=True, metavar="LABEL", help="A label that is no speaker; may recur."
        ),
    )


def _with(command: F, *options: Callable[[F], F]) -> F:
    for option in reversed(options):
        command = option(command)
    return command
