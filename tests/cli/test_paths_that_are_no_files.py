"""Whatever stands at a path that somebody names, or keeps them from seeing it: words, and no waiting."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from utsaga.filepaths import Unseen, is_file, is_folder, is_there, read_at_most, real, working_folder

ENDLESS = "a" * 300


@pytest.fixture
def denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that may not be looked into, also where a test has all rights."""
    closed = tmp_path / "closed"
    stat, open_file = Path.stat, os.open

    def look(path: Path, **more: Any) -> os.stat_result:
        if closed in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **more)

    def opened(path: Any, *given: Any, **more: Any) -> int:
        if isinstance(path, str | Path) and closed in Path(path).parents:
            raise PermissionError(13, "Permission denied", str(path))
        return open_file(path, *given, **more)

    monkeypatch.setattr(Path, "stat", look)
    monkeypatch.setattr(os, "open", opened)
    closed.mkdir()
    return closed


@pytest.mark.parametrize("where", ["denied", "endless"])
@pytest.mark.parametrize(
    "command",
    [
        ["export", "STUDY", "--to", "PATH.md"],
        ["participants", "STUDY", "--to", "PATH.csv"],
        ["participants", "STUDY", "PATH.csv"],
        ["codes", "STUDY", "--import", "PATH.csv"],
        ["code", "STUDY", "PATH.csv"],
        ["guide", "STUDY", "PATH.md"],
        ["import", "STUDY", "PATH.txt"],
        ["check", "PATH"],
        ["quotes", "PATH", "tillit"],
        ["history", "PATH"],
        ["git", "PATH"],
        ["demo", "PATH"],
        ["new", "PATH"],
    ],
)
def test_a_path_that_cannot_be_looked_at_is_told_in_one_line(
    utsaga: Any, folder: Path, tmp_path: Path, denied: Path, command: list[str], where: str
) -> None:
    path = denied / "d" if where == "denied" else tmp_path / ENDLESS
    said = utsaga(*(word.replace("PATH", str(path)).replace("STUDY", str(folder)) for word in command))
    assert said.code == 1
    assert "an error of the program itself" not in said.err
    assert len(said.err.splitlines()) == 1


def test_a_configuration_that_cannot_be_looked_at_is_told(
    utsaga: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UTSAGA_CONFIG", str(tmp_path / ENDLESS))
    for command in ("keys", "paths"):
        said = utsaga(command)
        assert (said.code, "utsaga: File name too long: " in said.err) == (1, True)


def test_nothing_may_be_named_as_the_configuration(utsaga: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UTSAGA_CONFIG", os.devnull)
    assert utsaga("keys").code == 0


@pytest.mark.parametrize(
    "command",
    [
        ["participants", "STUDY", "PIPE"],
        ["codes", "STUDY", "--import", "PIPE"],
        ["code", "STUDY", "PIPE"],
        ["guide", "STUDY", "PIPE"],
        ["import", "STUDY", "PIPE"],
        ["replace", "STUDY", "PIPE"],
    ],
)
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(
    utsaga: Any, folder: Path, tmp_path: Path, command: list[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = utsaga(*(word.replace("PIPE", str(pipe)).replace("STUDY", str(folder)) for word in command))
    assert said.code == 1
    assert "is not a file but a device or a pipe" in said.err


def test_the_folder_that_one_works_in_may_be_gone(
    utsaga: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone := tmp_path / "gone").mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setenv("HOME", str(tmp_path))
    shutil.rmtree(gone)
    assert working_folder() == tmp_path
    for command in (["check", "study"], ["new", "study"], ["export", "study", "--to", "x.md"], ["demo"]):
        said = utsaga(*command)
        assert said.code in (1, 2)
        assert "an error of the program itself" not in said.err
    assert utsaga("check", folder).code == 0


def test_what_stands_at_a_path(tmp_path: Path) -> None:
    file, link, loop = tmp_path / "file", tmp_path / "link", tmp_path / "loop"
    file.write_bytes(b"abcd")
    link.symlink_to(file)
    loop.symlink_to(loop)
    assert [look(link) for look in (is_file, is_folder, is_there)] == [True, False, True]
    assert [look(tmp_path) for look in (is_file, is_folder, is_there)] == [False, True, True]
    assert not is_there(tmp_path / "nowhere")
    assert not is_there(file / "below")
    for path in (loop, tmp_path / "a\0b"):
        with pytest.raises(Unseen, match="cannot be looked at"):
            is_there(path)
    with pytest.raises(Unseen, match="not a path"):
        real(tmp_path / "a\0b")
    assert (read_at_most(file, 4), read_at_most(link, 2)) == (b"abcd", b"abc")
    for path in (tmp_path, loop, Path("/dev/null"), tmp_path / "a\0b"):
        with pytest.raises(OSError, match=r".") as caught:
            read_at_most(path, 10)
        assert caught.value.strerror
