"""Swedish and English endings: the forms that one word takes, and its stem.

Light stemming by endings alone, without a dictionary (in the manner of Savoy, 2006, "Light stemming
approaches", and the Snowball stemmer for Swedish), on folded words.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")

# Each line holds the endings that go with one base. "V" first: the base ends in a vowel; "C": it does not.
_PARADIGMS = """
C - s en ens er ers erna ernas ar ars arna arnas et ets
C - t a are ast aste
C e en ens es ar ars arna arnas er ers erna ernas
C e et ets en ens ena enas es
C a an ans as or ors orna ornas
C a ar ade at ad as ats ades ande andes
C a er te t de d dde tt as s es
C el eln elns els lar lars larna larnas
C er ern erns ers rar rars rarna rarnas
C ie ier iers ierna iernas ien iens
V - n ns s r rs rna rnas t ts na nas nde
C en nar nars narna narnas
C - s es ed ing ings er ers
C e es ed ing ings er ers
C y ies ied
"""


def _parse(line: str) -> tuple[str, tuple[str, ...]]:
    after, *endings = line.split()
    return after, tuple("" if ending == "-" else ending for ending in endings)


_SETS = tuple(_parse(line) for line in _PARADIGMS.strip().splitlines())
# A lone consonant is oftener part of the word than an ending, and so are -te and -de.
_STRIPPED = sorted(
    {ending for after, endings in _SETS for ending in endings if after == "C" and len(ending) > 1}
    - {"te", "de", "dde", "tt", "ie", "el"}
    | {"a", "e", "s"},
    key=lambda ending: (-len(ending), ending),
)
_KEPT = ("het", "ning", "ss")
COMMON = ("en", "et", "er", "ar", "s", "n", "arna", "erna", "ens", "ing", "ed")
"""The endings most often met, for words that are misspelt as well as inflected."""


@lru_cache(maxsize=1024)
def forms(word: str) -> frozenset[str]:
    """The forms that a folded word may take, itself among them; many of them do not exist.

    A form shares a base of three letters or more with the word, and both endings belong to one pattern
    of inflection, so that ``stod`` has ``stodet`` but ``barn`` has no ``bara``.
    """
    found = {word}
    for after, endings in _SETS:
        for ending in endings:
            base = word[: len(word) - len(ending)]
            if word.endswith(ending) and _fits(base, ending, after):
                found.update(base + other for other in endings)
    return frozenset(found)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A folded word without its longest ending; three letters stay, four under an ending of three."""
    if not word.endswith(_KEPT):
        for ending in _STRIPPED:
            base = word[: -len(ending)]
            if word.endswith(ending) and _is_base(base, ending):
                return base
    return word


def _is_base(base: str, ending: str) -> bool:
    return len(base) >= (4 if len(ending) > 2 else 3)


def _fits(base: str, ending: str, after: str) -> bool:
    return _is_base(base, ending) and (base[-1] in _VOWELS) == (after == "V")
