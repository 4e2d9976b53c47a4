"""Plain text and Markdown: what is in the file is what is coded, markup and all."""

from __future__ import annotations

import re

from utsaga.readers.encoding import Decoded, decode, sample_of
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.reading import Reading
from utsaga.readers.sniff import kind_of
from utsaga.readers.telling import notes_on, warnings_on
from utsaga.text.speakers import Proposal, propose

_OTHER_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<\?xml)", re.IGNORECASE)


def read_plain(content: Content, options: Options) -> Reading:
    """Return the text of a plain text or Markdown file, with a proposal of its speakers.

    Raises:
        Unreadable: the encoding is unknown or does not fit, or the file holds nothing to read.
    """
    decoded = decode(content.data, content.name, options.encoding)
    proposal = propose(decoded.text)
    return Reading(
        text=decoded.text,
        format=kind_of(content),
        encoding=decoded.encoding,
        encoding_sure=decoded.sure,
        sample=sample_of(decoded.text),
        alternatives=decoded.alternatives,
        proposal=proposal,
        notes=_notes(content.data, decoded, proposal),
        warnings=tuple(_warnings(decoded, proposal)),
        origin=content.name,
        origin_sha256=content.sha256,
    )


def _notes(data: bytes, decoded: Decoded, proposal: Proposal) -> tuple[str, ...]:
    notes = []
    if b"\r" in data:
        notes.append("line ends were changed to \\n; the original file was not touched")
    return (*notes, *notes_on(decoded.text, proposal))


def _warnings(decoded: Decoded, proposal: Proposal) -> list[str]:
    warnings = [*decoded.warnings]
    if _OTHER_MARKUP.match(decoded.text):
        warnings.append("looks like HTML or XML: the markup stays in the text")
    warnings += warnings_on(proposal)
    return warnings
