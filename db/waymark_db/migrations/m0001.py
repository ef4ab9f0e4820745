"""Schema version 1: a table for each kind of row, the log, its epochs, drafts and facts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

PARENTS = {
    "theme_id": "themes",
    "objective_id": "objectives",
    "kpi_id": "kpis",
    "scheme_id": "rating_schemes",
    "meeting_id": "meetings",
    "officer_id": "officers",
    "picture_id": "pictures",
}


def migrate(db: Database) -> None:
    """Make every table of version 1 in an empty file."""
    _make_plan_tables(db)
    _make_reporting_tables(db)
    _make_history(db)
    db.execute(
        'CREATE UNIQUE INDEX "live_links" ON "links" ("from_id", "to_id") WHERE "withdrawn_at" IS NULL',
    )
    db.execute(
        'CREATE UNIQUE INDEX "live_readings" ON "readings" ("kpi_id", "period")'
        ' WHERE "withdrawn_at" IS NULL AND "period" <> \'\''
    )


def _make_plan_tables(db: Database) -> None:
    """What is to be done and measured."""
    _make(
        db,
        "covers",
        "title subtitle organisation version version_date period marking"
        " theme_word objective_word action_word kpi_word",
    )
    _make(db, "officers", "rank post name initials email")
    _make(db, "themes", "rank ref title outcome_statement")
    _make(db, "objectives", "rank theme_id ref title", nullable="theme_id")
    _make(
        db,
        "actions",
        "rank theme_id objective_id ref text expected_outcome success_measures kpis due review_date state",
        nullable="theme_id objective_id",
    )
    _make(
        db,
        "kpis",
        "rank ref title unit decimals polarity frequency calendar basis counts_children rule note",
        nullable="decimals",
        integers={"decimals": None, "counts_children": 0},
    )
    _make(db, "definitions", "rank kpi_id from_period text")
    _make(db, "placements", "rank kpi_id theme_id section block", nullable="theme_id", integers={"block": 1})
    _make(db, "targets", "rank kpi_id value from_period by")
    _make(db, "comparators", "rank kpi_id who period value")


def _make_reporting_tables(db: Database) -> None:
    """What is reported, said and sent of it."""
    _make(db, "readings", "kpi_id period period_typed value")
    _make(db, "rating_schemes", "rank name applies_to version", integers={"version": 1})
    _make(db, "ratings", "rank scheme_id letter word meaning colour shape")
    _make(db, "judgements", "subject_id scheme_id period rating reason author", nullable="scheme_id")
    _make(db, "updates", "subject_id period dated text")
    _make(db, "commentary", "rank theme_id section kind block period text", nullable="theme_id", integers={"block": 1})
    _make(db, "pictures", "name alternative media_type content")
    _make(db, "passages", "rank picture_id paper heading period text", nullable="picture_id")
    _make(db, "meetings", "rank title date")
    _make(db, "log_entries", "rank meeting_id ref text due complete", nullable="meeting_id")
    _make(db, "recommendations", "rank ref text targets evidence further_actions")
    _make(db, "waivers", "subject_id check about reason author at")
    _make(db, "dispatches", "officer_id period position file at", nullable="officer_id", integers={"position": 0})
    counts = dict.fromkeys(("new", "changed", "conflicts", "refused"), 0)
    _make(db, "receipts", "tracker period file digest new changed conflicts refused at", integers=counts)
    _make(db, "answers", "subject_id tracker field text")
    _make(db, "column_roles", "fingerprint role")
    _make(db, "links", "rank from_id to_id")


def _make(
    db: Database, table: str, columns: str, nullable: str = "", integers: Mapping[str, int | None] | None = None
) -> None:
    """A table of rows: texts but for `integers`, never NULL but for `nullable`, blank by default."""
    numbers = integers or {}
    names = columns.split()
    filled = [name for name in names if name not in nullable.split()]
    db.table(table).create(
        {"id": str, "withdrawn_at": str} | {name: int if name in numbers else str for name in names},
        pk="id",
        not_null=["id", *filled],
        defaults={name: numbers.get(name, "") for name in filled if not name.endswith("_id")},
        foreign_keys=[(name, PARENTS[name], "id") for name in names if name in PARENTS],
        strict=True,
    )


def _make_history(db: Database) -> None:
    log = {"sequence": int, "epoch": int, "id": str, "label": str, "author": str, "origin": str, "at": str}
    log |= {"undoes": str, "redacted": int, "hash": str, "changes": str}
    _strict(db, "log", log, pk="sequence", nullable={"undoes"})
    db.table("log").create_index(["id"], index_name="log_ids", unique=True)
    epochs = {"number": int, "sequence": int, "hash": str, "reason": str, "author": str, "at": str}
    _strict(db, "epochs", epochs | {"digest": str, "rows": str}, pk="number")
    _strict(db, "drafts", {"row_id": str, "field": str, "text": str, "at": str}, pk=("row_id", "field"))
    _strict(db, "facts", {"plan_id": str, "created_at": str, "created_by": str, "made_with": str}, pk="plan_id")


def _strict(
    db: Database,
    table: str,
    columns: Mapping[str, type],
    pk: str | tuple[str, ...],
    nullable: frozenset[str] | set[str] = frozenset(),
) -> None:
    db.table(table).create(
        dict(columns), pk=pk, not_null=[name for name in columns if name not in nullable], strict=True
    )
