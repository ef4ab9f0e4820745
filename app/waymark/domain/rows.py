"""The things a plan holds, one row each, with every text as it was typed.

A row holds plain scalars only: it is what the plan file stores, what the change log writes and what a worker process is
given. What a typed text means (a due date, a reading's value) is asked of the value types in the modules beside this
one. The names of the classes' tables are those of the plan file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from waymark.domain.ledger import Answer as Answer
from waymark.domain.ledger import Dispatch as Dispatch
from waymark.domain.ledger import Receipt as Receipt
from waymark.domain.row import Ranked as Ranked
from waymark.domain.row import Row as Row
from waymark.domain.row import Scalar as Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Row):
    """What stands on the plan's front page, and the words this council uses for its levels. A plan has one."""

    table: ClassVar[str] = "covers"

    title: str = ""
    subtitle: str = ""
    organisation: str = ""
    version: str = ""
    version_date: str = ""
    period: str = ""
    marking: str = ""
    theme_word: str = "theme"
    objective_word: str = "objective"
    action_word: str = "action"
    kpi_word: str = "KPI"


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer(Ranked):
    """Somebody who leads or owns things: a post, and who holds it."""

    table: ClassVar[str] = "officers"

    post: str = ""
    name: str = ""
    initials: str = ""
    email: str = ""

    @property
    def label(self) -> str:
        """How the plan names this officer."""
        return self.post or self.name or self.initials


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Ranked):
    """A theme, priority or aim of the plan, or a section of an indicator report."""

    table: ClassVar[str] = "themes"

    ref: str = ""
    title: str = ""
    outcome_statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Ranked):
    """A heading under a theme, with actions beneath it."""

    table: ClassVar[str] = "objectives"

    theme_id: str | None = None
    ref: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Ranked):
    """What somebody has undertaken to do. `kpis` is its KPI refs as typed; the links themselves are `Link` rows."""

    table: ClassVar[str] = "actions"

    theme_id: str | None = None
    objective_id: str | None = None
    ref: str = ""
    text: str = ""
    expected_outcome: str = ""
    success_measures: str = ""
    kpis: str = ""
    due: str = ""
    review_date: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi(Ranked):
    """A measure, indicator or KPI. `rule` is how it is rated, as typed; `basis` says what one reading covers."""

    table: ClassVar[str] = "kpis"

    ref: str = ""
    title: str = ""
    unit: str = ""
    decimals: int | None = None
    polarity: str = ""
    frequency: str = ""
    calendar: str = ""
    basis: str = ""
    counts_children: int = 0
    rule: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Ranked):
    """What a KPI counts from a period on; a new one breaks the series."""

    table: ClassVar[str] = "definitions"

    kpi_id: str
    from_period: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement(Ranked):
    """A KPI's place in a theme's tables, or in a section of the performance data that is no theme.

    `section` is the heading where it is not the theme's title; `block` counts the tables of that section from 1.
    """

    table: ClassVar[str] = "placements"

    kpi_id: str
    theme_id: str | None = None
    section: str = ""
    block: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Ranked):
    """What a KPI should reach: from a period on (blank: from the start), by a date (blank: none given)."""

    table: ClassVar[str] = "targets"

    kpi_id: str
    value: str = ""
    from_period: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparator(Ranked):
    """A value to hold a KPI against: statistical neighbours, England, its own outturn of an earlier year."""

    table: ClassVar[str] = "comparators"

    kpi_id: str
    who: str = ""
    period: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Row):
    """A KPI's value for a period. `period` is the period's key, or blank where the typed one names no year."""

    table: ClassVar[str] = "readings"

    kpi_id: str
    period: str = ""
    period_typed: str = ""
    value: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.period, self.period_typed, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingScheme(Ranked):
    """A named set of ratings, in one version; a changed scheme is a new row, so that old judgements keep theirs."""

    table: ClassVar[str] = "rating_schemes"

    name: str = ""
    applies_to: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Ranked):
    """One rating of a scheme: letter, word, meaning, colour (`#rrggbb`) and a shape, so that colour is never alone."""

    table: ClassVar[str] = "ratings"

    scheme_id: str
    letter: str = ""
    word: str = ""
    meaning: str = ""
    colour: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Row):
    """A rating that somebody stated of an action, KPI or recommendation for a period, under a scheme's version."""

    table: ClassVar[str] = "judgements"

    subject_id: str
    scheme_id: str | None = None
    period: str = ""
    rating: str = ""
    reason: str = ""
    author: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.period, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Row):
    """What was reported of an action or recommendation for a period; `dated` is a date of its own, if it has one."""

    table: ClassVar[str] = "updates"

    subject_id: str
    period: str = ""
    dated: str = ""
    text: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return (self.period, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commentary(Ranked):
    """A section's words for a period: `summary`, `improvement_activity` or `next_steps`; `section` as in Placement."""

    table: ClassVar[str] = "commentary"

    theme_id: str | None = None
    section: str = ""
    kind: str = "summary"
    block: int = 1
    period: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Row):
    """An image that papers show: what it is called, what it says to who cannot see it, and its file in base64."""

    table: ClassVar[str] = "pictures"

    name: str = ""
    alternative: str = ""
    media_type: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Ranked):
    """A paragraph of a paper's own prose; without a period it stands in every issue of that paper.

    With a picture it shows that, and its text is the caption.
    """

    table: ClassVar[str] = "passages"

    picture_id: str | None = None
    paper: str = ""
    heading: str = ""
    period: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Ranked):
    """A meeting of the board."""

    table: ClassVar[str] = "meetings"

    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry(Ranked):
    """An action that the board itself asked for, carried from meeting to meeting."""

    table: ClassVar[str] = "log_entries"

    meeting_id: str | None = None
    ref: str = ""
    text: str = ""
    due: str = ""
    complete: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Ranked):
    """A recommendation of the inspectorate's, with what was aimed at, what shows it, and what is still to do."""

    table: ClassVar[str] = "recommendations"

    ref: str = ""
    text: str = ""
    targets: str = ""
    evidence: str = ""
    further_actions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Row):
    """A finding that somebody has accepted, with the reason.

    It holds for as long as what the finding is about stays as it was: `about` says in words what that was. Where it is
    blank, whatever that check finds of the thing is accepted.
    """

    table: ClassVar[str] = "waivers"

    subject_id: str
    check: str = ""
    about: str = ""
    reason: str = ""
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRole(Row):
    """What a person has said that a column of other people's workbooks is; without a role it is left out.

    `fingerprint` is what all spellings of its header have in common.
    """

    table: ClassVar[str] = "column_roles"

    fingerprint: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Ranked):
    """That one thing has to do with another: an action with its KPIs and leads, a recommendation with its actions."""

    table: ClassVar[str] = "links"

    from_id: str
    to_id: str


TABLES: dict[str, type[Row]] = {
    kind.table: kind
    for kind in (
        Cover,
        Officer,
        Theme,
        Objective,
        Action,
        Kpi,
        Definition,
        Placement,
        Target,
        Comparator,
        Reading,
        RatingScheme,
        Rating,
        Judgement,
        Update,
        Commentary,
        Picture,
        Passage,
        Meeting,
        LogEntry,
        Recommendation,
        Waiver,
        Dispatch,
        Receipt,
        Answer,
        ColumnRole,
        Link,
    )
}
