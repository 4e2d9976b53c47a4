"""Whatever form of a name stood in a text, whatever marks are in it, its erasure reaches it."""

from __future__ import annotations

from pathlib import Path

import pytest

import studies
from studies import code
from unpacked import unpacked
from utsaga.model.source import Speaker
from utsaga.study.living import originals, replacing

TOWN = replacing.Rule("Göteborg", "Västerstad", (("Gbg", "Vstad"),))


def holding(folder: Path, word: str) -> list[str]:
    """Files with a word in them, as it is or as JSON writes it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    written = {word.encode(), word.replace("\\", "\\\\").replace('"', '\\"').encode()}
    return [str(path.relative_to(folder)) for path in files if any(w in unpacked(path) for w in written)]


@pytest.mark.parametrize(
    ("word", "rule"),
    [
        ("Göteborgs", TOWN),
        ("gbg", TOWN),
        ("Gbgs", TOWN),
        ('kafé "Ritz"', replacing.Rule('kafé "Ritz"', "kaféet")),
        ("C\\O", replacing.Rule("C\\O", "firman")),
        ("Anna\nLind", replacing.Rule("Anna Lind", "Karin Ek")),
        ("a=b; c", replacing.Rule("A=B; C", "firman")),
    ],
)
def test_nothing_of_it_is_left(tmp_path: Path, word: str, rule: replacing.Rule) -> None:
    with studies.new(tmp_path / "s") as study:
        talk = f"I: Hej.\n\nIP: Vi såg {word} en gång.\n"
        studies.add_text(study, "ett", talk, [Speaker("I", interviewer=True), Speaker("IP")])
        code(study, "ett", f"såg {word} en", "plats")
        hits = replacing.find(study, [rule])
        assert [hit.found for hit in hits] == [word]
        replacing.keep(study, [rule], hits)
        study.do(replacing.make(study, hits, [rule]))
        assert holding(tmp_path / "s", word) != []
        assert list(studies.erased(study).standing) == []
    assert holding(tmp_path / "s", word) == []


def test_a_form_with_the_marks_that_part_forms_stays_whole_in_the_list(tmp_path: Path) -> None:
    rule = replacing.Rule("A=B; C", "firman")
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", "Vi såg a=b; c en gång.\n")
        hits = replacing.find(study, [rule])
        replacing.keep(study, [rule], hits)
        assert originals.words_of(replacing.kept_rules(study)) == ["A=B; C", "a=b; c"]
