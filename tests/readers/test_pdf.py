"""A PDF with a text layer comes in line by line, without what its pages repeat."""

from __future__ import annotations

import importlib.util
import zlib
from pathlib import Path

import pytest
from incoming_files import reading_of, refusal, said

NEEDED = pytest.mark.skipif(
    importlib.util.find_spec("pypdfium2") is None,
    reason="the library of the extra utsaga[pdf] is not installed",
)


def pdf(*pages: list[str], trailer: str = "") -> bytes:
    """A PDF with these lines on its pages."""
    contents = [_stream(lines) for lines in pages]
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for number, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 {font} >> >> >>".encode()
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)
        )
    made, places = b"%PDF-1.7\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + end.encode()


def _stream(lines: list[str]) -> bytes:
    shown = b"BT /F1 11 Tf 14 TL 60 780 Td\n"
    for line in lines:
        escaped = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown += b"(%s) Tj T*\n" % escaped
    return zlib.compress(shown + b"ET")


PAGES = (
    ["Intervju 4", "I: Hur kom det sig att du började på socialtjänsten, om du tänker", "efter?", "Sida 1"],
    ["Intervju 4", "IP: Jag sökte ett vikariat, och så blev jag kvar (skratt) i många", "Sida 2"],
    ["Intervju 4", "år. Mer än så.", "I: Jaha?", "IP: Ja – precis.", "Sida 3"],
)


@NEEDED
def test_lines_stand_as_on_the_page_and_what_pages_repeat_is_set_aside(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, pdf(*PAGES), "intervju.doc")
    assert reading.format == "pdf"
    assert [label for label, _, _ in said(reading)] == ["I", "IP", "I", "IP"]
    assert said(reading)[1][2].endswith("(skratt) i många\når. Mer än så.")
    assert [aside.text for aside in reading.asides] == ["Intervju 4", "Sida 1", "Sida 2", "Sida 3"]


@NEEDED
def test_a_page_number_is_set_aside_though_it_stands_once(tmp_path: Path) -> None:
    """On the only page, or on the second one alone because the first has none."""
    reading = reading_of(
        tmp_path, pdf(["I: Hur?", "IP: Det tog", "12", "minuter. Jag ringer direkt.", "1"]), "a.pdf"
    )
    assert said(reading)[-1][2] == "Det tog\n12\nminuter. Jag ringer direkt."
    assert [(aside.kind, aside.text) for aside in reading.asides] == [("page furniture", "1")]
    for pages in (
        (["I: Hur?", "IP: Jag."], ["I: Jaha?", "IP: Ja.", "- 2 -"]),
        (["I: Hur?", "IP: Jag.", "47"],),
    ):
        assert said(reading_of(tmp_path, pdf(*pages), "b.pdf"))[-1][2] in ("Ja.", "Jag.")


@NEEDED
def test_unwrapping_makes_sentences_whole_over_pages(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, pdf(*PAGES), unwrap=True)
    assert said(reading)[1][2] == (
        "Jag sökte ett vikariat, och så blev jag kvar (skratt) i många år. Mer än så."
    )


@NEEDED
def test_pages_that_are_pictures_are_refused_or_pointed_out(tmp_path: Path) -> None:
    assert "no text layer" in refusal(tmp_path, pdf([], []))
    reading = reading_of(tmp_path, pdf(["Det var en gång."], []))
    assert "pages without text, perhaps pictures: 1" in reading.warnings


@NEEDED
def test_a_pdf_that_is_encrypted_or_damaged_is_refused(tmp_path: Path) -> None:
    locked = pdf(
        ["Ja."], trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -4 >> /ID [(a) (a)]"
    )
    assert "password" in refusal(tmp_path, locked)
    assert "damaged" in refusal(tmp_path, b"%PDF-1.7\n%\xe2\xe3\n")
    assert "damaged" in refusal(tmp_path, b"%PDF-1.7\n" + b"[" * 200_000)


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("utsaga.readers.pdf.read.find_spec", lambda _: None)
    assert refusal(tmp_path, pdf(["Ja."])).endswith("pip install 'utsaga[pdf]'")
