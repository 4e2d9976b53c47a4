"""Names that stand elsewhere than in texts, as in file names, codes and memos: what still stands is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import studies
from studies import code, named
from unpacked import unpacked
from utsaga.cli import run
from utsaga.cli.ways import by_command
from utsaga.model.errors import Refused
from utsaga.model.source import Source, Speaker
from utsaga.store.wiping import Words
from utsaga.study import Study, sources
from utsaga.study.check import check, check_folder
from utsaga.study.coding import codebook, memos
from utsaga.study.living import originals, replacing
from utsaga.study.living.file_names import named_anew
from utsaga.study.living.replacing import Rule
from utsaga.study.people import participants

Call = Callable[..., tuple[int, str]]
ANNA = [Rule("Anna Lind", "Karin Ek"), Rule("Göteborg", "Västerstad")]


def holding(folder: Path, *words: str) -> list[str]:
    """Files and folders with one of some words in them, or in their names."""
    found = []
    for path in folder.rglob("*"):
        content = unpacked(path).decode("utf-8", "replace") if path.is_file() else ""
        if any(word in content or word in path.name for word in words):
            found.append(str(path.relative_to(folder)))
    return found


def with_a_name_everywhere(folder: Path) -> Study:
    study = studies.new(folder)
    talk = "I: Hej.\n\nIP: Vi såg Göteborg en gång.\n"
    new = sources.NewSource(
        "Anna Lind 2021", talk, "Intervju_Anna_Lind.docx", "ab" * 32,
        speakers=(Speaker("I", interviewer=True), Speaker("IP")),
    )  # fmt: skip
    study.do(sources.add(study, [new]))
    code(study, "Anna Lind 2021", "såg Göteborg en", "plats / Göteborg")
    source = study.sources[0]
    study.do(memos.on_source(study, source.id, "Trött."))
    hits = replacing.find(study, ANNA)
    replacing.keep(study, ANNA, hits)
    study.do(replacing.make(study, hits, ANNA))
    return study


def only(study: Study) -> Source:
    (source,) = study.sources
    return source


def test_what_still_stands_is_named_with_its_record_and_what_to_do(tmp_path: Path) -> None:
    with with_a_name_everywhere(tmp_path / "s") as study:
        study.do(memos.on_study(study, "Anna Lind var nervös."))
        study.do(memos.on_code(study, named(study, "plats / Göteborg").id, "Om Göteborg."))
        study.do(codebook.define(study, named(study, "plats"), "Orter, t.ex. Göteborg"))
        study.do(participants.add(study, "Anna Lind"))
        erased = studies.erased(study)
        assert [(one.word, one.where) for one in erased.standing] == [
            ("Anna Lind", "the title of transcript 'Anna Lind 2021'"),
            ("Göteborg", "the definition of code 'plats'"),
            ("Göteborg", "the name of code 'plats / Göteborg'"),
            ("Anna Lind", "participant 'Anna Lind'"),
            ("Anna Lind", "a memo of kim's on the study"),
            ("Göteborg", "a memo of kim's on code 'plats / Göteborg'"),
        ]
        said = erased.in_words(by_command)
        assert "'Göteborg' in the definition of code 'plats' (change it)" in said
        assert "'Anna Lind' in the title of transcript 'Anna Lind 2021' (give it another)" in erased.in_words(
            by_command
        )
        assert only(study).origin == ""


def test_when_they_are_renamed_nothing_is_left_and_the_study_is_sound(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with with_a_name_everywhere(folder) as study:
        study.do(sources.rename(study, only(study), "IP 1"))
        study.do(codebook.rename(study, named(study, "plats / Göteborg"), "storstad"))
        erased = studies.erased(study)
        assert list(erased.standing) == []
        source = only(study)
        assert (source.title, source.key, source.origin) == ("IP 1", "ip-1", "")
        assert study.transcript(source.id).text.count("Västerstad") == 1
        assert [c.quote for c in study.held.codings(source.id)] == ["såg Västerstad en"]
        assert [memo.text for memo in study.held.source_memos(source.id)] == ["Trött."]
        code(study, "IP 1", "en gång", "ny")
        assert study.say(study.do(study.plan_undo())).startswith("undo: code 'ny'")
        with pytest.raises(Refused):
            study.plan_undo()
    assert holding(folder, "Göteborg", "Anna", "goteborg", "anna", "Lind", "lind") == []
    with Study.open(folder, coder="kim") as study:
        assert check(study).findings == ()
        assert [c.quote for c in study.held.codings(only(study).id)] == ["såg Västerstad en"]
        assert study.store._history.verify() == []
    assert check_folder(folder, "kim").findings == ()


def test_the_files_of_a_transcript_are_named_anew_in_one_step_that_undo_takes_back(tmp_path: Path) -> None:
    with with_a_name_everywhere(tmp_path / "s") as study:
        old = only(study)
        study.do(sources.rename(study, old, "IP 1"))
        action = named_anew(study, Words(tuple(originals.words_of(ANNA))))
        assert action is not None
        assert study.tell(study.do(action)).startswith("Named the files of 1 transcript")
        assert (study.path / "transcripts/ip-1.txt").is_file()
        study.store.settle()
        assert not (study.path / "transcripts/anna-lind-2021.txt").exists()
        assert sorted(p.name for p in (study.path / "codings").iterdir()) == ["ip-1.kim.json"]
        study.do(study.plan_undo())
        assert replace(only(study), modified="") == replace(old, title="IP 1", modified="")
        assert [c.quote for c in study.held.codings(old.id)] == ["såg Västerstad en"]
        assert check(study).findings == ()


@pytest.fixture
def erase(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))

    def call(*options: object) -> tuple[int, str]:
        done = run(["replace", str(tmp_path / "s"), *map(str, options), "--erase-originals"])
        said = capsys.readouterr()
        return done, said.out + said.err

    return call


def test_words_of_a_table_are_erased_though_they_never_stood_in_a_text(tmp_path: Path, erase: Call) -> None:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", "Hej.\n")
        study.do(codebook.create(study, "Anna Lind"))
        study.do(codebook.rename(study, named(study, "Anna Lind"), "chefen"))
        study.do(study.plan_undo())
    (tmp_path / "t.csv").write_text("original,replacement\nAnna Lind,Karin\n")
    assert holding(tmp_path / "s", "Anna Lind") != []
    assert erase(tmp_path / "t.csv")[0] == 1
    done, said = erase(tmp_path / "t.csv", "--yes")
    assert (done, "'Anna Lind' in the name of code 'Anna Lind' (rename it)" in said) == (1, True)
    assert (tmp_path / "s/.local/replacements.csv").is_file()
    with Study.open(tmp_path / "s", coder="kim") as study:
        study.do(codebook.rename(study, named(study, "Anna Lind"), "chefen"))
    assert erase("--yes")[0] == 0
    assert holding(tmp_path / "s", "Anna Lind") == []
    assert erase("--yes")[0] == 1
    assert erase(tmp_path / "t.csv", "--yes")[0] == 0


def test_a_file_that_somebody_has_put_into_the_folder_is_named(tmp_path: Path) -> None:
    with with_a_name_everywhere(tmp_path / "s") as study:
        study.do(sources.rename(study, only(study), "IP 1"))
        study.do(codebook.rename(study, named(study, "plats / Göteborg"), "storstad"))
        (study.path / "Anna_Lind.md").write_text("x")
        (study.path / "kapitel.md").write_text("I Göteborg.")
        erased = studies.erased(study)
        assert [(one.word, one.where) for one in erased.standing] == [
            ("Anna Lind", "the name of the file Anna_Lind.md"),
            ("Göteborg", "the file kapitel.md"),
        ]


def test_a_transcript_is_given_another_title_on_the_command_line(
    tmp_path: Path, erase: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_name_everywhere(tmp_path / "s").close()
    named_so = ["transcripts", str(tmp_path / "s"), "--rename", "Anna Lind 2021"]
    assert run(named_so) == 2
    assert run([*named_so, "--title", "IP 1"]) == 0
    assert "The transcript is called 'IP 1' now." in capsys.readouterr().out
    assert erase("--yes")[0] == 1
    assert (tmp_path / "s/transcripts/ip-1.txt").is_file()


@pytest.mark.parametrize("closed", [False, True])
def test_begun_again_when_killed_after_files_were_named_anew_it_finds_their_old_names_too(
    tmp_path: Path, *, closed: bool
) -> None:
    killed = tmp_path / "killed"
    with with_a_name_everywhere(tmp_path / "s") as study:
        study.do(sources.rename(study, only(study), "IP 1"))
        study.do(codebook.rename(study, named(study, "plats / Göteborg"), "storstad"))
        anew = named_anew(study, Words(tuple(originals.words_of(ANNA))))
        assert anew is not None
        study.do(anew)
        shutil.copytree(tmp_path / "s", killed)  # the files as a kill at this moment leaves them
    if closed:  # opened and left before she erases again
        Study.open(killed, coder="kim").close()
    with Study.open(killed, coder="kim") as study:
        assert list(studies.erased(study).standing) == []
        assert only(study).key == "ip-1"
    assert holding(killed, "Göteborg", "Anna", "goteborg", "anna", "Lind", "lind") == []
    assert check_folder(killed, "kim").findings == ()
