"""The self-test: each large part of the program tried once, in a folder of its own. The built program is tried so."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.exchange.beginnings import example_plan
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.merging import proposed
from waymark.jobs import papers
from waymark.jobs.running import Failed, Finished, RunningJob
from waymark.preferences import Preferences
from waymark.services.reporting import reporting_period
from waymark_start import plans

Say = Callable[[str], object]

PATIENCE_SECONDS = 120.0
"""How long a worker process may take before it counts as stuck."""


class Disappointed(Exception):
    """A part did something else than it should."""


def run(say: Say) -> bool:
    """Try everything, telling it line by line; gives whether all of it works.

    The window is drawn on no screen, unless QT_QPA_PLATFORM names another of Qt's platforms.
    """
    say(f"Waymark {version('waymark')} with Python {platform.python_version()} on {platform.platform()}")
    with TemporaryDirectory(prefix="waymark-", ignore_cleanup_errors=True) as folder:
        try:
            for line in _trials(Path(folder)):
                say(f"  {line}")
        except Exception:
            say(f"{traceback.format_exc()}\nWaymark does not work here: see the lines above.")
            return False
    say("Everything works.")
    return True


def _trials(folder: Path) -> Iterator[str]:
    path = folder / "example.waymark"
    plans.begin(path, "The example plan", example_plan(earlier=False), "self-test")
    yield _edit_and_undo(path)
    yield _draw_window(path, folder)
    with plans.reading(path) as reader:
        plan, at = reader.load(), reader.position()
        stamp = Stamp(reader.plan_id, at.sequence, at.hash)
    period = reporting_period(plan, plans.now().date())
    yield _write_paper(plan, period, folder / "paper.docx")
    yield _send_and_return(plan, period, stamp, folder / "tracker.xlsx")
    yield _verify(path)


def _edit_and_undo(path: Path) -> str:
    with plans.editing(path) as (editor, _):
        before = editor.plan
        action = before.actions.live()[0]
        editor.type_into(action, "due", "Mar 2031", origin="self-test")
        _expect(editor.plan.actions[action.id].due == "Mar 2031", "The edit is not in the plan.")
        editor.undo()
        _expect(editor.plan.actions[action.id] == action, "Undo did not bring the old value back.")
    return f"Opened the example plan of {len(before.actions.live())} actions, changed a due date and undid it"


def _draw_window(path: Path, folder: Path) -> str:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from waymark_ui.main_window import MainWindow

    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    window = MainWindow(plans.FILES, Preferences(folder / "preferences.json"), plans.now, plans.author())
    window.open(path)
    window.show()
    picture = window.grab().toImage()
    window.close()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    _expect(len(colours) > 10, "The window stayed blank.")
    size = f"{picture.width()} by {picture.height()}"
    return f"Drew the window, {size}, with Qt's platform “{qt.platformName()}”"


def _write_paper(plan: Plan, period: Period, target: Path) -> str:
    _worked(papers.paper, plan, Issue("board", period), Form(), target)
    return f"Wrote the board paper for {period.label} in a worker process, {target.stat().st_size:,} bytes"


def _send_and_return(plan: Plan, period: Period, stamp: Stamp, target: Path) -> str:
    _worked(papers.tracker, plan, period, stamp, target)
    found = proposed(plan, plan, _worked(papers.returned, target))
    _expect(found.unchanged > 0 and not found.cells, "A tracker that nobody touched came back changed.")
    return f"Wrote a tracker and read it back in worker processes, {found.unchanged:,} cells as they were"


def _verify(path: Path) -> str:
    with plans.reading(path) as reader:
        problems = reader.verify()
    _expect(not problems, " ".join(problems))
    return "Verified the plan file: its rows are what its history makes of them"


def _worked(job: Callable[..., Any], *arguments: Any) -> Any:
    """What came of a job in a worker process."""
    running, begun = RunningJob(job, *arguments), monotonic()
    try:
        while monotonic() - begun < PATIENCE_SECONDS:
            match running.poll()[-1:]:
                case [Finished(result)]:
                    return result
                case [Failed(words, details)]:
                    raise Disappointed(f"{words} {details}")
            sleep(0.02)
    finally:
        running.close()
    raise Disappointed(f"The worker process was not done after {PATIENCE_SECONDS:g} seconds.")


def _expect(so: bool, otherwise: str) -> None:
    if not so:
        raise Disappointed(otherwise)
