"""Names that look alike and say the opposite: *ökad* and *minskad*, *trygghet* and *otrygghet*."""

from __future__ import annotations

from collections.abc import Collection

_OPPOSITES = """
okad okat oka okning okande / minskad minskat minska minskning minskande
hog hogt hoga hogre / lag lagt laga lagre
bra god gott goda battre / dalig daligt daliga samre
stor stort stora storre / liten litet sma mindre
mer mera flera fler / mindre farre
mycket / lite
med / utan
for / mot emot
fran / till
fore innan / efter
over / under
inom / utanfor
intern internt interna / extern externt externa
positiv positivt positiva / negativ negativt negativa
stark starkt starka starkare / svag svagt svaga svagare
formell formellt formella / informell informellt informella
lang langt langa langre / kort korta kortare
ny nytt nya / gammal gammalt gamla
ung unga yngre / gammal gamla aldre
ratt / fel
man man mannen mans / kvinna kvinnor kvinnan kvinnors
mamma mamman modrar mor / pappa pappan fader far
borjan / slutet
nara / langt
vinst / forlust
fysisk fysiskt fysiska / psykisk psykiskt psykiska
kvantitet / kvalitet
increased increase increasing more higher / decreased decrease decreasing less lower fewer
high / low
good better / bad poor worse
with / without
for pro / against anti
from / to
before / after
positive / negative
strong stronger / weak weaker
internal / external
formal / informal
new / old
young / old
women woman female / men man male
mother mothers / father fathers
physical / mental
inclusion / exclusion
support / burden
"""
_NEGATING_WORDS = """
brist brister avsaknad saknad saknar saknas utan inte ej icke ingen inget inga aldrig franvaro
lack lacking absence no not never without non
"""
_NEGATING_PREFIXES = "o miss icke anti van un in im ir il dis mis non de"
_SHORTEST_NEGATED = 3


def _parse() -> dict[str, frozenset[str]]:
    against: dict[str, frozenset[str]] = {}
    for line in _OPPOSITES.strip().splitlines():
        one, other = (frozenset(side.split()) for side in line.split(" / "))
        for side, facing in ((one, other), (other, one)):
            for word in side - facing:
                against[word] = against.get(word, frozenset()) | (facing - side)
    return against


_AGAINST = _parse()
_NEGATIONS = frozenset(_NEGATING_WORDS.split())
_PREFIXES = tuple(_NEGATING_PREFIXES.split())
POLAR = frozenset(_AGAINST) | _NEGATIONS
"""Words (folded) that turn a meaning round; none of them is a stop word."""


def opposed(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two names, as folded words, differ in what they affirm.

    So they do when a word of one is the opposite of a word of the other, when one holds a negation more
    (*brist på*, *lack of*), when a word has a negating prefix in one alone (*o-*, *miss-*, *un-*), or
    when their numbers differ.
    """
    mine, theirs = set(one) - set(other), set(other) - set(one)
    return (
        any(_AGAINST.get(word, frozenset()) & theirs for word in mine)
        or len(_NEGATIONS & mine) != len(_NEGATIONS & theirs)
        or _digits(mine) != _digits(theirs)
        or any(_negates(a, b) or _negates(b, a) for a in mine for b in theirs)
    )


def same_side(one: str, other: str) -> bool:
    """Whether two words have the same opposites: *ökad* and *ökande*."""
    return one in _AGAINST and _AGAINST[one] == _AGAINST.get(other)


def _digits(words: Collection[str]) -> set[str]:
    return {word for word in words if any(letter.isdigit() for letter in word)}


def _negates(word: str, other: str) -> bool:
    return any(
        word.startswith(prefix)
        and (rest := word[len(prefix) :])[:_SHORTEST_NEGATED] == other[:_SHORTEST_NEGATED]
        and len(rest) >= _SHORTEST_NEGATED
        for prefix in _PREFIXES
    )
