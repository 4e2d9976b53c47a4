"""What stands in the folder into which a chapter is written is nobody's business but its owner's."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from utsaga.writers.file import NotWritten, write_text


def test_nothing_of_the_users_own_is_taken_for_something_half_written(tmp_path: Path) -> None:
    own = tmp_path / ".kapitel.md.tmp"
    own.write_text("mina egna anteckningar")
    write_text(tmp_path / "kapitel.md", "nytt")
    assert own.read_text() == "mina egna anteckningar"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kapitel.md.tmp", "kapitel.md"]


def test_two_who_write_one_chapter_at_once_both_succeed_and_one_of_them_stands(tmp_path: Path) -> None:
    target, failures = tmp_path / "kapitel.md", list[NotWritten]()

    def write(letter: str) -> None:
        try:
            for _ in range(30):
                write_text(target, letter * 5000)
        except NotWritten as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert target.read_text() in {letter * 5000 for letter in "abc"}
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_program_left_half_goes_with_the_next_chapter(tmp_path: Path) -> None:
    old, young = tmp_path / ".utsaga-0123456789abcdef.tmp", tmp_path / ".utsaga-fedcba9876543210.tmp"
    old.write_text("halva kapitlet")
    young.write_text("skrivs just nu")
    os.utime(old, (0, 0))
    write_text(tmp_path / "kapitel.md", "nytt")
    assert not old.exists()
    assert young.exists()
