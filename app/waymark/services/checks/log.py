"""The board's own log of actions: entries that cannot be followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from waymark.domain.day import MONTHS
from waymark.domain.period import Period, PeriodKind, numbered_period
from waymark.domain.rows import LogEntry, Officer
from waymark.domain.state import is_complete
from waymark.domain.text import plain_signs, quoted
from waymark.services.checks.dated import due_of, sentences
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check

LOG = Family.log
_REF_OF_MONTH = re.compile(rf"({'|'.join(name[:3] for name in MONTHS)})[a-z]*[ -]?[0-9]+", re.IGNORECASE)
# How a sentence begins that has a subject before its verb, so that it tells and does not ask: an article or a number, a
# plural, or a noun that no verb is spelt like. “Work continues” is left, since “work” may ask.
_SUBJECT = re.compile(
    r"(?:the|a|an|all|both|only|some|most|many|this|these|our|we|additional|further|management|there|one|two|three|four"
    r"|five|six|[0-9]+|\w[\w-]*(?:tion|ment|ance|[^s]s))\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|may|remains?|continues?)\b(?! to\b)", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:to|will|must|should|shall|needs?|please)\b", re.IGNORECASE)


@check(
    LOG,
    Severity.warning,
    LogEntry,
    reads="meetings",
    suggests="See whether the year is right.",
    example="Log entry Nov-01 is due Feb 2017, before it was raised in Nov 2017; perhaps Feb 2018 is meant.",
)
def due_before_raised(look: Look, entry: LogEntry) -> Iterator[Note]:
    """An entry that is due before the board asked for it has a wrong date, most often last year's."""
    raised, due = _raised(look, entry), due_of(entry.due)
    if raised and due.last_day and due.every is None and due.last_day < raised[0]:
        meant = f"; perhaps {due.words[:-4]}{due.last_day.year + 1} is meant" if due.words[-4:].isdigit() else ""
        sentence = f"{thing(look, entry)} is due {due.words}, before it was raised {raised[1]}{meant}."
        yield Note(sentence, "due", (entry.due, entry.ref, raised[1]))


@check(
    LOG,
    Severity.warning,
    LogEntry,
    reads="meetings",
    suggests="Say that it is complete, or agree a new date.",
    example="Log entry Oct-02 was due Nov 2017 and is not complete.",
)
def entry_overdue(look: Look, entry: LogEntry) -> Iterator[Note]:
    """What the board asked for has passed its date at the end of the reporting period and is not said to be done."""
    due, raised = due_of(entry.due), _raised(look, entry)
    if is_complete(entry.complete) or not due.is_overdue(look.period.last_day) or due.last_day is None:
        return
    if raised is None or due.last_day >= raised[0]:
        yield Note(f"{thing(look, entry)} was due {due.words} and is not complete.", "due", (entry.due, entry.complete))


@check(
    LOG,
    Severity.warning,
    LogEntry,
    reads="links officers",
    suggests="Name who is to do it.",
    example="Log entry Oct-05 is open and names nobody to do it.",
)
def entry_without_owner(look: Look, entry: LogEntry) -> Iterator[Note]:
    """What nobody owns comes back to the next meeting as it was."""
    if not is_complete(entry.complete) and not look.plan.linked(entry.id, Officer):
        yield Note(f"{thing(look, entry)} is open and names nobody to do it.", "leads", (entry.text,))


@check(
    LOG,
    Severity.warning,
    LogEntry,
    suggests="Write what is to be done, beginning with a verb, and put the rest into an update.",
    example="Log entry Oct-03 tells of something and asks for nothing: “Re-referrals are part of the audits”.",
)
def entry_tells(look: Look, entry: LogEntry) -> Iterator[Note]:
    """An entry that states how things are, and not what is to be done, can never be seen to be complete."""
    if _only_tells(entry.text):
        sentence = f"{thing(look, entry)} tells of something and asks for nothing: {quoted(entry.text.rstrip('. '))}."
        yield Note(sentence, "text", (entry.text,))


@check(
    LOG,
    Severity.warning,
    LogEntry,
    suggests="Write “Y” or “N”, or how far it is.",
    example="Log entry Oct-07 has “See minutes” under Complete, which says neither yes nor no.",
)
def answer_unclear(look: Look, entry: LogEntry) -> Iterator[Note]:
    """Where “Complete?” is answered by neither yes nor no, the entry is counted as open."""
    if entry.complete.strip() and is_complete(entry.complete) is None:
        sentence = f"{thing(look, entry)} has {quoted(entry.complete)} under Complete, which says neither yes nor no."
        yield Note(sentence, "complete", (entry.complete,))


def _raised(look: Look, entry: LogEntry) -> tuple[date, str] | None:
    """The day of its meeting, else the first of the month that its ref names; with the words for it."""
    meeting = look.plan.meetings.get(entry.meeting_id)
    if meeting and (day := due_of(meeting.date).day):
        return day, f"on {due_of(meeting.date).words}"
    month = _month_of(entry.ref, look.period.last_day)
    return (month.first_day, f"in {month.label}") if month else None


@lru_cache(maxsize=16384)
def _month_of(ref: str, until: date) -> Period | None:
    """The last month of the name in a ref such as `Nov-01` to begin by then: the log is of this year or the last."""
    match = _REF_OF_MONTH.fullmatch(plain_signs(ref))
    if match is None:
        return None
    number = [name[:3].casefold() for name in MONTHS].index(match[1].casefold()) + 1
    return numbered_period(PeriodKind.month, until.year - (number > until.month), number)


@lru_cache(maxsize=16384)
def _only_tells(text: str) -> bool:
    return bool(text) and all(map(_tells, sentences(plain_signs(text))))


def _tells(sentence: str) -> bool:
    """Whether a sentence has a subject first, and a verb that tells before any word that asks."""
    tells, asks = _TELLS.search(sentence), _ASKS.search(sentence)
    return bool(_SUBJECT.match(sentence) and tells and (asks is None or tells.start() < asks.start()))
