"""Who owes what for a period: updates and readings that have not come, and the trackers that went out for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waymark.domain.ledger import Dispatch, Receipt
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Officer, Recommendation, Row
from waymark.services.ledger import came_back, sent_in
from waymark.services.ordering import action_groups, actions_of, kpi_places
from waymark.services.overview import ENDED, is_missing, state_of
from waymark.services.reporting import named_period, own_period

Reported = Action | Kpi | Recommendation


@dataclass(frozen=True, slots=True)
class Owed:
    """What one lead has to report and what of it is owed; `officer` is None for what nobody leads.

    To be reported are actions that have not ended, KPIs of which a period ends in the month, and recommendations: `of`
    counts them. Of these `kpis` have no reading and the others no update. `sent` are the lead's own trackers,
    `taken_in` what came back of them.
    """

    officer: Officer | None
    of: int
    actions: tuple[Action, ...]
    kpis: tuple[Kpi, ...]
    recommendations: tuple[Recommendation, ...]
    sent: tuple[Dispatch, ...] = ()
    taken_in: tuple[Receipt, ...] = ()

    @property
    def count(self) -> int:
        """How much is owed."""
        return len(self.actions) + len(self.kpis) + len(self.recommendations)


@dataclass(frozen=True, slots=True)
class Returns:
    """What is owed for a period, lead by lead, and the trackers that were nobody's in particular."""

    period: Period
    owed: tuple[Owed, ...]
    sent: tuple[Dispatch, ...]
    taken_in: tuple[Receipt, ...]


def returns(plan: Plan, period: Period) -> Returns:
    """Who owes what for the month: the leads in the register's order, and last what nobody leads, if there is any."""
    reporting: tuple[Reported, ...] = (*_actions(plan), *_kpis(plan, period), *plan.recommendations.live())
    leads = {row.id: plan.linked(row.id, Officer) for row in reporting}
    owed = [
        _owed(plan, period, officer, [row for row in reporting if officer in leads[row.id]])
        for officer in plan.officers.live()
    ]
    owed.append(_owed(plan, period, None, [row for row in reporting if not leads[row.id]]))
    listed = tuple(each for each in owed if each.of or each.sent)
    return Returns(period, listed, sent_in(plan, period, None), _of_no_lead(plan, period, listed))


def to_be_told(plan: Plan, period: Period) -> tuple[Action | Recommendation, ...]:
    """What an update is wanted of for a month: actions that have not ended, and recommendations.

    An action that has ended is among them if it has its update, so that this can be put right.
    """
    actions = actions_of(action_groups(plan))
    told = (action for action in actions if state_of(action) not in ENDED or is_told(plan, action, period))
    return (*told, *plan.recommendations.live())


def is_told(plan: Plan, row: Row, period: Period) -> bool:
    """Whether an update stands for a month: the month's own, or that of a longer period which ends in it."""
    updates = plan.updates.where("subject_id", row.id)
    named = [named_period(each.period) for each in updates if each.text.strip()]
    return any(each.month_column == period.month_column for each in named if each)


def _actions(plan: Plan) -> Iterator[Action]:
    return (action for action in actions_of(action_groups(plan)) if state_of(action) not in ENDED)


def _kpis(plan: Plan, period: Period) -> Iterator[Kpi]:
    return (place.kpi for place in kpi_places(plan) if own_period(place.kpi, period) is not None)


def _owed(plan: Plan, period: Period, officer: Officer | None, rows: Sequence[Reported]) -> Owed:
    actions = tuple(row for row in rows if isinstance(row, Action) and not is_told(plan, row, period))
    kpis = tuple(row for row in rows if isinstance(row, Kpi) and is_missing(plan, row, period))
    others = tuple(row for row in rows if isinstance(row, Recommendation) and not is_told(plan, row, period))
    sent = sent_in(plan, period, officer.id) if officer else ()
    taken_in = tuple(receipt for dispatch in sent for receipt in came_back(plan, dispatch))
    return Owed(officer, len(rows), actions, kpis, others, sent, taken_in)


def _of_no_lead(plan: Plan, period: Period, owed: Sequence[Owed]) -> tuple[Receipt, ...]:
    """What came back for the period in trackers for everybody, or in ones that the ledger does not know."""
    told = {receipt.id for each in owed for receipt in each.taken_in}
    return tuple(each for each in plan.receipts.live() if each.period == period.key and each.id not in told)
