"""From the pages of a PDF to its reading."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from utsaga.readers.encoding import sample_of, sound
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.pdf.extract import SECONDS
from utsaga.readers.reading import Aside, Reading, Unreadable
from utsaga.readers.telling import notes_on, warnings_on
from utsaga.text.furniture import furniture
from utsaga.text.speakers import propose

_PROBLEMS = {
    "encrypted": "is a PDF with a password. Save it without the password and import that file.",
    "large": "is a PDF with more pages or words than any interview. Split it into one file an interview.",
    "damaged": "is a damaged PDF, perhaps cut short. Make it anew from the document and import that file.",
    "no text": "has no text layer: its pages are pictures. Run text recognition (OCR) on it first.",
    "no library": "is a PDF, which needs one more library. Run: pip install 'utsaga[pdf]'",
}


def read_pdf(content: Content, options: Options) -> Reading:  # noqa: ARG001 - the document knows its encoding
    """Return the text of a PDF, its lines as they stand on the pages.

    Running headers and page numbers are set aside.

    Raises:
        Unreadable: the library is missing, or the PDF is damaged, encrypted, hostile or has no text layer.
    """
    if find_spec("pypdfium2") is None:
        raise _refused(content, "no library")
    pages = [sound(page).split("\n") for page in _pages(content)]
    blank = sum(1 for page in pages if not any(line.strip() for line in page))
    if blank == len(pages):
        raise _refused(content, "no text")
    text, asides = _without_furniture(pages)
    proposal = propose(text)
    return Reading(
        text=text,
        format="pdf",
        encoding="utf-8",
        encoding_sure=1.0,
        sample=sample_of(text),
        alternatives=(),
        proposal=proposal,
        notes=(*_notes(pages, asides), *notes_on(text, proposal)),
        warnings=(*_warnings(text, blank), *warnings_on(proposal)),
        origin=content.name,
        origin_sha256=content.sha256,
        asides=asides,
    )


def _pages(content: Content) -> list[str]:
    """The text of each page, taken out in a process of its own."""
    # Without -P a file in the folder where the user stands could be taken for one of the program's.
    command = [sys.executable, "-P", "-m", "utsaga.readers.pdf.extract"]
    try:
        # In a session of its own: Ctrl+C is for the program, which finishes the file in hand.
        done = subprocess.run(
            command,
            input=content.data,
            capture_output=True,
            timeout=2 * SECONDS,
            check=True,
            start_new_session=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise _refused(content, "damaged") from None
    if "problem" in answer:
        raise _refused(content, answer["problem"])
    return list(answer["pages"])


def _without_furniture(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[Aside, ...]]:
    """The text of all pages, and each text once that they repeat."""
    marked = furniture(pages)
    both = [
        (line, index in out)
        for page, out in zip(pages, marked, strict=True)
        for index, line in enumerate(page)
    ]
    kept = "\n".join(line.rstrip() for line, out in both if not out).strip("\n")
    gone = dict.fromkeys(line.strip() for line, out in both if out)
    return kept + "\n", tuple(Aside("page furniture", line) for line in gone)


def _notes(pages: Sequence[object], asides: Sequence[Aside]) -> Iterator[str]:
    yield f"pages: {len(pages)}; lines end where they end on the page: unwrapping joins them"
    if asides:
        yield f"set aside, not in the text: running headers and page numbers: {len(asides)}"


def _warnings(text: str, blank: int) -> Iterator[str]:
    if blank:
        yield f"pages without text, perhaps pictures: {blank}"
    broken = text.count("\ufffd")
    if broken:
        yield f"{broken} characters could not be read and stand as \ufffd"


def _refused(content: Content, problem: str) -> Unreadable:
    return Unreadable(f"'{content.name}' {_PROBLEMS[problem]}")
