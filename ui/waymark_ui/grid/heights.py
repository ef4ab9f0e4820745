"""Rows as high as their texts: only those in view are measured, when they come into view or change.

Measuring all of a 6,000 × 60 grid took 12 s; the forty rows of a screen take some milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal

from waymark_ui.grid.table import GridTable


class RowHeights(QObject):
    """Fits the rows of a table that are in view; `fitted` tells that some became higher or lower."""

    fitted = Signal()

    def __init__(self, table: GridTable) -> None:
        super().__init__(table)
        self._table = table
        self._fitted: dict[int, int | None] = {}
        """The lines that are fitted, each with the column that makes it as high as it is."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.fit)
        table.scrolled.connect(self.fit)
        table.grid.dataChanged.connect(self._changed)
        table.grid.modelReset.connect(self.refit)
        table.horizontalHeader().sectionResized.connect(self.refit)

    def refit(self, *_: object) -> None:
        """Measure anew, once what is being changed is changed."""
        self._fitted.clear()
        self._soon.start(0)

    def fit(self) -> None:
        """Fit the rows in view that are not fitted yet; the first one wholly in view stays where it is."""
        table = self._table
        if not table.isVisible() or not table.grid.rowCount():
            return
        lines, columns = table.lines_in_view(), self._columns()
        if not lines or all(line in self._fitted for line in lines):
            return
        kept = next((line for line in lines if table.rowViewportPosition(line) >= 0), lines[0])
        before = table.rowViewportPosition(kept)
        resized = self._fit_from(lines[0], columns)
        if not resized:
            return
        table.rows_resized(resized[0])
        self.fitted.emit()
        moved = table.rowViewportPosition(kept) - before
        if moved:
            table.verticalScrollBar().setValue(table.verticalScrollBar().value() + moved)

    def _fit_from(self, first: int, columns: Sequence[tuple[int, int]]) -> list[int]:
        """Fit the lines in view and give those that became higher or lower."""
        table, bottom = self._table, self._table.viewport().height()
        resized = []
        for line in range(first, table.grid.rowCount()):
            if table.rowViewportPosition(line) > bottom:
                break
            if line not in self._fitted:
                height, self._fitted[line] = table.cells.height(line, columns)
                if table.set_height(line, height):
                    resized.append(line)
        return resized

    def _columns(self) -> Sequence[tuple[int, int]]:
        """The columns that are shown, with the width that their cells are drawn in."""
        return [(column, self._width(column)) for column in self._table.shown_columns()]

    def _width(self, column: int) -> int:
        """Without the grid's line, which takes a pixel."""
        return self._table.view_of(column).columnWidth(column) - 1

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        columns = range(first.column(), last.column() + 1)
        for line in range(first.row(), last.row() + 1):
            if line in self._fitted and self._may_change(line, columns):
                del self._fitted[line]
                self._soon.start(0)

    def _may_change(self, line: int, columns: range) -> bool:
        """Whether a line may become higher or lower by what changed in some columns: seldom by a figure."""
        if self._fitted[line] in columns or line not in self._table.lines_in_view():
            return True
        shown = [(column, self._width(column)) for column in columns if column in self._table.shown_columns()]
        return self._table.cells.height(line, shown)[0] > self._table.rowHeight(line)
