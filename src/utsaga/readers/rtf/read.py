"""From a Rich Text document to its reading."""

from __future__ import annotations

from collections.abc import Iterator

from utsaga.readers.document import read_document
from utsaga.readers.draft import Draft
from utsaga.readers.encoding import Decoded, known_encoding
from utsaga.readers.files import Content
from utsaga.readers.options import Options
from utsaga.readers.reading import Reading, Unreadable
from utsaga.readers.rtf.body import Body, CutShort, TooMuch
from utsaga.readers.rtf.tokens import tokens


def read_rtf(content: Content, options: Options) -> Reading:
    """Return the text of a Rich Text document as it stands with its tracked changes, and its comments.

    Page headers and footers and footnotes are set aside; deleted and hidden text is left out.

    Raises:
        Unreadable: it is damaged, beyond all bounds, or has no words; or the encoding is unknown.
    """
    draft = Draft()
    body = Body(draft, known_encoding(options.encoding) if options.encoding else None)
    try:
        body.take(tokens(content.data.lstrip(b"\xef\xbb\xbf \t\r\n")))
    except TooMuch:
        raise Unreadable(f"'{content.name}' is nested deeper or larger than any document.") from None
    except CutShort:
        raise Unreadable(
            f"'{content.name}' is damaged, perhaps cut short. Open it in the program that made it, save it"
            " anew and import that file."
        ) from None
    return read_document(
        content,
        "rtf",
        draft,
        decoded=Decoded("", body.encoding, 1.0),
        remarks=body.annotations.remarks,
        asides=body.annotations.asides,
        notes=_notes(body),
    )


def _notes(body: Body) -> Iterator[str]:
    if body.inserted or body.deleted:
        yield f"tracked changes: insertions kept: {body.inserted}, deletions left out: {body.deleted}"
    if body.hidden:
        yield f"hidden pieces of text, left out: {body.hidden}"
