"""A small study over two rounds: a politician and a caseworker who return, and a talk of two others."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from utsaga.cli import run

FILES = {
    "bengt-1.txt": """\
I: Hur ser du på tilliten mellan nämnden och handläggarna?

IP: Den är inte stark. Vi i nämnden får höra om beslut när de redan är fattade.

I: Vad behöver förändras?

IP: Mer öppenhet. Annars blir det misstro.
""",
    "bengt-2.txt": """\
I: Nu har det gått ett år. Hur är tilliten i dag?

IP: Bättre. Jag ringer dem, och de ringer mig. Det är tillit för mig.

I: Mm.

IP: Men den är skör, den hänger på enstaka personer.
""",
    "siv-1.txt": """\
I: Hur ser du på tilliten mellan nämnden och handläggarna?

S: Vilken tillit? De räknar våra minuter.

I: Har du märkt av några ideal, alltså ideal i styrningen?

S: Ideal har de gott om.
""",
    "siv-2.txt": """\
I: Nu har det gått ett år. Hur är tilliten i dag?

S: De har slutat räkna minuter. Då kan man börja lita på varandra.

I: Något mer?

S: Nej.
""",
    "samtal.txt": """\
Moderator: Vad är tillit för er?

Politiker A: Att inte behöva fråga. Att få veta ändå.

Handläggare B: Att inte bli ifrågasatt i lokaltidningen.

Politiker A: Ja, det har vi gjort fel i.

Moderator: Och nu?

Handläggare B: Nu hälsar ni på oss i affären.
""",
}

PEOPLE = """\
participant,source,speaker,role,group,round,Mandatperiod,Ort
Bengt,bengt-1,IP,politiker,,1,2,tätort
Bengt,bengt-2,IP,politiker,,2,,
Siv,siv-1,S,handläggare,,1,,glesbygd
Siv,siv-2,S,handläggare,,2,,
Anna,samtal,Politiker A,politiker,,2,1,glesbygd
Karim,samtal,Handläggare B,handläggare,,2,,tätort
,samtal,,,samtalet,,,
"""

CODES = """\
source,quote,code
bengt-1,Den är inte stark.,Relationer / tillit
bengt-1,Annars blir det misstro.,Relationer / tillit / misstro
bengt-2,Det är tillit för mig.,Relationer / tillit
bengt-2,"Men den är skör, den hänger på enstaka personer.",Relationer / tillit
bengt-2,"Jag ringer dem, och de ringer mig.",Arbetssätt / kontakt
siv-1,Vilken tillit? De räknar våra minuter.,Relationer / tillit
siv-2,Då kan man börja lita på varandra.,Relationer / tillit
samtal,Att inte behöva fråga.,Relationer / tillit
samtal,Att inte bli ifrågasatt i lokaltidningen.,Relationer / tillit
"""

GUIDE = """\
# Tillit

Hur ser du på tilliten mellan nämnden och handläggarna?
Nu har det gått ett år, hur är tilliten i dag?

# Förändring

Vad behöver förändras?
"""


INTERVIEWERS = ("--interviewer", "I", "--interviewer", "Moderator")


def build(folder: Path) -> Path:
    """The study, made in a folder with commands alone; what is surely asked is noted."""
    tables = {"deltagare.csv": PEOPLE, "koder.csv": CODES, "guide.md": GUIDE}
    for name, content in {**FILES, **tables, "config.toml": 'coder = "kim"\n'}.items():
        (folder / name).write_text(content, encoding="utf-8")
    path = folder / "förtroende"
    lines: list[list[object]] = [
        ["new", path],
        ["import", path, *(folder / name for name in FILES), *INTERVIEWERS],
        ["participants", path, folder / "deltagare.csv"],
        ["code", path, folder / "koder.csv"],
        ["guide", path, folder / "guide.md"],
        ["guide", path, "--confirm"],
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UTSAGA_CONFIG", str(folder / "config.toml"))
        patch.setattr(threading, "excepthook", threading.excepthook)
        codes = [run([str(word) for word in line]) for line in lines]
    assert codes == [0] * len(lines)
    return path
