"""What stands around a passage is kept with it, and may end within a name: an erasure takes that, too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import studies
from studies import code, named
from unpacked import unpacked
from utsaga.store.wiping import Words
from utsaga.study.coding import codebook
from utsaga.study.living import replacing
from utsaga.study.living.replacing import Rule
from utsaga.text.anchors import CONTEXT

RULES = [Rule("Göteborg", "Västerstad"), Rule("Anna Lind", "Karin Ek")]
FILL = "x " * CONTEXT


@pytest.mark.parametrize("name", ["Göteborg", "Anna Lind", "ANNA LIND"])
@pytest.mark.parametrize("cut", range(3, 7))
@pytest.mark.parametrize("before", [True, False])
def test_no_piece_of_a_name_at_the_edge_of_what_is_kept_around_a_passage_is_left(
    tmp_path: Path, name: str, cut: int, *, before: bool
) -> None:
    head, tail = name[:cut], name[-cut:].strip()
    around = "." * (CONTEXT - cut - 1)
    text = f"{FILL}{name} {around}orden.\n" if before else f"Orden {around}{name} {FILL}\n"
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", text)
        code(study, "ett", "orden" if before else "Orden", "tema")
        study.do(codebook.rename(study, named(study, "tema"), "temat"))
        hits = replacing.find(study, RULES)
        assert [hit.found for hit in hits] == [name]
        replacing.keep(study, RULES, hits)
        study.do(replacing.make(study, hits, RULES))
        study.store.settle()
        assert list(studies.erased(study).standing) == []
    piece = tail if before else head
    files = [path for path in (tmp_path / "s").rglob("*") if path.is_file()]
    assert [path for path in files if piece.encode() in unpacked(path)] == []


def around(*, before: str = "", after: str = "") -> str:
    """What a record keeps, in JSON: what stands there is cut off at the length that is kept."""
    return json.dumps({"prefix": before.ljust(CONTEXT, "."), "suffix": after.rjust(CONTEXT, ".")})


def test_words_that_only_end_alike_are_no_pieces() -> None:
    words = Words(("Göteborg", "Anna Lind", "Johan"))
    assert words.cut_in(around(before="teborg och"))
    assert words.cut_in(around(before="Lind sa"))
    assert words.cut_in(around(before="\n Lind sa"))
    assert words.cut_in(around(before="-\nborg sa"))
    assert words.cut_in(around(after="i Göteb"))
    assert words.cut_in(around(after="i Göte-\n"))
    assert words.cut_in(around(after="sa Anna "))
    assert words.cut_in(around(before="han sa"))
    assert not words.cut_in(around(before="borgen", after="en Gö"))
    assert not words.cut_in(around(before="En borg", after="Göten"))
    assert not words.cut_in(around(before=" han sa", after="Han heter Göte "))


def test_a_word_that_is_no_piece_of_a_name_lets_no_history_go(tmp_path: Path) -> None:
    """A passage before which 'han' stands at the edge of what is kept, and one before which 'Johan' did."""
    rest = "." * (CONTEXT - len("han "))
    text = f"{FILL}Då kom han {rest}ett. {FILL}Då kom Johan {rest.replace('.', ',')}två. {FILL}\n"
    rules = [Rule("Johan", "Erik")]
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", text)
        for words in ("ett.", "två."):
            code(study, "ett", words, "tema")
        hits = replacing.find(study, rules)
        replacing.keep(study, rules, hits)
        study.do(replacing.make(study, hits, rules))
        assert list(studies.erased(study).standing) == []
    history = "".join(path.read_text() for path in (tmp_path / "s/history").rglob("*.jsonl"))
    assert '"prefix":"han ..' in history
    assert '"prefix":"han ,,' not in history


def test_at_the_edge_of_a_text_nothing_is_cut_off() -> None:
    assert not Words(("Johan",)).cut_in('{"prefix": "han sa", "suffix": "och Joh"}')
