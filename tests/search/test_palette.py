"""A few letters and Enter: the code that was meant comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.search.palette import Candidate, Palette, Ranked, rank
from utsaga.text.fold import fold

CODES = [
    "Arbetsmiljö / Stöd från chef",
    "Arbetsmiljö / Stöd från kollegor",
    "Arbetsmiljö / Arbetsbelastning",
    "Arbetsmiljö / Brist på tid",
    "Relationer / Tillit till klienten",
    "Relationer / Misstro",
    "Relationer / Samverkan med skolan",
    "Relationer / Makt och maktlöshet",
    "Stigma / Självstigma",
    "Stigma",
    "Barriers / transport",
    "Barriers / barriers to care",
    "Barriers / barrier: transport",
    "Att våga säga nej",
    "Åldras i glesbygd",
    "Första mötet",
    "[skratt]",
    "C++",
]


def palette(*paths: str) -> Palette:
    return Palette(Candidate(path, path.rpartition(" / ")[2], path) for path in paths or CODES)


def first(query: str) -> str:
    return palette().rank(query)[0].candidate.name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("stch", "Stöd från chef"),
        ("sfc", "Stöd från chef"),
        ("stkol", "Stöd från kollegor"),
        ("chef", "Stöd från chef"),
        ("chef stöd", "Stöd från chef"),
        ("st ko", "Stöd från kollegor"),
        ("STÖD FRÅN K", "Stöd från kollegor"),
        ("stod fran k", "Stöd från kollegor"),
        ("abel", "Arbetsbelastning"),
        ("belast", "Arbetsbelastning"),
        ("brtid", "Brist på tid"),
        ("tid", "Brist på tid"),
        ("tllit", "Tillit till klienten"),
        ("tilit", "Tillit till klienten"),
        ("itllit", "Tillit till klienten"),
        ("mmak", "Makt och maktlöshet"),
        ("samv", "Samverkan med skolan"),
        ("skol", "Samverkan med skolan"),
        ("stigma", "Stigma"),
        ("bar tra", "barrier: transport"),
        ("bar care", "barriers to care"),
        ("aldr", "Åldras i glesbygd"),
        ("avsn", "Att våga säga nej"),
        ("fmö", "Första mötet"),
        ("[sk", "[skratt]"),
        ("c++", "C++"),
        ("relationer misstro", "Misstro"),
        ("sjalvsigma", "Självstigma"),
    ],
)
def test_abbreviations_as_people_type_them(typed: str, meant: str) -> None:
    assert first(typed) == meant


@pytest.mark.parametrize(
    ("typed", "tier"),
    [
        ("stigma", "exact"),
        ("sti", "start"),
        ("chef", "word"),
        ("sfk", "initials"),
        ("stch", "word starts"),
        ("chef stöd", "words"),
        ("lastning", "within"),
        ("abln", "letters"),
        ("missrto", "typo"),
        ("belastningar", "similar"),
    ],
)
def test_a_hit_tells_how_it_was_found(typed: str, tier: str) -> None:
    assert palette().rank(typed)[0].tier == tier


def marked(hit: Ranked) -> list[str]:
    text = hit.candidate.path if hit.in_path else hit.candidate.name
    return [text[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("stch", ["St", "ch"]),
        ("sfc", ["S", "f", "c"]),
        ("chef stöd", ["Stöd", "chef"]),
        ("aldr", ["Åldr"]),
        ("abel", ["A", "be", "l"]),
        ("rel / sam", ["Rel", "Sam"]),
    ],
)
def test_the_matched_letters_are_marked_in_the_name_as_written(typed: str, letters: list[str]) -> None:
    assert marked(palette().rank(typed)[0]) == letters


def test_marks_lie_right_where_diacritics_are_characters_of_their_own() -> None:
    assert marked(palette("A\u030aldras i glesbygd").rank("ald")[0]) == ["A\u030ald"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("stigma / ", ["Självstigma"]),
        ("arb / stö", ["Stöd från chef", "Stöd från kollegor"]),
        ("relationer / misstro", ["Misstro"]),
        ("bar / transport", ["transport", "barrier: transport"]),
        ("misstro / rel", []),
        ("stigma / tillit", []),
    ],
)
def test_a_query_with_separators_goes_along_the_path(typed: str, found: list[str]) -> None:
    assert [hit.candidate.name for hit in palette().rank(typed)] == found


def test_levels_between_may_be_left_out() -> None:
    assert palette("Vård / Hinder / Resor").rank("vård / resor")[0].candidate.name == "Resor"


def test_a_whole_path_is_an_exact_name() -> None:
    assert palette().rank("Stigma / Självstigma")[0].tier == "exact"


def test_with_nothing_typed_the_codes_last_used_come_first() -> None:
    codes = [
        Candidate("1", "Tillit", "Tillit", uses=50, last_used=9),
        Candidate("2", "Makt", "Makt", uses=1, last_used=0),
        Candidate("3", "Humor", "Humor"),
        Candidate("4", "Skam", "Skam", uses=3, last_used=2),
    ]
    assert [hit.candidate.name for hit in rank("", codes)] == ["Makt", "Skam", "Tillit", "Humor"]
    assert [hit.candidate.name for hit in rank("  ", codes, limit=2)] == ["Makt", "Skam"]


def test_among_codes_matched_alike_use_decides() -> None:
    codes = [
        Candidate("1", "Stöd från chef", "Stöd från chef", uses=1, last_used=90),
        Candidate("2", "Stöd från kollegor", "Stöd från kollegor", uses=40, last_used=60),
        Candidate("3", "Stöd hemifrån", "Stöd hemifrån"),
    ]
    assert [hit.candidate.id for hit in rank("stö", codes)] == ["2", "1", "3"]


def test_a_coding_moves_its_code_up_at_once() -> None:
    names = ["Stöd från chef", "Stöd från kollegor"]
    before = Palette(Candidate(name, name, name) for name in names)
    after = before.updated(Candidate(name, name, name, i, 0 if i else None) for i, name in enumerate(names))
    assert before.rank("st")[0].candidate.name == "Stöd från chef"
    assert after.rank("st")[0].candidate.name == "Stöd från kollegor"
    renamed = after.updated([Candidate("1", "Ledarskap", "Ledarskap")])
    assert [hit.candidate.name for hit in renamed.rank("led")] == ["Ledarskap"]


def test_among_codes_used_alike_the_latest_comes_first() -> None:
    codes = [Candidate(str(ago), "Stöd", f"{ago} / Stöd", uses=1, last_used=ago) for ago in (7, 0, 3)]
    assert [hit.candidate.id for hit in rank("st", codes)] == ["0", "3", "7"]


def test_no_more_than_asked_for() -> None:
    assert len(palette().rank("s", limit=2)) == 2
    assert palette().rank("belastningar", limit=0) == []
    assert rank("stöd", []) == []


def test_what_fits_nothing_finds_nothing() -> None:
    assert palette().rank("xqzw") == []


NASTY = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("[]/@=\x1b\x9b\u202e \u030aåÅsß")), max_size=12
)


@given(NASTY, st.lists(NASTY, max_size=5))
def test_any_text_is_plain_data(query: str, names: list[str]) -> None:
    candidates = [Candidate(str(i), name, f"T / {name}", i, None) for i, name in enumerate(names)]
    for hit in rank(query, candidates):
        text = hit.candidate.path if hit.in_path else hit.candidate.name
        assert all(0 <= start <= end <= len(text) for start, end in hit.spans)


@given(st.lists(NASTY, min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 900))
def test_an_exact_name_always_comes_first(names: list[str], which: int, uses: int) -> None:
    wanted = names[which % len(names)]
    if not fold(wanted).strip() or " / " in f"{wanted} ":
        return
    candidates = [
        Candidate(str(i), name, name, 0 if name == wanted else uses, 0) for i, name in enumerate(names)
    ]
    assert " ".join(fold(rank(wanted, candidates)[0].candidate.name).split()) == " ".join(
        fold(wanted).split()
    )
