"""A text in which nothing stands once is still the same text after a few edits."""

from __future__ import annotations

import random

from utsaga.model.span import Span
from utsaga.text.anchors import anchor
from utsaga.text.follow import Placed, Verdict, follow


def repeated(times: int, seed: int = 1) -> str:
    chance = random.Random(seed)
    words = [f"ord{seed}x{number}" for number in range(200)]
    paragraphs = ["IP: " + " ".join(chance.choices(words, k=50)) + "." for _ in range(9)]
    return "\n\n".join(paragraphs * times)


def test_a_few_edits_leave_a_text_of_repeated_paragraphs_the_same_text() -> None:
    old = repeated(40)
    new = f"Hej. {old[:9000]} nytt ord {old[9000:-900]} slut {old[-900:]}"
    placed = [Placed(str(at), *anchor(old, Span(at, at + 60))) for at in range(100, len(old) - 100, 5000)]
    result = follow(old, new, placed)
    assert not result.another_text
    assert result.aligned > 0.95
    for one in placed:
        found = result.followed[one.key]
        assert found.verdict is not Verdict.ORPHAN
        assert found.span is not None
        assert abs(found.span.start - one.start) < 30  # what cannot be told apart is offered in its place


def test_other_repeated_paragraphs_are_still_another_text() -> None:
    old = repeated(40)
    placed = [Placed("a", *anchor(old, Span(100, 160)))]
    assert follow(old, repeated(40, seed=2), placed).another_text
