"""A tracker's sheets and columns, in one table for those who write trackers and those who read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Recommendation, Row
from waymark.domain.text import cleaned, plain_signs
from waymark.services.cells import Field
from waymark.services.reporting import months_to

LAYOUT_VERSION = 1
STAMP_SHEET = "Waymark"
READ_ME_SHEET = "Read me"
LONGEST_TEXT = 32_700
"""Characters in a cell: Excel can hold 32,767, and LibreOffice adds line breaks of its own when it saves so many."""
CUT_NOTE = "\n[The rest is too long for Excel; it stands in the plan. Please do not edit this cell.]"


class Holds(StrEnum):
    """What a column's cells hold, and so what Excel may have made of what was typed there."""

    id = "id"
    ref = "ref"
    refs = "refs"
    due = "due"
    words = "words"
    value = "value"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, the field of the row it shows, its width in characters and the list it offers.

    A `month` makes it the column of that month's readings, `undated` that of readings whose period, as typed, names no
    year.
    """

    header: str
    field: str
    width: float
    holds: Holds = Holds.words
    editable: bool = True
    choices: str = ""
    hidden: bool = False
    month: Period | None = None
    undated: str = ""

    @property
    def name(self) -> str:
        """What a listing for programs calls it; a month is called as it is headed."""
        return self.header if self.month else NAMES.get(self.field, self.field)

    @property
    def cell(self) -> Field:
        """Which cell of the plan this column shows."""
        return Field(self.field, self.month)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one row for each thing of its kinds. A `{period}` in a header stands for the tracker's period."""

    title: str
    kinds: tuple[type[Row], ...]
    columns: tuple[Column, ...]

    @property
    def rated_as(self) -> str:
        """Which of a scheme's kinds the ratings on the sheet are; blank where there are none."""
        return next((column.choices for column in self.columns if column.field == "rating"), "")

    def find(self, plan: Plan, id: str | None) -> Row | None:
        """The plan's thing of this id, if the sheet is about such."""
        return next((row for kind in self.kinds if (row := plan.table(kind).get(id))), None)

    def headed(self, period: Period, undated: Iterable[str] = ()) -> Iterator[Column]:
        """The columns as they stand in the tracker for that period; `undated` are typed periods that name no year."""
        for column in self.columns:
            if column.field == MONTHS:
                yield from map(undated_column, undated)
                months = months_to(period, MONTHS_SHOWN)
                yield from (replace(column, header=month.label, field=month.key, month=month) for month in months)
            elif column.month:
                yield column
            else:
                yield replace(column, header=column.header.format(period=period.label))


def undated_column(label: str) -> Column:
    """The column of readings for a period that names no year: to be seen, so that nobody asks for them again."""
    return Column(f"{label}{NO_YEAR}", f"undated {header_key(label)}", 12, editable=False, undated=label)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which plan a tracker was written from and at which point of its history; for which lead, and its own id.

    `lead` is an officer's id, blank where the tracker is for everybody; `tracker` names it in the ledger.
    """

    plan_id: str
    sequence: int
    hash: str
    lead: str = ""
    tracker: str = ""

    @property
    def name(self) -> str:
        """What tells this tracker from every other one; the earliest had no id, but a hash that only one step has."""
        return self.tracker or self.hash


UNSTAMPED = Stamp("", 0, "")
"""The stamp of a workbook that Waymark did not write."""
NO_YEAR = " (no year)"
NAMES = {"rating": "rag", "update": "progress", "kpis": "kpi_refs", "title": "measure"}
"""What listings for programs call fields that they do not call by their own names."""
MONTHS = "months"
MONTHS_SHOWN = 12
ID = Column("Waymark id", "id", 12, Holds.id, editable=False, hidden=True)
ACTIONS = Sheet(
    "Actions",
    (Action,),
    (
        ID,
        Column("Ref", "ref", 9, Holds.ref, editable=False),
        Column("Theme", "theme", 22, editable=False),
        Column("Action", "text", 48),
        Column("KPIs", "kpis", 12, Holds.refs),
        Column("Due", "due", 13, Holds.due),
        Column("Leads", "leads", 26),
        Column("State", "state", 13, choices="state"),
        Column("Rating for {period}", "rating", 13, choices="action"),
    ),
)
READINGS = Sheet(
    "Readings",
    (Kpi,),
    (
        ID,
        Column("Ref", "ref", 9, Holds.ref, editable=False),
        Column("Section", "section", 18, editable=False),
        Column("Measure", "title", 36, editable=False),
        Column("Better when", "better_when", 10, editable=False),
        Column("Target", "target", 10, Holds.value, editable=False),
        Column("", MONTHS, 12, Holds.value),
        Column("Rating for {period}", "rating", 13, choices="kpi"),
    ),
)
RECOMMENDATIONS = Sheet(
    "Recommendations",
    (Recommendation,),
    (
        ID,
        Column("Ref", "ref", 9, Holds.ref, editable=False),
        Column("Recommendation", "text", 44, editable=False),
        Column("Evidence", "evidence", 48),
        Column("Further actions", "further_actions", 48),
        Column("Leads", "leads", 26),
        Column("Rating for {period}", "rating", 13, choices="recommendation"),
    ),
)
UPDATES = Sheet(
    "Updates",
    (Action, Recommendation),
    (
        ID,
        Column("Ref", "ref", 9, Holds.ref, editable=False),
        Column("Action or recommendation", "text", 44, editable=False),
        Column("Update before", "update_before", 44, editable=False),
        Column("Update for {period}", "update", 64),
    ),
)
"""What is asked of actions and recommendations in words; theirs are the rows that owe an update."""
SHEETS = (ACTIONS, READINGS, RECOMMENDATIONS, UPDATES)
STAMP_NOTE = "This sheet tells Waymark which plan this tracker came from. Please leave it as it is."
STAMPED = ("plan", "position", "hash", "period", "layout", "lead", "tracker")
"""What the hidden sheet says, a line each: the name in the first column, the value in the second."""


def header_key(header: str) -> str:
    """What two spellings of a header have in common."""
    return plain_signs(header).rstrip(":").casefold()


def as_cell(text: str) -> str:
    """The text as a cell can hold it: without control characters, and cut with a note where it is too long."""
    text = printable(text)
    # Excel counts what stands outside the Basic Multilingual Plane, such as an emoji, as two.
    if len(text) <= LONGEST_TEXT // 2 or len(text.encode("utf-16-le")) <= 2 * LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT_NOTE))].decode("utf-16-le", "ignore") + CUT_NOTE


def printable(text: str) -> str:
    """The text without control characters but line breaks."""
    # Most texts need no cleaning, and to look at each character in Python costs more than writing the cell.
    return text if text.replace("\n", "").isprintable() else cleaned(text)
