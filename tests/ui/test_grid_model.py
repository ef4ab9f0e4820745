"""The grid's model: what it shows, what it takes, and what it tells after a change."""

from __future__ import annotations

import pytest

from tests.plans import a_kpi, a_link, a_plan, a_reading, an_action, an_officer
from tests.ui.grids import DUE, FIRST, LEADS, RATING, REF, SECOND, TEXT, THEME, THIRD, ActionsOfThemes, steps
from waymark.domain.changes import Insert
from waymark.domain.edits import Edits
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import period_from_key
from waymark.domain.rows import Action, Kpi
from waymark_ui.grid.arranging import filtered, in_order
from waymark_ui.grid.columns import Kind, Line
from waymark_ui.grid.model import LOOK, CellText, GridModel
from waymark_ui.grid.sorting import sort_key
from waymark_ui.grid.touched import rows_touched
from waymark_ui.session import Session


@pytest.fixture
def model(session: Session) -> GridModel:
    return GridModel(session, ActionsOfThemes())


def shows(model: GridModel) -> list[str]:
    return [model.text(line, REF) for line in range(model.rowCount())]


def test_that_the_model_keeps_qts_contract(model, qtmodeltester):
    qtmodeltester.check(model)

    model.filter_by("text", "a")
    model.sort(DUE)

    qtmodeltester.check(model)


def test_that_rows_stand_under_their_headings(model):
    assert shows(model) == ["Practice", "1.1", "1.2", "Leadership", "2.1"]
    assert model.text(0, TEXT) == ""


def test_that_typing_becomes_one_named_step(model, session):
    assert model.setData(model.index(SECOND, DUE), "June 2018")

    assert model.text(SECOND, DUE) == "June 2018"
    assert steps(session) == ["Change Due"]


def test_that_what_is_not_understood_is_refused_in_words_and_changes_nothing(model, session, qtbot):
    with qtbot.waitSignal(model.refused) as told:
        assert not model.setData(model.index(SECOND, DUE), "soonish")

    assert "soonish" in told.args[0]
    assert steps(session) == []


def test_that_of_several_texts_the_understood_ones_are_taken_as_one_step(model, session):
    cells = [CellText(FIRST, DUE, "never mind"), CellText(SECOND, DUE, "Dec 2018"), CellText(THIRD, THEME, "x")]

    refusals = model.enter(cells, "Paste 3 cells", "paste")

    assert [refusal.cell.line for refusal in refusals] == [FIRST, THIRD]
    assert model.text(SECOND, DUE) == "Dec 2018"
    assert steps(session) == ["Paste 3 cells"]


def test_that_headings_and_columns_that_are_worked_out_say_why_they_take_nothing(model):
    assert model.why_not(0, TEXT) == "This is a heading. Type into the rows beneath it."
    assert "Theme" in model.why_not(FIRST, THEME)
    assert model.why_not(FIRST, TEXT) == ""


def test_that_a_plan_open_for_reading_takes_nothing(session, preferences):
    reading = Session.reading(session.reader, session.clock, preferences)
    model = GridModel(reading, ActionsOfThemes())

    assert not model.is_editable(FIRST, TEXT)
    with pytest.raises(NotUnderstood, match="reading only"):
        model.understood(FIRST, TEXT, "x")


def test_that_a_change_tells_of_its_row_only(model, session, qtbot):
    with qtbot.waitSignal(model.dataChanged) as told:
        model.setData(model.index(THIRD, RATING), "green")

    assert (told.args[0].row(), told.args[1].row()) == (THIRD, THIRD)
    assert model.text(THIRD, RATING) == "Green"


def test_that_a_renamed_post_shows_in_every_row_that_it_leads(model, session):
    model.setData(model.index(FIRST, LEADS), "Head of Safeguarding")
    post = session.plan.officers.where("post", "Head of Safeguarding")[0]
    edits = Edits(session.plan)
    edits.set(post, post="Head of Care")

    session.make("Rename", edits.changes(), "test")

    assert model.text(FIRST, LEADS) == "Head of Care"


def test_that_a_new_row_appears_and_one_taken_back_goes(model, session):
    theme = session.plan.themes.live()[0]
    session.make("Insert", [Insert(an_action("1.3", "New", theme_id=theme.id))], "test")
    assert shows(model) == ["Practice", "1.1", "1.2", "1.3", "Leadership", "2.1"]

    session.undo()

    assert shows(model) == ["Practice", "1.1", "1.2", "Leadership", "2.1"]


def test_that_sorting_goes_by_days_and_leaves_headings_out(model):
    model.sort(DUE)
    assert shows(model) == ["1.1", "2.1", "1.2"]

    model.sort(-1)
    assert shows(model) == ["Practice", "1.1", "1.2", "Leadership", "2.1"]


def test_that_blanks_are_last_in_either_direction():
    lines = {due: Line(an_action(due=due)) for due in ("Mar 2018", "", "Jan 2018")}
    typed = {line: due for due, line in lines.items()}

    def sorted_typed(descending):
        return [
            typed[line]
            for line in in_order([*typed], lambda line: sort_key(Kind.due, typed[line]), descending=descending)
        ]

    assert sorted_typed(False) == ["Jan 2018", "Mar 2018", ""]
    assert sorted_typed(True) == ["Mar 2018", "Jan 2018", ""]


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (Kind.ref, ["1.10", "1.9", "1.2"], ["1.2", "1.9", "1.10"]),
        (Kind.value, ["100%", "9.5%", "n/a"], ["9.5%", "100%", "n/a"]),
        (Kind.text, ["beta", "Alpha"], ["Alpha", "beta"]),
    ],
)
def test_that_each_kind_is_sorted_as_people_count(kind, typed, expected):
    assert sorted(typed, key=lambda text: sort_key(kind, text)) == expected


def test_that_ratings_are_sorted_in_the_order_of_their_scheme():
    words = ("Red", "Amber", "Green")

    assert sorted(["Green", "Amber", "Red"], key=lambda text: sort_key(Kind.rating, text, words)) == [*words]


def test_that_a_sorted_row_stays_where_it_is_while_it_is_typed_into(model):
    model.sort(DUE)

    model.setData(model.index(0, DUE), "Dec 2030")

    assert shows(model) == ["1.1", "2.1", "1.2"]


def test_that_a_filter_keeps_the_headings_of_what_it_leaves(model):
    model.filter_by("text", "AUDIT")

    assert shows(model) == ["Practice", "1.2"]
    assert model.filters() == {"text": "AUDIT"}


def test_that_headings_go_with_their_last_row():
    lines = [Line(None, "A", 1), Line(None, "A1", 2), Line(None, "A2", 2), Line(an_action()), Line(None, "B", 1)]

    kept = filtered(lines, lambda line: True)

    assert [line.heading for line in kept] == ["A", "A2", ""]


def test_that_the_period_changes_what_is_shown(model, session, qtbot):
    with qtbot.waitSignal(model.modelReset):
        session.report_on(period_from_key("2016-01"))

    assert model.data(model.index(FIRST, DUE), LOOK).mark == ""


def test_that_a_screen_reader_is_told_what_a_mark_means(model, session):
    session.report_on(period_from_key("2017-11"))

    assert model._told(FIRST, DUE) == "Mar 2017. Overdue."


def test_that_a_reading_touches_its_kpi_and_a_post_may_touch_any_row():
    kpi, action, officer = a_kpi(), an_action(), an_officer()
    reading, link = a_reading(kpi), a_link(action, kpi)

    before, after = a_plan(), a_plan(kpi, action, officer, reading, link)

    assert rows_touched(Kpi, {"readings": {reading.id}}, before, after) == {kpi.id}
    assert rows_touched(Action, {"links": {link.id}}, before, after) == {action.id, kpi.id}
    assert rows_touched(Action, {"actions": {action.id}}, before, after) == {action.id}
    assert rows_touched(Action, {"officers": {officer.id}}, before, after) is None
