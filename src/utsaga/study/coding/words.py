"""What changes to codings, codes and memos are called, and what is told of them beside it."""

from __future__ import annotations

from collections.abc import Mapping

from utsaga.study.phrases import counted

WORDS = {
    "codings.add": "code {code}{new} on {passages}",
    "codings.in_vivo": "code {code}{new} in vivo on {passages}",
    "codings.hits": "code {code}{new} on {passages} found by a search",
    "codings.table": "code {passages} from a table",
    "codings.remove": "take {code} off {passages}",
    "codings.move": "move the edges of {code} on {passages}",
    "codings.seen": "keep {code} on {passages} as it reads now",
    "codings.star": "mark {passages} to print",
    "codings.unstar": "no longer mark {passages} to print",
    "codes.create": "new code {code}",
    "codes.import": "import {codes}",
    "codes.rename": "rename {code}",
    "codes.move": "move {code}{moved_to}",
    "codes.merge": "merge {merged} into {code}{taken_along}",
    "codes.delete": "delete {code}{taken_along}",
    "codes.define": "define {code}",
    "codes.colour": "colour {code}",
    "codes.pin": "pin {code}{pinned_to}",
    "codes.unpin": "unpin {code}",
    "memos.write": "write a memo{about}",
    "memos.edit": "edit a memo{about}",
    "memos.delete": "delete a memo{about}",
    "memos.condense": "condense a passage{of_source}",
}
"""What changes to codings, codes and memos are called, by their names."""

DONE = {
    "codings.add": "coded {code}{new} on {passages}{overlapping}",
    "codings.in_vivo": "coded {code}{new} in vivo on {passages}{existing}{overlapping}",
    "codings.unstar": "no longer marked {passages} to print",
    "codes.rename": "the code is called {code} now",
}
"""What is said of those of them that do not only change their first word."""

TAKES_AWAY = ("codes.delete", "memos.delete")
"""Those after which something is gone: a way back is to be named."""


def taken_along(counts: Mapping[str, int]) -> str:
    """What goes with a code: `` with 3 codings, 2 codes below it, its definition and 1 memo``; or nothing."""
    below, memos = counts.get("below", counts.get("codes", 1) - 1), counts.get("memos", 0)
    codings = counts.get("passages", 0)
    taken = [counted(codings, "coding")] * (codings > 0)
    taken += [f"{counted(below, 'code')} below it"] * (below > 0)
    taken += ["its definition"] * (counts.get("definitions", 0) > 0)
    taken += [counted(memos, "memo")] * (memos > 0)
    said = " and ".join(filter(None, [", ".join(taken[:-1]), *taken[-1:]]))
    return f" with {said}" if said else ""


def new_code(counts: Mapping[str, int], above: str) -> str:
    """That the code did not exist before, and where it lies: `` (new code below 'Trust')``; or nothing.

    ``above`` is the name of what it lies below, empty at the top of the codebook.
    """
    made = counts.get("new", 0)
    if not made:
        return ""
    return f" (new code{f' below the new {above}' if made > 1 else f' below {above}' if above else ''})"


def moved_to(counts: Mapping[str, int], above: str) -> str:
    """Where a code has been moved to: below ``above``, to the top, or to another place where it was."""
    if "place" in counts:
        return f" to place {counts['place']} of {counts.get('of', 0)}{f' below {above}' if above else ''}"
    if above:
        return f" below {above}"
    return " to the top of the codebook" if counts.get("top") else " in the codebook"


def pinned_to(digit: str, instead: str) -> str:
    """The digit of a pin, and the code that had it."""
    return f"{f' to {digit}' if digit else ''}{f' in place of {instead}' if instead else ''}"


def existing(counts: Mapping[str, int]) -> str:
    """That a code in vivo is one that existed before, and what else has it."""
    if not counts.get("existing"):
        return ""
    others = counts.get("others", 0)
    on = f", on {counted(others, 'other passage')}" if others else ""
    return f"; a code of this name exists{on}"


def overlapping(number: int) -> str:
    """That passages with the code lie over the one that got it."""
    if not number:
        return ""
    return f"; it overlaps {'a passage' if number == 1 else counted(number, 'passage')} coded with it already"
