"""Everything politicians said in round two under *tillit*: from files to the answer, in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rounds

POLITICIANS = "role=politiker and round=2"
SAID = {
    "Det är tillit för mig.",
    "Men den är skör, den hänger på enstaka personer.",
    "Att inte behöva fråga.",
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as its researcher makes it, with commands alone; tests only ask it."""
    return rounds.build(tmp_path_factory.mktemp("rundor"))


def quoted(utsaga: Callable[..., Any], study: Path, where: str, code: str = "tillit") -> set[str]:
    """The quotes under a code that a filter takes."""
    said = utsaga("quotes", study, code, "--where", where, "--json")
    assert said.code == 0, said.err
    return {quote["quote"] for quote in said.json}


def test_in_one_line(study: Path, utsaga: Callable[..., Any]) -> None:
    assert quoted(utsaga, study, POLITICIANS) == SAID
    printed = utsaga("quotes", study, "tillit", "--where", POLITICIANS).out
    assert printed.endswith("3 passages in 2 transcripts by 2 speakers.\n")


def test_a_hit_is_told_by_who_said_it(study: Path, utsaga: Callable[..., Any]) -> None:
    found = utsaga("search", study, '"Det är tillit"', "--where", POLITICIANS)
    assert found.out.startswith("bengt-2, turn 2, Bengt: ")
    (hit,) = utsaga("search", study, '"Det är tillit"', "--json").json
    assert (hit["speaker"], hit["participant"]) == ("IP", "Bengt")


@pytest.mark.parametrize(
    ("where", "quotes"),
    [
        ("speaker='Politiker A'", {"Att inte behöva fråga."}),
        ("participant=Siv", {"Vilken tillit? De räknar våra minuter.", "Då kan man börja lita på varandra."}),
        ("group=samtalet", {"Att inte behöva fråga.", "Att inte bli ifrågasatt i lokaltidningen."}),
        (
            "round=1",
            {
                "Den är inte stark.",
                "Annars blir det misstro.",
                "Vilken tillit? De räknar våra minuter.",
            },
        ),
        ("mandatperiod<2", {"Att inte behöva fråga."}),
        ("ort=glesbygd and role=politiker", {"Att inte behöva fråga."}),
        ("ort=glesbygd and not role=politiker and round=2", {"Då kan man börja lita på varandra."}),
        (
            "question='ser du på tilliten'",
            {"Den är inte stark.", "Vilken tillit? De räknar våra minuter."},
        ),
        ("question='Vad behöver förändras?'", {"Annars blir det misstro."}),
        ("participant in (Siv, Karim) and round=2", {
            "Då kan man börja lita på varandra.",
            "Att inte bli ifrågasatt i lokaltidningen.",
        }),
    ],
)  # fmt: skip
def test_by_whatever_is_known_of_them(
    study: Path, utsaga: Callable[..., Any], where: str, quotes: set[str]
) -> None:
    """The same filter chooses the same words in quotes, in a chapter and in a search."""
    assert quoted(utsaga, study, where) == quotes
    chapter = utsaga("export", study, "--to", "-", "--where", where, "--no-codebook", "--lang", "sv").out
    everything = quoted(utsaga, study, "round=1 or round=2")
    assert {quote for quote in everything if quote in chapter} == quotes
    for quote in quotes:
        first = quote.split()[0].strip(".?,")
        assert utsaga("search", study, f'"{first}"', "--where", where).code == 0
    other = sorted(everything - quotes)[0]
    found = utsaga("search", study, f'"{other}"', "--where", where, "--json")
    assert found.code == 1
    assert found.json == []


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("rol=politiker", "there is no field 'rol' (did you mean 'role'?)"),
        ("role=politker", "there is no role 'politker' (did you mean 'politiker'?)"),
        ("participant=Bent", "there is no participant 'Bent' (did you mean 'Bengt'?)"),
        ("speaker='Politiker B'", "there is no speaker 'Politiker B' (did you mean 'Politiker A'?)"),
        ("group=samtal", "there is no group 'samtal' (did you mean 'samtalet'?)"),
        ("round=3", "there is no round '3'; there are 1, 2"),
        ("ort=glesbyggd", "there is no Ort 'glesbyggd' (did you mean 'glesbygd'?)"),
        ("question='Vad behöver förändrs?'", "(did you mean 'Vad behöver förändras?'?)"),
        ("question='Vem bestämmer?'", "there is no question 'Vem bestämmer?'"),
    ],
)
def test_a_name_that_nobody_knows_is_said_with_the_nearest_one(
    study: Path, tmp_path: Path, utsaga: Callable[..., Any], where: str, said: str
) -> None:
    for command in (
        ("quotes", study, "tillit"),
        ("search", study, "tillit"),
        ("export", study, "--to", tmp_path / "kapitel.md"),
    ):
        refused = utsaga(*command, "--where", where)
        assert refused.code == 1
        assert said in refused.err
        assert refused.err.count("\n") == 1
    assert not (tmp_path / "kapitel.md").exists()
