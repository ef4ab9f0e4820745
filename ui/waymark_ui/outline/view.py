"""The tree of headings: what is selected and folded stays so while the plan changes beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from waymark.services.outline import Branch
from waymark_ui.outline.model import BENEATH, HEADING, Index, OutlineModel


class OutlineView(QTreeView):
    """A tree in which one heading is selected. `selected` carries its branch or None.

    `opened` is Enter or a double click, `rename_asked` F2.
    """

    selected = Signal(object)
    opened = Signal()
    rename_asked = Signal()

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outline = model
        self._folded: set[str] = set()
        self._key, self._number = "", 0
        self._resetting = False
        self.setModel(model)
        self._set_up()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._put_back)
        self.expandAll()
        self._select_number(0)

    def branch(self) -> Branch | None:
        """The branch that is selected."""
        index = self.currentIndex()
        return self.outline.branch(index) if index.isValid() else None

    def select(self, key: str) -> None:
        """Select the branch with that key, and bring it into view."""
        index = self.outline.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._resetting:
            self.selected.emit(self.branch())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def _set_up(self) -> None:
        self.setAccessibleName("Themes and objectives")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(HEADING, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(BENEATH, QHeaderView.ResizeMode.ResizeToContents)

    def _remember(self) -> None:
        self._resetting = True
        branch = self.branch()
        self._key = branch.key if branch else ""
        keys = self.outline.branch_keys()
        self._number = keys.index(self._key) if self._key in keys else 0
        places = ((key, self.outline.index_of(key)) for key in keys)
        self._folded = {key for key, place in places if self.outline.rowCount(place) and not self.isExpanded(place)}

    def _put_back(self) -> None:
        """What is gone leaves the selection to what stands where it stood; what is new stands unfolded."""
        for key in self.outline.branch_keys():
            self.setExpanded(self.outline.index_of(key), key not in self._folded)
        self._resetting = False
        if self.outline.index_of(self._key).isValid():
            self.select(self._key)
        else:
            self._select_number(self._number)
        if not self.currentIndex().isValid():
            self.selected.emit(None)

    def _select_number(self, number: int) -> None:
        keys = self.outline.branch_keys()
        if keys:
            self.select(keys[min(number, len(keys) - 1)])
