"""A page comes in without its tags, and what oTranscribe saves with its times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming_files import reading_of, refusal, said

from utsaga.readers import Unreadable

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>Intervju 4</title><style>p {{ color: red }}</style></head>
<body><script>alert("hej")</script>
<p><b>I:</b>   Hur kom du
   hit, på <i>riktigt</i>?<p>IP: Med tåg &amp; buss.<br>Från Borås.</p>
<div>I: Jaha?</div><ul><li>IP: Ja.</ul>
<p style="display:none">dolt</p>
</body></html>
"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-8", "utf-16")],
)
def test_blocks_are_paragraphs_and_tags_are_gone_before_labels_are_looked_for(
    tmp_path: Path, charset: str, encoding: str
) -> None:
    reading = reading_of(tmp_path, PAGE.format(charset=charset).encode(encoding), "intervju.doc")
    assert reading.format == "html"
    assert reading.warnings == ()
    assert said(reading) == [
        ("I", None, "Hur kom du hit, på riktigt?"),
        ("IP", None, "Med tåg & buss.\nFrån Borås."),
        ("I", None, "Jaha?"),
        ("IP", None, "Ja."),
    ]


def test_a_declared_charset_is_believed_where_the_bytes_allow_it(tmp_path: Path) -> None:
    page = PAGE.format(charset="iso-8859-2").replace("Borås", "Łódź").replace("å", "a")
    assert "Łódź" in reading_of(tmp_path, page.encode("iso-8859-2")).text
    wrong = PAGE.format(charset="iso-8859-2").encode()
    assert "Borås" in reading_of(tmp_path, wrong).text
    unknown = PAGE.format(charset="martian").encode("cp1252")
    assert "Borås" in reading_of(tmp_path, unknown).text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "UTF-8", "iso-8859-1", "iso-8859-2", "utf-16", "martian", "windows-1252"]
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_page_that_is_xml_as_well_says_its_encoding_in_front(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    page = f'<?xml version="1.0" encoding="{encoding}"?>\n{PAGE.format(charset=encoding)}'
    reading = reading_of(tmp_path, mark + page.encode(), "intervju.html")
    assert [words for _, _, words in said(reading)][1] == "Med tåg & buss.\nFrån Borås."


def test_a_transcript_of_otranscribe_may_say_an_encoding_too(tmp_path: Path) -> None:
    text = "<?xml version='1.0' encoding='utf-8'?><p>Ann: Från Borås.</p><p>Bo: Ja \ud800 nej \0 jo.</p>"
    assert (
        reading_of(tmp_path, otr(text), "a.otr").text == "Ann: Från Borås.\n\nBo: Ja \ufffd nej \ufffd jo.\n"
    )


def test_tables_bold_names_and_lists_of_terms_are_turns(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{who}<td>0:0{n}<td>{words}"
        for n, (who, words) in enumerate((("Anna", "Hur kom du hit?"), ("Bo", "Med tåg, sa jag.")) * 2)
    )
    assert said(reading_of(tmp_path, f"<html><table>{rows}</table>"))[1] == ("Bo", 1, "Med tåg, sa jag.")
    styled = "".join(f"<p><span style='font-weight:700'>{who}</span> Ja.</p>" for who in ("Ann", "Bo") * 2)
    assert said(reading_of(tmp_path, f"<html>{styled}"))[1] == ("Bo", None, "Ja.")
    terms = "".join(f"<dt>{who}<dd>Ja då." for who in ("Ann", "Bo") * 2)
    assert said(reading_of(tmp_path, f"<html><dl>{terms}</dl>"))[1] == ("Bo", None, "Ja då.")


GOOGLE = """<html><body><p>I: Hur?</p><p><span>IP: Ja</span><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>
<span> då.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><p>I: Nå?</p><p>IP: Nej.</p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> En fotnot.</p></div>
<div style="border:1px"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>tillit</span></p><p>mer</p></div>
"""
OFFICE = """<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body>
<div title="header"><p>HEMLIGT</p></div><p>I: Hur?</p>
<p>IP: Ja<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>
 då.<!-- tillit --></p>
<p>I: Nå?</p><p>IP: Nej.</p>
<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>
En fotnot.</p></div>
<div title="footer"><p>Sida 1</p></div></body></html>
"""
SPOKEN = [("I", None, "Hur?"), ("IP", None, "Ja då."), ("I", None, "Nå?"), ("IP", None, "Nej.")]


def test_comments_and_footnotes_of_google_docs_are_not_in_the_text(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, GOOGLE)
    assert said(reading) == SPOKEN
    assert [(one.kind, one.text) for one in reading.asides] == [("footnote", "En fotnot.")]
    (comment,) = reading.comments
    assert (comment.text, reading.text[comment.start : comment.end]) == ("tillit\nmer", "IP: Ja då.")
    assert any("export the document as .docx" in note for note in reading.notes)


def test_headers_footers_and_footnotes_of_libreoffice_are_set_aside(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, OFFICE)
    assert said(reading) == SPOKEN
    kinds = [("page header", "HEMLIGT"), ("footnote", "En fotnot."), ("page footer", "Sida 1")]
    assert [(one.kind, one.text) for one in reading.asides] == kinds
    assert any("comments left out" in note and ": 1;" in note for note in reading.notes)


def test_a_link_within_a_page_that_is_to_no_note_stays_with_its_words(tmp_path: Path) -> None:
    page = '<html><p>IP: Se <a href="#cmnt_ref">här</a> och <a href="#ftnt_ref1">där</a>.</p>'
    assert reading_of(tmp_path, page).text == "IP: Se här och där.\n"


def test_a_page_without_words_or_beyond_all_bounds_is_refused(tmp_path: Path) -> None:
    assert "no words" in refusal(tmp_path, "<html><body><script>x</script>")
    assert "deeper or larger" in refusal(tmp_path, "<html>" + "<i>" * 20_000 + "hej")
    assert "deeper or larger" in refusal(tmp_path, "<html><p>hej<p>" + "x" * 11_000_000)
    for untidy in ("<!--<!--", "<a<a", '<a "', "<![CDATA[", "<script>"):
        refusal(tmp_path, "<html>" + untidy * 100_000)


def otr(text: str) -> str:
    """A file as oTranscribe saves it."""
    return json.dumps({"text": text, "media": "intervju.mp3", "media-time": 12.5})


def stamp(time: float, shown: str) -> str:
    """A time stamp."""
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{time}">{shown}</span>'


def test_time_stamps_of_otranscribe_belong_to_their_turns(tmp_path: Path) -> None:
    text = f"<p>{stamp(1.5, '00:01')}I: Hur kom du hit?<br />{stamp(4, '00:04')} IP: Med tåg.</p>"
    reading = reading_of(tmp_path, otr(text + f"<p>I: {stamp(9, '00:09')}Jaha? IP: Ja.</p><p>IP: Jo.</p>"))
    assert reading.format == "otranscribe"
    assert said(reading) == [
        ("I", 1.5, "Hur kom du hit?"),
        ("IP", 4, "Med tåg."),
        ("I", 9, "Jaha? IP: Ja."),
        ("IP", None, "Jo."),
    ]


def test_a_damaged_otranscribe_file_is_refused(tmp_path: Path) -> None:
    assert "damaged JSON" in refusal(tmp_path, otr("<p>Ja</p>")[:-4])
    assert "no words" in refusal(tmp_path, otr("<p></p>"))


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<td>",
        "<table>",
        "</table>",
        "<b>",
        "I: ",
        "Ja ",
        "<br>",
        "<?xml version='1.0' encoding='utf-8'?>",
        "&amp;",
        "&",
        "<",
        "</",
        "<!--",
        "-->",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_page_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, page: str) -> None:
    try:
        reading = reading_of(tmp_path_factory.getbasetemp(), "<html>" + page, "any.html")
    except Unreadable:
        return
    said(reading)
