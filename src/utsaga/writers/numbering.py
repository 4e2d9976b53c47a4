"""The number that the first theme of a chapter gets, as it is typed."""

from __future__ import annotations

import re

from utsaga.model.errors import Refused

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){0,8}")


def first_number(typed: str) -> str:
    """Return the number of the first theme: ``5``, ``5.1`` (also ``5.1.``), or nothing.

    Raises:
        Refused: it is something else.
    """
    number = typed.strip().removesuffix(".")
    if number and not _NUMBER.fullmatch(number):
        raise Refused("A number looks like 5 or 5.1; leave it empty for headings without numbers.")
    return number
