"""How a turn opens in a plain text: the grammar of labels, times and separators.

A line opens a turn in one of these forms, where L is the label:

    colon      ``L: words`` · ``L; words`` · ``**L:** words`` · ``(0:02) L: words`` · ``L [1.0s-2.5s]: words``
    timed      ``L  0:22`` · ``S1 00:00:01.717 words``
    dashed     ``L - words``
    bracketed  ``[L] words``
    alone      ``00:00:01 L`` · ``**L**``, the words on the lines below
    bare line  ``L``, the words on the lines below
    bare       ``L words``

The last two are what any line may be that begins with the label: they count only for labels of which a
person has said so. An elision may stand before the label (``/../ L: words``); it is nobody's words and no
part of the label. A turn of nobody known among turns of speakers opens with a question mark for its
label: ``?: words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from unicodedata import normalize

from utsaga.text.elisions import ELISION
from utsaga.text.times import BEFORE_WORDS, TIME, may_have_times

FORMS = ("colon", "timed", "dashed", "bracketed", "alone", "bare line", "bare")
"""The forms, the most trusted first."""

UNKNOWN = "?"
"""What stands for a label, with a colon, where it is not known who speaks."""

_BOLD = r"(?:\*{1,3}|_{1,3})"
# Also those that Word takes from a font of symbols.
_BULLETS = "*•‣◦●○▪▫■□∙·\uf020-\uf0ff"
# The colon of "Anna 1:02:03" is inside the time.
_NO_CLOCK = r"(?!(?<=\d[:;：])\d)"
# "EU:s regler" is a genitive, not the speaker EU.
_INFLECTED = r"(?:s|n|t|en|et|er|ar|are|na|ns|ens)\b"

_BEFORE_LABEL = (
    rf"[^\S\n]*(?P<turn>(?:>[ \t]*)*(?:[-+{_BULLETS}][ \t]+)?(?:\d{{1,5}}[.)]?[ \t]+)?"
    rf"(?P<elision>{ELISION}[ \t]*)?"
    rf"(?P<time>{TIME}[ \t]*(?:\n[ \t]*)?)?(?P<bold>{_BOLD})?(?P<open>[\[(<])?"
)
_AFTER_LABEL = (
    rf"(?P<close>[\])>])?(?P<unbold>{_BOLD})?(?:"
    rf"(?P<colon>[ \t]*(?:{TIME}[ \t]*)?[:;：]{_NO_CLOCK}(?!{_INFLECTED})"
    rf"(?:{_BOLD}(?!\S)|(?(bold){_BOLD}|(?!)))?"
    rf"(?:[ \t]*{BEFORE_WORDS})?(?:{_BOLD}(?!\S))?)"
    rf"|(?P<timed>[ \t]*+(?:[-–|,][ \t]*+)?{TIME}{_BOLD}?(?=\s|\Z))"
    r"|(?P<dashed>[ \t]+[-–—](?=\s))"
    r"|(?P<alone>(?=[ \t]*(?:\n|\Z)))"
    r"|(?P<bracketed>(?=\s)))"
    r")"
)


def one_spelling(label: str) -> str:
    """A label as labels are kept and compared: its letters composed (Unicode's NFC)."""
    return label if label.isascii() else normalize("NFC", label)


def spellings(labels: Iterable[str]) -> Iterator[str]:
    """Labels as they are and as a text may write them: with ``ö`` as one character or as two (NFD)."""
    for label in labels:
        yield label
        if not label.isascii():
            yield from {normalize("NFC", label), normalize("NFD", label)} - {label}


class Opening:
    """What opens lines of a text: ``first`` at a given place, ``later`` after a line break.

    The pattern for later lines begins with the line break itself, which lets the regular expression
    engine leap from line to line instead of trying every character.
    """

    def __init__(self, pattern: str, may_be_in: Callable[[str], bool] = lambda _: True) -> None:
        """Compile the pattern of one line; ``may_be_in`` tells texts in which there is no such line."""
        self._may_be_in = may_be_in
        self.first = re.compile(pattern)
        self.later = re.compile(rf"\n(?:{pattern})")

    def matches(self, text: str, start: int) -> Iterable[re.Match[str]]:
        """Every line of the text from start on that opens in one of the forms, in order."""
        if not self._may_be_in(text):
            return
        at_start = start == 0 or text[start - 1] == "\n"
        first = self.first.match(text, start) if at_start else None
        if first:
            yield first
        yield from self.later.finditer(text, max(start, first.end() if first else 0))


class OpeningByNames:
    """What opens lines of a text by labels that are known.

    The commonest form by far, ``L: words`` without any time or sign, is tried first and found as the
    group ``plain``, the first one, which is several times faster. The pattern of all the others takes
    10 ms to compile: that is done when a line is met that may be one of them.
    """

    def __init__(self, labels: tuple[str, ...]) -> None:
        """Prepare for labels."""
        names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
        begins = "".join({re.escape(label[0]) for label in labels})
        # "[laughs]" is words like others; "[0:12]" is a time.
        words = r"(?:[^\s\d\[(<{*_-]|[\[(][^\W\d_])"
        plain = rf"(?P<plain>{names}):(?=[ \t]+{words})"
        other = rf"[^\S\n]*[\d\[(<{{>_+./…{_BULLETS}{begins}-]"
        self._likely = re.compile(rf"\n(?:{plain}|{other})")
        self._likely_first = re.compile(rf"{plain}|{other}")
        self._names = names

    @cached_property
    def _others(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<plain>(?!))?{_BEFORE_LABEL}(?P<label>{self._names}){_AFTER_LABEL}")

    def matches(self, text: str, start: int) -> Iterable[re.Match[str]]:
        """Every line of the text from start on that opens in one of the forms, in order."""
        at_start = start == 0 or text[start - 1] == "\n"
        likely = self._likely_first.match(text, start) if at_start else None
        if likely is not None:
            found = likely if likely[1] is not None else self._others.match(text, start)
            if found is not None:
                yield found
                start = found.end()
        for likely in self._likely.finditer(text, start):
            if likely[1] is not None:
                if likely.start() >= start:
                    yield likely
                continue
            line = likely.start() + 1
            found = self._others.match(text, line) if line > start else None
            if found is not None:
                yield found
                start = found.end()  # it may go on over the next line: "0:12" alone, then the label


@lru_cache(maxsize=32)
def opening(labels: tuple[str, ...]) -> OpeningByNames:
    """The openings by these labels, the longest first, and by ``UNKNOWN``."""
    return OpeningByNames((*labels, UNKNOWN))


# A label as anybody might write one: begins with a letter, is short, has no sentence's punctuation.
_SIGN = r"(?:[^\n:;：\[\]<>*|!?\"”“„(]|\((?!-?\d+:))"
_NAME = rf"(?P<label>[^\W\d_]{_SIGN}{{0,58}}+)"
_SHORT_NAME = rf"(?P<label>[^\W\d_]{_SIGN}{{0,40}}?)"
_NO_ADDRESS = r"(?![/\\])"
_CANDIDATES = {
    "colon": (
        rf"{_BEFORE_LABEL}{_NAME}(?P<close>[\])>])?(?P<unbold>{_BOLD})?[ \t]*(?:{TIME}[ \t]*)?"
        rf"[:;：]{_NO_ADDRESS}{_NO_CLOCK}(?!{_INFLECTED}))"
    ),
    "timed": (
        rf"{_BEFORE_LABEL}{_SHORT_NAME}(?P<unbold>{_BOLD})?"
        rf"[ \t]*+(?:[-–|,][ \t]*+)?{TIME}{_BOLD}?[ \t]*(?=\n|\Z))"
    ),
    "timed, words after": rf"(?P<turn>(?P<label>[A-ZÅÄÖ]\w{{0,19}}|\w{{1,12}}\d)[ \t]+{TIME}[ \t]+(?=\S))",
    "time before": rf"(?P<turn>{TIME}[ \t]+(?P<label>[^\W\d_][^\n:;]{{0,40}})(?=\n|\Z))",
    "dashed": r"(?P<turn>(?P<label>[^\W\d_]{1,3}\d{0,2}|[A-ZÅÄÖ][^\W\d_]{1,15})[ \t]+[-–—](?=\s))",
    "bracketed": r"(?P<turn>\[(?P<label>[^\W\d_][^\[\]\n]{0,30})\](?=\s))",
    "bold": rf"(?P<turn>{_BOLD}(?P<label>[^\W\d_][^\n*_]{{0,40}}){_BOLD}[ \t]*(?=\n|\Z))",
}


ANY_FORMS = tuple(_CANDIDATES)
"""The forms in which labels are looked for, the most trusted first."""


@lru_cache(maxsize=len(_CANDIDATES))
def any_opening(form: str) -> Opening:
    """The openings in one of ``ANY_FORMS`` by whatever may be a label."""
    pattern = _CANDIDATES[form]
    return Opening(pattern, may_have_times) if form == "timed" else Opening(pattern)


def form_of(found: re.Match[str], bare: Collection[str] = ()) -> str | None:
    """The form in which a line opens; None when it looks like a form but lacks what makes it one.

    ``bare`` are the labels that need nothing to make it one. For what ``opening`` finds, but for its
    group ``plain``, which is a colon.
    """
    if found["colon"] is not None:
        return "colon"
    if found["timed"] is not None:
        return "timed"
    if found["dashed"] is not None:
        return "dashed"
    if found["open"] == "[" and found["close"] == "]":
        return "bracketed"
    if found["alone"] is not None and (found["time"] or (found["bold"] and found["unbold"])):
        return "alone"
    if found["label"] in bare and not found["open"] and not found["elision"]:
        return "bare line" if found["alone"] is not None else "bare"
    return None
