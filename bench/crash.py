"""Kill, fill and cut the power of a session that codes, and count what it had acknowledged and lost.

    python bench/crash.py [--kills 300] [--seconds 600] [--json]
    python bench/crash.py --no-fsync        # must report losses: a harness that cannot fail proves nothing

Rows: *kill* ends the process with SIGKILL at a random moment, also in the middle of recovery; *full disk*
and *failing fsync* let single calls fail while the session goes on, and end it with a kill; *power cut*
drops what was not synced, folder entries too; *control* is a power cut with the syncs taken out.
Lost: acknowledged changes that are not there, or refused ones that are. Unreadable: TinyDB files that
stock TinyDB cannot open, or studies that do not open at all.
"""

# ruff: noqa: T201 - the report is what this program is for

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tinydb import TinyDB

from disks import FailingDisk, FullDisk, PowerDisk
from utsaga.model.action import Action, Change, Table, TextChange
from utsaga.model.errors import UtsagaError
from utsaga.model.ids import new_id, now
from utsaga.model.info import FORMAT
from utsaga.store import NotSaved, Store, keeper, upkeep
from utsaga.store.disk import Disk

WHO = "kim"
TABLES = [Table(f"codings/intervju-{number}.{WHO}", "codings") for number in range(3)]
ROUNDS_IN_A_STUDY = 25


@dataclass
class Tally:
    """What one row of the table counts."""

    what: str
    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    refused: int = 0


@dataclass
class Promises:
    """What sessions have said: records that must be there, that must not, and those in the balance.

    A record is ``open`` while a session changes it, and ``unsure`` when one was killed over it.
    """

    kept: dict[str, Table] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    acknowledged: int = 0
    refused: int = 0

    def hear(self, line: str) -> None:
        """Take up one line that a session has said: ``? + - !``, a record's id and a table's number."""
        sign, record_id, table = line.split()
        if sign == "?":
            self.open.add(record_id)
            return
        self.open.discard(record_id)
        if sign in "+-":
            self.unsure.discard(record_id)
        if sign == "+":
            self.kept[record_id] = TABLES[int(table)]
            self.acknowledged += 1
        elif sign == "-":
            self.kept.pop(record_id, None)
            self.gone.add(record_id)
            self.acknowledged += 1
        else:  # refused: it must be as it was before
            self.refused += 1
            if record_id not in self.kept:
                self.gone.add(record_id)

    def end(self) -> None:
        """The session was killed: what it was changing may be as before, or changed."""
        self.unsure |= self.open
        self.open.clear()


def hurry() -> None:
    """Make a session write files and retire journals all the time: more moments to be hit in."""
    keeper.IDLE, keeper.RETRY = 0.002, 0.002
    upkeep.MOST_RECORDS = 20


def new_study(path: Path, disk: Disk | None = None) -> Store:
    """A study without codings."""
    info = {"id": new_id(), "title": "Crash", "language": "sv", "format": FORMAT}
    info |= {"created": now(), "modified": now()}
    return Store.create(path, who=WHO, records={Table("study", "study"): [info]}, disk=disk)


def coding(chance: random.Random) -> dict[str, object]:
    """A coding as the program makes them, about 300 bytes."""
    start = chance.randrange(50_000)
    return {
        "id": new_id(),
        "source": "0" * 32,
        "code": "1" * 32,
        "start": start,
        "end": start + 40,
        "quote": "ja precis alltså det är ju det som är så",
        "prefix": "och då sa hon att ",
        "suffix": " svårt att veta",
        "coder": WHO,
        "created": now(),
        "modified": now(),
        "starred": False,
    }


def act(store: Store, chance: random.Random, say: Callable[[str], None]) -> None:
    """One change: mostly a passage coded, sometimes one taken off, sometimes a text replaced."""
    number = chance.randrange(len(TABLES))
    table = TABLES[number]
    present = store.records(table)
    if present and chance.random() < 0.2:
        doc = dict(chance.choice(list(present.values())))
        change, sign = Change(table, str(doc["id"]), doc, None), "-"
    else:
        doc = coding(chance)
        change, sign = Change(table, str(doc["id"]), None, doc), "+"
    say(f"? {change.id} {number}\n")
    try:
        store.commit(Action("codings.change", WHO, (change,), texts(store, number, chance)))
    except NotSaved:
        say(f"! {change.id} {number}\n")
    else:
        say(f"{sign} {change.id} {number}\n")


def texts(store: Store, number: int, chance: random.Random) -> tuple[TextChange, ...]:
    """Now and then, a new text for a source."""
    if chance.random() > 0.05:
        return ()
    key = f"intervju-{number}"
    before = (
        store.keep_text(key, store.text(key)) if (store.path / f"transcripts/{key}.txt").exists() else None
    )
    return (TextChange(key, before, store.keep_text(key, f"I: Hej.\nA: {new_id()}\n")),)


def check(path: Path, promises: Promises, tally: Tally, *, write: bool) -> None:
    """Open what is left and count what is missing."""
    tally.unreadable += unreadable(path)
    balance = promises.open | promises.unsure
    sure = set(promises.kept) - balance
    try:
        with Store.open(path, who=WHO, write=write) as store:
            present = {record_id for table in store.tables("codings") for record_id in store.records(table)}
            heads = sum(1 for _ in store.history())
    except UtsagaError as error:
        print(f"{tally.what}: {error}", file=sys.stderr)
        tally.unreadable += 1
        tally.lost += len(sure)
        return
    missing, back = sure - present, (promises.gone - balance) & present
    forgotten = max(0, promises.acknowledged - heads)
    tally.lost += len(missing) + len(back) + forgotten
    if missing or back or forgotten:
        told = f"{len(missing)} missing, {len(back)} back again, {forgotten} not in the history"
        print(f"{tally.what}, round {tally.rounds}: {told}", file=sys.stderr)


def unreadable(path: Path) -> int:
    """How many TinyDB files of a study stock TinyDB cannot read."""
    bad = 0
    for file in [path / "study.json", *(path / "codings").glob("[!.]*.json")]:
        try:
            with TinyDB(file, access_mode="r") as tiny:
                for table in tiny.tables():
                    tiny.table(table).all()
        except (ValueError, OSError):
            bad += 1
    return bad


def session(path: Path, disk: Disk, seed: int, write_end: int) -> None:
    """Code until killed; every acknowledgement goes through the pipe."""
    chance = random.Random(seed)
    with Store.open(path, who=WHO, disk=disk) as store:
        while store.writable:
            with suppress(NotSaved):  # a text that could not be kept: nothing was promised
                act(store, chance, lambda line: os.write(write_end, line.encode()) and None)
            if isinstance(disk, FullDisk) and chance.random() < 0.1:
                disk.room += chance.randrange(20_000)


def kill_in_the_middle(path: Path, disk: Disk, seed: int, promises: Promises, seconds: float) -> None:
    """Run a session in a child, kill it after some seconds, and take up what it said."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            session(path, disk, seed, write_end)
        finally:
            os._exit(0)
    os.close(write_end)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(read_end, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    for line in said.splitlines(keepends=True):
        if line.endswith("\n"):
            promises.hear(line)
    promises.end()


def kills(
    what: str, rounds: int, make_disk: Callable[[random.Random], Disk], seed: int, until: float
) -> Tally:
    """Kill sessions at random moments, several in a row on each study, some of them while they recover."""
    chance = random.Random(seed)
    tally = Tally(what)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            if number % ROUNDS_IN_A_STUDY == 0:
                path, promises = Path(folder) / f"study-{number}", Promises()
                new_study(path).close()
            if time.monotonic() > until:
                break
            kill_in_the_middle(
                path, make_disk(chance), chance.random() * 1e9, promises, chance.uniform(0, 0.1)
            )
            tally.rounds += 1
            last = (number + 1) % ROUNDS_IN_A_STUDY == 0 or number + 1 == rounds
            check(path, promises, tally, write=last or chance.random() < 0.2)
            if last:
                tally.unreadable += unreadable(path)
                tally.acknowledged += promises.acknowledged
                tally.refused += promises.refused
                shutil.rmtree(path)
    return tally


def power_cuts(what: str, rounds: int, seed: int, until: float, *, syncing: bool = True) -> Tally:
    """Photograph, at random moments of sessions, what a power cut would leave, and look at each photo."""
    chance = random.Random(seed)
    tally = Tally(what)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            if time.monotonic() > until:
                break
            path, photo = Path(folder) / f"study-{number}", Path(folder) / f"photo-{number}"
            new_study(path).close()
            promises = code_until_cut(path, photo, chance, syncing=syncing)
            tally.rounds += 1
            tally.acknowledged += promises.acknowledged
            check(photo, promises, tally, write=True)
            shutil.rmtree(path)
            shutil.rmtree(photo)
    return tally


def code_until_cut(path: Path, photo: Path, chance: random.Random, *, syncing: bool) -> Promises:
    """Code until the power goes at a random call; returns what had been promised by then."""
    promises, at_cut = Promises(), Promises()
    moment = chance.randrange(1, 600)

    def cut(disk: PowerDisk) -> None:
        if disk.calls == moment:
            at_cut.kept, at_cut.gone, at_cut.open = (
                dict(promises.kept),
                set(promises.gone),
                set(promises.open),
            )
            at_cut.acknowledged = promises.acknowledged
            disk.photograph(photo, chance)

    disk = PowerDisk(path.resolve(), syncing=syncing, cut=cut)
    with Store.open(path, who=WHO, disk=disk) as store:
        while not photo.exists():
            act(store, chance, lambda line: promises.hear(line))
    return at_cut


def full(chance: random.Random) -> Disk:
    """A disk that runs full after some kilobytes, and is freed a little now and then."""
    return FullDisk(
        chance.randrange(20_000, 200_000), chance.choice((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
    )


def flaky(chance: random.Random) -> Disk:
    """A disk of which every twentieth sync fails."""
    own = random.Random(chance.random())
    return FailingDisk(lambda call: "sync" in call and own.random() < 0.05)


def run(rounds: int, seconds: float, seed: int, *, syncing: bool) -> Iterator[Tally]:
    """All rows, one after the other."""
    until = time.monotonic() + seconds
    few = max(1, rounds // 6)
    if not syncing:
        yield power_cuts("power cut, no fsync", few, seed, until, syncing=False)
        return
    yield kills("kill", rounds, lambda _: Disk(), seed, until)
    yield kills("full disk", few, full, seed + 1, until)
    yield kills("failing fsync", few, flaky, seed + 2, until)
    yield power_cuts("power cut", 2 * few, seed + 3, until)


def main() -> int:
    """Print the table; 1 when anything was lost or unreadable."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300, help="how many sessions to kill (default 300)")
    parser.add_argument("--seconds", type=float, default=3600, help="stop after so many seconds")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="repeat a run")
    parser.add_argument("--no-fsync", action="store_true", help="take fsync out: must lose")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    hurry()
    lost = 0
    if not options.json:
        print(f"seed {options.seed}")
        print(f"{'':22}{'rounds':>8}{'acknowledged':>14}{'refused':>9}{'lost':>7}{'unreadable':>12}")
    for tally in run(options.kills, options.seconds, options.seed, syncing=not options.no_fsync):
        lost += tally.lost + tally.unreadable
        if options.json:
            print(json.dumps({**asdict(tally), "seed": options.seed}), flush=True)
        else:
            print(
                f"{tally.what:22}{tally.rounds:>8}{tally.acknowledged:>14}{tally.refused:>9}"
                f"{tally.lost:>7}{tally.unreadable:>12}",
                flush=True,
            )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
