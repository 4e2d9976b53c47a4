"""Sentences are those that a reader would hear, in Swedish and in English."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utsaga.text.sentences import sentences

SWEDISH = [
    ["Jag kom hit 2014.", "Sen blev jag kvar."],
    ["Det är t.ex. barn och unga som kommer hit."],
    ["Vi har t.ex. Norrsjö och Ekby."],
    ["Det är bl.a. Karin som sköter det.", "Hon är bra."],
    ["Vi träffas kl. 9 varje måndag.", "Då går vi igenom ärendena."],
    ["Mötet är kl. 8.15.", "Det är stående."],
    ["Hon slutar kl. 16.", "Sen är det tomt."],
    ["Det kostar ca. 300 kronor."],
    ["De flesta, dvs. Anna och jag, sa nej."],
    ["Vi gör utredningar, hembesök osv.", "Det är mycket."],
    ["Utredningar, hembesök osv. tar all tid."],
    ["Det är handledning, möten m.m.", "Och så telefonen."],
    ["Vi har läkare, kuratorer m.fl. som hjälper till."],
    ["Från fr.o.m. den 3. maj till t.o.m. den 1. juni."],
    ["Det var p.g.a. Corona."],
    ["Enl. Socialtjänstlagen ska vi det.", "Men vi hinner inte."],
    ["Han hette Karl A. Berg på den tiden."],
    ["Hon bor i kommun A.", "Där finns inget."],
    ["Jag jobbar i kommun B. och trivs."],
    ["Hon bor i kommun A.", "Socialtjänsten vet det."],
    ["Vi frågade J. Andersson om det.", "Hon heter A. Svensson."],
    ["Min chef, A. Lind, sa nej.", "Vi frågade B.", "Hon visste inte."],
    ["Det var 3 milj. kr. och inget mer.", "Sen fick vi 20 tkr.", "Det var allt."],
    ["På enh. 5 och avd. B är det så."],
    ["Se s. 14 i boken.", "Där står det."],
    ["Och då tänkte jag... nej, det går inte."],
    ["Det var liksom...", "Nej men alltså."],
    ["Jag har varit här i... fjorton månader.", "Så jag är nyast."],
    ["Det tar... 14 dagar ungefär."],
    ["Ja…", "Vi får väl se."],
    ["Ja… men vi får väl se."],
    ["Va?!", "Nej!", "Menar du det?"],
    ["Nio!", "Kuratorn, rektorn, två från soc."],
    ["Han sa: ”Det går inte.”", "Och så gick han."],
    ["”Det går inte.” sa han och gick."],
    ["”Kommer du?” frågade hon."],
    ["Hon frågade: ”Kommer du?”", "Jag sa nej."],
    ["Jag sa var ligger Lövhult? [skratt]", "Jag trodde det var två år."],
    ["Nej. [skratt]"],
    ["[skratt] Nej, men här är det sant.", "Börja du."],
    ["Ja. (ohörbart)", "Sen kom hon."],
    ["[Klienterna] kom aldrig tillbaka.", "Det är så."],
    ["De frågar.", "[klienterna] säger att de väntar."],
    ["Det var så [...] men sen ändrades allt."],
    ["Det var /.../ inte så bra.", "Nej."],
    ["Jag flyttade till (..) Göteborg först."],
    ["Mm.", "Jag vet inte."],
    ["Ja.", "nej.", "jag vet inte riktigt."],
    ["Och elva år, med två barnledigheter i.", "Eh, och ett halvår till."],
    ["Nej och sen så bara gick det liksom vidare och ingen sa någonting alls"],
    ["Han – alltså chefen – sa det.", "Tror jag."],
    ["Jag tänkte –"],
    ["- Var det så?", "- Ja."],
    ["Det står i 4 kap. 1 § i lagen."],
    ["1. Först ringer man."],
    ["//Oj oj oj.//", "//[skratt]// Nej men, jag pluggade sent."],
    ["Det är EU:s regler.", "Inte våra."],
    ["Mejla oss på kontakt@norrsjo.se så svarar vi.", "Eller ring."],
    ["Hon är f.d. rektor.", "Nu är hon här."],
    ["Vi är tolv st. på enheten.", "Fast två är sjuka."],
    ["Den är min.", "Inte din."],
    ["Jag var ung.", "Det var annorlunda då."],
    ["(Det var innan hon slutade.)", "Nu är det lugnt."],
    ["Det är ca 10 % som får avslag.", "Resten väntar."],
    ["Jag sa nej (det gör man ju.) och gick."],
    ["Och resp. handläggare får bestämma."],
    ["Hur då... menar du?", "Jag fattar inte."],
    ["Det är 3,5 miljoner.", "Eller 4.2."],
    ["Dr. Lind skrev intyget.", "Prof. Ek läste det."],
]

ENGLISH = [
    ["I sat in a corridor at court this morning.", "I wasn't called."],
    ["Mr. Brown came in.", "He sat down."],
    ["I told Mrs. Gray and Dr. Hill."],
    ["We had tools, e.g. the laminated script.", "It was useless."],
    ["The old ones, i.e. The Hub, closed."],
    ["No.", "I did adults for four years."],
    ["It's form no. 5 you need.", "Not 6."],
    ["We live on St. Mary's Road."],
    ['He said, "I can\'t."', "Then he left."],
    ['"I can\'t." he said.'],
    ['"Are you coming?" she asked.'],
    ["And then... and then I left."],
    ["So... well.", "Yes."],
    ["Really?", "Are you sure?!", "Wow!"],
    ["It starts at 9 a.m. every day."],
    ["It starts at 9 a.m.", "We're never there."],
    ["She moved to the U.S. in May.", "Then back."],
    ["He has a Ph.D. in law.", "Imagine."],
    ["It was J. K. Rowling who wrote it."],
    ["Well, so did I.", "Then we met."],
    ["[laughs] Could you start?", "Thanks. [laughs]"],
    ["It cost 3.50 pounds.", "Eleven pounds forty, I think."],
    ["We've been a Hub.", "Same building.", "Same damp patch."],
    ["Smith et al. wrote about it.", "I read it."],
    ["Apples, pears, etc. were fine."],
    ["It was Jones vs. Gray all year."],
    ["‘You should go.’", "That's what she said."],
    ["That's it… (pause) and so on."],
]


@pytest.mark.parametrize("expected", SWEDISH + ENGLISH, ids=lambda case: " | ".join(case)[:50])
def test_speech_is_divided_where_a_reader_hears_it(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == expected


def test_a_line_break_alone_ends_no_sentence_but_an_empty_line_does() -> None:
    text = "Det var en lång\ndag på jobbet\n\nOch sen gick jag\nhem. Ja."
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        "Det var en lång\ndag på jobbet",
        "Och sen gick jag\nhem.",
        "Ja.",
    ]


def test_only_the_stretch_asked_for_is_divided() -> None:
    text = "A: Ja. Nej. B: Jo."
    assert [text[a:b] for a, b in sentences(text, 3, 11)] == ["Ja.", "Nej."]


def test_japanese_sentences_need_no_space_between_them() -> None:
    text = "そうです。はい、そうです！"
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == ["そうです。", "はい、そうです！"]


def test_a_blank_stretch_has_no_sentences() -> None:
    assert sentences(" \n\t ", 0, 4) == []


def test_endless_punctuation_is_one_sentence_and_no_hang() -> None:
    text = "? " * 50_000
    assert sentences(text, 0, len(text)) == [(0, len(text) - 1)]


@given(st.text(alphabet="aÅö I1.?!…,\n\t\"”[](){}/–-'tex ", max_size=120))
def test_sentences_hold_every_character_that_is_not_blank(text: str) -> None:
    found = sentences(text, 0, len(text))
    assert all(text[a:b] == text[a:b].strip() and a < b for a, b in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
