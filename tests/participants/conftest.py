"""Studies with people in them, and a command line in this process."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import studies
from utsaga.cli import run
from utsaga.study import Study


@dataclass(frozen=True)
class Printed:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.out)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """The interviews with eight codings under three codes; nobody takes part yet."""
    with studies.coded(tmp_path / "study") as opened:
        yield opened


@pytest.fixture
def utsaga(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Printed]:
    """Runs a command line as a shell would, as the coder kim, and says what came of it."""
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)  # put back what a command sets

    def call(*arguments: object) -> Printed:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Printed(code, said.out, said.err)

    return call
