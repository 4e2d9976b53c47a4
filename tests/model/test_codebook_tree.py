"""The codebook as a tree: what stands where, what things are called, and damaged trees."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.code import Code
from utsaga.model.codetree import SEPARATOR, CodeTree, same_name, split_path, tidy


def node(name: str, parent: str | None = None, order: int = 1) -> Code:
    return Code(name, name, parent, order, "x", 1, "kim", "2026", "2026")


def paths(tree: CodeTree) -> list[str]:
    return [tree.path(code.id) for _, code in tree.walk()]


def test_codes_stand_in_the_order_of_the_codebook_below_what_they_belong_to() -> None:
    tree = CodeTree([node("b", "tema", 2), node("tema"), node("a", "tema", 1), node("ensam", None, 2)])
    assert paths(tree) == ["tema", "tema / a", "tema / b", "ensam"]
    assert [depth for depth, _ in tree.walk()] == [0, 1, 1, 0]


def test_a_theme_a_category_and_a_code_are_told_apart_by_place_alone() -> None:
    tree = CodeTree([node("tema"), node("kategori", "tema"), node("kod", "kategori")])
    assert [tree.level(name) for name in ("tema", "kategori", "kod")] == ["theme", "category", "code"]


def test_a_code_whose_parent_is_missing_stands_at_the_root_with_what_lies_below_it() -> None:
    tree = CodeTree([node("kod", "borta"), node("under", "kod")])
    assert paths(tree) == ["kod", "kod / under"]


def test_codes_in_a_circle_stand_at_the_root_and_what_hangs_on_them_stays_with_them() -> None:
    tree = CodeTree([node("a", "b"), node("b", "a"), node("under a", "a")])
    assert paths(tree) == ["a", "a / under a", "b"]


def test_a_codebook_of_two_thousand_levels_can_be_walked() -> None:
    deep = [node("0"), *(node(str(n), str(n - 1)) for n in range(1, 2000))]
    assert len(list(CodeTree(deep).walk())) == 2000


def test_a_name_is_found_whatever_its_case_spaces_or_way_of_writing_accents() -> None:
    tree = CodeTree([node("Förtroende"), node("att bli lyssnad på", "Förtroende")])
    decomposed = unicodedata.normalize("NFD", "förtroende")
    assert tree.at_path([decomposed, "Att  bli lyssnad på"]) is not None
    assert same_name(" TILLIT ", "tillit")


def test_a_slash_between_spaces_parts_a_path_and_any_other_slash_is_part_of_a_name() -> None:
    assert split_path("Tema / Kategori / kod") == ["Tema", "Kategori", "kod"]
    assert split_path("Tema\t/\nkod ") == ["Tema", "kod"]
    assert split_path("in/ut / och/eller") == ["in/ut", "och/eller"]
    assert split_path(" / / ") == []


NAMES = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    .map(tidy)
    .filter(lambda name: name and "/" not in name.split())
)


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_a_path_leads_back_to_its_names(names: list[str]) -> None:
    assert split_path(SEPARATOR.join(names)) == names
