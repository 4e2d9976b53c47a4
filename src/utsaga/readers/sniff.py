"""What a file is, by its content: endings lie."""

from __future__ import annotations

import re

from utsaga.readers.columns import headings
from utsaga.readers.delimited import SIGNS, sign_of
from utsaga.readers.files import Content

_SAVE_AS_TEXT = "Open it in the program that made it, save it as plain text (UTF-8) and import that file."
_NOT_A_TEXT = "Import the transcript of it, as plain text or Markdown."

KINDS = {
    "doc": (
        "an old Word document (.doc)",
        "Open it in Word or LibreOffice, save it as .docx and import that file.",
    ),
    "ole": ("an old Office document", _SAVE_AS_TEXT),
    "encrypted": (
        "an Office document with a password",
        "Open it in the program that made it, save it without the password and import that file.",
    ),
    "opendocument": ("an OpenDocument spreadsheet, drawing or the like", _SAVE_AS_TEXT),
    "xlsx": ("an Excel workbook", "Save the sheet with the transcript as CSV and import that file."),
    "qdpx": ("a REFI-QDA project", "Export the transcripts in it as plain text and import those."),
    "zip": ("a ZIP archive", "Unpack it and import the texts in it."),
    "archive": ("a packed archive", "Unpack it and import the texts in it."),
    "image": ("a picture", _NOT_A_TEXT),
    "sound": ("a sound or video recording", _NOT_A_TEXT),
    "database": ("a database", "Export the texts in it as plain text and import those."),
    "program": ("a program", _NOT_A_TEXT),
    "binary": ("no text: it holds bytes that no text has", _NOT_A_TEXT),
}
"""Kinds that are no plain text: what to call them, and what to do."""

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"OggS\x00", "sound"),
    (b"ID3\x02", "sound"),
    (b"ID3\x03", "sound"),
    (b"ID3\x04", "sound"),
    (b"fLaC\x00", "sound"),
    (b"\xff\xfb", "sound"),
    (b"\xff\xf3", "sound"),
    (b"\x1aE\xdf\xa3", "sound"),
    (b"\x1f\x8b\x08", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"BZh91AY", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
)
_IN_ZIP = (
    (b"word/document", "docx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument", "opendocument"),
    (b"xl/workbook.xml", "xlsx"),
    (b"project.qde", "qdpx"),
    (b"META-INF/manifest.xml", "odt"),  # packed anew, so that what it is cannot be read from outside
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What a text may hold besides letters: backspace, tab, breaks, bell, and ESC of captured terminal sessions.
_CONTROL = re.compile(rb"[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_LOOKED_AT = 1 << 16
_MOST_CONTROLS = 0.1
_MARKDOWN_LINE = re.compile(r"^(?:#{1,6} \S|\*\*[^*\n]{1,40}\*\*)", re.MULTILINE)
_STRUCTURES = (
    ("vtt", re.compile(r"WEBVTT(?=\s|\Z)")),
    (
        "html",
        re.compile(
            r"(?:<\?xml[^<>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I
        ),
    ),
    ("flat", re.compile(r"(?:<\?xml[^<>]*>\s*)?<office:document\b")),
    ("json", re.compile(r"\{\s*\"|\[\s*\{\s*\"")),
    ("srt", re.compile(r"(?:\d+[ \t]*\n)?[ \t]*-?\d+:\d[\d:.,;]* *--+> *-?\d+:\d[\d:.,;]*")),
)
_TEXT_DOCUMENT = 'office:mimetype="application/vnd.oasis.opendocument.text"'
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_MARKDOWN_NAMES = (".md", ".markdown", ".mkd")


def kind_of(content: Content) -> str:
    """Return the kind of a file: one that ``registry.FORMATS`` can read, or one of ``KINDS``."""
    data = content.data
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    signed = next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)
    if signed:
        return _inside(signed, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for inside, kind in _IN_ZIP if inside in data), "zip")
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI ")):
        return "sound"
    if not _is_text(data):
        return "binary"
    beginning = _beginning(data)
    structure = next((kind for kind, form in _STRUCTURES if form.match(beginning)), None)
    if structure == "flat":
        return "odt" if _TEXT_DOCUMENT in beginning else "opendocument"
    if structure:
        return structure
    if _is_table(beginning, content.suffix):
        return "csv"
    if content.suffix in _MARKDOWN_NAMES or len(_MARKDOWN_LINE.findall(beginning)) > 1:
        return "markdown"
    return "text"


def _is_table(beginning: str, suffix: str) -> bool:
    """Whether a text is a table of speech: it says so by its headings, or by its name as well."""
    complete = beginning if len(beginning) < _LOOKED_AT // 2 else beginning.rpartition("\n")[0]
    lines = complete.split("\n", 1)
    sign = sign_of(complete) if suffix in _TABLE_NAMES or _has_headings(lines[0]) else None
    return sign is not None


def _has_headings(line: str) -> bool:
    return any(headings(line.replace('"', "").split(sign)) for sign in SIGNS if sign in line)


def _beginning(data: bytes) -> str:
    """The first characters of a text, those of ASCII as they are, whatever its encoding."""
    marks = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    marked = next((encoding for mark, encoding in marks if data.startswith(mark)), None)
    encoding = marked or wide_encoding(data) or "latin-1"
    text = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff \t\n")


def _inside(kind: str, data: bytes) -> str:
    """The kind of an OLE file by the streams that it names, of another file the kind itself."""
    streams = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"))
    named = (inside for stream, inside in streams if stream.encode("utf-16-le") in data)
    return next(named, kind) if kind == "ole" else kind


def wide_encoding(data: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" for such text without a byte order mark, else None.

    Spaces, line breaks and Latin letters leave a zero in every second place, and never in the others.
    """
    head = data[: _LOOKED_AT & ~1]
    if len(data) % 2 or not head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) // 2 * 0.05
    if odd > enough and not even:
        return "utf-16-le"
    if even > enough and not odd:
        return "utf-16-be"
    return None


def _is_text(data: bytes) -> bool:
    if data.startswith(_BYTE_ORDER_MARKS) or wide_encoding(data):
        return True
    if b"\0" in data:
        return False
    head = data[:_LOOKED_AT]
    return len(_CONTROL.findall(head)) <= len(head) * _MOST_CONTROLS
