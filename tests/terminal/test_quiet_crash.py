"""However the program fails, what it leaves on the terminal holds no word of an interview."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from utsaga.tui.terminal import crash
from utsaga.tui.terminal.contract import what_changed
from utsaga.tui.terminal.crash import QuietCrash

SAID = "Jag litar inte på chefen"


class Failing(QuietCrash, inherit_bindings=False):
    """An app that fails in some place, with an interview at hand there."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where

    def on_mount(self) -> None:
        said = SAID
        if self.where == "handler":
            raise KeyError(said)
        if self.where == "worker":
            self.run_worker(self.fail(said))
        elif self.where == "thread":
            self.run_worker(lambda: fail(SAID), thread=True)
        elif self.where == "timer":
            self.set_timer(0.001, lambda: fail(said))
        else:
            self.run_worker(self.write(said))

    async def fail(self, said: str) -> None:
        fail(said)

    async def write(self, said: str) -> None:
        with ThreadPoolExecutor(max_workers=1) as writer:
            await asyncio.get_running_loop().run_in_executor(writer, fail, said)


def fail(said: str) -> None:
    """Fail with an interview in a variable and in the message."""
    words = said.split()
    raise ValueError(f"{said}: {words}")


@pytest.mark.parametrize("where", ["handler", "worker", "thread", "timer", "writer"])
async def test_a_failure_is_told_by_its_kind_and_place(where: str, capfd: pytest.CaptureFixture[str]) -> None:
    app = Failing(where)
    async with asyncio.timeout(60):
        await app.run_async(headless=True)
    told = "".join(capfd.readouterr())
    assert "litar" not in told
    assert "Utsaga has failed" in told
    assert "test_quiet_crash.py" in told


async def test_where_textual_has_changed_nothing_is_told_at_all(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crash, "CONTRACT", crash.CONTRACT | {"textual.app:App._gone": ["self"]})
    app = Failing("handler")
    async with asyncio.timeout(60):
        await app.run_async(headless=True)
    assert "".join(capfd.readouterr()) == ""


def test_the_textual_that_is_installed_lets_failures_be_told_quietly() -> None:
    assert what_changed(crash.CONTRACT) == ""
