"""Names and other words replaced in all transcripts by a table, as one change that codings follow exactly."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from utsaga.filepaths import is_file
from utsaga.model.action import Action
from utsaga.model.errors import Refused
from utsaga.model.source import Source, Speaker
from utsaga.store.disk import Disk
from utsaga.store.files import replace as write_file
from utsaga.store.layout import Layout
from utsaga.study.living.moving import Moved
from utsaga.study.living.texts import plan, together
from utsaga.study.phrases import counted
from utsaga.study.study import Study
from utsaga.study.tables import BadTable, read_table
from utsaga.study.ways import Way, Ways
from utsaga.text.edits import Edit, Edited
from utsaga.text.looked_for import begins_so, forms_of, on_one_line, places, tidy, word_key, words_and_endings
from utsaga.text.turns import Turns

_PARTS_FORMS = frozenset(";=")
"""What parts forms in a table: a form that has it stands in a row of its own."""


_FORMS_TOLD = 8
_LONG_NAME = 5
_DERIVED = re.compile(r"(?:sk(?:[ate]|an|or|orna)?|ar(?:e|en|na)|s?bo(?:n|r|rna)?)s?")


@dataclass(frozen=True, slots=True)
class Rule:
    """A word or words and what they become; ``forms`` maps other forms of them to what those become.

    What becomes itself is another word that only begins so (Annars, for Anna): it stays.
    """

    original: str
    replacement: str
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule fits: ``number`` from 1 over all transcripts, ``found`` the words there.

    ``offered`` says that it is an inflected form that the table does not name: a person must want it.
    """

    number: int
    source: Source
    start: int
    end: int
    found: str
    replacement: str
    offered: bool


class Fit(NamedTuple):
    """Where a rule fits in a text, in code points, half open; what stands there becomes ``replacement``."""

    start: int
    end: int
    replacement: str
    offered: bool


def read_rules(path: Path) -> list[Rule]:
    """The rules of a table: original, replacement and, if there is one, forms: ``Göteborgs=Västerstads; …``.

    A form without ``=`` becomes the replacement with the ending that the form has.

    Raises:
        BadTable: it cannot be read, or a row lacks a word.
    """
    rules = []
    for row in read_table(path, ["original", "replacement"], ["forms"]):
        original, replacement = row["original"].strip(), row["replacement"].strip()
        if not original or not replacement:
            raise BadTable(f"{path.name}, line {row.line}: a row needs an original and a replacement.")
        forms = [form.strip().partition("=") for form in row["forms"].split(";") if form.strip()]
        if not all(map(tidy, [original, *(form for form, _, _ in forms)])):
            raise BadTable(
                f"{path.name}, line {row.line}: an original or a form has no character to be seen."
            )
        listed = tuple(
            (form.strip(), other.strip() or _inflected(form.strip(), original, replacement))
            for form, _, other in forms
        )
        rules.append(Rule(original, replacement, listed))
    if not rules:
        raise BadTable(f"{path.name}: there is nothing to replace in it.")
    return rules


def find(study: Study, rules: Sequence[Rule]) -> list[Hit]:
    """Every place in every transcript where a rule fits, in order; whole words, whatever their case.

    Raises:
        UtsagaError: a transcript cannot be read.
    """
    hits: list[Hit] = []
    for source in study.sources:
        hits += find_in(study, source, rules, first=len(hits) + 1)
    return hits


def find_in(study: Study, source: Source, rules: Sequence[Rule], *, first: int = 1) -> list[Hit]:
    """As ``find``, in one transcript; the hits are numbered from ``first`` on.

    Raises:
        UtsagaError: it cannot be read.
    """
    text = study.transcript(source.id).text
    return [
        Hit(number, source, fit.start, fit.end, text[fit.start : fit.end], fit.replacement, fit.offered)
        for number, fit in enumerate(fits(text, rules), first)
    ]


def offered_in(text: str, rules: Sequence[Rule]) -> list[str]:
    """The inflected forms that rules only offer to replace, as they stand in a text, wherever they do."""
    return [text[fit.start : fit.end] for fit in fits(text, rules) if fit.offered]


def forms_left(words: Iterable[str], ways: Ways) -> str:
    """That forms were not replaced, and what replaces them, as a sentence; empty without any."""
    forms = Counter(words)
    if not forms:
        return ""
    more = f" and {len(forms) - _FORMS_TOLD:,} more" if len(forms) > _FORMS_TOLD else ""
    told = ", ".join(f"'{form}' {count:,}" for form, count in forms.most_common(_FORMS_TOLD))
    one = len(forms) == 1
    return (
        f"{counted(len(forms), 'form')} that {'was' if one else 'were'} only offered still "
        f"{'stands' if one else 'stand'} in the transcripts: {told}{more}. Replace {'it' if one else 'them'} "
        f"({ways(Way.FORMS)}), or let what is another word become itself (Annars=Annars)."
    )


def rules_in(typed: str, path: Path) -> list[Rule]:
    """The rules that were typed: ``Göteborg = Västerstad``, or the ``path`` to a table of such pairs.

    Raises:
        Refused: it is neither a pair nor the name of a file.
        BadTable: the file cannot be read as a table.
    """
    if "=" in typed:
        return [_rule(typed)]
    if is_file(path) or path.suffix or "/" in typed:
        return read_rules(path)
    word = typed.strip()
    raise Refused(
        f"'{word}' becomes what? Write '{word} = ' and the word that is to stand there; or the name of a "
        "table of such pairs, names.csv. There is no file of that name."
    )


def _rule(typed: str) -> Rule:
    original, equals, replacement = (part.strip() for part in typed.partition("="))
    if not (tidy(original) and equals and replacement):
        raise Refused("Write what is to be replaced and by what: Göteborg = Västerstad")
    return Rule(original, replacement)


def make(
    study: Study,
    hits: Iterable[Hit],
    rules: Sequence[Rule],
    progress: Callable[[int, int], None] | None = None,
) -> Action:
    """Replace hits in all their transcripts, as one action.

    ``progress`` is told how many transcripts are done, and how many there are.

    Raises:
        Refused: there are none, or a transcript was changed meanwhile.
    """
    by_source: dict[str, list[Hit]] = {}
    for hit in hits:
        by_source.setdefault(hit.source.id, []).append(hit)
    if not by_source:
        raise Refused("There is nothing to replace.")
    plans = []
    for number, found in enumerate(by_source.values()):
        if progress is not None:
            progress(number, len(by_source))
        plans.append(_planned(study, found, rules))
    return together(study, "texts.replace", plans)


def keep(study: Study, rules: Iterable[Rule], replaced: Iterable[Hit] = ()) -> Path:
    """Add rules to the list in ``.local/``, which is never shared; returns its path.

    Every form that was ``replaced`` is in it afterwards: it is what an erasure of the originals goes by.
    """
    path = Layout(study.path).replacements
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for rule in [*kept_rules(study), *rules]:
        rows.setdefault((rule.original, rule.replacement), {}).update(rule.forms)
    for found, replacement in dict.fromkeys((hit.found, hit.replacement) for hit in replaced):
        for (original, _), forms in list(rows.items()):
            words = [original, *forms]
            new = _unlisted(found, words)
            if new and _PARTS_FORMS.isdisjoint(new):
                forms[new] = replacement
            elif new:
                rows.setdefault((new, replacement), {})
    written = io.StringIO()
    table = [
        (original, other, "; ".join("=".join(form) for form in forms.items()))
        for (original, other), forms in rows.items()
    ]
    csv.writer(written, lineterminator="\n").writerows([("original", "replacement", "forms"), *table])
    write_file(Disk(), path, written.getvalue().encode())
    return path


def _unlisted(found: str, words: Sequence[str]) -> str:
    """The form of some words that was found, if none of them is it as written or in capitals."""
    forms = [
        form for form in forms_of(found) if any(word_key(form).startswith(word_key(word)) for word in words)
    ]
    known = {form for word in map(tidy, words) for form in (word, word.upper())}
    return "" if not known.isdisjoint(forms) else next(iter(forms), "")


def kept_rules(study: Study) -> list[Rule]:
    """The rules of the list in ``.local/``; none without it.

    Raises:
        BadTable: it cannot be read.
    """
    path = Layout(study.path).replacements
    return read_rules(path) if is_file(path) else []


def _planned(study: Study, hits: Sequence[Hit], rules: Sequence[Rule]) -> Moved:
    source = hits[0].source
    edited = Edited(
        study.transcript(source.id).text, [Edit(hit.start, hit.end, hit.replacement) for hit in hits]
    )
    return plan(study, source, edited.text, _relabelled(source, edited.text, rules), edited=edited)


def _relabelled(source: Source, text: str, rules: Sequence[Rule]) -> list[Speaker]:
    """The speakers with the labels that they have now: those that still open turns, and what others became.

    A name that only repeated the label goes with it.
    """
    old = {label: speaker for speaker in source.speakers for label in speaker.labels}
    became = {label: _replaced(label, rules) for label in old}
    asked = [Speaker(now, bare=old[label].bare) for label in old for now in {label, became[label]}]
    opening = {turn.label for turn in Turns(text, asked, 0)}
    told = []
    for speaker in source.speakers:
        labels = []
        for label in speaker.labels:
            new = became[label]
            if label in opening:
                labels.append(label)
            if label not in opening or (new in opening and new not in old):
                labels.append(new)
        label, *also = dict.fromkeys(labels)
        name = "" if speaker.name == speaker.label != label else speaker.name
        told.append(replace(speaker, label=label, name=name, also=tuple(also)))
    return told


def _replaced(label: str, rules: Sequence[Rule]) -> str:
    return Edited(label, [Edit(fit.start, fit.end, fit.replacement) for fit in fits(label, rules)]).text


def fits(text: str, rules: Sequence[Rule]) -> list[Fit]:
    """Where rules fit in a text, in order; of two that overlap what is not only offered, then the longer one.

    Words are found as they are read (``utsaga.text.as_read``), however the text was saved.
    """
    if not rules:
        return []
    pairs = [pair for rule in rules for pair in ((rule.original, rule.replacement), *rule.forms)]
    words: dict[str, tuple[str, str]] = {}  # what it becomes, and how the table writes it
    for key in (on_one_line, word_key):  # a word as it is written comes before one that differs in blanks
        for written, other in pairs:
            words.setdefault(key(written), (other, tidy(written)))
    pattern = words_and_endings(tuple(written for _, written in words.values()))
    fitting: list[Fit] = []
    for match, span in places(pattern, text):
        if became := _became(match, words):
            fitting.append(Fit(*span, *became))
    taken: list[Fit] = []
    for fit in sorted(fitting, key=lambda fit: (fit.offered, fit.start - fit.end)):
        at = bisect_left(taken, fit)
        if (at == 0 or taken[at - 1].end <= fit.start) and (at == len(taken) or fit.end <= taken[at].start):
            taken.insert(at, fit)
    return taken


def _became(match: re.Match[str], words: Mapping[str, tuple[str, str]]) -> tuple[str, bool] | None:
    """What a word becomes, and whether that is only offered; None for another word that only begins so."""
    found = match[1]
    replacement, written = words.get(on_one_line(found)) or words.get(word_key(found)) or (found, found)
    ending = match[2]
    if replacement == written:
        return None
    became = replacement + ending
    if ending and found[0] != written[0]:
        if not _derived(written, ending):
            return None
        became = became[0].lower() + became[1:]
    shouted = match[0].isupper() and len(match[0]) > 1 and match[0].lower() != match[0]
    return became.upper() if shouted else became, bool(ending)


def _derived(name: str, ending: str) -> bool:
    """Whether an ending makes of a name what is written small: göteborgska, göteborgare, göteborgsbo.

    Of short names it makes other words: Sven, svenska.
    """
    return len(name) >= _LONG_NAME and name[0].isupper() and bool(_DERIVED.fullmatch(ending))


def _inflected(form: str, original: str, replacement: str) -> str:
    form, original = tidy(form), tidy(original)
    return replacement + form[len(original) :] if begins_so(form, original) else replacement


def chosen(hits: Sequence[Hit], numbers: Collection[int] | None, *, forms: bool) -> list[Hit]:
    """The hits with some numbers; without numbers all, offered forms only if they are wanted.

    Raises:
        Refused: there is no hit with a number.
    """
    if numbers is None:
        return [hit for hit in hits if forms or not hit.offered]
    unknown = sorted(set(numbers) - {hit.number for hit in hits})
    if unknown:
        raise Refused(f"There is no hit {unknown[0]}: there are {len(hits)}.")
    return [hit for hit in hits if hit.number in numbers]
