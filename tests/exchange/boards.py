"""A small plan with everything that a board's workbook shows."""

from __future__ import annotations

from tests.plans import (
    a_cover,
    a_judgement,
    a_kpi,
    a_link,
    a_placement,
    a_plan,
    a_reading,
    a_target,
    a_theme,
    an_action,
    an_officer,
    an_update,
)
from waymark.domain.period import parse_period
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.services.schemes import preset

NOVEMBER = parse_period("Nov 2017")


def a_board_plan(*more: Row) -> Plan:
    """Two themes with an action each, and a KPI with three readings, a target, an owner and a rule."""
    scheme = preset("Red, Amber, Green")
    practice, partners = a_theme("1", "Practice", id="practice"), a_theme("2", "Partners")
    visits = a_kpi("1a", "Visits on time", polarity="higher", rule="90% or above Green 80%-89% Amber 79% and below Red")
    head = an_officer("Head of Practice")
    train = an_action("1.1", "Train every manager", theme_id="practice", due="Mar 2017")
    agree = an_action("2.1", "Agree thresholds", theme_id=partners.id, due="TBC", state="complete")
    figures = (a_placement(visits, practice), a_target(visits), a_link(visits, head))
    readings = [
        a_reading(visits, f"2017-{month:02}", value) for month, value in ((9, "78.5%"), (10, "81%"), (11, "92%"))
    ]
    told = (a_judgement(train, "Amber", scheme_id=scheme[0].id), an_update(train, "Nine of eleven are trained."))
    cover = a_cover(organisation="Marlbrook Council", marking="OFFICIAL")
    return a_plan(cover, *scheme, practice, partners, head, visits, train, agree, *figures, *readings, *told, *more)
