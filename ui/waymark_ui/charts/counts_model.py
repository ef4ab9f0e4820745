"""Counts as a table: a heading a row, a kind of thing a column, and behind each number the rows that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from waymark.services.overview import NOT_RATED, Count, Group

Index = QModelIndex | QPersistentModelIndex
NONE = Count("", ())


class CountsModel(QAbstractTableModel):
    """Groups and their counts; a number that is not nought looks like the link it is."""

    def __init__(self, first: str, parent: QObject | None = None) -> None:
        """`first` is the heading over the names of the groups."""
        super().__init__(parent)
        self._first = first
        self._groups: Sequence[Group] = ()
        self._words: Sequence[str] = ()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Hold these groups; what is not rated has a column only where there is any."""
        self.beginResetModel()
        self._groups = groups
        counts = [count for group in groups for count in group.counts if count.ids or count.word != NOT_RATED]
        words = dict.fromkeys(count.word for count in sorted(counts, key=lambda count: count.word == NOT_RATED))
        self._words = [*words, *dict.fromkeys(group.total.word for group in groups)]
        self.endResetModel()

    def count_at(self, index: Index) -> Count:
        """What a cell counts; nothing where it is a group's name."""
        if not index.isValid() or index.column() == 0:
            return NONE
        group, word = self._groups[index.row()], self._words[index.column() - 1]
        return next((count for count in (*group.counts, group.total) if count.word == word), NONE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._words) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group, count = self._groups[index.row()], self.count_at(index)
        if index.column() == 0:
            return group.title if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(len(count))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{len(count)}, {self._words[index.column() - 1]}, {group.title}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return _link(role) if count.ids else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        headings = [self._first, *self._words]
        return headings[section] if section < len(headings) else None


def _link(role: int) -> Any:
    if role == Qt.ItemDataRole.ForegroundRole:
        return QGuiApplication.palette().link()
    if role == Qt.ItemDataRole.FontRole:
        font = QFont(QGuiApplication.font())
        font.setUnderline(True)
        return font
    return None
