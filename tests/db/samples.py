"""Plans in files for the tests of the plan file, and the steps that are made in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlite_utils import Database

from waymark.domain import rows
from waymark.domain.changes import Change, ChangeSet, Header, Insert, Update
from waymark.domain.rows import Row, Scalar
from waymark_db.connection import connect, entries
from waymark_db.store import Store, create_plan, open_plan
from waymark_db.versions import VERSIONS, Version

WHO = "A secretary"
_numbers = count(1)


def clock() -> datetime:
    """The moment at which every test takes place."""
    return datetime(2017, 11, 20, 10, tzinfo=UTC)


def step(*changes: Change, id: str | None = None) -> ChangeSet:
    """A change set with a header of its own."""
    header = Header(id=id or f"step-{next(_numbers)}", label="Edit", author=WHO, origin="grid", at="2017-11-20")
    return ChangeSet(header, changes)


def change(row: Row, **values: Scalar) -> Update:
    """An update of one row's fields from what they are in `row`."""
    return Update(row.table, row.id, {name: (getattr(row, name), new) for name, new in values.items()})


THEME = rows.Theme(id="theme", ref="1", title="Practice", rank="a")
SCHEME = rows.RatingScheme(id="scheme", name="RAG", applies_to="action")
KPI = rows.Kpi(id="kpi", ref="1a", title="Visits on time", unit="%", decimals=1, rank="a")
ACTION = rows.Action(id="action", theme_id="theme", ref="1.1.1", text="Train every team manager", due="Mar 2018")
READING = rows.Reading(id="reading", kpi_id="kpi", period="2017-10", period_typed="Oct-17", value="81%")

EVERY_KIND: tuple[Row, ...] = (
    rows.Cover(id="cover", title="Steady Ground"),
    rows.Officer(id="officer", post="Head of Safeguarding", name="M. Ó Briain"),
    THEME,
    rows.Objective(id="objective", theme_id="theme", title="“Firm” practice\nand supervision"),
    ACTION,
    KPI,
    rows.Definition(id="definition", kpi_id="kpi", from_period="2017-04", text="Counted from allocation"),
    rows.Placement(id="placement", kpi_id="kpi", theme_id="theme"),
    rows.Target(id="target", kpi_id="kpi", value="95%"),
    rows.Comparator(id="comparator", kpi_id="kpi", who="England", value="78%"),
    READING,
    SCHEME,
    rows.Rating(id="rating", scheme_id="scheme", letter="G", word="Green"),
    rows.Judgement(id="judgement", subject_id="action", scheme_id="scheme", period="2017-10", rating="G"),
    rows.Update(id="update", subject_id="action", period="2017-10", text="Two cohorts trained"),
    rows.Commentary(id="commentary", theme_id="theme", period="2017-10", text="Improving"),
    rows.Picture(id="picture", name="Plan on a page", alternative="Four aims", media_type="image/png", content="iVBO"),
    rows.Passage(id="passage", picture_id="picture", paper="board", heading="Purpose", text="To note progress"),
    rows.Meeting(id="meeting", title="November board", date="2017-11-20"),
    rows.LogEntry(id="entry", meeting_id="meeting", text="Circulate the audit"),
    rows.Recommendation(id="recommendation", ref="1", text="Improve supervision"),
    rows.Waiver(id="waiver", subject_id="action", check="no-lead", reason="Post is vacant"),
    rows.Dispatch(id="dispatch", officer_id="officer", period="2017-10", position=3, file="tracker.xlsx"),
    rows.Receipt(id="receipt", tracker="dispatch", period="2017-10", file="returned.xlsx", new=2),
    rows.Answer(id="answer", subject_id="action", tracker="dispatch", field="due", text="Apr 2018"),
    rows.ColumnRole(id="column", fingerprint="owner of action", role="lead"),
    rows.Link(id="link", from_id="action", to_id="kpi"),
)
"""A row of every kind, each with what it names."""


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A plan file open for writing."""
    with open_plan(path, who=WHO, clock=clock) as store:
        yield store


def make_plan(path: Path, *first: Row) -> Path:
    """A closed plan file that holds those rows, or one row of every kind."""
    with create_plan(path, who=WHO, clock=clock, plan_id="the-plan") as store:
        store.apply(step(*map(Insert, first or EVERY_KIND)))
    return path


def some_readings(number: int, kpi: rows.Kpi = KPI) -> list[Insert]:
    """New readings of one KPI, for as many periods."""
    return [
        Insert(rows.Reading(id=f"reading-{n}", kpi_id=kpi.id, period=f"{2100 + n // 12}-{n % 12 + 1:02}", value=str(n)))
        for n in range(number)
    ]


def execute(path: Path, sql: str, *values: object) -> None:
    """Do something to a closed plan behind its back."""
    with closing(connect(path, "rw")) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute(sql, values)


def _second_migration(db: Database) -> None:
    db.table("notes").create({"id": str, "text": str}, pk="id", strict=True)
    db.execute("UPDATE kpis SET unit = 'per cent' WHERE unit = '%'")


def two_versions() -> dict[int, Version]:
    """The schema versions with one more, which adds a table and changes rows."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        database = Database(db, execute_plugins=False)
        for migrate in (VERSIONS[1].migrate, _second_migration):
            migrate(database)
        return {1: VERSIONS[1], 2: Version(_second_migration, entries(db))}
