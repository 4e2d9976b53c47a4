"""Letters come out as they were written, whatever saved the file; a guess is shown and can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.errors import UtsagaError
from utsaga.readers import Reading, read
from utsaga.readers.encoding import decode

SWEDISH = (
    "I: Hur är det på jobbet?\nIP: Jo, det går väl så där. Åsa är sjuk.\nI: Är det svårt?\nIP: Ja, ibland.\n"
)
RUSSIAN = (
    "I: Как вы начали работать здесь?\nIP: Ну, это было давно, лет десять назад.\n"
    "I: И что?\nIP: Потом стало трудно.\n"
)
POLISH = (
    "I: Jak się Pani czuła w tej pracy?\nIP: Źle, naprawdę źle. Było ciężko.\n"
    "I: Dlaczego?\nIP: Bo ludzie byli różni.\n"
)
WORDS = ["å", "är", "öl", "Åsa", "på", "något", "sätt", "[skratt]", "”ja”", "–", "…", "och", "nej", "7", "§"]
JAPANESE = (
    "司会：よろしくお願いします。\n田中：はい、お願いします。\n司会：お仕事は何ですか。\n田中：会社員です。\n"
)


def reading_of(folder: Path, data: bytes, encoding: str | None = None) -> Reading:
    path = folder / "intervju.txt"
    path.write_bytes(data)
    return read(path, encoding=encoding)


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "iso-8859-1",
        "mac_roman",
        "cp850",
    ],
)
def test_swedish_is_read_in_every_encoding_that_it_is_saved_in(tmp_path: Path, encoding: str) -> None:
    reading = reading_of(tmp_path, SWEDISH.encode(encoding))
    assert reading.text == SWEDISH
    assert reading.warnings == ()
    assert "är det på" in reading.sample


def test_utf_16_with_the_big_end_first_has_a_mark_too(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, ("\ufeff" + SWEDISH).encode("utf-16-be"))
    assert (reading.text, reading.encoding, reading.encoding_sure) == (SWEDISH, "utf-16-be", 1)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (JAPANESE, "shift_jis"),
        (RUSSIAN, "utf-16-le"),
    ],
)
def test_other_languages_are_guessed_and_the_guess_is_said_to_be_one(
    tmp_path: Path, text: str, encoding: str
) -> None:
    reading = reading_of(tmp_path, text.encode(encoding))
    assert reading.text == text
    assert reading.encoding_sure == 1 or any("sure" in warning for warning in reading.warnings)


def test_three_dots_of_windows_are_no_line_break(tmp_path: Path) -> None:
    text = "I: Ja… och så.\nIP: ”Nej” – sa hon…\n"
    assert reading_of(tmp_path, text.encode("cp1252")).text == text


def test_a_guess_comes_with_samples_of_the_other_ways_to_read_it(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, SWEDISH.encode("cp1252"))
    assert 0.8 < reading.encoding_sure < 1
    others = {guess.encoding: guess for guess in reading.alternatives}
    assert {"mac_roman", "cp850"} <= set(others)
    assert all(guess.sure < reading.encoding_sure and guess.sample for guess in others.values())


def test_the_user_can_choose_another_encoding(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, POLISH.encode("iso-8859-2"), "iso-8859-2")
    assert (reading.text, reading.encoding, reading.encoding_sure) == (POLISH, "iso8859-2", 1)


def test_a_few_broken_bytes_do_not_make_utf_8_another_encoding(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (SWEDISH * 20).encode() + b"slut \xe5\n")
    assert reading.encoding == "utf-8"
    assert reading.text == SWEDISH * 20 + "slut \ufffd\n"
    assert any("could not be read" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "encoding", ["latin-999", "rot13", "utf-8", "utf-16", "zlib", "a\0b", "unicode_escape"]
)
def test_an_encoding_that_is_unknown_or_does_not_fit_is_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(UtsagaError, match=r"encoding|not in|no text"):
        reading_of(tmp_path, "å\\ud800".encode("cp1252"), encoding)


@given(text=st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=200))
def test_any_text_saved_as_utf_8_comes_back(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    saved = "Ja: " + text
    assert reading_of(tmp_path_factory.getbasetemp(), saved.encode()).text == saved


@given(words=st.lists(st.sampled_from(WORDS), min_size=3))
def test_any_swedish_saved_by_windows_comes_back(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = " ".join(words)
    assert reading_of(tmp_path_factory.getbasetemp(), text.encode("cp1252")).text == text


def test_words_that_tell_the_encoding_are_shown_on_one_line_without_signs_of_line_breaks() -> None:
    sample = decode("Intervju 4\n\nLängd:\t58 min\n".encode("cp1252"), "ett.txt").sample
    assert sample == "Intervju 4 Längd: 58 min"
