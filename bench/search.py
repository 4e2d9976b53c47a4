"""How well and how fast codes, words and near-duplicates are found.

python bench/search.py [--json] [--quick]
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from code_names import abbreviation, names, sessions, shares
from corpus_texts import make
from figures import Figure, main, quantile, timed
from utsaga.search.corpus import Corpus
from utsaga.search.palette import Palette
from utsaga.search.similar import near_duplicates

PAIRS = Path(__file__).parent.parent / "tests" / "search" / "near_duplicates.csv"


def palette(count: int, queries: int, five: float) -> Iterator[Figure]:
    """Abbreviations for the codes of a study as it is coded."""
    chance = random.Random(5)
    ranks: list[int | None] = []
    built: list[float] = []
    times: list[float] = []
    codes = Palette([])
    for wanted, candidates in sessions(count, queries, seed=3):
        build, codes = timed(lambda known=candidates, before=codes: before.updated(known))
        query = abbreviation(wanted, chance)
        took, found = timed(lambda known=codes, typed=query: known.rank(typed))
        built.append(build)
        times.append(took)
        ranks.append(next((i for i, hit in enumerate(found) if hit.candidate.name == wanted), None))
    yield Figure(f"palette, {count} codes: right code first", 100 * shares(ranks, 1), "%")
    yield Figure(
        f"palette, {count} codes: right code among five", 100 * shares(ranks, 5), "%", five, at_least=True
    )
    yield Figure(f"palette, {count} codes: a query, median", quantile(times, 0.5), "ms")
    yield Figure(f"palette, {count} codes: a query, 99th percentile", quantile(times, 0.99), "ms", 20)
    yield Figure(f"palette, {count} codes: made once for a codebook", max(built), "ms")
    yield Figure(f"palette, {count} codes: after a coding, median", quantile(built, 0.5), "ms")


def corpus(size: int) -> Iterator[Figure]:
    """Fuzzy words over generated transcripts, some bent, some damaged."""
    made = make(size, seed=1)
    total = sum(len(text) for _, text in made.texts) / 1e6
    scanned = Corpus(made.texts)
    first, _ = timed(lambda: next(scanned.search("socialtjänst")))
    found = {word: sum(1 for _ in scanned.search(word)) for word in made.bent}
    times, two = [], []
    for word in [*made.bent, *made.common]:
        times.append(timed(lambda typed=word: list(scanned.search(typed)))[0])
        two.append(timed(lambda typed=word: list(scanned.search(f"{typed} kommun")))[0])
    share = sum(min(found[word], n) for word, n in made.bent.items()) / sum(made.bent.values())
    yield Figure(f"corpus, {total:.1f} MB: first hit after the texts were put in", first, "ms")
    yield Figure(f"corpus, {total:.1f} MB: fuzzy word, all hits, median", quantile(times, 0.5), "ms")
    yield Figure(
        f"corpus, {total:.1f} MB: fuzzy word, all hits, 95th percentile", quantile(times, 0.95), "ms", 50
    )
    yield Figure(
        f"corpus, {total:.1f} MB: two words in a turn, 95th percentile", quantile(two, 0.95), "ms", 50
    )
    yield Figure("corpus: bent and damaged words found", 100 * share, "%")
    damaged = sum(made.damaged.values())
    caught = sum(
        variant.count
        for word in made.damaged
        for found_as in scanned.variants(word).values()
        for variant in found_as
        if variant.kind == "slip"
    )
    yield Figure("corpus: words searched as slips, for 100 that were damaged", 100 * caught / damaged, "%")
    once, _ = timed(lambda: scanned.put("0", made.texts[1][1]))
    again, _ = timed(lambda: next(scanned.search("socialtjänst")))
    yield Figure("corpus: first hit after one text changed", once + again, "ms")


def duplicates() -> Iterator[Figure]:
    """Pairs of names, alike and not, and a new name among two thousand."""
    with PAIRS.open(encoding="utf-8") as file:
        pairs = [(row["one"], row["other"], row["same"] == "yes") for row in csv.DictReader(file)]
    told = [(bool(near_duplicates(one, [other])), same) for one, other, same in pairs]
    right = sum(said and same for said, same in told)
    alike = sum(same for _, same in told)
    known = names(2000, seed=1)
    near_duplicates("Något annat", known)
    times = [timed(lambda new=name: near_duplicates(f"{new}en", known))[0] for name in known[::40]]
    yield Figure(
        f"duplicates, {len(pairs)} pairs: precision",
        100 * right / sum(said for said, _ in told),
        "%",
        96,
        at_least=True,
    )
    yield Figure(f"duplicates, {len(pairs)} pairs: recall", 100 * right / alike, "%", 90, at_least=True)
    yield Figure("duplicates: a new name among 2,000, 95th percentile", quantile(times, 0.95), "ms", 20)


def figures(quick: bool) -> Iterator[Figure]:
    """All of them."""
    yield from palette(200, 500 if quick else 1500, five=97)
    yield from palette(2000, 100 if quick else 300, five=68)
    yield from corpus(5_000_000)
    yield from duplicates()


if __name__ == "__main__":
    sys.exit(main(__doc__, figures))
