"""From bytes to text: what is certain first, then what is likely, with the guess made visible."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from utsaga.readers.reading import Guess, Unreadable
from utsaga.readers.sniff import wide_encoding
from utsaga.text.safe import shown_line

LONGEST = 20_000_000
"""The longest text that is read, in characters; the longest interviews are a tenth of it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = ("cp1252", "mac_roman", "cp850")
_LAST_RESORT = "iso-8859-1"  # takes any byte
_HIGH = re.compile(rb"[\x80-\xff]+")
_UTF8_RUN = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_RUNS_LOOKED_AT = 2_000
_SAMPLE_BYTES = 16_384
_SAMPLE_LENGTH = 100
_LONGEST_LINE = 400
_LIKELY = 0.85
_UNLIKELY = 0.3  # what a score is worth that does not reach _LIKELY
_SUREST_GUESS = 0.95
_DOUBTFUL = 0.9
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–©]|â€[™œ“¦]")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_LETTERS = frozenset("åäöÅÄÖéÉèÈüÜæÆøØëïáàâíóôûñçß")
_ANYWHERE = frozenset("–—…’\u00a0")
_OUTSIDE_WORDS = frozenset("“”„‘«»·•§°½¼¾€£©®´")


class Decoded(NamedTuple):
    """A text, the encoding it was in, how sure that is (0..1), and other ways to read it."""

    text: str
    encoding: str
    sure: float
    alternatives: tuple[Guess, ...] = ()

    @property
    def sample(self) -> str:
        """Words that depend on the encoding."""
        return sample_of(self.text)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What looks as if the text were not read as it was written."""
        return tuple(_warnings(self))


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of bytes; ``encoding`` as the user chose it, or None to find out.

    Line breaks become ``\\n`` (only CR LF, CR and LF break lines) and a byte order mark is taken away.

    Raises:
        Unreadable: the encoding is unknown or does not fit the bytes; or the text holds a null, is blank, or
            is longer than any interview.
    """
    decoded = _found(data, name) if encoding is None else _chosen(data, name, encoding)
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unreadable(f"'{name}' holds null characters: it is no text, or not in {decoded.encoding}.")
    if not text.strip():
        raise Unreadable(f"'{name}' is empty but for white space.")
    if len(text) > LONGEST:
        raise Unreadable(
            f"'{name}' holds more than {LONGEST // 1_000_000} million characters. Split it into one file an"
            " interview."
        )
    return decoded._replace(text=text)


def sound(text: str) -> str:
    """Return a text as ``decode`` would: line breaks are ``\\n``; what no text may hold becomes U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NO_CHARACTER.sub("\ufffd", text)


def sample_of(text: str) -> str:
    """Return words of a text that depend on its encoding, on one line and safe to show."""
    found = re.search(r"[^\x00-\x7f]", text)
    at = max(0, found.start() - _SAMPLE_LENGTH // 3) if found else 0
    return shown_line(" ".join(text[at : at + _SAMPLE_LENGTH].split()))


def known_encoding(encoding: str) -> str:
    """Return the name of an encoding as Python spells it.

    Raises:
        Unreadable: there is no such encoding of text.
    """
    try:
        "a".encode(encoding)
    except (LookupError, ValueError):
        raise _no_encoding(encoding) from None
    return codecs.lookup(encoding).name


def _no_encoding(encoding: str) -> Unreadable:
    return Unreadable(f"There is no encoding '{shown_line(encoding)}'. Try utf-8, cp1252 or utf-16.")


def _warnings(decoded: Decoded) -> Iterator[str]:
    if decoded.sure < _DOUBTFUL:
        yield (
            f"read as {decoded.encoding}, {decoded.sure:.0%} sure: check letters such as å, ä and ö,"
            " and name the encoding if they are wrong"
        )
    broken = decoded.text.count("\ufffd")
    if broken:
        yield f"{broken} characters could not be read and stand as \ufffd"
    if len(_TWICE_ENCODED.findall(decoded.text)) > 2:
        yield "letters look as if the file had been saved in the wrong encoding once (Ã¥ for å)"


def _chosen(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise Unreadable(
                f"'{name}' is not in {encoding}. Leave the encoding out to let it be found."
            ) from None
        raise _no_encoding(encoding) from None
    return Decoded(text, codecs.lookup(encoding).name, 1.0)


def _found(data: bytes, name: str) -> Decoded:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    certain = marked or wide_encoding(data)
    if certain and certain != "utf-8":
        return _chosen(data, name, certain)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _guessed(data)


def _damaged_utf8(data: bytes) -> Decoded | None:
    """The text with U+FFFD for broken bytes, when nearly all that is not ASCII is sound UTF-8."""
    runs = [run[0] for run in islice(_HIGH.finditer(data), _RUNS_LOOKED_AT)]
    sound = sum(1 for run in runs if _UTF8_RUN.fullmatch(run))
    if len(runs) < 3 or sound < len(runs) * 0.9:
        return None
    guesses = tuple(_guess(encoding, data, 0.1) for encoding in _WESTERN[:1])
    return Decoded(data.decode("utf-8", "replace"), "utf-8", sound / len(runs) * _SUREST_GUESS, guesses)


def _guessed(data: bytes) -> Decoded:
    """The text in the likeliest of the encodings that have a byte a letter."""
    scores = {encoding: _western(data, encoding) for encoding in _WESTERN}
    if max(scores.values()) < _LIKELY:
        unlikely = {encoding: score * _UNLIKELY for encoding, score in scores.items()}
        scores = {**unlikely, **_by_statistics(data)}
    ranked = sorted(scores, key=lambda encoding: -scores[encoding])
    for encoding in [*ranked, _LAST_RESORT]:
        try:
            text = data.decode(encoding)
            text.encode("utf-8")
        except ValueError:
            continue
        others = (_guess(other, data, scores[other]) for other in ranked if other != encoding)
        return Decoded(text, encoding, scores.get(encoding, 0.1), tuple(others))
    raise AssertionError("ISO-8859-1 takes any byte")


def _guess(encoding: str, data: bytes, sure: float) -> Guess:
    line = next(_lines_beyond_ascii(data), data[:_LONGEST_LINE])
    return Guess(encoding, sure, sample_of(line.decode(encoding, "replace")))


def _lines_beyond_ascii(data: bytes) -> Iterator[bytes]:
    """Yield the lines, of long ones a part, that hold bytes beyond ASCII."""
    end = 0
    while high := _HIGH.search(data, end):
        begin = max(end, high.start() - _LONGEST_LINE)
        begin = data.rfind(b"\n", begin, high.start()) + 1 or begin
        line_end = data.find(b"\n", high.end(), high.end() + _LONGEST_LINE)
        end = line_end if line_end >= 0 else high.end() + _LONGEST_LINE
        yield data[begin:end]


def _western(data: bytes, encoding: str) -> float:
    """How plausible the characters beyond ASCII are as Swedish or English text, 0..1.

    Charset detectors take short Swedish texts for Turkish or Polish; letters inside words and marks
    outside them tell cp1252, Mac and DOS apart more safely.
    """
    good = seen = 0
    for run in islice(_HIGH.finditer(data), _RUNS_LOOKED_AT):
        piece = data[max(0, run.start() - 1) : run.end() + 1].decode(encoding, "replace")
        for index, character in enumerate(piece):
            if not character.isascii():
                seen += 1
                good += _plausible(character, piece[max(0, index - 1) : index], piece[index + 1 : index + 2])
    return min(_SUREST_GUESS, good / seen * (seen + 1) / (seen + 1.2)) if seen else 0.0


def _plausible(character: str, before: str, after: str) -> bool:
    if character in _LETTERS:
        return not (character.isupper() and before.islower())
    if character in _ANYWHERE:
        return True
    return character in _OUTSIDE_WORDS and not (before.isalpha() and after.isalpha())


def _by_statistics(data: bytes) -> dict[str, float]:
    """Encodings by letter frequencies, from a bounded sample of the lines that are not ASCII."""
    from charset_normalizer import from_bytes  # slow to import, and needed for few files

    sample = bytearray()
    for line in _lines_beyond_ascii(data):
        sample += line + b"\n"
        if len(sample) > _SAMPLE_BYTES:
            break
    matches = list(from_bytes(bytes(sample)))[:5]
    return {match.encoding: (1 - match.chaos) * (0.3 + 0.55 * match.coherence) for match in matches}
