"""Takes the text out of a PDF in a process of its own: ``python -m utsaga.readers.pdf.extract``.

PDFs are read by a large library in C++. In a process with limits, a hostile file can neither hang, fill
the memory nor crash the session in which an interview is being coded. The PDF comes on standard input;
what goes out on standard output is JSON: ``{"pages": [...]}`` or ``{"problem": "encrypted"}``.
"""

from __future__ import annotations

import json
import resource
import sys
from importlib import import_module
from typing import Any

MEMORY = 2 << 30
"""Bytes of address space that the process may take."""

SECONDS = 30
"""Seconds of work that it may do."""

MOST_PAGES = 3_000
_MOST_CHARACTERS = 20_000_000
_LINE_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\0": None})


def main() -> None:
    """Answer about the PDF on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


def answer(data: bytes) -> dict[str, Any]:
    """Return the text of each page, or what is wrong: "encrypted", "damaged", "large"."""
    pdfium: Any = import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
        if len(document) > MOST_PAGES:
            return {"problem": "large"}
        return _pages(document)
    except pdfium.PdfiumError as error:
        words = str(error).lower()
        return {"problem": "encrypted" if "password" in words or "security" in words else "damaged"}


def _pages(document: Any) -> dict[str, Any]:
    pages = []
    total = 0
    for page in document:
        text = page.get_textpage().get_text_bounded().translate(_LINE_HYPHENS)
        pages.append(text.replace("\r\n", "\n"))
        total += len(text)
        if total > _MOST_CHARACTERS:
            return {"problem": "large"}
    return {"pages": pages}


if __name__ == "__main__":
    main()
