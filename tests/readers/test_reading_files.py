"""A transcript file is read as it is, and anything else gets an answer that says what to do."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.errors import NotFound, UtsagaError
from utsaga.readers import Unreadable, read
from utsaga.readers.files import LARGEST

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
INTERVIEW = "I: Hur är det på jobbet?\nIP: Jo, det går väl … så där.\nI: Är det svårt?\nIP: Ja – ibland.\n"


def file_with(folder: Path, data: bytes, name: str = "intervju.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_plain_text_is_read_with_its_speakers(tmp_path: Path) -> None:
    path = file_with(tmp_path, INTERVIEW.encode())
    reading = read(path)
    assert (reading.text, reading.format, reading.encoding, reading.encoding_sure) == (
        INTERVIEW,
        "text",
        "utf-8",
        1,
    )
    assert [speaker.label for speaker in reading.speakers] == ["I", "IP"]
    assert (reading.body, reading.proposal.turns, reading.warnings, reading.notes) == (0, 4, (), ())
    assert (reading.origin, reading.origin_sha256) == (
        "intervju.txt",
        hashlib.sha256(INTERVIEW.encode()).hexdigest(),
    )
    assert path.read_bytes() == INTERVIEW.encode()


def test_markdown_stays_as_it_is_written(tmp_path: Path) -> None:
    front = "---\ntitle: Intervju 3\n---\n\n# Intervju 3\n\n"
    text = front + "**Anna:** *Ja* [00:01]\n\n**Bo:** Nej\n\n**Anna:** Jo\n\n**Bo:** Nä\n"
    reading = read(file_with(tmp_path, text.encode(), "intervju.md"))
    assert (reading.format, reading.text) == ("markdown", text)
    assert [speaker.label for speaker in reading.speakers] == ["Anna", "Bo"]
    assert reading.text[reading.body :].startswith("**Anna:**")
    assert any("front matter" in note for note in reading.notes)


def test_markdown_is_known_by_its_content_too(tmp_path: Path) -> None:
    assert (
        read(file_with(tmp_path, b"# Intervju\n\n**I:** Ja\n\n**IP:** Nej\n", "intervju")).format
        == "markdown"
    )


@pytest.mark.parametrize("breaks", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_break_becomes_one(tmp_path: Path, breaks: str) -> None:
    reading = read(file_with(tmp_path, INTERVIEW.replace("\n", breaks).encode()))
    assert reading.text == INTERVIEW
    assert bool(reading.notes) == ("\r" in breaks)


def test_hostile_text_is_kept_as_it_stands(tmp_path: Path) -> None:
    text = "I: \x1b]52;c;aGVq\x07 [/] [@click=app.quit]\x0b\u202e\u2028\x85\nIP: nej"
    assert read(file_with(tmp_path, text.encode())).text == text


def test_a_text_without_speakers_says_so(tmp_path: Path) -> None:
    reading = read(file_with(tmp_path, "Det var tyst.\n\nSen kom någon.".encode()))
    assert (reading.speakers, reading.proposal.turns) == ((), 2)
    assert any("no speakers" in note for note in reading.notes)


def test_a_name_is_shown_safely_and_without_its_path(tmp_path: Path) -> None:
    assert read(file_with(tmp_path, b"Ja.", "a\x1b[31m\nb.txt")).origin == "a␛[31m↵b.txt"


def test_markup_and_twice_saved_texts_are_pointed_out(tmp_path: Path) -> None:
    for text, warning in [
        ("<?xml version='1.0'?><p>Ja</p>", "XML"),
        ("å på något sätt".encode().decode("cp1252"), "wrong encoding"),
        ("Ja \ufffd nej", "could not be read"),
    ]:
        reading = read(file_with(tmp_path, text.encode()))
        assert any(warning in one for one in reading.warnings), warning


def refusal(path: Path, **choice: str) -> str:
    with pytest.raises(UtsagaError) as caught:
        read(path, **choice)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "saknas.txt")
    with pytest.raises(NotFound):
        read(tmp_path / "saknas.txt")
    assert "is a folder" in refusal(tmp_path)
    os.mkfifo(tmp_path / "rör")
    assert "pipe" in refusal(tmp_path / "rör")
    assert "cannot be read" in refusal(tmp_path / ("x" * 5000))
    assert "cannot be read" in refusal(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_says_so(tmp_path: Path) -> None:
    path = file_with(tmp_path, b"Ja.")
    path.chmod(0)
    assert "may not be read" in refusal(path)


def test_permission_that_the_system_denies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file_with(tmp_path, b"Ja.")

    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("utsaga.filepaths.os.open", deny)
    assert "may not be read" in refusal(path)


@pytest.mark.parametrize(
    "data", [b"", b" \n\r\n\t", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le"), "\u00a0\n".encode()]
)
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "is empty" in refusal(file_with(tmp_path, data))


def test_a_file_larger_than_any_interview_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "larger than 64 MB" in refusal(path)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (OLE, "old Office"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word document (.doc)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"\x00\x00\x00\x20ftypM4A " + bytes(9), "recording"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "recording"),
        (b"ID3\x03\x00" + bytes(9), "recording"),
        (b"\x1f\x8b\x08\x00" + bytes(9), "archive"),
        (b"SQLite format 3\x00", "database"),
        (b"I: ja\x00\nIP: nej\n", "no text"),
        (bytes(range(1, 32)) * 9, "no text"),
    ],
)
def test_what_is_no_text_is_named_and_not_imported(tmp_path: Path, data: bytes, what: str) -> None:
    message = refusal(file_with(tmp_path, data))
    assert what in message
    assert message.startswith("'intervju.txt' is ")
    assert len(message.split(". ")) == 2


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("xl/workbook.xml", "Excel"),
        ("project.qde", "REFI-QDA"),
        ("a.txt", "ZIP"),
    ],
)
def test_what_a_zip_file_holds_is_told_whatever_its_name(tmp_path: Path, member: str, what: str) -> None:
    path = tmp_path / "intervju.doc"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "Ja")
    assert what in refusal(path)


def test_no_message_quotes_the_interview(tmp_path: Path) -> None:
    path = file_with(tmp_path, "hemligt ord \x00 på soc".encode())
    assert "hemligt" not in refusal(path)
    assert "hemligt" not in refusal(file_with(tmp_path, "hemligt å".encode("cp1252")), encoding="utf-8")


@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=150).map(lambda text: text.encode("utf-16", "surrogatepass")),
    )
)
def test_any_bytes_are_read_or_refused(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = file_with(tmp_path_factory.getbasetemp(), data)
    reading = None
    with contextlib.suppress(Unreadable):
        reading = read(path)
    if reading is not None:
        assert reading.text.strip()
        assert "\r" not in reading.text
        assert reading.text.encode()
        assert 0 <= reading.encoding_sure <= 1
