"""Trackers for tests: a small plan with everything a tracker shows, and copies of its tracker as officers send them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.plans import a_kpi, a_link, a_placement, a_plan, a_reading, a_target, a_theme, an_action, an_officer
from waymark.domain.changes import Change, applied
from waymark.domain.changes import Update as Changed
from waymark.domain.edits import Edits
from waymark.domain.ledger import Answer, Dispatch, Receipt
from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.domain.rows import Judgement, Row, Update
from waymark.exchange.reading.returned import read_returned
from waymark.exchange.reading.typed import Returned, ReturnedRow, Typed
from waymark.exchange.trackers.content import rows_of, shown
from waymark.exchange.trackers.layout import ACTIONS, ID, SHEETS, UPDATES, Column, Sheet, Stamp
from waymark.exchange.trackers.merging import proposed
from waymark.exchange.trackers.proposal import Cell, Proposal, Verdict
from waymark.exchange.trackers.workbook import write_tracker
from waymark.services.schemes import preset

NOVEMBER = parse_period("Nov 2017")
STAMP = Stamp("the-plan", 7, "hash-of-7")
AT = "2017-12-01T09:00:00+00:00"


def a_tracked_plan(*more: Row) -> Plan:
    """Two themes, three actions with leads, KPIs, a rating and an update, a monthly KPI and a quarterly one."""
    practice, partners = a_theme("1", "Practice", id="practice"), a_theme("2", "Partners", id="partners")
    head, lead = (
        an_officer("Head of Practice", id="head", rank="H"),
        an_officer("Lead, Audit & Learning", id="lead", initials="LA", rank="L"),
    )
    visits = a_kpi("1a", "Visits on time", id="visits", polarity="higher", frequency="monthly")
    audits = a_kpi("2", "Audits graded good", id="audits", polarity="BIB", frequency="quarterly")
    train = an_action(
        "1.1", "Train every team manager", id="train", rank="T1", theme_id="practice", kpis="1a", due="Mar 2018"
    )
    audit = an_action(
        "1.2", "Audit a tenth of all open cases", id="audit", rank="T2", theme_id="practice", due="Report quarterly"
    )
    agree = an_action(
        "2.10", "Agree thresholds with the police", id="agree", rank="T3", theme_id="partners", kpis="All", due="TBC"
    )
    rows = (practice, partners, head, lead, visits, audits, train, audit, agree)
    links = (a_link(train, head), a_link(train, lead, "b"), a_link(audit, lead), a_link(train, visits))
    figures = (
        *(a_placement(visits, practice), a_placement(audits, practice), a_target(visits)),
        *(
            a_reading(visits, "2017-10", "43%"),
            a_reading(visits, "2017-11", "4 / 7"),
            a_reading(audits, "2017-Q2", "51%"),
        ),
    )
    told = (
        Judgement(id="j", subject_id="train", period="2017-11", rating="Amber", reason="Two teams are left."),
        Update(id="u", subject_id="train", period="2017-11", text="Nine of eleven managers are trained."),
    )
    return a_plan(*preset("Red, Amber, Green"), *rows, *links, *figures, *told, *more)


def came_back(plan: Plan, typed: Mapping[tuple[str, str], str] | None = None, *added: ReturnedRow) -> Returned:
    """The plan's November tracker as it comes back with these cells, by row id and field, typed over.

    Of what stands on two sheets the first is typed over.
    """

    def text(sheet: Sheet, row: Row, column: Column) -> str:
        is_again = sheet == UPDATES and not column.field.startswith("update")
        return (
            shown(plan, row, column, NOVEMBER)
            if is_again
            else over.get((row.id, column.field), shown(plan, row, column, NOVEMBER))
        )

    over = typed or {}
    rows = [
        ReturnedRow(
            sheet,
            f"{sheet.title}!{number}",
            row.id,
            {
                column.field: Typed(
                    text(sheet, row, column),
                    f"{sheet.title}!{column.field}{number}",
                )
                for column in sheet.headed(NOVEMBER)
                if column.field != ID.field
            },
        )
        for sheet in SHEETS
        for number, row in enumerate(rows_of(plan, sheet, NOVEMBER), 2)
    ]
    return Returned("tracker.xlsx", STAMP, NOVEMBER, (*rows, *added))


def a_row(sheet: Sheet = ACTIONS, **texts: str) -> ReturnedRow:
    """A row that an officer added to a sheet."""
    where = f"{sheet.title}!99"
    return ReturnedRow(sheet, where, None, {field: Typed(text, where) for field, text in texts.items()})


def a_tracker(plan: Plan, folder: Path) -> Path:
    """The plan's November tracker as a file."""
    path = folder / "tracker.xlsx"
    write_tracker(plan, NOVEMBER, STAMP, path)
    return path


def cell_at(page: Worksheet, header: str, ref: str) -> str:
    """The address of a cell by its column's header and its row's ref."""
    headers = {cell.value: get_column_letter(place) for place, cell in enumerate(page[1], 1)}
    row = next(cell.row for cell in page[headers["Ref"]] if cell.value == ref)
    return f"{headers[header]}{row}"


def with_typed(path: Path, typed: Mapping[tuple[str, str, str], Any]) -> Path:
    """A copy of a tracker with values, by sheet, ref and header, typed into it as Excel would hold them."""
    book = load_workbook(path)
    for (sheet, ref, header), value in typed.items():
        book[sheet][cell_at(book[sheet], header, ref)] = value
    copy = path.with_name("copy.xlsx")
    book.save(copy)
    return copy


def what_changes(plan: Plan, path: Path) -> set[tuple[str, str, Verdict, str]]:
    """What a returned file would change, wherever its cells stand now: row id, header, verdict, value."""
    proposal = proposed(plan, plan, read_returned(path))
    return {(cell.subject.id, cell.column.header, cell.verdict, cell.theirs) for cell in proposal.cells}


def in_plan(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes without what the ledger notes."""
    noted = (Receipt, Answer, Dispatch)
    return tuple(each for each in changes if isinstance(each, Changed) or not isinstance(each.row, noted))


def the_cell(proposal: Proposal) -> Cell:
    """The only cell of a proposal."""
    [cell] = proposal.cells
    return cell


def reasons(proposal: Proposal) -> list[str]:
    """Why something is told beside the cells."""
    return [flag.reason for flag in proposal.flags]


def after(plan: Plan, row_id: str, **values: str) -> Plan:
    """The plan after the secretary has changed a row."""
    edits = Edits(plan)
    row = plan.find(row_id)
    assert row is not None
    edits.set(row, **values)
    return applied(plan, edits.changes())
