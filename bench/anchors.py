"""How well codings follow their words: ``python bench/anchors.py [--quick] [--json] [--wrong] [KIND ...]``.

Takes coded example interviews through edits of many kinds and prints, for each, what came out right,
silently wrong, for review and orphaned, with the bar beside it; then time and memory. The last column
is what a naive search (the best partial match of the quote in the new text) gets silently wrong on a
sample of the same codings: it must not be nothing, or the edits would prove nothing. What counts as
right stands in ``anchor_truth.py``. Time is the processor's, so that others on the machine count less.

With --json, one JSON object a line; with --wrong, every silent error in full. --seed=N makes other
edits and codings than those that the method was tuned on, for any number but 0.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from time import process_time

from rapidfuzz import fuzz

from anchor_additions import at_beginnings, at_ends
from anchor_draft import INSERTED, Draft
from anchor_edits import typos
from anchor_kinds import KINDS as EDITS
from anchor_kinds import Case, light, plain
from anchor_truth import Truth, codings
from utsaga.model.span import Span
from utsaga.text.follow import Placed, follow
from utsaga.text.speakers import propose
from utsaga.text.transcript import Transcript

TEXTS = Path(__file__).parent.parent / "examples" / "handlaggare" / "transcripts"
WRONG_FILE = "wrong file"
KINDS = {**EDITS, "words added at ends": at_ends, "words added at beginnings": at_beginnings}
NEVER = {"coded passages deleted", "twins deleted", "truncated to half", "truncated to 3 %",
         "everything deleted", "beginning lost", WRONG_FILE}  # fmt: skip
AUTOMATIC = {
    "re-flowed": 99.9, "unwrapped": 99.9, "blank lines and tabs": 99.9, "labels renamed": 99.9,
    "fillers removed": 99.9, "typos 5 %": 99, "words replaced 5 %": 99, "OCR cleaned": 99,
    "sentences deleted 5 %": 96, "turns moved 5 %": 95,
    "words added at ends": 96, "words added at beginnings": 96,
}  # fmt: skip
SILENT = 0.01
NAIVE_EACH = 7
NAIVE_LIKELY = 70


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the codings under one kind of edit. Shares are per cent of all codings."""

    kind: str
    codings: int
    right: float
    exact: float
    wrong: int
    review: float
    orphan: float
    naive_wrong: float
    ms: float
    bar: float | None = None
    worst: list[str] = field(default_factory=list)

    @property
    def met(self) -> bool:
        """Whether its bars are met; nothing may be silently wrong where words are gone for good."""
        return (self.bar is None or self.right >= self.bar) and not (self.kind in NEVER and self.wrong)


@dataclass(frozen=True, slots=True)
class Figure:
    """Time or memory, and what it should be at most."""

    what: str
    value: float
    unit: str
    bar: float

    @property
    def met(self) -> bool:
        """Whether it is within its bar."""
        return self.value <= self.bar


def outcome(kind: str, texts: list[str], seeds: range, count: int) -> Outcome:
    """Take codings of all texts through one kind of edit, several times."""
    counted: Counter[str] = Counter()
    naive: Counter[str] = Counter()
    times, worst = [], []
    for seed in seeds:
        for number, text in enumerate(texts):
            chance = random.Random(f"{kind} {seed} {number}")
            case = _wrong_file(texts, number) if kind == WRONG_FILE else KINDS[kind](text, chance)
            placed = codings(case, count, chance)
            voices = _voices(case.old)
            start = process_time()
            result = follow(case.old, case.new.text, placed, voices=voices)
            times.append(process_time() - start)
            truth = Truth(case.new)
            for at, coding in enumerate(placed):
                followed = result.followed[coding.key]
                became = truth.outcome(coding, followed, result.another_text)
                counted[became] += 1
                if became == "wrong" and followed.span:
                    words = case.new.text[slice(*followed.span)]
                    how = f"{seed}.{number} {followed.sureness:.2f} {followed.reason}"
                    worst.append(f"{how}: {coding.quote!r} -> {words!r}")
                if at % NAIVE_EACH == 0:
                    naive[_naive(coding, case.new.text, truth)] += 1
    total = sum(counted.values())
    share = {name: 100 * n / total for name, n in counted.items()}
    right = sum(share.get(name, 0) for name in ("exact", "right", "gone"))
    return Outcome(
        kind, total, right, right - share.get("right", 0), counted["wrong"], share.get("review", 0),
        share.get("orphan", 0), 100 * naive["wrong"] / sum(naive.values()), 1000 * sum(times) / len(times),
        AUTOMATIC.get(kind), worst,
    )  # fmt: skip


def _voices(text: str) -> list[list[Span]]:
    """The words of each speaker, by the labels that are found when a transcript comes in."""
    found = propose(text)
    return list(Transcript(text, found.speakers, found.body).voices().values())


def _wrong_file(texts: list[str], number: int) -> Case:
    other = texts[(number + 1) % len(texts)]
    return Case(texts[number], Draft(other, [INSERTED] * len(other)))


def _naive(coding: Placed, text: str, truth: Truth) -> str:
    found = fuzz.partial_ratio_alignment(coding.quote, text, score_cutoff=NAIVE_LIKELY) if text else None
    versions = truth.survivors(coding.start, coding.end)
    if found is None:
        return "orphan" if any(versions) else "gone"
    return truth.graded(Span(found.dest_start, found.dest_end), versions, coding.quote)


def speed(quick: bool) -> Iterator[Figure]:
    """Time for one interview and for a very long one; memory for the latter, in a process of its own."""
    text = "\n\n".join(_read())[:49_000]
    placed = codings(Case(text, Draft.of(text)), 200, random.Random(1))[:200]
    for name, edit in (("typos 5 %", typos(0.05)), ("combined", light)):
        new = plain(edit)(text, random.Random(2)).new.text
        yield Figure(f"50 KB, 200 codings, {name}", _median(lambda n=new: follow(text, n, placed)), "ms", 60)
    at = text.index(" ", len(text) // 2)
    edited = f"{text[:at]} nej inte{text[at:]}"
    yield Figure("50 KB, 200 codings, one edit", _median(lambda: follow(text, edited, placed), 15), "ms", 5)
    size = 400_000 if quick else 2_000_000
    done = subprocess.run(
        [sys.executable, __file__, "--long", str(size)], capture_output=True, text=True, check=True
    )
    seconds, start, peak = map(float, done.stdout.split())
    factor = size / 2_000_000
    yield Figure(f"{size / 1e6:g} MB, {10_000 * factor:g} codings, typos 5 %", seconds, "s", 4 * factor)
    yield Figure(f"{size / 1e6:g} MB, memory of the process ({start:.0f} MB before)", peak, "MB", 300)


def long_text(size: int) -> None:
    """Follow 10,000 codings through 5 % typos in 2 MB; print seconds and megabytes before and after."""
    text = _made(size, random.Random(3))
    placed = codings(Case(text, Draft.of(text)), size // 200, random.Random(4))
    new = _misspelt(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = process_time()
    follow(text, new, placed)
    took = process_time() - start
    sys.stdout.write(f"{took} {before} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


def _misspelt(text: str) -> str:
    chance = random.Random(5)
    return re.sub(
        r"\w{3,}", lambda m: m[0][:-2] + m[0][-1] + m[0][-2] if chance.random() < 0.05 else m[0], text
    )


def _made(size: int, chance: random.Random) -> str:
    """Talk made of the examples' words, each pair of which stands in them; with some words of its own."""
    said = re.findall(r"\S+\s*", "\n\n".join(_read()))
    after: dict[str, list[str]] = {}
    for word, following in pairwise(said):
        after.setdefault(word, []).append(following)
    made, word, length = [], said[0], 0
    while length < size:
        word = chance.choice(after.get(word) or said)
        put = f"{word[:3]}{chance.randrange(10**6)}{word[3:]}" if chance.random() < 0.02 else word
        made.append(put)
        length += len(put)
    return "".join(made)


def _median(act: Callable[[], object], times: int = 5) -> float:
    took = []
    for _ in range(times):
        start = process_time()
        act()
        took.append(1000 * (process_time() - start))
    return sorted(took)[times // 2]


def _read() -> list[str]:
    """The Swedish interviews, then the English ones."""
    paths = sorted(TEXTS.iterdir(), key=lambda path: (path.name.startswith("interview"), path.name))
    return [path.read_text(encoding="utf-8") for path in paths]


def main() -> None:
    """Measure and print."""
    arguments = sys.argv[1:]
    if "--long" in arguments:
        return long_text(int(arguments[-1]))
    quick, as_json = "--quick" in arguments, "--json" in arguments
    texts, each, count = (_read()[::3], 1, 60) if quick else (_read(), 3, 120)
    first = next((int(a.partition("=")[2]) for a in arguments if a.startswith("--seed=")), 0)
    seeds = range(first * each, (first + 1) * each)
    names = [a for a in arguments if not a.startswith("--")] or [*KINDS, WRONG_FILE]
    if not as_json:
        heads = ("codings", 8), ("right %", 9), ("bar", 6), ("exact %", 9), ("wrong", 7)
        more = ("review %", 10), ("orphan %", 10), ("ms", 7), ("naive wrong %", 15)
        line = "".join(f"{name:>{width}}" for name, width in (*heads, *more))
        sys.stdout.write(f"{'kind of edit':<28}{line}\n")
    outcomes = []
    for name in names:
        outcomes.append(one := outcome(name, texts, seeds, count))
        _print_outcome(one, as_json, "--wrong" in arguments)
    if len(names) > 1:
        total, wrong = sum(one.codings for one in outcomes), sum(one.wrong for one in outcomes)
        _print_figure(
            Figure(f"silently wrong of {total:,} codings", 100 * wrong / total, "%", SILENT), as_json
        )
        for figure in speed(quick):
            _print_figure(figure, as_json)
    return None


def _print_outcome(one: Outcome, as_json: bool, wrong: bool) -> None:
    if as_json:
        line = json.dumps(asdict(one) | {"met": one.met, "worst": None}, ensure_ascii=False)
    else:
        bar = "" if one.bar is None else f"{one.bar:g}"
        line = (
            f"{one.kind:<28}{one.codings:>8}{one.right:>9.2f}{bar:>6}{one.exact:>9.2f}{one.wrong:>7}{one.review:>10.2f}"
            f"{one.orphan:>10.2f}{one.ms:>7.1f}{one.naive_wrong:>15.1f}{'' if one.met else '  MISSED'}"
        )
    sys.stdout.write("\n    ".join([line, *(one.worst if wrong else [])]) + "\n")
    sys.stdout.flush()


def _print_figure(figure: Figure, as_json: bool) -> None:
    if as_json:
        line = json.dumps(asdict(figure) | {"met": figure.met}, ensure_ascii=False)
    else:
        met = "met" if figure.met else "MISSED"
        line = (
            f"{figure.what:<60}{figure.value:>9.3f} {figure.unit:<3} bar {figure.bar:g} {figure.unit}  {met}"
        )
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
