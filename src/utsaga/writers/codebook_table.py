"""The codebook as a table: what ``utsaga codes`` prints and reads again."""

from __future__ import annotations

import csv
import io

from utsaga.study import Study
from utsaga.study.coding import memos
from utsaga.study.coding.codebook_table import MEMO_JOINT, OPTIONAL, REQUIRED

COLUMNS = REQUIRED + OPTIONAL


def rows(study: Study) -> list[dict[str, str]]:
    """One row a code in codebook order: path, definition, memos, pinned digit, passages of its own."""
    study.held.load_all()
    pinned = {code_id: digit for digit, code_id in study.pins.items()}
    return [
        {
            "code": study.codes.path(code.id),
            "definition": code.definition,
            "memo": MEMO_JOINT.join(memo.text for memo in memos.of_code(study, code.id)),
            "pin": pinned.get(code.id, ""),
            "passages": str(len({(c.source, c.span) for c in study.held.codings_of([code.id])})),
        }
        for _, code in study.codes.walk()
    ]


def render(study: Study) -> str:
    """The codebook as CSV with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(study))
    return out.getvalue()
