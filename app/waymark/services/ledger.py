"""What the ledger of trackers tells: which went to whom, which came back, and what was answered."""

from __future__ import annotations

from waymark.domain.ledger import Dispatch, Receipt
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.services.reporting import named_period

EVERYBODY = "everybody"


def sending(count: int) -> str:
    """The label of the step by which so many trackers are noted as sent."""
    return "Send a tracker" if count == 1 else f"Send {count} trackers"


def recipient(plan: Plan, dispatch: Dispatch) -> str:
    """To whom a tracker went."""
    officer = plan.officers.get(dispatch.officer_id)
    return officer.label if officer else EVERYBODY


def sent_in(plan: Plan, period: Period, officer_id: str | None) -> tuple[Dispatch, ...]:
    """The trackers for a period that went to a lead, or to everybody, the oldest first."""
    sent = plan.dispatches.where("officer_id", officer_id)
    return tuple(dispatch for dispatch in sent if dispatch.period == period.key)


def came_back(plan: Plan, dispatch: Dispatch) -> tuple[Receipt, ...]:
    """What was taken in of a tracker, the oldest first: an officer may send it back in parts."""
    return plan.receipts.where("tracker", dispatch.id)


def taken_before(plan: Plan, digest: str) -> Receipt | None:
    """The receipt of a tracker in which the very same stood; None where none did."""
    return next(iter(plan.receipts.where("digest", digest)), None) if digest else None


def newer(plan: Plan, tracker: str) -> Dispatch | None:
    """The newest tracker that went to the same lead after this one, for its period or a later one."""
    own = plan.dispatches.get(tracker)
    if own is None:
        return None
    later = [
        each
        for each in plan.dispatches.where("officer_id", own.officer_id)
        if each.position > own.position and _ends(each) >= _ends(own)
    ]
    return max(later, key=lambda each: each.position, default=None)


def answered(plan: Plan, tracker: str) -> frozenset[tuple[str, str, str]]:
    """Where the plan's own was kept against a tracker: the thing's id, the column's field and what was brought."""
    return frozenset((each.subject_id, each.field, each.text) for each in plan.answers.where("tracker", tracker))


def _ends(dispatch: Dispatch) -> str:
    period = named_period(dispatch.period)
    return period.last_day.isoformat() if period else ""
