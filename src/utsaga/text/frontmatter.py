"""Where a transcript's body begins: past titles, form fields and YAML."""

from __future__ import annotations

import re

from utsaga.text.doubts import is_form_field, is_role

_YAML = re.compile(r"\s*---[ \t]*\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_BLOCK = re.compile(r"\s*(\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*)")
_HEADING = re.compile(r"#{1,6}\s|[=-]{3,}\s*$")
_FIELD = re.compile(r"[>*_\s-]*+(\w[^\n:]{0,40}?)[*_]*+:(?!//)(.{0,200})$")
_SPACE = re.compile(r"\s*")
_LONGEST_BLOCK = 20
_ALWAYS_FRONT, _LARGEST_FRONT, _LARGEST_SHARE = 1_000, 4_000, 0.2


def body_start(text: str, turns: list[int]) -> int:
    """Return where the body of a text begins, given where labelled turns begin, in order.

    Front matter is YAML between lines of dashes, headings and blocks of form fields at the top, and
    what else stands before the first turn when it is short: more than 4,000 characters or a fifth of
    the text are taken for speech that lacks a label.
    """
    form = _form_end(text)
    first = next((turn for turn in turns if turn >= form), None)
    if first is None:
        return form
    largest = max(_ALWAYS_FRONT, min(_LARGEST_FRONT, int(len(text) * _LARGEST_SHARE)))
    return first if first - form <= largest else form


def _form_end(text: str) -> int:
    """Where YAML, headings and form fields at the top end; the text's beginning when there are none."""
    yaml = _YAML.match(text)
    end = yaml.end() if yaml else 0
    while (block := _BLOCK.match(text, end)) and _is_form(block[1].split("\n", _LONGEST_BLOCK)):
        end = block.end()
    if not end:
        return 0
    space = _SPACE.match(text, end)
    begin = space.end() if space else end
    return begin if begin < len(text) else 0


def _is_form(lines: list[str]) -> bool:
    """Whether a block is headings, form fields or a legend of labels, but for a title in its first line."""
    if len(lines) > _LONGEST_BLOCK:
        return False
    marked = [bool(_HEADING.match(line)) for line in lines]
    fields = [_FIELD.match(line) for line in lines]
    plain = [not mark and not found for mark, found in zip(marked, fields, strict=True)]
    known = any(found and _is_known(found[1]) for found in fields)
    legend = all(found and is_role(found[2].strip()) for found in fields)
    return (known or legend or any(marked)) and not any(plain[1:])


def _is_known(field: str) -> bool:
    return is_form_field(field) or is_form_field(field.split()[0])
