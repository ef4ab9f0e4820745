"""What papers cost: a board paper against the same tables and charts with nothing in between, a long appendix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from tests.bench.measuring import TOLD_MEMORY, Case, most_memory
from tests.plans import (
    a_cover,
    a_kpi,
    a_link,
    a_placement,
    a_plan,
    a_reading,
    a_recommendation,
    a_target,
    a_theme,
    an_action,
    an_officer,
)
from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.domain.rows import Row, Theme, Update
from waymark.exchange.papers import assembly
from waymark.exchange.papers.content import Chart, Paper, Table
from waymark.exchange.papers.drawing import chart_part
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.papers.ooxml import Element, W
from waymark.exchange.papers.word import write_paper
from waymark.jobs.papers import paper as written
from waymark.jobs.running import JobControl, RunningJob
from waymark.services.reporting import months_to

KPIS, MONTHS, ACTIONS = 38, 24, 59
FEW, MANY = 40, 400
MOST_MEMORY = 200_000_000
PERIOD = parse_period("Nov 2017")


def cases(folder: Path) -> Iterator[Case]:
    """The gates of papers."""
    plan = large_plan()
    paper = assembly.paper(plan, Issue("board", PERIOD))
    yield Case(
        f"board paper, {KPIS} KPIs of {MONTHS} months with charts, {ACTIONS} actions",
        "lxml for the same tables, the same chart parts, zipped",
        2.5,
        lambda: board_paper_written(plan, folder / "paper.docx"),
        lambda: bare_board_paper(paper, folder / "bare.docx"),
    )
    yield Case(
        "the most memory of the process that writes it",
        "what it may take",
        1.0,
        lambda: RunningJob(memory_of, plan, folder / "paper.docx").result(),
        lambda: MOST_MEMORY,
        TOLD_MEMORY,
    )
    few, many = plan_to_answer(FEW), plan_to_answer(MANY)
    yield Case(
        f"an appendix of {MANY} recommendations",
        f"one of {FEW}",
        11.0,
        lambda: appendix_written(many, folder / "many.docx"),
        lambda: appendix_written(few, folder / "few.docx"),
    )


def memory_of(plan: Plan, path: Path, control: JobControl) -> int:
    """A job: the most memory, in bytes, that it takes to write a board paper."""
    written(plan, Issue("board", PERIOD), Form(), path, control)
    return most_memory()


def appendix_written(plan: Plan, path: Path) -> None:
    """Appendix A of a committee's report alone."""
    write_paper(assembly.paper(plan, Issue("scrutiny", PERIOD, frozenset(("appendix",)))), path)


def plan_to_answer(count: int) -> Plan:
    """A plan with so many recommendations, each with measures, evidence and what comes next."""
    text = "Train every team manager in reflective supervision, and test by audit whether it shows"
    lines = "\n".join(f"- measure {number}: {number}0% by March 2018" for number in range(1, 7))
    recommendations = [
        a_recommendation(str(number), text, targets=lines, evidence=f"{text}\n{text}", further_actions=text)
        for number in range(1, count + 1)
    ]
    return a_plan(a_cover(), *recommendations)


def board_paper_written(plan: Plan, path: Path) -> None:
    """What is measured: from the plan to the file on disk."""
    write_paper(assembly.paper(plan, Issue("board", PERIOD)), path)


def bare_board_paper(paper: Paper, path: Path) -> None:
    """The tables' texts as lxml elements and the charts' parts in a zip file; no styles, widths, headings or prose."""
    body = etree.Element(f"{{{W}}}body", nsmap={"w": W})
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for number, block in enumerate(paper.blocks()):
            if isinstance(block, Table):
                _write_table(body, block)
            elif isinstance(block, Chart):
                chart = chart_part(block.figures, number)
                workbook = next(iter(chart.rels.values())).target_part
                file.writestr(str(chart.partname), chart.blob)
                file.writestr(str(workbook.partname), workbook.blob)
        file.writestr("word/document.xml", etree.tostring(body))


def _write_table(body: Element, table: Table) -> None:
    element = etree.SubElement(body, f"{{{W}}}tbl")
    for texts in (table.headings, *([cell.plain for cell in row] for row in table.rows)):
        row = etree.SubElement(element, f"{{{W}}}tr")
        for text in texts:
            paragraph = etree.SubElement(etree.SubElement(row, f"{{{W}}}tc"), f"{{{W}}}p")
            etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}t").text = text


def large_plan() -> Plan:
    """A plan as large as the largest that was seen."""
    themes = [a_theme(str(number), f"Theme number {number}") for number in range(1, 7)]
    officers = [an_officer(f"Head of Service {number}") for number in range(20)]
    rows: list[Row] = [a_cover(), *themes, *officers]
    for number in range(KPIS):
        rows += _kpi(number, themes[number % 6])
    for number in range(ACTIONS):
        text = f"Train every team manager in reflective supervision, and test by audit {number} whether it shows"
        action = an_action(f"{number % 6 + 1}.{number}", text, theme_id=themes[number % 6].id, due="Mar 2017")
        update = Update(
            id=f"u{number}", subject_id=action.id, period=PERIOD.key, text=f"{number} managers were trained."
        )
        rows += [action, a_link(action, officers[number % 20]), update]
    return a_plan(*rows)


def _kpi(number: int, theme: Theme) -> list[Row]:
    kpi = a_kpi(f"P{number}", f"Children whose visit number {number} was made on time", polarity="BIB")
    months = months_to(PERIOD, MONTHS)
    readings = [a_reading(kpi, month.key, f"{60 + place + number % 9}%") for place, month in enumerate(months)]
    return [kpi, a_placement(kpi, theme), a_target(kpi), *readings]
