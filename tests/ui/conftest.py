"""Plans that are open in a session, each on a file of its own, and the small parts of the window that tests work in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.dialogs import action
from tests.tracking import with_typed
from tests.ui.grids import shown, some_rows
from tests.ui.imports import TYPED, written
from tests.ui.opening import Opener
from tests.ui.panes import ACTION, PLAN, shown_pane
from tests.ui.windows import Opened, asked
from waymark.domain.changes import Insert
from waymark.domain.period import period_from_key
from waymark.domain.rows import Row
from waymark.exchange.beginnings import example_plan
from waymark.preferences import Preferences
from waymark_db.store import open_plan
from waymark_start.files import Files
from waymark_start.plans import begin
from waymark_ui.details.pane import DetailsPane
from waymark_ui.grid.view import GridView
from waymark_ui.main_window import MainWindow
from waymark_ui.session import Session

NOW = datetime(2017, 11, 20, 10, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def secretary() -> str:
    return "A secretary"


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "preferences.json")


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan, closed; nobody writes this one."""
    path = tmp_path_factory.mktemp("example") / "example.waymark"
    begin(path, "The example plan", example_plan(earlier=False), "example")
    return path


@pytest.fixture
def opened(qapp: QApplication, preferences: Preferences) -> Iterator[Callable[[Path], Session]]:
    """Opens a plan file in a session; all are closed in the end."""
    with ExitStack() as closing:

        def session_on(path: Path) -> Session:
            store = closing.enter_context(open_plan(path, who=secretary(), clock=clock))
            return Session.writing(store, secretary(), clock, preferences)

        yield session_on


@pytest.fixture
def example(opened: Callable[[Path], Session], example_file: Path, tmp_path: Path) -> Session:
    """A session on the example plan."""
    return opened(Path(shutil.copy(example_file, tmp_path / "example.waymark")))


@pytest.fixture
def session_of(opened: Callable[[Path], Session], tmp_path: Path) -> Callable[..., Session]:
    """A session on a small plan that holds those rows."""

    def session(*rows: Row) -> Session:
        path = tmp_path / "small.waymark"
        begin(path, "A small plan", tuple(map(Insert, rows)), "test")
        return opened(path)

    return session


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    """A session on the few actions of `tests.ui.grids`."""
    return session_of(*some_rows())


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> GridView:
    """Their grid, with the focus on its first row."""
    return shown(qtbot, session)


@pytest.fixture
def detailed(session_of: Callable[..., Session]) -> Session:
    """A session on the plan of `tests.ui.panes`, which reports on November 2017."""
    session = session_of(*PLAN)
    session.report_on(period_from_key("2017-11"))
    return session


@pytest.fixture
def pane(detailed: Session, qtbot: QtBot) -> DetailsPane:
    """The details of an action of it."""
    pane = shown_pane(detailed, qtbot)
    pane.show_row(ACTION)
    return pane


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An empty window, for dialogs and messages to stand over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def opener() -> Iterator[Opener]:
    """What was opened, in place of the programs that would open it."""
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")  # type: ignore[arg-type]
    yield opener
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def files() -> Files:
    """Plan files as that person opens them; worker processes get it too, so it holds no lambda."""
    return Files(secretary, clock)


@pytest.fixture
def plan(example_file: Path, tmp_path: Path) -> Path:
    """A file with the example plan."""
    return Path(shutil.copy(example_file, tmp_path / "improvement.waymark"))


@pytest.fixture
def window_of(qtbot: QtBot, preferences: Preferences) -> Opened:
    """Makes main windows, with a plan if one is named."""

    def make(path: Path | None = None, author: str = "A secretary") -> MainWindow:
        made = MainWindow(Files(lambda: made.author, clock), preferences, clock, author)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.begin_with(path)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        if path is not None:
            qtbot.waitUntil(lambda: made.session is not None or bool(made.messages.shown()) or bool(asked(made)))
        return made

    return make


@pytest.fixture
def main_window(window_of: Opened, plan: Path) -> MainWindow:
    """The window with that plan open, and nothing said."""
    opened = window_of(plan)
    opened.messages.clear()
    return opened


@pytest.fixture
def returned(example: Session, tmp_path: Path) -> Path:
    """A tracker that came back with a change of each kind; the plan's own due date of 1.2.1 was changed meanwhile."""
    path = with_typed(written(example, tmp_path), TYPED)
    example.editor.type_into(action(example.plan, "1.2.1"), "due", "Jan 2018")
    return path
