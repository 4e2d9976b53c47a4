"""The reading of a document: its text laid out, its speakers looked for, its comments put on their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from utsaga.readers.draft import Draft
from utsaga.readers.encoding import Decoded, sample_of
from utsaga.readers.files import Content
from utsaga.readers.layout import Laid, laid
from utsaga.readers.reading import Aside, Comment, Reading, Unreadable
from utsaga.readers.remarks import Remark, comments
from utsaga.readers.telling import notes_on, warnings_on
from utsaga.text.speakers import propose

_UTF8 = Decoded("", "utf-8", 1.0)


def read_document(
    content: Content,
    format: str,
    draft: Draft,
    *,
    decoded: Decoded = _UTF8,
    remarks: Sequence[Remark] = (),
    asides: Sequence[Aside] = (),
    notes: Iterable[str] = (),
) -> Reading:
    """Return the reading of a document whose paragraphs and tables have been taken down.

    Raises:
        Unreadable: it has no words.
    """
    draft.end()
    page = laid(draft)
    if not page.text.strip():
        raise Unreadable(f"'{content.name}' has no words in it: perhaps they are pictures of a page.")
    proposal = propose(page.text, page.labels)
    found = comments(remarks, page.comments)
    return Reading(
        text=page.text,
        format=format,
        encoding=decoded.encoding,
        encoding_sure=decoded.sure,
        sample=sample_of(page.text),
        alternatives=decoded.alternatives,
        proposal=proposal,
        notes=(*notes, *_notes(page, found, asides), *notes_on(page.text, proposal)),
        warnings=(
            *decoded._replace(text=page.text).warnings,
            *_lost(remarks, found, page),
            *warnings_on(proposal),
        ),
        origin=content.name,
        origin_sha256=content.sha256,
        comments=found,
        asides=tuple(asides),
    )


def _notes(page: Laid, found: Sequence[Comment], asides: Sequence[Aside]) -> Iterator[str]:
    for kind, count in Counter(aside.kind for aside in asides).items():
        yield f"set aside, not in the text: {kind}: {count}"
    if page.bold:
        yield f"bold names given a colon, to mark them as labels: {page.bold}"
    if found:
        authors = len({comment.author for comment in found})
        resolved = sum(1 for comment in found if comment.resolved)
        yield f"comments: {len(found)}; authors: {authors}; resolved: {resolved}"


def _lost(remarks: Sequence[Remark], found: Sequence[Comment], page: Laid) -> Iterator[str]:
    """Comments that are on no words of the text; replies are counted with what they answer."""
    roots = [remark.id for remark in remarks if remark.begins]
    if len(roots) > len(found):
        yield f"comments on no words of the text, left out: {len(roots) - len(found)}"
    if widened := sum(1 for one in roots if one in page.widened):
        yield (
            "comments without words of their own (on a point in the text, or on words that are deleted), put"
            f" on all of their paragraph: {widened}"
        )
