"""A word is found in its slips also where they recur; a short word is not taken for another one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import studies
from utsaga.search.corpus import Corpus
from utsaga.search.studies import StudySearch
from utsaga.search.tally import Tally

NEVER = threading.Event()


@contextmanager
def searching(folder: Path, text: str, *, with_index: bool) -> Iterator[StudySearch]:
    """A search of one text, by scanning or through an index."""
    with studies.new(folder) as study:
        studies.add_text(study, "ett", text)
        search = StudySearch(study, scanned=1 if with_index else 1_000_000)
        search.follow(study.sources, NEVER)
        if making := search.making:
            making.wait()
        search.follow(study.sources, NEVER)  # the index may have been there before anybody asked
        yield search


@pytest.mark.parametrize("with_index", [False, True], ids=["scanned", "with an index"])
@pytest.mark.parametrize(
    ("said", "query", "found"),
    [
        ("tilit tilit", "tillit", {"tilit": 2}),
        ("tillit tilit tilit", "tillit", {"tillit": 1, "tilit": 2}),
        ("tillit tillit tillit tilit tilit", "tillit", {"tillit": 3, "tilit": 2}),
        ("tillit tilit tilit", "tilit", {"tilit": 2, "tillit": 1}),
        ("tillit " + "tiltit " * 5, "tillit", {"tillit": 1, "tiltit": 5}),
        ("socialtjänst " + "sosialtjenst " * 4, "socialtjänst", {"socialtjänst": 1, "sosialtjenst": 4}),
        ("tillit tilliten tilliten tillits", "tilitt", {"tillit": 1, "tilliten": 2, "tillits": 1}),
        ("tilliten tilliten tillit", "tilitten", {"tilliten": 2, "tillit": 1}),
        ("handläggaren handläggarens", "handlägaren", {"handläggaren": 1, "handläggarens": 1}),
        ("tur tur turn", "turn", {"turn": 1}),
        ("tur tur turn", "tur", {"tur": 2}),
        ("blev elev kvar", "blev", {"blev": 1}),
        ("barn barn barn bara bara", "barn", {"barn": 3}),
        ("därför varför varför", "därför", {"därför": 1}),
        ("kaffe kafe", "kaffe", {"kaffe": 1, "kafe": 1}),
    ],
)
def test_what_is_found(
    tmp_path: Path, with_index: bool, said: str, query: str, found: dict[str, int]
) -> None:
    text = "\n\n".join(said.split())
    with searching(tmp_path / "s", text, with_index=with_index) as search:
        hits = [hit.matched for hit in search.search(query)]
        assert {word: hits.count(word) for word in hits} == found


def told(query: str, text: str) -> str:
    corpus = Corpus([("1", text)])
    tally = Tally(corpus.variants(query), query)
    for hit in corpus.search(query):
        tally.add(hit)
    return tally.in_words


def test_what_was_searched_is_told_with_as_many_hits_as_are_listed() -> None:
    text = "Chef och chef och chefen.\n\nChefen, cheferna. En chfen."
    assert told("chef", text) == "chef 2, chefen 2, cheferna 1"
    assert told("chefen", text) == "chefen 2, chef 2, cheferna 1, chfen 1 (slip)"
    assert told("xylofon", text) == "xylofon (in no transcript)"
    assert told('"chef och"', text) == ""


def test_words_that_stand_only_far_from_the_others_are_told_without_a_number() -> None:
    text = "Stöd från chef, sa chefen.\n\nChefer finns.\n\nStödet kom."
    assert told("stod chef", text) == "stöd 1, stodet + chef 1, chefen, chefer"
    assert told("stöd chef", text) == "stöd 1 + chef 1, chefen, chefer"


def test_words_are_told_as_they_are_written_in_the_texts() -> None:
    text = "Försörjningsstöd. Försörjningsstödet, FÖRSÖRJNINGSSTÖD. Forsorjningsstod."
    assert told("forsorjningsstod", text) == "försörjningsstöd 3, försörjningsstödet 1"
    assert told("Åldrar", "ingenting") == "åldrar (in no transcript)"


def test_a_word_that_is_broken_over_lines_counts_as_the_whole_word() -> None:
    assert told("tillit", "Om till-\nit, alltså tillit.") == "tillit 2"


def test_of_many_words_the_rest_is_told_as_one_number() -> None:
    text = " ".join(f"mål{letter}" for letter in "abcdefghij")
    assert told("mål*", text).endswith("målh 1 and 2 more 2")


def test_no_word_is_told_that_stands_nowhere_because_other_letters_have_the_diacritics() -> None:
    text = "Rader och rädda och rada. Jag stod där. Har du?"
    assert told("råd*", text) == "råd*"
    assert told("råd*", f"{text} Hon rådde.") == "rådde 1"
    assert told("stöd", text) == "stöd"
    assert told("hår", f"{text} Håret.") == "håret 1"
