"""Cleaning an alignment: no chance matches inside rewritten stretches, edits that end where speech does.

After the semantic clean-up of diff-match-patch (Neil Fraser, 2006), on words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from utsaga.text.follow.boundaries import strength
from utsaga.text.follow.matches import Match
from utsaga.text.follow.tokens import Tokens

LARGEST_ISLAND = 3
"""Tokens of a match that may be dropped for being small beside the edits around it."""
_FARTHEST = 200  # tokens that an insertion or deletion is moved at most
_SMALL_BESIDE = 2  # times smaller than the edits on both sides


def without_islands(matches: Sequence[Match], old_size: int, new_size: int) -> list[Match]:
    """Return matches without those of up to three tokens that are small beside both neighbouring edits.

    Such a match is a common word that stands in both stretches by chance. Where words were only taken
    out around it, or only put in, it stays.
    """
    kept: list[Match] = []
    for island, (old, new) in _islands(matches, old_size, new_size):
        end, new_end = (kept[-1].old_end, kept[-1].new_end) if kept else (0, 0)
        deleted, inserted = island[0].old - end, island[0].new - new_end
        deleted_after, inserted_after = old - island[-1].old_end, new - island[-1].new_end
        size = island[-1].old_end - island[0].old
        beside = min(max(deleted, inserted), max(deleted_after, inserted_after))
        rewritten = deleted + deleted_after and inserted + inserted_after
        if size > LARGEST_ISLAND or _SMALL_BESIDE * size > beside or not rewritten:
            kept.extend(island)
    return kept


def _islands(
    matches: Sequence[Match], old_size: int, new_size: int
) -> list[tuple[list[Match], tuple[int, int]]]:
    """Matches that touch, together, each group with where the next one begins in both texts."""
    groups: list[list[Match]] = []
    for match in matches:
        last = groups[-1][-1] if groups else None
        if last and (last.old_end, last.new_end) == (match.old, match.new):
            groups[-1].append(match)
        else:
            groups.append([match])
    begins = [(group[0].old, group[0].new) for group in groups[1:]] + [(old_size, new_size)]
    return list(zip(groups, begins, strict=bool(groups)))


def at_boundaries(matches: Sequence[Match], old: Tokens, new: Tokens) -> list[Match]:
    """Return matches with pure insertions and deletions moved to where the text is parted most.

    An insertion between equal words can stand in several places: *ja ‹ja› sa jag*. It is taken to begin
    and end where paragraphs, lines, sentences or clauses do, and as a copy to follow what it copies.
    """
    done: list[Match] = []
    for match in matches:
        if done and (done[-1].old_end == match.old) != (done[-1].new_end == match.new):
            moved = _moved_phrase(done[-1], match, old, new)
            if moved:
                done[-1] = moved
                done.append(match)
                continue
            before = done.pop()
            steps = _best_steps(before, match, old, new)
            earlier = Match(before.old, before.old_end + steps, before.new, before.new_end + steps)
            later = Match(match.old + steps, match.old_end, match.new + steps, match.new_end)
            done += [piece for piece in (earlier, later) if piece.size]
        else:
            done.append(match)
    return done


def _moved_phrase(phrase: Match, after: Match, old: Tokens, new: Tokens) -> Match | None:
    """A renamed phrase before an edit, put to its other end when the same words stand there.

    None where it stands rightly: the text must be parted more before the phrase there than here.
    """
    if phrase.word_for_word:
        return None
    if phrase.old_end == after.old:
        shifted = phrase._replace(new=after.new - phrase.new_size, new_end=after.new)
        same = new.ids[phrase.new : phrase.new_end] == new.ids[shifted.new : shifted.new_end]
        apart = shifted.new >= phrase.new_end
        better = strength(new.before(shifted.new)) > strength(new.before(phrase.new_end))
    else:
        shifted = phrase._replace(old=after.old - phrase.size, old_end=after.old)
        same = old.ids[phrase.old : phrase.old_end] == old.ids[shifted.old : shifted.old_end]
        apart = shifted.old >= phrase.old_end
        better = strength(old.before(shifted.old)) > strength(old.before(phrase.old_end))
    return shifted if same and apart and better else None


def _best_steps(before: Match, after: Match, old: Tokens, new: Tokens) -> int:
    """By how many tokens an edit between two matches is best moved; negative is backwards."""
    if not (before.word_for_word and after.word_for_word):
        return 0
    inserted = before.old_end == after.old
    if inserted:
        tokens, begin, end = new, before.new_end, after.new
    else:
        tokens, begin, end = old, before.old_end, after.old
    best, best_steps = _parted(tokens, begin, end), 0
    for direction, room in ((-1, before.size), (1, after.size)):
        for step in range(1, min(room, _FARTHEST) + 1):
            crossed = min(direction * step, direction * step - direction)
            if tokens.ids[begin + crossed] != tokens.ids[end + crossed]:
                break
            parted = _parted(tokens, begin + direction * step, end + direction * step)
            if parted > best or (parted == best and direction > 0 and inserted):
                best, best_steps = parted, direction * step
    return best_steps


def _parted(tokens: Tokens, begin: int, end: int) -> int:
    return strength(tokens.before(begin)) + strength(tokens.before(end))


def either_way(matches: Sequence[Match], old: Sequence[int]) -> set[int]:
    """Return the old tokens of which nobody can say whether they stayed or their equals beside them.

    *ja ‹ja› sa jag*: when one *ja* was taken out, it may have been either.
    """
    found: set[int] = set()
    for before, after in pairwise(matches):
        begin, end = before.old_end, after.old
        if begin == end or before.new_end != after.new:
            continue
        for step in range(min(before.size, _FARTHEST)):
            if old[begin - 1 - step] != old[end - 1 - step]:
                break
            found.add(begin - 1 - step)
        for step in range(min(after.size, _FARTHEST)):
            if old[begin + step] != old[end + step]:
                break
            found.add(end + step)
    return found
