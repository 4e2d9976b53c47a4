"""An OpenDocument text comes in with its speakers, comments and notes."""

from __future__ import annotations

from pathlib import Path

from incoming_files import reading_of, refusal, said
from word_files import zipped

from utsaga.readers import Reply

_NAMES = (
    " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:loext"'
)
_BOLD = (
    '<office:automatic-styles><style:style style:name="T1" style:family="text">'
    '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
)


def odt(body: str, furniture: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this body, and these headers and footers."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "styles.xml": f"<office:styles {_NAMES}>{furniture}</office:styles>",
            "content.xml": f"<office:document-content {_NAMES}>{_BOLD}<office:body><office:text>"
            f"{body}</office:text></office:body></office:document-content>",
        }
    )


def para(*parts: str) -> str:
    """A paragraph."""
    return f"<text:p>{''.join(parts)}</text:p>"


def bold(text: str) -> str:
    """Words in bold letters."""
    return f'<text:span text:style-name="T1">{text}</text:span>'


def comment(name: str, text: str, more: str = "") -> str:
    """Where a comment begins."""
    return (
        f'<office:annotation office:name="{name}" {more}><dc:creator>Karin Ek</dc:creator>'
        f"<dc:date>2024-02-15T10:00:00</dc:date><text:p>{text}</text:p></office:annotation>"
    )


def ends(name: str) -> str:
    """Where a comment ends."""
    return f'<office:annotation-end office:name="{name}"/>'


def test_paragraphs_spaces_tabs_and_soft_breaks_are_kept(tmp_path: Path) -> None:
    body = para("I: Hur kom", '<text:s text:c="2"/>', "du\nhit?") + para(
        "IP: Med<text:tab/>tåg<text:line-break/>då."
    )
    reading = reading_of(tmp_path, odt(body + para() + para("I: Ja?") + para("IP: Ja.")), "intervju.doc")
    assert reading.format == "odt"
    assert said(reading)[:2] == [("I", None, "Hur kom  du hit?"), ("IP", None, "Med\ttåg\ndå.")]


def test_bold_names_tables_and_frames_are_read(tmp_path: Path) -> None:
    named = "".join(para(bold(name), f" {words}") for name, words in (("Anna", "Ja."), ("Bo", "Nej.")) * 2)
    assert [label for label, _, _ in said(reading_of(tmp_path, odt(named)))] == ["Anna", "Bo", "Anna", "Bo"]
    cells = "".join(
        f"<table:table-row><table:table-cell>{para(who)}</table:table-cell><table:table-cell"
        f' table:number-columns-repeated="9999999">{para(words)}</table:table-cell></table:table-row>'
        for who, words in (("Anna", "Hur kom du hit, sa du?"), ("Bo", "Med tåg, sa jag ju.")) * 2
    )
    reading = reading_of(tmp_path, odt(f"<table:table>{cells}</table:table>"))
    assert [label for label, _, _ in said(reading)] == ["Anna", "Bo", "Anna", "Bo"]
    framed = para("Före ", f"<draw:frame><draw:text-box>{para('Ruta')}</draw:text-box></draw:frame>", "efter")
    assert reading_of(tmp_path, odt(framed)).text == "Ruta\n\nFöre efter\n"


def test_comments_with_and_without_a_range_stand_on_their_words(tmp_path: Path) -> None:
    body = para("IP: ", comment("a", "resa"), "Med ", comment("b", "tåg"), "tåg", ends("b"), ".")
    body += para("Och buss.", ends("a"), " Ja.") + para("Sen ", comment("", "punkt"), "hem.")
    reply = comment("c", "håller med", 'loext:parent-name="b" loext:resolved="true"')
    reading = reading_of(tmp_path, odt(body + para(reply, "Slut.", ends("c"))))
    assert [(reading.text[one.start : one.end], one.text) for one in reading.comments] == [
        ("Med tåg.\n\nOch buss.", "resa"),
        ("tåg", "tåg"),
        ("Sen hem.", "punkt"),
    ]
    assert reading.comments[1].replies == (Reply("håller med", "Karin Ek", "2024-02-15T10:00:00"),)
    assert (reading.comments[0].author, reading.comments[0].date) == ("Karin Ek", "2024-02-15T10:00:00")


def test_headers_notes_and_deleted_text_are_not_in_the_text(tmp_path: Path) -> None:
    changed = f"<text:changed-region>{para('aldrig')}</text:changed-region>"
    deleted = f"<text:tracked-changes>{changed}</text:tracked-changes>"
    inside = f"<text:note-citation>1</text:note-citation><text:note-body>{para('En not.')}</text:note-body>"
    note = f"<text:note>{inside}</text:note>"
    furniture = (
        f"<style:header>{para('Intervju 4')}</style:header><style:footer>{para('Sida 1')}</style:footer>"
    )
    reading = reading_of(tmp_path, odt(deleted + para("Det var", note, " en gång."), furniture))
    assert reading.text == "Det var en gång.\n"
    assert [(aside.kind, aside.text) for aside in reading.asides] == [
        ("page header", "Intervju 4"),
        ("page footer", "Sida 1"),
        ("footnote", "En not."),
    ]
    assert "tracked changes, read as if accepted: 1" in reading.notes


def test_encrypted_damaged_and_other_opendocuments_are_refused(tmp_path: Path) -> None:
    assert "encrypted" in refusal(tmp_path, odt(para("Ja"), manifest="<encryption-data/>"))
    assert "text is missing" in refusal(
        tmp_path, zipped({"mimetype": "application/vnd.oasis.opendocument.text"})
    )
    assert "spreadsheet" in refusal(
        tmp_path, zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    )
    assert "damaged" in refusal(tmp_path, odt(para("Ja") + "<text:p>"))


def flat(body: str, kind: str = "text") -> str:
    """The same in one XML file, with a header and a deletion that stands between marks."""
    return (
        f'<?xml version="1.0"?>\n\n<office:document {_NAMES}'
        f' office:mimetype="application/vnd.oasis.opendocument.{kind}">{_BOLD}'
        "<office:master-styles><style:header><text:p>HEMLIGT</text:p></style:header></office:master-styles>"
        '<office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion/>'
        f"</text:changed-region></text:tracked-changes>{body}</office:text></office:body></office:document>"
    )


def test_a_flat_document_is_read_as_a_packed_one(tmp_path: Path) -> None:
    gone = '<text:change-start text:change-id="c1"/>gamla <text:change-end text:change-id="c1"/>'
    picture = "<draw:image><office:binary-data>QUJD</office:binary-data></draw:image>"
    body = "".join(map(para, ["I: Hur?", f"IP: Det {gone}nya.{picture}", "I: Nå?", "IP: Nej."]))
    reading = reading_of(tmp_path, flat(body), "intervju.fodt")
    assert reading.format == "odt"
    assert [words for _, _, words in said(reading)] == ["Hur?", "Det nya.", "Nå?", "Nej."]
    assert [aside.text for aside in reading.asides] == ["HEMLIGT"]
    assert "spreadsheet" in refusal(tmp_path, flat(body, "spreadsheet"), "ark.fods")
