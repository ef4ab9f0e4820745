"""The one way to write a plan: all of a change set or nothing, with its line in the log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.db.samples import (
    ACTION,
    EVERY_KIND,
    KPI,
    READING,
    THEME,
    WHO,
    change,
    clock,
    make_plan,
    opened,
    some_readings,
    step,
)
from waymark.domain import rows
from waymark.domain.changes import Insert, Remove, applied
from waymark.domain.errors import Refused, SaveFailed, StaleEdit
from waymark.domain.plan import Plan
from waymark.ports import Draft
from waymark_db.connection import connect, number
from waymark_db.lock import lock_path
from waymark_db.store import create_plan, read_plan


def test_that_a_row_of_every_kind_comes_back_as_it_was_put_in(store):
    assert store.load() == applied(Plan(), map(Insert, EVERY_KIND))


def test_that_a_change_is_in_the_file_and_in_the_log(store):
    made = step(change(ACTION, due="June 2018"), change(KPI, decimals=None))

    position = store.apply(made)

    plan = store.load()
    assert (plan.actions["action"].due, plan.kpis["kpi"].decimals) == ("June 2018", None)
    assert store.changeset(made.header.id) == made
    assert [row.changeset for row in store.log(after=1)] == [made]
    assert position == store.position() == list(store.log())[-1].position
    assert position.sequence == 2


@pytest.mark.parametrize(
    "stale",
    [change(replace(ACTION, due="long ago"), due="June 2018"), Insert(ACTION), Remove(replace(READING, value="80%"))],
    ids=["update", "insert", "remove"],
)
def test_that_a_change_against_other_values_is_refused_whole(store, stale):
    before, position = store.load(), store.position()

    with pytest.raises(Refused):
        store.apply(step(change(KPI, title="Visits"), stale))

    assert (store.load(), store.position()) == (before, position)


def test_that_an_update_of_a_value_that_was_none_is_checked_like_any_other(store):
    store.apply(step(change(ACTION, theme_id=None)))

    with pytest.raises(StaleEdit):
        store.apply(step(change(ACTION, theme_id=None)))


def test_that_what_was_done_can_be_taken_back(store):
    before = store.load()
    done = step(Insert(rows.Theme(id="new", title="Voice")), change(ACTION, theme_id="new"), *some_readings(30))
    store.apply(done)

    store.apply(done.inverse(step().header))

    assert store.load() == before
    assert [header.undoes for header in store.headers()] == [None, None, done.header.id]


def test_that_a_row_may_come_before_the_row_it_names(store):
    store.apply(step(Insert(replace(ACTION, id="other", theme_id="new")), Insert(replace(THEME, id="new"))))

    assert store.load().actions["other"].theme_id == "new"


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        (Insert(rows.Link(id="again", from_id="action", to_id="kpi")), "already linked"),
        (Insert(replace(READING, id="again")), "already has a reading for that period"),
        (Insert(replace(ACTION, id="other", theme_id="nowhere")), "not in the plan"),
        (Remove(KPI), "not in the plan"),
    ],
    ids=["second link", "second reading", "unknown theme", "KPI with readings"],
)
def test_that_a_row_that_breaks_a_rule_of_the_plan_is_refused_in_words(store, refused, words):
    before = store.load()

    with pytest.raises(Refused, match=words):
        store.apply(step(refused))

    assert store.load() == before
    assert store.verify() == []


def test_that_readings_without_a_known_period_may_be_many(store):
    store.apply(step(*(Insert(replace(READING, id=f"r{n}", period="")) for n in range(3))))

    assert len(store.load().readings) == 4


def test_that_readings_may_trade_their_periods_in_one_step(store):
    other = replace(READING, id="other", period="2017-11")
    store.apply(step(Insert(other)))

    store.apply(step(change(READING, period="2017-11"), change(other, period="2017-10")))

    assert [reading.id for reading in store.load().readings.live()] == ["other", "reading"]


def test_that_a_reading_may_be_put_in_before_the_one_it_replaces_is_withdrawn(store):
    store.apply(step(Insert(replace(READING, id="better")), change(READING, withdrawn_at="2017-11-20")))

    assert [reading.id for reading in store.load().readings.live()] == ["better"]


def test_that_a_withdrawn_link_may_come_back(store):
    link = store.load().links["link"]
    gone = replace(link, withdrawn_at="2017-11-20")

    store.apply(step(change(link, withdrawn_at="2017-11-20")))
    store.apply(step(change(gone, withdrawn_at=None)))

    assert store.load().links["link"] == link


def test_that_an_unknown_step_is_refused(store):
    with pytest.raises(Refused, match="not in this plan's history"):
        store.changeset("never")


def test_that_a_draft_is_kept_outside_the_log_until_it_is_discarded(path):
    with opened(path) as store:
        position = store.position()
        store.save_draft(Draft("action", "text", "Train ev", "2017-11-20T10:00"))
        store.save_draft(Draft("action", "text", "Train every", "2017-11-20T10:01"))

    with opened(path) as store:
        assert store.drafts() == [Draft("action", "text", "Train every", "2017-11-20T10:01")]
        assert store.position() == position
        store.discard_draft("action", "text")
        assert store.drafts() == []


def test_that_a_reader_sees_what_a_writer_saves_meanwhile(store):
    with read_plan(store.path) as reader:
        store.apply(step(change(ACTION, due="June 2018")))

        assert reader.load().actions["action"].due == "June 2018"
        assert reader.position() == store.position()


def test_that_two_plans_with_the_same_steps_have_different_hashes(tmp_path):
    positions = []
    for name in ("one", "two"):
        with create_plan(tmp_path / name, who=WHO, clock=clock) as store:
            positions.append((store.position(), store.apply(step(Insert(THEME), id="first"))))

    assert positions[0] != positions[1]
    assert positions[0][0].hash != positions[1][0].hash


def test_that_a_plan_is_not_made_over_another_file(path):
    before = path.read_bytes()

    with pytest.raises(Refused, match=r"already a file “plan\.waymark”"):
        create_plan(path, who=WHO, clock=clock)

    assert path.read_bytes() == before


def test_that_at_rest_a_plan_is_one_file(tmp_path):
    make_plan(tmp_path / "plan.waymark")

    assert [each.name for each in tmp_path.iterdir()] == ["plan.waymark"]


@pytest.mark.parametrize("how", ["removed", "replaced", "renamed"])
def test_that_nothing_is_saved_into_a_file_that_was_taken_away(path, template, how):
    with opened(path) as store:
        before = store.load()
        if how == "renamed":
            path.rename(path.with_name("elsewhere.waymark"))
        else:
            path.unlink()
        if how == "replaced":
            path.write_bytes(template.read_bytes())

        with pytest.raises(SaveFailed, match="moved, removed or replaced"):
            store.apply(step(change(ACTION, due="June 2018")))

        assert store.load() == before
        if how == "replaced":
            assert path.read_bytes() == template.read_bytes()


def test_that_a_plan_changed_from_elsewhere_is_not_written_over(store):
    lock_path(store.path).unlink()
    with opened(store.path) as other:
        other.apply(step(change(ACTION, due="June 2018")))

    with pytest.raises(StaleEdit, match="changed from elsewhere"):
        store.apply(step(change(KPI, title="Visits")))


def test_that_a_plan_held_by_another_program_is_refused_in_words_until_it_is_free(path, monkeypatch):
    monkeypatch.setattr("waymark_db.connection.BUSY_SECONDS", 0.0)
    made = step(change(ACTION, due="June 2018"))

    with opened(path) as store, closing(connect(path, "rw")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SaveFailed, match="another program is holding the file"):
            store.apply(made)
        with pytest.raises(SaveFailed, match="another program is holding the file"):
            store.save_draft(Draft("action", "text", "Train", "2017-11-20"))
        with pytest.raises(Refused, match="another program is holding the file"):
            store.load()
        other.execute("ROLLBACK")

        store.apply(made)

        assert store.load().actions["action"].due == "June 2018"


def test_that_a_full_disk_is_told_in_words_and_leaves_no_trace(store):
    before = store.load()
    store.connection.execute(f"PRAGMA max_page_count={number(store.connection, 'page_count')}")

    with pytest.raises(SaveFailed, match="the disk is full"):
        store.apply(step(*some_readings(1000)))

    assert store.load() == before
    assert store.apply(step(change(ACTION, due="June 2018"))).sequence == 2


def test_that_a_value_no_column_takes_is_a_bug_and_not_a_refusal(store):
    with pytest.raises(sqlite3.IntegrityError):
        store.apply(step(change(KPI, decimals="many")))
