"""A plan out of a Word document, and the next version of that document held against it, by the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.commands import dump_of
from tests.exchange.reading.documents import PAGE_END, a_document, cell, heading, paragraph, row, table

COVER = ("title", "subtitle", "organisation", "version", "version_date_raw", "marking")
CARRIED = {
    "themes": ("ref", "title", "outcome_statement"),
    "objectives": ("ref", "title", "theme_ref"),
    "actions": (
        "ref",
        "theme_title",
        "text",
        "kpi_refs_raw",
        "due_raw",
        "review_date_raw",
        "outcomes_expected",
        "measures",
    ),
    "kpis": ("ref", "title", "owners", "frequency", "target_raw", "target_due_raw"),
    "comparators": ("kpi_ref", "comparator", "period_raw", "raw"),
    "rag_scheme": ("label", "code", "definition"),
}
"""What the paper of a plan carries, so that it must come back."""
HEADER = ("Action", "KPI Ref", "Due", "Lead")
QUALITY, SERVICE = "Head of Quality, Audit & Safety", "Head of Service"
LEARN = (
    "Continue to learn from the practice leaders of other councils, and to teach them what we have learned in return."
)
KPIS = ("Ref", "Measure", "Responsible officer", "Target", "Target due")


def a_plan(path: Path, *, version: str, audits: list[list[str]], learning: list[str], kpis: list[list[str]]) -> Path:
    """A plan of an invented council as a document."""
    return a_document(
        path,
        paragraph("Steady Ground", style="Title"),
        paragraph(f"October 2016\nVersion {version}"),
        heading("Theme 1: Practice"),
        paragraph("Outcome statement:"),
        paragraph("Every child is seen."),
        table(HEADER, row(cell("1.1 Audit", columns=4, fill="D9D9D9")), *audits),
        PAGE_END,
        table(HEADER, row(cell("1.2 Learn from others", columns=4, fill="D9D9D9")), learning),
        heading("Key Performance Indicators"),
        table(KPIS, *kpis),
        creator="Norbury County Council",
    )


@pytest.fixture
def first(tmp_path):
    return a_plan(
        tmp_path / "plan 1.docx",
        version="1",
        audits=[
            ["1.1.1 Audit forty cases a month", "1", "Dec 2016", f"{QUALITY}\n{SERVICE}"],
            ["1.1.2 Tell managers of what was learned", "1", "Jan 2017", QUALITY],
            ["1.1.3 Train all managers", "2", "Mar 2017", SERVICE],
        ],
        learning=[f"1.1.4 {LEARN}", "1", "Mar 2017", SERVICE],
        kpis=[
            ["1", "% of 16 – 18 year olds in work", QUALITY, "80%", "Jun-17"],
            ["2", "% of plans reviewed", SERVICE, "95%", "Mar -17"],
        ],
    )


@pytest.fixture
def second(tmp_path):
    """The next version: an action renumbered and one added, another target, leads set differently."""
    return a_plan(
        tmp_path / "plan 2.docx",
        version="2",
        audits=[
            ["1.1.1 Audit forty cases a month", "1", "Dec 2016", f"{QUALITY} {SERVICE}"],
            ["1.1.2 Tell managers of what was learned", "1", "Jan 2017", QUALITY],
            ["1.1.3 Train all managers", "2", "Mar 2017", SERVICE],
            ["1.1.4 Publish what was found, with what became of it", "1, 2", "May 2017", SERVICE],
        ],
        learning=[f"1.2.1 {LEARN}", "1", "Mar 2017", SERVICE],
        kpis=[
            ["1", "% of 16-18 year olds in work", QUALITY, "80%", "Jun-17"],
            ["2", "% of plans reviewed", SERVICE, "90%", "Mar -17"],
        ],
    )


@pytest.fixture
def made(run, tmp_path, first):
    path = tmp_path / "made.waymark"
    assert run("new", path, "--from", first).exit_code == 0
    return path


def told(items: list[dict[str, Any]], fields: Sequence[str]) -> list[tuple[str, ...]]:
    """What items say in those fields, with one kind of blanks and without what is blank."""
    return sorted(tuple(" ".join(str(item.get(field) or "").split()) for field in fields) for item in items)


def dry_run(run, plan, file):
    return json.loads(run("import", plan, file, "--dry-run", "--json").output)


def test_that_a_plan_is_made_of_a_document(run, made):
    content = dump_of(run, made)

    assert content["plan"]["title"] == "Steady Ground"
    assert content["plan"]["organisation"] == "Norbury"
    assert [(theme["ref"], theme["outcome_statement"]) for theme in content["themes"]] == [
        ("1", "Every child is seen.")
    ]
    assert [objective["ref"] for objective in content["objectives"]] == ["1.1", "1.2"]
    assert [action["ref"] for action in content["actions"]] == ["1.1.1", "1.1.2", "1.1.3", "1.1.4"]
    assert content["actions"][0]["leads"] == [QUALITY, SERVICE]
    assert [(kpi["ref"], kpi["target_due_raw"]) for kpi in content["kpis"]] == [("1", "Jun-17"), ("2", "Mar -17")]


def test_that_the_document_of_which_a_plan_was_made_changes_nothing_in_it(run, made, first):
    told = dry_run(run, made, first)

    assert (told["changes"], told["new_actions"], told["readings"], told["deleted"]) == ([], [], [], [])


def test_that_the_next_version_shows_what_was_renumbered_added_and_changed_and_nothing_else(run, made, second):
    """Trap B20: leads that are run together in one version and not in the other have not changed."""
    told = dry_run(run, made, second)

    assert [(each.get("ref") or each["kpi_ref"], each["field"], each["to"]) for each in told["changes"]] == [
        ("1.1.4", "ref", "1.2.1"),
        ("1", "measure", "% of 16-18 year olds in work"),
        ("2", "target", "90%"),
    ]
    assert [each["ref"] for each in told["new_actions"]] == ["1.1.4"]
    assert told["changes"][0]["where"] == "Table 2, row 3, column 1"


def test_that_what_differs_in_signs_alone_is_said_to(run, made, second):
    told = run("import", made, second, "--dry-run").output

    assert "Only signs and blanks differ" in next(line for line in told.splitlines() if "Measure" in line)


def test_that_the_example_plan_comes_back_out_of_its_own_paper(run, tmp_path):
    example, paper, again = (tmp_path / name for name in ("example.waymark", "plan.docx", "again.waymark"))
    run("example", example)
    run("report", example, paper, "--kind", "plan")

    assert run("new", again, "--from", paper).exit_code == 0

    before, after = dump_of(run, example), dump_of(run, again)
    for kind, fields in CARRIED.items():
        assert told(after[kind], fields) == told(before[kind], fields)
    assert {name: after["plan"][name] for name in COVER} == {name: before["plan"][name] for name in COVER}
    written = "\n".join(each["text"] for each in before["passages"] if each["paper"] == "plan").replace("**", "")
    assert "\n".join(each["text"] for each in after["passages"]) == written


def test_that_a_document_without_a_plan_is_refused_in_one_sentence_and_nothing_made(run, tmp_path):
    letter = a_document(tmp_path / "letter.docx", paragraph("Dear Sir,"))

    told = run("new", tmp_path / "made.waymark", "--from", letter)

    assert told.exit_code == 1
    assert len(told.output.splitlines()) == 1
    assert "letter.docx" in told.output
    assert not (tmp_path / "made.waymark").exists()
