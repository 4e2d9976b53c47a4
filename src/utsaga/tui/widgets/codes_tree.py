"""The codebook as a tree in rows: pinned digit, mark, name and how many passages a code has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from utsaga.model.code import Code
from utsaga.model.codetree import CodeTree
from utsaga.tui.parts import Line, Part, code_mark, width_of
from utsaga.tui.widgets.row_list import RowList


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree. ``count`` is the code's own codings and, where it is closed, those below it."""

    code: Code
    depth: int
    parent: bool
    open: bool
    digit: str
    count: int


class CodesTree(RowList[Node]):
    """A codebook whose branches can be closed; it knows codes, and nothing of the study."""

    def __init__(self) -> None:
        """Start without codes."""
        super().__init__(node_lines, key=lambda node: node.code.id, empty="No codes yet.")
        self._shut: set[str] = set()
        self._tree = CodeTree(())
        self._pins: Mapping[str, str] = {}
        self._count: Callable[[str], int] = lambda _: 0
        self._revealed = ("", "")  # a code that was gone to, and from where

    @property
    def has_foot(self) -> bool:
        """A name too long for the pane stands whole at its foot while somebody is in the codebook."""
        return self.has_focus

    @property
    def code(self) -> Code | None:
        """The code under the cursor."""
        return self.current.code if self.current else None

    def show_codes(self, tree: CodeTree, pins: Mapping[str, str], count: Callable[[str], int]) -> None:
        """Show a codebook; ``pins`` maps digits to ids, ``count`` gives a code's own passages.

        Where the code under the cursor goes that was just gone to (a new one is undone), the cursor goes
        back to where it was.
        """
        before = self.code
        self._tree, self._pins, self._count = tree, pins, count
        self.show(nodes(tree, self._shut, pins, count))
        revealed, came_from = self._revealed
        if before is not None and before.id == revealed and revealed not in tree:
            self.go_to_key(came_from)

    def recount(self, code_ids: Collection[str]) -> None:
        """Count some codes' passages anew and repaint their rows."""
        touched = {
            above.id
            for code_id in code_ids
            if code_id in self._tree
            for above in [*self._tree.ancestors(code_id), self._tree[code_id]]
        }
        shown = [node for node in self.items if node.code.id in touched]
        for node in shown:
            count = codings_shown(self._tree, node.code, node.open, self._count)
            if count != node.count:
                self.replace(replace(node, count=count))

    def open_branch(self) -> None:
        """Show what lies below the code under the cursor; if it is shown, go to it."""
        if (node := self.current) is None or not node.parent:
            return
        if node.open:
            self.move(1)
        else:
            self._shut.discard(node.code.id)
            self._show_again()

    def close_branch(self) -> None:
        """Hide what lies below the code under the cursor; if nothing is shown there, go up."""
        if (node := self.current) is None:
            return
        if node.parent and node.open:
            self._shut.add(node.code.id)
            self._show_again()
        elif (above := self._tree.parent(node.code.id)) is not None:
            self.go_to_key(above.id)

    def reveal(self, code_id: str) -> None:
        """Put the cursor on a code, opening what it lies under."""
        if code_id in self._tree:
            if self.code is not None and self.code.id != code_id:
                self._revealed = (code_id, self.code.id)
            self._shut.difference_update(code.id for code in self._tree.ancestors(code_id))
            self._show_again()
            self.go_to_key(code_id)

    def _show_again(self) -> None:
        self.show(nodes(self._tree, self._shut, self._pins, self._count))


def nodes(
    tree: CodeTree, closed: Collection[str], pins: Mapping[str, str], count: Callable[[str], int]
) -> list[Node]:
    """The rows of a codebook with some branches closed."""
    digits = {code_id: digit for digit, code_id in pins.items()}
    found: list[Node] = []
    hidden_below: int | None = None
    for depth, code in tree.walk():
        if hidden_below is not None and depth > hidden_below:
            continue
        is_open = code.id not in closed
        hidden_below = None if is_open else depth
        digit, parent = digits.get(code.id, ""), bool(tree.children(code.id))
        found.append(Node(code, depth, parent, is_open, digit, codings_shown(tree, code, is_open, count)))
    return found


def codings_shown(tree: CodeTree, code: Code, is_open: bool, count: Callable[[str], int]) -> int:
    """How many codings the row of a code speaks for: where it is closed, also for those below."""
    return count(code.id) if is_open else codings_in(tree, code, count)


def codings_in(tree: CodeTree, code: Code, count: Callable[[str], int]) -> int:
    """How many codings a code and what lies below it have."""
    return sum(count(below.id) for below in tree.subtree(code.id))


def node_lines(node: Node, width: int) -> Sequence[Line]:
    """A node in one line: ``1 ▾ t tillit                12``."""
    fold = ("▾" if node.open else "▸") if node.parent else " "
    number = f" {node.count:,}" if node.count else ""
    name = Part(node.code.name, "strong" if node.parent else "", 1)
    taken = 2 + node.depth + 2 + 2 + len(number)
    return [
        [
            Part(f"{node.digit or ' '} ", "key"),
            Part(" " * node.depth),
            Part(f"{fold} ", "muted"),
            code_mark(node.code),
            name,
            Part(" " * max(0, width - taken - width_of([name]))),
            Part(number, "muted"),
        ]
    ]
