"""A large study is searched through an index, which finds what scanning finds and can be lost at any time."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studies
from tries import tries
from utsaga.model.errors import NotFound
from utsaga.model.source import Source, Speaker
from utsaga.search.corpus import Corpus
from utsaga.search.hits import Hit
from utsaga.search.index.build import Busy, Stopped, build, temporary_of
from utsaga.search.index.file import NoIndex
from utsaga.search.index.indexed import Indexed
from utsaga.search.index.shelf import TextShelf
from utsaga.search.index.tokens import token, word_of
from utsaga.search.studies import StudySearch, turns_of
from utsaga.store import Store
from utsaga.store.derived import forget_search_index
from utsaga.store.disk import Disk
from utsaga.store.layout import Layout
from utsaga.study import Study
from utsaga.study.living import texts

NEVER = threading.Event()
SPEAKERS = (Speaker("A"), Speaker("Anna"))
MERGED = (Speaker("A", also=("Anna", "B")), Speaker("en", bare=True))
QUERIES = ["stöd", "chef", "stöd chef", '"stöd av"', "st*", "*en", '"Stöd"', '"a a"', "socialtjänst", "2019",
           '"?"', 'chef "av en"', "hus", "zzz", '"en chef stöd"', "привет", "kollega",
           "stöd*", "kömmun", "kår"]  # fmt: skip


def source(number: int, speakers: Sequence[Speaker], version: int = 0) -> Source:
    key = f"s{number}"
    return Source(key, key, key, f"{version:064x}", number, "kim", "", "", speakers=tuple(speakers))


class Folder:
    """A study's folder of texts, without the study."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "transcripts").mkdir(parents=True)
        self.old: dict[str, str] = {}

    def put(self, key: str, text: str, *, keep: bool = True) -> None:
        file = self.path / "transcripts" / f"{key}.txt"
        if file.exists() and keep:
            self.old[key] = file.read_bytes().decode()
        beside = file.with_suffix(".new")  # as an editor does: the file is another one afterwards
        beside.write_bytes(text.encode())
        beside.replace(file)

    def peek(self, key: str) -> str:
        file = self.path / "transcripts" / f"{key}.txt"
        if not file.exists():
            raise NotFound("gone")
        return file.read_bytes().decode()

    def keeps_text(self, *_: str) -> bool:
        return False

    def kept_text(self, *_: str) -> str:
        raise NotFound("not kept")


def scanned(sources: Sequence[Source], folder: Folder, query: str) -> list[Hit]:
    corpus = Corpus()
    for one in sources:
        text = folder.peek(one.key)
        corpus.put(one.id, text, turns_of(text, one))
    return list(corpus.search(query))


def shelf_of(folder: Folder) -> TextShelf:
    return TextShelf(folder)  # type: ignore[arg-type]


WORDS = ["stöd", "Stödet", "chef", "chefen", "av", "en", "a", "år", "2019", "social-\ntjänsten",
         "socialtjdnst", "straße", "привет", "ﬁnt", "e\u0301", "kolle\u00adga", "kollegor", "?", "qzqw61",
         "\nen ", "社会", "–", "hus_et", "A:", "Anna:", "\n", "\n\n", "\nA: ", "\nAnna: ",
         "\n\nA: "]  # fmt: skip
TALK = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
WITH = st.sampled_from([(), SPEAKERS, MERGED])


@tries(40)
@given(st.lists(st.tuples(TALK, WITH), min_size=1, max_size=4), st.lists(TALK, max_size=3), st.data())
def test_the_index_finds_what_scanning_finds_also_after_texts_have_changed(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, tuple[Speaker, ...]]],
    then: list[str],
    data: st.DataObject,
) -> None:
    folder = Folder(tmp_path_factory.mktemp("study"))
    sources = [source(number, speakers) for number, (_, speakers) in enumerate(first)]
    for one, (text, _) in zip(sources, first, strict=True):
        folder.put(one.key, text)
    path = folder.path / ".local" / "search.sqlite"
    build(path, sources, shelf_of(folder))
    with closing(Indexed(path, shelf_of(folder))) as index:
        for text in ["", *then]:
            if text:
                number = data.draw(st.integers(0, len(sources)))
                if number == len(sources):
                    sources.append(source(number, SPEAKERS))
                folder.put(f"s{number}", text)
            index.follow(sources, NEVER)
            for query in QUERIES:
                assert list(index.search(query)) == scanned(sources, folder, query), query
        everything = Corpus()
        for one in sources:
            everything.put(one.id, folder.peek(one.key), turns_of(folder.peek(one.key), one))
        for query in QUERIES:
            assert index.variants(query) == everything.variants(query)


@pytest.mark.parametrize("text", ["A: En chef.\nAnna: Hon gav stöd.\n", "A: En chef.\nen stöd till.\n"])
def test_turns_by_merged_labels_and_by_labels_without_a_sign_are_turns_to_the_index(
    tmp_path: Path, text: str
) -> None:
    folder = Folder(tmp_path)
    folder.put("s0", text)
    there = [source(0, MERGED)]
    path = tmp_path / ".local" / "search.sqlite"
    build(path, there, shelf_of(folder))
    with closing(Indexed(path, shelf_of(folder))) as index:
        index.follow(there, NEVER)
        assert list(index.search("stöd chef")) == scanned(there, folder, "stöd chef") == []
        assert len(list(index.search("stöd"))) == 1


@given(st.text(alphabet=st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=8))
def test_every_word_can_be_told_from_its_token(word: str) -> None:
    assert word_of(token(word)) == word
    assert token(word).isascii()


# A study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.interviews(tmp_path / "study") as opened:
        yield opened


def searched(study: Study) -> StudySearch:
    """A search through an index, which is there."""
    found = StudySearch(study, scanned=1)
    found.follow(study.sources, NEVER)
    while not found.forgiving:
        if making := found.making:
            making.wait()
        found.follow(study.sources, NEVER)
    return found


def words(found: StudySearch, query: str) -> list[str]:
    return [hit.matched for hit in found.search(query)]


def index_of(study: Study) -> Path:
    return Layout(study.path).search_index


def test_a_large_study_gets_an_index_that_nobody_else_can_read(study: Study) -> None:
    found = searched(study)
    assert found.forgiving
    assert words(found, "tilitt") == words(scanning(study), "tilitt") != []
    assert stat.S_IMODE(index_of(study).stat().st_mode) == 0o600
    assert [path.name for path in index_of(study).parent.glob("*search*")] == ["search.sqlite"]


def scanning(study: Study) -> StudySearch:
    found = StudySearch(study)
    found.follow(study.sources, NEVER)
    return found


def test_words_are_found_before_the_index_is_there_though_without_slips(study: Study) -> None:
    found = StudySearch(study, scanned=1)
    found.follow(study.sources, NEVER)
    assert not found.forgiving
    assert found.variants("tillit") == {}
    assert words(found, "tillit") == ["Tillit"]
    assert words(found, "till*") == ["Tillit"]
    assert words(found, "tilitt") == []
    assert not found.forgiving
    if making := found.making:
        making.wait()


def test_a_correction_is_searched_at_once(study: Study) -> None:
    found = searched(study)
    one = study.source_named("intervju-1")
    changed = study.transcript(one.id).text.replace("buss", "spårvagn")
    study.do(texts.change(study, one, changed))
    found.follow(study.sources, NEVER)
    assert found.making is None
    assert (words(found, "buss"), words(found, "sparvagn")) == ([], ["spårvagn"])


def test_a_study_small_enough_is_scanned_and_gets_no_index(study: Study) -> None:
    assert scanning(study).forgiving
    assert not index_of(study).exists()


@pytest.mark.parametrize("damage", [b"", b"not a database at all" * 300, None])
def test_an_index_that_is_damaged_is_made_anew(study: Study, damage: bytes | None) -> None:
    searched(study)
    content = index_of(study).read_bytes()
    index_of(study).write_bytes(content[:3000] + b"\xff" * len(content[3000:]) if damage is None else damage)
    assert words(searched(study), "tilitt") == ["Tillit"]


def test_an_index_of_another_version_is_made_anew(study: Study) -> None:
    searched(study)
    with closing(sqlite3.connect(index_of(study))) as database:
        database.execute("PRAGMA user_version=999")
    found = StudySearch(study, scanned=1)
    found.follow(study.sources, NEVER)
    assert not found.forgiving
    if making := found.making:
        making.wait()


def test_an_index_that_is_locked_by_another_session_leaves_the_search_scanning(study: Study) -> None:
    found = searched(study)
    one = study.source_named("intervju-1")
    with closing(sqlite3.connect(index_of(study), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        study.do(texts.change(study, one, study.transcript(one.id).text + "\nIP: Spårvagn.\n"))
        found.follow(study.sources, NEVER)
        assert words(found, "spårvagn") == ["Spårvagn"]
        other.execute("ROLLBACK")
    found.follow(study.sources, NEVER)
    assert found.forgiving
    assert words(found, "sparvgan") == ["Spårvagn"]


def test_where_no_index_can_be_written_texts_are_scanned(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr("utsaga.search.index.build._fill", refuse)
    found = StudySearch(study, scanned=1)
    found.follow(study.sources, NEVER)
    if making := found.making:
        making.wait()
    found.follow(study.sources, NEVER)
    assert found.forgiving
    assert words(found, "tilitt") == ["Tillit"]
    assert list(index_of(study).parent.glob("*search*")) == []


def test_two_sessions_search_through_one_index_and_one_makes_it(study: Study) -> None:
    searched(study)
    with Study.open(study.path, coder="mia", write=False) as other:
        assert words(searched(other), "tilitt") == ["Tillit"]
        with temporary_of(index_of(study)).open("w") as half:
            import fcntl

            fcntl.flock(half, fcntl.LOCK_EX)
            with pytest.raises(Busy):
                build(index_of(study), study.sources, TextShelf(study.store))


def test_an_index_made_anew_by_another_session_is_taken_up(study: Study) -> None:
    found = searched(study)
    build(index_of(study), study.sources, TextShelf(study.store))
    found.follow(study.sources, NEVER)
    assert words(found, "tilitt") == ["Tillit"]


def test_making_it_can_be_stopped_and_leaves_nothing(study: Study) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        build(index_of(study), study.sources, TextShelf(study.store), stopped=stop)
    assert list(index_of(study).parent.glob("*search*")) == []


def test_a_link_in_place_of_the_index_is_not_followed(study: Study, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_text("mine")
    index_of(study).symlink_to(target)
    with pytest.raises(NoIndex):
        Indexed(index_of(study), TextShelf(study.store))
    searched(study)
    assert target.read_text() == "mine"
    assert not index_of(study).is_symlink()


def test_erasing_takes_the_index_with_all_its_words(study: Study) -> None:
    searched(study)
    assert b"tillit" in index_of(study).read_bytes()
    forget_search_index(Layout(study.path), Disk())
    assert not index_of(study).exists()


def test_a_text_that_has_gone_is_told_and_found_no_more(study: Study) -> None:
    found = searched(study)
    os.unlink(study.path / "transcripts" / "intervju-1.txt")  # noqa: PTH108
    assert found.follow(study.sources, NEVER) == ["intervju-1"]
    assert words(found, "tillit") == []


def test_the_store_tells_of_no_text_that_was_only_searched(study: Study) -> None:
    with Store.open(study.path, who="mia", write=False) as store:
        store.peek("intervju-1")
        assert store.poll().texts == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "UPDATE texts SET inode = NULL",
        "UPDATE texts SET inode = 'x', first = x'00'",
        "UPDATE texts SET spans = 3000000000000",
        "UPDATE texts SET spans = NULL, shape = ''",
        "UPDATE texts SET spans = x'00', shape = ''",
        "UPDATE texts SET shape = '3'",
        'UPDATE texts SET shape = \'[1, "a", [["b"]]]\'',
        "UPDATE texts SET text = x'0011', shape = ''",
        "UPDATE texts SET first = 9223372036854775807, number = 9223372036854775807, shape = '[]'",
        "UPDATE texts SET source = 'gone' WHERE place = 0",
        "UPDATE texts SET key = CAST(x'ff' AS TEXT), shape = ''",
        "UPDATE texts SET place = 1e300",
        "UPDATE words SET rows = 'x'",
    ],
)
def test_an_index_that_somebody_has_filled_with_something_else_breaks_no_search(
    study: Study, hostile: str
) -> None:
    searched(study)
    with closing(sqlite3.connect(index_of(study))) as database, database:
        database.execute(hostile)
    found = StudySearch(study, scanned=1)
    for _ in range(3):
        found.follow(study.sources, NEVER)
        if making := found.making:
            making.wait()
        assert words(found, "tillit")[:1] == ["Tillit"]
        found.variants("tilitt")
