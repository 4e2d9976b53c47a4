"""A word is found over all transcripts, as it is bent, misspelt or damaged, and shown where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.model.span import Span
from utsaga.search.corpus import Corpus, search
from utsaga.search.hits import Hit, context
from utsaga.search.pieces import paragraphs

CHEF = """Karin: Stödet från chefen är viktigt, hon lyssnar.

Intervjuare: Mm. Och kollegorna?

Karin: Kollegorna stöttar. Åsa var chef förut, det var bra för barnen."""
OCR = """IP: Inom socialtjdnsten finns inget stöd alls.
I: Jag förstår. Hur länge har du jobbat inom social-
tjänsten?
IP: Handldggare har jag varit i tolv år, år 2019 kom hit."""
TEXTS = [("karin", CHEF), ("ocr", OCR)]


def found(query: str, texts: list[tuple[str, str]] | None = None) -> list[str]:
    return [hit.matched for hit in search(query, texts or TEXTS)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("chef", ["chefen", "chef"]),
        ("CHEFEN", ["chefen", "chef"]),
        ("stod", ["Stödet", "stöd"]),
        ("asa", ["Åsa"]),
        ("barn", ["barnen"]),
        ("kollega", ["kollegorna", "Kollegorna"]),
        ("lyssna", ["lyssnar"]),
        ("socialtjänst", ["socialtjdnsten", "social-\ntjänsten"]),
        ("socialtjansten", ["socialtjdnsten", "social-\ntjänsten"]),
        ("handläggare", ["Handldggare"]),
        ("kolegorna", ["kollegorna", "Kollegorna"]),
        ("2019", ["2019"]),
        ("2018", []),  # a number with another digit is another number
        ("mor", []),
        ("hund", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_word_is_found_in_its_forms_and_slips(query: str, words: list[str]) -> None:
    assert found(query) == words


HAIR = """A: Jag har ont i håret och i hår, och hat. Har du?
B: Han har en häst, inte hast. Hästarna hastade. Ide, idé, IDÉN, Tårta, tarta.
A: Å ena sidan en a-kassa, a. E-post, é-post, Mal, mål, målen, smalt, smålt."""


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("har", ["har", "håret", "hår", "Har", "har"]),
        ("hår", ["håret", "hår"]),
        ("ha\u030ar", ["håret", "hår"]),
        ("HÅR", ["håret", "hår"]),
        ("häst", ["häst", "Hästarna"]),
        ("hastarna", ["häst", "hast", "Hästarna"]),
        ("å", ["Å"]),
        ("idé", ["idé", "IDÉN"]),
        ("tårta", ["Tårta"]),
        ("e-post", ["E-post", "é-post"]),
        ("é-post", ["é-post"]),
        ("hår*", ["håret", "hår"]),
        ("*mål*", ["mål", "målen", "smålt"]),
        ("*mal*", ["Mal", "mål", "målen", "smalt", "smålt"]),
        ("h*n", ["Han"]),
        ("hä*a", ["Hästarna"]),
    ],
)
def test_diacritics_that_are_typed_are_meant(query: str, words: list[str]) -> None:
    assert found(query, [("a", HAIR)]) == words


def test_a_slip_of_a_word_with_diacritics_has_those_of_the_letters_that_they_share() -> None:
    text = "Förväntningar, förvntningar, forvantningar, förväntnngar, forväntnngar."
    assert found("förväntningar", [("a", text)]) == ["Förväntningar", "förvntningar", "förväntnngar"]


def test_a_common_word_is_not_taken_for_a_slip_of_another() -> None:
    text = "\n\n".join(["barn"] * 20 + ["bara"] * 30 + ["barm"])
    assert set(found("barn", [("1", text)])) == {"barn", "barm"}


def test_typed_as_said_in_a_damaged_transcript() -> None:
    assert found("socialtjänst", [("1", "hela socialtjdnst sa det")]) == ["socialtjdnst"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"stödet från chefen"', ["Stödet från chefen"]),
        ('"stodet fran chefen"', ["Stödet från chefen"]),
        ('"inom socialtjänsten"', []),
        ('"chef"', ["chef"]),
        ('"chef', ["chef"]),
        ("”chef förut”", ["chef förut"]),
        ('"hef"', []),
        ('"Åsa"', ["Åsa"]),
        ('"asa"', ["Åsa"]),
        ('"åsa"', ["Åsa"]),
        ('"Asa"', ["Åsa"]),
        ('"Chefen"', []),
        ('"för"', ["för"]),
        ('"år, år 2019"', ["år, år 2019"]),
        ('"mm."', ["Mm."]),
        ('""', []),
    ],
)
def test_between_quotation_marks_words_are_exact(query: str, words: list[str]) -> None:
    assert found(query) == words


def test_what_is_typed_with_a_diacritic_in_quotation_marks_counts() -> None:
    text = [("1", "Vi far dit, för far bor där.")]
    assert found('"för"', text) == ["för"]
    assert found('"far"', text) == ["far", "far"]
    assert found('"får"', text) == []


def test_a_phrase_goes_over_line_ends() -> None:
    assert found('"från chefen är"', [("1", "stöd från\n   chefen\när bra")]) == ["från\n   chefen\när"]


def test_a_phrase_is_found_though_it_seems_to_begin_within_a_word_before_it() -> None:
    assert [(hit.start, hit.end) for hit in search('"a b a"', [("1", "xa b a b a")])] == [(5, 10)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("koll*", ["kollegorna", "Kollegorna"]),
        ("*tjänsten", ["social-\ntjänsten", "tjänsten"]),
        ("*tött*", ["stöttar"]),
        ("s*tar", ["stöttar"]),
    ],
)
def test_a_star_stands_for_any_letters(query: str, words: list[str]) -> None:
    assert sorted(found(query)) == sorted(words)


def test_several_words_are_sought_in_one_paragraph() -> None:
    assert found("chef stöd") == ["Stödet från chefen"]
    assert found("kollega förut") == ["Kollegorna stöttar. Åsa var chef förut"]
    assert found("mm lyssna") == []
    assert found("chef hund") == []


def test_a_word_and_a_phrase_are_sought_together() -> None:
    assert found('lyssna "från chefen"') == ["från chefen är viktigt, hon lyssnar"]


def test_words_near_each_other_are_told_one_by_one() -> None:
    (hit,) = search("chef stöd", TEXTS)
    assert [CHEF[start:end] for start, end in hit.words] == ["Stödet", "chefen"]


def test_words_are_near_each_other_within_the_turns_that_are_given() -> None:
    text = "A: ja stöd\nB: en chef\nA: stöd av en chef"
    corpus = Corpus()
    corpus.put("1", text, [Span(0, 10), Span(11, 20), Span(21, len(text))])
    assert [hit.matched for hit in corpus.search("stöd chef")] == ["stöd av en chef"]


def test_a_long_stretch_without_blank_lines_has_a_paragraph_a_line() -> None:
    lines = "\n".join(f"A: rad {number} " + "ord " * 30 for number in range(40))
    assert len(paragraphs(lines)) == 40
    assert paragraphs("ett\ntvå\n\n \ntre") == [Span(0, 7), Span(11, 14)]


def test_hits_come_in_the_order_of_the_texts_and_no_more_than_asked_for() -> None:
    assert [(hit.source, hit.start) for hit in search("stöd", TEXTS)] == [("karin", 7), ("ocr", 36)]
    assert len(list(search("stöd", TEXTS, limit=1))) == 1
    assert list(search("stöd", TEXTS, limit=0)) == []


def test_a_search_can_be_kept_to_some_passages() -> None:
    corpus = Corpus(TEXTS)
    within = {"karin": [Span(60, len(CHEF))]}
    assert [hit.matched for hit in corpus.search("chef", within=within)] == ["chef"]


def test_the_words_that_were_searched_can_be_shown() -> None:
    searched = Corpus(TEXTS).variants('stöd socialtjänst "från chefen" chef*')
    assert [(v.word, v.kind) for v in searched["stod"]] == [("stod", "word"), ("stodet", "form")]
    assert [(v.word, v.kind) for v in searched["socialtjanst"]] == [
        ("socialtjansten", "form"),
        ("socialtjdnsten", "slip"),
    ]
    assert {(v.word, v.kind) for v in searched["chef*"]} == {("chef", "pattern"), ("chefen", "pattern")}


def test_a_changed_text_is_searched_as_it_is_now() -> None:
    corpus = Corpus(TEXTS)
    assert [hit.source for hit in corpus.search("chef")] == ["karin", "karin"]
    corpus.put("karin", "Ingen ledare här.")
    assert list(corpus.search("chef")) == []
    assert corpus.variants("chef") == {"chef": []}
    corpus.put("ny", "chefer")
    assert [hit.source for hit in corpus.search("chef")] == ["ny"]
    corpus.drop("ny")
    corpus.drop("ny")
    assert list(corpus.search("chef")) == []


def test_a_text_dropped_while_hits_are_read_gives_no_more() -> None:
    corpus = Corpus(TEXTS)
    hits = corpus.search("stöd")
    next(hits)
    corpus.drop("ocr")
    assert list(hits) == []


def test_a_hit_is_shown_among_whole_words() -> None:
    (hit,) = search('"viktigt"', TEXTS)
    assert context(CHEF, hit, 12) == ("chefen är ", "viktigt", ", hon")
    assert context(CHEF, hit, 500) == ("Karin: Stödet från chefen är ", "viktigt", ", hon lyssnar.")


@given(st.text(alphabet="ab åä\n-.", max_size=60), st.integers(0, 60), st.integers(0, 5), st.integers(0, 30))
def test_context_is_a_stretch_of_the_text(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    before, match, after = context(text, Hit("1", start, end, text[start:end], ()), width)
    assert match == text[start:end]
    assert text[start - len(before) : end + len(after)] == before + match + after
    assert max(len(before), len(after)) <= width


@given(st.text(max_size=30), st.text(max_size=80))
def test_any_query_on_any_text_gives_hits_that_stand_there(query: str, text: str) -> None:
    for hit in search(query, [("1", text)]):
        assert text[hit.start : hit.end] == hit.matched
        assert all(hit.start <= start < end <= hit.end for start, end in hit.words)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=12))
def test_a_word_that_is_there_is_found(word: str) -> None:
    assert word in found(word, [("1", f"hon sa ({word}) då")])
