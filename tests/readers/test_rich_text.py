"""A Rich Text document comes in with its letters, speakers and comments, whatever its name says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said

from utsaga.readers import Unreadable

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}"
STYLES = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\*\generator Riched20;}{\info{\title Titel}}"


def rtf(body: str, head: str = HEAD + STYLES) -> bytes:
    """A document with this body, in the bytes of Windows."""
    return (head + body + "}").encode("cp1252")


def test_paragraphs_tabs_and_soft_breaks_are_kept(tmp_path: Path) -> None:
    body = r"\pard I: Hur kom\tab du\line hit?\par IP: Med {\b t\'e5g}.\par I: Jaha\'3f\par"
    body += r" IP: \{Ja\}~\~nu\_da.\par"
    reading = reading_of(tmp_path, rtf(body), "intervju.doc")
    assert (reading.format, reading.encoding, reading.encoding_sure) == ("rtf", "cp1252", 1)
    assert said(reading) == [
        ("I", None, "Hur kom\tdu\nhit?"),
        ("IP", None, "Med tåg."),
        ("I", None, "Jaha?"),
        ("IP", None, "{Ja}~ nu-da."),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"sm\'f6rg\'e5s \'93ja\'94 \'85 \endash  \emdash ", "smörgås “ja” … – —"),
        (r"\uc0 \u55357\uc1 \u56832\'3f \u55357?\u56832?", "😀 😀"),
        (r"\u246?\u229\'e5 \uc0\u246 sk \uc2\u8364\'80\'80!", "öå ösk €!"),
        (r"\u-10179?\u-8704? ja", "😀 ja"),
        (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2} \'e5", "Привет å"),
        ("rå text", "rå text"),
    ],
)
def test_letters_come_out_whatever_way_they_are_written(tmp_path: Path, body: str, text: str) -> None:
    assert reading_of(tmp_path, rtf(body)).text == text + "\n"


def test_the_code_page_of_the_document_is_used_unless_the_user_names_another(tmp_path: Path) -> None:
    data = rtf(r"\'b3\'f3d\'9f", r"{\rtf1\ansi\ansicpg1250 ")
    assert (reading_of(tmp_path, data).text, reading_of(tmp_path, data).encoding) == ("łódź\n", "cp1250")
    assert reading_of(tmp_path, data, encoding="cp1252").text == "³ódŸ\n"
    assert reading_of(tmp_path, rtf(r"\'8e", r"{\rtf1\mac ")).text == "é\n"
    assert reading_of(tmp_path, rtf(r"\'82\'a0 \'83e", r"{\rtf1\ansi\ansicpg932 ")).text == "あ テ\n"
    with pytest.raises(Unreadable, match="no encoding"):
        reading_of(tmp_path, data, encoding="martian")


def test_bold_names_and_tables_of_speech_are_turns(tmp_path: Path) -> None:
    named = "".join(rf"\pard {{\b {who}}} Ja.\par" for who in ("Ann", "Bo") * 2)
    assert [label for label, _, _ in said(reading_of(tmp_path, rtf(named)))] == ["Ann", "Bo", "Ann", "Bo"]
    rows = "".join(
        rf"\trowd\cellx1\cellx2\pard\intbl {who}\cell {words}\cell\row"
        for who, words in (("Ann", r"Hur kom du hit?\par Med buss?"), ("Bo", "Med tåg, sa jag.")) * 2
    )
    reading = reading_of(tmp_path, rtf(r"\pard F\'f6re\par" + rows + r"\pard Efter\par"))
    assert said(reading)[:2] == [
        ("Ann", None, "Hur kom du hit?\nMed buss?"),
        ("Bo", None, "Med tåg, sa jag."),
    ]
    assert reading.text.startswith("Före\n\n")
    assert reading.text.endswith("\n\nEfter\n")


def test_headers_footnotes_deleted_and_hidden_text_are_not_in_the_text(tmp_path: Path) -> None:
    body = r"{\header Intervju 4\par}{\footer Sida {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
    body += r"Det {\deleted aldrig }{\revised ofta }var{\v hemligt}"
    body += r"{\super\chftn{\footnote En not.}} s\'e5.{\*\x y}\par"
    reading = reading_of(tmp_path, rtf(body))
    assert reading.text == "Det ofta var så.\n"
    assert [(aside.kind, aside.text) for aside in reading.asides] == [
        ("page header", "Intervju 4"),
        ("page footer", "Sida 1"),
        ("footnote", "En not."),
    ]
    assert "tracked changes: insertions kept: 1, deletions left out: 1" in reading.notes
    assert "hidden pieces of text, left out: 1" in reading.notes


def test_a_text_box_is_read_once_and_pictures_are_not(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard Ruta\par}}{\shprslt{\pard Ruta\par}}}"
    picture = r"{\pict\wmetafile8 " + "00ff" * 100 + r"}{\*\objdata " + "00ff" * 10 + r"}\bin3 {}\ "
    assert reading_of(tmp_path, rtf(box + r"\pard Efter\par" + picture)).text == "Ruta\n\nEfter\n"


def test_comments_stand_on_their_words(tmp_path: Path) -> None:
    date = (124 << 20) | (2 << 16) | (15 << 11) | (10 << 6) | 30
    body = r"\pard IP: {\*\atrfstart 1}Med {\*\atrfstart 2}t\'e5g{\*\atrfend 2}.\par Och buss.{\*\atrfend 1}"
    for number, text in ((1, "resa"), (2, r"sp\'e5r")):
        parts = rf"{{\*\atnref {number}}}{{\*\atndate {date}}}\pard\plain {text}\par"
        body += rf"{{\*\atnid KE}}{{\*\atnauthor Karin Ek}}\chatn{{\*\annotation{parts}}}"
    body += r" Ja.\par Slut{\*\atnauthor Bo}{\*\annotation punkt}.\par"
    reading = reading_of(tmp_path, rtf(body))
    assert [(reading.text[one.start : one.end], one.text, one.author) for one in reading.comments] == [
        ("Med tåg.\n\nOch buss.", "resa", "Karin Ek"),
        ("tåg", "spår", "Karin Ek"),
        ("Slut.", "punkt", "Bo"),
    ]
    assert reading.comments[0].date == "2024-02-15T10:30:00"


def test_documents_that_are_cut_deep_or_blank_are_refused(tmp_path: Path) -> None:
    assert "cut short" in refusal(tmp_path, rtf(r"Ja\par")[:-3])
    assert "nested deeper" in refusal(tmp_path, rtf("{" * 100_000))
    assert "no words" in refusal(tmp_path, rtf(r"\par {\*\x y}"))


PIECES = st.sampled_from(
    [
        "{",
        "}",
        r"\par ",
        r"\cell ",
        r"\row ",
        r"\intbl ",
        r"\pard ",
        r"\b ",
        r"\u229?",
        r"\'e5",
        "IP: ",
        "\\",
        r"\*",
        r"{\*\annotation x}",
        r"{\*\atrfstart 1}",
        r"{\footnote y}",
        r"\uc9",
        r"\v",
        r"\bin99",
        r"\u-10179?",
        r"{\shptxt ",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_rich_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    try:
        reading = reading_of(tmp_path_factory.getbasetemp(), rtf("Ja " + body), "any.rtf")
    except Unreadable:
        return
    said(reading)
    assert reading.text.encode()
