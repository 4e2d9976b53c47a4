"""The theme summary as a document: headings, texts and quotes in order, before any format.

Every writer of a format prints this; none looks at the study by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from utsaga.analysis.attribution import FACTS, Attribution, Attributor
from utsaga.analysis.persons import keys_of
from utsaga.analysis.quotes import Quote, distinct, quotes_for
from utsaga.analysis.weight import Weight, weigh
from utsaga.analysis.where import Chosen, chosen_by
from utsaga.model.code import Code
from utsaga.model.codetree import CodeTree
from utsaga.model.errors import UtsagaError
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.coding import memos
from utsaga.study.phrases import counted
from utsaga.text.dialogue import parts

LANGUAGES = ("en", "sv")


class NotExact(UtsagaError):
    """Quotes that are no longer what the transcript says: no chapter is written."""


class NotPlaced(NotExact):
    """Some of them wait for a person: whoever tells it names the way to them."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the chapter is to look like.

    ``number_from`` is the number of the first theme (``5.1``), empty for headings without numbers.
    ``interviewer`` keeps the interviewer's words in a passage; without them, ``[...]`` stands where they
    stood between others' words. ``starred`` takes only quotes marked to print, ``where`` (a filter, see
    ``analysis.where``) only those in which somebody speaks whom it chooses.
    """

    language: str = "en"
    number_from: str = ""
    attribution: Attribution = Attribution.SPEAKER
    interviewer: bool = True
    starred: bool = False
    codebook: bool = True
    where: str = ""
    times: bool = False

    @property
    def limited(self) -> bool:
        """Whether only some of the quotes are wanted."""
        return self.starred or bool(self.where.strip())


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
    ``left_out`` is then how many codes there have quotes, but none of those that were chosen.
    """

    level: int
    number: str
    heading: str
    weight: Weight | None
    texts: tuple[str, ...]
    quotes: tuple[PrintedQuote, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """A code in the codebook: its path, what it covers, and its distinct passages with those below."""

    depth: int
    name: str
    definition: str
    passages: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """The whole theme summary, or as much of it as has the quotes that were ``chosen`` among all.

    ``left_out`` is how many codes have quotes, but none of those. ``labels`` is how many passages are not
    printed, because they hold a speaker's label and nothing that anybody says: speakers who get other
    labels, and other programs, leave such codings behind. ``lacks`` is what should stand after the quotes
    and is known of nobody in them ("group").
    """

    title: str
    language: str
    sections: tuple[Section, ...]
    codebook: tuple[CodebookEntry, ...]
    chosen: bool = False
    left_out: int = 0
    labels: int = 0
    lacks: str = ""

    @property
    def lack(self) -> str:
        """What to say of that, as a sentence; empty where nothing lacks."""
        return f"Nothing stands after the quotes: no {self.lacks} is known for any." if self.lacks else ""

    def wrote(self, where: str) -> str:
        """What to say when it has been written: ``Wrote 12 quotes to chapter.md.``"""
        quotes = counted(sum(len(section.quotes) for section in self.sections), "quote")
        are = "is" if self.left_out == 1 else "are"
        left = f" {counted(self.left_out, 'code')} with none of them {are} left out." if self.left_out else ""
        holds, are = ("holds", "is") if self.labels == 1 else ("hold", "are")
        passages = (
            f"{counted(self.labels, 'passage')} that {holds} nothing but a speaker's label {are} left out."
        )
        more = f" {passages}" if self.labels else ""
        return f"Wrote {quotes} to {where}.{left}{more} {self.lack}".rstrip()


def build(study: Study, options: Options) -> Chapter:
    """The theme summary of a study.

    Raises:
        BadFilter: the filter cannot be understood.
        NotPlaced: a quote is not what stands in its transcript any more.
        NotExact: part of the study is unreadable.
        UtsagaError: a transcript cannot be read.
    """
    study.held.load_all()
    _refuse_incomplete(study)
    chosen = chosen_by(study, options.where)
    found = _quotes(study, options.starred, chosen)
    _refuse_inexact(found)
    spoken = [quote for quote in found if parts(study.transcript(quote.source.id), quote.span)]
    quotes = _by_code(spoken)
    coded = {c.code for c in study.held.codings_of(code.id for _, code in study.codes.walk())}
    left_out = coded - quotes.keys() if options.limited else set()
    return Chapter(
        title=study.info.title,
        language=options.language,
        chosen=options.limited,
        left_out=len(left_out),
        labels=len(distinct(found)) - len(distinct(spoken)),
        lacks=_lacking(study, options, spoken),
        sections=tuple(_sections(study, quotes, options, chosen.keys_in if chosen else keys_of, left_out)),
        codebook=tuple(_codebook(study.codes, quotes)) if options.codebook else (),
    )


class _Printer:
    """Makes quotes ready for print, all in one style."""

    def __init__(self, study: Study, options: Options) -> None:
        self._study = study
        self._interviewer = options.interviewer
        self._attributor = Attributor(study, options.attribution, options.language, times=options.times)

    def print_all(self, quotes: Iterable[Quote]) -> dict[str, PrintedQuote]:
        """Quotes as they will stand in the chapter, by the ids of their codings; each text is read once."""
        return {quote.coding.id: self._print(quote) for quote in sorted(quotes, key=lambda q: q.source.id)}

    def _print(self, quote: Quote) -> PrintedQuote:
        lines = tuple(self._lines(quote))
        named = self._attributor.said_by_labels and any(line.label for line in lines)
        return PrintedQuote(lines, self._attributor.when(quote) if named else self._attributor.after(quote))

    def _lines(self, quote: Quote) -> Iterable[Line]:
        transcript = self._study.transcript(quote.source.id)
        if transcript.text[quote.coding.start : quote.coding.end] != quote.coding.quote:
            raise _not_placed([quote])  # changed between the look at all quotes and this one
        said = [
            (transcript.speaker(part.turn), transcript.text[part.span.start : part.span.end])
            for part in parts(transcript, quote.coding.span)
        ]
        if not said:
            raise _not_placed([quote])  # so have the speakers
        kept = [not self._left_out(speaker) for speaker, _ in said]
        if not any(kept):
            kept = [True] * len(said)
        dialogue = len({speaker for (speaker, _), keep in zip(said, kept, strict=True) if keep}) > 1
        printed = elided = False
        for (speaker, words), keep in zip(said, kept, strict=True):
            if keep:
                label = self._attributor.label(quote, speaker) if dialogue else ""
                yield Line(label, words, elided and printed)
                printed = True
            elided = not keep

    def _left_out(self, speaker: Speaker | None) -> bool:
        return not self._interviewer and speaker is not None and speaker.interviewer


def _quotes(study: Study, starred: bool, chosen: Chosen | None) -> list[Quote]:
    """The quotes of all codes, by source and place."""
    codings = study.held.codings_of(code.id for _, code in study.codes.walk())
    quotes = quotes_for(study, [coding for coding in codings if coding.starred or not starred])
    return list(chosen.quotes(quotes)) if chosen else quotes


def _by_code(quotes: Iterable[Quote]) -> dict[str, list[Quote]]:
    """The distinct quotes of each code."""
    by_code: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_code.setdefault(quote.coding.code, []).append(quote)
    return {code_id: distinct(listed) for code_id, listed in by_code.items()}


def _lacking(study: Study, options: Options, quotes: Sequence[Quote]) -> str:
    """What the style asks for, if the study knows it of nobody who is quoted."""
    if options.attribution not in FACTS or not quotes:
        return ""
    attributor = Attributor(study, options.attribution, options.language)
    return "" if any(map(attributor.who, quotes)) else options.attribution.value


def _refuse_incomplete(study: Study) -> None:
    if study.held.unreadable:
        where = ", ".join(sorted({found.where for found in study.held.unreadable}))
        raise NotExact(
            f"Not everything in the study can be read ({where}), so the chapter would lack something. "
            "'utsaga check' lists what is wrong."
        )


def _refuse_inexact(quotes: Iterable[Quote]) -> None:
    wrong = [quote for quote in quotes if not quote.exact]
    if wrong:
        raise _not_placed(wrong)


def _not_placed(wrong: Sequence[Quote]) -> NotPlaced:
    titles = ", ".join(sorted({quote.source.title for quote in wrong}))
    one = len(wrong) == 1
    which = f"{counted(len(wrong), 'coded passage')} {'is' if one else 'are'}"
    return NotPlaced(
        f"{which} not what stands in the transcript any more ({titles}): "
        f"the text has changed, and a person must place {'it' if one else 'them'}. "
        "Nothing was written."
    )


def _sections(
    study: Study,
    quotes: dict[str, list[Quote]],
    options: Options,
    keys: Callable[[Quote], set[str]],
    left_out: Collection[str],
) -> Iterable[Section]:
    below = _quotes_below(study.codes, quotes)
    ready = _Printer(study, options).print_all(quote for listed in quotes.values() for quote in listed)
    texts = {code.id: [memo.text for memo in memos.of_code(study, code.id)] for _, code in study.codes.walk()}
    printed = [
        (depth, code)
        for depth, code in study.codes.walk()
        if below[code.id] or _stands_without_quotes(study.codes, code, texts, chosen=options.limited)
    ]
    numbers = _numbers([depth for depth, _ in printed], options.number_from)
    for (depth, code), number in zip(printed, numbers, strict=True):
        yield Section(
            level=depth + 1,
            number=number,
            heading=code.name,
            weight=weigh(below[code.id], keys) if depth == 0 else None,
            texts=tuple(texts[code.id]),
            quotes=tuple(ready[quote.coding.id] for quote in quotes.get(code.id, ())),
            left_out=sum(one.id in left_out for one in study.codes.subtree(code.id)) if depth == 0 else 0,
        )


def _stands_without_quotes(codes: CodeTree, code: Code, texts: dict[str, list[str]], *, chosen: bool) -> bool:
    """Whether a heading is printed without quotes below it: with a text, or in a chapter of all quotes."""
    if chosen:
        return any(texts[below.id] for below in codes.subtree(code.id))
    return codes.level(code.id) != "code" or bool(texts[code.id])


def _quotes_below(codes: CodeTree, quotes: dict[str, list[Quote]]) -> dict[str, list[Quote]]:
    """The quotes of each code and of all codes below it."""
    below = {code.id: list(quotes.get(code.id, ())) for _, code in codes.walk()}
    for _, code in reversed(list(codes.walk())):
        parent = codes.parent(code.id)
        if parent is not None:
            below[parent.id] += below[code.id]
    return below


def _numbers(depths: Iterable[int], first: str) -> Iterable[str]:
    """The numbers of headings of these depths; empty ones if there is no first."""
    *before, last = first.split(".")
    counts: list[int] = [int(last) - 1] if first else []
    for depth in depths:
        if not first:
            yield ""
            continue
        counts = [*counts[: depth + 1], *[0] * (depth + 1 - len(counts))]
        counts[depth] += 1
        yield ".".join([*before, *map(str, counts)])


def _codebook(codes: CodeTree, quotes: dict[str, list[Quote]]) -> Iterable[CodebookEntry]:
    below = _quotes_below(codes, quotes)
    for depth, code in codes.walk():
        yield CodebookEntry(depth, code.name, code.definition, len(distinct(below[code.id])))
