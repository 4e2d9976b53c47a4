"""An erasure of originals that is killed in the middle is done to its end when the study is next opened."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

import studies
from studies import code
from tries import TIMES
from unpacked import unpacked
from utsaga.cli import run
from utsaga.cli.ways import by_command
from utsaga.model.source import Speaker
from utsaga.store import Store
from utsaga.store.disk import Disk
from utsaga.study import Study, sources
from utsaga.study.check import check, check_folder
from utsaga.study.coding import codebook
from utsaga.study.living import replacing
from utsaga.study.living.originals import Erasing

TEXT = "Anna: Jag kom till Göteborg 1990.\nGöteborg är stort.\nI: Mm.\n"
RULES = [replacing.Rule("Göteborg", "Västerstad"), replacing.Rule("Anna", "Karin")]
NAMES = ("Göteborg", "Anna", "G\\u00f6teborg", "anna", "goteborg")
ALL_DONE = 0


class KillingDisk(Disk):
    """Kills its process before one of the calls that change the disk, or in the middle of a write.

    Or when a file of a certain name is there.
    """

    def __init__(self, until: str = "") -> None:
        self.left: int | None = None
        self.until = until

    def step(self) -> bool:
        if self.left is not None:
            self.left -= 1
        return self.left == 0

    def kill_when_due(self) -> None:
        if self.step():
            os.kill(os.getpid(), signal.SIGKILL)

    def write(self, descriptor: int, data: bytes) -> None:
        if self.step():
            super().write(descriptor, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        super().write(descriptor, data)

    def open(self, path: Path, flags: int) -> int:
        self.kill_when_due()
        return super().open(path, flags)

    def replace(self, source: Path, target: Path) -> None:
        self.kill_when_due()
        super().replace(source, target)
        if target.name == self.until:
            os.kill(os.getpid(), signal.SIGKILL)

    def unlink(self, path: Path) -> None:
        self.kill_when_due()
        super().unlink(path)

    def sync_folder(self, folder: Path) -> None:
        self.kill_when_due()
        super().sync_folder(folder)


@pytest.fixture
def replaced(tmp_path: Path) -> Path:
    """A study in which two names have been replaced and stand in all of its past, also in names of files."""
    with studies.new(tmp_path / "replaced") as study:
        studies.add_text(study, "ett", TEXT, [Speaker("Anna"), Speaker("I", interviewer=True)])
        studies.add_text(study, "Anna 2", "Hej.\n")
        code(study, "Anna 2", "Hej", "Göteborg")
        study.do(sources.rename(study, study.source_named("Anna 2"), "två"))
        study.do(codebook.rename(study, studies.named(study, "Göteborg"), "ort"))
        code(study, "ett", "Göteborg är stort", "plats")
        hits = replacing.find(study, RULES)
        study.do(replacing.make(study, hits, RULES))
        replacing.keep(study, RULES, hits)
    assert holding(tmp_path / "replaced")
    return tmp_path / "replaced"


def holding(folder: Path) -> list[str]:
    """Files with a name in them, and files and folders that are named by one."""
    return [str(path) for path in folder.rglob("*") if any(name in path.name for name in NAMES)] + [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and any(name.encode() in unpacked(path) for name in NAMES)
    ]


def erase_killed_at(step: int | None, folder: Path, until: str = "") -> bool:
    """Erase in another process and kill it at a step; False when it was done before it came to that."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            disk = KillingDisk(until)
            erasing = Erasing(Study(Store.open(folder, who="kim", disk=disk), "kim"))
            disk.left = step
            erasing.begin()
            erasing.wipe()
            code = ALL_DONE
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == ALL_DONE
    return os.WIFSIGNALED(status)


@pytest.fixture
def begun(replaced: Path) -> Path:
    """A study in which an erasure was killed when it had just been noted."""
    assert erase_killed_at(None, replaced, until="erase.json")
    assert (replaced / ".local/erase.json").exists()
    return replaced


def test_killed_at_any_step_it_is_done_to_its_end_at_the_next_start(replaced: Path, tmp_path: Path) -> None:
    begun, step = 0, 1
    while erase_killed_at(step, folder := Path(shutil.copytree(replaced, tmp_path / f"at-{step}"))):
        noted = (folder / ".local/erase.json").exists()
        findings = [found for found in check_folder(folder, "kim").findings if "erase.json" in found.where]
        assert noted == any("opening the study for writing finishes it" in f.what for f in findings), step
        with Study.open(folder, coder="kim", write=False) as study:
            assert study.at_start(by_command) == ""
            assert noted == (folder / ".local/erase.json").exists(), "a reader finished it"
        with Study.open(folder, coder="kim") as study:
            assert noted == ("has now been done to its end" in study.at_start(by_command)), step
            code(study, "ett", "stort", "ny")
        with Study.open(folder, coder="kim") as study:
            assert study.at_start(by_command) == ""
            told = [head.name for head in study.history()].count("texts.erased")
        assert check_folder(folder, "kim").findings == (), step
        assert told == (holding(folder) == []), step
        assert told == 1 or not noted, step
        begun += noted
        shutil.rmtree(folder)
        # A file is written in about four steps: over many files these meet each of them.
        step += 1 if TIMES > 1 else 3 if noted else 7
    assert begun > 10
    assert holding(folder) == []


def test_a_kill_while_it_is_being_ended_does_no_harm_either(begun: Path, tmp_path: Path) -> None:
    for step in range(1, 200, 7):
        folder = Path(shutil.copytree(begun, tmp_path / f"again-{step}"))
        child = os.fork()
        if child == 0:
            disk = KillingDisk()
            study = Study(Store.open(folder, who="kim", disk=disk), "kim")
            disk.left = step
            study._end_erasure()
            os._exit(ALL_DONE)
        _, status = os.waitpid(child, 0)
        with Study.open(folder, coder="kim") as study:
            assert [head.name for head in study.history()].count("texts.erased") == 1
        assert holding(folder) == []
        assert check_folder(folder, "kim").findings == ()
        if not os.WIFSIGNALED(status):
            return
    pytest.fail("it never came to its end")


def test_the_command_line_says_that_it_was_ended(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(begun), "--coder", "kim"]) == 1
    assert "an erasure that kim began" in capsys.readouterr().out
    assert run(["replace", str(begun), "--erase-originals", "--yes", "--coder", "kim"]) == 1
    said = capsys.readouterr().err
    assert "had been broken off; it has now been done to its end" in said
    assert "There is no list of replacements" in said
    assert run(["check", str(begun), "--coder", "kim"]) == 0


@pytest.mark.parametrize("broken", ["another transcript", "the transcript", "the list"])
def test_what_cannot_be_read_does_not_keep_it_from_ending_and_the_list_stays(
    begun: Path, broken: str
) -> None:
    """Forms of the words are unknown then: the list is needed to look for them again."""
    files = {"another transcript": "transcripts/tva.txt", "the transcript": "transcripts/ett.txt"}
    path = begun / files.get(broken, ".local/replacements.csv")
    path.write_bytes("Det är så.\n".encode("latin-1"))
    with Study.open(begun, coder="kim") as study:
        said = study.at_start(by_command)
    assert "has now been done to its end. Not everywhere could forms of the words be looked for: " in said
    assert f"{path.name}" in said
    assert "The list of replacements stays until that is done: then erase again." in said
    assert [name for name in holding(begun) if name != ".local/replacements.csv"] == [
        str(begun / ".local/replacements.csv")
    ] * (broken != "the list")
    assert not (begun / ".local/erase.json").exists()
    assert (begun / ".local/replacements.csv").exists()
    with Study.open(begun, coder="kim") as study:
        assert study.at_start(by_command) == ""


@pytest.mark.parametrize("note", ["{", "[]", '{"erasure": 1, "words": ["-"]}', '{"erasure": 2}'])
def test_a_note_that_cannot_be_read_erases_nothing_and_is_told(replaced: Path, note: str) -> None:
    (replaced / ".local/erase.json").write_text(note)
    before = holding(replaced)
    with Study.open(replaced, coder="kim") as study:
        assert "erase.json tells of an erasure and cannot be read" in study.at_start(by_command)
        assert any("erase.json" in found.where for found in check(study).findings)
    assert holding(replaced) == before


def test_ended_later_it_minds_forms_that_were_only_offered_as_one_in_one_go_does(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    with studies.new(folder) as study:
        studies.add_text(study, "ett", "I: Göteborg är stort. Göteborgska hör man. Göteborgarens mål.\n")
        hits = [hit for hit in replacing.find(study, RULES) if not hit.offered]
        study.do(replacing.make(study, hits, RULES))
        replacing.keep(study, RULES, hits)
    shutil.copytree(folder, uninterrupted := tmp_path / "uninterrupted")
    with Study.open(uninterrupted, coder="kim") as study:
        at_once = studies.erased(study).in_words(by_command)
    assert erase_killed_at(None, folder, until="erase.json")
    with Study.open(folder, coder="kim") as study:
        assert "has now been done to its end" in study.at_start(by_command)
        left = study.at_start(by_command).partition("to its end. ")[2]
        assert "2 forms that were only offered still stand in the transcripts" in left
        assert left in at_once
        assert replacing.kept_rules(study) != [], "the list that finds them again has gone"
        assert not (folder / ".local/erase.json").exists()
    with Study.open(folder, coder="kim") as study:
        assert study.at_start(by_command) == ""
