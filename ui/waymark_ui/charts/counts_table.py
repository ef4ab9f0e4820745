"""A table of counts, as high as its rows and with a way to them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from waymark.services.overview import Count
from waymark_ui.charts.counts_model import CountsModel
from waymark_ui.charts.figure_table import FigureTable


class CountsTable(FigureTable):
    """Shows all of its rows; `counted` carries the count on which somebody clicked or pressed Enter, if not nought."""

    counted = Signal(object)

    def __init__(self, name: str, model: CountsModel, parent: QWidget | None = None) -> None:
        super().__init__(name, model, parent)
        self._counts = model
        self.setAccessibleDescription("Enter on a number shows the rows that it counts.")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrap(False)
        self.chosen.connect(self._tell)
        model.modelReset.connect(self._fit)
        self.horizontalScrollBar().rangeChanged.connect(lambda: self.updateGeometry())

    def sizeHint(self) -> QSize:
        frame = 2 * self.frameWidth()
        across = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + across
        return QSize(super().sizeHint().width(), height + frame)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if self._counts.columnCount() > 1:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.resizeRowsToContents()
        self.updateGeometry()

    def _tell(self, index: QModelIndex) -> None:
        count: Count = self._counts.count_at(index)
        if count.ids:
            self.counted.emit(count)
