"""What tells a speaker's label from a form field, a heading or the beginning of a sentence."""

from __future__ import annotations

import re

from utsaga.text.wordlist import wordlist

INTERVIEWERS = wordlist(
    """
    entrevistador entrevistadora facilitator facilitatorn forskare forskaren fråga i int interviewer
    intervjuare intervjuaren intervjuledare mod moderator moderatorn pregunta q researcher samtalsledare
    samtalsledaren
    """
)
"""Labels, in small letters, of somebody who asks."""

_ANSWERERS = wordlist(
    """
    a deltagare informant informanten interviewee intervjuperson intervjupersonen ip participant r respondent
    respondenten respuesta svar
    """
)
_SEVERAL = wordlist(
    """
    all alla allihop båda bägge both everybody everyone flera group grupp gruppen multiple många okänd okända
    okänt oklart several samtliga unclear unidentified unknown
    """
)
_SOMEBODY = wordlist(
    """
    deltagare female kvinna male man people person personer participant participants respondent röst röster
    samtidigt speaker speakers talare together tillsammans voice voices
    """
)
_FORM_FIELDS = wordlist(
    """
    bilaga cc copyright date datum duration e-post email epost fil file http https inspelad inspelning
    interview intervju keywords kl klockan källa language length location längd mailto nyckelord närvarande
    page participants place plats present project projekt re recorded recording sida source speakers språk
    studie study subject sv talare tel telefon tid time titel title transcribed transcriber transcript
    transkriberad transkriberat transkribering transkription url version ämne
    """
)
_NOTE_HEADINGS = wordlist(
    """
    abstract anmärkning anteckning anteckningar bakgrund comment comments example exempel förklaring kapitel
    kommentar nb note notes obs observation ps reflektion rubrik sammanfattning summary tema theme
    """
)
_SAYING = wordlist(
    "asked bara frågade frågar sa sade sagt said say says svarade svarar säger tänker tänkte undrade"
)
# Each run of blanks or digits is tried where it begins: a column of a table may hold a label of any length.
_NUMBER = re.compile(r"(?:(?<![\s_.])[\s_.]++|(?<![\s_.\d]))\d++\w?$")
_ONLY_DIGITS = re.compile(r"\D+")


def stem(label: str) -> str:
    """A label in small letters without the number at its end: ``IP 2`` and ``IP4`` are both ``ip``."""
    return _NUMBER.sub("", label.casefold()).strip(" .")


def number(label: str) -> str:
    """The digits of a label."""
    return _ONLY_DIGITS.sub("", label)


def is_interviewer(label: str) -> bool:
    """Whether a label is one by which somebody who asks is often named."""
    return stem(label) in INTERVIEWERS and not (stem(label) == "i" and number(label))


def is_role(label: str) -> bool:
    """Whether a label names a part in an interview rather than a person."""
    return stem(label) in INTERVIEWERS or stem(label) in _ANSWERERS


def is_several(label: str) -> bool:
    """Whether a label is no single person's: ``Alla``, ``Flera talare``, ``Unknown speaker 2``, ``Okänd``."""
    words = stem(label).split()
    return any(word in _SEVERAL for word in words) and all(word in _SEVERAL | _SOMEBODY for word in words)


def is_form_field(label: str) -> bool:
    """Whether a label is a field of a form: ``Datum``, ``KEYWORDS``."""
    return stem(label) in _FORM_FIELDS


def is_note(label: str) -> bool:
    """Whether a label is a form field or heads a note: ``Datum``, ``Reflektion``, ``Tema 2``."""
    return is_form_field(label) or stem(label) in _NOTE_HEADINGS


def is_sentence(label: str) -> bool:
    """Whether a label reads like the beginning of a sentence: ``Och då sa hon``."""
    words = label.split()
    if len(words) > 5 or words[-1].casefold() in _SAYING:
        return True
    return len(words) > 1 and words[0][0].islower() and not number(label)
