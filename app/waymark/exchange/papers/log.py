"""The board's action log in its paper: what is carried over, how long it has stood, and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import LogEntry
from waymark.domain.state import is_complete
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.wording import NOBODY, capital, counted, data_table, leads, listed, period_words
from waymark.services.action_log import Carried, carried, overdue_since, raised_on, span_words

Columns = tuple[Column[LogEntry], ...]


def action_log(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The board's action log, if there is any of it yet, on wide pages."""
    log = carried(plan, issue.period)
    if log.open or log.complete:
        closing = said(f"This is how the log stood on {day_words(issue.period.last_day)}.", Style.note)
        yield Section((*_log(plan, log, issue.period), closing), wide=True)


def _log(plan: Plan, log: Carried, period: Period) -> Iterator[Block]:
    yield said(_counts(plan, log, period))
    columns = used(_columns(plan, period), (*log.open, *log.complete))
    groups = {
        "Open, carried over from earlier meetings": log.earlier,
        f"Open, raised in {period_words(period)}": log.new,
        "Complete": log.complete,
    }
    for title, entries in groups.items():
        if entries:
            yield Heading(title, 3)
            description = "A row for each action that the board asked for."
            yield data_table(f"Board action log: {title[:1].lower()}{title[1:]}", description, filled(columns, entries))


def _counts(plan: Plan, log: Carried, period: Period) -> str:
    """Counted as the tables below have them."""
    every = (*log.open, *log.complete)
    late = sum(overdue_since(plan, entry, period.last_day) is not None for entry in log.open)
    parts = (
        f"{len(log.complete)} {_is(len(log.complete))} complete",
        f"{len(log.earlier)} {_is(len(log.earlier))} open and carried over from earlier meetings",
        f"{len(log.new)} {_is(len(log.new))} open and new" if log.new else "",
    )
    overdue = f" {capital(counted(late, 'open entry'))} {_is(late)} overdue." if late else ""
    return f"Of {counted(len(every), 'entry')}, {listed([*filter(None, parts)])}.{overdue}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _columns(plan: Plan, period: Period) -> Columns:
    on = period.last_day
    return (
        Column("Ref", lambda entry: cell(entry.ref)),
        Column("Action", lambda entry: cell(entry.text)),
        Column("Raised at", lambda entry: _raised_at(plan, entry), "Not stated"),
        Column("Due", lambda entry: cell(entry.due), "No date"),
        Column("Owner", lambda entry: leads(plan, entry), NOBODY),
        Column("Complete", lambda entry: cell(entry.complete), "Not stated"),
        Column("How long", lambda entry: _age(plan, entry, on), "Not known"),
    )


def _raised_at(plan: Plan, entry: LogEntry) -> Cell:
    meeting = plan.meetings.get(entry.meeting_id)
    return cell(meeting.title or meeting.date if meeting else "")


def _age(plan: Plan, entry: LogEntry, on: date) -> Cell:
    """How long an entry has been open, and overdue; one due before it was raised (C41) has a wrong date and is not."""
    if is_complete(entry.complete):
        return cell("Closed")
    raised, late = raised_on(plan, entry, on), overdue_since(plan, entry, on)
    lines = (
        f"Open for {span_words(raised[0], on)}" if raised else "",
        f"**Overdue for {span_words(late, on)}**" if late else "",
    )
    return cell("\n".join(filter(None, lines)))
