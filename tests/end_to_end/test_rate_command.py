"""`waymark rate`: every rating of a period with its reason, for people and for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from waymark_start.command import main


@pytest.fixture
def rate(tmp_path: Path) -> Callable[..., str]:
    """Rates the example plan and gives what was printed."""
    plan = str(tmp_path / "example.waymark")
    assert CliRunner().invoke(main, ["example", plan]).exit_code == 0

    def run(*options: str) -> str:
        result = CliRunner().invoke(main, ["rate", plan, *options])
        assert result.exit_code == 0, result.output
        return result.output

    return run


def test_that_trap_c01_the_json_says_of_each_kpi_what_stands_what_is_computed_and_why(rate):
    told = json.loads(rate("--period", "2017-11", "--json"))

    caseload = next(each for each in told["kpis"] if each["ref"] == "W 1")
    why = caseload.pop("why")
    assert told["period"] == "2017-11"
    assert caseload == {
        "ref": "W 1",
        "title": "Average number of children per social worker",
        "period": "2017-11",
        "value": "18",
        "rating": "Amber",
        "letter": "A",
        "stated": "Amber",
        "computed": None,
        "differs": False,
        "undefined": True,
        "band": None,
        "target": "17",
        "previous": {"rating": "Green", "period": "2017-10"},
        "direction": "worse",
    }
    assert "18 lies in no band" in why


def test_that_trap_c12_what_nobody_rated_is_computed_and_trap_c13_what_has_no_figure_is_not(rate):
    told = {each["ref"]: each for each in json.loads(rate("--period", "2017-11", "--json"))["kpis"]}

    assert (told["LE 2"]["rating"], told["LE 2"]["stated"], told["LE 2"]["computed"]) == ("Red", None, "Red")
    assert told["QA 2"]["rating"] is told["QA 2"]["computed"] is None
    assert (told["MC 6"]["rating"], told["MC 6"]["computed"], told["MC 6"]["differs"]) == ("Amber", "Red", True)


def test_that_actions_have_what_is_stated_and_what_is_suggested(rate):
    told = {each["ref"]: each for each in json.loads(rate("--json"))["actions"]}

    assert (told["2.5.1"]["stated"], told["2.5.1"]["suggested"], told["2.5.1"]["differs"]) == ("Amber", "Red", True)
    assert (told["1.2.6"]["stated"], told["1.2.6"]["suggested"]) == ("Blue", "Blue")
    assert told["1.2.3"]["suggested"] is None
    assert all(each["why"] for each in told.values())


def test_that_trap_l01_the_counts_are_those_of_the_rows(rate):
    found = json.loads(rate("--json"))["roll_ups"]

    recommendations = next(each for each in found["all"] if each["title"] == "Recommendations")
    assert recommendations["sentence"].endswith("11 Green, 6 Amber, 0 Red")
    assert (recommendations["worst"], recommendations["majority"]) == ("Amber", "Green")
    assert "11 Green, 6 Amber, 0 Red (the worst is Amber, most of those rated are Green)\n" in rate()
    assert found["themes"]
    assert found["sections"]


def test_that_with_the_period_set_back_what_held_then_is_told(rate):
    told = {each["ref"]: each for each in json.loads(rate("--period", "2017-10", "--json"))["kpis"]}

    assert (told["W 1"]["value"], told["W 1"]["rating"], told["W 1"]["previous"]["period"]) == (
        "17",
        "Green",
        "2017-09",
    )


def test_that_people_are_told_what_differs(rate):
    lines = rate().splitlines()

    assert lines[0] == "Ratings for Nov 2017"
    assert next(line for line in lines if line.startswith("MC 6")).count("(the rule gives Red)") == 1
    assert any("(Red is suggested)" in line for line in lines if line.startswith("2.5.1"))
    assert any(line.startswith("Actions: 7 Blue, 11 Green, 28 Amber, 9 Red") for line in lines)
