"""Small tables in dialogs: a model over lines of text, and a view of it that is all set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

FITTED_ROWS = 200
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class LinesModel(QAbstractTableModel, Generic[T]):
    """A line for each thing; `texts` gives a thing's cells, and is asked when a line is first shown."""

    def __init__(self, titles: Sequence[str], texts: Callable[[T], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._titles = titles
        self._texts = texts
        self._things: Sequence[T] = ()
        self._known: dict[int, Sequence[str]] = {}

    def show(self, things: Sequence[T]) -> None:
        """Show those things instead."""
        self.beginResetModel()
        self._things = things
        self._known.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Ask anew for the texts of all things."""
        self._known.clear()
        if self._things:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._things) - 1, len(self._titles) - 1))

    def thing(self, line: int) -> T:
        """The thing in a line."""
        return self._things[line]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._things)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in SHOWN:
            return None
        if index.row() not in self._known:
            self._known[index.row()] = self._texts(self._things[index.row()])
        return self._known[index.row()][index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if 0 <= section < len(self._titles) else None
        return None


def current(view: QTableView, model: LinesModel[T]) -> T | None:
    """The thing in the current line of a view of that model."""
    line = view.currentIndex().row()
    return model.thing(line) if 0 <= line < model.rowCount() else None


def fit_rows(view: QTableView) -> None:
    """Wrap the text, with rows as high as it needs; of very many rows none is, for all would have to be measured."""
    modes = QHeaderView.ResizeMode
    fits = view.model().rowCount() <= FITTED_ROWS
    view.setWordWrap(True)
    view.verticalHeader().setSectionResizeMode(modes.ResizeToContents if fits else modes.Fixed)


def lines_view(model: QAbstractItemModel, name: str, widths: Sequence[int]) -> QTableView:
    """A view that selects whole lines; `widths` are the columns' in characters, and the last column fills the rest."""
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() * 3 // 2)
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, view.fontMetrics().averageCharWidth() * width)
    return view
