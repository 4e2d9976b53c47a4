"""The only code that touches a study's disk: TinyDB files, journal, lock, history."""

from utsaga.store.check import Finding, check_files
from utsaga.store.errors import BadFile, Damaged, NewerFormat, NotSaved, NotUtf8
from utsaga.store.follow import Seen
from utsaga.store.ledger import Pending
from utsaga.store.lock import Holder
from utsaga.store.records import Records
from utsaga.store.recovery import Recovery
from utsaga.store.repair import repair
from utsaga.store.store import Store
from utsaga.store.tinyfile import StudyFile

__all__ = [
    "BadFile",
    "Damaged",
    "Finding",
    "Holder",
    "NewerFormat",
    "NotSaved",
    "NotUtf8",
    "Pending",
    "Records",
    "Recovery",
    "Seen",
    "Store",
    "StudyFile",
    "check_files",
    "repair",
]
