"""Lines that a page or a hand broke are made whole on request, and turns of one speaker joined."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, said
from word_files import begins, comment, docx, ends, para

from utsaga.model.source import Speaker
from utsaga.readers import joined, unwrapped
from utsaga.text.edits import Edited
from utsaga.text.turns import Turns
from utsaga.text.unwrapping import unwrapping

WRAPPED = """Intervju 4

I: Hur kom det sig att du började arbeta med
det här, om du tänker tillbaka på socialtjäns-
ten som den var då?

IP: Det var nog för att jag ville, och sen blev
det så. IT-
avdelningen och barn- och
ungdomsvården låg ju där.

Sen flyttade vi.
I: Jaha. Mm.
IP: Ja.
"""


def test_hard_wrapped_lines_and_hyphenated_words_are_made_whole(tmp_path: Path) -> None:
    assert reading_of(tmp_path, WRAPPED).text == WRAPPED
    reading = reading_of(tmp_path, WRAPPED, unwrap=True)
    assert said(reading) == [
        (
            "I",
            None,
            "Hur kom det sig att du började arbeta med det här, om du tänker tillbaka på"
            " socialtjänsten som den var då?",
        ),
        (
            "IP",
            None,
            "Det var nog för att jag ville, och sen blev det så. IT-avdelningen och barn- och"
            " ungdomsvården låg ju där.\n\nSen flyttade vi.",
        ),
        ("I", None, "Jaha. Mm."),
        ("IP", None, "Ja."),
    ]
    assert reading.text[: reading.body] == "Intervju 4\n\n"
    assert any(note.startswith("line ends joined: 5") for note in reading.notes)


def test_a_text_with_every_second_line_blank_is_closed_up(tmp_path: Path) -> None:
    spaced = WRAPPED.replace("\n\n", "\n").replace("\n", "\n\n")
    reading = reading_of(tmp_path, spaced, unwrap=True)
    assert said(reading)[0][2].endswith("om du tänker tillbaka på socialtjänsten som den var då?")


def test_one_word_a_line_becomes_sentences(tmp_path: Path) -> None:
    text = "I:\nHur\nkom\ndu\nhit?\nIP:\nMed\ntåg.\nI:\nJaha?\nIP:\nJa,\nså\nvar\ndet.\n"
    assert said(reading_of(tmp_path, text, unwrap=True)) == [
        ("I", None, "Hur kom du hit?"),
        ("IP", None, "Med tåg."),
        ("I", None, "Jaha?"),
        ("IP", None, "Ja, så var det."),
    ]


PAGES = (
    "Intervju 4\nI: Hur kom du hit, om man får fråga så\ndär?\nIP: Vi åkte med\nSida 1 av 3\n"
    "\fIntervju 4\ntåg hela vägen.\nI: Jaha?\nSida 2 av 3\n"
    "\fIntervju 4\nIP: Ja.\nSida 3 av 3\n"
)


def test_running_headers_and_page_numbers_in_the_middle_of_a_sentence_are_set_aside(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PAGES, unwrap=True)
    assert [words for _, _, words in said(reading)][-3:] == ["Vi åkte med tåg hela vägen.", "Jaha?", "Ja."]
    assert {aside.text for aside in reading.asides} >= {"Sida 2 av 3", "Intervju 4"}


def test_page_numbers_are_known_by_counting_up_where_no_pages_are_marked(tmp_path: Path) -> None:
    text = "I: Hur många\n\n- 3 -\n\nvar ni?\nIP: 7\n\n- 4 -\n\nI: Ja?\nIP: Sen blev\n- 5 -\nvi fler.\n"
    assert [words for _, _, words in said(reading_of(tmp_path, text, unwrap=True))] == [
        "Hur många var ni?",
        "7",
        "Ja?",
        "Sen blev vi fler.",
    ]


def test_a_text_that_is_not_wrapped_stays_as_it_is(tmp_path: Path) -> None:
    text = "I: " + "Hur kom det sig? " * 20 + "\nIP: " + "Det blev så. " * 20 + "\nI: Ja.\nIP: Nej.\n"
    assert reading_of(tmp_path, text, unwrap=True).text == text


def test_comments_stay_on_their_words(tmp_path: Path) -> None:
    body = para("IP: Med ", begins(1), "tåg\noch", ends(1), "\nbuss.") + para(
        "IP: Och ", begins(2), "sen", ends(2)
    )
    data = docx(body + para("I: Ja."), comments=comment(1, "resa") + comment(2, "sen"))
    reading = joined(unwrapped(reading_of(tmp_path, data)))
    assert said(reading) == [("IP", None, "Med tåg och buss. Och sen"), ("I", None, "Ja.")]
    assert [reading.text[one.start : one.end] for one in reading.comments] == ["tåg och", "sen"]


def test_neighbouring_turns_of_one_speaker_are_joined_only_on_request(tmp_path: Path) -> None:
    cues = ("A>Hur kom", "A>du hit?", "B>Med tåg.", "", "", "B>Ja.", "A>Jaha.")
    blocks = [f"00:0{n}.000 --> 00:0{n}.900\n{f'<v {cue}' if cue else 'Mm.'}" for n, cue in enumerate(cues)]
    text = "WEBVTT\n\n" + "\n\n".join(blocks)
    assert len(said(reading_of(tmp_path, text))) == 7
    reading = reading_of(tmp_path, text, join=True)
    assert said(reading) == [
        ("A", 0, "Hur kom du hit?"),
        ("B", 2, "Med tåg."),
        (None, 3, "Mm."),
        (None, 4, "Mm."),
        ("B", 5, "Ja."),
        ("A", 6, "Jaha."),
    ]
    assert {one.label: one.count for one in reading.proposal.candidates} == {"A": 2, "B": 2}
    assert any(note.startswith("turns joined with the one before") for note in reading.notes)


PIECES = st.sampled_from(["I: ", "IP: ", "\n", "\n\n", "\f", "ja", "nej.", "12", "ord-", "- ", "Sida 3", " "])


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 10))
def test_unwrapping_loses_no_words_but_furniture_and_hyphens(text: str, body: int) -> None:
    speakers = [Speaker("I"), Speaker("IP")]
    body = min(body, len(text))
    openings = {turn.start for turn in Turns(text, speakers, body) if turn.label}
    done = unwrapping(text, openings, body)
    after = Edited(text, done.edits).text
    assert after[:body] == text[:body]
    gone = "".join("".join(line.split()) for line in done.furniture)
    before = "".join(text.split()).replace("-", "")
    assert len(before) - len("".join(after.split()).replace("-", "")) == len(gone.replace("-", ""))


def test_an_elision_between_joined_turns_stays_where_it_stood(tmp_path: Path) -> None:
    text = "I: Varför?\n\nIP: Därför.\n\n/../ IP: Och sen.\n\nI: Ja.\n"
    reading = reading_of(tmp_path, text, join=True)
    assert reading.text == "I: Varför?\n\nIP: Därför. /../ Och sen.\n\nI: Ja.\n"
    assert any("by the same speaker: 1" in note for note in reading.notes)


def test_a_short_double_spaced_text_is_unwrapped_when_that_is_asked_for(tmp_path: Path) -> None:
    text = "Intervjuare: Hur ser du på\n\ntilliten mellan er?\n\n"
    text += "Person: Det är en lång\n\nhistoria.\n\nIntervjuare: Ja.\n\nPerson: Nej.\n"
    reading = reading_of(tmp_path, text, unwrap=True)
    assert [words for _, _, words in said(reading)] == [
        "Hur ser du på tilliten mellan er?",
        "Det är en lång historia.",
        "Ja.",
        "Nej.",
    ]


def test_where_no_line_is_broken_unwrapping_says_so(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "I: Varför?\n\nIP: Därför.\n\nI: Ja.\n", unwrap=True)
    assert any("no line ends were joined" in note for note in reading.notes)
