"""Edits that transcripts go through after they have been coded, each knowing where every word went."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from anchor_draft import Draft

Chance = random.Random
Edit = Callable[[Draft, Chance], Draft]

_WORD = re.compile(r"[^\W\d_]{3,}")
_TURN = re.compile(r"^(?:\*\*)?([^\W\d_][^\n:*]{0,24}):(?:\*\*)?", re.MULTILINE)
_SENTENCE = re.compile(r"[^\s.?!][^.?!\n]*[.?!]+(?: |(?=\n)|\Z)")
_LETTERS = "abcdefghijklmnoprstuvyåäö"
_CONFUSED = {"m": "rn", "l": "1", "i": "l", "å": "a", "ä": "a", "ö": "o", "e": "c", "t": "f", "u": "ii"}
_FILLERS = r"\b(?:eh+|ehm|öh|liksom|alltså|asså|ju|väl|typ|like|em|erm|well|you know|sort of|kind of)\b,? ?"
_CHANNEL = re.compile(r"(?:m+|mhm|mm-hm|ja+|jo|okej|okay|yeah|right|nej|no|aye|precis)[.!?]*", re.IGNORECASE)
_DIGITS = "noll ett två tre fyra fem sex sju åtta nio".split()  # noqa: SIM905
_SPOKEN = {
    "nån": "någon", "nåt": "något", "nåra": "några", "sen": "sedan", "sån": "sådan", "dom": "de",
    "mej": "mig", "sa": "sade", "la": "lade", "ska": "skall", "aye": "yes", "gonna": "going to",
    "wasn't": "was not",
    "don't": "do not", "it's": "it is", "i'm": "I am", "they're": "they are", "that's": "that is",
}  # fmt: skip


def typos(share: float) -> Edit:
    """So many words misspelt: a letter dropped, doubled, swapped or changed."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        return _some_words(draft, chance, share, lambda word: _misspelt(word, chance))

    return edit


def _misspelt(word: str, chance: Chance) -> str:
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
        ]
    )


def replaced(share: float) -> Edit:
    """So many words replaced by other words of the text."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        others = _WORD.findall(draft.text)
        return _some_words(draft, chance, share, lambda _: chance.choice(others))

    return edit


def _some_words(draft: Draft, chance: Chance, share: float, put: Callable[[str], str]) -> Draft:
    words = [match for match in _WORD.finditer(draft.text) if chance.random() < share]
    return draft.changed((*match.span(), put(match[0])) for match in words)


def without_fillers(draft: Draft, _: Chance) -> Draft:
    """All hesitations and small words of speech taken out."""
    return draft.substituted(_FILLERS, lambda _: "", re.IGNORECASE)


def without_words(share: float) -> Edit:
    """So many words taken out here and there."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        found = [match.span() for match in re.finditer(r"(?<= )\w+ ", draft.text) if chance.random() < share]
        return draft.deleted(found)

    return edit


def labels_renamed(to: str) -> Edit:
    """Every speaker under another name; ``{}`` stands for the speaker's number."""

    def edit(draft: Draft, _: Chance) -> Draft:
        names = {name: to.format(number) for number, name in enumerate(labels_of(draft.text), 1)}
        turns = (match for match in _TURN.finditer(draft.text) if match[1] in names)
        return draft.changed((*match.span(1), names[match[1]]) for match in turns)

    return edit


def labels_initials(draft: Draft, _: Chance) -> Draft:
    """Every speaker by initials: ``Socialsekreterare 2`` is ``S2``."""
    turns = (match for match in _TURN.finditer(draft.text) if match[1] in labels_of(draft.text))
    return draft.changed((*match.span(1), "".join(w[0] for w in match[1].split())) for match in turns)


def reflowed(width: int) -> Edit:
    """Hard line breaks before a column."""

    def edit(draft: Draft, _: Chance) -> Draft:
        changes, line = [], 0
        for blank, following in pairwise([*re.finditer(r"[ \n]+", draft.text), None]):
            end = following.start() if following else len(draft.text)
            if "\n" in blank[0]:
                line = blank.end()
            elif end - line > width:
                changes.append((*blank.span(), "\n"))
                line = blank.end()
        return draft.changed(changes)

    return edit


def hyphenated(draft: Draft, chance: Chance) -> Draft:
    """Hard line breaks, one long word in three parted over the line's end."""
    wrapped = reflowed(60)(draft, chance)
    long = re.finditer(r"\n([^\W\d_]{4,7})([^\W\d_]{4,})", wrapped.text)
    changes = [
        change
        for match in long
        if chance.random() < 0.33
        for change in ((match.start(), match.start() + 1, " "), (match.start(2), match.start(2), "-\n"))
    ]
    return wrapped.changed(changes)


def spaced(draft: Draft, _: Chance) -> Draft:
    """Line breaks doubled, tabs after labels, two blanks after full stops."""
    draft = draft.substituted(r"\n+", lambda match: "\n" if len(match[0]) > 1 else "\n\n\n")
    draft = draft.substituted(r"(?<=:) ", lambda _: "\t")
    return draft.substituted(r"(?<=[.?!]) ", lambda _: "  ")


def ocr_damaged(draft: Draft, chance: Chance) -> Draft:
    """Letters confused, words parted and run together, specks."""
    changes = []
    for place, sign in enumerate(draft.text):
        lucky = chance.random()
        if sign in _CONFUSED and lucky < 0.02:
            changes.append((place, place + 1, _CONFUSED[sign]))
        elif sign == " " and lucky < 0.006:
            changes.append((place, place + 1, ""))
        elif sign.isalpha() and lucky > 0.998:
            changes.append((place, place, chance.choice(" .-'")))
    return draft.changed(changes)


def sentences_deleted(share: float) -> Edit:
    """So many sentences taken out."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        return draft.deleted(span for span in sentences_of(draft.text) if chance.random() < share)

    return edit


def sentences_inserted(share: float) -> Edit:
    """After so many sentences another is put in, made of words of the text."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        words = re.findall(r"\w+", draft.text)
        places = [end for _, end in sentences_of(draft.text) if chance.random() < share]
        return draft.inserted(
            places, lambda _: " ".join(chance.choices(words, k=chance.randrange(3, 15))).capitalize() + ". "
        )

    return edit


def turns_moved(share: float, together: int = 1) -> Edit:
    """So many turns cut out and put in elsewhere, alone or several together."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        turns = turns_of(draft.text)
        order = list(range(len(turns)))
        for _ in range(max(1, int(len(turns) * share / together))):
            at = chance.randrange(1, len(order) - together)
            taken = order[at : at + together]
            del order[at : at + together]
            to = chance.randrange(1, len(order))
            order[to:to] = taken
        return draft.ordered((*turns[k], False) for k in order)

    return edit


def turns_swapped(draft: Draft, chance: Chance) -> Draft:
    """Neighbouring turns in the other order, one pair in fifteen."""
    turns = turns_of(draft.text)
    order, k = [], 0
    while k < len(turns):
        swap = 0 < k < len(turns) - 2 and chance.random() < 1 / 15
        order += [k + 1, k] if swap else [k]
        k += 2 if swap else 1
    return draft.ordered((*turns[k], False) for k in order)


def turns_merged(draft: Draft, chance: Chance) -> Draft:
    """Every fifth turn joined to the one before it, its label gone."""
    heads = re.finditer(r"\n+(?:\*\*)?[^\n:*]{1,25}:(?:\*\*)?\s", draft.text)
    return draft.changed((*match.span(), " ") for match in heads if chance.random() < 0.2)


def turns_split(draft: Draft, chance: Chance) -> Draft:
    """Long turns parted after a sentence, with the label again and another speaker's word between."""
    label = labels_of(draft.text)
    ends = [end for start, end in sentences_of(draft.text) if end - start > 40 and draft.text[end - 1] == " "]
    places = [end for end in ends if chance.random() < 0.08]
    return draft.inserted(places, lambda _: f"\n\n{label[0]}: Mm.\n\n{label[-1]}: ")


def pseudonyms(draft: Draft, _: Chance) -> Draft:
    """Every name by another one, inflections kept (``Göteborgs`` is ``Alebys``)."""
    names = {
        name: f"Al{chr(97 + k % 26)}by{'' if k < 26 else chr(97 + k // 26)}" for k, name in _names(draft.text)
    }
    return draft.substituted(_any_of(names), lambda match: names[match[1]])


def bracketed(draft: Draft, _: Chance) -> Draft:
    """Every name by a mark: ``[kommun A]``, ``[person 3]``."""
    names = {
        name: f"[kommun {chr(65 + k)}]" if k % 2 and k < 26 else f"[person {k}]"
        for k, name in _names(draft.text)
    }
    return draft.substituted(_any_of(names), lambda match: names[match[1]])


def without_channels(share: float) -> Edit:
    """So many turns that are nothing but ``Mm.`` or ``Ja.`` taken out."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        return draft.deleted(
            (start, end)
            for start, end in turns_of(draft.text)
            if _CHANNEL.fullmatch(_TURN.sub("", draft.text[start:end]).strip()) and chance.random() < share
        )

    return edit


def punctuation_normalised(draft: Draft, chance: Chance) -> Draft:
    """Straight quotation marks and dashes made typographic, dots one sign, some commas taken out."""
    draft = draft.substituted(r'"', lambda _: "”").substituted(r"'", lambda _: "’")
    draft = draft.substituted(r"\.\.\.", lambda _: "…").substituted(r" - ", lambda _: " – ")
    return draft.substituted(r",", lambda _: "" if chance.random() < 0.4 else ",")


def case_normalised(draft: Draft, _: Chance) -> Draft:
    """All letters small."""
    return draft.substituted(r"[A-ZÅÄÖ]", lambda match: match[0].lower())


def numbers_spelled(draft: Draft, _: Chance) -> Draft:
    """Digits written out."""
    return draft.substituted(r"\d+", lambda match: " ".join(_DIGITS[int(digit)] for digit in match[0]))


def written_out(draft: Draft, _: Chance) -> Draft:
    """Forms of speech made forms of writing."""
    return draft.substituted(_any_of(_SPOKEN), lambda match: _SPOKEN[match[1].lower()], re.IGNORECASE)


def headers(draft: Draft, _: Chance) -> Draft:
    """A page's header and number every 1,800 characters, in the middle of sentences."""
    blanks = [match.start() for match in re.finditer(r" ", draft.text)]
    places = [first for first, second in pairwise(blanks) if first // 1800 != second // 1800]
    front = draft.inserted(places, lambda place: f"\n\nIntervjustudien, utskrift  {place // 1800 + 1}\n\n")
    return front.inserted([0], lambda _: "Intervjustudien\nUtskrift, konfidentiellt\nDatum: 2024-03-01\n\n")


def timecodes(draft: Draft, chance: Chance) -> Draft:
    """A time after every label and now and then within a turn."""
    starts = [match.end() for match in _TURN.finditer(draft.text)]
    within = [end for _, end in sentences_of(draft.text) if chance.random() < 0.1]
    places = sorted({*starts, *within})
    return draft.inserted(places, lambda p: f" [00:{p // 900 % 60:02}:{p // 15 % 60:02}] ")


def marks_removed(draft: Draft, _: Chance) -> Draft:
    """``[skratt]`` and other marks taken out."""
    return draft.substituted(r" ?\[[^\]\n]{1,30}\]", lambda _: "")


def comments_inserted(draft: Draft, chance: Chance) -> Draft:
    """Notes of the transcriber in square brackets put in."""
    places = [end for _, end in sentences_of(draft.text) if chance.random() < 0.1]
    return draft.inserted(
        places, lambda _: chance.choice(["[skratt] ", "[paus] ", "[OBS kolla mot ljudet] "])
    )


def duplicated(draft: Draft, chance: Chance) -> Draft:
    """Some turns twice, the second one elsewhere or right after the first."""
    turns = turns_of(draft.text)
    parts: list[tuple[int, int, bool]] = [(*turn, False) for turn in turns]
    for _ in range(max(2, len(turns) // 20)):
        k = chance.randrange(len(turns))
        where = (
            parts.index((*turns[k], False)) + 1 if chance.random() < 0.5 else chance.randrange(1, len(parts))
        )
        parts.insert(where, (*turns[k], True))
    return draft.ordered(parts)


def truncated(share: float) -> Edit:
    """Only so much of the text is left, from the beginning."""

    def edit(draft: Draft, _: Chance) -> Draft:
        return draft.deleted([(int(len(draft.text) * share), len(draft.text))])

    return edit


def beginning_lost(draft: Draft, _: Chance) -> Draft:
    """The first third of the text is missing."""
    return draft.deleted([(0, len(draft.text) // 3)])


def one_sentence(draft: Draft, chance: Chance) -> Draft:
    """One sentence rewritten."""
    start, _ = chance.choice([span for span in sentences_of(draft.text) if span[1] - span[0] > 30])
    return draft.changed([(start + 10, start + 20, "något helt annat")])


def rewritten(share: float) -> Edit:
    """So many sentences deleted and others, made of the text's words, put in their places."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        gone = [span for span in sentences_of(draft.text) if chance.random() < share]
        words = re.findall(r"\w+", draft.text)
        without = draft.deleted(gone)
        places, shift = [], 0
        for start, end in gone:
            places.append(start - shift)
            shift += end - start
        return without.inserted(
            set(places),
            lambda _: " ".join(chance.choices(words, k=chance.randrange(4, 12))).capitalize() + ". ",
        )

    return edit


def chained(*edits: Edit) -> Edit:
    """One edit after another."""

    def edit(draft: Draft, chance: Chance) -> Draft:
        for each in edits:
            draft = each(draft, chance)
        return draft

    return edit


def labels_of(text: str) -> list[str]:
    counted = Counter(match[1] for match in _TURN.finditer(text))
    return [name for name, count in counted.items() if count >= 5]


def turns_of(text: str) -> list[tuple[int, int]]:
    labels = set(labels_of(text))
    starts = [match.start() for match in _TURN.finditer(text) if match[1] in labels]
    return list(pairwise([0, *starts, len(text)] if starts[0] else [*starts, len(text)]))


def sentences_of(text: str) -> list[tuple[int, int]]:
    found = []
    for match in _SENTENCE.finditer(text):
        label = _TURN.match(text, match.start())
        start = label.end() + 1 if label and label.end() < match.end() else match.start()
        if start < match.end():
            found.append((start, match.end()))
    return found


def _names(text: str) -> Iterator[tuple[int, str]]:
    found = Counter(re.findall(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{3,}", text))
    bases = {name.removesuffix("s") if name.removesuffix("s") in found else name for name in found}
    return enumerate(sorted(bases))


def _any_of(words: dict[str, str]) -> str:
    return rf"\b({'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?=s?\b)"
