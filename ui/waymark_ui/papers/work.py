"""What is done to the texts of a paper: each a step of the plan, under a label that reads well in the history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waymark.domain.changes import Change
from waymark.domain.errors import NotUnderstood
from waymark.domain.rows import Commentary, Passage, Picture
from waymark.domain.text import quoted
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.manuscript import (
    Chapter,
    Spot,
    begun_from,
    headings,
    manuscript,
    moved_past,
    new_passage,
    spot_in,
    spot_under,
    written_before,
)
from waymark.exchange.papers.wording import counted
from waymark.services import commenting, passages
from waymark_ui.papers.branches import Branch
from waymark_ui.papers.words import ORIGIN, named
from waymark_ui.session import Session


class Work:
    """Changes the texts of one paper. What adds a text gives its id, and blank where that was refused."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # New texts

    def add(self, issue: Issue, at: Branch, *, standing: bool, step: int = 1) -> str:
        """Add a blank passage beside a passage, or beneath a part or heading."""
        passage = new_passage(issue, _spot(at, step), standing=standing)
        return self._add(issue, passage, _spot(at, step), passage.heading or at.chapter.title)

    def add_under(self, issue: Issue, at: Branch, heading: str) -> str:
        """Add a blank passage that stands in every issue, under a heading that may be new."""
        spot = spot_under(self._chapters(issue), heading, at.passage)
        return self._add(issue, new_passage(issue, spot, standing=True), spot, heading)

    def add_picture(self, issue: Issue, at: Branch, picture: Picture) -> str:
        """Add a passage that shows a picture; its caption is still to be written."""
        spot = _spot(at, 1)
        passage = new_passage(issue, spot, standing=True)
        plan, label = self._session.plan, f"Add picture {quoted(picture.name)}"
        changes = passages.added_picture(plan, passage, picture, spot.neighbour, spot.step)
        return passage.id if self._make(label, changes) else ""

    def begin_from_before(self, issue: Issue, at: Branch) -> str:
        """Begin a text for the period with that of the last period before; blank where there is none."""
        if isinstance(at.row, Commentary):
            return self._comment_from_before(at, at.row)
        heading = at.group.heading if at.group and at.group.title else ""
        found = written_before(self._session.plan, issue, at.chapter.part, heading)
        copies = begun_from(found, issue)
        label = f"Begin {counted(len(copies), 'passage')} for {issue.period.label} with those of an earlier period"
        made = bool(copies) and self._make(label, passages.copied(self._session.plan, copies))
        return next(iter(copies.values())).id if made else ""

    # Texts that are there

    def move(self, issue: Issue, passage: Passage, step: int) -> bool:
        """Move a passage up or down; gives whether there was anywhere to go."""
        changes = moved_past(self._session.plan, issue, passage, step)
        return bool(changes) and self._make(f"Move passage {'up' if step < 0 else 'down'}", changes)

    def put_under(self, issue: Issue, passage: Passage, heading: str) -> None:
        """Put a passage under another heading, which may be new."""
        spot = spot_under(self._chapters(issue), heading, passage)
        beside = spot.neighbour if spot.neighbour != passage else None
        changes = passages.moved(self._session.plan, passage, spot.heading, beside, spot.step)
        self._make(f"Put passage under {quoted(heading)}", changes)

    def rename(self, issue: Issue, heading: str, typed: str) -> str:
        """Give a heading another name; gives why not, blank where it was done."""
        try:
            changes = passages.renamed(self._session.plan, issue.kind, heading, typed)
        except NotUnderstood as problem:
            return str(problem)
        self._make(f"Rename heading {quoted(heading)} to {quoted(typed)}", changes)
        return ""

    def turn(self, issue: Issue, at: Branch, passage: Passage) -> None:
        """Have a standing passage stand for the period only, or one of a period in every issue."""
        period = None if passage.period else issue.period
        how = f"only for {period.label}" if period else "in every issue"
        self._make(f"Have {named(at)} stand {how}", passages.dated(self._session.plan, passage, period))

    def withdraw(self, at: Branch, passage: Passage) -> bool:
        """Take a passage out."""
        changes = passages.taken_out(self._session.plan, passage, self._session.now())
        return self._make(f"Withdraw {named(at)}", changes)

    def restore(self, at: Branch, passage: Passage) -> None:
        """Put a withdrawn passage back."""
        self._make(f"Restore {named(at)}", passages.put_back(self._session.plan, passage))

    def replace_picture(self, picture: Picture, other: Picture) -> None:
        """Give a picture another file."""
        label = f"Replace picture {quoted(picture.name)} by {quoted(other.name)}"
        self._make(label, passages.replaced(self._session.plan, picture, other))

    def headings(self, issue: Issue) -> Sequence[str]:
        """The headings under which a passage can be put."""
        return headings(self._chapters(issue))

    def _chapters(self, issue: Issue) -> Sequence[Chapter]:
        return manuscript(self._session.plan, issue)

    def _add(self, issue: Issue, passage: Passage, spot: Spot, place: str) -> str:
        when = f" for {issue.period.label}" if passage.period else ""
        changes = passages.added(self._session.plan, passage, spot.neighbour, spot.step)
        return passage.id if self._make(f"Add passage under {quoted(place)}{when}", changes) else ""

    def _comment_from_before(self, at: Branch, row: Commentary) -> str:
        before = commenting.told_before(self._session.plan, row)
        if before is None:
            return ""
        changes = commenting.told(self._session.plan, row, before.text)
        return row.id if self._make(f"Begin {named(at)} with that of an earlier period", changes) else ""

    def _make(self, label: str, changes: Iterable[Change]) -> bool:
        return self._session.make(label, changes, ORIGIN)


def _spot(at: Branch, step: int) -> Spot:
    """Where a new passage stands: beside a passage, last under a heading, or at the beginning of a part or section."""
    if at.passage is not None:
        return Spot(at.passage.heading, at.passage, step)
    if at.group is not None and at.group.title:
        return Spot(at.group.heading, at.group.passages[-1])
    return spot_in(at.chapter)
