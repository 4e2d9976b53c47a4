"""The parts of Textual that the output stands on are there; where they are not, Textual draws."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App

from utsaga.tui.terminal import output
from utsaga.tui.terminal.output import erases_with_background, install


def test_the_textual_that_is_installed_is_as_it_is_needed() -> None:
    assert install(App(), environ={}).stock == ""


def test_it_can_be_turned_off() -> None:
    app = App[None]()
    before = app.driver_class
    assert install(app, environ={"UTSAGA_OUTPUT": "stock"}).stock == "UTSAGA_OUTPUT=stock"
    assert "_display" not in vars(app)
    assert app.driver_class is before


@pytest.mark.parametrize(
    "changed",
    [
        {"textual._compositor:LayoutUpdate": ["lines"]},
        {"textual._compositor:Gone": []},
        {"textual._gone:Gone.attribute": []},
    ],
)
def test_a_part_that_has_changed_is_named_and_textual_draws(
    changed: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "CONTRACT", output.CONTRACT | changed)
    app = App[None]()
    assert next(iter(changed)) in install(app, environ={}).stock
    assert "_display" not in vars(app)


def test_an_app_that_draws_by_itself_is_left_alone() -> None:
    class Own(App[None]):
        def _display(self, screen: Any, renderable: Any) -> None:
            """Its own way."""

    assert "by itself" in install(Own(), environ={}).stock


@pytest.mark.parametrize(
    ("environ", "does"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, True),
        ({"TERM": "vt220"}, False),
    ],
)
def test_only_some_terminals_erase_with_the_background(environ: dict[str, str], does: bool) -> None:
    assert erases_with_background(environ) is does
