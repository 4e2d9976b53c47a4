"""What machines transcribe comes in with their speakers and times, whatever they leave out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said

from utsaga.readers import Unreadable

WHISPER = {
    "text": " Hur kom du hit? Med tåg.",
    "segments": [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " Hur kom du hit?"},
        {"id": 1, "start": 2.5, "end": 3.25, "text": " Med tåg."},
    ],
    "language": "sv",
}


def word(spelled: str, start: float | None = None, speaker: str | None = None) -> dict[str, object]:
    """A word as whisperX writes it: numbers and signs have no time, some words no speaker."""
    made: dict[str, object] = {"word": spelled}
    if start is not None:
        made |= {"start": start, "end": start + 0.2, "score": 0.9}
    return made | ({"speaker": speaker} if speaker else {})


def test_segments_of_whisper_are_paragraphs_with_their_times(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, json.dumps(WHISPER))
    assert (reading.format, reading.speakers) == ("whisper", ())
    assert said(reading) == [(None, 0, "Hur kom du hit?"), (None, 2.5, "Med tåg.")]
    assert any("'sv'" in note for note in reading.notes)


def test_speakers_of_whisperx_are_turns_and_a_segment_without_one_is_nobodys(tmp_path: Path) -> None:
    segments = [
        {"start": 0.5, "end": 2, "text": " Hur kom du hit?", "speaker": "SPEAKER_00", "words": [word("Hur")]},
        {"start": 2, "end": 3, "text": " Mm."},
        {"start": 3, "end": 4, "text": " Med tåg.", "speaker": "SPEAKER_01"},
    ]
    reading = reading_of(tmp_path, json.dumps({"segments": segments, "word_segments": []}))
    assert reading.format == "whisperx"
    assert said(reading) == [
        ("SPEAKER_00", 0.5, "Hur kom du hit?"),
        (None, 2, "Mm."),
        ("SPEAKER_01", 3, "Med tåg."),
    ]


def test_a_segment_is_divided_where_its_words_have_another_speaker(tmp_path: Path) -> None:
    words = [
        word("Med", 2.0, "A"),
        word("tåg.", 2.3, "A"),
        word("Jaha,", 2.6, "B"),
        word("7:30?"),
        word("Ja.", 3.5, "A"),
    ]
    segment = {"start": 1.9, "end": 4, "text": " Med tåg. Jaha, 7:30? Ja.", "speaker": "A", "words": words}
    reading = reading_of(tmp_path, json.dumps({"segments": [segment]}))
    assert said(reading) == [("A", 1.9, "Med tåg."), ("B", 2.6, "Jaha, 7:30?"), ("A", 3.5, "Ja.")]
    assert reading.warnings == ("segments divided, because their words have several speakers: 1",)


def test_speakers_of_words_alone_are_enough(tmp_path: Path) -> None:
    segment = {"text": "Hur då?", "words": [word("Hur", 1.5, "B"), word("då?", 1.9, "B")]}
    assert said(reading_of(tmp_path, json.dumps([segment]))) == [("B", 1.5, "Hur då?")]


def test_a_segment_without_text_is_made_of_its_words(tmp_path: Path) -> None:
    segment = {"start": 1, "words": [word(" Hur", 1), word(" då?")], "speaker": 3}
    assert said(reading_of(tmp_path, json.dumps({"segments": [segment]}))) == [("3", 1, "Hur då?")]


@pytest.mark.parametrize("time", ["NaN", "Infinity", "1e300", "null", '"snart"', "true", "[]", "-1e99"])
def test_a_cue_is_never_dropped_for_its_time(tmp_path: Path, time: str) -> None:
    assert said(reading_of(tmp_path, f'{{"segments": [{{"start": {time}, "text": "Ja."}}]}}')) == [
        (None, None, "Ja.")
    ]


def test_whisper_cpp_and_bare_texts_are_read_too(tmp_path: Path) -> None:
    cpp = {"transcription": [{"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "text": " Ja."}]}
    assert said(reading_of(tmp_path, json.dumps(cpp))) == [(None, 1.5, "Ja.")]
    assert said(reading_of(tmp_path, '{"text": " Bara text."}')) == [(None, None, "Bara text.")]


def test_what_no_text_may_hold_is_replaced(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, '{"text": "Ja\\u0000 \\ud800 nej\\r\\n\\n\\nmen"}')
    assert reading.text == "Ja\ufffd \ufffd nej\nmen\n"


def test_other_json_is_refused_in_words(tmp_path: Path) -> None:
    assert "not in a form" in refusal(tmp_path, '{"name": "x"}')
    assert "not in a form" in refusal(tmp_path, '[{"a": 1}, {"b": 2}]')
    assert "damaged JSON" in refusal(tmp_path, json.dumps(WHISPER)[:-9])
    assert "damaged JSON" in refusal(tmp_path, '{"text": ' + "9" * 5000 + "}")
    assert "nested deeper" in refusal(tmp_path, '{"a":' * 200_000)
    assert "no words" in refusal(tmp_path, '{"segments": [{"text": "  "}]}')


LEAVES = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
KEYS = st.sampled_from(["segments", "text", "words", "word", "speaker", "start", "end", "timestamps", "x"])
ANY_JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(data=ANY_JSON)
def test_any_json_is_read_or_refused(data: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        reading = reading_of(tmp_path_factory.getbasetemp(), json.dumps({"segments": data}), "any.json")
    except Unreadable:
        return
    assert reading.text.strip()
    assert reading.text.encode()
    said(reading)
