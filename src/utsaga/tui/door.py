"""The way of every change from the screen to the study: checked, on disk, and only then shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from utsaga.model.action import Action
from utsaga.store import Pending
from utsaga.study import Study

T = TypeVar("T")


class Door:
    """Makes one change at a time, in the order in which they were asked for.

    A change is planned and checked on the screen's thread, written on the door's own, and finished on
    the screen's thread again: the screen never waits for the disk. A plan that takes long is made and
    checked on the door's thread, too; nobody else changes the study meanwhile, for it has the turn.
    """

    def __init__(self, study: Study) -> None:
        """Stand before a study."""
        self._study = study
        self._turn = asyncio.Lock()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._under_way: set[asyncio.Task[Any]] = set()

    @property
    def busy(self) -> bool:
        """Whether a change is being made."""
        return bool(self._under_way)

    async def make(
        self, plan: Callable[[], Action], done: Callable[[Action], None], *, aside: bool = False
    ) -> Action:
        """Make a change and call ``done`` once it is on disk, before the next change is planned.

        ``aside`` plans away from the screen's thread: the plan may look at the study and at nothing else.
        Once begun it is completed, whatever becomes of who asked.

        Raises:
            UtsagaError: the change cannot be made, and nothing was changed; or it came from ``done``.
        """
        return await self._completed(self._make(plan, done, aside=aside))

    async def look(self, work: Callable[[], T]) -> T:
        """Do what looks at the study and changes nothing, away from the screen's thread.

        Nobody changes the study meanwhile; once begun it is completed, too.
        """
        return await self._completed(self._look(work))

    async def _completed(self, work: Coroutine[None, None, T]) -> T:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def settled(self) -> None:
        """Wait until no change is being made."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    def close(self) -> None:
        """Wait for what is being written; further changes are not taken."""
        self._writer.shutdown(wait=True)

    async def _make(
        self, plan: Callable[[], Action], done: Callable[[Action], None], *, aside: bool
    ) -> Action:
        async with self._turn:
            pending = await self._on_writer(self._begin, plan) if aside else self._begin(plan)
            await self._on_writer(pending.write)
            self._study.finish(pending)
            done(pending.action)
            return pending.action

    async def _look(self, work: Callable[[], T]) -> T:
        async with self._turn:
            return await self._on_writer(work)

    def _begin(self, plan: Callable[[], Action]) -> Pending:
        return self._study.begin(plan())

    def _on_writer(self, work: Callable[..., T], *arguments: object) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(self._writer, work, *arguments)
