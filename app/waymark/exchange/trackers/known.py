"""What the ledger knows of a tracker that has come back: that it was here before, or that a newer one is out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from waymark.domain.day import day_words
from waymark.domain.plan import Plan
from waymark.domain.text import quoted
from waymark.exchange.reading.typed import Returned
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.proposal import Flag
from waymark.services.ledger import newer, recipient, taken_before
from waymark.services.reporting import named_period


def digest_of(returned: Returned) -> str:
    """What two copies of a tracker have in common in which the same stands, whatever the files are called."""
    digest = sha256(f"{returned.stamp.name} {returned.period.key}".encode())
    for row in returned.rows:
        texts = (f"{field}\x1f{cell.text}" for field, cell in row.cells.items())
        digest.update("\x1e".join((row.sheet.title, row.id or "", *texts, "\n")).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def known_before(plan: Plan, stamp: Stamp, digest: str) -> Iterator[Flag]:
    """What is to be said of a tracker that was taken in before, or that a newer one has overtaken (X14)."""
    if receipt := taken_before(plan, digest):
        say = f"The same was taken in on {_day(receipt.at)} as {quoted(receipt.file)}."
        yield Flag("same_return_again", f"{say} What was left open then is open still.")
    if later := newer(plan, stamp.tracker):
        period = named_period(later.period)
        what = f"for {period.label} " if period else ""
        say = f"This tracker is an old one: a newer one {what}went to {recipient(plan, later)} on {_day(later.at)}."
        yield Flag("old_return", f"{say} What differs may have been typed before that.")


def _day(at: str) -> str:
    """The day of a moment in the ledger; a dump written by hand may have brought anything."""
    try:
        return day_words(datetime.fromisoformat(at).date())
    except ValueError:
        return "an unknown day"
