"""What ``review`` lists and settles besides passages: versions that lost to a later change made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from utsaga.cli.out import say
from utsaga.model.action import Action
from utsaga.store.layout import STUDY
from utsaga.study import Study
from utsaga.study.living import kept, kept_changes
from utsaga.study.living.kept import KeptVersion
from utsaga.study.living.kept_words import about, differences, where
from utsaga.study.phrases import counted

_ID = 8
_LONGEST = 300
"""Characters shown of a value: a memo may fill pages."""


def settle_kept(
    study: Study, restore: Sequence[str], let_go: Sequence[str], tell: Callable[[Action], object]
) -> None:
    """Bring versions back and let others go, and tell of each change."""
    for wanted in restore:
        tell(study.do(kept_changes.restore(study, kept.with_id(study, wanted))))
    if let_go:
        named = [kept.with_id(study, wanted) for wanted in dict.fromkeys(let_go) if wanted != "all"]
        tell(study.do(kept_changes.drop(study, kept.all_kept(study) if "all" in let_go else named)))


def show_kept(study: Study, version: KeptVersion, wrote: str) -> None:
    """A version with its id, who wrote it if that is known, and in what it differs from what stands now."""
    by = f", by {wrote}" if wrote and version.file == STUDY else ""
    say(f"{version.id[:_ID]}  kept  {where(study, version)}, {about(study, version)}{by}")
    if kept.present(study, version) is None:
        say("    it has been deleted since")
    for name, then, now in differences(study, version):
        say(f"    {name}: kept {_short(then)}, now {_short(now)}")
    say()


def summary_of_kept(many: int) -> str:
    """How many versions are kept, and what to do with them."""
    which = "one" if many == 1 else "them"
    return (
        f"{counted(many, 'version')} that lost to a later change: --restore ID brings one back, "
        f"--let-go ID (or all) keeps {which} no longer."
    )


def kept_as_json(study: Study, version: KeptVersion, wrote: str) -> dict[str, Any]:
    """A version for a program; its ``coder`` is who wrote it, empty where that is not known."""
    return {
        "id": version.id,
        "kind": "version",
        "where": where(study, version),
        "what": about(study, version),
        "coder": wrote,
        "deleted": kept.present(study, version) is None,
        "differences": [one._asdict() for one in differences(study, version)],
    }


def _short(value: str) -> str:
    flat = " ".join(value.split())
    shown = flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]} ..."
    return f"'{shown}'" if shown else "nothing"
