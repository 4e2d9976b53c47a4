"""Where the command line opens the screen, without Click: a start has no need of it."""

from __future__ import annotations

from pathlib import Path

from utsaga.config import read_config


def show(study: Path) -> int:
    """A study on the screen, by the configuration, until its reader leaves; the exit code.

    Raises:
        UtsagaError: the configuration or the study cannot be read.
    """
    from utsaga.tui import run

    return run(study, read_config())
