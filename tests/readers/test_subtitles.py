"""Subtitles come in with their speakers, times and order, and no cue is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said

from utsaga.readers.cues import Cue, written
from utsaga.text.turns import Turns

VTT = """WEBVTT - Intervju
Kind: captions

STYLE
::cue { color: red }

NOTE Inspelad i rum 2
med två mikrofoner

1
00:00:01.500 --> 00:00:04.000 align:start position:0%
<v Anna Berg>Hur kom du <i>hit</i>?</v>

bo-1
00:04.000 --> 00:06.020
<v.loud Bo>Med tåg &amp; buss
från Borås.</v><v Anna Berg>Jaha.</v>

00:06.500 --> 00:07.000
Mm.
"""


def test_the_voices_of_webvtt_are_turns_with_their_times(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, VTT)
    assert reading.format == "vtt"
    assert said(reading) == [
        ("Anna Berg", 1.5, "Hur kom du hit?"),
        ("Bo", 4, "Med tåg & buss från Borås."),
        ("Anna Berg", 4, "Jaha."),
        (None, 6.5, "Mm."),
    ]
    assert reading.text.startswith("[0:00:01.500] Anna Berg: Hur kom du hit?\n\n[0:00:04] Bo: Med")
    assert [(aside.kind, aside.text) for aside in reading.asides] == [
        ("note", "Inspelad i rum 2\nmed två mikrofoner")
    ]
    assert any("left unknown" in note for note in reading.notes)


def test_names_before_the_words_are_speakers_where_webvtt_has_no_voices(tmp_path: Path) -> None:
    cues = ["Anna Berg: Hej.", "Bo Ek: Hej hej.", "Anna Berg: Ska vi börja?", "Ja."]
    blocks = [f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{words}" for n, words in enumerate(cues)]
    reading = reading_of(tmp_path, "WEBVTT\n\n" + "\n\n".join(blocks))
    assert said(reading) == [
        ("Anna Berg", 0, "Hej."),
        ("Bo Ek", 1, "Hej hej."),
        ("Anna Berg", 2, "Ska vi börja?"),
        (None, 3, "Ja."),
    ]


SRT = """1
00:00:01,000 --> 00:00:02,500
<i>Hur kom du
hit?</i>

2
0:00:03,20 --> 0:00:04,0
- Med tåg.
- Jaha.

3
00:00:02,000 --> 00:00:01,000
{\\an8}Mm.
4
00:00:09,000 --> 00:00:10,000
Ja.

Precis.
"""


def test_srt_without_speakers_is_paragraphs_with_times_in_the_order_of_the_file(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, SRT)
    assert (reading.format, reading.speakers) == ("srt", ())
    assert said(reading) == [
        (None, 1, "Hur kom du hit?"),
        (None, 3.02, "- Med tåg."),
        (None, None, "- Jaha."),
        (None, 2, "Mm."),
        (None, 9, "Ja. Precis."),
    ]
    assert any("end before they start" in warning for warning in reading.warnings)
    assert any("out of order" in warning for warning in reading.warnings)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_srt_is_known_in_any_encoding_and_with_any_name(tmp_path: Path, encoding: str, breaks: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,500\nÅsa är här på något sätt.\n"
    reading = reading_of(tmp_path, text.replace("\n", breaks).encode(encoding), "intervju.txt")
    assert (reading.format, said(reading)) == ("srt", [(None, 1, "Åsa är här på något sätt.")])


def test_cues_without_words_are_counted_and_left_out(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nJa\n")
    assert said(reading) == [(None, 3, "Ja")]
    assert any(note.startswith("cues without words") for note in reading.notes)


def test_subtitles_without_any_words_are_refused(tmp_path: Path) -> None:
    assert "no words" in refusal(tmp_path, "WEBVTT\n\n00:01.000 --> 00:02.000\n\n")
    assert "no words" in refusal(tmp_path, "WEBVTT")


NAMES = st.sampled_from(["Anna", "Bo Ek", "SPEAKER_00", "12", "名", "A+ x", "Å. Ö.", None])
WORDS = st.lists(
    st.sampled_from(["ja", "Bo", "7:30", "[skratt]", "…", "1", "**x**", "//nej//", "(..)"]), min_size=1
)
TIMES = st.none() | st.integers(-10_000, 10_000_000).map(lambda n: n / 1000)


@given(st.lists(st.builds(Cue, NAMES, TIMES, WORDS.map(" ".join)), min_size=1, max_size=12))
def test_what_is_written_is_found_again(cues: list[Cue]) -> None:
    text, proposal = written(cues)
    turns = Turns(text, proposal.speakers)
    assert [(turn.label, turn.time, text[turn.body : turn.end]) for turn in turns] == [
        (cue.speaker, cue.time, cue.words) for cue in cues
    ]
