"""Whatever somebody said or somebody typed: the Markdown reads as exactly those words."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_reading import READERS, headings, paragraphs, quotes

from tries import tries
from utsaga.writers.chapter import Chapter, CodebookEntry, Line, PrintedQuote, Section
from utsaga.writers.markdown import render

SIGNS = "*_`~#>+-=|:;,.!?()[]{}<>\\/&@^$%'\"0123456789 \t\n abcxyz åÄö§\u00a0\u2003"
SPEECH = [
    "**", "__", "~~", "```", "- ", "1. ", "12) ", "(a) ", "> ", "# ", "| a | b |", "---", "===", "***",
    "\n\n", "\n", "    ", "http://x.se", "www.x.se", "anna@x.se", "<b>", "</b>", "<!--", "&amp;",
    "&#65;", "[x](y)", "![x](y)", "[x]: y", "[^1]", ":smile:", "$x$", "H~2~O", "x^2^", "ftp://x",
    "mailto:a@b.c", "<http://x>", "[skratt]", "[...]", "/.../", "//ja//", "(ohörbart)",
    "jag vill- alltså", "...", "\\", "\\*", "{.x}", "::: x", "@smith", "a. ", "iv. ", "#. ", "% titel",
    "  \n", "\\\n", "\t", "<div>\n", "~~~\n", "|-|-|\n", "i.", "A)",
]  # fmt: skip

WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=60),
    st.text(st.sampled_from(SIGNS), max_size=60),
    st.lists(st.sampled_from(SPEECH) | st.text(st.sampled_from(SIGNS), max_size=4), max_size=8).map("".join),
).map(str.strip)
SPOKEN = WORDS.filter(bool)


def chapter(*quotes: PrintedQuote, heading: str = "tema", texts: tuple[str, ...] = ()) -> Chapter:
    return Chapter("Titel", "sv", (Section(1, "", heading, None, texts, quotes),), ())


def as_read(words: str) -> str:
    """Words as a reader has them: between paragraphs one empty line, however many there were."""
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", words)


@pytest.mark.parametrize("reader", READERS, ids=["commonmark", "github", "all extensions"])
@tries(150)
@given(words=SPOKEN, following=SPOKEN)
@example(words="1. Det första\n- andra\n+ tredje\n# fjärde\n> femte\n| sjätte |\n=====", following="x")
@example(words="Ja.\n\n\u2003Nej.\u2003\n\nJo.", following="x")
@example(words="Skriv till anna@x.se", following="www.x.se http://x.se")
def test_a_quote_reads_as_the_words_that_were_said(reader: MarkdownIt, words: str, following: str) -> None:
    both = [PrintedQuote((Line("", said),), "") for said in (words, following)]
    assert quotes(render(chapter(*both)), reader) == [as_read(words), as_read(following)]


@pytest.mark.parametrize("reader", READERS, ids=["commonmark", "github", "all extensions"])
@tries(60)
@given(words=SPOKEN, name=WORDS.map(lambda name: " ".join(name.split())).filter(bool))
def test_the_attribution_follows_the_words_in_brackets(reader: MarkdownIt, words: str, name: str) -> None:
    markdown = render(chapter(PrintedQuote((Line("", words),), name)))
    assert quotes(markdown, reader) == [f"{as_read(words)} ({name})"]


@pytest.mark.parametrize("reader", READERS, ids=["commonmark", "github", "all extensions"])
@tries(60)
@given(text=SPOKEN, name=WORDS.map(lambda name: " ".join(name.split())).filter(bool))
def test_headings_and_memos_read_as_they_were_typed(reader: MarkdownIt, text: str, name: str) -> None:
    markdown = render(chapter(heading=name, texts=(text,)))
    assert headings(markdown, reader) == [("h1", "Titel"), ("h2", name)]
    assert "\n\n".join(paragraphs(markdown, reader)) == as_read(text)


@tries(60)
@given(name=WORDS.map(lambda name: " ".join(name.split())).filter(bool), definition=WORDS)
def test_the_codebook_reads_as_it_was_typed(name: str, definition: str) -> None:
    entries = (CodebookEntry(0, "tema", "", 3), CodebookEntry(1, name, definition, 1))
    html = READERS[0].render(render(Chapter("T", "en", (), entries)))
    words = re.sub(r"\s+", " ", re.sub(r"</?(?:ul|li|strong|h\d)>", "", html))
    told = f": {' '.join(definition.split())}" if definition.split() else ""
    assert unescape(words).split() == f"T Codebook tema (3 passages) {name} (1 passage){told}".split()
    assert html.count("<li>") == 2
