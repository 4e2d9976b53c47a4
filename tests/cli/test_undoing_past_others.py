"""What can no longer be undone does not bar the way to what was done before it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import studies
from studies import named
from utsaga.study import Study
from utsaga.study.coding import codebook


def test_on_the_command_line_one_goes_past_what_can_no_longer_be_undone(tmp_path: Path, utsaga: Any) -> None:
    with studies.new(tmp_path / "s") as kims:
        kims.do(codebook.create(kims, "ett"))
        kims.do(codebook.create(kims, "tva"))
    with Study.open(tmp_path / "s", coder="bo") as bos:
        bos.do(codebook.rename(bos, named(bos, "tva"), "två"))
    for _ in range(2):
        done = utsaga("undo", tmp_path / "s", "--coder", "kim")
        assert done.code == 1
        assert "With --past the one before it is taken." in done.err
    done = utsaga("undo", tmp_path / "s", "--coder", "kim", "--past")
    assert (done.code, done.out) == (0, "Undo: new code 'ett'.\n")
    assert "Can no longer be undone: new code 'två'" in done.err
