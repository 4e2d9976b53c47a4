"""Swedish code names and the abbreviations that people type for them, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from utsaga.search.palette import Candidate
from utsaga.text.fold import fold, words

_ABOUT = """
stöd från|brist på|tillit till|krav från|behov av|rädsla för|känsla av|makt över|ansvar för|
konflikt med|samverkan med|hinder för|förväntningar på|oro för|motstånd mot|beroende av|
kritik mot|tacksamhet mot|kontroll över|möte med|avstånd till|närhet till|lojalitet mot|
ensam med|osäker på|förlust av|tid för|kunskap om|bilden av|trött på|stolt över|frihet från|
strategier för|att våga säga ifrån till|att vara|att bli|erfarenhet av
"""
_NOUNS = """
chef|kollegor|klienten|familjen|skolan|polisen|läkaren|socialtjänsten|politiker|ledningen|
barnen|föräldrarna|arbetsgruppen|försörjningsstöd|tid|resurser|handlingsutrymme|
dokumentation|delegation|rutiner|regler|lagen|budget|återhämtning|sjukskrivning|hot|våld|
trygghet|delaktighet|rättvisa|skuld|skam|språk|tolk|boende|ekonomi|hälsa|relationer|
samtalet|beslut|avslag|överklagan|utredning|uppföljning|handledning|introduktion|
nyanställda|distansarbete|hembesök|första mötet|professionen|yrkesrollen|gränser|privatliv|
kroppen|sömn|framtiden|vardagen|byn|staden|resor
"""
_ALONE = """
Arbetsbelastning|Självständighet|Maktlöshet|Etisk stress|Gråzoner|Tystnadskultur|Humor|
Förtroende|Misstro|Ambivalens|Normalisering|Skratt som skydd|Professionell distans|
Dubbla lojaliteter|Otydligt uppdrag|Tyst kunskap|Magkänsla|Ryktesspridning|Gräsrotsbyråkrat|
Frirum|Moralisk kompass|Vi och dom|Insyn|Skvaller|Bemötande|Hierarki|Vardagsprat|
Personalomsättning|Kompetensutveckling|Ensamarbete|Glesbygd|Långa avstånd|Alla känner alla
"""
_SMALL = {"fran", "pa", "till", "av", "for", "med", "over", "mot", "om", "att", "och", "som"}
_THEMES = ("Arbetsmiljö", "Relationer", "Handlingsutrymme", "Organisation", "Identitet", "Glesbygd / Vardag")


def _listed(names: str) -> list[str]:
    return names.replace("\n", "").split("|")


def names(count: int, seed: int) -> list[str]:
    """Different code names as researchers write them: single words, and what something is about."""
    chance = random.Random(seed)
    about = [f"{head} {noun}" for head in _listed(_ABOUT) for noun in _listed(_NOUNS)]
    chance.shuffle(about)
    chosen = _listed(_ALONE) + [name[0].upper() + name[1:] for name in about]
    return chosen[:count] if count > 200 else chance.sample(chosen[: count * 2], count)


def codebook(count: int, seed: int) -> list[tuple[str, str]]:
    """Names with their paths."""
    chance = random.Random(seed)
    return [(name, f"{chance.choice(_THEMES)} / {name}") for name in names(count, seed)]


def sessions(count: int, codings: int, seed: int) -> Iterator[tuple[str, list[Candidate]]]:
    """Codings of a study as it is coded: the code that is wanted, and all codes as used so far.

    A few codes are used most (Zipf), and half the time a code used lately is used again.
    """
    chance = random.Random(seed)
    codes = codebook(count, seed)
    weights = [1 / (place + 1) for place in range(count)]
    uses, last = [0] * count, [None] * count  # type: tuple[list[int], list[int | None]]
    recent: list[int] = []
    for number in range(codings * 2):
        again = recent and chance.random() < 0.5
        wanted = chance.choice(recent[-8:]) if again else chance.choices(range(count), weights)[0]
        if number >= codings:
            yield (
                codes[wanted][0],
                [
                    Candidate(
                        str(i), name, path, uses[i], None if (at := last[i]) is None else number - at - 1
                    )
                    for i, (name, path) in enumerate(codes)
                ],
            )
        uses[wanted] += 1
        last[wanted] = number
        recent.append(wanted)


def abbreviation(name: str, chance: random.Random) -> str:
    """Two to four letters for a name: its start, a later word, initials, word starts, consonants, a slip."""
    all_words = words(fold(name))
    content = [word for word in all_words if word not in _SMALL] or all_words
    kind = chance.choices(
        ("start", "later", "initials", "starts", "consonants", "slip"), (30, 17, 8, 25, 12, 8)
    )[0]
    length = chance.choice((3, 4, 4))
    if kind == "later" and len(content) > 1:
        return content[-1][:length]
    if kind == "initials" and len(all_words) > 1:
        return "".join(word[0] for word in all_words)[:4]
    if kind == "starts" and len(content) > 1:
        return content[0][: chance.choice((1, 2))] + content[-1][:2]
    if kind == "consonants":
        return _consonants(content[0])[:length]
    start = content[0][: max(length, 2)]
    return _slip(start, chance) if kind == "slip" and len(start) == 4 else start


def _consonants(word: str) -> str:
    return word[0] + "".join(letter for letter in word[1:] if letter not in "aeiouy")


def _slip(start: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(start) - 1)
    return start[:at] + start[at + 1] + start[at] + start[at + 2 :]


def shares(ranks: Sequence[int | None], best: int) -> float:
    """The share of ranks (from 0; None when not found) among the best so many."""
    return sum(rank is not None and rank < best for rank in ranks) / len(ranks)
