"""A table to read and copy: arrows move in it, Tab leaves it, Ctrl+C copies what is selected with its headings."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget


class FigureTable(QTableView):
    """A table that nothing is typed into; `chosen` carries the cell on which somebody clicked or pressed Enter."""

    chosen = Signal(QModelIndex)

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.copy = QAction("&Copy figures", self)
        self.copy.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy.triggered.connect(self.copy_selected)
        self.addAction(self.copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy_selected(self) -> None:
        """Put the selected cells on the clipboard with their headings; with fewer than two, the whole table."""
        rows = self._selected()
        data = QMimeData()
        data.setText("\n".join("\t".join(cells) for cells in rows))
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in rows)
        data.setHtml(f"<table border='1'>{body}</table>")
        QGuiApplication.clipboard().setMimeData(data)

    def _selected(self) -> list[list[str]]:
        """Headings, then rows."""
        chosen = self.selectionModel().selectedIndexes()
        model = self.model()
        some = len(chosen) > 1
        lines = sorted({index.row() for index in chosen}) if some else range(model.rowCount())
        columns = sorted({index.column() for index in chosen}) if some else range(model.columnCount())
        headings = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        return [headings, *([str(model.index(line, column).data() or "") for column in columns] for line in lines)]
