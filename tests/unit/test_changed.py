"""What has changed since a day."""

from __future__ import annotations

from dataclasses import replace

from tests.plans import a_kpi, a_link, a_plan, a_reading, an_action
from waymark.domain.changes import ChangeSet, Header, Insert, Update, applied
from waymark.domain.rows import Update as Reported
from waymark.services.changed import changed_by


def a_step(*changes):
    header = Header(id=f"step {id(changes)}", label="Change", author="A", origin="grid", at="2017-11-20T10:00:00+00:00")
    return ChangeSet(header, changes)


def test_that_changes_are_counted_by_the_thing_that_they_are_about():
    action, kpi = an_action(), a_kpi()
    steps = [
        a_step(Insert(Reported(id="u", subject_id=action.id, text="Begun."))),
        a_step(Insert(a_reading(kpi)), Insert(a_link(action, kpi))),
    ]
    plan = applied(a_plan(action, kpi), [change for step in steps for change in step.changes])

    changed = changed_by(plan, steps)

    assert (changed.steps, changed.actions, changed.kpis) == (2, (action.id,), (kpi.id,))


def test_that_what_was_undone_again_has_not_changed():
    action = an_action(due="Mar 2017")
    step = a_step(Update("actions", action.id, {"due": ("Mar 2017", "Apr 2017")}))
    undone = step.inverse(replace(step.header, id="undo"))

    changed = changed_by(a_plan(action), [step, undone])

    assert (changed.steps, changed.actions) == (2, ())
