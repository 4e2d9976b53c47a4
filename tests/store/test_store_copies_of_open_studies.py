"""A folder that was copied while its study was open is a study of its own; the open one stays guarded."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_studies import KIM, adding, coding, new_study

from utsaga.store import Store, check_files
from utsaga.store.disk import Disk

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux shows which files a process has open"
)


class LyingLock(Disk):
    """A network file system that grants every lock to everybody."""

    def lock(self, descriptor: int) -> bool:  # noqa: ARG002 - the lie
        return True


@contextmanager
def open_elsewhere(path: Path, disk: Disk | None = None) -> Iterator[None]:
    """Another process has the study open, with a coding that stands in the journal."""
    ready, go = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            store = Store.open(path, who="kim", disk=disk)
            store.commit(adding(coding()))
            os.write(ready[1], b"x")
            os.read(go[0], 1)
            store.close()
            code = 0
        finally:
            os._exit(code)
    os.close(ready[1])
    try:
        assert os.read(ready[0], 1) == b"x"
        yield
    finally:
        os.write(go[1], b"x")
        _, status = os.waitpid(child, 0)
        for end in (ready[0], *go):
            os.close(end)
    assert status == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    new_study(tmp_path / "studie").close()
    return tmp_path / "studie"


@pytest.mark.parametrize("disk", [Disk(), LyingLock()], ids=["locks", "no locks"])
def test_a_copy_opens_for_writing_with_all_that_was_saved_and_the_original_stays_with_its_writer(
    path: Path, disk: Disk
) -> None:
    copy = path.with_name("kopia")
    with open_elsewhere(path, disk):
        shutil.copytree(path, copy)
        with Store.open(copy, who="eva", disk=disk) as store:
            assert store.writable
            assert len(store.records(KIM)) == 1
            store.commit(adding(coding(9)))
        with Store.open(path, who="eva", disk=disk) as second:
            assert not second.writable
            assert len(second.records(KIM)) == 1
    assert check_files(copy) == []
    assert not list(copy.rglob("probe-*"))
    with Store.open(path, who="kim") as store:
        assert (store.writable, len(store.records(KIM))) == (True, 1)


def test_without_locks_another_path_to_the_same_folder_is_no_copy(path: Path) -> None:
    other = path.with_name("genväg")
    other.symlink_to(path)
    with open_elsewhere(path, LyingLock()), Store.open(other, who="eva", disk=LyingLock()) as second:
        assert not second.writable


def test_without_locks_a_lock_file_that_was_put_back_proves_nothing(path: Path) -> None:
    """A backup brought back over an open study has another lock file; its journal still has its writer."""
    with open_elsewhere(path, LyingLock()):
        lock = path / ".local/lock"
        content = lock.read_bytes()
        lock.unlink()
        lock.write_bytes(content)
        with Store.open(path, who="eva", disk=LyingLock()) as second:
            assert not second.writable
            assert "copy it again when it is closed" in second.why_read_only
