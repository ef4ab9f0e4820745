"""Reviews: the whole plan, what has to do with an edit only, and what every check promises."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans import a_plan, an_action
from waymark.domain.changes import ChangeSet, Header, Insert, Update, applied
from waymark.domain.plan import Plan
from waymark.domain.rows import TABLES, Row
from waymark.services.checks import CHECKS
from waymark.services.checks.looking import Look
from waymark.services.checks.review import Review, review, reviewing, reviewing_again

TEXTS = [
    "",
    "All",
    "1, 2",
    "17",
    "21b",
    "6a,b",
    "(xx%)",
    "100%",
    "12",
    "March 2016",
    "Amber",
    "LAC 19 rose to 95%",
    "TBC",
]


class Watched(Plan):
    """A plan that notes which of its tables are read."""

    __slots__ = ()
    seen: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str) -> Any:
        if name in TABLES:
            Watched.seen.add(name)
        return super().__getattribute__(name)

    def find(self, id: str) -> Row | None:
        found = next((table.get(id) for table in map(super().__getattribute__, TABLES) if id in table), None)
        if found is not None:
            Watched.seen.add(found.table)
        return found


def watched(plan: Plan) -> Watched:
    return Watched(**{each.name: getattr(plan, each.name) for each in fields(plan)})


def step(*changes: Any) -> ChangeSet:
    return ChangeSet(Header(id="step", label="", author="", origin="", at=""), changes)


def again(before: Review, changes: list[Any]) -> Review:
    after = applied(before.plan, changes)
    return reviewing_again(before, after, step(*changes).touched()).finished()


def findings(found: Review) -> set[Any]:
    return {(f.check.code, f.owner_id, f.row_id, f.field, f.sentence, f.about) for f in found.findings()}


@pytest.mark.parametrize("code", CHECKS)
def test_that_a_check_reads_no_table_that_it_does_not_name(example_plan, earlier_plan, november, code):
    check, Watched.seen = CHECKS[code], set()

    for plan in map(watched, (example_plan, earlier_plan)):
        for kind in check.looks_at:
            for row in plan.table(kind).live():
                list(check.function(Look(plan, november, check), row))

    assert Watched.seen <= check.reads


@pytest.mark.parametrize("code", CHECKS)
def test_that_a_check_explains_itself_in_sentences(code):
    check = CHECKS[code]

    for text in (check.explains, check.suggests, check.example):
        assert text[0].isupper()
        assert text[-1] in ".?"


@pytest.fixture(scope="module")
def whole(example_plan, november) -> Review:
    return review(example_plan, november)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_looking_again_after_edits_finds_what_looking_at_everything_finds(whole, data):
    found = whole
    for _ in range(2):
        changes = [changed(found.plan, data) for _ in range(data.draw(st.integers(1, 2)))]
        found = again(found, list({change.id: change for change in changes if change.fields}.values()))

    assert findings(found) == findings(review(found.plan, found.period))


def changed(plan: Plan, data: Any) -> Update:
    """One field of one row of any table, with another text, or one row withdrawn."""
    table = data.draw(st.sampled_from([name for name in TABLES if len(getattr(plan, name))]))
    rows = sorted(getattr(plan, table), key=lambda row: row.id)
    row = data.draw(st.sampled_from(rows))
    name = data.draw(st.sampled_from([each.name for each in fields(row) if isinstance(getattr(row, each.name), str)]))
    if name == "id" or name.endswith("_id") or name in ("rank", "colour") or (table, name) == ("readings", "period"):
        return Update(table, row.id, {"withdrawn_at": (row.withdrawn_at, "2017-11-20T10:00:00+00:00")})
    text = data.draw(st.sampled_from([*TEXTS, *(getattr(other, name) for other in rows[:5])]))
    return Update(table, row.id, {name: (getattr(row, name), text)} if text != getattr(row, name) else {})


def test_that_a_row_that_is_withdrawn_takes_its_findings_along(november):
    action = an_action("2.1.1", kpis="21b")
    found = review(a_plan(action), november)

    after = again(found, [Update("actions", action.id, {"withdrawn_at": (None, "2017-11-20")})])

    assert [each.check.code for each in found.findings()].count("dangling_ref") == 1
    assert after.findings() == ()


def test_that_a_new_row_is_looked_at_and_so_are_its_peers(november):
    first = an_action("1.1.1")
    found = review(a_plan(first), november)

    after = again(found, [Insert(an_action("1.1.1", "Another"))])

    assert [each.check.code for each in after.findings() if each.check.code == "duplicate_ref"] == ["duplicate_ref"] * 2


def test_that_an_edit_of_one_action_looks_at_little(whole, example_plan):
    action = example_plan.actions.live()[10]
    changes = [Update("actions", action.id, {"text": (action.text, "Another text")})]
    everything, little = reviewing(example_plan, whole.period), steps(whole, changes)

    taken = sum(iter(everything.step, False))

    assert 0 < little < taken / 5


def steps(before: Review, changes: list[Any]) -> int:
    work = reviewing_again(before, applied(before.plan, changes), step(*changes).touched())
    return sum(iter(work.step, False))


def test_that_a_review_being_made_says_nothing_before_it_is_done(example_plan, november):
    work = reviewing(example_plan, november)

    work.step()

    assert work.review is None
    assert work.finished().findings()


def test_that_errors_come_first(whole):
    severities = [finding.check.severity.value for finding in whole.findings()]

    assert severities == sorted(severities, key=["error", "warning", "note"].index)
