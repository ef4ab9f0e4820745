"""The text of the e-mail that a tracker goes out with."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.domain.rows import Officer
from waymark.exchange.papers.wording import period_words
from waymark.exchange.trackers.layout import ACTIONS, READINGS, RECOMMENDATIONS, UPDATES
from waymark.exchange.trackers.read_me import contents
from waymark.exchange.trackers.workbook import Tracker

ASKED = {
    ACTIONS: "- the rating of each action, and what is not right any more about it,",
    READINGS: "- the figure of each {kpi}, or n/a or pending where there is none,",
    RECOMMENDATIONS: "- the rating of each recommendation, and what shows progress,",
    UPDATES: "- what has been done, on the sheet Updates.",
}
"""What is asked for on each sheet."""


def letter(tracker: Tracker, officer: Officer, file: str) -> str:
    """The e-mail, from its address and subject to the name below it, to be looked at and sent by a person."""
    return "\n".join(_lines(tracker, officer, file)) + "\n"


def _lines(tracker: Tracker, officer: Officer, file: str) -> Iterator[str]:
    plan, when, request = tracker.plan, period_words(tracker.period), tracker.request
    yield f"To: {officer.email or officer.name or officer.label}"
    yield f"Subject: {plan.cover.title or 'Improvement plan'}: your tracker for {when}"
    yield f"Attachment: {file}"
    yield ""
    yield f"Dear {officer.name or officer.label},"
    yield ""
    yield f"Attached is your tracker for {when}: {contents(plan, tracker.rows)}. Please fill in for {when}"
    asked = [words.format(kpi=plan.cover.kpi_word) for sheet, words in ASKED.items() if tracker.rows.get(sheet)]
    yield from (*asked[:-1], f"{asked[-1].rstrip(',.')}.")
    yield ""
    yield "The first sheet says how. Please send the workbook itself back, not a copy of the cells in an e-mail."
    if request.by:
        yield f"It is wanted back by {request.by}."
    yield ""
    yield "With many thanks,"
    yield request.to or plan.cover.organisation
