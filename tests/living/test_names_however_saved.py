"""A name goes however a program has saved it: composed or not, with other signs, broken at a line's end."""

from __future__ import annotations

import threading
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from studies import code
from unpacked import unpacked
from utsaga.cli import run
from utsaga.store.spelt import spellings
from utsaga.store.wiping import Words
from utsaga.study import Study
from utsaga.study.check import check
from utsaga.study.living import replacing
from utsaga.study.living.originals import words_of
from utsaga.study.living.replacing import Rule
from utsaga.study.tables import BadTable
from utsaga.text.edits import Edit, Edited

RULES = [
    Rule("Åsa", "Kim"),
    Rule("O'Neil", "Ek"),
    Rule("Göteborg", "Västerstad", (("Gbg", "Vstad"),)),
    Rule("Anna-Lena Ek", "Karin"),
    Rule("Björk", "Alm"),
]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def replaced(text: str, rules: list[Rule]) -> str:
    fits = replacing.fits(text, rules)
    return Edited(text, [Edit(fit.start, fit.end, fit.replacement) for fit in fits]).text


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        (nfd("Det var Åsa."), nfd("Det var ") + "Kim."),
        ("O’Neil och O´Neil", "Ek och Ek"),
        ("i Göte-\nborg nu", "i Västerstad nu"),
        ("i Göte\u00adborg, Göte\u200bborg nu", "i Västerstad, Västerstad nu"),
        ("i Göte\u00ad\n  borg nu", "i Västerstad nu"),
        ("GÖTE-\nBORG", "VÄSTERSTAD"),
        ("Göte-\nborgs hamn", "Västerstads hamn"),
        ("Anna-\nLena\u00a0Ek sa", "Karin sa"),
        ("Anna‑Lena\nEk sa", "Karin sa"),
        ("\u2067Åsa\u2069 sa", "\u2067Kim\u2069 sa"),
        ("ett björkträd", "ett björkträd"),
        ("från Björk-\noch Alby", "från Alm-\noch Alby"),
    ],
)
def test_the_whole_stretch_of_a_name_is_replaced(written: str, becomes: str) -> None:
    assert replaced(written, RULES) == becomes


@pytest.mark.parametrize("name", ["Volvo - lastvagnar", "Sjögren – Berg", "Anna- Lind", "Anna -Lind"])
def test_a_name_with_blanks_at_its_dash_is_replaced_over_a_line_end(name: str) -> None:
    dash = "–" if "–" in name else "-"
    for written in {name, name.replace(dash, f"{dash}\n"), name.replace(f"{dash} ", f"{dash}\n")}:
        assert replaced(f"Hos {written} nu", [Rule(name, "Saab")]) == "Hos Saab nu"


def test_names_that_differ_in_blanks_at_their_dash_alone_become_what_the_table_says() -> None:
    rules = [Rule("Anna - Lind", "Karin och Ek"), Rule("Anna-Lind", "Karin-Ek")]
    assert replaced("Anna-Lind, Anna - Lind", rules) == "Karin-Ek, Karin och Ek"


def test_an_original_that_nobody_can_see_is_found_nowhere_and_refused_in_a_table(tmp_path: Path) -> None:
    assert replaced("Anna sa", [Rule("\u200b", "X")]) == "Anna sa"
    assert replaced("Anna sa", [Rule("\u200b", "X"), Rule("Anna", "Karin")]) == "Karin sa"
    for row in ("\u200b,X,", "Anna,Karin,\u00ad=X"):
        (tmp_path / "namn.csv").write_text(f"original,replacement,forms\n{row}\n")
        with pytest.raises(BadTable, match=r"line 2.*no character to be seen"):
            replacing.read_rules(tmp_path / "namn.csv")


def test_a_letter_with_another_mark_is_another_letter() -> None:
    for text in ("René", nfd("René"), "Rene\u0302\u0332"):
        assert replaced(text, [Rule("Rene", "Bo")]) == text
    assert replaced(nfd("René"), [Rule("René", "Bo")]) == "Bo"


NAMES = ("Åsa", "O'Neil", "O’Neil", "Göteborg", "GÖTE", "BJÖRK", "björk", "Gbg", "Anna", "Lena", "Ek")
PIECES = st.sampled_from([*NAMES, *"ÅsaåOöNeilGtbrgkEBjs -\n_\u00ad\u200b\u0301\u030aﬁ…", "-\n", ". "])
TEXTS = st.lists(PIECES, max_size=25).map("".join)
FORM = st.sampled_from(["NFC", "NFD"])


@given(TEXTS, FORM, FORM)
def test_what_is_found_is_replaced_and_of_what_is_not_found_nothing_stands(
    text: str, saved: str, named: str
) -> None:
    rules = [
        Rule(unicodedata.normalize(named, rule.original), rule.replacement, rule.forms) for rule in RULES
    ]
    text = unicodedata.normalize(saved, text)
    words = Words(tuple(words_of(rules)))
    fits = replacing.fits(text, rules)
    assert all(a.end <= b.start for a, b in pairwise(fits))
    if all(fit.offered for fit in fits):
        assert words.found(text) == []
    assert len(words.found(text)) > 0 or not words.hold(text)
    after = replaced(text, rules)
    assert words.found(after) == []


@given(TEXTS)
def test_composed_and_decomposed_texts_have_the_same_names(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    told = [
        [(f.replacement, f.offered) for f in replacing.fits(one, RULES)] for one in (composed, decomposed)
    ]
    assert told[0] == told[1]
    words = Words(tuple(words_of(RULES)))
    assert words.found(composed) == words.found(decomposed)
    assert spellings(composed) == spellings(decomposed)


@pytest.mark.parametrize(
    "name", ["O’Neil 2", "intervju_o-neil", "oneil-1", nfd("Åsa_r1"), "asa1", "Å\u00adsa"]
)
def test_names_of_files_and_codes_count_as_they_are_read(name: str) -> None:
    assert len(Words(("Åsa", "O'Neil")).naming(name)) == 1


TEXT = "I: Vem?\nA: Shane O’Neil och Göte-\nborg och Göte\u00adborg, " + nfd("Åsa Öberg.\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    config = tmp_path / "config.toml"
    config.write_text('coder = "kim"\n')
    monkeypatch.setenv("UTSAGA_CONFIG", str(config))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    (tmp_path / "namn.csv").write_text("original,replacement\nO'Neil,Ek\nGöteborg,Västerstad\nÅsa,Kim\n")
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", TEXT)
        code(study, "ett", "Göte-\nborg och", "plats")
    return tmp_path / "s"


def test_the_command_replaces_and_erases_all_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["replace", str(folder), str(folder.parent / "namn.csv"), "--all"]) == 0
    with Study.open(folder, coder="kim") as study:
        text = study.transcript(study.sources[0].id).text
        assert text == "I: Vem?\nA: Shane Ek och Västerstad och Västerstad, Kim " + nfd("Öberg.\n")
        assert [c.quote for c in study.held.codings(study.sources[0].id)] == ["Västerstad och"]
        assert check(study).findings == ()
    assert run(["replace", str(folder), "--erase-originals", "--yes"]) == 0
    assert "Still there" not in capsys.readouterr().out
    left = [unpacked(path).decode() for path in folder.rglob("*") if path.is_file()]
    for name in ("O’Neil", "Göte", nfd("Åsa")):
        assert not any(name in content or name in nfd(content) for content in left)


def test_as_long_as_a_name_stands_however_saved_its_list_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    erase = ["replace", str(folder), str(folder.parent / "namn.csv"), "--erase-originals", "--yes"]
    assert run(erase) == 1
    assert "Still there: 'O'Neil' in the text of 'ett'" in capsys.readouterr().out
    assert (folder / ".local/replacements.csv").is_file()


def test_a_form_that_a_line_end_breaks_stands_whole_in_the_list(tmp_path: Path) -> None:
    with studies.new(tmp_path / "s") as study:
        studies.add_text(study, "ett", "I Göte-\nborgs hamn.\n")
        hits = replacing.find(study, RULES)
        assert [(hit.found, hit.offered) for hit in hits] == [("Göte-\nborgs", True)]
        replacing.keep(study, RULES[2:3], hits)
        assert words_of(replacing.kept_rules(study)) == ["Göteborg", "Gbg", "Göteborgs"]
