"""How a cell is drawn, and the fewest bytes that turn one way of drawing into another (SGR, ECMA-48)."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice

SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""Attributes that show on a space: lines, frames and reversed colours."""

TURNED_OFF_BY = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "8": "28", "9": "29", "53": "55"}


class Pen:
    """Attributes and colours as SGR parameters; an empty colour is the terminal's own.

    ``ground`` is the pen that gives a space the same looks, without what cannot be seen on a space.
    There is one Pen for each way of drawing, made by `pen`, so pens are compared by identity.
    """

    __slots__ = ("attributes", "background", "foreground", "ground")

    def __init__(self, attributes: frozenset[str], foreground: str, background: str) -> None:
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
        bare = not foreground and not attributes
        self.ground = self if bare or attributes & SEEN_ON_BLANKS else pen(frozenset(), "", background)

    def __repr__(self) -> str:
        return f"Pen({';'.join([*sorted(self.attributes), self.foreground, self.background])})"


@cache
def pen(attributes: frozenset[str], foreground: str, background: str) -> Pen:
    """The one pen with these attributes and colours."""
    return Pen(attributes, foreground, background)


PLAIN = pen(frozenset(), "", "")


@lru_cache(4096)
def pen_of(sgr: str) -> Pen:
    """The pen that the parameters of one SGR sequence give after a reset: ``"1;38;5;12;49"``."""
    attributes, foreground, background = set(), "", ""
    parameters = iter(sgr.split(";") if sgr else ())
    for parameter in parameters:
        colour = parameter
        if parameter in ("38", "48"):
            kind = next(parameters)
            colour = ";".join([parameter, kind, *islice(parameters, 1 if kind == "5" else 3)])
        match int(parameter):
            case 38 | 30 | 31 | 32 | 33 | 34 | 35 | 36 | 37 | 90 | 91 | 92 | 93 | 94 | 95 | 96 | 97:
                foreground = colour
            case 48 | 40 | 41 | 42 | 43 | 44 | 45 | 46 | 47 | 100 | 101 | 102 | 103 | 104 | 105 | 106 | 107:
                background = colour
            case 39:
                foreground = ""
            case 49:
                background = ""
            case _:
                attributes.add(parameter)
    return pen(frozenset(attributes), foreground, background)


@lru_cache(8192)
def change(before: Pen | None, after: Pen) -> str:
    """The shortest SGR sequence from one pen to another; from None, whatever the terminal has now."""
    if before is after:
        return ""
    colours = [colour for colour in (after.foreground, after.background) if colour]
    afresh = ";".join(["0", *sorted(after.attributes), *colours])
    ways = ["" if afresh == "0" else afresh]
    gone = before.attributes - after.attributes if before else frozenset()
    if before and gone <= TURNED_OFF_BY.keys():
        offs = sorted({TURNED_OFF_BY[attribute] for attribute in gone})
        kept = before.attributes - ({"1", "2"} if "22" in offs else set())
        steps = [*offs, *sorted(after.attributes - kept)]
        if before.foreground != after.foreground:
            steps.append(after.foreground or "39")
        if before.background != after.background:
            steps.append(after.background or "49")
        ways.append(";".join(steps))
    return f"\x1b[{min(ways, key=len)}m"


@lru_cache(4096)
def for_blanks(current: Pen | None, ground: Pen) -> Pen:
    """The pen that draws spaces of this ground and is the nearest to the current one."""
    if current is None or ground.attributes:
        return ground
    return pen(current.attributes - SEEN_ON_BLANKS, current.foreground, ground.background)
