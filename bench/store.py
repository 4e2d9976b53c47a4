"""What the store costs: one durable tag, opening, a snapshot, against stock TinyDB on the same records.

    python bench/store.py [--json] [--quick]

A study of 100 transcripts, codings of about 300 bytes, medians. The fsync row is the machine's own
share: what one fdatasync of a small append costs here, in the same folder.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from crash import TABLES, WHO, coding
from figures import Figure, main
from made_studies import folder
from utsaga.model.action import Action, Change, Table
from utsaga.model.ids import document_id, new_id, now
from utsaga.model.info import FORMAT
from utsaga.store import Store
from utsaga.store.disk import Disk

FILES = 100
TAG_CPU = "one tag: CPU beside the sync"


class CountingDisk(Disk):
    """Counts the syncs, and the CPU time that the system itself takes for the journal's."""

    syncs = 0
    seconds = 0.0

    def fdatasync(self, descriptor: int) -> None:
        """Sync and count."""
        self.syncs += 1
        start = time.thread_time()
        super().fdatasync(descriptor)
        self.seconds += time.thread_time() - start

    def fsync(self, descriptor: int) -> None:
        """Sync and count."""
        self.syncs += 1
        super().fsync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Sync and count."""
        self.syncs += 1
        super().sync_folder(folder)


def medians(
    work: Callable[[], object], times: int, besides: Callable[[], float] = lambda: 0.0
) -> tuple[float, float]:
    """Median wall time and median CPU time of this thread for one call, in milliseconds.

    ``besides`` counts the seconds of CPU that are not to be taken as the call's own.
    """
    walls, cpus = [], []
    for _ in range(times):
        start, cpu = time.perf_counter(), time.thread_time() - besides()
        work()
        walls.append(time.perf_counter() - start)
        cpus.append(time.thread_time() - besides() - cpu)
    return 1000 * statistics.median(walls), 1000 * statistics.median(cpus)


def tables_of(size: int, chance: random.Random) -> dict[Table, list[dict[str, Any]]]:
    """So many codings over a hundred transcripts."""
    tables = [Table(f"codings/intervju-{number}.{WHO}", "codings") for number in range(FILES)]
    return {table: [coding(chance) for _ in range(size // FILES)] for table in tables}


def study_of(path: Path, tables: dict[Table, list[dict[str, Any]]]) -> None:
    """A study with these codings, closed."""
    info = {"id": new_id(), "title": "Bench", "language": "sv", "format": FORMAT}
    info |= {"created": now(), "modified": now()}
    Store.create(path, who=WHO, records={Table("study", "study"): [info], **tables}).close()


def sync_alone(folder: Path) -> Figure:
    """What the machine takes for one small append and its sync."""
    descriptor = os.open(folder / "append", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    disk = Disk()

    def append() -> None:
        disk.write(descriptor, b"x" * 400)
        disk.fdatasync(descriptor)

    wall, _ = medians(append, 300)
    os.close(descriptor)
    return Figure("fdatasync of an append", wall, "ms")


def store_figures(path: Path, size: int, sync: float) -> Iterator[Figure]:
    """The store's own lines at one size."""
    chance = random.Random(size)
    wall, _ = medians(lambda: parsed(path), 3)
    yield Figure(f"json.loads of the same files, {size:,}", wall, "ms")
    wall, _ = medians(lambda: opened(path), 3)
    yield Figure(f"open, everything read, {size:,}", wall, "ms", 500)
    wall, _ = medians(lambda: Store.open(path, who=WHO).close(), 5)
    yield Figure(f"open and close, nothing read, {size:,}", wall, "ms")
    disk = CountingDisk()
    table = TABLES[0]
    with Store.open(path, who=WHO, disk=disk) as store:
        load(store)

        docs = (coding(chance) for _ in range(1_000))
        actions = iter(
            [Action("codings.add", WHO, (Change(table, str(doc["id"]), None, doc),)) for doc in docs]
        )

        def tag() -> None:
            store.commit(next(actions))

        tag()
        before = disk.syncs
        wall, cpu = medians(tag, 300, lambda: disk.seconds)
        yield Figure(f"one tag: wall, {size:,}", wall, "ms", 1 + sync)
        yield Figure(f"{TAG_CPU}, {size:,}", cpu, "ms", 0.05)
        yield Figure(f"one tag: syncs, {size:,}", (disk.syncs - before) / 300, "", 1)

        def snapshot() -> None:
            tag()
            store.flush()

        wall, cpu = medians(snapshot, 10)
        yield Figure(f"snapshot of a touched file: wall, {size:,}", wall, "ms")
        yield Figure(f"snapshot of a touched file: CPU, {size:,}", cpu, "ms")
        wall, _ = medians(store.poll, 5)
        yield Figure(f"a look outside, nothing changed, {size:,}", wall, "ms")


def opened(path: Path) -> None:
    """Open a study, read everything, and close it."""
    with Store.open(path, who=WHO) as store:
        load(store)


def parsed(path: Path) -> None:
    """What Python needs to read the same bytes as JSON and do nothing with them."""
    for file in (path / "codings").iterdir():
        json.loads(file.read_bytes())


def load(store: Store) -> int:
    """Read every coding."""
    return sum(len(store.records(table)) for table in store.tables("codings"))


def stock_figures(path: Path, size: int, records: list[dict[str, Any]]) -> Iterator[Figure]:
    """The same by stock TinyDB in one file."""
    path.write_text(json.dumps({"codings": {str(document_id(doc["id"])): doc for doc in records}}))
    chance = random.Random(size)
    with TinyDB(path) as tiny:
        table = tiny.table("codings")
        table.insert(coding(chance))
        wall, cpu = medians(lambda: table.insert(coding(chance)), max(3, 20_000 // size))
        yield Figure(f"stock TinyDB, one insert: wall, {size:,}", wall, "ms")
        yield Figure(f"stock TinyDB, one insert: CPU, {size:,}", cpu, "ms")
        yield Figure(f"stock TinyDB, one insert: syncs, {size:,}", 1, "")
    wall, _ = medians(lambda: len(TinyDB(path).table("codings")), 3)
    yield Figure(f"stock TinyDB, open and read, {size:,}", wall, "ms")


def figures(quick: bool) -> Iterator[Figure]:
    """All figures, the ratio between the sizes last."""
    sizes = [1_000, 10_000] if quick else [1_000, 10_000, 100_000]
    cpus = []
    with folder() as shared, tempfile.TemporaryDirectory(dir=shared) as own:
        within = Path(own)
        sync = sync_alone(within)
        yield sync
        for size in sizes:
            tables = tables_of(size, random.Random(size))
            study_of(within / f"study-{size}", tables)
            for figure in store_figures(within / f"study-{size}", size, sync.value):
                cpus += [figure.value] if figure.name.startswith(TAG_CPU) else []
                yield figure
            records = [doc for docs in tables.values() for doc in docs]
            yield from stock_figures(within / f"stock-{size}.json", size, records)
    yield Figure("one tag: CPU, largest study to smallest", cpus[-1] / cpus[0], "x", 1.5)


if __name__ == "__main__":
    sys.exit(main(__doc__, figures))
