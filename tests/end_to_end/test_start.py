"""How Waymark starts: which words open the window, what appears in which order, and what is said where it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from waymark.exchange.beginnings import example_plan
from waymark_db.store import open_plan
from waymark_start import plans

HEAVY = {"pyqtgraph", "numpy", "openpyxl", "docx", "lxml", "sqlite_utils", "rapidfuzz"}

WATCHED = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from waymark_ui.main_window import MainWindow

seen = {"before the plan": []}
opened = MainWindow.open

def opening(window, path):
    seen["before the plan"] = [window.isVisible(), *sorted(sys.modules)]
    opened(window, path)

def look(window):
    asked = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    if window.session is None and window.start is None and not asked:
        return
    workspace = window.workspace
    seen["plan"] = str(window.session.path) if window.session else None
    seen["author"] = window.author
    seen["page"] = workspace.page.name if workspace and workspace.page else None
    seen["asked"] = [box.text() for box in asked]
    seen["said"] = [message.sentence for message in window.messages.shown()]
    seen["loaded"] = sorted(sys.modules)
    print(json.dumps(seen))
    for box in asked:
        box.reject()
    window.close()
    QApplication.exit()

def watched_exec(*_):
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    looking = QTimer(window, interval=20)
    looking.timeout.connect(lambda: look(window))
    looking.start()
    return running()

MainWindow.open = opening
running, QApplication.exec = QApplication.exec, watched_exec
from waymark_start.program import main
main()
"""

Started = Callable[..., dict[str, Any]]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment without a screen and with settings of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "APPDATA": str(tmp_path / "config")}
    return kept | home | {"QT_QPA_PLATFORM": "offscreen", "WAYMARK_AUTHOR": "A secretary"}


@pytest.fixture
def started(surroundings: dict[str, str]) -> Started:
    """Starts Waymark with those words, lets the window say what it shows, and closes it."""

    def start(*words: object) -> dict[str, Any]:
        command = [sys.executable, "-c", WATCHED, *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=surroundings)
        assert done.returncode == 0, done.stderr
        assert done.stderr.replace("This plugin does not support propagateSizeHints()", "").strip() == ""
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    return start


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "improvement.waymark"
    plans.begin(path, "The example plan", example_plan(earlier=False), "example")
    return path


def test_that_waymark_without_a_word_shows_the_ways_to_begin(started):
    seen = started()

    assert seen["plan"] is None
    assert seen["said"] == []


@pytest.mark.parametrize("words", [(), ("open",)], ids=["PLAN", "open PLAN"])
def test_that_waymark_with_a_plan_opens_it(started, plan, words):
    seen = started(*words, plan)

    assert seen["plan"] == str(plan)
    assert seen["page"] == "actions"
    assert seen["author"] == "A secretary"


def test_that_a_plan_under_another_name_is_opened_too(started, plan):
    renamed = plan.rename(plan.with_suffix(".bak"))

    assert started(renamed)["plan"] == str(renamed)


def test_that_a_plan_that_is_not_there_is_said_so_in_the_window(started, tmp_path):
    seen = started(tmp_path / "nowhere.waymark")

    assert seen["plan"] is None
    assert "nowhere.waymark" in seen["said"][0]


def test_that_the_frame_comes_first_and_nothing_heavy_before_the_rows(started, plan):
    seen = started(plan)

    shown, *loaded_for_the_frame = seen["before the plan"]
    assert shown
    assert {"sqlite3", "waymark_db", "waymark.services.editor"}.isdisjoint(loaded_for_the_frame)
    assert HEAVY.isdisjoint(seen["loaded"])


def test_that_a_second_start_says_who_has_the_plan_and_offers_to_read_it(started, plan):
    with open_plan(plan, who="Another secretary", clock=plans.now):
        seen = started(plan)

    assert seen["plan"] is None
    assert "Another secretary" in seen["asked"][0]
    assert "reading" in seen["asked"][0]


def test_that_closing_lets_the_plan_go_and_leaves_it_as_it_was(started, plan):
    before = plan.read_bytes()

    started(plan)

    assert plan.read_bytes() == before
    assert sorted(path.name for path in plan.parent.glob("improvement*")) == ["improvement.waymark"]


def test_that_every_page_is_drawn_in_light_and_dark_without_a_screen(surroundings, plan, tmp_path):
    done = waymark(surroundings, "screenshots", plan, tmp_path / "pictures")

    assert done.returncode == 0, done.stderr
    pictures = {path.stem: QImage(str(path)) for path in (tmp_path / "pictures").iterdir()}
    pages = ("overview", "actions", "kpis", "readings", "trends", "checks", "returns", "papers")
    assert set(pictures) == {f"{page} {scheme}" for page in pages for scheme in ("light", "dark")}
    assert {(picture.width(), picture.height()) for picture in pictures.values()} == {(1366, 768)}
    light, dark = (pictures[f"actions {scheme}"].pixelColor(2, 2).lightness() for scheme in ("light", "dark"))
    assert light > dark


def test_that_without_a_screen_one_sentence_says_so(surroundings, plan):
    surroundings.pop("QT_QPA_PLATFORM")
    if not sys.platform.startswith("linux"):
        pytest.skip("there always is a screen here")

    done = waymark(surroundings, plan)

    assert done.returncode == 1
    assert "no screen" in done.stderr
    assert done.stderr.count("\n") == 1


def test_that_where_qt_is_broken_the_demonstration_does_all_else_and_says_so(surroundings, tmp_path):
    broken = tmp_path / "broken" / "PySide6"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('libEGL.so.1 is missing')", encoding="utf-8")
    surroundings["PYTHONPATH"] = str(broken.parent)

    demo = waymark(surroundings, "demo", tmp_path / "demo")
    window = waymark(surroundings)

    assert demo.returncode == 0, demo.stderr
    assert "were not drawn" in demo.stdout
    assert (window.returncode, window.stderr.count("\n")) == (1, 1)
    assert "libEGL.so.1 is missing" in window.stderr


def waymark(surroundings: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "waymark_start", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=surroundings)
