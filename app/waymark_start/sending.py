"""Sending trackers out: written to files, and noted in the plan's ledger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from waymark.domain.assignment import find_officer
from waymark.domain.changes import Insert
from waymark.domain.edits import new_id
from waymark.domain.errors import Refused
from waymark.domain.ledger import Dispatch
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Officer
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.read_me import Request
from waymark.exchange.trackers.shares import write_shares
from waymark.exchange.trackers.workbook import write_tracker
from waymark.ports import PlanReader
from waymark.services.ledger import sending
from waymark_start import plans

Written = list[tuple[Stamp, Path]]


def request(by: str, to: str) -> Request:
    """By when and by whom a tracker is wanted back: by whoever is at work, where nobody is named."""
    return Request(by, to or plans.author())


def send(path: Path, out: Path, lead: str, period: Period, wanted: Request) -> str:
    """Write one tracker, for everybody or for a lead; gives what to say. Raises Refused where nobody is called so."""

    def write(plan: Plan, stamp: Stamp) -> Written:
        officer = _officer(plan, lead) if lead else None
        own = Stamp(stamp.plan_id, stamp.sequence, stamp.hash, officer.id if officer else "", new_id())
        write_tracker(plan, period, own, out, request=wanted)
        return [(own, out)]

    noted = _send(path, period, write)
    whose = f" for {lead}" if lead else ""
    return f"Wrote the tracker{whose} for {period.label} to {out}.{noted}"


def send_all(path: Path, folder: Path, period: Period, wanted: Request) -> str:
    """Write a tracker and an e-mail for each lead into a folder; gives what to say."""
    sent: Written = []

    def write(plan: Plan, stamp: Stamp) -> Written:
        sent.extend((share.stamp, share.path) for share in write_shares(plan, period, stamp, folder, wanted))
        return sent

    noted = _send(path, period, write)
    names = "\n".join(f"  {file.name}" for _, file in sent)
    return f"Wrote {len(sent)} trackers for {period.label} to {folder}, each with an e-mail beside it:\n{names}{noted}"


def _send(path: Path, period: Period, write: Callable[[Plan, Stamp], Written]) -> str:
    """Write and note it; a plan that cannot be written sends its trackers all the same, and that is said."""
    with ExitStack() as stack:
        try:
            editor, store = stack.enter_context(plans.editing(path))
        except Refused as refusal:
            with plans.reading(path) as reader:
                write(reader.load(), _stamp(reader))
            return f"\nIt is not noted in the plan's ledger. {refusal}"
        sent = write(editor.plan, _stamp(store))
        rows = [_dispatch(stamp, period, file) for stamp, file in sent]
        editor.make(sending(len(rows)), map(Insert, rows), "tracker")
    return ""


def _stamp(reader: PlanReader) -> Stamp:
    position = reader.position()
    return Stamp(reader.plan_id, position.sequence, position.hash)


def _dispatch(stamp: Stamp, period: Period, file: Path) -> Dispatch:
    return Dispatch(
        id=stamp.tracker,
        officer_id=stamp.lead or None,
        period=period.key,
        position=stamp.sequence,
        file=file.name,
        at=plans.now().isoformat(timespec="seconds"),
    )


def _officer(plan: Plan, named: str) -> Officer:
    officer = find_officer(plan, named)
    if officer is None:
        known = "; ".join(each.label for each in plan.officers.live()) or "nobody"
        raise Refused(f"Nobody in this plan is called “{named}”; nothing was written. It knows: {known}.")
    return officer
