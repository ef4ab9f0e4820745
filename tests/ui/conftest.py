"""Plans that are open in a session, each on a file of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from waymark.domain.changes import Insert
from waymark.domain.rows import Row
from waymark.exchange.beginnings import example_plan
from waymark.preferences import Preferences
from waymark_db.store import open_plan
from waymark_start.plans import begin
from waymark_ui.session import Session

NOW = datetime(2017, 11, 20, 10, tzinfo=UTC)


def clock() -> datetime:
    return NOW


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
            store = closing.enter_context(open_plan(path, who="A secretary", clock=clock))
            return Session.writing(store, "A secretary", clock, preferences)

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
