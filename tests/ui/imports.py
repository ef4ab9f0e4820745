"""A tracker that comes back, and what tests do in the preview of what it would change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from tests.dialogs import LONG_MS, kpi
from tests.ui.grids import NONE
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.workbook import write_tracker
from waymark.services.reporting import reading_in
from waymark_ui.dialogs.import_preview import ImportDialog, open_import
from waymark_ui.dialogs.proposed import ref_of
from waymark_ui.grid.selection import Cell

TYPED = {
    ("Actions", "1.1.2", "State"): "Complete",
    ("Updates", "1.1.2", "Update for Nov 2017"): "Two thirds have opened them.",
    ("Actions", "1.2.1", "Due"): "Mar 2018",
    ("Actions", "1.2.2", "Due"): "31/02/2018",
    ("Readings", "P1", "Nov 2017"): "41%",
}


def written(session, folder: Path) -> Path:
    """The plan's tracker, as it goes out now."""
    position = session.reader.position()
    stamp = Stamp(session.reader.plan_id, position.sequence, position.hash)
    write_tracker(session.plan, session.period, stamp, folder / "tracker.xlsx")
    return folder / "tracker.xlsx"


def preview(qtbot, window, files, session, path) -> ImportDialog:
    """The preview of a file, with the keyboard in it."""
    open_import(window, files, session, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=LONG_MS)
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    return dialog


def place(dialog: ImportDialog, ref: str, title: str) -> tuple[int, int]:
    """Line and column of a cell, by its row's ref and its column's title."""
    model = dialog.model
    line = next(line for line in range(model.rowCount()) if model.line(line).row and model.text(line, 0) == ref)
    return line, next(number for number, column in enumerate(model.columns()) if column.title == title)


def text(dialog: ImportDialog, ref: str, title: str) -> str:
    """What a cell says."""
    return dialog.model.text(*place(dialog, ref, title))


def state(dialog: ImportDialog, ref: str, title: str) -> Qt.CheckState | None:
    """The tick of a cell."""
    return dialog.model.tick(*place(dialog, ref, title))


def go(dialog: ImportDialog, ref: str, title: str) -> None:
    """Go to a cell."""
    dialog.grid.setFocus()
    dialog.grid.table.picked.go_to(Cell(*place(dialog, ref, title)))


def press(qtbot, dialog: ImportDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in the grid."""
    qtbot.keyClick(dialog.grid.table, key, modifiers)


def tick(qtbot, dialog, ref, title):
    """Space on a cell, as a person ticks it."""
    go(dialog, ref, title)
    press(qtbot, dialog, Qt.Key.Key_Space)


def shown_rows(dialog: ImportDialog) -> list[str]:
    """The refs of the rows shown, from the top down."""
    lines = map(dialog.model.line, range(dialog.model.rowCount()))
    return [ref_of(line.row) for line in lines if line.row is not None]


def reading_of(session, ref):
    """What was typed of a KPI for the reporting period; blank where nothing was."""
    reading = reading_in(session.plan, kpi(session.plan, ref), session.period)
    return reading.value if reading else ""
