"""The theme summary as a document: headings, texts and quotes in order, before any format.

Every writer of a format prints this; none looks at the study by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from utsaga.analysis.attribution import Attribution, Attributor
from utsaga.analysis.quotes import Quote, distinct, quotes_for
from utsaga.analysis.weight import Weight, weigh
from utsaga.model.code import Code
from utsaga.model.codetree import CodeTree
from utsaga.model.coding import Coding
from utsaga.model.errors import UtsagaError
from utsaga.study import Study, memos
from utsaga.text.dialogue import parts

LANGUAGES = ("en", "sv")


class NotExact(UtsagaError):
    """Quotes that are no longer what the transcript says: no chapter is written."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the chapter is to look like.

    ``number_from`` is the number of the first theme (``5.1``), empty for headings without numbers.
    ``interviewer`` keeps the interviewer's words in a passage; without them, ``[...]`` stands where they
    stood between others' words. ``starred`` takes only quotes marked to print.
    """

    language: str = "en"
    number_from: str = ""
    attribution: Attribution = Attribution.SPEAKER
    interviewer: bool = True
    starred: bool = False
    codebook: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One speaker's words in a quote; the label is empty when the quote is one speaker's alone.

    ``words`` are exactly those of the transcript. ``elided`` says that the interviewer's words before
    these have been left out.
    """

    label: str
    words: str
    elided: bool = False


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """A quote as it stands in the chapter, and what stands after it in brackets."""

    lines: tuple[Line, ...]
    attribution: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what belongs to it. ``level`` is 1 for a theme, 2 and 3 below it.

    ``weight`` is given for what stands at the root: how much it rests on with all that lies below it.
    """

    level: int
    number: str
    heading: str
    weight: Weight | None
    texts: tuple[str, ...]
    quotes: tuple[PrintedQuote, ...]


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """A code in the codebook: its path, what it covers, and its distinct passages with those below."""

    depth: int
    name: str
    definition: str
    passages: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """The whole theme summary."""

    title: str
    language: str
    sections: tuple[Section, ...]
    codebook: tuple[CodebookEntry, ...]


def build(study: Study, options: Options) -> Chapter:
    """The theme summary of a study.

    Raises:
        NotExact: a quote is not what stands in its transcript any more.
        UtsagaError: a transcript cannot be read.
    """
    study.held.load_all()
    quotes = _quotes_by_code(study, options.starred)
    _refuse_inexact(quote for listed in quotes.values() for quote in listed)
    printer = _Printer(study, options)
    return Chapter(
        title=study.info.title,
        language=options.language,
        sections=tuple(_sections(study, printer, quotes, options)),
        codebook=tuple(_codebook(study.codes, quotes)) if options.codebook else (),
    )


class _Printer:
    """Makes quotes ready for print, all in one style."""

    def __init__(self, study: Study, options: Options) -> None:
        self._study = study
        self._interviewer = options.interviewer
        self._attributor = Attributor(study, options.attribution, options.language)

    def print(self, quote: Quote) -> PrintedQuote:
        """A quote as it will stand in the chapter."""
        return PrintedQuote(tuple(self._lines(quote)), self._attributor.after(quote))

    def _lines(self, quote: Quote) -> Iterable[Line]:
        transcript = self._study.transcript(quote.source.id)
        found = [
            (transcript.speaker(part.turn), transcript.text[part.span.start : part.span.end])
            for part in parts(transcript, quote.coding.span)
        ]
        others = any(speaker is None or not speaker.interviewer for speaker, _ in found)
        dialogue = len(found) > 1
        printed = elided = False
        for speaker, words in found:
            if others and not self._interviewer and speaker is not None and speaker.interviewer:
                elided = True
                continue
            yield Line(self._attributor.label(quote, speaker) if dialogue else "", words, elided and printed)
            printed, elided = True, False


def _quotes_by_code(study: Study, starred: bool) -> dict[str, list[Quote]]:
    wanted: dict[str, list[Coding]] = {}
    for coding in study.held.codings_of(code.id for _, code in study.codes.walk()):
        if coding.starred or not starred:
            wanted.setdefault(coding.code, []).append(coding)
    quotes = quotes_for(study, sorted((c for listed in wanted.values() for c in listed), key=_by_source))
    by_code: dict[str, list[Quote]] = {}
    place = {source.id: number for number, source in enumerate(study.sources)}
    for quote in sorted(
        quotes, key=lambda q: (place[q.source.id], q.coding.start, q.coding.end, q.coding.id)
    ):
        by_code.setdefault(quote.coding.code, []).append(quote)
    return {code_id: distinct(listed) for code_id, listed in by_code.items()}


def _by_source(coding: Coding) -> str:
    return coding.source


def _refuse_inexact(quotes: Iterable[Quote]) -> None:
    wrong = [quote for quote in quotes if not quote.exact]
    if wrong:
        titles = ", ".join(sorted({quote.source.title for quote in wrong}))
        raise NotExact(
            f"{len(wrong)} coded passages are not what stands in the transcript any more ({titles}). "
            "The text was changed outside the program: put it back, or take the codes off and code anew. "
            "'utsaga check' lists the places."
        )


def _sections(
    study: Study, printer: _Printer, quotes: dict[str, list[Quote]], options: Options
) -> Iterable[Section]:
    numbers = _numbers(study.codes, options.number_from) if options.number_from else {}
    for depth, code in study.codes.walk():
        below = [quote for part in study.codes.subtree(code.id) for quote in quotes.get(part.id, ())]
        texts = tuple(memo.text for memo in memos.of_code(study, code.id))
        if not below and not texts and study.codes.level(code.id) == "code":
            continue
        yield Section(
            level=depth + 1,
            number=numbers.get(code.id, ""),
            heading=code.name,
            weight=weigh(below) if depth == 0 else None,
            texts=texts,
            quotes=tuple(printer.print(quote) for quote in quotes.get(code.id, ())),
        )


def _numbers(codes: CodeTree, first: str) -> dict[str, str]:
    *before, last = first.split(".")
    numbers: dict[str, str] = {}

    def number(siblings: list[Code], prefix: list[str], start: int) -> None:
        for at, code in enumerate(siblings, start):
            numbers[code.id] = ".".join([*prefix, str(at)])
            number(codes.children(code.id), [*prefix, str(at)], 1)

    number(codes.children(None), before, int(last))
    return numbers


def _codebook(codes: CodeTree, quotes: dict[str, list[Quote]]) -> Iterable[CodebookEntry]:
    for depth, code in codes.walk():
        below = [quote for part in codes.subtree(code.id) for quote in quotes.get(part.id, ())]
        yield CodebookEntry(depth, code.name, code.definition, len(distinct(below)))
