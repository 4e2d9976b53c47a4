"""A command line in this process, with a configuration of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import studies
from utsaga.cli import run


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.out)


Utsaga = Callable[..., Said]


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration with the coder kim, and no other that could be found."""
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)  # put back what a command sets
    return config


@pytest.fixture
def utsaga(capsys: pytest.CaptureFixture[str]) -> Utsaga:
    """Runs a command line as a shell would, and says what came of it."""

    def call(*arguments: object) -> Said:
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a closed study with codings."""
    studies.coded(tmp_path / "studie").close()
    return tmp_path / "studie"
