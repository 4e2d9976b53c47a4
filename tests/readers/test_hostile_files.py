"""No file, however damaged or hostile, does more than be refused in one line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said
from test_html_and_otranscribe import PAGE, otr, stamp
from test_machine_transcripts import WHISPER
from test_opendocument_texts import odt
from test_opendocument_texts import para as odt_para
from test_pdf import NEEDED, PAGES, pdf
from test_rich_text import rtf
from test_subtitles import SRT, VTT
from test_tables import table as csv_table
from test_word_documents import INTERVIEW
from word_files import begins, comment, docx, ends, para, run, table, zipped

from tries import tries
from utsaga.readers import Unreadable

MB = 1 << 20


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """A document with one part in place of another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**parts, name: part})


def tried(folder: Path, data: bytes, name: str = "intervju") -> None:
    """Read a file, or have it refused in one line; what is read is sound."""
    try:
        reading = reading_of(folder, data, name)
    except Unreadable as refused:
        problem = str(refused)
    else:
        problem = ""
        said(reading)
        assert reading.text.strip()
        assert reading.text.encode()
        assert all(reading.text[one.start : one.end].strip() for one in reading.comments)
    assert "\n" not in problem


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = with_part(docx(INTERVIEW), "word/document.xml", b"<a>" + b" " * (40 * MB) + b"</a>")
    assert len(bomb) < MB
    tracemalloc.start()
    assert "unpacks to more" in refusal(tmp_path, bomb)
    assert tracemalloc.get_traced_memory()[1] < 100 * MB
    tracemalloc.stop()
    small = with_part(odt(odt_para("Ja")), "content.xml", b"<a>" + b" " * (5 * MB) + b"</a>")
    assert "unpacks to more" in refusal(tmp_path, small)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..\\windows", "C:/windows/a"])
def test_an_archive_that_reaches_outside_itself_is_refused(tmp_path: Path, name: str) -> None:
    assert "outside itself" in refusal(tmp_path, with_part(docx(INTERVIEW), name, b"x"))


def test_a_document_that_refers_to_other_files_gets_none_of_them(tmp_path: Path) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = f'<r><Relationship Type="{kinds}/officeDocument" Target="../../etc/passwd"/></r>'
    assert "text is missing" in refusal(tmp_path, with_part(docx(INTERVIEW), "_rels/.rels", outside.encode()))


ENTITIES = [
    b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'.encode("utf-16"),
]


@pytest.mark.parametrize("xml", ENTITIES)
def test_a_document_with_entities_of_its_own_is_refused(tmp_path: Path, xml: bytes) -> None:
    refusal(tmp_path, with_part(docx(INTERVIEW), "word/document.xml", xml))
    refusal(tmp_path, with_part(odt(odt_para("Ja")), "content.xml", xml))


def test_a_document_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    refusal(tmp_path, with_part(docx(INTERVIEW), "word/document.xml", deep))
    refusal(tmp_path, with_part(odt(odt_para("Ja")), "content.xml", deep))


def test_a_renamed_picture_and_an_old_word_document_are_named(tmp_path: Path) -> None:
    assert "is a picture" in refusal(tmp_path, b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "intervju.docx")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le")
    assert "save it as .docx" in refusal(tmp_path, ole, "intervju.docx")


@pytest.mark.parametrize("start", [b"", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n", b'{"text": "'])
def test_one_line_of_many_megabytes_is_read_or_refused(tmp_path: Path, start: bytes) -> None:
    data = start + b"ja: " * (2 * MB)
    tried(tmp_path, data)


@pytest.mark.parametrize("data", [VTT, SRT, json.dumps(WHISPER), "speaker;text\nA;ja\nB;nej\n"])
def test_more_cues_or_letters_than_in_any_interview_are_refused(
    tmp_path: Path, data: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("utsaga.readers.cues.MOST_CUES", 1)
    assert "more than any interview" in refusal(tmp_path, data)
    monkeypatch.setattr("utsaga.readers.encoding.LONGEST", 20)
    assert "Split it into one file an interview" in refusal(tmp_path, data)


def test_libraries_are_loaded_only_for_the_formats_that_need_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: Ja\nIP: Nej\n")
    (tmp_path / "a.vtt").write_text(VTT)
    code = (
        "import sys, pathlib; from utsaga.readers import read; [read(pathlib.Path(a)) for a in sys.argv[1:]];"
    )
    code += "print([m for m in ('lxml', 'pypdfium2', 'charset_normalizer') if m in sys.modules])"
    files = [str(path) for path in tmp_path.iterdir()]
    done = subprocess.run([sys.executable, "-c", code, *files], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


FIXTURES = {
    "vtt": VTT.encode(),
    "srt": SRT.encode("utf-16"),
    "csv": csv_table(";", "tid", "talare", "text").encode("cp1252"),
    "json": json.dumps(WHISPER).encode(),
    "otr": otr(f"<p>{stamp(1, '0:01')}I: Ja?<br>IP: Nej.</p>").encode(),
    "html": PAGE.format(charset="iso-8859-1").encode("cp1252"),
    "rtf": rtf(
        r"\pard I: Ja\'e5{\*\atrfstart 1}?\par{\*\atrfend 1}{\*\annotation{\*\atnref 1}kod}IP: \u229?\par"
    ),
    "docx": docx(
        INTERVIEW + para(begins(1), run("Ja", True), ends(1)) + table(("Anna", "Ja, så var det.")),
        comments=comment(1, "kod"),
        header1=para("Intervju"),
    ),
    "odt": odt(odt_para("I: Ja?") + odt_para("IP: Nej.")),
}


@tries(150)
@given(
    kind=st.sampled_from(sorted(FIXTURES)),
    flips=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=4),
    cut=st.floats(0, 1) | st.just(1.0),
)
def test_flipped_bytes_and_cut_files_are_read_or_refused(
    kind: str, flips: list[tuple[int, int]], cut: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(FIXTURES[kind])
    for place, value in flips:
        data[place % len(data)] = value
    tried(tmp_path_factory.getbasetemp(), bytes(data[: int(len(data) * cut)]), f"a.{kind}")


@NEEDED
@tries(6)
@given(place=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_pdf_is_read_or_refused(
    place: int, value: int, cut: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(pdf(*PAGES))
    data[place % len(data)] = value
    tried(tmp_path_factory.getbasetemp(), bytes(data[: len(data) // 2] if cut else data), "a.pdf")
