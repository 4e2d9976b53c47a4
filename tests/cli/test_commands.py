"""The command line: what each command prints, its exit code, and errors on one line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from studies import GUNILLA, MAKT, MOIRA, TILLIT
from utsaga import __version__
from utsaga.cli import COMMANDS
from utsaga.study import Study
from utsaga.text.safe import shown_path


def test_a_study_grows_from_nothing_to_a_chapter(utsaga: Any, tmp_path: Path) -> None:
    study, text, table = tmp_path / "ny", tmp_path / "intervju.txt", tmp_path / "koder.csv"
    text.write_text(GUNILLA)
    table.write_text(f"source,quote,code\nintervju,Litar de på dig?,{TILLIT}\n")
    assert utsaga("new", study, "--title", "Min studie", "--language", "sv").code == 0
    assert "6 turns; speakers: I 3 (interviewer), IP 3" in utsaga("import", study, text).out
    assert utsaga("code", study, table).out == "Coded 1 passage.\n"
    chapter = utsaga("export", study, "--to", "-").out
    assert "# Min studie\n" in chapter
    assert "> Litar de på dig?" in chapter
    said = utsaga("export", study, "--to", tmp_path / "kapitel.md")
    assert said.out == f"Wrote 1 quote to {tmp_path / 'kapitel.md'}.\n"
    assert (tmp_path / "kapitel.md").read_text() == chapter
    assert utsaga("export", study, "--to", tmp_path / "kapitel.md").code == 0
    assert utsaga("check", study).code == 0


def test_a_chapter_that_was_worked_on_is_not_written_over(utsaga: Any, tmp_path: Path) -> None:
    """What was written here last is replaced; with a word of somebody else's in it only when told so."""
    study, chapter = tmp_path / "ny", tmp_path / "kapitel.md"
    utsaga("new", study, "--title", "Min studie")
    assert utsaga("export", study, "--to", chapter).code == 0
    chapter.write_text(chapter.read_text() + "Min egen mening.\n")
    refused = utsaga("export", study, "--to", chapter)
    assert (refused.code, "--replace replaces it" in refused.err) == (1, True)
    assert "Min egen mening." in chapter.read_text()
    assert utsaga("export", study, "--to", chapter, "--replace").code == 0
    assert "Min egen mening." not in chapter.read_text()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(utsaga: Any, command: str) -> None:
    said = utsaga(command, "--help")
    assert said.code == 0
    assert said.out.startswith(f"Usage: utsaga {command}")
    assert all(len(line) <= 100 for line in said.out.splitlines())


def test_help_and_version(utsaga: Any) -> None:
    assert utsaga("--version").out == f"utsaga {__version__}\n"
    for said in (utsaga("--help"), utsaga("-h"), utsaga()):
        assert all(f"  {command}" in said.out for command in COMMANDS)
        assert said.code == 0


MISUSES = [
    (["nonsense"], "'nonsense' is no command and no folder"),
    (["exprt", "x"], "did you mean 'export'?"),
    (["code"], "Missing argument 'STUDY'"),
    (["export", "STUDY"], "Missing option '--to'"),
    (["export", "STUDY", "--to", "-", "--number-from", "five"], "A number looks like 5 or 5.1"),
    (["export", "STUDY", "--to", "-", "--attribution", "name"], "'name' is not one of"),
    (["history", "STUDY", "--last", "0"], "0 is not in the range"),
    (["import", "STUDY", "x.txt", "y.txt", "--title", "x"], "--title goes with one file"),
    (["import", "STUDY", "x.txt", "--speaker", "IP"], "--speaker takes LABEL=NAME"),
    (["codes", "STUDY", "--import", "x", "--to", "y"], "do not go together"),
    (["codes", "STUDY", "--replace"], "--replace goes with --to"),
    (["participants", "STUDY", "--replace"], "--replace goes with --to"),
    (["check", "STUDY", "--take-over"], "--take-over goes with --repair"),
    (["--nonsense"], "No such option"),
]


@pytest.mark.parametrize(("arguments", "expected"), MISUSES)
def test_a_misused_command_says_so_on_one_line_and_gives_2(
    utsaga: Any, folder: Path, arguments: list[str], expected: str
) -> None:
    said = utsaga(*(str(folder) if argument == "STUDY" else argument for argument in arguments))
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("utsaga: ")
    assert said.err.count("\n") == 1
    assert expected in said.err
    assert "Try 'utsaga" in said.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["quotes", "NOWHERE", "x"], "There is no study in"),
        (["quotes", "STUDY", "tilit"], "There is no code 'tilit' in the study (did you mean 'tillit'?)"),
        (["code", "STUDY", "nowhere.csv"], "nowhere.csv: cannot be read"),
        (["export", "STUDY", "--to", "/nowhere/x.md"], "/nowhere/x.md was not written"),
        (["undo", "STUDY", "--coder", "anna"], "There is nothing to undo"),
        (["undo", "STUDY", "--coder", "???"], "A coder's name needs letters"),
        (["new", "STUDY"], "is there already and not empty"),
        (["check", "NOWHERE", "--repair"], "There is no study in"),
        (["NOWHERE-BUT-A-FOLDER"], "There is no study in"),
    ],
)
def test_what_cannot_be_done_is_said_on_one_line_and_gives_1(
    utsaga: Any, folder: Path, tmp_path: Path, arguments: list[str], expected: str
) -> None:
    (tmp_path / "tom").mkdir()
    places = {"STUDY": folder, "NOWHERE": tmp_path / "nowhere", "NOWHERE-BUT-A-FOLDER": tmp_path / "tom"}
    said = utsaga(*(places.get(argument, argument) for argument in arguments))
    assert said.code == 1
    assert said.err.startswith("utsaga: ")
    assert said.err.count("\n") == 1
    assert expected in said.err
    assert not (tmp_path / "nowhere").exists()
    assert list((tmp_path / "tom").iterdir()) == []


def test_quotes_of_a_theme_are_printed_with_place_and_speaker(utsaga: Any, folder: Path) -> None:
    said = utsaga("quotes", folder, "Relationen")
    assert said.out.startswith("intervju-1, turn 6, Gunilla: Relationen / Förtroende / tillit\n    Tillit...")
    assert "    Socialsekreterare 2: Mm.\n" in said.out
    assert said.out.endswith("6 passages in 4 transcripts by 5 speakers.\n")
    assert utsaga("quotes", folder, "Relationen", "--only").out.startswith("0 passages")
    assert utsaga("quotes", folder, MAKT.upper(), "--starred").out.startswith("0 passages")
    found = utsaga("quotes", folder, "tillit", "--json").json
    assert [quote["source"] for quote in found] == ["intervju-1", "interview-2", "fokusgrupp", "anteckningar"]
    assert found[0]["speakers"] == ["Gunilla"]
    assert found[0]["exact"] is True


def test_search_prints_hits_in_context_and_gives_1_when_there_are_none(utsaga: Any, folder: Path) -> None:
    said = utsaga("search", folder, "nyckeln")
    assert said.code == 0
    assert "fokusgrupp, turn 2, Socialsekreterare 1: " in said.out
    assert ">nyckeln<" in said.out
    assert said.out.endswith("1 hit. Searched for: nyckeln 1.\n")
    (hit,) = utsaga("search", folder, "nyckeln", "--json").json
    assert (hit["source"], hit["match"], hit["turn"]) == ("fokusgrupp", "nyckeln", 2)
    assert utsaga("search", folder, "xyzzyxq").code == 1
    assert utsaga("search", folder, "xyzzyxq", "--json").json == []
    assert "stopped at 1" in utsaga("search", folder, "det", "--limit", "1").out


def test_the_history_tells_who_did_what(utsaga: Any, folder: Path) -> None:
    said = utsaga("history", folder)
    assert said.out.startswith("when ")
    assert "kim  code 'tillit' on 1 passage" in said.out
    assert len(utsaga("history", folder, "--last", "2").out.splitlines()) == 3
    last = utsaga("history", folder, "--json").json[-1]
    assert (last["action"], last["who"], last["counts"]) == ("codings.add", "kim", {"passages": 1})


def test_undo_and_redo_name_what_they_did(utsaga: Any, folder: Path) -> None:
    assert utsaga("undo", folder).out == "Undo: code 'tillit' on 1 passage.\n"
    assert utsaga("undo", folder, "--redo").out == "Redo: code 'tillit' on 1 passage.\n"
    assert utsaga("undo", folder, "--redo").code == 1


def test_a_table_with_problems_gives_1_and_the_rest_is_in(utsaga: Any, folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("source,quote,code\nintervju-1,Mm.,ny\nintervju-1,Det tar tid.,ny\nborta,x,ny\n")
    dry = utsaga("code", folder, table, "--dry-run")
    assert (dry.code, dry.out) == (1, "Would code 1 passage.\n")
    said = utsaga("code", folder, table)
    assert (said.code, said.out) == (1, "Coded 1 passage.\n")
    assert re.findall(r"t\.csv, line (\d)", said.err) == ["3", "4"]
    again = utsaga("code", folder, table, "--json").json
    assert (again["placed"], again["already_there"]) == (0, 1)
    assert [problem["line"] for problem in again["problems"]] == [3, 4]


def test_the_codebook_goes_out_as_a_table_and_comes_back(utsaga: Any, folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "kodbok.csv"
    table.write_text(
        "code,definition,memo,pin\n"
        f"{TILLIT},Att lita.,Ett memo.,1\n"
        f'{TILLIT},,"Ett memo till,\nmed två rader.",\n'
        "Nytt tema / ny kod,,,2\n"
    )
    assert utsaga("codes", folder, "--import", table).out == "3 codes new or changed.\n"
    written = utsaga("codes", folder, "--to", "-").out
    assert "Relationen / Förtroende / tillit,Att lita." in written
    out = tmp_path / "ut.csv"
    assert utsaga("codes", folder, "--to", out).out == f"Wrote 9 codes to {out}.\n"
    assert out.read_text() == written
    again = utsaga("codes", folder, "--import", out)
    assert (again.code, "holds all of ut.csv already" in again.err) == (1, True)
    rows = utsaga("codes", folder, "--json").json
    tillit = next(row for row in rows if row["code"] == TILLIT)
    assert (tillit["pin"], tillit["passages"]) == ("1", 4)
    listed = utsaga("codes", folder).out.splitlines()
    assert listed[0].split() == ["passages", "pin", "code"]
    with Study.open(tmp_path / "studie", coder="kim", write=False) as study:
        assert set(study.pins) == {"1", "2"}


def test_an_import_shows_first_and_writes_nothing_when_only_trying(
    utsaga: Any, folder: Path, tmp_path: Path
) -> None:
    good, twin, empty = tmp_path / "god.txt", tmp_path / "tvilling.txt", tmp_path / "tom.txt"
    good.write_text(MOIRA.replace("Who", "Wer"))
    twin.write_text(MOIRA.replace("Who", "Wer"))
    empty.write_text("")
    before = utsaga("check", folder).out
    said = utsaga("import", folder, good, twin, empty, tmp_path / "borta.txt", "--dry-run")
    assert said.code == 1
    assert "Would import 1 transcript." in said.out
    assert "holds the same text as" in said.err
    assert f"utsaga: '{empty}' is empty.\n" in said.err
    assert f"utsaga: There is no file '{tmp_path / 'borta.txt'}'.\n" in said.err
    assert utsaga("check", folder).out == before
    gone = utsaga("import", folder, tmp_path / "borta.txt")
    assert (gone.code, gone.out) == (1, "")
    assert gone.err == f"utsaga: There is no file '{shown_path(tmp_path / 'borta.txt')}'.\n"
    endless = utsaga("import", folder, tmp_path / ("å" * 400))
    assert endless.err.endswith("åå' cannot be read: File name too long.\n")
    assert len(endless.out + endless.err) < 200
    names = ("--speaker", "A=Moira", "--interviewer", "Q", "--title", "Samtal")
    (told,) = utsaga("import", folder, good, "--json", *names).json
    assert (told["turns"], told["interviewers"], told["error"]) == (4, ["Q"], None)
    assert "already, as 'Samtal'" in utsaga("import", folder, twin).err
    assert utsaga("import", folder, empty, "--speaker", "X=Y").code == 1


def test_keys_and_paths_are_told(utsaga: Any, settings: Path) -> None:
    assert re.search(r"Transcript +1 +code\.pinned\.1 ", utsaga("keys").out)
    assert "| `g t` | go.transcripts |" in utsaga("keys", "--markdown").out
    assert {"scope", "id", "keys", "says"} == set(utsaga("keys", "--json").json[0])
    assert utsaga("paths", "--json").json["config"] == str(settings)
    settings.write_text('[keys]\n"code.palete" = "c"\n')
    said = utsaga("keys")
    assert said.code == 1
    assert "config.toml: [keys]: 'code.palete' is no command (did you mean 'code.palette'?)" in said.err


def test_a_study_that_somebody_else_writes_can_be_read_and_not_changed(
    utsaga: Any, folder: Path, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("source,quote,code\nintervju-1,Mm.,ny\n")
    with Study.open(folder, coder="anna") as annas:
        assert annas.writable
        assert utsaga("quotes", folder, "tillit").code == 0
        assert utsaga("code", folder, table, "--dry-run").code == 0
        said = utsaga("code", folder, table)
    assert said.code == 1
    assert "anna" in said.err
    assert said.err.count("\n") == 1


def test_damage_is_told_by_check_and_what_is_read_in_spite_of_it_says_so(utsaga: Any, folder: Path) -> None:
    (folder / "codings" / "interview-2.kim.json").write_text("{")
    said = utsaga("check", folder)
    assert said.code == 1
    assert "codings/interview-2.kim.json: " in said.out
    assert re.search(r"\d things? wrong in 4 transcripts, 7 codes, 6 codings\.", said.out)
    assert utsaga("check", folder, "--json").json["sound"] is False
    quotes = utsaga("quotes", folder, "tillit")
    assert quotes.code == 0
    assert "cannot be read and is left out here: utsaga check" in quotes.err
    assert utsaga("export", folder, "--to", "-").code == 1
    assert utsaga("check", folder, "--repair").code == 0
    assert utsaga("quotes", folder, "tillit").err == ""
    assert utsaga("quotes", folder, "tillit").out.endswith("4 passages in 4 transcripts by 3 speakers.\n")


def test_a_study_that_cannot_be_read_says_what_puts_it_right(utsaga: Any, folder: Path) -> None:
    (folder / "study.json").write_bytes((folder / "study.json").read_bytes()[:200])
    refused = utsaga("quotes", folder, TILLIT)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "'utsaga check --repair STUDY'" in refused.err
    assert utsaga("check", "--repair", folder).code == 0
    assert utsaga("quotes", folder, TILLIT).code == 0


def test_the_example_study_is_made_where_there_is_no_terminal(utsaga: Any, tmp_path: Path) -> None:
    said = utsaga("demo", tmp_path / "demo")
    assert said.code == 0
    assert f"'utsaga export {tmp_path / 'demo'} --to -' prints its chapter." in said.out
    assert utsaga("demo", tmp_path / "demo").code == 0


def test_an_error_nobody_foresaw_is_told_without_its_words(
    utsaga: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("Tillit... det är inget man får.")

    monkeypatch.setattr("utsaga.cli.quoting.quotes_for", fail)
    said = utsaga("quotes", folder, "tillit")
    assert said.code == 1
    assert re.search(r"error of the program itself: KeyError at cli/__init__\.py:\d+, ", said.err)
    assert "cli/quoting.py:" in said.err
    assert "Tillit" not in said.err + said.out
    assert said.err.count("\n") == 1
    monkeypatch.setenv("UTSAGA_DEBUG", "1")
    with pytest.raises(KeyError, match="Tillit"):
        utsaga("quotes", folder, "tillit")


def test_no_command_that_only_prints_loads_textual(folder: Path) -> None:
    quotes = f"run(['quotes', {str(folder)!r}, 'tillit'])"
    code = f"import sys; from utsaga.cli import run; {quotes}; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("False\n")
