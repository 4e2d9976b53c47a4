"""Word documents made by hand, as Word, Google Docs and LibreOffice save them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {
    "comments": "comments",
    "footnotes": "footnotes",
    "header1": "hdr",
    "footer1": "ftr",
    "styles": "styles",
}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive with these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, part, stored)
    return packed.getvalue()


def docx(body: str, **stories: str) -> bytes:
    """A Word document: the XML of its body, and of parts beside it (``comments``, ``header1``)."""
    related = "".join(
        f'<Relationship Id="r{name}" Type="{_TYPES}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for name in stories
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<r><Relationship Type="{_TYPES}/officeDocument" Target="word/document.xml"/></r>',
        "word/_rels/document.xml.rels": f"<Relationships>{related}</Relationships>",
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    for name, inside in stories.items():
        root = _ROOTS.get(name)
        made = f"<w:{root} {_NAMES}>{inside}</w:{root}>" if root else f"<w15:x {_NAMES}>{inside}</w15:x>"
        parts[f"word/{name}.xml"] = made
    return zipped(parts)


def run(text: str, bold: bool = False, properties: str = "") -> str:
    """A run of words; ``\\n`` is a soft line break, ``\\t`` a tab."""
    inside = text.replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    looks = properties + ("<w:b/>" if bold else "")
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{inside}</w:t></w:r>'


def para(*runs: str) -> str:
    """A paragraph of runs; of words where no markup stands in them."""
    return f"<w:p>{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table with a paragraph a line in its cells."""
    cells = (
        "".join(f"<w:tc>{''.join(map(para, cell.split(chr(10))))}</w:tc>" for cell in row) for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def begins(comment: int) -> str:
    """Where the range of a comment begins."""
    return f'<w:commentRangeStart w:id="{comment}"/>'


def ends(comment: int) -> str:
    """Where the range of a comment ends."""
    return f'<w:commentRangeEnd w:id="{comment}"/><w:r><w:commentReference w:id="{comment}"/></w:r>'


def comment(number: int, text: str, author: str = "Karin Ek", paragraph: str = "") -> str:
    """A comment as it stands in the part of comments."""
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2024-02-15T10:00:00Z" w:initials="KE">'
        f'<w:p w14:paraId="{paragraph or number}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
    )
