"""One interview as LibreOffice saves it in each of its formats reads the same, with its comments."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from incoming_files import said
from test_pdf import NEEDED

from utsaga.readers import Options, Unreadable, offers, read

FILES = Path(__file__).parent / "files"

TURNS = [
    ("I", "Kan du berätta hur du hamnade här?"),
    ("IP", "Ja, det var … jag litade på dem som redan jobbade här, och det “bara blev” så. [skratt]"),
    ("I", "Mm?"),
    (
        "IP",
        "Sen kom den nya chefen. Då satt man där med femtio ärenden. Det går inte. "
        "Jag menar, det går ju inte. Och ingen sa något.",
    ),
    ("I", "Vad gjorde du då?"),
    ("IP", "Gick hem – å grät. Åsa på jobbet sa: “det ordnar sig”. Det gjorde det inte."),
    ("I", "Nej?"),
    ("IP", "Nej. Men [ort] är litet."),
]

COMMENTS = [
    ("jag litade på dem som redan jobbade här", "tillit", "Karin Ek"),
    ("den nya chefen. Då satt man där med femtio ärenden.", "Makt / utan makt; ensamhet", "Robin Å"),
    ("ingen sa något", "Vad menar hon här?", "Karin Ek"),
    ("inte.\n\nI: Nej?", "TILLIT", "Karin Ek"),
]


def turns_in(path: Path) -> list[tuple[str | None, str]]:
    """Who says what, line ends and the number of the footnote left aside."""
    reading = read(path)
    return [
        (label, " ".join(words.split()).replace("inte.1 ", "inte. ")) for label, _, words in said(reading)
    ]


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_a_document_says_the_same_in_every_format_with_its_comments_on_their_words(ending: str) -> None:
    path = FILES / f"intervju-3.{ending}"
    assert turns_in(path) == TURNS
    reading = read(path)
    assert reading.format == ending
    found = [(reading.text[one.start : one.end], one.text, one.author) for one in reading.comments]
    begun = [len(text) for _, text, _ in COMMENTS]
    assert [
        (words, text[:n], author) for (words, text, author), n in zip(found, begun, strict=True)
    ] == COMMENTS
    assert reading.comments[0].date.startswith("2024-02-15")
    assert [aside.text for aside in reading.asides] == ["Antalet ärenden har hon nämnt tidigare."]
    assert reading.text[: reading.body].split("\n\n")[:2] == ["Intervju 3", "Datum: 15 februari 2024"]


@pytest.mark.parametrize("ending", ["html", pytest.param("pdf", marks=NEEDED)])
def test_a_page_and_a_pdf_say_the_same_with_the_footnote_after_the_last_turn(ending: str) -> None:
    turns = turns_in(FILES / f"intervju-3.{ending}")
    label, last = turns[-1]
    assert [(who, words.replace("inte. 1 ", "inte. ")) for who, words in turns[:-1]] == TURNS[:-1]
    assert label == "IP"
    assert last.startswith(TURNS[-1][1])


@NEEDED
def test_the_lines_of_a_pdf_are_joined_on_request() -> None:
    path = FILES / "intervju-3.pdf"
    joined = read(path, Options(unwrap=True))
    lines = {line for line in joined.text.split("\n") if line.startswith("IP: Sen kom")}
    assert any("femtio ärenden. Det går" in line for line in lines)
    assert offers(joined).unwrap == 0


def test_an_old_word_document_is_refused_whatever_it_is_called(tmp_path: Path) -> None:
    renamed = tmp_path / "intervju-3.docx"
    shutil.copy(FILES / "intervju-3.doc", renamed)
    with pytest.raises(Unreadable, match="old Word document"):
        read(renamed)


@NEEDED
def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(Unreadable, match="with a password"):
        read(FILES / "last.pdf")


def test_an_opendocument_text_that_was_packed_anew_is_still_one(tmp_path: Path) -> None:
    packed = tmp_path / "ny.odt"
    deflated = zipfile.ZIP_DEFLATED  # what it is can then not be read from outside
    with zipfile.ZipFile(FILES / "intervju-3.odt") as old, zipfile.ZipFile(packed, "w", deflated) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert turns_in(packed) == TURNS
