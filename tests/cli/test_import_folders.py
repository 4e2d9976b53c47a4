"""A folder of what researchers have goes in with one command, and the preview tells what each file is."""

from __future__ import annotations

import io
import json
import os
import signal
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import studies
from utsaga.cli.stopping import Stop
from utsaga.study import Study

DOCUMENTS = Path(__file__).parents[1] / "readers" / "files"
NEEDS_PDF = pytest.mark.skipif(not find_spec("pypdfium2"), reason="the extra 'pdf' is not installed")

VTT = """WEBVTT

00:01.000 --> 00:02.000
<v Anna>Hej på dig.

00:03.000 --> 00:04.000
<v Bo>Hej.
"""
SRT = "\n\n".join(
    f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}"
    for n, words in enumerate(["Anna: Ja?", "Bo: Nej.", "Anna: Jo.", "Bo: Ja, så är det."], 1)
)
TEXTS = {
    "samtal.txt": "I: Hur gick det?\n\nIP: Det gick.\n\nI: Mm?\n\nIP: Ja, det gick.\n",
    "samtal.md": "# Samtal\n\n**Q:** How?\n\n**A:** Slowly.\n\n**Q:** And then?\n\n**A:** Then faster.\n",
    "samtal.vtt": VTT,
    "samtal.srt": SRT,
    "samtal.csv": "tid;talare;text\n0:01;Anna;Vad tänker du?\n0:05;Bo;Att det är svårt.\n0:09;Anna;Hur då?\n",
    "samtal.json": json.dumps(
        {
            "language": "sv",
            "segments": [
                {"start": 0.5, "end": 2.0, "speaker": "SPEAKER_00", "text": " Välkommen hit."},
                {"start": 2.5, "end": 4.0, "speaker": "SPEAKER_01", "text": " Tack."},
            ],
        }
    ),
    "samtal.otr": json.dumps(
        {"text": '<p><span class="timestamp" data-timestamp="1">0:01</span>I: Ny här?<br>IP: Ja, ny.</p>'}
    ),
}

FORMATS = {
    "samtal.txt": "text",
    "samtal.md": "markdown",
    "samtal.vtt": "vtt",
    "samtal.srt": "srt",
    "samtal.csv": "csv",
    "samtal.json": "whisper",
    "samtal.otr": "otranscribe",
    "intervju.docx": "docx",
    "intervju.odt": "odt",
    "intervju.rtf": "rtf",
    "intervju.html": "html",
}


def reworded(name: str, words: bytes) -> bytes:
    """A document with other last words, so that it is not the same text as in another format."""
    data = (DOCUMENTS / name).read_bytes()
    if not data.startswith(b"PK"):
        return data.replace(b"litet", words)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as other:
        for part in archive.infolist():
            other.writestr(part, archive.read(part).replace(b"litet", words))
    return made.getvalue()


@pytest.fixture
def interviews(tmp_path: Path) -> Path:
    """A folder with every format that there is."""
    folder = tmp_path / "intervjuer"
    (folder / "dokument").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    for ending in ("docx", "odt", "rtf", "html"):
        data = reworded(f"intervju-3.{ending}", ending.encode())
        (folder / "dokument" / f"intervju.{ending}").write_bytes(data)
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """The folder of a closed study without transcripts."""
    studies.new(tmp_path / "ny").close()
    return tmp_path / "ny"


def preview(utsaga: Any, empty: Path, *arguments: object) -> dict[str, Any]:
    """What the preview says of each file, by name; nothing is written."""
    said = utsaga("import", empty, *arguments, "--dry-run", "--json").json
    return {Path(one["file"]).name: one for one in said}


class TestAFolder:
    def test_every_format_goes_in_with_one_command_and_out_with_one_undo(
        self, utsaga: Any, empty: Path, interviews: Path
    ) -> None:
        said = utsaga("import", empty, interviews)
        assert (said.code, said.err) == (0, "")
        assert f"Imported {len(FORMATS)} transcripts." in said.out
        with Study.open(empty, coder="kim") as study:
            assert {source.origin for source in study.sources} == set(FORMATS)
            study.do(study.plan_undo())
            assert study.sources == []

    def test_the_preview_of_each_format_is_true(self, utsaga: Any, empty: Path, interviews: Path) -> None:
        told = preview(utsaga, empty, interviews)
        assert {name: one["format"] for name, one in told.items()} == FORMATS
        for one in told.values():
            assert one["error"] is None
            assert one["encoding"]
            assert sum(one["speakers"].values()) == one["turns"] > 1
            assert one["first"]
            assert one["last"]
        assert told["samtal.csv"]["speakers"] == {"Anna": 2, "Bo": 1}
        assert [column["holds"] for column in told["samtal.csv"]["columns"]] == ["time", "speaker", "text"]
        assert told["samtal.json"]["first"] == "Välkommen hit."
        assert told["intervju.odt"]["last"] == "Nej. Men [ort] är odt."
        assert told["intervju.docx"]["set_aside"] == [
            {"kind": "footnote", "text": "Antalet ärenden har hon nämnt tidigare."}
        ]
        assert told["intervju.rtf"]["comments"]["authors"] == {"Karin Ek": 3, "Robin Å": 1}
        assert utsaga("check", empty).out.startswith("The study is sound: 0 transcripts")

    @NEEDS_PDF
    def test_a_pdf_goes_in_too_and_is_offered_to_be_unwrapped(self, utsaga: Any, empty: Path) -> None:
        told = preview(utsaga, empty, DOCUMENTS / "intervju-3.pdf")["intervju-3.pdf"]
        assert (told["format"], told["speakers"]) == ("pdf", {"I": 4, "IP": 4})

    def test_one_bad_file_does_not_stop_the_rest_and_is_listed_at_the_end(
        self, utsaga: Any, empty: Path, interviews: Path
    ) -> None:
        (interviews / "a.doc").write_bytes((DOCUMENTS / "intervju-3.doc").read_bytes())
        (interviews / "b.txt").write_text("")
        (interviews / "kopia.txt").write_text(TEXTS["samtal.txt"])
        said = utsaga("import", empty, interviews)
        assert said.code == 1
        assert f"Imported {len(FORMATS)} transcripts." in said.out
        first, *reasons = said.err.splitlines()
        assert first == "utsaga: 3 did not go in:"
        assert "is an old Word document" in reasons[0]
        assert reasons[1] == f"utsaga: '{interviews / 'b.txt'}' is empty."
        assert "samtal.txt' holds the same text as 'kopia.txt'." in reasons[2]
        again = utsaga("import", empty, interviews)
        assert "Imported 0 transcripts." in again.out
        assert "samtal.md' is in the study already, as '" in again.err

    def test_what_is_passed_by_is_said(self, utsaga: Any, empty: Path, interviews: Path) -> None:
        (interviews / ".DS_Store").write_bytes(b"x")
        studies.new(interviews / "annan studie").close()
        (interviews / "runda").symlink_to(interviews / "dokument", target_is_directory=True)
        err = utsaga("import", empty, interviews, "--dry-run").err
        assert "'annan studie' is a study: left out." in err
        assert "'runda' is a link to a folder: left out." in err
        assert "Hidden files and folders left out: 1." in err

    def test_a_link_out_of_the_folder_brings_nothing_in_unless_it_is_named_itself(
        self, utsaga: Any, empty: Path, interviews: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "hemligt.txt").write_text("I: Vem?\nIP: Ingen.\nI: Nå?\nIP: Nej.\n")
        link = interviews / "passwd.txt"
        link.symlink_to(tmp_path / "hemligt.txt")
        (interviews / "samma.txt").symlink_to(interviews / "samtal.md")
        said = utsaga("import", empty, interviews, "--dry-run")
        assert "'passwd.txt' is a link out of the folder: left out." in said.err
        assert "Vem?" not in said.out
        assert "samma" in said.out
        assert "Vem?" in utsaga("import", empty, link, "--dry-run").out

    def test_a_link_to_itself_does_not_stop_the_rest_and_is_listed_at_the_end(
        self, utsaga: Any, empty: Path, interviews: Path
    ) -> None:
        link = interviews / "rundgång.txt"
        link.symlink_to(link)
        files = len([*interviews.iterdir()])
        said = utsaga("import", empty, interviews, "--dry-run")
        assert said.out.count("/") >= files - 1
        assert "rundgång.txt' cannot be read: Too many levels of symbolic links." in said.err

    def test_a_label_is_corrected_where_it_stands_and_one_that_is_nowhere_is_told(
        self, utsaga: Any, empty: Path, interviews: Path
    ) -> None:
        said = utsaga("import", empty, interviews, "--speaker", "Bo=Bosse", "--not-speaker", "Ingen")
        assert said.code == 1
        assert said.err == "utsaga: No line of these files begins with 'Ingen' as a label.\n"
        with Study.open(empty, coder="kim") as study:
            names = {speaker.name for source in study.sources for speaker in source.speakers}
            assert "Bosse" in names


class TestStopping:
    def test_ctrl_c_finishes_the_file_in_hand_and_what_was_read_is_in(
        self, utsaga: Any, empty: Path, interviews: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from utsaga.cli import texts

        read = texts.look_at

        def look_and_interrupt(path: Path, *arguments: Any, **more: Any) -> Any:
            if path.name == "samtal.json":
                os.kill(os.getpid(), signal.SIGINT)
            return read(path, *arguments, **more)

        monkeypatch.setattr(texts, "look_at", look_and_interrupt)
        said = utsaga("import", empty, interviews)
        assert said.code == 130
        assert "Stopping after this file" in said.err
        assert "Imported 2 transcripts." in said.out
        assert f"Stopped with {len(FORMATS) - 2} files not looked at." in said.err
        monkeypatch.undo()
        rest = utsaga("import", empty, interviews)
        assert f"Imported {len(FORMATS) - 2} transcripts." in rest.out
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_a_second_ctrl_c_stops_at_once(self) -> None:
        stop = Stop()
        stop.ask(signal.SIGINT, None)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            stop.ask(signal.SIGINT, None)


class TestWishes:
    def test_hard_wrapped_lines_are_offered_and_joined_when_wanted(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        lines = ["och så gick vi dit och satte oss vid det stora", "bordet i rummet där alla brukade sitta"]
        turn = "\n".join(lines * 4)
        (tmp_path / "bruten.txt").write_text(f"I: Berätta.\n\nIP: Ja,\n{turn}.\n\nI: Mm?\n\nIP: Ja.\n")
        told = preview(utsaga, empty, tmp_path / "bruten.txt")["bruten.txt"]
        assert told["offers"]["unwrap"] >= 7
        assert "--unwrap joins them" in utsaga("import", empty, tmp_path / "bruten.txt", "--dry-run").out
        assert utsaga("import", empty, tmp_path / "bruten.txt", "--unwrap").code == 0
        with Study.open(empty, coder="kim", write=False) as study:
            text = study.transcript(study.sources[0].id).text
        assert "det stora bordet i rummet" in text

    def test_turns_of_one_speaker_are_offered_and_joined_when_wanted(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "delad.txt").write_text(
            "I: Och?\n\nIP: Ja...\n\nIP: sen...\n\nIP: blev det så.\n\nI: Mm.\n"
        )
        path = tmp_path / "delad.txt"
        told = preview(utsaga, empty, path)["delad.txt"]
        assert (told["turns"], told["offers"]["join"]) == (5, 2)
        joined = preview(utsaga, empty, path, "--join")["delad.txt"]
        assert joined["speakers"] == {"I": 2, "IP": 1}

    def test_the_columns_of_a_table_are_asked_for_by_heading_or_number(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        table = tmp_path / "tabell.csv"
        table.write_text("nr,vem,replik,kommentar\n1,Anna,Hej,ja visst\n2,Bo,Hej då,nej\n3,Anna,Jo,jo då\n")
        assert preview(utsaga, empty, table)["tabell.csv"]["first"] == "Hej"
        other = preview(utsaga, empty, table, "--text-column", "kommentar", "--speaker-column", "-")
        assert (other["tabell.csv"]["first"], other["tabell.csv"]["speakers"]) == ("ja visst", {})
        third = preview(utsaga, empty, table, "--text-column", "4", "--speaker-column", "2")["tabell.csv"]
        assert third["speakers"] == {"Anna": 2, "Bo": 1}
        assert "has no column 'tal'" in utsaga("import", empty, table, "--text-column", "tal").err

    def test_a_table_that_does_not_show_its_columns_says_what_there_is_to_choose_from(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        table = tmp_path / "tabell.csv"
        table.write_text("".join(f"Ord nummer {n},Andra ord {n}\n" for n in range(6)))
        told = preview(utsaga, empty, table)["tabell.csv"]
        assert "Name it" in told["error"]
        assert [column["sample"] for column in told["columns"]] == ["Ord nummer 0", "Andra ord 0"]

    def test_lines_in_doubt_are_numbered(self, utsaga: Any, empty: Path, tmp_path: Path) -> None:
        path = tmp_path / "tvivel.txt"
        path.write_text(
            "I: Hej?\n\nIP: Ja.\n\nI: Och?\n\nObs: bandet stannar\n\nIP: F\ufffdrst var det så.\n"
        )
        told = preview(utsaga, empty, path)["tvivel.txt"]
        assert [(one["line"], one["label"]) for one in told["doubtful_lines"]] == [(7, "Obs"), (9, "")]
        out = utsaga("import", empty, path, "--dry-run").out
        assert "? Obs: no speaker: looks like a form field or a note (line 7)" in out
        assert "letters look damaged: perhaps another encoding (line 9)" in out

    def test_a_label_after_a_sign_that_opens_no_turn_is_pointed_out(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "tecken.txt"
        path.write_text(
            "I: Hej?\n\n(paus) IP: Ja. Då sa I: nej.\n\nI: Och?\n\nIP: Nej.\n\n/../ I: Jaha.\n\nIP: Ja.\n"
        )
        told = preview(utsaga, empty, path)["tecken.txt"]
        assert (told["turns"], [one["line"] for one in told["doubtful_lines"]]) == (5, [3])
        assert "opens no turn" in utsaga("import", empty, path, "--dry-run").out

    def test_paragraphs_in_capitals_are_pointed_out_as_perhaps_the_moderators(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "grupp.txt"
        asked = ["HUR SER NI PÅ TILLIT?", "OCH VAD HÄNDE SEDAN?", "NÅ?"]
        said = "\n\n".join(f"Anna: Ja.\n\nKim: VA? Nej.\n\n{words}" for words in asked)
        path.write_text(f"{said}\n\nAnna: Så är det.\n\n[SKRATT]\n")
        told = preview(utsaga, empty, path)["grupp.txt"]
        assert [one["line"] for one in told["doubtful_lines"]] == [5, 11, 17]
        assert "perhaps it is the moderator's" in utsaga("import", empty, path, "--dry-run").out

    def test_a_single_line_of_many_megabytes_is_looked_at_as_well(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "rad.txt").write_text("I: " + "ja " * 2_000_000 + "\ufffd")
        told = preview(utsaga, empty, tmp_path / "rad.txt")["rad.txt"]
        assert (told["turns"], told["doubtful_lines"][0]["line"]) == (1, 1)

    def test_an_encoding_that_was_guessed_says_how_sure_it_is_with_a_sample(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "gammal.txt"
        path.write_bytes("I: Är du trygg här nu?\n\nIP: Åh, ja, så är det väl.\n".encode("cp1252"))
        told = preview(utsaga, empty, path)["gammal.txt"]
        assert told["encoding"] == "cp1252"
        assert told["encoding_sure"] < 1
        assert "Är" in told["encoding_sample"]
        assert told["encodings"]


def by_another(document: Path, copy: Path) -> Path:
    """The same document with the comments of Karin Ek as those of Kim Ås."""
    with zipfile.ZipFile(document) as read, zipfile.ZipFile(copy, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(b"Karin Ek", "Kim Ås".encode()))
    return copy


class TestComments:
    def test_comments_become_memos_unless_something_else_is_wanted(self, utsaga: Any, empty: Path) -> None:
        said = utsaga("import", empty, DOCUMENTS / "intervju-3.docx")
        assert "its comments become 4 memos in the margin" in said.out
        with Study.open(empty, coder="kim") as study:
            memos = list(study.held.source_memos(study.sources[0].id))
            assert [memo.coder for memo in memos] == ["karin-ek", "robin-aa", "karin-ek", "karin-ek"]
            assert list(study.codes.walk()) == []

    @pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
    def test_comments_become_codes_of_their_authors(self, utsaga: Any, empty: Path, ending: str) -> None:
        said = utsaga("import", empty, DOCUMENTS / f"intervju-3.{ending}", "--comments", "codes")
        assert "3 codes: tillit 2, Makt / utan makt 1, ensamhet 1" in said.out
        quotes = utsaga("quotes", empty, "tillit", "--json").json
        assert "jag litade på dem som redan jobbade här" in json.dumps(quotes, ensure_ascii=False)
        assert utsaga("check", empty).code == 0
        assert utsaga("undo", empty).code == 0
        assert utsaga("codes", empty, "--json").json == []

    def test_comments_are_counted_and_their_codes_named_before_they_go_in(
        self, utsaga: Any, empty: Path
    ) -> None:
        path = DOCUMENTS / "intervju-3.odt"
        told = preview(utsaga, empty, path, "--comments", "codes")["intervju-3.odt"]["comments"]
        assert (told["count"], told["replies"], told["resolved"]) == (4, 0, 0)
        assert told["codes"] == {"tillit": 2, "Makt / utan makt": 1, "ensamhet": 1}
        assert "left out" in utsaga("import", empty, path, "--comments", "ignore", "--dry-run").out

    def test_a_second_coders_comments_on_the_same_text_go_onto_its_transcript(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        utsaga("import", empty, DOCUMENTS / "intervju-3.docx", "--comments", "codes")
        other = by_another(DOCUMENTS / "intervju-3.docx", tmp_path / "andra.docx")
        told = preview(utsaga, empty, other, "--comments", "codes")["andra.docx"]
        assert (told["error"], told["onto"], told["comments"]["come_in"]) == (None, "intervju-3", 3)
        said = utsaga("import", empty, other, "--comments", "codes")
        assert "its 3 other comments become 1 code: tillit 2; and 1 memo of what is no code" in said.out
        assert "Imported 3 comments of 1 file with a text that is there." in said.out
        again = utsaga("import", empty, other, "--comments", "codes")
        assert (again.code, "already, as 'intervju-3'" in again.err) == (1, True)
        utsaga("undo", empty)
        assert preview(utsaga, empty, other)["andra.docx"]["comments"]["come_in"] == 3

    def test_two_coders_documents_in_one_folder_make_one_transcript(
        self, utsaga: Any, empty: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "båda"
        folder.mkdir()
        (folder / "a.docx").write_bytes((DOCUMENTS / "intervju-3.docx").read_bytes())
        by_another(folder / "a.docx", folder / "b.docx")
        said = utsaga("import", empty, folder, "--comments", "codes")
        assert said.code == 0
        assert "Imported 1 transcript and 3 comments of 1 file" in said.out
        with Study.open(empty, coder="kim") as study:
            coders = {coding.coder for coding in study.held.codings(study.sources[0].id)}
            assert (len(study.sources), coders) == (1, {"karin-ek", "robin-aa", "kim-aas"})
