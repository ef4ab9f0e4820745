"""What verify finds: rows that are not what the history made of them, and a history that was altered."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest

from tests.db.samples import ACTION, EVERY_KIND, change, execute, opened, step
from waymark.domain.changes import ChangeSet, Update
from waymark.domain.rows import Scalar
from waymark_db.store import read_plan


def faults(path) -> list[str]:
    with read_plan(path) as reader:
        return list(reader.verify())


def _everything_changed() -> ChangeSet:
    """Every field of every row but those that name rows, given another value."""
    changes = []
    for row in EVERY_KIND:
        pairs = {each.name: (getattr(row, each.name), _other(getattr(row, each.name))) for each in fields(row)}
        kept = {name: pair for name, pair in pairs.items() if name != "id" and not name.endswith("_id")}
        changes.append(Update(row.table, row.id, kept))
    return step(*changes)


def _other(value: Scalar) -> Scalar:
    return value + 1 if isinstance(value, int) else f"{value or ''}x"


def test_that_the_log_replays_to_the_rows_for_every_table(path):
    changed = _everything_changed()
    with opened(path) as store:
        before = store.load()
        store.apply(changed)
        store.apply(changed.inverse(step().header))
        store.apply(_everything_changed())

        assert store.load() != before
        assert store.verify() == []


@pytest.mark.parametrize("row", EVERY_KIND, ids=lambda row: row.table)
def test_that_a_row_changed_behind_the_historys_back_is_found(path, row):
    name = [each.name for each in fields(row) if not each.name.endswith("_id")][-1]
    execute(path, f'UPDATE {row.table} SET "{name}" = ?', "7")

    (fault,) = faults(path)

    assert fault == f"The row {row.id} of “{row.table}” has “7” as its {name}; the history says “{getattr(row, name)}”."


def test_that_a_row_the_history_does_not_have_is_found(path):
    execute(path, "INSERT INTO meetings (id) VALUES ('planted')")

    assert faults(path) == ["There is a row planted of “meetings” that the history does not have."]


def test_that_a_row_gone_behind_the_historys_back_is_found(path):
    execute(path, "DELETE FROM readings")

    assert faults(path) == ["The history has a row reading of “readings” that is not there."]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE log SET label = 'Nothing' WHERE sequence = 2", "Step 2 of the history (“Nothing”"),
        ("UPDATE log SET changes = '[]' WHERE sequence = 2", "Step 2 of the history"),
        ("UPDATE log SET redacted = 1 WHERE sequence = 2", "Step 2 of the history"),
        ("UPDATE log SET epoch = 7 WHERE sequence = 2", "Step 2 of the history"),
        ("UPDATE log SET hash = 'none' WHERE sequence = 3", "Step 3 of the history"),
        ("UPDATE log SET changes = 'no JSON' WHERE sequence = 2", "Step 2 of the history"),
        ("DELETE FROM log WHERE sequence = 2", "a gap before step 3"),
        ("DELETE FROM log WHERE sequence = 3", "the history says “Mar 2018”"),
        ("UPDATE epochs SET rows = '{}'", "The checkpoint of"),
        ("UPDATE epochs SET sequence = 1", "The checkpoint of"),
        ("DELETE FROM epochs", "no checkpoint"),
        ("UPDATE facts SET plan_id = 'another'", "The checkpoint of"),
    ],
)
def test_that_an_altered_history_is_found(path, sql, said):
    with opened(path) as store:
        store.apply(step(change(ACTION, ref="9"), id="two"))
        store.apply(step(change(ACTION, due="June 2018"), id="three"))
    execute(path, sql)

    assert any(said in fault for fault in faults(path))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("links", "from_id"),
        ("links", "to_id"),
        ("judgements", "subject_id"),
        ("updates", "subject_id"),
        ("waivers", "subject_id"),
        ("answers", "subject_id"),
    ],
)
def test_that_what_names_nothing_is_found(path, table, column):
    row = next(row for row in EVERY_KIND if row.table == table)
    with opened(path) as store:
        store.apply(step(Update(table, row.id, {column: (getattr(row, column), "nobody")})))

    assert faults(path) == [f"The row {row.id} of “{table}” names something that is not there ({column})."]


def test_that_a_foreign_key_to_nothing_is_found(path):
    execute(path, "UPDATE actions SET theme_id = 'nobody'")

    assert "A row of “actions” names one of “themes” that is not there." in faults(path)


def test_that_the_log_holds_json_of_one_form(path):
    with opened(path) as store:
        store.apply(step(change(ACTION, text='“Tŷ” \\ \n " done')))
        (changes,) = store.connection.execute("SELECT changes FROM log WHERE sequence = 2").fetchone()

    assert changes == json.dumps(json.loads(changes), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert "“Tŷ”" in changes
