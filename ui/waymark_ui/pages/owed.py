"""What the page of returns says of a lead, and of each thing that is owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from waymark.domain.ledger import Dispatch, Receipt
from waymark.domain.rows import Action, Kpi, Recommendation
from waymark.domain.text import plain
from waymark.exchange.papers.wording import counted
from waymark.services.returns import Owed, Reported, Returns

LEAD_TITLES = ("Lead", "Owes", "Actions", "KPIs", "Recommendations", "Sent", "Came back")
LEAD_WIDTHS = (29, 9, 8, 6, 19, 13, 12)
"""The columns' widths in characters; the last one fills the rest, as below."""
OWED_TITLES = ("Missing", "Ref", "What")
OWED_WIDTHS = (28, 10, 20)
NOBODY = "Nobody is named"
NOTHING = (
    "For {period} there is nothing to report: no action is open, no KPI’s period ends, and nothing is recommended."
)
MISSING = {Action: "Action’s update", Kpi: "KPI’s reading", Recommendation: "Recommendation’s update"}


def name_of(owed: Owed) -> str:
    """How a lead is called."""
    return owed.officer.label if owed.officer else NOBODY


def owed_by(owed: Owed) -> Sequence[Reported]:
    """All that a lead owes: actions, KPIs, recommendations."""
    return (*owed.actions, *owed.kpis, *owed.recommendations)


def owing(found: Returns) -> int:
    """How many leads owe something."""
    return sum(each.count > 0 for each in found.owed if each.officer)


def lead_texts(owed: Owed) -> Sequence[str]:
    """A lead's line."""
    counts = (len(owed.actions), len(owed.kpis), len(owed.recommendations))
    return (name_of(owed), f"{owed.count} of {owed.of}", *map(str, counts), _days(owed.sent), _days(owed.taken_in))


def owed_texts(row: Reported) -> Sequence[str]:
    """The line of something that is owed."""
    return (MISSING[type(row)], row.ref, row.title if isinstance(row, Kpi) else plain(row.text))


def summary(found: Returns) -> str:
    """How many owe something, and what went to everybody and came back of that."""
    if not found.owed:
        head = NOTHING.format(period=found.period.label)
    else:
        of = counted(sum(each.officer is not None for each in found.owed), "lead")
        head = (
            f"For {found.period.label}, {owing(found)} of {of} still owe something: "
            "an update of an action or a recommendation, or a KPI’s reading."
        )
    return "\n".join([head, *_of_no_lead(found)])


def told_of(owed: Owed) -> str:
    """What a lead owes in a sentence, and the trackers that went there and came back."""
    done = f"owes {owed.count} of {owed.of}" if owed.count else f"has reported all {owed.of}"
    return "\n".join([f"{name_of(owed)}: {done}.", *_trackers(owed.sent, owed.taken_in)])


def _of_no_lead(found: Returns) -> Iterator[str]:
    if found.sent or found.taken_in:
        ways = ((found.sent, "sent"), (found.taken_in, "came back"))
        told = (f"{len(trackers)} {what} ({_days(trackers)})" for trackers, what in ways if trackers)
        yield f"Trackers of no one lead: {', '.join(told)}."


def _trackers(sent: Sequence[Dispatch], taken: Sequence[Receipt]) -> Iterator[str]:
    yield from (f"Sent {_day(each.at)}, “{each.file}”." for each in sent)
    for each in taken:
        counts = f"{each.new} new, {each.changed} changed, {each.conflicts} in conflict, {each.refused} refused"
        yield f"Came back {_day(each.at)}, “{each.file}”: {counts}."


def _days(trackers: Sequence[Dispatch | Receipt]) -> str:
    return "; ".join(dict.fromkeys(_day(each.at) for each in trackers))


def _day(at: str) -> str:
    return f"{date.fromisoformat(at[:10]):%d %b %Y}" if at else ""
