"""A table of speech comes in by its columns, found or named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said

from utsaga.readers import Options, Unreadable, read
from utsaga.readers.columns import find_columns

ROWS = [
    ("0:00:01", "Anna", "Hur kom du hit, egentligen?"),
    ("0:00:04", "Bo", 'Med "tåg", och sen\nbuss från Borås.'),
    ("0:00:09", "Anna", "Jaha, var det långt då?"),
    ("0:00:12", "", "Mm, det kan man kanske säga."),
    ("0:00:15", "Bo", "Ja, det var det verkligen."),
]
SAID = [
    ("Anna", 1, "Hur kom du hit, egentligen?"),
    ("Bo", 4, 'Med "tåg", och sen\nbuss från Borås.'),
    ("Anna", 9, "Jaha, var det långt då?"),
    (None, 12, "Mm, det kan man kanske säga."),
    ("Bo", 15, "Ja, det var det verkligen."),
]


def table(sign: str, *head: str, rows: list[tuple[str, ...]] = ROWS) -> str:  # type: ignore[assignment]
    """Rows as a spreadsheet saves them."""
    quoted = (['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows)
    return "\r\n".join(sign.join(row) for row in ([list(head)] if head else []) + list(quoted)) + "\r\n"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("head", [("Start", "Speaker", "Text"), ("tid", "Talare", "Yttrande"), ()])
def test_speaker_words_and_time_are_found(tmp_path: Path, sign: str, head: tuple[str, ...]) -> None:
    reading = reading_of(tmp_path, table(sign, *head), "intervju.csv")
    assert said(reading) == SAID
    assert reading.format == ("tsv" if sign == "\t" else "csv")
    assert (
        "rows: 5; took column 3 for the words, column 2 for who speaks, column 1 for the time"
        in reading.notes
    )


def test_a_table_with_headings_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert reading_of(tmp_path, table("\t", "time", "speaker", "text"), "intervju.txt").format == "tsv"


def test_a_text_with_commas_or_tabs_is_no_table(tmp_path: Path) -> None:
    plain = "I:\tJa, jo.\nIP:\tNej, nä.\nI:\tJo, ja.\nIP:\tNä, nej.\n"
    assert reading_of(tmp_path, plain, "intervju.txt").format == "text"
    assert (
        reading_of(tmp_path, "I: Ja.\nIP: Nej, men, alltså.\nI: Jo.\nIP: Nä, ja.\n", "a.csv").format == "text"
    )


def test_a_spreadsheet_saved_by_windows_is_decoded(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, table(";", "start", "talare", "text").encode("cp1252"), "intervju.csv")
    assert (reading.encoding, said(reading)) == ("cp1252", SAID)


def test_times_in_numbers_are_seconds_or_milliseconds_as_the_heading_says(tmp_path: Path) -> None:
    for heading, number in [("start", "1.5"), ("start_ms", "1500"), ("Start (ms)", "1500"), ("Start", "1,5")]:
        text = f'{heading};speaker;text\n"{number}";Anna;Ja då.\n"{number}";Bo;Nej då.\n'
        assert said(reading_of(tmp_path, text, "a.csv")) == [("Anna", 1.5, "Ja då."), ("Bo", 1.5, "Nej då.")]


WHISPER = "start\tend\ttext\n0\t4200\tHej och välkommen hit.\n4200\t9100\tTack.\n"


def test_whole_numbers_in_the_columns_that_whisper_writes_are_milliseconds(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, WHISPER, "intervju.tsv")
    assert [time for _, time, _ in said(reading)] == [0.0, 4.2]
    assert any("taken for milliseconds" in note for note in reading.notes)
    asked = reading_of(tmp_path, WHISPER, "intervju.tsv", time_unit="s")
    assert [time for _, time, _ in said(asked)] == [0.0, 4200.0]


@pytest.mark.parametrize(
    "text",
    [
        "start\tend\ttext\n0\t4\tHej och välkommen hit.\n4\t9\tTack och hej.\n",
        "start\tend\ttext\n0.0\t400.5\tHej.\n4.0\t900.5\tTack.\n",
        "start\tspeaker\ttext\n0\tAnna\tHej.\n4\tBo\tTack.\n",
        "start (sec)\tend\ttext\n0\t4200\tHej.\n4\t9100\tTack.\n",
    ],
    ids=["whole seconds", "fractions", "another table", "as the heading says"],
)
def test_tables_in_seconds_stay_in_seconds(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, text, "intervju.tsv")
    assert [time for _, time, _ in said(reading)] == [0.0, 4.0]
    assert any("taken for seconds" in note for note in reading.notes)


def test_columns_can_be_named_or_numbered(tmp_path: Path) -> None:
    text = "nr;x;y\n1;Anna;Ja\n2;Bo;Nej\n"
    assert "the columns have the numbers 1 to 3" in refusal(tmp_path, text, "a.csv")
    for choice in (("x", "y"), ("2", "3")):
        reading = read(tmp_path / "a.csv", Options(speaker_column=choice[0], text_column=choice[1]))
        assert [turn for turn in said(reading) if turn[0] != "x"] == [
            ("Anna", None, "Ja"),
            ("Bo", None, "Nej"),
        ]
    assert "no column 'z'" in refusal(tmp_path, text, "a.csv", text_column="z")
    assert "no column '9'" in refusal(tmp_path, text, "a.csv", text_column="9")


def test_a_table_of_words_alone_has_no_speakers(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "id,text\n1,Det var en gång.\n2,Och sen kom hon.\n", "a.csv")
    assert said(reading) == [(None, None, "Det var en gång."), (None, None, "Och sen kom hon.")]


def test_a_quotation_mark_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    text = "speaker,text\n" + "Anna,Ja\n" * 200 + 'Bo,"Nej\n' + "Anna,Ja\n" * 40_000
    assert "no sound table" in refusal(tmp_path, text, "a.csv")


CELLS = st.text(st.sampled_from('ab ,;"\t\n0:1å'), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=8),
    sign=st.sampled_from(",;\t"),
)
def test_any_table_is_read_or_refused(
    rows: list[list[str]], sign: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "\n".join(sign.join(row) for row in rows)
    try:
        reading = reading_of(tmp_path_factory.getbasetemp(), "x" + text, "any.csv")
    except Unreadable:
        return
    assert reading.text.strip()
    said(reading)
    find_columns(rows)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("head", [("Tid", "Talare", "Replik"), ()])
def test_words_that_a_sign_has_parted_are_put_together_and_told_of(
    tmp_path: Path, sign: str, head: tuple[str, ...]
) -> None:
    """Nobody puts words in quotation marks by hand: what a comma or semicolon in them parted is not lost."""
    words = [
        "Hur ser ni på det?",
        f"Hos oss{sign} nej{sign} inte alls.",
        "Så är det hos oss med.",
        "Ja.",
        "Men.",
    ]
    rows = [sign.join((f"0:00:0{at}", "AB"[at % 2] + "nna", said)) for at, said in enumerate(words)]
    reading = reading_of(tmp_path, "\n".join(([sign.join(head)] if head else []) + rows) + "\n", "a.csv")
    assert [turn[2].strip() for turn in said(reading)] == [one.replace("\t", sign) for one in words]
    assert any(
        f"rows with more cells than columns: 1 (line {3 if head else 2} of the file)" in one
        for one in reading.warnings
    )


@pytest.mark.parametrize("head", ["Talare,Replik\n", ""])
def test_two_columns_without_any_quotation_marks_are_a_table(tmp_path: Path, head: str) -> None:
    body = "Anna,Ja, det är så, tycker jag.\nBo,Nej.\nAnna,Men alltså, vi, då?\nBo,Jo, kanske.\n"
    reading = reading_of(tmp_path, head + body, "a.csv")
    assert said(reading) == [
        ("Anna", None, "Ja, det är så, tycker jag."),
        ("Bo", None, "Nej."),
        ("Anna", None, "Men alltså, vi, då?"),
        ("Bo", None, "Jo, kanske."),
    ]


def test_columns_that_nothing_is_taken_from_are_told_of(tmp_path: Path) -> None:
    text = "Talare;Replik;Anm\nBo;Nej; inte;kort\nAnna;Jo;;;\n"
    reading = reading_of(tmp_path, text, "a.csv")
    assert said(reading) == [("Bo", None, "Nej; inte"), ("Anna", None, "Jo")]
    assert any("columns left out: 1" in one for one in reading.notes)
