"""Comments of a document become codes or memos of those who wrote them, with the document, as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from tries import tries
from utsaga.model.errors import Refused
from utsaga.model.source import Speaker
from utsaga.model.span import Span
from utsaga.readers import Comment, Reply
from utsaga.study import Study, sources
from utsaga.study.check import check_folder
from utsaga.study.coding import codebook
from utsaga.study.incoming.comment_codes import CommentCodes
from utsaga.study.incoming.comments import spoken
from utsaga.study.incoming.comments_left import as_memos
from utsaga.study.incoming.meaning import CommentsAs, CommentUse, meaning
from utsaga.study.sources import NewSource
from utsaga.text.turns import Turns

TEXT = "I: Hur var det?\n\nIP: Svårt. Jag var ensam.\n\nI: Nej?\n\nIP: Jo, ensam.\n"
SPEAKERS = (Speaker("I", interviewer=True), Speaker("IP"))
CODES, MEMOS = CommentUse(CommentsAs.CODES), CommentUse(CommentsAs.MEMOS)


def on(words: str, text: str, author: str = "Karin Ek", **more: object) -> Comment:
    """A comment on the first place where some words stand."""
    start = TEXT.index(words)
    return Comment(start, start + len(words), text, author, "2024-02-15T10:00:00Z", **more)  # type: ignore[arg-type]


def bring(study: Study, use: CommentUse, *comments: Comment) -> list[tuple[str, str, str]]:
    """Bring the text in with comments; the codings as code, quote and coder."""
    action = study.do(sources.add(study, [NewSource("ny", TEXT, speakers=SPEAKERS, comments=comments)], use))
    source = study.source_named("ny")
    assert (
        study.say(action) == f"import 1 transcript with {len(comments)} comment{'s' * (len(comments) != 1)}"
    )
    return [(study.codes.path(c.code), c.quote, c.coder) for c in study.held.codings(source.id)]


def memos_in(study: Study) -> list[tuple[str, str, str]]:
    """The memos on passages of the text: words, quote, coder."""
    return [(m.text, m.quote, m.coder) for m in study.held.source_memos(study.source_named("ny").id)]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """An empty study."""
    return studies.new(tmp_path / "s")


def test_the_text_of_a_comment_becomes_a_code_of_whoever_wrote_it(study: Study) -> None:
    found = bring(study, CODES, on("Svårt.", "Känslor / tungt"), on("Jag var ensam", "ensamhet", "Robin Å"))
    assert found == [
        ("Känslor / tungt", "Svårt.", "karin-ek"),
        ("ensamhet", "Jag var ensam", "robin-aa"),
    ]
    source = study.source_named("ny")
    assert next(iter(study.held.codings(source.id))).created == "2024-02-15T10:00:00.000Z"
    assert memos_in(study) == []


def test_names_that_differ_in_case_or_spaces_are_one_code_also_one_that_is_there(study: Study) -> None:
    study.do(codebook.create(study, "Ensamhet"))
    found = bring(
        study, CODES, on("Svårt.", "ENSAMHET"), on("Jag var ensam", " ensamhet "), on("Jo", "ensam  het")
    )
    assert [code for code, _, _ in found] == ["Ensamhet", "Ensamhet", "ensam het"]
    coming = CommentCodes(study).coming([on("Jo", "A / b"), on("Jo", "a / B"), on("Jo", "c")])
    assert {path: one.passages for path, one in coming.items()} == {"A / b": 2, "c": 1}


def test_a_comment_on_a_label_without_words_becomes_a_memo(study: Study) -> None:
    text = "I: Hur var det?\nIP:\nI: Jaså.\n"
    start = text.index("IP")
    comment = Comment(start, start + 2, "tystnad", "Karin Ek", "")
    study.do(sources.add(study, [NewSource("ny", text, speakers=SPEAKERS, comments=(comment,))], CODES))
    assert list(study.held.codings(study.source_named("ny").id)) == []
    assert memos_in(study) == [("tystnad", "IP", "karin-ek")]


def test_several_codes_are_parted_by_semicolons_and_the_same_one_is_given_once(study: Study) -> None:
    found = bring(study, CODES, on("Svårt.", "tungt; ensamhet;"), on("Svårt.", "Tungt"))
    assert sorted(code for code, _, _ in found) == ["ensamhet", "tungt"]


def test_further_lines_and_replies_become_a_memo_on_the_passage(study: Study) -> None:
    comment = on("Svårt.", "tungt\nFråga igen.", replies=(Reply("håller med", "Robin Å"),))
    assert bring(study, CODES, comment) == [("tungt", "Svårt.", "karin-ek")]
    assert memos_in(study) == [("Fråga igen.\nRobin Å: håller med", "Svårt.", "karin-ek")]


def test_a_comment_that_is_no_name_of_a_code_is_kept_as_a_memo(study: Study) -> None:
    long = "Vad menar hon? " * 20
    assert bring(study, CODES, on("Svårt.", long), on("Jo", " / ")) == []
    assert [text for text, _, _ in memos_in(study)] == [long.strip(), "/"]


def test_a_name_that_several_codes_have_waits_in_a_memo(study: Study) -> None:
    for path in ("A / ensam", "B / ensam"):
        study.do(codebook.create(study, path))
    assert bring(study, CODES, on("Svårt.", "ensam")) == []
    assert memos_in(study) == [("ensam", "Svårt.", "karin-ek")]


def test_comments_become_memos_in_the_margin_with_their_replies(study: Study) -> None:
    comment = on("Svårt.", "tungt", replies=(Reply("ja", ""),))
    assert bring(study, MEMOS, comment) == []
    assert memos_in(study) == [("tungt\n?: ja", "Svårt.", "karin-ek")]


def test_comments_are_left_out_when_nobody_wants_them_or_those_that_are_resolved(study: Study) -> None:
    done = on("Svårt.", "tungt", resolved=True)
    new = NewSource("ny", TEXT, speakers=SPEAKERS, comments=(done, on("Jo", "ja")))
    assert study.say(sources.add(study, [new])) == "import 1 transcript"
    open_alone = CommentUse(CommentsAs.CODES, resolved=False)
    assert study.say(sources.add(study, [new], open_alone)) == "import 1 transcript with 1 comment"
    assert study.say(sources.add(study, [new], CODES)) == "import 1 transcript with 2 comments"


def test_an_author_without_a_name_for_files_is_the_one_who_imports(study: Study) -> None:
    assert bring(study, CODES, on("Svårt.", "tungt", "")) == [("tungt", "Svårt.", "kim")]


def test_labels_at_the_edges_of_a_passage_are_no_part_of_it() -> None:
    turns = Turns(TEXT, SPEAKERS)

    def words(start: str, end: str) -> str:
        first = TEXT.index(start)
        span = spoken(TEXT, turns, Span(first, TEXT.index(end, first) + len(end)))
        return TEXT[span.start : span.end]

    assert words("IP: Svårt", "ensam.") == "Svårt. Jag var ensam."
    assert words("IP", "IP") == "Svårt. Jag var ensam."
    assert words("Svårt", "I:") == "Svårt. Jag var ensam."
    assert words("ensam.", "Jo") == "ensam.\n\nI: Nej?\n\nIP: Jo"
    assert words("I: Hur", "IP: Jo") == "Hur var det?\n\nIP: Svårt. Jag var ensam.\n\nI: Nej?\n\nIP: Jo"


def test_everything_goes_with_one_undo_and_comes_back_with_one_redo(study: Study) -> None:
    bring(study, CODES, on("Svårt.", "Känslor / tungt\nOch en tanke."), on("Jo", "ja", "Robin Å"))
    study.do(study.plan_undo())
    assert study.sources == []
    assert list(study.codes.walk()) == []
    study.do(study.plan_redo())
    assert len(list(study.held.codings(study.source_named("ny").id))) == 2
    assert len(memos_in(study)) == 1
    study.close()
    assert check_folder(study.path, "kim").findings == ()


@tries(30)
@given(
    start=st.integers(0, len(TEXT)),
    length=st.integers(0, 60),
    text=st.text(max_size=30),
    author=st.text(max_size=8),
)
def test_any_comment_anywhere_comes_in_on_its_own_words_or_not_at_all(
    start: int, length: int, text: str, author: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = text.encode("utf-8", "ignore").decode()
    author = author.encode("utf-8", "ignore").decode()
    comment = Comment(start, min(start + length, len(TEXT)), text.strip() or "x", author)
    with studies.new(tmp_path_factory.mktemp("s") / "s") as study:
        new = NewSource("ny", TEXT, speakers=SPEAKERS, comments=(comment,))
        study.do(sources.add(study, [new], CODES))
        source = study.source_named("ny")
        held = [*study.held.codings(source.id), *study.held.source_memos(source.id)]
        assert all(TEXT[one.start : one.end] == one.quote and one.quote.strip() for one in held)


def test_what_a_comment_means_does_not_lose_a_word() -> None:
    meant = meaning(on("Jo", "a / b ; c\nd", replies=(Reply("e", "F"),)), CommentsAs.CODES)
    assert meant.codes == ("a / b", "c")
    assert meant.memo == "d\nF: e"


class TestASecondCodersComments:
    """The same text comes in once more, with the comments of somebody else."""

    FIRST = (on("Svårt.", "tungt"), on("Jo", "ja", replies=(Reply("eller?", "Robin Å"),)))

    def again(self, study: Study, *comments: Comment, use: CommentUse = CODES) -> str:
        new = NewSource("andra", TEXT, "andra.docx", "annan fil", speakers=SPEAKERS, comments=comments)
        return study.say(study.do(sources.add(study, [new], use)))

    def test_they_go_onto_the_transcript_and_nothing_comes_twice(self, study: Study) -> None:
        bring(study, CODES, *self.FIRST)
        second = on("Svårt.", "ensamhet", "Robin Å")
        assert self.again(study, *self.FIRST, second) == "take in 1 comment on 'ny'"
        assert len(study.sources) == 1
        found = study.held.codings(study.source_named("ny").id)
        assert sorted((study.codes.path(c.code), c.coder) for c in found) == [
            ("ensamhet", "robin-aa"),
            ("ja", "karin-ek"),
            ("tungt", "karin-ek"),
        ]
        with pytest.raises(Refused, match="in the study already, as 'ny', with all its comments"):
            self.again(study, *self.FIRST, second)

    def test_they_go_with_one_undo(self, study: Study) -> None:
        bring(study, CODES, *self.FIRST)
        self.again(study, on("Svårt.", "ensamhet", "Robin Å"))
        study.do(study.plan_undo())
        assert len(list(study.held.codings(study.source_named("ny").id))) == 2
        assert [code.name for _, code in study.codes.walk()] == ["tungt", "ja"]

    def test_a_comment_whose_coding_was_given_another_code_is_known_again(self, study: Study) -> None:
        bring(study, CODES, *self.FIRST)
        (code,) = study.codes.named("tungt")
        study.do(codebook.rename(study, code, "svårt"))
        with pytest.raises(Refused):
            self.again(study, *self.FIRST)

    def test_what_came_as_a_memo_does_not_come_as_a_code_as_well(self, study: Study) -> None:
        bring(study, MEMOS, *self.FIRST)
        with pytest.raises(Refused):
            self.again(study, *self.FIRST)
        assert as_memos(study, study.source_named("ny"), TEXT, self.FIRST) == 2
        study.do(study.plan_undo())
        bring(study, CODES, *self.FIRST)
        assert as_memos(study, study.source_named("ny"), TEXT, self.FIRST) == 0

    def test_a_new_reply_comes_alone(self, study: Study) -> None:
        bring(study, CODES, *self.FIRST)
        replied = on("Jo", "ja", replies=(Reply("eller?", "Robin Å"), Reply("jo", "Karin Ek")))
        assert self.again(study, replied) == "take in 1 comment on 'ny'"
        assert sorted(text for text, _, _ in memos_in(study)) == ["Karin Ek: jo", "Robin Å: eller?"]

    def test_they_come_in_beside_the_first_coders_in_one_import(self, study: Study) -> None:
        first = NewSource("a", TEXT, "a.docx", "a", speakers=SPEAKERS, comments=self.FIRST)
        second = NewSource("b", TEXT, "b.docx", "b", comments=(self.FIRST[0], on("Jo", "nej", "Robin Å")))
        action = study.do(sources.add(study, [first, second], CODES))
        assert len(study.sources) == 1
        assert len(list(study.held.codings(study.sources[0].id))) == 3
        assert study.say(action) == "import 1 transcript with 4 comments"

    def test_a_text_that_differs_is_another_transcript(self, study: Study) -> None:
        bring(study, CODES, *self.FIRST)
        other = NewSource("b", TEXT + "\nI: Tack.\n", comments=(on("Jo", "nej", "Robin Å"),))
        assert study.say(sources.add(study, [other], CODES)) == "import 1 transcript with 1 comment"


def test_a_name_without_a_path_is_the_code_that_has_it_whichever_comment_stands_first(study: Study) -> None:
    comments = (on("Svårt.", "Tillit", "Robin Å"), on("Jo", "Relation / Tillit"))
    (coming,) = CommentCodes(study).coming(comments).items()
    assert (coming[0], coming[1].passages, coming[1].written) == ("Relation / Tillit", 2, ["Tillit"])
    assert [code for code, _, _ in bring(study, CODES, *comments)] == ["Relation / Tillit"] * 2
