"""Names that are joined to other words, as in ``01_goran_r1``: they count wherever they name something."""

from __future__ import annotations

from pathlib import Path

import pytest

import studies
from studies import code, named
from utsaga.cli import run
from utsaga.cli.ways import by_command
from utsaga.model.source import Speaker
from utsaga.store.wiping import Words
from utsaga.study import Study, sources
from utsaga.study.coding import codebook
from utsaga.study.living import replacing
from utsaga.study.living.replacing import Rule

GORAN = [Rule("Göran", "Politiker A"), Rule("Karin Ek", "Tjänsteperson B")]


@pytest.mark.parametrize(
    "name",
    ["01_goran_r1", "Goran2", "2024göran", "intervjuGoran", "IPGöran", "GÖRAN-r1", "a_karin_ek", "KarinEk"],
)
def test_a_name_counts_however_it_is_joined_or_folded(name: str) -> None:
    words = Words(tuple(rule.original for rule in GORAN))
    assert words.named(f"transcripts/{name}.txt") in ("Göran", "Karin Ek")
    assert len(words.naming(name)) == 1


@pytest.mark.parametrize("name", ["Göransson", "goranka_1", "karin_2_ek", "Ольга 2", "2"])
def test_other_names_do_not_count(name: str) -> None:
    assert Words(("Göran", "Karin Ek", "Иван 2", "Ada")).naming(name) == []


def test_hashes_and_sessions_in_paths_spell_no_name() -> None:
    words = Words(("Ada", "Eb"))
    assert words.named("history/ett/20261121T153741544562Z-5ada6eb9-0001.jsonl") is None
    assert words.named(f"history/{'3ada5eb1' * 8}.txt") is None


def of_goran(folder: Path, title: str) -> Study:
    study = studies.new(folder)
    studies.add_text(
        study, title, "I: Hej.\n\nIP: Jag heter Göran.\n", [Speaker("I", interviewer=True), Speaker("IP")]
    )
    hits = replacing.find(study, GORAN)
    replacing.keep(study, GORAN, hits)
    study.do(replacing.make(study, hits, GORAN))
    return study


def test_a_title_with_a_joined_name_is_told_and_the_list_stays_until_it_is_gone(tmp_path: Path) -> None:
    with of_goran(tmp_path / "s", "01_goran_r1") as study:
        erased = studies.erased(study)
        assert [one.in_words(by_command) for one in erased.standing] == [
            "'Göran' in the title of transcript '01_goran_r1' (give it another)"
        ]
        assert (study.path / ".local/replacements.csv").is_file()
        study.do(sources.rename(study, study.sources[0], "IP 1"))
        assert list(studies.erased(study).standing) == []
        assert not (study.path / ".local/replacements.csv").exists()
        assert [path.name for path in study.path.rglob("*goran*")] == []


def test_codes_and_labels_with_a_folded_name_are_told_though_no_file_has_the_name_as_written(
    tmp_path: Path,
) -> None:
    with of_goran(tmp_path / "s", "ett") as study:
        code(study, "ett", "Jag heter", "kritik_goran")
        assert [one.where for one in studies.erased(study).standing] == ["the name of code 'kritik_goran'"]
        assert (study.path / ".local/replacements.csv").is_file()
        study.do(codebook.rename(study, named(study, "kritik_goran"), "kritik"))
        assert list(studies.erased(study).standing) == []


def test_a_word_that_is_joined_by_an_underscore_in_a_text_is_found_and_told(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", "IP: Filen intervju_Göran_2 och Göran.\n", [Speaker("IP")])
        hits = replacing.find(study, GORAN)
        assert [(hit.found, hit.offered) for hit in hits] == [("Göran", False), ("Göran", False)]
        replacing.keep(study, GORAN, hits)
        study.do(replacing.make(study, hits[1:], GORAN))
        assert [one.where for one in studies.erased(study).standing] == ["the text of 'ett'"]


def test_forms_that_were_only_offered_are_told_when_names_are_replaced_and_erased(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(tmp_path / "config.toml"))
    table = tmp_path / "t.csv"
    table.write_text("original,replacement\nGöran,Politiker A\n")
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", "IP: Göran och Görans bror.\n", [Speaker("IP")])
    told = "1 form that was only offered still stands in the transcripts: 'Görans' 1."
    assert run(["replace", str(tmp_path / "s"), str(table), "--all"]) == 0
    assert told in capsys.readouterr().out
    assert run(["replace", str(tmp_path / "s"), "--erase-originals", "--yes"]) == 1
    assert told in capsys.readouterr().out
    assert run(["replace", str(tmp_path / "s"), str(table), "--all", "--forms"]) == 0
    assert run(["replace", str(tmp_path / "s"), "--erase-originals", "--yes"]) == 0
    assert "offered" not in capsys.readouterr().out


def test_the_list_stays_as_long_as_offered_forms_stand_and_until_a_person_says_they_are_other_words(
    tmp_path: Path,
) -> None:
    anna = [replacing.Rule("Anna", "Maria")]
    with studies.new(tmp_path / "s") as study:
        studies.add_text(
            study, "ett", "IP: Anna sa det. Annars inget, annars. Annas bror.\n", [Speaker("IP")]
        )
        hits = replacing.find(study, anna)
        replacing.keep(study, anna, hits[:1])
        study.do(replacing.make(study, hits[:1], anna))
        assert studies.erased(study).forms == ["Annars", "Annas"]
        assert replacing.kept_rules(study) == anna
        sure = [replacing.Rule("Anna", "Maria", (("Annars", "Annars"), ("Annas", "Marias")))]
        hits = replacing.find(study, sure)
        assert [hit.found for hit in hits] == ["Annas"]
        replacing.keep(study, sure, hits)
        study.do(replacing.make(study, hits, sure))
        erased = studies.erased(study)
        assert (list(erased.standing), list(erased.forms)) == ([], [])
        assert replacing.kept_rules(study) == []
        assert (
            "Maria sa det. Annars inget, annars. Marias bror." in study.transcript(study.sources[0].id).text
        )


def test_what_is_made_of_a_long_name_and_written_small_is_offered(tmp_path: Path) -> None:
    rules = [replacing.Rule("Göteborg", "Västerstad"), replacing.Rule("Sven", "Nils")]
    with studies.new(tmp_path / "s") as study:
        said = "IP: Den göteborgska rösten, göteborgarna, en göteborgsbo. En göteborgsvits på svenska.\n"
        studies.add_text(study, "ett", said, [Speaker("IP")])
        hits = replacing.find(study, rules)
        assert [(hit.found, hit.replacement, hit.offered) for hit in hits] == [
            ("göteborgska", "västerstadska", True),
            ("göteborgarna", "västerstadarna", True),
            ("göteborgsbo", "västerstadsbo", True),
        ]
