"""Abbreviations of Swedish and English whose full stop need not end a sentence."""

from __future__ import annotations

import re

from utsaga.text.wordlist import wordlist

INSIDE = wordlist(
    """
    adr anm approx avd bitr bl ca cf dept dvs eg enl etnol ev exkl forts frk fört föreg förf ie inkl inv jfr
    kand kl kungl kv lic mdm mob motsv nr nästk omkr prel psyk resp skr stv tel tf tfn ungef uppl utg vs äv
    övers
    """
)
"""Small letters; stand before what they belong to: ``dvs.``, ``kl.``, ``resp.``."""

TITLES = wordlist("Capt Dr Fr Gen Gov Hr Lt Mr Mrs Ms Mt Pres Prof Rev Sgt Sr St dr hr mr mrs prof")
"""As written: in small letters some are words or units (``tre st.``)."""

BEFORE_NUMBER = wordlist("art doc ex fig kap max min mom no nos p pp par s sid st vol")
"""Small letters; abbreviations only when a number follows: ``No. 5`` but ``No. I don't.``"""

AT_END = wordlist(
    """
    a.m al apr aug avl co corp dec dyl e.d e.kr etc f.kr feb ff inc jan jr ltd m.fl m.m mfl mån nov o.d o.dyl
    o.s.v okt osv p.m p.s sept sr st u.k u.s
    """
)
"""Small letters; may be the last word of a sentence: a capital letter after them begins a new one."""

_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")


def is_dotted(word: str) -> bool:
    """Whether a word, without its last full stop, is letters parted by stops: ``t.ex``, ``fr.o.m``."""
    return _DOTTED.fullmatch(word) is not None
