"""Taking a text out of a plan for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.db.samples import ACTION, KPI, WHO, change, clock, opened, step
from waymark.domain.changes import Insert
from waymark.domain.errors import Refused, SaveFailed
from waymark.ports import Draft
from waymark_db.connection import number
from waymark_db.redaction import redact
from waymark_db.store import create_plan, read_plan

NAME = 'Child “A” \\ née "Ó Sé"'


@pytest.fixture
def path(tmp_path):
    """A plan that holds a name in every place where a person could have typed it, in rows, history and drafts."""
    path = tmp_path / "plan.waymark"
    first = replace(ACTION, theme_id=None, text=f"Visit {NAME}, then {NAME} again")
    with create_plan(path, who=f"Friend of {NAME}", clock=clock) as store:
        store.apply(step(Insert(first), Insert(KPI)))
        redact(store, "Visits on time", reason="a test", author=WHO, clock=clock)
        made = step(change(first, due="June 2018"), change(first, text=f"Visit {NAME}"))
        store.apply(replace(made, header=replace(made.header, origin=f"import {NAME}.xlsx", label=f"About {NAME}")))
        store.save_draft(Draft("action", "text", f"Visit {NAME} so", "2017-11-20"))
    return path


def redacted(path, text: str = NAME, reason: str = "a child was named") -> None:
    with opened(path) as store:
        redact(store, text, reason=reason, author=WHO, clock=clock)


def test_that_a_redacted_text_is_nowhere_in_the_file(path):
    assert NAME.encode() in path.read_bytes()

    redacted(path)

    content = path.read_bytes()
    for form in (NAME, "née", "Ó Sé"):
        assert form.encode() not in content
    with read_plan(path) as reader:
        assert reader.load().actions["action"].text == "Visit [redacted]"
        assert reader.load().actions["action"].due == "June 2018"
        assert reader.drafts()[0].text == "Visit [redacted] so"
        assert reader.verify() == []


def test_that_the_history_goes_on_and_says_who_redacted_and_why(path):
    with read_plan(path) as reader:
        position = reader.position()

    redacted(path)

    with opened(path) as store:
        assert (store.position(), store.headers()) == (position, [])
        (reason, author) = store.connection.execute("SELECT reason, author FROM epochs ORDER BY number DESC").fetchone()
        assert (reason, author) == ("Redacted: a child was named", WHO)
        assert [row.changeset.header.label for row in store.log()] == ["Edit", "About [redacted]"]
        store.apply(step(change(store.load().actions["action"], text="Visit")))
        assert store.verify() == []


def test_that_a_redacted_step_is_not_given_out_and_others_are(path):
    with opened(path) as store:
        steps = [row.changeset for row in store.log()]
        other = step(change(KPI, note="unaffected"))
        store.apply(other)

    redacted(path)

    with read_plan(path) as reader:
        for each in steps:
            with pytest.raises(Refused, match="redacted"):
                reader.changeset(each.header.id)
        assert reader.changeset(other.header.id) == other


@pytest.mark.parametrize("text", ["", "  ", "ab", " a ", "redacted", "[redacted]"])
def test_that_a_text_too_short_to_be_told_from_others_is_refused(path, text):
    before = path.read_bytes()

    with pytest.raises(Refused, match="too short"):
        redacted(path, text)

    assert path.read_bytes() == before


def test_that_a_text_that_is_nowhere_is_refused(path):
    before = path.read_bytes()

    with pytest.raises(Refused, match="does not stand anywhere"):
        redacted(path, "Someone else")

    assert path.read_bytes() == before


def test_that_the_reason_must_not_hold_the_text(path):
    with pytest.raises(Refused, match="cannot hold the text"):
        redacted(path, "June", reason="June was wrong")


@pytest.mark.parametrize("text", ["update", "fields", "action", "kpi"])
def test_that_redacting_a_word_of_the_files_own_leaves_the_file_sound(path, text):
    with opened(path) as store:
        store.apply(step(change(store.load().actions["action"], text=f"An {text} of it")))

    redacted(path, text)

    with read_plan(path) as reader:
        assert reader.load().actions["action"].text == "An [redacted] of it"
        assert reader.verify() == []


def test_that_a_redaction_that_finds_no_room_changes_nothing(path):
    with opened(path) as store:
        store.apply(step(change(KPI, note="xyz " * 5000)))
        store.connection.execute(f"PRAGMA max_page_count={number(store.connection, 'page_count')}")

        with pytest.raises(SaveFailed, match="the disk is full"):
            redact(store, "xyz", reason="no word", author=WHO, clock=clock)

        assert store.load().kpis["kpi"].note == "xyz " * 5000
        assert store.verify() == []
