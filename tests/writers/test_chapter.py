"""The theme summary: headings, texts, quotes and attributions as they stand in the chapter."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_reading import headings, paragraphs
from markdown_reading import quotes as quotes_without_labels

import studies
from studies import MAKT, TILLIT, code, named
from utsaga.analysis.attribution import Attribution
from utsaga.analysis.quotes import quotes_for
from utsaga.model.action import Action
from utsaga.study import Study
from utsaga.study.coding import codebook, codings, memos
from utsaga.writers.chapter import NotExact, Options, build
from utsaga.writers.file import NotWritten, write_text
from utsaga.writers.markdown import render


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Study]:
    """The interviews with eight codings under three codes."""
    with studies.coded(tmp_path / "coded") as opened:
        yield opened


def quotes(chapter: str) -> list[str]:
    return quotes_without_labels(chapter, labels=True)


def written(study: Study, **options: Any) -> str:
    return render(build(study, Options(**options)))


def test_the_whole_chapter_of_a_small_study_reads_like_this(coded: Study) -> None:
    coded.do(memos.on_code(coded, named(coded, "Relationen").id, "Om relationen.\n\nAndra stycket."))
    coded.do(codebook.define(coded, named(coded, MAKT), "Att råda\növer andra."))
    assert written(coded, language="sv", number_from="5.1") == CHAPTER


CHAPTER = """\
# Tillit i arbetet

## 5.1 Relationen

*6 avsnitt i 4 transkriptioner av 5 talare.*

Om relationen.

Andra stycket.

### 5.1.1 Förtroende

#### 5.1.1.1 tillit

> Tillit... det är inget man får. (Gunilla)

> Trust is what you get when the kettle is on. (Moira)

> Jag tänker på klockan. (Socialsekreterare 3)

> Hon log hela tiden. (anteckningar)

### 5.1.2 Makt

#### 5.1.2.1 att ha makt

> I do. The form says the council does. (Moira)

> **Socialsekreterare 1:** Att jag har nyckeln.
>
> **Socialsekreterare 2:** Mm.
>
> **Socialsekreterare 1:** Och att de vet det.

> Jag tänker på klockan. (Socialsekreterare 3)

## 5.2 Handlingsutrymme

*1 avsnitt i 1 transkription av 1 talare.*

### 5.2.1 riktlinjer som stöd

> Riktlinjerna är bra att ha. (Gunilla)

## Kodbok

- **Relationen** (6 avsnitt)
  - **Förtroende** (4 avsnitt)
    - **tillit** (4 avsnitt)
  - **Makt** (3 avsnitt)
    - **att ha makt** (3 avsnitt): Att råda över andra.
- **Handlingsutrymme** (1 avsnitt)
  - **riktlinjer som stöd** (1 avsnitt)
"""


def test_headings_are_in_english_without_numbers_if_so_wanted(coded: Study) -> None:
    chapter = written(coded, language="en", codebook=False)
    assert headings(chapter)[1] == ("h2", "Relationen")
    assert "6 passages in 4 transcripts by 5 speakers." in paragraphs(chapter)
    assert "Codebook" not in chapter
    assert ("h2", "Codebook") in headings(written(coded, language="en"))


def test_numbers_have_no_gaps_where_a_code_has_no_quotes(coded: Study) -> None:
    coded.do(codebook.create(coded, "Relationen / Förtroende / tomt"))
    coded.do(codebook.move(coded, named(coded, "Relationen / Förtroende / tomt"), None, 0))
    coded.do(codebook.create(coded, "Relationen / Förtroende / aldrig"))
    parent = named(coded, "Relationen / Förtroende").id
    coded.do(codebook.move(coded, named(coded, "Relationen / Förtroende / aldrig"), parent, 0))
    numbers = [text.split()[0] for _, text in headings(written(coded, number_from="5.1"))[1:-1]]
    assert numbers == ["5.1", "5.1.1", "5.1.1.1", "5.1.2", "5.1.2.1", "5.2", "5.2.1"]


def test_a_theme_without_passages_says_so(coded: Study) -> None:
    coded.do(codebook.create(coded, "Tema / kod"))
    chapter = written(coded, language="sv")
    assert "Inga avsnitt är kodade under detta tema." in paragraphs(chapter)
    assert ("h3", "kod") not in headings(chapter)


def test_only_quotes_marked_to_print_are_printed_if_so_wanted(coded: Study) -> None:
    found = [c for c in coded.held.codings_of([named(coded, TILLIT).id]) if "kettle" in c.quote]
    coded.do(codings.star(coded, found))
    assert quotes(written(coded, starred=True)) == ["Trust is what you get when the kettle is on. (Moira)"]


def test_the_interviewers_words_are_left_out_with_marks_where_they_stood(tmp_path: Path) -> None:
    with studies.interviews(tmp_path / "s") as study:
        code(study, "intervju-1", ("Trettio år i augusti.", "[skratt]"), "tid")
        code(study, "fokusgrupp", ("Vad betyder", "Att jag har nyckeln."), "tid")
        code(study, "intervju-1", "Litar de på dig?", "tid")
        full = quotes(written(study))
        left_out = quotes(written(study, interviewer=False, attribution=Attribution.NONE))
    assert left_out == [
        "Trettio år i augusti. Man får ta det på känn, liksom.\n\n[...]\n\n"
        "Riktlinjerna är bra att ha. [skratt]",
        "Litar de på dig?",
        "Att jag har nyckeln.",
    ]
    assert full[0].count("Gunilla:") == 2
    assert "Sara Lind: Mm." in full[0]
    assert full[2].startswith("Moderator: Vad betyder makt för er?\n\nSocialsekreterare 1: Att")


NAMES = ("Gunilla", "Moira", "Sara Lind", "Socialsekreterare", "Moderator")


@pytest.mark.parametrize("style", [Attribution.NUMBER, Attribution.NONE])
@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("interviewer", [True, False])
def test_no_name_is_printed_when_names_are_not_wanted(
    coded: Study, style: Attribution, language: str, interviewer: bool
) -> None:
    code(coded, "intervju-1", ("Trettio år", "Litar de på dig?"), TILLIT)
    code(coded, "fokusgrupp", ("Vad betyder", "bakom dem."), TILLIT)
    code(coded, "interview-2", ("Who decides?", "kettle is on."), TILLIT)
    chapter = written(coded, attribution=style, language=language, interviewer=interviewer)
    assert not [name for name in NAMES if name in chapter]


def test_participants_are_numbered_throughout_the_study(coded: Study) -> None:
    found = quotes(written(coded, attribution=Attribution.NUMBER, language="sv"))
    assert found[:4] == [
        "Tillit... det är inget man får. (Intervjuperson 1)",
        "Trust is what you get when the kettle is on. (Intervjuperson 2)",
        "Jag tänker på klockan. (Intervjuperson 5)",
        "Hon log hela tiden.",
    ]
    assert found[5].startswith("Intervjuperson 3: Att jag har nyckeln.\n\nIntervjuperson 4: Mm.")
    assert found[5].endswith("Och att de vet det.")  # the labels have said who


def test_without_attribution_a_dialogue_tells_its_speakers_apart_by_letters(coded: Study) -> None:
    code(coded, "interview-2", ("Who decides?", "I do."), "svar")
    found = quotes(written(coded, attribution=Attribution.NONE, language="sv"))
    assert "IP1: Att jag har nyckeln.\n\nIP2: Mm.\n\nIP1: Och att de vet det." in found
    assert "I: Who decides?\n\nIP: I do." in found


def test_quotes_are_attributed_to_transcript_and_turn(coded: Study) -> None:
    found = quotes(written(coded, attribution=Attribution.SOURCE, language="sv"))
    assert found[0].endswith("(intervju-1, tur 6)")
    assert found[3].endswith("(anteckningar, tur 2)")
    assert found[5].endswith("(fokusgrupp, turer 2–4)")
    english = quotes(written(coded, attribution=Attribution.SOURCE, language="en"))
    assert english[1].endswith("(interview-2, turn 4)")


def test_a_name_cannot_become_markup(coded: Study) -> None:
    source = coded.source_named("interview-2")
    speakers = [coded.transcript(source.id).speakers[0], studies.Speaker("A", "*Moira* [x](y) <b>")]
    coded.do(studies.speaking(coded, source, speakers))
    coded.do(codebook.rename(coded, named(coded, "Relationen"), "# <i>Relation</i> *x*"))
    chapter = written(coded)
    assert quotes(chapter)[1].endswith("(*Moira* [x](y) <b>)")
    assert ("h2", "# <i>Relation</i> *x*") in headings(chapter)


def test_the_same_study_gives_the_same_bytes_also_reopened_and_built_in_another_order(
    tmp_path: Path,
) -> None:
    pieces = [
        ("fokusgrupp", "Mm.", TILLIT),
        ("intervju-1", "Litar de på dig?", TILLIT),
        ("intervju-1", "Mm.", TILLIT),
        ("interview-2", "And trust?", MAKT),
    ]
    chapters = set()
    for number, order in enumerate((pieces, pieces[::-1])):
        with studies.interviews(tmp_path / f"s{number}") as study:
            for path in (TILLIT, MAKT):
                study.do(codebook.create(study, path))
            for title, words, path in order:
                code(study, title, words, path)
            chapters.add(written(study))
        with Study.open(tmp_path / f"s{number}", coder="anna", write=False) as study:
            chapters.add(written(study))
    assert len(chapters) == 1


def test_a_quote_that_is_no_longer_in_its_transcript_stops_the_chapter(coded: Study) -> None:
    path = coded.path
    coded.close()
    text = path / "transcripts" / "intervju-1.txt"
    text.write_text("Ny rad.\n" + text.read_text())
    with (
        Study.open(path, coder="kim", write=False) as study,
        pytest.raises(NotExact, match=r"2 coded passages are not .* any more \(intervju-1\)") as refused,
    ):
        written(study)
    assert "Tillit..." not in str(refused.value)


def test_a_chapter_that_would_lack_something_unreadable_is_not_written(coded: Study) -> None:
    path = coded.path
    coded.close()
    file = path / "codings" / "interview-2.kim.json"
    file.write_text(re.sub(r'"start": \d+', '"start": "x"', file.read_text(), count=1))
    with (
        Study.open(path, coder="kim", write=False) as study,
        pytest.raises(NotExact, match=r"codings/interview-2\.kim\.json"),
    ):
        written(study)


def test_a_file_is_for_its_owner_alone_and_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "kapitel.md"
    target.write_text("gammalt")
    target.chmod(0o644)
    write_text(target, "nytt å\n")
    assert target.read_text() == "nytt å\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    link = tmp_path / "kapitel.md"
    link.symlink_to(tmp_path / "mapp" / "kapitel.md")
    write_text(link, "x\n")
    assert link.is_symlink()
    assert (tmp_path / "mapp" / "kapitel.md").read_text() == "x\n"


def test_what_is_no_file_and_what_a_study_needs_is_not_replaced(coded: Study, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for wrong, said in (
        (pipe, "is not a file"),
        (Path("/dev/null"), "is not a file"),
        (tmp_path, "is a folder"),
        (tmp_path / "nowhere" / "x.md", "No such file or directory"),
        (coded.path / "study.json", "is a file of the study itself"),
        (coded.path / "transcripts" / "intervju-1.txt", "is a file of the study itself"),
        (coded.path / ".local" / "lock", "is a file of the study itself"),
    ):
        with pytest.raises(NotWritten, match=said):
            write_text(wrong, "x")
    write_text(coded.path / "kapitel.md", "x\n")


def test_a_full_disk_leaves_the_old_chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "kapitel.md"
    write_text(target, "gammalt\n")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("utsaga.store.disk.Disk.write", full)
    with pytest.raises(NotWritten, match=r"No space left on device\. Nothing was changed"):
        write_text(target, "nytt\n")
    assert target.read_text() == "gammalt\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_transcript_that_changes_while_the_chapter_is_made_stops_it(
    coded: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = quotes_for

    def then_somebody_edits(study: Study, codings: Any) -> Any:
        found = looked(study, codings)
        for source in study.sources:
            file = study.path / "transcripts" / f"{source.key}.txt"
            file.write_text("X" + file.read_text(encoding="utf-8"), encoding="utf-8")
        study._transcripts.clear()
        return found

    monkeypatch.setattr("utsaga.writers.chapter.quotes_for", then_somebody_edits)
    with pytest.raises(NotExact):
        build(coded, Options())


def test_what_has_none_of_the_chosen_quotes_has_no_heading_and_is_counted(coded: Study) -> None:
    found = [c for c in coded.held.codings_of([named(coded, TILLIT).id]) if "kettle" in c.quote]
    coded.do(codings.star(coded, found))
    coded.do(codebook.create(coded, "Relationen / Tid / väntan"))
    chapter = build(coded, Options(starred=True))
    text = render(chapter)
    assert [name for _, name in headings(text)[:-1]] == [
        "Tillit i arbetet", "Relationen", "Förtroende", "tillit",
    ]  # fmt: skip
    assert "1 passage in 1 transcript by 1 speaker. 1 code without chosen passages is left out." in text
    assert chapter.wrote("x.md") == "Wrote 1 quote to x.md. 2 codes with none of them are left out."
    assert build(coded, Options()).wrote("x.md") == "Wrote 8 quotes to x.md."


def test_a_coded_label_of_a_speaker_stops_no_chapter_and_prints_no_name(coded: Study) -> None:
    source = coded.source_named("fokusgrupp")
    label = studies.span_of(coded, "fokusgrupp", "Socialsekreterare 3:")
    text = coded.transcript(source.id).text
    on_label = codings.coding_on(text, source.id, label, named(coded, MAKT).id, "kim")  # as git may bring it
    without = [written(coded, attribution=style) for style in Attribution]
    coded.do(Action("codings.add", "kim", (codings.creation(coded, on_label),), counts={"passages": 1}))
    assert [written(coded, attribution=style) for style in Attribution] == without
    assert build(coded, Options()).wrote("x.md") == (
        "Wrote 8 quotes to x.md. 1 passage that holds nothing but a speaker's label is left out."
    )


def test_a_text_of_ones_own_is_printed_where_no_quote_is_chosen(coded: Study) -> None:
    coded.do(memos.on_code(coded, named(coded, "Relationen").id, "Om relationen."))
    chapter = written(coded, starred=True, language="en")
    assert [name for _, name in headings(chapter)[1:-1]] == ["Relationen"]
    assert "No passages under this theme are among those chosen. 2 codes without" in chapter
    assert "Om relationen." in chapter


def test_attribution_by_place_names_nobody_in_a_dialogue(coded: Study) -> None:
    chapter = written(coded, attribution=Attribution.SOURCE, codebook=False)
    assert not [name for name in NAMES if name in chapter]


def test_what_the_study_knows_of_nobody_is_said_to_lack_after_the_quotes(coded: Study) -> None:
    said = build(coded, Options(attribution=Attribution.GROUP)).wrote("kapitel.md")
    assert said.endswith(" Nothing stands after the quotes: no group is known for any.")
    assert "Nothing stands" not in build(coded, Options(attribution=Attribution.NUMBER)).wrote("kapitel.md")
