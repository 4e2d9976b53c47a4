"""Finding in a large study: the palette and the duplicates as ever, and the index of hundreds of megabytes.

python bench/search_large.py [--size MB] [--json] [--quick]

Makes the corpus in a temporary folder (--size, 600 MB by default) and removes it afterwards: three to five
minutes in all. --quick takes 60 MB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time

import search as small
from corpus_texts import make
from figures import Figure, quantile, timed
from utsaga.model.source import Source, Speaker
from utsaga.search.hits import context
from utsaga.search.index.build import build
from utsaga.search.index.indexed import Indexed
from utsaga.search.index.shelf import TextShelf
from utsaga.store.layout import Layout
from utsaga.study import Study

_CHUNK = 20_000_000  # characters that are made at once, with a vocabulary of their own
_PLAIN = 0.91  # characters to a byte of it
_TEXTS = 330  # of a chunk
_FIRST = 20  # hits in their context: two screens of 24 lines
_MOST = 5000  # hits that the screen lists at most
_NEVER = threading.Event()
_SPEAKERS = (Speaker("I", interviewer=True), Speaker("IP"))


@dataclass(frozen=True, slots=True)
class Written:
    """A study with many transcripts on disk, and words to look for."""

    study: Study
    sources: list[Source]
    bytes: int
    words: list[str]


def write(folder: Path, size: int) -> Written:
    """Make a study with about so many characters of talk."""
    study = Study.create(folder / "study", coder="kim", title="Large")
    (study.path / "transcripts").mkdir(exist_ok=True)
    sources: list[Source] = []
    words: dict[str, None] = {}
    total = 0
    for seed in range(max(1, round(size / _CHUNK))):
        made = make(int(min(size, _CHUNK) * _PLAIN), seed, transcripts=_TEXTS)
        words |= dict.fromkeys([*made.bent, *made.common[:: 1 if not seed else 20]])
        for _, text in made.texts:
            sources.append(_source(len(sources), text))
            total += _put(study, sources[-1], text)
    return Written(study, sources, total, list(words))


def _source(number: int, text: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(
        f"{number:032x}", f"t{number}", f"t{number}", digest, number, "kim", "", "", speakers=_SPEAKERS
    )


def _put(study: Study, source: Source, text: str) -> int:
    """Write a text as an import does: in its place, and kept."""
    data = text.encode()
    path = study.path / "transcripts" / f"{source.key}.txt"
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    kept = study.path / ".local" / "texts" / source.key
    kept.mkdir(parents=True, exist_ok=True)
    os.link(path, kept / f"{hashlib.sha256(data).hexdigest()}.txt")
    return len(data)


def index(folder: Path, size: int) -> Iterator[Figure]:
    """The index of a large study: made, asked, kept up."""
    large = write(folder, size)
    shelf, path = TextShelf(large.study.store), Layout(large.study.path).search_index
    named = f"index, {large.bytes / 1e6:,.0f} MB, {len(large.sources):,} transcripts"
    cpu = process_time()
    took, _ = timed(lambda: build(path, large.sources, shelf))
    cpu = process_time() - cpu
    yield Figure(f"{named}: made", took / 1000, "s", 40 if size >= 500_000_000 else None)
    yield Figure(f"{named}: made, CPU alone", cpu, "s")
    yield Figure(f"{named}: its size to the texts'", path.stat().st_size / large.bytes, "x", 0.25)
    opened, found = timed(lambda: Indexed(path, shelf))
    look, _ = timed(lambda: found.follow(large.sources, _NEVER))
    yield Figure(f"{named}: opened, texts looked at", opened + look, "ms")
    again, _ = timed(lambda: found.follow(large.sources, _NEVER), 3)
    yield Figure(f"{named}: texts looked at before each search", again, "ms")
    yield from _asked(named, found, large)
    source = large.sources[len(large.sources) // 2]
    text = shelf.read(source).replace(".\n", " alldeles.\n", 3)
    changed = _source(source.order, text)
    _put(large.study, changed, text)
    sources = [changed if one.id == changed.id else one for one in large.sources]
    took, _ = timed(lambda: found.follow(sources, _NEVER))
    yield Figure(f"{named}: one text indexed anew", took - again, "ms")
    found.close()
    large.study.close()


def _asked(named: str, found: Indexed, large: Written) -> Iterator[Figure]:
    def shown(query: str, number: int) -> int:
        hits = [(hit, context(found.text(hit.source), hit)) for hit in islice(found.search(query), number)]
        return len(hits)

    def times(ask: Callable[[str], str], number: int = _FIRST) -> list[float]:
        return [timed(partial(shown, ask(word), number))[0] for word in large.words]

    one = times(lambda word: word)
    yield Figure(f"{named}: fuzzy word, {_FIRST} hits in context, median", quantile(one, 0.5), "ms")
    yield Figure(f"{named}: fuzzy word, {_FIRST} hits, 95th percentile", quantile(one, 0.95), "ms", 50)
    more = times(lambda word: word, 100)
    yield Figure(f"{named}: fuzzy word, 100 hits, 95th percentile", quantile(more, 0.95), "ms")
    two = times(lambda word: f"{word} kommun")
    yield Figure(f"{named}: two words in a turn, 95th percentile", quantile(two, 0.95), "ms")
    exact = times(lambda word: f'"{word} och"')
    yield Figure(f"{named}: a phrase of two words, 95th percentile", quantile(exact, 0.95), "ms")
    start = times(lambda word: f"{word[:3]}*")
    yield Figure(f"{named}: a beginning, 95th percentile", quantile(start, 0.95), "ms")
    all_, number = timed(lambda: shown("socialtjänst", _MOST))
    yield Figure(f"{named}: {number:,} hits of one word", all_, "ms")


def main() -> int:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=600, metavar="MB", help="how much text; 600")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="60 MB, fewer repetitions")
    options = parser.parse_args()
    size = 60 if options.quick else options.size
    with tempfile.TemporaryDirectory(prefix="utsaga-bench-") as folder:
        for figures in (small.figures(options.quick), index(Path(folder), size * 1_000_000)):
            for figure in figures:
                line = json.dumps(figure.as_json(), ensure_ascii=False) if options.json else figure.row()
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
