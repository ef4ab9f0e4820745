"""A plan out as a dump and in again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.plans import a_kpi, a_link, a_placement, a_plan, a_reading, a_theme, an_action, an_objective, an_officer
from waymark.domain.changes import applied
from waymark.domain.errors import Refused
from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.domain.rows import LogEntry, Meeting, Officer
from waymark.exchange.dump.content import read_content
from waymark.exchange.dump.loading import loaded
from waymark.exchange.dump.writing import dumped
from waymark_resources import example


def plan_of(content: dict[str, Any]) -> Plan:
    return applied(Plan(), loaded({"schema_version": 1, "plan": {}} | content))


@pytest.mark.parametrize("name", ["plan.json", "plan-earlier.json"])
def test_that_the_example_plans_come_back_from_their_dump_as_they_went(name):
    plan = plan_of(json.loads(example(name).read_text(encoding="utf-8")))

    content = dumped(plan)

    assert dumped(plan_of(json.loads(json.dumps(content)))) == content


def test_that_everything_a_hand_written_dump_says_stands_in_its_own_dump():
    written = json.loads(example("plan.json").read_text(encoding="utf-8"))

    content = dumped(plan_of(written))

    for key in ("themes", "objectives", "actions", "kpis", "readings", "commentary", "log_entries", "passages"):
        for item, again in zip(written[key], _in_order(content[key], written[key]), strict=True):
            told = {name: value for name, value in item.items() if name not in LATEST}
            if told.get("period_raw") and key in ("commentary", "passages"):
                told["period_raw"] = parse_period(item["period_raw"]).key
            assert _says(again, told), (key, item.get("ref"))


LATEST = {"rating_raw", "update", "owner", "owners", "parsed"}
"""What an item says only where no judgement or update does; officers, whose initials come back as their posts; and what
is written for the reader.
"""


def _says(content: Any, written: Any) -> bool:
    """Whether all that was written stands in the content; ids and the like may have come to it."""
    if isinstance(written, dict):
        return all(_says(content.get(key), value) for key, value in written.items())
    if isinstance(written, list):
        return len(written) == len(content or []) and all(map(_says, content or [], written))
    return written in ("", None) or content == written


def _in_order(found: list[dict[str, Any]], written: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Readings are dumped by period; they are put back in the order in which they were written."""
    if "kpi_ref" not in written[0] or "raw" not in written[0]:
        return found
    by_name = {(item["kpi_ref"], item["period_raw"]): item for item in found}
    return [by_name[item["kpi_ref"], item["period_raw"]] for item in written]


def test_that_what_was_withdrawn_and_what_shares_a_ref_survive_the_round_trip():
    one, two = a_kpi("1a"), replace(a_kpi("1a", "Withdrawn"), withdrawn_at="2017-11-20T10:00:00+00:00")
    plan = a_plan(one, two, a_reading(one), a_reading(two, value="7%"), an_action(""), an_action(""))

    again = plan_of(dumped(plan))

    assert {(k.id, k.title, k.withdrawn_at) for k in again.kpis} == {(k.id, k.title, k.withdrawn_at) for k in plan.kpis}
    assert {(r.kpi_id, r.value) for r in again.readings} == {(one.id, "82%"), (two.id, "7%")}
    assert {row.id for row in again.actions} == {row.id for row in plan.actions}


def test_that_what_shares_a_name_or_has_none_is_not_taken_for_another_on_the_round_trip():
    themes = [a_theme("", "Practice", id=id) for id in ("here", "there")]
    objective = an_objective(themes[1], "", id="heading")
    officers = [an_officer("Team Manager", name=name, id=name) for name in ("One", "Two")]
    meetings = [Meeting(id=id, title=title) for id, title in (("first", "Board"), ("second", "Board"), ("third", ""))]
    action = an_action(id="action", theme_id="there", objective_id="heading")
    entries = [LogEntry(id=f"of the {meeting.id}", meeting_id=meeting.id) for meeting in meetings]
    plan = a_plan(*themes, objective, *officers, *meetings, action, *entries, a_link(action, officers[1]))

    again = plan_of(dumped(plan))

    assert (again.actions["action"].theme_id, again.actions["action"].objective_id) == ("there", "heading")
    assert again.objectives["heading"].theme_id == "there"
    assert [again.log_entries[entry.id].meeting_id for entry in entries] == ["first", "second", "third"]
    assert again.linked("action", Officer) == (again.officers["Two"],)


def test_that_trap_s01_things_without_refs_are_named_by_section_and_title():
    theme, kpi = a_theme(title="Workforce"), a_kpi("", "Starters")
    plan = a_plan(theme, kpi, a_placement(kpi, theme), a_reading(kpi))

    (reading,) = dumped(plan)["readings"]

    assert (reading["section"], reading["kpi_title"]) == ("Workforce", "Starters")


def test_that_trap_s09_a_month_without_a_year_is_kept_as_a_month():
    content = {"kpis": [{"ref": "1"}], "readings": [{"kpi_ref": "1", "period_raw": "September", "raw": "22"}]}

    (reading,) = dumped(plan_of(content))["readings"]

    assert reading["parsed"]["month"] == 9
    assert "period" not in reading["parsed"]


def test_that_trap_b13_all_kpis_means_those_that_are_there_and_those_to_come():
    plan = plan_of({"kpis": [{"ref": "1"}, {"ref": "2"}], "actions": [{"ref": "4.2.1", "kpi_refs_raw": "All"}]})

    (action,) = dumped(plan)["actions"]

    assert action["parsed"]["kpi_refs"] == ["1", "2"]
    assert not list(plan.links)


def test_that_trap_c14_a_rating_outside_the_scheme_is_kept_as_typed_beside_what_it_means():
    plan = plan_of({"kpis": [{"ref": "W 1", "rating_raw": "Yellow"}]})

    (kpi,) = dumped(plan)["kpis"]

    assert (kpi["rating_raw"], kpi["parsed"]["rating"]) == ("Yellow", "Amber")


def test_that_what_a_dump_states_without_a_period_belongs_to_the_month_of_its_version():
    plan = plan_of({"plan": {"version_date_raw": "November 2017"}, "kpis": [{"ref": "1", "rating_raw": "Red"}]})

    assert [judgement.period for judgement in plan.judgements] == ["2017-11"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"actions": "none"}, "should be a list"),
        ({"actions": ["1.1.1"]}, "should be an object"),
        ({"actions": [{"ref": ["1"]}]}, "should be a text"),
        ({"kpis": [{"ref": "1", "decimals": "many"}]}, "whole number"),
        ({"readings": [{"kpi_ref": "99z", "raw": "1"}]}, "99z"),
        ({"actions": [{"ref": "1", "theme_ref": "7"}]}, "“7”"),
        ({"themes": [{"id": "a"}, {"id": "a"}]}, "two things"),
        (
            {
                "kpis": [{"ref": "1"}],
                "readings": [{"kpi_ref": "1", "period_raw": each, "raw": "2"} for each in ("Sep-17", "2017-09")],
            },
            "two readings",
        ),
        ({"judgements": [{"kind": "theme", "ref": "1"}]}, "“action”, “kpi” or “recommendation”"),
    ],
    ids=["no list", "no object", "no text", "no number", "no KPI", "no theme", "one id", "one period", "no kind"],
)
def test_that_a_dump_that_cannot_be_right_is_refused_in_words(content, told):
    with pytest.raises(Refused, match=told):
        plan_of(content)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("[]", "no “plan”"),
        ('{"plan": {}, "readingz": []}', "readingz"),
        ('{"plan": {}, "schema_version": 2}', "does not know"),
        ("[" * 100_000, "not JSON"),
    ],
    ids=["empty", "a list", "a misspelt list", "a newer one", "nested without end"],
)
def test_that_a_file_that_is_no_dump_is_refused_in_words(tmp_path: Path, text, told):
    file = tmp_path / "dump.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Refused, match=told):
        read_content(file)


def test_that_two_judgements_of_one_thing_for_one_period_are_refused():
    judgements = [
        {"kind": "action", "ref": "1", "period_raw": "Nov-17", "rating_raw": each} for each in ("Red", "Green")
    ]

    with pytest.raises(Refused, match="two judgements of “1” for 2017-11"):
        plan_of({"actions": [{"ref": "1"}], "judgements": judgements})


def test_that_trap_s09_a_month_whose_year_was_settled_keeps_it():
    kpi = a_kpi()
    plan = a_plan(kpi, a_reading(kpi, "2022-09", period_typed="September"))

    (reading,) = plan_of(dumped(plan)).readings

    assert (reading.period, reading.period_typed) == ("2022-09", "September")


def test_that_every_owner_of_a_log_entry_survives_the_round_trip():
    plan = plan_of({"log_entries": [{"ref": "Oct-01", "owner": "Head of Care", "further_owners": ["Head of Audit"]}]})

    (entry,) = dumped(plan_of(dumped(plan)))["log_entries"]

    assert (entry["owner"], entry["further_owners"]) == ("Head of Care", ["Head of Audit"])
