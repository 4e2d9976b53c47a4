"""Which codes the comments of documents name: those of the codebook, and those that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utsaga.model.action import Change
from utsaga.model.code import Code
from utsaga.model.codetree import split_path
from utsaga.model.errors import Refused
from utsaga.study.coding.paths import PathPlanner
from utsaga.study.incoming.meaning import CommentsAs, Meaning, meaning
from utsaga.study.study import Study

if TYPE_CHECKING:
    from utsaga.readers.reading import Comment


@dataclass(frozen=True, slots=True)
class Named:
    """The codes of a comment, and the words of its memo; a name that several codes have is in the memo."""

    codes: tuple[Code, ...]
    memo: str


@dataclass(slots=True)
class Coming:
    """A code to come: how many passages it would have, and how comments write it that give no path.

    ``unclear`` says that several codes have the name: the comments become memos.
    """

    passages: int = 0
    written: list[str] = field(default_factory=list)
    unclear: bool = False


class CommentCodes:
    """Finds the codes that comments name, document by document; what one makes, the next one finds.

    A name without a path is, as everywhere, the one code that has it, wherever that is. In a document the
    paths are read first, so that the order of its comments does not matter.
    """

    def __init__(self, study: Study) -> None:
        """Start from the codebook as it is."""
        self._paths = PathPlanner(study)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What creates the codes that were missing."""
        return self._paths.changes

    def named(self, meanings: Sequence[Meaning]) -> list[Named]:
        """The codes of a document's comments."""
        self._read_paths(meanings)
        found = []
        for meant in meanings:
            codes = [(path, self._code(path)) for path in meant.codes]
            unclear = [path for path, code in codes if code is None]
            memo = "\n".join(filter(None, [*unclear, meant.memo]))
            found.append(Named(tuple(code for _, code in codes if code is not None), memo))
        return found

    def coming(self, comments: Iterable[Comment]) -> dict[str, Coming]:
        """What the comments of a document would be as codes, by the codes' paths."""
        meanings = [meaning(comment, CommentsAs.CODES) for comment in comments]
        self._read_paths(meanings)
        found: dict[str, Coming] = {}
        for path in (path for meant in meanings for path in meant.codes):
            code = self._code(path)
            whole = self._paths.path_of(code) if code else path
            one = found.setdefault(whole, Coming(unclear=code is None))
            one.passages += 1
            if len(split_path(path)) < len(split_path(whole)) and path not in one.written:
                one.written.append(path)
        return found

    def _read_paths(self, meanings: Iterable[Meaning]) -> None:
        for path in (path for meant in meanings for path in meant.codes):
            if len(names := split_path(path)) > 1:
                self._paths.at(names)

    def _code(self, path: str) -> Code | None:
        """The code that is meant; None where several have the name: which one, a person must say."""
        try:
            return self._paths.meant(split_path(path))
        except Refused:
            return None
