"""From the parts of an OpenDocument text to its reading."""

from __future__ import annotations

from utsaga.readers.document import read_document
from utsaga.readers.draft import Draft
from utsaga.readers.files import Content
from utsaga.readers.markup import feed_xml
from utsaga.readers.odt.body import Body
from utsaga.readers.odt.stories import BoldStyles, Furniture
from utsaga.readers.options import Options
from utsaga.readers.reading import Reading, Unreadable
from utsaga.readers.zips import Archive


def read_odt(content: Content, options: Options) -> Reading:  # noqa: ARG001 - the document knows its encoding
    """Return the text of an OpenDocument text as it stands with its tracked changes, and its comments.

    It may be packed, or flat: one XML file. Page headers and footers, footnotes and endnotes are set aside;
    deleted text is left out.

    Raises:
        Unreadable: it is damaged, encrypted, hostile, or has no words.
    """
    data, page_styles = _parts(content)
    styles, furniture, draft = BoldStyles(), Furniture(), Draft()
    for part in (page_styles, data):
        feed_xml(part, styles, content.name)
    body = Body(draft, styles.found)
    feed_xml(data, body, content.name)
    feed_xml(page_styles, furniture, content.name)
    changes = f"tracked changes, read as if accepted: {body.changes}"
    return read_document(
        content,
        "odt",
        draft,
        remarks=body.remarks,
        asides=list(dict.fromkeys([*furniture.found, *body.asides])),
        notes=[changes] if body.changes else [],
    )


def _parts(content: Content) -> tuple[bytes, bytes]:
    """The parts with the text and with the styles of pages; a flat document is both."""
    if not content.data.startswith(b"PK"):
        return content.data, content.data
    archive = Archive(content)
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise Unreadable(f"'{content.name}' is encrypted. Save it without a password and import that file.")
    if "content.xml" not in archive or not _is_text(archive):
        raise Unreadable(f"'{content.name}' is no whole OpenDocument text: its text is missing.")
    return archive.part("content.xml"), archive.part("styles.xml")


def _is_text(archive: Archive) -> bool:
    """Whether it is a text and no spreadsheet or drawing; one that does not say is tried."""
    says = archive.part("mimetype")
    return not says or says.startswith(b"application/vnd.oasis.opendocument.text")
