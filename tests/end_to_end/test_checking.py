"""`waymark check`: the whole plan read, for people and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from waymark_start.command import main


@pytest.fixture
def run(tmp_path):
    def call(*words, code=0):
        finished = CliRunner().invoke(main, [str(word) for word in words])
        assert finished.exit_code == code, finished.output
        return finished.output

    call("example", tmp_path / "plan.waymark")
    return lambda *words, code=0: call(words[0], tmp_path / "plan.waymark", *words[1:], code=code)


def test_that_findings_are_told_by_severity_and_family_with_their_number_last(run):
    told = run("check")

    assert "Warnings: References\n" in told
    assert "  Action 2.4.1 names no KPI that measures it. [unmeasured_action]" in told
    assert told.splitlines()[-1].endswith(" accepted.")
    headings = [line for line in told.splitlines()[:-1] if line and not line.startswith("  ")]
    assert len(headings) == len({*headings})


def test_that_an_accepted_finding_is_not_told_but_stands_in_the_json_with_its_reason(run):
    told, found = run("check"), json.loads(run("check", "--json"))

    [accepted] = [each for each in found["findings"] if each["code"] == "cross_theme_link" and each["ref"] == "4.2.3"]
    assert "Action 4.2.3 names 2a" not in told
    assert "is meant" in accepted["accepted"]
    assert (accepted["severity"], accepted["family"], accepted["cell"]) == ("warning", "References", "action: kpis")


def test_that_the_period_is_said_and_can_be_chosen(run):
    assert json.loads(run("check", "--json"))["period"] == "2017-11"
    assert json.loads(run("check", "--json", "--period", "Oct 2017"))["period"] == "2017-10"


def test_that_a_check_can_fail_on_what_is_grave_enough(run):
    run("check", "--fail-on", "note", code=1)
    run("check", "--fail-on", "warning", code=1)


def test_that_a_plan_with_nothing_in_it_has_no_findings_that_fail(tmp_path):
    runner, plan = CliRunner(), str(tmp_path / "empty.waymark")
    runner.invoke(main, ["new", plan])

    finished = runner.invoke(main, ["check", plan, "--fail-on", "error"])

    assert finished.exit_code == 0
    assert finished.output.splitlines()[-1].startswith("0 errors")


def test_that_the_page_of_checks_in_the_guide_is_what_the_command_prints():
    printed = CliRunner().invoke(main, ["checks"]).output
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")

    assert page.strip() == printed.strip()
