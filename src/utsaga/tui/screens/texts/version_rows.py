"""Versions that lost to a later change made elsewhere, as rows: what was kept beside what stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from utsaga.model.span import Span
from utsaga.study import Study
from utsaga.study.living.kept import KeptVersion, present
from utsaga.study.living.kept_words import Difference, about, differences, where
from utsaga.text.wording import differing
from utsaga.tui.parts import SHORT_NAME, Line, Part
from utsaga.tui.was_and_now import was_and_now, worded


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version that lost; ``gone`` says that what stood in its place has been deleted since."""

    version: KeptVersion
    what: str
    where: str
    differences: tuple[Difference, ...]
    gone: bool

    @property
    def id(self) -> str:
        """The id under which it is kept."""
        return self.version.id


def version_row(study: Study, version: KeptVersion) -> VersionRow:
    """A version as a row."""
    return VersionRow(
        version,
        about(study, version),
        where(study, version),
        tuple(differences(study, version)),
        present(study, version) is None,
    )


def look_of_version(row: VersionRow, width: int, accept: str, drop: str) -> Sequence[Line]:
    """What and where; below, the kept fields and those that stand now side by side, and the keys."""
    head = [
        Part(" "),
        Part(row.what, "strong", SHORT_NAME),
        Part("  "),
        Part(row.where, "muted", SHORT_NAME),
    ]
    why = "Deleted since." if row.gone else "Changed elsewhere, later."
    keys = f" {accept} brings this one back, {drop} lets it go." if accept else ""
    was: list[Part] = []
    now: list[Part] = []
    for number, (name, then, present_now) in enumerate(row.differences):
        apart = "; " if number else ""
        gone, come = differing(then, present_now)
        was += [Part(f"{apart}{name}: ", "muted"), *_valued(then, gone)]
        now += [Part(f"{apart}{name}: ", "muted"), *_valued(present_now, come)]
    if row.gone:
        now = [Part("Nothing.", "muted")]
    return [head, [Part(f" {why}{keys}", "warning")], *was_and_now(was, now, width, "kept"), []]


def _valued(value: str, marks: Sequence[Span]) -> list[Part]:
    return worded(value, marks) if value else [Part("nothing", "muted")]
