"""What a session has when it is the one that writes a study, and how it comes to have it."""

from __future__ import annotations

from collections.abc import Callable

from utsaga.model.info import FORMAT
from utsaga.store.claim import Claim
from utsaga.store.disk import Disk
from utsaga.store.follow import Merger
from utsaga.store.keeper import Keeper
from utsaga.store.layout import Layout
from utsaga.store.ledger import Ledger
from utsaga.store.shelf import Shelf
from utsaga.store.texts import Texts
from utsaga.store.tidy import in_use, tidy
from utsaga.store.upkeep import Upkeep


class Writing:
    """The claim, and everything that works under it."""

    def __init__(
        self, layout: Layout, disk: Disk, claimed: Claim, shelf: Shelf, texts: Texts, who: str
    ) -> None:
        """Begin to write; ``begin`` is the way here."""
        self.claim = claimed
        self.ledger = Ledger(shelf, texts, claimed.journal)
        self.merger = Merger(claimed, shelf, texts, self.ledger, who)
        self.upkeep = Upkeep(layout, disk, claimed, shelf, texts, self.ledger)
        self.keeper = Keeper(self.upkeep.run)


def begin(
    layout: Layout,
    disk: Disk,
    claimed: Claim,
    shelf: Shelf,
    texts: Texts,
    who: str,
    *,
    bring_up: Callable[[], object],
) -> Writing:
    """Begin to write under a claim, once ``bring_up`` has put into memory what others have left behind.

    Raises:
        UtsagaError: what was left behind cannot be read; the claim has been given back.
    """
    try:
        tidy(disk, in_use(layout))
        bring_up()
        if shelf.version != FORMAT:
            for file in shelf.names():
                shelf.held(file)
                shelf.owe(file, 0)
    except BaseException:
        claimed.release()
        raise
    writing = Writing(layout, disk, claimed, shelf, texts, who)
    if claimed.left or shelf.unsynced:
        writing.keeper.poke(now=True)
    return writing
