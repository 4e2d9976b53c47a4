"""Records as they stand in files: checked when read, the same when written."""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga import model
from utsaga.model.code import Code, Coder
from utsaga.model.coding import Coding
from utsaga.model.errors import BadRecord, Refused
from utsaga.model.ids import KEY, coder_name, document_id, new_id, slug
from utsaga.model.info import StudyInfo
from utsaga.model.memo import Memo
from utsaga.model.record import from_json, to_json
from utsaga.model.source import Source, Speaker

TEXT = st.text(max_size=20)
WHOLE = st.integers(min_value=0, max_value=10**6)
RECORDS = st.one_of(
    st.builds(Coding, *[TEXT] * 3, WHOLE, WHOLE, *[TEXT] * 6, st.booleans()),
    st.builds(Code, TEXT, TEXT, st.none() | TEXT, WHOLE, TEXT, WHOLE, *[TEXT] * 4),
    st.builds(Memo, *[TEXT] * 8, WHOLE, WHOLE, *[TEXT] * 3),
    st.builds(Coder, *[TEXT] * 4, st.dictionaries(TEXT, TEXT, max_size=3), TEXT),
    st.builds(
        Source,
        TEXT,
        st.from_regex(KEY, fullmatch=True),
        TEXT,
        st.from_regex(r"([0-9a-f]{64})?", fullmatch=True),
        WHOLE,
        *[TEXT] * 7,
        st.lists(st.builds(Speaker, TEXT, TEXT, st.booleans()), max_size=3).map(tuple),
        WHOLE,
    ),
)

CODING = to_json(Coding(*["x"] * 3, 0, 4, *["x"] * 6))


@given(RECORDS)
def test_a_record_comes_back_from_its_file_as_it_was(record: Any) -> None:
    assert from_json(type(record), json.loads(json.dumps(to_json(record)))) == record


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("start", "0", "must be a whole number"),
        ("start", True, "must be a whole number"),
        ("end", 1.0, "must be a whole number"),
        ("quote", None, "must be text"),
        ("starred", 1, "must be true or false"),
        ("code", ["x"], "must be text"),
    ],
)
def test_a_coding_with_a_wrong_value_is_refused_and_the_field_named(
    field: str, wrong: object, said: str
) -> None:
    with pytest.raises(BadRecord, match=f"Coding: the field '{field}' {said}"):
        from_json(Coding, {**CODING, field: wrong})


def test_a_coding_without_its_quote_is_refused() -> None:
    with pytest.raises(BadRecord, match="the field 'quote' is missing"):
        from_json(Coding, {name: value for name, value in CODING.items() if name != "quote"})


def test_unknown_values_are_passed_over_and_missing_ones_have_their_default() -> None:
    older = {name: value for name, value in CODING.items() if name != "starred"}
    assert from_json(Coding, {**older, "mood": "glad"}) == from_json(Coding, CODING)


def test_wrong_speakers_inside_a_source_are_found() -> None:
    source = to_json(Source(*["x"] * 3, "0" * 64, 1, *["x"] * 3, speakers=(Speaker("I"),)))
    with pytest.raises(BadRecord, match="must be text"):
        from_json(Source, {**source, "speakers": [{"label": 1}]})


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("key", "../../../../etc/passwd", "cannot name a file"),
        ("key", "", "cannot name a file"),
        ("key", "Intervju 1", "cannot name a file"),
        ("sha256", "../../../secret", "64 hexadecimal digits"),
    ],
)
def test_a_source_that_would_lead_out_of_the_study_is_not_believed(field: str, value: str, said: str) -> None:
    source = to_json(Source(*["x"] * 3, "0" * 64, 1, *["x"] * 3))
    with pytest.raises(BadRecord, match=said):
        from_json(Source, {**source, field: value})


@pytest.mark.parametrize(
    ("name", "file_name"),
    [
        ("Intervju 3: Åsa (Göteborg)", "intervju-3-asa-goteborg"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 100, "a" * 60),
        ("Иван", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_any_title_gives_a_harmless_file_name(name: str, file_name: str) -> None:
    assert slug(name) == file_name


def test_two_coders_whose_names_have_no_letters_for_a_file_name_are_not_taken_for_one() -> None:
    assert coder_name("Åsa K.") == coder_name("A\u030asa k") == "aasa-k"
    assert coder_name("Asa K.") == coder_name(coder_name("Asa K.")) == "asa-k"
    assert len({coder_name(name) for name in ("Bjork", "Björk", "Bjoerk")}) == 2
    with pytest.raises(Refused, match="letters a to z or digits"):
        coder_name("Иван")


def test_a_record_has_the_document_id_that_any_tinydb_takes() -> None:
    assert 0 <= document_id(new_id()) < 2**63
    assert document_id("f" * 32) == 2**63 - 1


def test_every_kind_of_record_says_which_it_is_who_made_it_and_when() -> None:
    """Who made what, and when, can be told of everything that a study holds."""
    modules = [
        importlib.import_module(f"utsaga.model.{m.name}") for m in pkgutil.iter_modules(model.__path__)
    ]
    kinds = {
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and hasattr(kind, "modified")
    }
    assert {kind.__name__ for kind in kinds} == {
        *("StudyInfo", "Source", "Participant", "AttributeKind", "Guide", "Asked"),
        *("Code", "Coder", "Coding", "Memo", "ReadingPass", "Review"),
    }
    for kind in kinds:
        assert {"id", "created", "modified", "coder"} <= {field.name for field in dataclasses.fields(kind)}, (
            kind
        )


def test_a_study_made_before_its_maker_was_noted_is_still_read() -> None:
    older = {"id": "x", "title": "x", "language": "sv", "format": 1, "created": "", "modified": ""}
    assert from_json(StudyInfo, older).coder == ""
