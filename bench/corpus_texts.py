"""A corpus of made-up Swedish-looking talk with known words in it: bent, and damaged as OCR damages."""

from __future__ import annotations

import random
from dataclasses import dataclass

_ONSETS = "b bl br d dr f fl fr g gr h j k kl kr l m n p pr r s sk sl st str t tr v".split()  # noqa: SIM905
_VOWELS = "a e i o u y å ä ö".split()  # noqa: SIM905
_CODAS = ["", "d", "g", "k", "l", "ll", "m", "n", "ng", "nd", "r", "rd", "s", "st", "t", "tt"]
_COMMON = ["och", "det", "är", "att", "jag", "som", "inte", "så", "en", "man", "på", "men", "med", "för"]
_SOUGHT = ["socialtjänst", "handläggare", "kommun", "familj", "försörjning", "samverkan", "chef", "trygghet"]
_ENDINGS = ["", "", "en", "er", "erna", "ens", "s"]
_AFTER_A_VOWEL = ["", "", "n", "ns", "na", "nas", "s"]


@dataclass(frozen=True, slots=True)
class Made:
    """Texts by source, the words sought, and how often each stands there bent or damaged."""

    texts: list[tuple[str, str]]
    bent: dict[str, int]
    damaged: dict[str, int]
    common: list[str]


def make(size: int, seed: int, *, transcripts: int = 100, words: int = 30_000) -> Made:
    """Make a corpus of about so many characters from a vocabulary of so many words, used as Zipf found."""
    chance = random.Random(seed)
    vocabulary = _COMMON + list(dict.fromkeys(_word(chance) for _ in range(words)))
    weights = [1 / (place + 3) for place in range(len(vocabulary))]
    bent, damaged = dict.fromkeys(_SOUGHT, 0), dict.fromkeys(_SOUGHT, 0)
    texts = []
    for number in range(transcripts):
        said = chance.choices(vocabulary, weights, k=size // transcripts // 8)
        for place in range(200, len(said), 400):
            word = chance.choice(_SOUGHT)
            said[place] = word + chance.choice(_AFTER_A_VOWEL if word.endswith("e") else _ENDINGS)
            bent[word] += 1
            if chance.random() < 0.05:
                said[place] = _damage(said[place], chance)
                damaged[word] += 1
        texts.append((str(number), _turns(said, chance)))
    return Made(texts, bent, damaged, vocabulary[50:2000:50])


def _word(chance: random.Random) -> str:
    syllables = chance.choices((1, 2, 3), (2, 5, 3))[0]
    parts = (
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS) for _ in range(syllables)
    )
    return "".join(parts)


def _damage(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + chance.choice([c for c in "dlicxq" if c != word[at]]) + word[at + 1 :]


def _turns(said: list[str], chance: random.Random) -> str:
    turns, start = [], 0
    while start < len(said):
        length = chance.randrange(3, 120)
        turns.append(f"{'I' if len(turns) % 2 else 'IP'}: {' '.join(said[start : start + length])}.")
        start += length
    return "\n\n".join(turns)
