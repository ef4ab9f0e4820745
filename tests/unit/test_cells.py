"""Cells that are kept somewhere else than in their row: a KPI's section and its target's due date."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_placement, a_plan, a_target, a_theme
from waymark.domain.changes import applied
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi
from waymark.services.cells import Entry, Field, read, shown

NOVEMBER = period_from_key("2017-11")


def typed(plan: Plan, kpi: Kpi, **texts: str) -> Plan:
    entry = Entry(plan, NOVEMBER, "2017-11-20T10:00:00+00:00")
    for name, text in texts.items():
        entry.put(kpi, Field(name), read(plan, kpi, Field(name), text))
    return applied(plan, entry.edits.changes())


def test_that_a_kpi_without_a_target_gets_one_with_both_its_value_and_its_due_date():
    kpi = a_kpi()

    after = typed(a_plan(kpi), kpi, target_due="Mar 2018", target="90%")

    assert [(target.value, target.by) for target in after.targets.live()] == [("90%", "Mar 2018")]


def test_that_a_blank_target_with_a_due_date_leaves_nothing_behind_but_the_date():
    kpi = a_kpi()

    after = typed(a_plan(kpi), kpi, target="", target_due="Mar 2018")

    assert shown(after, kpi, Field("target_due"), NOVEMBER) == "Mar 2018"


def test_that_a_target_keeps_its_value_when_its_due_date_is_emptied():
    kpi = a_kpi()

    after = typed(a_plan(kpi, a_target(kpi, "90%", by="Mar 2018")), kpi, target_due="")

    assert [(target.value, target.by) for target in after.targets.live()] == [("90%", "")]


def test_that_a_due_date_which_cannot_be_read_is_refused():
    kpi = a_kpi()

    with pytest.raises(NotUnderstood, match="no due date"):
        read(a_plan(kpi), kpi, Field("target_due"), "one day")


@pytest.mark.parametrize("text", ["1 Practice", "practice"], ids=["with its ref", "title alone"])
def test_that_a_section_which_names_a_theme_puts_the_kpi_under_it(text):
    theme, kpi = a_theme(), a_kpi()

    after = typed(a_plan(theme, kpi), kpi, section=text)

    assert [placement.theme_id for placement in after.placements.where("kpi_id", kpi.id)] == [theme.id]


def test_that_any_other_section_is_a_heading_of_its_own():
    theme, kpi = a_theme(), a_kpi()

    after = typed(a_plan(theme, kpi, a_placement(kpi, theme)), kpi, section="Workforce")

    assert [(each.theme_id, each.section) for each in after.placements.live()] == [(None, "Workforce")]
