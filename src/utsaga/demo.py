"""The example study, built anew through the same doors as any other."""

from __future__ import annotations

from pathlib import Path

from utsaga.model.action import Action
from utsaga.model.errors import NotFound
from utsaga.readers import read
from utsaga.study import Study, sources
from utsaga.study.coding import codebook_table, coding_table
from utsaga.study.guide import guides
from utsaga.study.guide.guide_file import read_guide
from utsaga.study.incoming.arriving import Corrections, to_new_source
from utsaga.study.people import participants_table
from utsaga.study.sources import NewSource
from utsaga.study.undo import MADE

TITLE = "Mellan blankett och människa: socialsekreterares handlingsutrymme"
LANGUAGE = "sv"

NAMES = {"intervju-1": {"IP": "Gunilla"}, "intervju-4": {"IP4": "Emil"}, "interview-5": {"A": "Moira"}}
"""Who stands behind the labels that are no names, by file."""

GUIDES = {"fokusgrupp": "", "individual": "social worker", "enskilda": "socialsekreterare"}
"""The versions of the interview guide, by file, and for whom; the first is for the focus group alone."""


def examples() -> Path:
    """The folder with the example interviews, in the installed package or in a checkout.

    Raises:
        NotFound: it did not come with this installation.
    """
    here = Path(__file__).resolve().parent
    for place in (here / "examples", here.parents[1] / "examples"):
        if (place / "handlaggare").is_dir():
            return place / "handlaggare"
    raise NotFound("The example study did not come with this installation.")


def build(folder: Path, coder: str) -> None:
    """Make the example study in a folder: seven interviews with participants, guides, codebook and codings.

    Raises:
        UtsagaError: the folder holds something already, or cannot be written.
    """
    material = examples()
    with Study.create(folder, coder=coder, title=TITLE, language=LANGUAGE) as study:
        files = sorted((material / "transcripts").iterdir(), key=_order)
        study.do(sources.add(study, [_source(file) for file in files]))
        study.do(codebook_table.plan(study, material / "codebook.csv"))
        coded = coding_table.plan(study, material / "codings.csv")
        if coded.action is not None:
            study.do(coded.action)
        known = participants_table.plan(study, material / "participants.csv")
        if known.action is not None:
            study.do(known.action)
        for name, role in GUIDES.items():
            alone = [] if role else [study.source_named(name)]
            items = read_guide(material / "guide" / f"{name}.md")
            study.do(guides.put(study, name, items, role=role, sources=alone))
        study.do(Action(MADE, study.coder))


def _source(file: Path) -> NewSource:
    reading = read(file)
    return to_new_source(reading, speakers=Corrections(NAMES.get(file.stem, {})).apply(reading))


def _order(file: Path) -> tuple[bool, str]:
    return file.stem == "fokusgrupp", file.stem.replace("interview", "intervju")
