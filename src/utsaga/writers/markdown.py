"""The chapter in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from utsaga.analysis.weight import Weight
from utsaga.study.phrases import counted
from utsaga.writers.chapter import Chapter, CodebookEntry, PrintedQuote, Section
from utsaga.writers.escape import escape, escape_heading

_CODEBOOK = {"en": "Codebook", "sv": "Kodbok"}
_EMPTY = {
    "en": "No passages have been coded under this theme.",
    "sv": "Inga avsnitt är kodade under detta tema.",
}
_NONE_CHOSEN = {
    "en": "No passages under this theme are among those chosen.",
    "sv": "Inga avsnitt under detta tema är utvalda.",
}
_ELISION = "\\[...]"
_DEEPEST = 6


def render(chapter: Chapter) -> str:
    """A chapter as Markdown, the same bytes for the same chapter."""
    blocks = [f"# {escape_heading(chapter.title)}"]
    for section in chapter.sections:
        blocks.extend(_section(section, chapter))
    if chapter.codebook:
        blocks.append(f"## {_CODEBOOK[chapter.language]}")
        blocks.append("\n".join(_entry(entry, chapter.language) for entry in chapter.codebook))
    return "\n\n".join(blocks) + "\n"


def _section(section: Section, chapter: Chapter) -> Iterator[str]:
    level = min(section.level + 1, _DEEPEST)
    number = f"{section.number} " if section.number else ""
    yield f"{'#' * level} {number}{escape_heading(section.heading)}"
    if section.weight is not None:
        nothing = (_NONE_CHOSEN if chapter.chosen else _EMPTY)[chapter.language]
        weight = _weight(section.weight, chapter.language) or nothing
        yield f"*{weight}{_left_out(section.left_out, chapter.language)}*"
    for text in section.texts:
        yield from _paragraphs(text)
    for quote in section.quotes:
        yield _quote(quote)


def _quote(quote: PrintedQuote) -> str:
    paragraphs = [
        paragraph for line in quote.lines for paragraph in _line(line.label, line.words, line.elided)
    ]
    if quote.attribution:
        paragraphs[-1] += f" ({escape(quote.attribution)})"
    return "\n>\n".join("\n".join(f"> {row}" for row in paragraph.split("\n")) for paragraph in paragraphs)


def _line(label: str, words: str, elided: bool) -> list[str]:
    said = list(_paragraphs(words))
    if label:
        said[0] = f"**{escape_heading(label)}:** {said[0]}"
    return [_ELISION, *said] if elided else said


def _paragraphs(text: str) -> Iterator[str]:
    return (escape(part) for part in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")))


def _entry(entry: CodebookEntry, language: str) -> str:
    count = _passages(entry.passages, language)
    definition = " ".join(entry.definition.split())
    said = f": {escape(definition)}" if definition else ""
    return f"{'  ' * entry.depth}- **{escape_heading(entry.name)}** ({count}){said}"


def _weight(weight: Weight, language: str) -> str:
    """What a theme rests on; empty without passages. Speakers stay out where only interviewers speak."""
    if weight.passages == 0:
        return ""
    passages = _passages(weight.passages, language)
    if language == "sv":
        transcripts = "transkription" if weight.transcripts == 1 else "transkriptioner"
        by = f" av {weight.speakers} talare" if weight.speakers else ""
        return f"{passages} i {weight.transcripts} {transcripts}{by}."
    by = f" by {counted(weight.speakers, 'speaker')}" if weight.speakers else ""
    return f"{passages} in {counted(weight.transcripts, 'transcript')}{by}."


def _left_out(codes: int, language: str) -> str:
    """That codes without any of the passages that were chosen are left out; empty where there are none."""
    if not codes:
        return ""
    if language == "sv":
        codes_are, left = ("1 kod", "utelämnad") if codes == 1 else (f"{codes} koder", "utelämnade")
        return f" {codes_are} utan utvalda avsnitt är {left}."
    return f" {counted(codes, 'code')} without chosen passages {'is' if codes == 1 else 'are'} left out."


def _passages(number: int, language: str) -> str:
    return f"{number} avsnitt" if language == "sv" else counted(number, "passage")
