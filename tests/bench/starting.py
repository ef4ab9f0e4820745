"""A window's start, watched from within: when its frame and its first rows were painted, and the memory that took.

`python starting.py BEGUN` starts a bare window with an empty table, `python starting.py BEGUN PLAN` Waymark on a plan.
BEGUN is what `perf_counter` said before the process was started. Prints `{"frame": seconds, "rows": seconds, "memory":
bytes}`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QTableView

KILOBYTE = 1024


class Watch(QObject):
    """Waits for the frame to be painted, then for a table with rows in it; tells when, and ends the program."""

    def __init__(self, begun: float, *, rows: bool) -> None:
        super().__init__()
        self._begun = begun
        self._rows = rows
        self._told: dict[str, float] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if "frame" not in self._told:
                self._tell("frame")
            if "rows" not in self._told and (not self._rows or _is_filled(watched)):
                self._tell("rows")
                QTimer.singleShot(0, self, self._end)
        return False

    def _tell(self, name: str) -> None:
        """Take the time as soon as what is being painted now has been."""
        self._told[name] = 0.0
        QTimer.singleShot(0, self, lambda: self._told.update({name: perf_counter() - self._begun}))

    def _end(self) -> None:
        self._told["memory"] = peak_memory()
        sys.stdout.write(json.dumps(self._told))
        QApplication.quit()


def _is_filled(watched: QObject) -> bool:
    """Whether this is the inside of a table that has rows to show."""
    table = watched.parent()
    model = table.model() if isinstance(table, QAbstractItemView) and table.viewport() is watched else None
    return model is not None and model.rowCount() > 0


def peak_memory() -> int:
    """The most memory this process has held, in bytes. (What `resource` says counts the process that started it.)"""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * KILOBYTE for line in lines if line.startswith("VmHWM"))


def bare() -> None:
    """A bare window with an empty table."""
    QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1280, 720)
    window.show()
    QApplication.exec()


def waymark(plan: str) -> None:
    """The program itself."""
    sys.argv = ["waymark", plan]
    from waymark_start.program import main

    main()


def watched(watch: Watch) -> None:
    """Have whoever starts Qt's event loop be watched from then on."""
    start = QApplication.exec

    def exec_watched(*_: object) -> int:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(watch)
        return start()

    QApplication.exec = exec_watched  # type: ignore[method-assign]


if __name__ == "__main__":
    watched(Watch(float(sys.argv[1]), rows=len(sys.argv) > 2))
    waymark(sys.argv[2]) if len(sys.argv) > 2 else bare()
