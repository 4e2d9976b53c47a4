"""A file costs no more than its size allows: twice the file takes about twice the work, whatever is in it."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from incoming_files import reading_of, refusal
from test_html_and_otranscribe import PAGE
from test_opendocument_texts import odt
from test_opendocument_texts import para as odt_para
from word_files import W, begins, comment, docx, ends, para, run, zipped

from utsaga.readers import NoColumns, Options, read
from utsaga.readers.zips import Archive

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_headers(targets: list[str], headers: Mapping[str, str]) -> bytes:
    """A Word document that refers to these targets as its headers, and the words of the headers it has."""
    with zipfile.ZipFile(io.BytesIO(docx(para("Anna: Hej.")))) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    related = "".join(f'<Relationship Type="{KINDS}/header" Target="{target}"/>' for target in targets)
    parts["word/_rels/document.xml.rels"] = f"<Relationships>{related}</Relationships>"
    made = {f"word/{name}": f'<w:hdr xmlns:w="{W}">{para(words)}</w:hdr>' for name, words in headers.items()}
    return zipped({**parts, **made})


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that are unpacked, in that order."""
    names: list[str] = []
    part = Archive.part

    def counted(archive: Archive, name: str) -> bytes:
        names.append(name)
        return part(archive, name)

    monkeypatch.setattr(Archive, "part", counted)
    return names


def test_a_part_that_is_referred_to_many_times_is_unpacked_once(tmp_path: Path, unpacked: list[str]) -> None:
    spellings = ["h.xml", "/word/h.xml", "./h.xml", "x/../h.xml"]
    reading = reading_of(tmp_path, with_headers(spellings * 50, {"h.xml": "Intervju med Karin"}))
    assert [aside.text for aside in reading.asides] == ["Intervju med Karin"]
    assert unpacked.count("word/h.xml") == 1


def test_many_parts_together_are_no_larger_than_any_document(
    tmp_path: Path, unpacked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("utsaga.readers.zips.LARGEST_SUM", 100_000)
    headers = {f"h{number}.xml": "x" * 20_000 for number in range(40)}
    assert "unpacks to more" in refusal(tmp_path, with_headers(list(headers), headers))
    assert len(unpacked) < 12
    assert reading_of(tmp_path, with_headers(list(headers)[:2], headers)).text
    assert "unpacks to more" in refusal(tmp_path, odt(odt_para("Anna: Hej." + "x" * 120_000)))


def wide_table(cells: int) -> str:
    """A page with a table of which the first row has so many cells."""
    rows = "<tr>" + "<td>a" * cells + "</tr>" + "<tr><td>a</tr>" * 300
    return PAGE.format(charset="utf-8") + f"<table>{rows}</table>"


def stamps(pieces: int) -> str:
    """A time stamp of oTranscribe that is never closed."""
    return json.dumps({"text": '<span class="timestamp">' + "xxxxxxxxxx<b></b>" * pieces, "media": ""})


def signed(times: int) -> bytes:
    """A comment that was signed so many times."""
    names = "".join(f"<dc:creator>{one**30}</dc:creator>" for one in range(times))
    note = f"<office:annotation>{names}<text:p>kod</text:p></office:annotation>"
    return odt(odt_para(f"Anna: Hej.{note}"))


def comments_on_nothing(count: int) -> bytes:
    """One long paragraph with comments between its words."""
    marks = "".join(begins(one) + ends(one) + run("ja " * 30) for one in range(count))
    return docx(f"<w:p>{marks}</w:p>", comments="".join(comment(one, "kod") for one in range(count)))


HOSTILE: dict[str, tuple[int, Callable[[int], str | bytes]]] = {
    "underscores.txt": (20_000, lambda n: "_" * n + "\nslut\n"),
    "numbered labels.txt": (2_000, lambda n: "".join(f"IP {one}: ja\n" for one in range(n)) * 2),
    "labels that stand once.txt": (
        1_000,
        lambda n: "I: ja\nAnna Ek: nej\n" * n + "".join(f"Anna Ek{one:x}x: ja\n" for one in range(n)),
    ),
    "lines that stand alone.txt": (1_500, lambda n: "".join(f"P{one}\nja\n\n" for one in range(n)) * 2),
    "footnotes.rtf": (
        1_500,
        lambda n: r"{\rtf1 Anna: hej\par " + "".join(rf"{{\footnote {one}}}" for one in range(n)) + "}",
    ),
    "stamp.otr": (8_000, stamps),
    "signatures.odt": (3_000, signed),
    "comments.docx": (400, comments_on_nothing),
    "wide.html": (2_000, wide_table),
    "wide.csv": (400, lambda n: ("ja," * n + "nej\n") * 100),
}


def cost(path: Path, data: str | bytes) -> float:
    """How many seconds of the processor reading takes."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    before = time.process_time()
    with suppress(NoColumns):
        read(path, Options())
    return time.process_time() - before


@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_file_takes_no_sixteen_times_the_work(tmp_path: Path, name: str) -> None:
    """Only processor time is looked at, and another try is allowed: work that grows squarely is 16 times."""
    size, made = HOSTILE[name]
    path = tmp_path / name
    cost(path, made(size // 10))
    ratios = []
    while not ratios or (min(ratios) >= 9 and len(ratios) < 4):
        ratios.append(cost(path, made(size * 4)) / max(cost(path, made(size)), 0.01))
    assert min(ratios) < 9


def test_a_table_with_more_speakers_than_any_interview_asks_for_its_columns(tmp_path: Path) -> None:
    rows = "".join(f"Anna {one};ja det var så\n" for one in range(1_001))
    with pytest.raises(NoColumns, match="more than 1,000 speakers"):
        reading_of(tmp_path, "speaker;text\n" + rows, "a.csv")
    assert not reading_of(tmp_path, "speaker;text\n" + rows, "a.csv", speaker_column="-").speakers
