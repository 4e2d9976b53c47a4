"""Abbreviations of Swedish and English whose full stop need not end a sentence."""

from __future__ import annotations

import re

from utsaga.text.wordlist import wordlist

INSIDE = wordlist(
    """
    adr anm approx avd bitr bl ca cf dept dvs eg enh enl etnol ev exkl forts frk fört föreg förf ie inkl inv
    jfr kand kl kungl kv lic mdm mdr milj mob motsv nr nästk omkr prel psyk resp skr stv tel tf tfn ungef uppl
    utg vs äv övers
    """
)
"""Small letters; stand before what they belong to: ``dvs.``, ``kl.``, ``resp.``."""

TITLES = wordlist("Capt Dr Fr Gen Gov Hr Lt Mr Mrs Ms Mt Pres Prof Rev Sgt Sr St dr hr mr mrs prof")
"""As written: in small letters some are words or units (``tre st.``)."""

BEFORE_NUMBER = wordlist("art doc ex fig kap max min mom no nos p pp par s sid st vol")
"""Small letters; abbreviations only when a number follows: ``No. 5`` but ``No. I don't.``"""

AT_END = wordlist(
    """
    a.m al apr aug avl co corp dec dyl e.d e.kr etc f.kr feb ff inc jan jr kr ltd m.fl m.m mfl mkr mån nov
    o.d o.dyl o.s.v okt osv p.m p.s sept sr st tkr u.k u.s
    """
)
"""Small letters; may be the last word of a sentence: a capital letter after them begins a new one."""

LETTERED = wordlist(
    """
    alternativ avdelning bilaga chef del deltagare enhet fas företag grupp hepatit hus informant klass kommun
    kollega län nivå person plan region skola stad steg team typ vitamin
    appendix class company council department group level part participant phase school step teacher team town
    type unit ward
    """
)
"""Small letters; what a letter is the name of, where names have been taken out: ``i kommun A.``"""

BEGINNERS = wordlist(
    """
    alla alltså att bara de den denna det detta du där därför då efter eftersom ett för från fast har hade han
    hon hur i inte ja jag just kanske kan man med men mm nej ni nu nä när och om på sen sedan som så till vad
    var vem vi vilka vilken vilket är även
    a after all also and are as at because but can did do for from have he here how if in is it no not now of
    oh okay on or right she so some sometimes that the their then there these they this those to we well were
    what when where which who why with yeah yes you
    """
)
"""Small letters; words with which sentences of speech begin, and which are no surnames."""

_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")


def is_dotted(word: str) -> bool:
    """Whether a word, without its last full stop, is letters parted by stops: ``t.ex``, ``fr.o.m``."""
    return _DOTTED.fullmatch(word) is not None
