"""Reading without coding: how often each coder has read a transcript, and the list of transcripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from utsaga.model.errors import Refused
from utsaga.model.span import Span
from utsaga.study import Study, passes, sources
from utsaga.study.check import check


def counts(study: Study, title: str) -> dict[str, int]:
    """Readings by coder."""
    found: dict[str, int] = {}
    for one in passes.passes_in(study, study.source_named(title)):
        found[one.coder] = found.get(one.coder, 0) + 1
    return found


def test_each_coder_notes_her_readings_and_takes_back_her_own(study: Study) -> None:
    path = study.path
    source = study.source_named("intervju-1")
    done = study.do(passes.note(study, source))
    assert study.say(done) == "note that 'intervju-1' has been read through (time 1)"
    study.do(passes.note(study, source))
    study.close()
    with Study.open(path, coder="robin") as other:
        with pytest.raises(Refused, match="not noted yet"):
            passes.take_back(other, source)
        other.do(passes.note(other, source))
        assert counts(other, "intervju-1") == {"kim": 2, "robin": 1}
        other.do(passes.take_back(other, source))
        assert counts(other, "intervju-1") == {"kim": 2}
        other.do(other.plan_undo())
        assert counts(other, "intervju-1") == {"kim": 2, "robin": 1}
        assert check(other).findings == ()


def test_readings_go_and_come_back_with_their_transcript(study: Study) -> None:
    source = study.source_named("intervju-1")
    study.do(passes.note(study, source))
    study.do(sources.remove(study, source))
    assert passes.passes_in(study, source) == []
    study.do(study.plan_undo())
    assert counts(study, "intervju-1") == {"kim": 1}


@pytest.mark.parametrize(
    ("before", "reach", "seen", "cursor", "far"),
    [
        (0, 0, Span(0, 100), Span(0, 10), 10),  # at the beginning
        (10, 100, Span(0, 100), Span(50, 60), 60),  # down the page
        (60, 100, Span(90, 190), Span(150, 160), 160),  # a page on, nothing passed over
        (60, 100, Span(500, 600), Span(510, 520), 60),  # a jump is no reading
        (60, 100, Span(0, 100), Span(0, 10), 60),  # back again
        (60, 0, Span(50, 150), Span(100, 110), 110),  # opened again where she was
    ],
)
def test_a_reading_comes_as_far_as_nothing_was_passed_over(
    before: int, reach: int, seen: Span, cursor: Span, far: int
) -> None:
    assert passes.read_as_far(before, reach, seen, cursor) == far


def test_the_list_of_transcripts_on_the_command_line(study: Study, utsaga: Any) -> None:
    path = study.path
    study.close()
    assert utsaga("transcripts", path, "--read", "intervju-1").out.startswith("Noted that 'intervju-1'")
    assert utsaga("transcripts", path, "--place", "intervju-1", "--round", "2").code == 0
    first, *_, notes = utsaga("transcripts", path, "--json").json
    assert (first["title"], first["turns"], first["words"], first["interviewer_words"]) == (
        "intervju-1",
        6,
        41,
        11,
    )
    assert (first["round"], first["status"], first["codings"]) == ("2", "raw", {"kim": 2})
    assert len(first["passes"]["kim"]) == 1
    assert 0 < first["coded"] < 1
    assert (notes["speakers"], notes["interviewer_words"]) == ([], 0)
    said = utsaga("transcripts", path).out
    assert "kim 1" in said
    assert "interviewers' words are not counted" in said
    assert utsaga("transcripts", path, "--not-read", "intervju-1").code == 0
    again = utsaga("transcripts", path, "--not-read", "intervju-1")
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert utsaga("transcripts", path, "--round", "2").code == 2
    assert "(did you mean 'intervju-1'?)" in utsaga("transcripts", path, "--read", "intervju-9").err


def test_a_list_of_no_transcripts(tmp_path: Path, utsaga: Any) -> None:
    assert utsaga("new", tmp_path / "tom").code == 0
    assert (
        utsaga("transcripts", tmp_path / "tom").out == "0 transcripts; interviewers' words are not counted.\n"
    )
