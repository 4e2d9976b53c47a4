"""Codings from tables of quotes, as spreadsheets and programs write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from studies import GROUP, MAKT, TILLIT, add_text, code, named, records
from utsaga.model.source import Speaker
from utsaga.study import Study
from utsaga.study.coding import codebook, coding_table, memos
from utsaga.study.coding.coding_table import Plan
from utsaga.study.tables import BadTable

HEADER = "source,quote,code\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Where a table is to be written."""
    return tmp_path / "codings.csv"


def planned(study: Study, table: Path, content: str | bytes) -> Plan:
    """Write a table, plan it, and do what can be done."""
    table.write_bytes(content if isinstance(content, bytes) else content.encode())
    plan = coding_table.plan(study, table)
    if plan.action is not None:
        study.do(plan.action)
    return plan


def problems(plan: Plan) -> list[tuple[int, str]]:
    return [(problem.line, problem.why) for problem in plan.problems]


def quoted(study: Study) -> list[tuple[str, str]]:
    """Every quote with its code, in order."""
    found = study.held.codings_of(c.id for _, c in study.codes.walk())
    return [(c.quote, study.codes.path(c.code)) for c in found]


def test_quotes_are_found_and_codes_created_in_one_step(study: Study, table: Path) -> None:
    rows = (
        f'intervju-1,"Riktlinjerna är bra att ha.",{MAKT}\nfokusgrupp.txt,Jag tänker på klockan.,{TILLIT}\n'
    )
    plan = planned(study, table, HEADER + rows)
    assert problems(plan) == []
    assert quoted(study) == [("Riktlinjerna är bra att ha.", MAKT), ("Jag tänker på klockan.", TILLIT)]
    assert plan.action is not None
    assert study.say(plan.action) == "code 2 passages from a table"
    study.do(study.plan_undo())
    assert len(study.codes) == 0


def test_the_label_of_a_speaker_is_not_taken_for_a_quote(study: Study, table: Path) -> None:
    add_text(study, "namn", "Gunilla: Ja.\nEva: Fråga Gunilla.\n", [Speaker("Gunilla"), Speaker("Eva")])
    plan = planned(study, table, f"{HEADER}namn,Gunilla,kollega\nnamn,Eva,kollega\nnamn,Eva: Fråga,svar\n")
    assert [why.startswith("in 'namn' the quote is nothing that anybody says") for _, why in problems(plan)]
    assert [line for line, _ in problems(plan)] == [3]
    assert quoted(study) == [("Eva: Fråga", "svar"), ("Gunilla", "kollega")]


def test_a_quote_is_found_across_line_breaks_and_kept_as_it_stands(study: Study, table: Path) -> None:
    plan = planned(study, table, f'{HEADER}intervju-1,"har en  buss. Det har inte vi.",avstånd\n')
    assert problems(plan) == []
    assert quoted(study) == [("har en buss.\n\nDet har inte vi.", "avstånd")]


def test_a_quote_may_hold_line_breaks_and_the_next_problem_still_names_its_line(
    study: Study, table: Path
) -> None:
    plan = planned(
        study, table, f'{HEADER}intervju-1,"har en buss.\r\n\r\nDet har inte vi.",a\r\n\r\nintervju-9,x,b\r\n'
    )
    assert quoted(study) == [("har en buss.\n\nDet har inte vi.", "a")]
    assert problems(plan) == [
        (6, "There is no transcript 'intervju-9' in the study (did you mean 'intervju-1'?).")
    ]


def test_what_cannot_be_placed_is_listed_with_its_line_and_the_rest_is_in(study: Study, table: Path) -> None:
    plan = planned(
        study,
        table,
        "source,quote,code,speaker,occurrence,coder\n"
        "intervju-1,Det tar tid.,a,,,\n"
        "intervju-1,Det tar tid.,a,,3,\n"
        "intervju-1,Finns inte.,a,,,\n"
        "intervju-1,,a,,,\n"
        "intervju-1,Mm.,,,,\n"
        "intervju-1,Mm.,a,Karin,,\n"
        "intervju-1,Mm.,a,Gunilla,,\n"
        "intervju-1,Mm.,a,,,Иван\n"
        ",Mm.,a,,,\n"
        "intervju-1,Litar de på dig?,a,I,,\n",
    )
    said = dict(problems(plan))
    assert set(said) == {2, 3, 4, 5, 6, 7, 8, 9, 10}
    assert "stands 2 times in 'intervju-1'" in said[2]
    assert "number from 1 to 2" in said[3]
    assert "is not found in 'intervju-1'" in said[4]
    assert "column 'quote' is empty" in said[5]
    assert "column 'code' is empty" in said[6]
    assert said[7] == "nobody is called 'Karin' there; speakers: Sara Lind, Gunilla"
    assert said[8] == "the quote is not found in 'intervju-1' in what Gunilla says"
    assert "letters a to z" in said[9]
    assert said[10] == "the column 'source' is empty"
    assert quoted(study) == [("Litar de på dig?", "a")]
    assert not any("Finns inte" in why for why in said.values())


def test_the_place_of_a_quote_that_recurs_is_said_by_its_number_or_its_speaker(
    study: Study, table: Path
) -> None:
    planned(study, table, "source,quote,code,occurrence\nintervju-1,Det tar tid.,a,2.0\n")
    (second,) = study.held.codings_of([named(study, "a").id])
    assert second.prefix.endswith("Det tar tid. ")
    add_text(study, "grupp 2", GROUP.replace("Jag tänker på klockan.", "Mm."), study.sources[2].speakers)
    plan = planned(study, table, "source,quote,code,speaker\ngrupp 2,Mm.,b,socialsekreterare 3\n")
    assert problems(plan) == []
    (mm,) = study.held.codings_of([named(study, "b").id])
    assert mm.prefix.endswith("Socialsekreterare 3: ")


def test_a_table_given_twice_says_what_was_there_already(study: Study, table: Path) -> None:
    content = f"{HEADER}intervju-1,Mm.,a\nintervju-1,Mm.,a\nintervju-1,Mm.,A\n"
    first, again = planned(study, table, content), planned(study, table, content)
    assert (first.placed, first.known) == (1, 2)
    assert (again.placed, again.known, again.action) == (0, 3, None)


def test_a_single_name_means_the_code_that_has_it_also_one_from_an_earlier_row(
    study: Study, table: Path
) -> None:
    code(study, "intervju-1", "Litar de på dig?", TILLIT)
    rows = f"intervju-1,Mm.,tillit\nfokusgrupp,Mm.,{MAKT}\ninterview-2,And trust?,att HA makt\n"
    planned(study, table, HEADER + rows)
    assert sorted(path for _, path in quoted(study)) == [TILLIT, TILLIT, MAKT, MAKT]


def test_a_root_code_can_be_named_though_others_have_its_name(study: Study, table: Path) -> None:
    code(study, "intervju-1", "Litar de på dig?", "A / tid")
    code(study, "intervju-1", "Trettio år i augusti.", "B / tid")
    assert (
        "several codes" in problems(planned(study, table, f"{HEADER}fokusgrupp,Mm.,tid\n"))[0][1].casefold()
    )
    study.do(codebook.move(study, named(study, "A / tid"), None))
    assert problems(planned(study, table, f"{HEADER}fokusgrupp,Mm.,tid\n")) == []
    assert study.held.count(named(study, "tid").id) == 2


def test_coders_whose_names_differ_in_a_letter_stay_two(study: Study, table: Path) -> None:
    plan = planned(
        study,
        table,
        "source,quote,code,coder\nintervju-1,Mm.,a,Åsa\nintervju-1,Mm.,a,Asa\nintervju-1,Mm.,a,åsa.\n"
        "intervju-1,Mm.,a,André\nintervju-1,Mm.,a,Andre\n",
    )
    source = study.source_named("intervju-1").id
    assert {coding.coder for coding in study.held.codings(source)} == {"aasa", "asa", "andre"}
    (problem,) = plan.problems
    assert "'André' and 'Andre' would be one, 'andre'" in problem.why


def test_memos_and_other_coders_come_with_their_rows(study: Study, table: Path) -> None:
    planned(study, table, "source,quote,code,coder,memo\nintervju-1,Mm.,a,Anna K,Kort.\n")
    (coding,) = study.held.codings_of([named(study, "a").id])
    assert coding.coder == "anna-k"
    (memo,) = memos.of_passage(study, coding.source, coding.span)
    assert (memo.text, memo.quote, memo.coder) == ("Kort.", "Mm.", "anna-k")
    assert ("codings/intervju-1.anna-k", "memos", memo.id) in records(study)


SPREADSHEETS = {
    "semicolons": "source;quote;code\nintervju-1;Mm.;a\n",
    "tabs": "source\tquote\tcode\nintervju-1\tMm.\ta\n",
    "byte order mark": "\ufeffsource,quote,code\nintervju-1,Mm.,a\n",
    "carriage returns": "source,quote,code\rintervju-1,Mm.,a\r",
    "sep line": "sep=;\r\nsource;quote;code\r\nintervju-1;Mm.;a\r\n",
    "empty columns and rows": "source;quote;code;;\n;;;;\nintervju-1;Mm.;a;;\n;;;;\n",
    "capitals and blanks": " Source , QUOTE,Code\nintervju-1,Mm.,a\n",
    "quoted cells": '"source","quote","code"\n"intervju-1","Mm.","a"\n',
    "no last line end": "source,quote,code\nintervju-1,Mm.,a",
    "other order": "code,source,quote\na,intervju-1,Mm.\n",
    "short rows": "source,quote,code,memo\nintervju-1,Mm.,a\n",
}


@pytest.mark.parametrize("content", SPREADSHEETS.values(), ids=SPREADSHEETS)
def test_tables_are_read_as_spreadsheets_leave_them(study: Study, table: Path, content: str) -> None:
    assert problems(planned(study, table, content)) == []
    assert quoted(study) == [("Mm.", "a")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"source,qoute,code\n", "the column 'qoute' is unknown (did you mean 'quote'?)"),
        (b"k\xc3\xa4lla,citat,kod\n", "the column 'k\u00e4lla' is unknown"),
        (b"source,code\n", "there is no column 'quote'; the first line must name the columns"),
        (b"", "there is no column 'source'"),
        (b"source,quote,code,quote\n", "there are two columns 'quote'"),
        (b"source,quote,code,,memo\n", "the column '' is unknown"),
        (b'source,quote,code\nintervju-1,"Mm.,a\n', "the row that begins on line 2 is no CSV"),
        (b"\xc3\xa5\xc3\xa4\xc3\xb6 \xc3\xa5, " * 9 + b"\xe5\n", "letters in it that are not in UTF-8"),
        (b"PK\x03\x04\x00\x00", "is no text. Save the table as 'CSV UTF-8'"),
        (b"PK\x03\x04\x00\x00\xff", "is no text. Save the table as 'CSV UTF-8'"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_what_to_do(
    study: Study, table: Path, content: bytes, said: str
) -> None:
    with pytest.raises(BadTable) as refused:
        planned(study, table, content)
    assert said in str(refused.value)
    assert "codings.csv" in str(refused.value)


def test_a_quote_with_commas_that_nobody_put_in_quotation_marks_is_not_cut_short(
    study: Study, table: Path
) -> None:
    plan = planned(study, table, f"{HEADER}intervju-1,Man får ta det på känn, liksom.,a\n")
    assert "more cells than there are columns" in problems(plan)[0][1]
    assert len(study.codes) == 0


def test_a_missing_table_and_a_folder_are_told_apart_from_empty_ones(study: Study, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(BadTable, match="cannot be read"):
            coding_table.plan(study, path)


def test_a_thousand_rows_are_one_step_that_can_be_undone(study: Study, table: Path) -> None:
    lines = [f"Rad nummer {n} handlar om tid." for n in range(1000)]
    add_text(study, "lång", "\n".join(lines) + "\n")
    before = records(study)
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "quote", "code"])
        writer.writerows(["lång", line, f"tema / kod {n % 50}"] for n, line in enumerate(lines))
    plan = coding_table.plan(study, table)
    assert (plan.placed, plan.problems) == (1000, ())
    assert plan.action is not None
    study.do(plan.action)
    assert len(study.held.codings(study.source_named("lång").id)) == 1000
    study.do(study.plan_undo())
    assert records(study) == before


def test_an_occurrence_of_any_length_is_told_where_it_is_none(study: Study, table: Path) -> None:
    plan = planned(study, table, f"source,quote,code,occurrence\nintervju-1,Det tar tid.,a,{'9' * 5000}\n")
    assert [why.partition(":")[0] for _, why in problems(plan)] == [
        "'occurrence' must be a number from 1 to 2"
    ]
