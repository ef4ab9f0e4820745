"""The board's own log of actions: entries that cannot be followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from waymark.domain.rows import LogEntry, Officer
from waymark.domain.state import is_complete
from waymark.domain.text import plain_signs, quoted
from waymark.services.action_log import overdue_since, raised_on
from waymark.services.checks.dated import due_of, sentences
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check

LOG = Family.log
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
    raised, due = raised_on(look.plan, entry, look.period.last_day), due_of(entry.due)
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
    if overdue_since(look.plan, entry, look.period.last_day):
        sentence = f"{thing(look, entry)} was due {due_of(entry.due).words} and is not complete."
        yield Note(sentence, "due", (entry.due, entry.complete))


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


@lru_cache(maxsize=16384)
def _only_tells(text: str) -> bool:
    return bool(text) and all(map(_tells, sentences(plain_signs(text))))


def _tells(sentence: str) -> bool:
    """Whether a sentence has a subject first, and a verb that tells before any word that asks."""
    tells, asks = _TELLS.search(sentence), _ASKS.search(sentence)
    return bool(_SUBJECT.match(sentence) and tells and (asks is None or tells.start() < asks.start()))
