"""The rating schemes chosen, changed, begun and refused in their dialog."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QComboBox, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.dialogs import box, click
from tests.plans import a_cover, a_judgement, a_kpi, an_action
from tests.ui.grids import press, write
from tests.ui.schemes import choose, colours_in, drawn, offered, plan_of, scheme_of, type_over, use, words
from waymark.preferences import Preferences
from waymark.services.schemes import preset, scheme_words
from waymark_db.store import read_plan
from waymark_ui import theme
from waymark_ui.schemes.dialog import LABEL, SchemesDialog, open_schemes
from waymark_ui.schemes.model import COLOUR, LETTER, MEANING, PILL, SHAPE, WORD
from waymark_ui.schemes.wording import IN_PLACE
from waymark_ui.session import Session

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SCHEME = preset("Red, Amber, Green")
ACTION, KPI = an_action(), a_kpi()
STATED = tuple(a_judgement(ACTION, "Green", f"2017-{month:02}", scheme_id=SCHEME[0].id) for month in (9, 10, 11))
Sessions = Callable[..., Session]
Opens = Callable[[Session], SchemesDialog]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def shown(window: QWidget, qtbot: QtBot) -> Opens:
    """Opens the dialog on a window, active and with the keyboard in its table."""

    def open_on(session: Session) -> SchemesDialog:
        dialog = open_schemes(window, session)
        with qtbot.waitActive(dialog):
            dialog.activateWindow()
        qtbot.waitUntil(dialog.view.hasFocus)
        return dialog

    return open_on


@pytest.fixture
def dialog(shown: Opens, session_of: Sessions) -> SchemesDialog:
    """On a scheme under which nothing is rated."""
    return shown(session_of(a_cover(), *SCHEME, ACTION, KPI))


@pytest.fixture
def rated(shown: Opens, session_of: Sessions) -> SchemesDialog:
    """On a scheme under which three ratings stand."""
    return shown(session_of(a_cover(), *SCHEME, ACTION, KPI, *STATED))


# What is shown


def test_that_the_scheme_in_force_is_shown_for_each_kind_with_its_name_and_version(
    dialog: SchemesDialog, qtmodeltester: ModelTester
):
    qtmodeltester.check(dialog.ratings)

    assert offered(dialog.kind) == [
        "Actions: Red, Amber, Green (version 1)",
        "KPIs: Red, Amber, Green (version 1)",
        "Recommendations: Red, Amber, Green (version 1)",
    ]
    assert words(dialog) == ["Red", "Amber", "Green"]
    assert all(tick.isChecked() for tick in dialog.used_for.values())


def test_that_the_councils_own_words_are_used(shown: Opens, session_of: Sessions):
    dialog = shown(session_of(a_cover(action_word="task", kpi_word="measure"), *SCHEME))

    assert [tick.text() for tick in dialog.used_for.values()] == ["Tasks", "Measures", "Recommendations"]


def test_that_it_says_what_becomes_of_what_was_rated(rated: SchemesDialog):
    assert rated.becomes.text() == ("3 ratings stand under version 1; they keep it. What you change becomes version 2.")


def test_that_it_says_that_a_scheme_under_which_nothing_is_rated_is_changed_in_place(dialog: SchemesDialog):
    assert dialog.becomes.text() == IN_PLACE


def test_that_another_kind_shows_its_own_scheme(shown: Opens, session_of: Sessions):
    schemes = (*preset("Red, Amber, Green, Blue", "action"), *preset("Red, Amber, Green", "kpi recommendation"))
    dialog = shown(session_of(a_cover(), *schemes))
    of_actions = words(dialog)

    choose(dialog.kind, 1)

    assert of_actions == ["Red", "Amber", "Green", "Blue"]
    assert words(dialog) == ["Red", "Amber", "Green"]
    assert [tick.isChecked() for tick in dialog.used_for.values()] == [False, True, True]


def test_that_a_pill_is_drawn_as_in_the_grid_in_any_colour(dialog: SchemesDialog, qtbot: QtBot):
    for line, colour in enumerate(("#101010", "#fafafa", "#808080")):
        type_over(qtbot, dialog, line, COLOUR, colour)

    for line, colour in enumerate(("#101010", "#fafafa", "#808080")):
        assert {colour, theme.ink_on(QColor(colour)).name()} <= colours_in(drawn(dialog, line))


def test_that_a_pill_is_spoken_in_words(dialog: SchemesDialog):
    index = dialog.ratings.index(1, PILL)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "A Amber, square"


# What is changed


def test_that_a_scheme_is_changed_in_place_by_keyboard_in_one_step(dialog: SchemesDialog, qtbot: QtBot):
    before = scheme_of(plan_of(dialog))
    session = dialog._session

    type_over(qtbot, dialog, 1, WORD, "Orange")
    type_over(qtbot, dialog, 1, LETTER, "O")
    type_over(qtbot, dialog, 1, MEANING, "Not there yet")
    type_over(qtbot, dialog, 1, COLOUR, "FF8800")
    QTest.keyClick(dialog.view, KEY.Key_U, ALT)
    qtbot.waitUntil(lambda: len(session.reader.headers()) > 1)

    found = session.plan.ratings.where("scheme_id", before.id)[1]
    assert (found.word, found.letter, found.meaning, found.colour) == ("Orange", "O", "Not there yet", "#ff8800")
    assert scheme_of(session.plan) == before
    assert [header.label for header in session.reader.headers()[1:]] == [LABEL]


def test_that_what_was_rated_keeps_its_version(rated: SchemesDialog, qtbot: QtBot):
    session, before = rated._session, scheme_of(plan_of(rated))

    type_over(qtbot, rated, 2, MEANING, "Better than it was")
    use(qtbot, rated)

    now = scheme_of(session.plan)
    assert (now.version, now.id != before.id) == (2, True)
    assert session.plan.ratings.where("scheme_id", before.id) == tuple(SCHEME[1:])
    assert {each.scheme_id for each in session.plan.judgements.live()} == {before.id}


def test_that_undo_takes_a_new_version_back(rated: SchemesDialog, qtbot: QtBot):
    session, before = rated._session, plan_of(rated)
    type_over(qtbot, rated, 2, MEANING, "Better than it was")
    use(qtbot, rated)

    session.undo()

    assert session.plan == before


def test_that_nothing_happens_where_nothing_was_changed(rated: SchemesDialog, qtbot: QtBot):
    session, before = rated._session, plan_of(rated)

    with qtbot.waitSignal(rated.accepted):
        use(qtbot, rated)

    assert session.plan is before


def test_that_a_rating_is_added_with_the_looks_that_its_word_usually_has(
    dialog: SchemesDialog, qtbot: QtBot, qtmodeltester: ModelTester
):
    dialog.view.go_to(1)

    press(KEY.Key_Plus, CTRL)
    while_blank = dialog.note.text()
    write("Yellow")
    press(KEY.Key_Return)
    qtbot.waitUntil(dialog.view.hasFocus)

    qtmodeltester.check(dialog.ratings)
    new = dialog.ratings.ratings()[2]
    assert while_blank == "Rating 3 has no word. Type one, or remove the rating."
    assert (new.word, new.letter, new.colour, new.shape) == ("Yellow", "Y", "#ffe066", "diamond")
    assert words(dialog) == ["Red", "Amber", "Yellow", "Green"]
    assert dialog.note.text() == ""


def test_that_ratings_are_removed_and_put_in_another_order(dialog: SchemesDialog, qtbot: QtBot):
    session = dialog._session
    dialog.view.go_to(0)

    press(KEY.Key_Down, ALT)
    moved = words(dialog)
    press(KEY.Key_Minus, CTRL)
    left = words(dialog)
    use(qtbot, dialog)

    assert moved == ["Amber", "Red", "Green"]
    assert left == ["Amber", "Green"]
    assert scheme_words(session.plan, "kpi") == ("Amber", "Green")


def test_that_a_rating_at_the_end_says_that_it_goes_no_further(dialog: SchemesDialog):
    dialog.view.go_to(0)

    press(KEY.Key_Up, ALT)

    assert dialog.note.text() == "It cannot go further up."


def test_that_a_shape_is_chosen_from_those_that_there_are(dialog: SchemesDialog, qtbot: QtBot):
    dialog.view.go_to(2, SHAPE)
    press(KEY.Key_F2)
    editor = dialog.view.findChild(QComboBox)
    assert editor is not None
    shapes = offered(editor)

    press(KEY.Key_Down)
    press(KEY.Key_Return)
    qtbot.waitUntil(dialog.view.hasFocus)

    assert shapes == ["circle", "square", "triangle", "diamond", "star"]
    assert dialog.ratings.ratings()[2].shape == "square"
    assert dialog.isVisible()


def test_that_a_colour_is_chosen(dialog: SchemesDialog, qtbot: QtBot):
    dialog.view.go_to(0)

    press(KEY.Key_F4)
    chooser = dialog.findChild(QColorDialog)
    assert chooser is not None
    began = chooser.currentColor().name()
    chooser.setCurrentColor(QColor("#123456"))
    chooser.accept()

    assert began == "#c00000"
    assert dialog.ratings.ratings()[0].colour == "#123456"


def test_that_a_preset_is_begun_from_and_what_was_rated_keeps_its_version(rated: SchemesDialog, qtbot: QtBot):
    session = rated._session

    choose(rated.start, 2)
    name = rated.name.text()
    use(qtbot, rated)

    assert name == "Red, Amber, Green, Blue"
    assert scheme_words(session.plan, "action") == ("Red", "Amber", "Green", "Blue")
    assert (scheme_of(session.plan).name, scheme_of(session.plan).version) == (name, 2)


def test_that_what_was_typed_is_given_up_for_a_preset_only_when_asked(dialog: SchemesDialog, qtbot: QtBot):
    type_over(qtbot, dialog, 0, WORD, "Crimson")

    choose(dialog.start, 1)
    click(qtbot, box(qtbot, dialog), "Cancel")
    kept, start = words(dialog), dialog.start.currentIndex()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    choose(dialog.start, 1)
    click(qtbot, box(qtbot, dialog), "Give it up")

    assert (kept, start) == (["Crimson", "Amber", "Green"], 0)
    assert words(dialog) == ["Red", "Amber", "Green"]


def test_that_a_scheme_is_renamed(dialog: SchemesDialog, qtbot: QtBot):
    session = dialog._session
    dialog.name.setFocus()
    dialog.name.selectAll()

    qtbot.keyClicks(dialog.name, "RAG")
    use(qtbot, dialog)

    assert scheme_of(session.plan).name == "RAG"


def test_that_a_plan_without_a_scheme_is_given_one(shown: Opens, session_of: Sessions, qtbot: QtBot):
    dialog = shown(session_of(a_cover(), ACTION))
    session, blank, told = dialog._session, offered(dialog.kind)[0], dialog.becomes.text()

    choose(dialog.start, 1)
    use(qtbot, dialog)

    assert (blank, told) == ("Actions: none yet", "This becomes version 1.")
    assert scheme_words(session.plan, "action") == ("Red", "Amber", "Green")
    assert scheme_words(session.plan, "kpi") == ()


# What it is used for


def test_that_a_kind_that_is_unticked_keeps_the_old_version(dialog: SchemesDialog, qtbot: QtBot):
    session, before = dialog._session, scheme_of(plan_of(dialog))
    dialog.used_for["kpi"].setFocus()

    qtbot.keyClick(dialog.used_for["kpi"], KEY.Key_Space)
    told = dialog.becomes.text()
    type_over(qtbot, dialog, 1, WORD, "Orange")
    use(qtbot, dialog)

    assert told == "Version 1 stays in force for KPIs. What you change becomes version 2."
    assert scheme_of(session.plan, "kpi") == before
    assert scheme_words(session.plan, "kpi") == ("Red", "Amber", "Green")
    assert scheme_words(session.plan, "action") == ("Red", "Orange", "Green")
    assert scheme_of(session.plan, "recommendation").version == 2


def test_that_a_scheme_takes_a_kind_over_from_another(shown: Opens, session_of: Sessions, qtbot: QtBot):
    schemes = (*preset("Red, Amber, Green, Blue", "action"), *preset("Red, Amber, Green", "kpi recommendation"))
    dialog = shown(session_of(a_cover(), *schemes))
    session = dialog._session

    qtbot.keyClick(dialog.used_for["kpi"], KEY.Key_Space)
    told = dialog.becomes.text()
    use(qtbot, dialog)

    assert told.startswith("For KPIs it takes the place of “Red, Amber, Green” (version 1).")
    assert scheme_words(session.plan, "kpi") == ("Red", "Amber", "Green", "Blue")
    assert scheme_words(session.plan, "recommendation") == ("Red", "Amber", "Green")


# What is refused


@pytest.mark.parametrize(
    ("line", "column", "text", "sentence"),
    [
        (1, WORD, "red", "Two ratings have the word “red”."),
        (1, LETTER, "G", "“G” would mean both “Amber” and “Green”."),
        (1, LETTER, "red", "“red” would mean both “Red” and “Amber”."),
        (1, WORD, " ", "Rating 2 has no word."),
        (1, WORD, "Amber: late", "“Amber: late” has a colon in it"),
        (1, COLOUR, "reddish", "“reddish” is no colour. Type # and six"),
    ],
    ids=["word", "letter", "letter-is-a-word", "blank", "colon", "colour"],
)
def test_that_what_could_not_be_told_apart_is_said_and_nothing_is_saved(
    dialog: SchemesDialog, qtbot: QtBot, line: int, column: int, text: str, sentence: str
):
    before = plan_of(dialog)
    type_over(qtbot, dialog, line, column, text)
    told = dialog.note.text()

    use(qtbot, dialog)

    assert sentence in told
    assert sentence in dialog.note.text()
    assert "Nothing was changed." in dialog.note.text()
    assert dialog.isVisible()
    assert plan_of(dialog) is before


@pytest.mark.parametrize("emptied", ["name", "ticks", "ratings"])
def test_that_a_scheme_without_a_name_use_or_rating_is_not_saved(dialog: SchemesDialog, qtbot: QtBot, emptied: str):
    before = plan_of(dialog)
    if emptied == "name":
        dialog.name.selectAll()
        qtbot.keyClick(dialog.name, KEY.Key_Delete)
    elif emptied == "ticks":
        for tick in dialog.used_for.values():
            qtbot.keyClick(tick, KEY.Key_Space)
    else:
        for _ in range(3):
            press(KEY.Key_Minus, CTRL)

    use(qtbot, dialog)

    sentences = {
        "name": "The scheme needs a name.",
        "ticks": "Tick at least one kind of thing",
        "ratings": "A scheme needs at least one rating.",
    }
    assert sentences[emptied] in dialog.note.text()
    assert plan_of(dialog) is before


def test_that_a_plan_that_is_only_read_is_shown_and_not_changed(
    shown: Opens, session_of: Sessions, preferences: Preferences
):
    writing = session_of(a_cover(), *SCHEME)
    with read_plan(writing.path) as reader:
        dialog = shown(Session.reading(reader, writing.clock, preferences))
        press(KEY.Key_F2)
        press(KEY.Key_Plus, CTRL)

        assert dialog.note.text() == "This plan is open for reading only."
        assert dialog.view.hasFocus()
        assert words(dialog) == ["Red", "Amber", "Green"]
        assert not any(tick.isEnabled() for tick in dialog.used_for.values())
