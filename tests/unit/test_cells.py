"""Cells that are kept somewhere else than in their row: a KPI's section and its target's due date."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_placement, a_plan, a_reading, a_target, a_theme, an_action
from waymark.domain.changes import applied
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Judgement, Kpi
from waymark.services.cells import Entry, Field, read, shown
from waymark.services.schemes import preset

NOVEMBER = period_from_key("2017-11")


def typed(plan: Plan, kpi: Kpi | Action, **texts: str) -> Plan:
    entry = Entry(plan, NOVEMBER, "2017-11-20T10:00:00+00:00")
    for name, text in texts.items():
        entry.put(kpi, Field(name), read(plan, kpi, Field(name), text, NOVEMBER))
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
        read(a_plan(kpi), kpi, Field("target_due"), "one day", NOVEMBER)


@pytest.mark.parametrize("text", ["1 Practice", "practice"], ids=["with its ref", "title alone"])
def test_that_a_section_which_names_a_theme_puts_the_kpi_under_it(text):
    theme, kpi = a_theme(), a_kpi()

    after = typed(a_plan(theme, kpi), kpi, section=text)

    assert [placement.theme_id for placement in after.placements.where("kpi_id", kpi.id)] == [theme.id]


def test_that_any_other_section_is_a_heading_of_its_own():
    theme, kpi = a_theme(), a_kpi()

    after = typed(a_plan(theme, kpi, a_placement(kpi, theme)), kpi, section="Workforce")

    assert [(each.theme_id, each.section) for each in after.placements.live()] == [(None, "Workforce")]


SCHEME = preset("Red, Amber, Green")
RULE = "95% or above Green 85%-94% Amber 84% and below Red"


def judgements(plan: Plan) -> list[tuple[str, str]]:
    return [(each.rating, each.reason) for each in plan.judgements.live()]


def test_that_a_rating_other_than_the_computed_one_is_refused_without_a_reason():
    kpi = a_kpi(rule=RULE)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="80%"))

    with pytest.raises(NotUnderstood) as refusal:
        typed(plan, kpi, rating="Amber")

    assert str(refusal.value) == (
        "The rule gives Red (84% or below). To state Amber, say why after a colon: “Amber: …”."
    )


@pytest.mark.parametrize("text", ["Amber: figures being verified", "A : figures being verified"])
def test_that_with_a_reason_it_is_taken_and_the_reason_kept(text):
    kpi = a_kpi(rule=RULE)
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="80%"))

    after = typed(plan, kpi, rating=text)

    assert judgements(after) == [("Amber", "figures being verified")]
    assert shown(after, kpi, Field("rating"), NOVEMBER) == "Amber"


@pytest.mark.parametrize(
    ("rule", "value", "text"),
    [
        (RULE, "80%", "Red"),
        ("17 or below Green 18.1-20 Amber 20.1 and above Red", "18", "Yellow"),
        ("", "80%", "Green"),
    ],
    ids=["the-same", "C01-undefined", "B33-no-rule"],
)
def test_that_trap_no_reason_is_needed_where_nothing_is_overridden(rule, value, text):
    kpi = a_kpi(rule=rule)

    after = typed(a_plan(*SCHEME, kpi, a_reading(kpi, value=value)), kpi, rating=text)

    assert len(judgements(after)) == 1


def test_that_a_rating_typed_again_keeps_its_reason_and_another_one_loses_it():
    kpi = a_kpi(rule=RULE)
    stated = Judgement(
        id="1", subject_id=kpi.id, scheme_id=SCHEME[0].id, period="2017-11", rating="Amber", reason="Being verified"
    )
    plan = a_plan(*SCHEME, kpi, a_reading(kpi, value="80%"), stated)

    assert judgements(typed(plan, kpi, rating="amber")) == [("Amber", "Being verified")]
    assert judgements(typed(plan, kpi, rating="Red")) == [("Red", "")]
    assert judgements(typed(plan, kpi, rating="Amber: checked twice")) == [("Amber", "checked twice")]
    assert judgements(typed(plan, kpi, rating="")) == []


def test_that_an_actions_rating_needs_no_reason_and_may_have_one():
    action = an_action()

    assert judgements(typed(a_plan(*SCHEME, action), action, rating="Red")) == [("Red", "")]
    assert judgements(typed(a_plan(*SCHEME, action), action, rating="Red: no money")) == [("Red", "no money")]


def test_that_what_is_no_rating_is_refused_with_the_choices():
    kpi = a_kpi()

    with pytest.raises(NotUnderstood, match="Choose one of: Red, Amber, Green"):
        typed(a_plan(*SCHEME, kpi), kpi, rating="Purple: because")
