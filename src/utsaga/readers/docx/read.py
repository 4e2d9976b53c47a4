"""From the parts of a Word document to its reading."""

from __future__ import annotations

from collections.abc import Iterator

from utsaga.readers.document import read_document
from utsaga.readers.docx.body import Body
from utsaga.readers.docx.package import Package
from utsaga.readers.docx.stories import BoldStyles, Stories, Story, Threads
from utsaga.readers.draft import Draft
from utsaga.readers.encoding import sound
from utsaga.readers.files import Content
from utsaga.readers.markup import Handler, feed_xml
from utsaga.readers.options import Options
from utsaga.readers.reading import Aside, Reading
from utsaga.readers.zips import Archive

_KINDS = {"hdr": "page header", "ftr": "page footer", "footnote": "footnote", "endnote": "endnote"}


def read_docx(content: Content, options: Options) -> Reading:  # noqa: ARG001 - the document knows its encoding
    """Return the text of a Word document as it stands with its tracked changes, and its comments.

    Page headers and footers, footnotes and endnotes are set aside; deleted and hidden text is left out.

    Raises:
        Unreadable: it is damaged, encrypted, hostile, or has no words.
    """
    package = Package(Archive(content), content.name)
    styles, threads, draft = BoldStyles(), Threads(), Draft()
    _feed(package, content.name, "styles", styles)
    body = Body(draft, styles.found)
    feed_xml(package.body(), body, content.name)
    _feed(package, content.name, "commentsExtended", threads)
    return read_document(
        content,
        "docx",
        draft,
        remarks=threads.threaded(_stories(package, content.name, "comments")),
        asides=list(_asides(package, content.name)),
        notes=_notes(body),
    )


def _feed(package: Package, name: str, kind: str, handler: Handler) -> None:
    for part in package.of_kind(kind):
        feed_xml(part, handler, name)


def _stories(package: Package, name: str, kind: str) -> list[Story]:
    stories = Stories()
    _feed(package, name, kind, stories)
    return stories.found


def _asides(package: Package, name: str) -> Iterator[Aside]:
    """What is set aside, each text once: headers are often the same for first, odd and even pages."""
    seen = set()
    for kind in ("header", "footer", "footnotes", "endnotes"):
        for story in _stories(package, name, kind):
            aside = Aside(_KINDS.get(story.tag, kind), sound(story.text))
            if aside.text and "type" not in story.attributes and aside not in seen:
                seen.add(aside)
                yield aside


def _notes(body: Body) -> Iterator[str]:
    if body.inserted or body.deleted:
        yield f"tracked changes: insertions kept: {body.inserted}, deletions left out: {body.deleted}"
    if body.hidden:
        yield f"hidden pieces of text, left out: {body.hidden}"
