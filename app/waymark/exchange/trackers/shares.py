"""A tracker for each lead in one folder, each with the text of an e-mail to send it by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from waymark.domain.edits import new_id
from waymark.domain.errors import Refused
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Officer, Row
from waymark.exchange.files import whole
from waymark.exchange.telling import Said, unheard
from waymark.exchange.trackers.content import rows_of
from waymark.exchange.trackers.layout import SHEETS, Sheet, Stamp
from waymark.exchange.trackers.letters import letter
from waymark.exchange.trackers.read_me import Request
from waymark.exchange.trackers.workbook import Tracker, put_tracker

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 60
"""Characters of a lead's name in a file's: what is longer meets the limits of file systems and zip folders."""


@dataclass(frozen=True, slots=True)
class Share:
    """One lead's tracker as it was written: its stamp, its file, and the text of the e-mail beside it."""

    officer: Officer
    stamp: Stamp
    path: Path
    letter: Path


def write_shares(
    plan: Plan, period: Period, stamp: Stamp, folder: Path, request: Request, said: Said = unheard
) -> tuple[Share, ...]:
    """Write a tracker and a covering e-mail for everybody who leads an action or owns a KPI, in the register's order.

    The trackers have ids of their own beside what `stamp` says of the plan. Raises Refused, in words, where nobody
    leads anything or the folder cannot be written.
    """
    leads = [*_shares(plan, period)]
    if not leads:
        raise Refused("Nobody leads or owns anything in this plan, so there is nobody to send a tracker to.")
    _make(folder)
    shares = _named(leads, period, stamp, folder)
    for place, (share, rows) in enumerate(zip(shares, (rows for _, rows in leads), strict=True)):
        said(place / len(shares), f"Writing the tracker for {share.officer.label}")
        tracker = Tracker(plan, period, share.stamp, rows, request)
        put_tracker(tracker, share.path)
        with whole(share.letter) as path:
            path.write_text(letter(tracker, share.officer, share.path.name), encoding="utf-8")
    return shares


def _shares(plan: Plan, period: Period) -> Iterator[tuple[Officer, Mapping[Sheet, Sequence[Row]]]]:
    everything = {sheet: rows_of(plan, sheet, period) for sheet in SHEETS}
    for officer in plan.officers.live():
        led = {link.from_id for link in plan.links.where("to_id", officer.id)}
        rows = {sheet: [row for row in rows if row.id in led] for sheet, rows in everything.items()} if led else {}
        if any(rows.values()):
            yield officer, rows


def _named(leads: Sequence[tuple[Officer, object]], period: Period, stamp: Stamp, folder: Path) -> tuple[Share, ...]:
    """Files called by their leads, two of one name apart."""
    taken: set[str] = set()
    shares = []
    for officer, _ in leads:
        called = " ".join(_NOT_IN_NAMES.sub(" ", officer.label).split())[:LONGEST_NAME].strip(" .") or "lead"
        name = f"{called}, {period.label}"
        number = 2
        while name.casefold() in taken:
            name, number = f"{called} {number}, {period.label}", number + 1
        taken.add(name.casefold())
        own = replace(stamp, lead=officer.id, tracker=new_id())
        shares.append(Share(officer, own, folder / f"{name}.xlsx", folder / f"{name}.txt"))
    return tuple(shares)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Refused(
            f"“{folder}” cannot be used: {problem.strerror}. Nothing was written; choose another folder."
        ) from problem
