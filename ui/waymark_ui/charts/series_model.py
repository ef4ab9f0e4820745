"""The figures of a chart as a table, for those who cannot see the chart and for those who want to copy them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from waymark.services.series import Point, Series

Index = QModelIndex | QPersistentModelIndex
COLUMNS: tuple[tuple[str, Callable[[Point], str]], ...] = (
    ("Period", lambda point: point.label),
    ("Figure", lambda point: point.reading.strip() or point.gap),
    ("Target", lambda point: point.target),
    ("Rating", lambda point: point.rating),
    ("Why and notes", lambda point: " ".join(filter(None, (point.rated.why, point.notes)))),
)


class SeriesModel(QAbstractTableModel):
    """A series, a period a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[Point, ...] = ()

    def show_series(self, series: Series) -> None:
        """Hold a series."""
        self.beginResetModel()
        self._points = series.points
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._points)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        point = self._points[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()][1](point)
        return point.words if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return COLUMNS[section][0] if section < len(COLUMNS) else None
