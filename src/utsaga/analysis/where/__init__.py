"""Filters: which speakers' words, which passages. What ``--where`` takes.

    round=2 and group=urban and not role=chef
    participant in (Gunilla, "Åsa Ek") or "years in job" >= 10
    code="Relationen / Makt" and coder != kim

A comparison is a field, a sign and a value: ``=`` and ``!=`` with any field, ``<``, ``<=``, ``>`` and
``>=`` with numbers, dates and rounds that are numbers, ``in (a, b)`` with several values. The fields are
speaker, participant, group, round, role, source, coder, code, question (of the guide, by its number or
some of its words: what was said in answer to it), interviewer and every attribute. ``not``
binds tighter than ``and``, ``and`` than ``or``; parentheses bind as they stand. A name or a value of
several words stands between quotation marks. Capitals, å, ä and ö make no difference. ``role=""`` is
those whose role is not known.

Interviewers are left out, unless the filter asks for them by the field ``interviewer``. Words of nobody
known are in where the filter says so without asking who speaks: in ``round=2``, not in ``not role=chef``.

``tree`` is what a filter is, ``parsing`` reads it, ``fields`` knows the names, ``chosen`` applies it.
"""

from utsaga.analysis.where.chosen import Chosen, chosen_by
from utsaga.analysis.where.parsing import BadFilter, parse
from utsaga.analysis.where.tree import Expression

__all__ = ["BadFilter", "Chosen", "Expression", "chosen_by", "parse"]
