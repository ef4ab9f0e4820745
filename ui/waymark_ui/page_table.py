"""Which pages there are, in the order of the navigation, and what each one's count is.

A page is imported when it is first shown; what is counted there is known before that. Findings are counted by the
workspace, once the checks have read the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waymark_ui.navigation import Destination

if TYPE_CHECKING:
    from waymark.domain.period import Period
    from waymark.domain.plan import Plan
    from waymark_ui.pages.page import Page
    from waymark_ui.session import Session


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page: how the navigation shows it, what makes it for a session, and how much there is to see to on it."""

    destination: Destination
    make: Callable[[Session], Page]
    count: Callable[[Plan, Period], int] | None = None


def _overview(session: Session) -> Page:
    from waymark_ui.pages.overview import OverviewPage

    return OverviewPage(session)


def _actions(session: Session) -> Page:
    from waymark_ui.pages.actions import ActionsPage

    return ActionsPage(session)


def _kpis(session: Session) -> Page:
    from waymark_ui.pages.kpis import KpisPage

    return KpisPage(session)


def _readings(session: Session) -> Page:
    from waymark_ui.pages.readings import ReadingsPage

    return ReadingsPage(session)


def _trends(session: Session) -> Page:
    from waymark_ui.pages.trends import TrendsPage

    return TrendsPage(session)


def _checks(session: Session) -> Page:
    from waymark_ui.pages.checks import ChecksPage

    return ChecksPage(session)


def _returns(session: Session) -> Page:
    from waymark_ui.pages.returns import ReturnsPage

    return ReturnsPage(session)


def _papers(session: Session) -> Page:
    from waymark_ui.pages.papers import PapersPage

    return PapersPage(session)


def _overdue(plan: Plan, period: Period) -> int:
    from waymark.services.overview import overdue_actions

    return len(overdue_actions(plan, period.last_day))


def _red(plan: Plan, period: Period) -> int:
    from waymark.services.overview import is_red

    return sum(is_red(plan, kpi, period) for kpi in plan.kpis.live())


def _missing(plan: Plan, period: Period) -> int:
    from waymark.services.overview import is_missing

    return sum(is_missing(plan, kpi, period) for kpi in plan.kpis.live())


def _owing(plan: Plan, period: Period) -> int:
    from waymark.services.returns import returns
    from waymark_ui.pages.owed import owing

    return owing(returns(plan, period))


PAGES = (
    PageKind(Destination("overview", "Overview", "overview"), _overview),
    PageKind(Destination("actions", "Actions", "actions", "overdue"), _actions, _overdue),
    PageKind(Destination("kpis", "KPIs", "kpis", "red"), _kpis, _red),
    PageKind(Destination("readings", "Readings", "readings", "missing"), _readings, _missing),
    PageKind(Destination("trends", "Trends", "trends"), _trends),
    PageKind(Destination("checks", "Checks", "checks", "findings"), _checks),
    PageKind(Destination("returns", "Returns", "returns", "leads owing"), _returns, _owing),
    PageKind(Destination("papers", "Papers", "papers"), _papers),
)
FIRST = "actions"
"""The page shown to somebody who has not been here before."""
