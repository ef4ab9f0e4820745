"""The dialog that shows, hides, moves and widens a grid's columns by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from waymark_ui.grid.column_state import ColumnState
from waymark_ui.grid.columns import Column

_NUMBER = Qt.ItemDataRole.UserRole


class ColumnChooser(QDialog):
    """Offers the columns in their order, each with a tick; `chosen` carries the state that was agreed to."""

    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column], state: ColumnState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Columns")
        self._columns = columns
        self._state = state
        self.list = QListWidget(self)
        self.list.setAccessibleName("Columns, ticked if shown")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.up = self._button("Move &up", lambda: self._move(-1))
        self.down = self._button("Move &down", lambda: self._move(1))
        self.reset = self._button("&As delivered", self._reset)
        self.width_box = QDoubleSpinBox(self, minimum=1, maximum=500, decimals=1)
        self.width_box.setAccessibleName("Width in characters")
        self._lay_out()
        self._fill()
        self.list.currentRowChanged.connect(self._show_width)
        self.width_box.valueChanged.connect(self._widen)
        self.list.setCurrentRow(0)

    def accept(self) -> None:
        items = [self.list.item(place) for place in range(self.list.count())]
        hidden = {self._column(item).key for item in items if item.checkState() == Qt.CheckState.Unchecked}
        if len(hidden) == len(items):
            hidden.discard(self._column(items[0]).key)
        state = self._state.with_order(self._column(item).key for item in items)
        for column in self._columns:
            state = state.showing(column.key, shown=column.key not in hidden)
        self.chosen.emit(state)
        super().accept()

    def _fill(self) -> None:
        self.list.clear()
        for place, number in enumerate(self._state.arranged(self._columns)):
            # The list makes its lines itself: one made in Python may go before the list does, which ends the program.
            self.list.addItem("")
            item = self.list.item(place)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            shown = self._columns[number].key not in self._state.hidden
            self._write(item, number, Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)

    def _write(self, item: QListWidgetItem, number: int, shown: Qt.CheckState) -> None:
        column = self._columns[number]
        item.setText(f"{column.title} (frozen)" if column.frozen else column.title)
        item.setData(_NUMBER, number)
        item.setCheckState(shown)

    def _move(self, step: int) -> None:
        """Frozen columns stay before the others, and the others behind them."""
        place = self.list.currentRow()
        here, there = self.list.item(place), self.list.item(place + step)
        if here is None or there is None or self._column(here).frozen != self._column(there).frozen:
            return
        told, others = ((item.data(_NUMBER), item.checkState()) for item in (here, there))
        self._write(here, *others)
        self._write(there, *told)
        self.list.setCurrentRow(place + step)

    def _reset(self) -> None:
        self._state = ColumnState(zoom=self._state.zoom)
        self._fill()
        self.list.setCurrentRow(0)

    def _show_width(self, place: int) -> None:
        if place >= 0:
            column = self._column(self.list.item(place))
            self.width_box.blockSignals(True)
            self.width_box.setValue(self._state.widths.get(column.key, column.width))
            self.width_box.blockSignals(False)

    def _widen(self, characters: float) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._state = self._state.with_width(self._column(item).key, characters)

    def _column(self, item: QListWidgetItem) -> Column:
        number: int = item.data(_NUMBER)
        return self._columns[number]

    def _button(self, text: str, done: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(done)
        return button

    def _lay_out(self) -> None:
        label = QLabel("&Width in characters:", self)
        label.setBuddy(self.width_box)
        side = QVBoxLayout()
        for widget in (self.up, self.down, label, self.width_box, self.reset):
            side.addWidget(widget)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        ends = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        ends.accepted.connect(self.accept)
        ends.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(middle, 1)
        layout.addWidget(ends)
