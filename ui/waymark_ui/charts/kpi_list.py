"""The KPIs by section, with a box to find one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from waymark.services.reporting import Section

ID = Qt.ItemDataRole.UserRole
"""The role under which a KPI's id is kept; headings have none."""


class KpiList(QWidget):
    """Lists KPIs; `chosen` carries the id of the one that the person has moved to."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _Sections(self)
        self.found = QSortFilterProxyModel(self)
        self.box, self.view = QLineEdit(), QTreeView()
        self._ids: frozenset[str] | None = None
        self._build()

    def show_sections(self, sections: Iterable[Section]) -> None:
        """List the KPIs of these sections; the one that is current stays so if it is still there."""
        kept = self.current()
        bold = self.font()
        bold.setBold(True)
        self.model.clear()
        self.model.show(sections, bold)
        self.view.expandAll()
        self.choose(kept)

    def current(self) -> str | None:
        """The id of the current KPI, or None."""
        id = self.view.currentIndex().data(ID)
        return str(id) if id else None

    def choose(self, id: str | None) -> None:
        """Move to a KPI, or to the first one where there is no such."""
        lines = self._lines()
        line = next((line for line in lines if line.data(ID) == id), lines[0] if lines else None)
        if line is not None:
            self.view.selectionModel().setCurrentIndex(line, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.view.scrollTo(line)

    def begin_finding(self) -> None:
        """Go to the box, with what stands in it selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the box the arrow down leads to what was found."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                self.choose(self.current())
                return True
            if event.key() == Qt.Key.Key_Escape and self.box.text():
                self.box.clear()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.box.setPlaceholderText("Find a KPI")
        self.box.setAccessibleName("Find a KPI")
        self.box.setAccessibleDescription("Only KPIs whose ref or title contains these letters are listed.")
        self.box.setClearButtonEnabled(True)
        self.box.installEventFilter(self)
        self.found.setSourceModel(self.model)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.found.setRecursiveFilteringEnabled(True)
        self.found.setAutoAcceptChildRows(True)
        self.box.textChanged.connect(self._find)
        self.view.setModel(self.found)
        self.view.setAccessibleName("KPIs by section")
        self.view.setHeaderHidden(True)
        self.view.setItemsExpandable(False)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.selectionModel().currentChanged.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.view, 1)

    def _find(self, text: str) -> None:
        kept = self.current()
        self.found.setFilterFixedString(text)
        self.view.expandAll()
        self.choose(kept)

    def _tell(self, current: QModelIndex) -> None:
        if id := current.data(ID):
            self.chosen.emit(id)

    def _lines(self) -> list[QModelIndex]:
        """The KPIs that are listed at present, in order."""
        headings = [self.found.index(row, 0) for row in range(self.found.rowCount())]
        return [
            self.found.index(row, 0, heading) for heading in headings for row in range(self.found.rowCount(heading))
        ]


class _Sections(QStandardItemModel):
    """Headings that cannot be chosen, and the KPIs beneath each.

    The model makes its items itself: one made in Python may go before the model does, which ends the program.
    """

    def show(self, sections: Iterable[Section], heading: QFont) -> None:
        """List these, with headings in that font."""
        for section in sections:
            top = self._appended(section.title, QModelIndex())
            self.setData(top, heading, Qt.ItemDataRole.FontRole)
            for kpi in dict.fromkeys(section.kpis):
                self.setData(self._appended(f"{kpi.ref} {kpi.title}".strip(), top), kpi.id, ID)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        chosen = Qt.ItemFlag.ItemIsSelectable if index.data(ID) else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | chosen if index.isValid() else Qt.ItemFlag.NoItemFlags

    def _appended(self, text: str, parent: QModelIndex) -> QModelIndex:
        """A new last line."""
        row = self.rowCount(parent)
        self.insertColumns(0, 1 - self.columnCount(parent), parent)
        self.insertRow(row, parent)
        line = self.index(row, 0, parent)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            self.setData(line, text, role)
        return line
