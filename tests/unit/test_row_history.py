"""What the log tells of one row, and how an earlier value is put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.plans import a_kpi, a_link, a_plan, a_reading, an_action
from waymark.domain.changes import Change, ChangeSet, Header, Insert, Update, applied
from waymark.domain.rows import Action
from waymark.ports import LogRow, Position
from waymark.services.row_history import FieldChange, RowHistories, history_of, put_back

AT = "2017-11-20T10:00:00+00:00"


@dataclass
class Log:
    """A reader's log, and from where on it was read."""

    rows: list[LogRow] = field(default_factory=list)
    read_from: list[int] = field(default_factory=list)

    def step(self, label: str, *changes: Change) -> None:
        header = Header(id=label, label=label, author="A secretary", origin="test", at=AT)
        self.rows.append(LogRow(Position(len(self.rows) + 1, label), ChangeSet(header, changes)))

    def log(self, after: int = 0) -> Iterator[LogRow]:
        self.read_from.append(after)
        yield from self.rows[after:]


def test_that_the_history_of_a_row_tells_its_own_changes_newest_first():
    action, other = an_action("1.1.1"), an_action("1.1.2")
    log = Log()
    log.step("Begin", Insert(action), Insert(other))
    log.step("Change due", Update("actions", action.id, {"due": ("", "Mar 2018")}))
    log.step("Change something else", Update("actions", other.id, {"due": ("", "TBC")}))

    told = history_of(log, action.id)

    assert [each.header.label for each in told] == ["Change due", "Begin"]
    assert told[0].changed == (FieldChange(Action, action.id, "due", "", "Mar 2018"),)


def test_that_what_belongs_to_a_row_stands_in_its_history():
    kpi = a_kpi()
    reading = a_reading(kpi)
    log = Log()
    log.step("Begin", Insert(kpi), Insert(reading))
    log.step("Change reading", Update("readings", reading.id, {"value": ("82%", "84%")}))

    assert [each.header.label for each in history_of(log, kpi.id)] == ["Change reading", "Begin"]


def test_that_the_log_is_read_once_and_then_only_as_far_as_it_has_grown():
    action = an_action()
    log = Log()
    log.step("Begin", Insert(action))
    histories = RowHistories(log)
    histories.of(action.id)

    log.step("Change due", Update("actions", action.id, {"due": ("", "TBC")}))

    assert len(histories.of(action.id)) == 2
    assert log.read_from == [0, 1]


def test_that_a_value_is_put_back_over_what_has_become_of_it_since():
    action = an_action(due="TBC")
    plan = a_plan(action)

    changes = put_back(plan, FieldChange(Action, action.id, "due", "Mar 2018", "Apr 2018"), AT)

    assert applied(plan, changes).actions[action.id].due == "Mar 2018"


def test_that_nothing_is_to_be_put_back_where_the_value_stands_already():
    action = an_action(due="Mar 2018")

    assert put_back(a_plan(action), FieldChange(Action, action.id, "due", "Mar 2018", "Apr 2018"), AT) == ()


def test_that_links_follow_an_actions_kpi_refs_when_these_are_put_back():
    one, two = a_kpi("1a"), a_kpi("1b")
    action = an_action(kpis="1b")
    plan = a_plan(one, two, action, a_link(action, two))

    after = applied(plan, put_back(plan, FieldChange(Action, action.id, "kpis", "1a", "1b"), AT))

    assert [link.to_id for link in after.links.where("from_id", action.id)] == [one.id]
