"""What several commands are given: a plan, a reporting period."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymark.domain.errors import Refused

if TYPE_CHECKING:
    from waymark.domain.period import Period
    from waymark.domain.plan import Plan

PLAN = click.argument("plan", type=click.Path(path_type=Path, dir_okay=False, readable=False))
PERIOD = click.option(
    "--period", help="The reporting period, such as 2017-11 or “Nov 2017”; the plan's own if left out."
)


def month_of(plan: Plan, typed: str | None) -> Period:
    """The month reported on; a longer period is reported on in the month in which it ends."""
    from waymark.domain.period import parse_period
    from waymark.services.reporting import own_period_of_plan

    month = parse_period(typed).month_column if typed else own_period_of_plan(plan)
    if month is None:
        raise Refused("This plan does not say which month it reports on. Nothing was written; add “--period 2017-11”.")
    return month
