"""A new code that probably exists already is pointed out; an opposite never is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.search.similar import near_duplicates

PAIRS = list(csv.DictReader(Path(__file__).with_name("near_duplicates.csv").open(encoding="utf-8")))


@pytest.mark.parametrize(
    ("new", "existing"),
    [
        ("stöd från chefen", "Stöd från chef"),
        ("Chefens stöd", "Stöd från chef"),
        ("arbetsbelastnig", "Arbetsbelastning"),
        ("Arbets-miljö", "Arbetsmiljö"),
        ("Tidsbrist", "Brist på tid"),
        ("samverkan skola", "Samverkan med skolan"),
        ("care barriers", "Barriers to care"),
        ("organizational change", "Organisational change"),
    ],
)
def test_the_same_in_other_words_is_pointed_out(new: str, existing: str) -> None:
    found = near_duplicates(new, ["Humor", existing, "Makt"])
    assert [name for name, _ in found] == [existing]
    assert 0.8 <= found[0][1] <= 1.0


@pytest.mark.parametrize(
    ("new", "existing"),
    [
        ("Ökad kontroll", "Minskad kontroll"),
        ("Otrygghet", "Trygghet"),
        ("Missnöjd", "Nöjd"),
        ("Brist på stöd", "Stöd"),
        ("Stöd till chef", "Stöd från chef"),
        ("Möte 2", "Möte 1"),
        ("Barn", "Bara"),
        ("Uncertainty", "Certainty"),
        ("Support to family", "Support from family"),
    ],
)
def test_the_opposite_is_not(new: str, existing: str) -> None:
    assert near_duplicates(new, [existing]) == []


def test_the_likest_comes_first() -> None:
    found = near_duplicates("Arbetsbelastning", ["Arbetsbelasning", "ARBETSBELASTNING", "Arbete"])
    assert found[0] == ("ARBETSBELASTNING", 1.0)
    assert [name for name, _ in found] == ["ARBETSBELASTNING", "Arbetsbelasning"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['one']} | {pair['other']}")
def test_likeness_has_no_direction(pair: dict[str, str]) -> None:
    there, back = near_duplicates(pair["one"], [pair["other"]]), near_duplicates(pair["other"], [pair["one"]])
    assert bool(there) == bool(back)


def test_most_of_a_list_of_pairs_is_told_right() -> None:
    """Recall 85 % and precision 95 % on pairs as researchers write them."""
    pointed_out = [pair["same"] for pair in PAIRS if near_duplicates(pair["one"], [pair["other"]])]
    right = pointed_out.count("yes")
    assert right >= 0.95 * len(pointed_out)
    assert right >= 0.85 * sum(pair["same"] == "yes" for pair in PAIRS)


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_may_be_a_name(name: str, names: list[str]) -> None:
    assert {found for found, _ in near_duplicates(name, names)} <= set(names)
