"""A Word document comes in as it stands with its changes, with speakers, and comments on their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said
from word_files import begins, comment, docx, ends, para, run, table, zipped

from utsaga.readers import Reading, Reply, Unreadable

INTERVIEW = para("I: Hur kom du hit?") + para("IP: Med tåg.") + para("I: Jaha?") + para("IP: Ja.")


def on(reading: Reading) -> list[tuple[str, str]]:
    """The comments with the words that they stand on."""
    return [(reading.text[one.start : one.end], one.text) for one in reading.comments]


def test_paragraphs_with_labels_are_turns(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, docx(INTERVIEW), "intervju.doc")
    assert (reading.format, reading.encoding, reading.encoding_sure) == ("docx", "utf-8", 1)
    assert reading.text == "I: Hur kom du hit?\n\nIP: Med tåg.\n\nI: Jaha?\n\nIP: Ja.\n"
    assert [label for label, _, _ in said(reading)] == ["I", "IP", "I", "IP"]


def test_soft_breaks_and_tabs_stay_and_a_name_with_its_time_may_stand_before_them(tmp_path: Path) -> None:
    body = (
        para("Anna 0:04\nHej\tdå.\nOch hej.") + para("Bo 1:00:07\nHej.") + para("Anna 0:09\nJa.") + para("")
    )
    reading = reading_of(tmp_path, docx(body + para("Bo 0:12\nNej.")))
    assert said(reading) == [
        ("Anna", 4, "Hej\tdå.\nOch hej."),
        ("Bo", 3607, "Hej."),
        ("Anna", 9, "Ja."),
        ("Bo", 12, "Nej."),
    ]


def test_a_text_box_is_read_once_and_not_again_from_its_copy_for_old_programs(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('Ruta')}</w:txbxContent>"
    choice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
    reading = reading_of(tmp_path, docx(para("Före ", both, "efter")))
    assert reading.text == "Ruta\n\nFöre efter\n"


@pytest.mark.parametrize("after", [" ", "\t", "\n", ""])
def test_bold_names_become_labels_where_they_recur(tmp_path: Path, after: str) -> None:
    names = ["Anna Berg", "Bo", "Anna Berg", "Bo"]
    words = ["Hur kom du hit?", "Med tåg.", "Jaha?", "Ja."]
    body = "".join(
        para(run(name, True), run(after + word)) if after else para(run(name, True)) + para(word)
        for name, word in zip(names, words, strict=True)
    )
    reading = reading_of(tmp_path, docx(body))
    assert said(reading) == [(name, None, word) for name, word in zip(names, words, strict=True)]
    assert "bold names given a colon, to mark them as labels: 4" in reading.notes


def test_bold_names_that_have_a_colon_keep_it_and_bold_words_are_no_names(tmp_path: Path) -> None:
    body = para(run("I:", True), " Ja?") + para(run("IP", True), ": ", run("Viktigt", True), " nog.")
    reading = reading_of(tmp_path, docx(body + para(run("Rubrik", True)) + INTERVIEW))
    assert said(reading)[:2] == [("I", None, "Ja?"), ("IP", None, "Viktigt nog.\n\nRubrik")]


def test_a_bold_style_of_characters_is_bold(tmp_path: Path) -> None:
    styles = '<w:style w:type="character" w:styleId="Stark"><w:rPr><w:b/></w:rPr></w:style>'
    named = [para(run(name, properties='<w:rStyle w:val="Stark"/>'), " Ja.") for name in ("Ann", "Bo") * 2]
    reading = reading_of(tmp_path, docx("".join(named), styles=styles))
    assert [label for label, _, _ in said(reading)] == ["Ann", "Bo", "Ann", "Bo"]


def test_a_table_of_speech_becomes_turns_and_any_other_rows(tmp_path: Path) -> None:
    speech = table(
        ("Tid", "Talare", "Yttrande"),
        ("0:01", "Anna", "Hur kom du hit?\nMed tåg?"),
        ("0:04", "", "Mm."),
        ("0:05", "Bo:", "Nej."),
    )
    reading = reading_of(tmp_path, docx(table(("Plats", "Rum 2"), ("Ålder", "")) + speech))
    assert reading.text[: reading.body] == "Plats\tRum 2\n\nÅlder\n\n"
    assert said(reading) == [
        ("Anna", 1, "Hur kom du hit?\nMed tåg?"),
        (None, 4, "Mm."),
        ("Bo", 5, "Nej."),
    ]


def test_page_furniture_and_footnotes_are_set_aside(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="1">{para("En not.")}</w:footnote>'
    separator = f'<w:footnote w:type="separator" w:id="0">{para("x")}</w:footnote>'
    reading = reading_of(
        tmp_path,
        docx(INTERVIEW, header1=para("Intervju 4"), footer1=para("Sida 1"), footnotes=separator + note),
    )
    assert [(aside.kind, aside.text) for aside in reading.asides] == [
        ("page header", "Intervju 4"),
        ("page footer", "Sida 1"),
        ("footnote", "En not."),
    ]
    assert "Intervju 4" not in reading.text
    assert "set aside, not in the text: page header: 1" in reading.notes
    assert not any("Intervju" in note for note in reading.notes)


def test_tracked_changes_are_read_as_if_accepted_and_hidden_text_left_out(tmp_path: Path) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>aldrig</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("flyttat")}</w:moveFrom>'
    inserted = f'<w:ins w:id="3">{run("ofta")}</w:ins>'
    hidden = run("hemligt", properties="<w:vanish/>")
    reading = reading_of(tmp_path, docx(para("Hon kom ", deleted, moved, inserted, hidden, " hit.")))
    assert reading.text == "Hon kom ofta hit.\n"
    assert "tracked changes: insertions kept: 1, deletions left out: 2" in reading.notes
    assert "hidden pieces of text, left out: 1" in reading.notes


def test_comments_stand_on_their_words_whether_nested_overlapping_or_over_paragraphs(tmp_path: Path) -> None:
    body = para("I: ", begins(1), run("Hur ", True), begins(2), "kom du", ends(1), " hit?", ends(2))
    body += para("IP: ", begins(3), "Med ", begins(4), "tåg", ends(4), ".") + para(
        "Och buss.", ends(3), " Ja."
    )
    comments = "".join(
        comment(n, text) for n, text in ((1, "väg"), (2, "fråga"), (3, "resa"), (4, "tåg / spår"))
    )
    reading = reading_of(tmp_path, docx(body, comments=comments))
    assert on(reading) == [
        ("Hur kom du", "väg"),
        ("kom du hit?", "fråga"),
        ("Med tåg.\n\nOch buss.", "resa"),
        ("tåg", "tåg / spår"),
    ]
    assert (reading.comments[0].author, reading.comments[0].date) == ("Karin Ek", "2024-02-15T10:00:00Z")
    assert "comments: 4; authors: 1; resolved: 0" in reading.notes


def test_a_comment_keeps_to_its_words_when_a_bold_name_gets_its_colon(tmp_path: Path) -> None:
    named = para(run("Anna", True), begins(1), " Ja.", ends(1)) + para(
        begins(2), run("Bo", True), ends(2), " Nej."
    )
    body = named + "".join(para(run(name, True), " Jo.") for name in ("Anna", "Bo"))
    reading = reading_of(tmp_path, docx(body, comments=comment(1, "a") + comment(2, "b")))
    assert on(reading) == [("Ja.", "a"), ("Bo", "b")]


def test_replies_stay_with_their_author_and_resolved_comments_are_marked(tmp_path: Path) -> None:
    body = para("IP: ", begins(1), begins(2), "Med tåg.", ends(1), ends(2))
    threads = (
        '<w15:commentEx w15:paraId="A" w15:done="1"/><w15:commentEx w15:paraId="B" w15:paraIdParent="A"/>'
    )
    comments = comment(1, "resa", paragraph="A") + comment(2, "håller med", "Bo Ek", "B")
    reading = reading_of(tmp_path, docx(body, comments=comments, commentsExtended=threads))
    assert on(reading) == [("Med tåg.", "resa")]
    assert reading.comments[0].replies == (Reply("håller med", "Bo Ek", "2024-02-15T10:00:00Z"),)
    assert reading.comments[0].resolved


@pytest.mark.parametrize("threaded", [True, False], ids=["threaded", "on the same words"])
def test_google_docs_mark_of_a_resolved_thread_is_no_comment(tmp_path: Path, threaded: bool) -> None:
    marks = [
        (1, "resa"),
        (2, "_Marked as resolved_"),
        (3, "tåg"),
        (4, "_Marked as resolved_"),
        (5, "_Re-opened_"),
    ]
    on_words = "".join(map(begins, (1, 2))) + run("Med tåg.") + "".join(map(ends, (1, 2)))
    on_more = "".join(map(begins, (3, 4, 5))) + run("Eller buss.") + "".join(map(ends, (3, 4, 5)))
    extended = "".join(
        f'<w15:commentEx w15:paraId="{n}" w15:paraIdParent="{parent}"/>'
        for n, parent in ((2, 1), (4, 3), (5, 3))
    )
    parts = {"comments": "".join(comment(n, text) for n, text in marks)}
    parts |= {"commentsExtended": extended} if threaded else {}
    reading = reading_of(tmp_path, docx(para(on_words) + para(on_more), **parts))
    found = [(one.text, one.resolved, one.replies) for one in reading.comments]
    assert found == [("resa", True, ()), ("tåg", False, ())]
    assert not any("left out" in warning for warning in reading.warnings)


def test_a_comment_without_a_range_stands_on_its_paragraph_and_the_preview_says_so(tmp_path: Path) -> None:
    body = para("IP: Först.") + para("Sen ", '<w:r><w:commentReference w:id="1"/></w:r>', "buss.")
    reading = reading_of(tmp_path, docx(body, comments=comment(1, "resa")))
    assert on(reading) == [("Sen buss.", "resa")]
    assert any("put on all of their paragraph: 1" in warning for warning in reading.warnings)


def test_a_comment_on_deleted_words_is_told_of(tmp_path: Path) -> None:
    gone = f"{begins(1)}<w:del><w:r><w:delText>borta</w:delText></w:r></w:del>{ends(1)}"
    reading = reading_of(tmp_path, docx(para("Sen ", gone, "buss."), comments=comment(1, "resa")))
    assert on(reading) == [("Sen buss.", "resa")]
    assert any("on words that are deleted" in warning for warning in reading.warnings)


def test_a_comment_in_a_table_of_speech_stands_on_its_words(tmp_path: Path) -> None:
    rows = table(
        ("Anna", "Hur kom du hit, sa du?"), ("Bo", "Med tåg, sa jag ju."), ("Anna", "Jaha, på det viset.")
    )
    marked = rows.replace(run("Bo"), run("Bo") + begins(1), 1).replace(
        run("Med tåg, sa jag ju."), run("Med tåg") + ends(1) + run(", sa jag ju.")
    )
    reading = reading_of(
        tmp_path, docx(marked + table(("Bo", "Jo, så var det faktiskt.")), comments=comment(1, "resa"))
    )
    assert reading.comments[0].text == "resa"
    assert reading.text[reading.comments[0].start : reading.comments[0].end].endswith("Med tåg")


def test_a_comment_on_nothing_is_pointed_out(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, docx(INTERVIEW, comments=comment(1, "vilse")))
    assert reading.comments == ()
    assert "comments on no words of the text, left out: 1" in reading.warnings


def test_documents_without_words_or_without_text_are_refused(tmp_path: Path) -> None:
    assert "no words" in refusal(tmp_path, docx(para("") + para(" ")))
    assert "text is missing" in refusal(tmp_path, zipped({"word/document9.xml": "<a/>"}))
    cut = docx(INTERVIEW * 50)
    assert "damaged" in refusal(tmp_path, cut[: len(cut) // 2])
    assert "damaged" in refusal(tmp_path, docx(INTERVIEW + "<w:p>"))


MARKS = st.sampled_from(["IP: ", "Ja ", "", "<", "\t", "\n", "&", "Anna", "[0:01] ", "?"])


@given(st.lists(st.tuples(MARKS, st.booleans(), st.integers(0, 3), st.integers(0, 3)), max_size=8))
def test_every_comment_stands_on_words(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[str, bool, int, int]]
) -> None:
    body = ""
    for text, bold, first, last in runs:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        pieces = [begins(first), run(escaped, bold), ends(last)]
        body += para(*pieces) if first else table((escaped, "Något längre ord")) + para(*pieces)
    try:
        reading = reading_of(
            tmp_path_factory.getbasetemp(), docx(body, comments="".join(comment(n, "x") for n in range(4)))
        )
    except Unreadable:
        return
    said(reading)
    for one in reading.comments:
        words = reading.text[one.start : one.end]
        assert words
        assert words == words.strip()
