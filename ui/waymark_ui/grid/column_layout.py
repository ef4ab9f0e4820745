"""The columns of a grid where a person has put them, in both of its views, and kept in their preferences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView

from waymark_ui.grid.column_state import ColumnState
from waymark_ui.grid.table import GridTable

KEEP_AFTER = 250
"""Milliseconds from the last change to writing it down: a drag changes a width many times."""


class ColumnLayout(QObject):
    """Applies a `ColumnState` to a table, and changes it as the person moves, resizes, hides and zooms."""

    def __init__(self, table: GridTable, font: QFont) -> None:
        super().__init__(table)
        self._table = table
        self._model = table.grid
        self._applying = False
        self._keys: list[str] = []
        session, name = self._model.session, self._model.sheet.name
        self._name = f"grid/{session.reader.plan_id}/{name}" if name else ""
        self.state = ColumnState.from_choice(session.preferences.get(self._name) if name else None)
        self._keep_soon = QTimer(self)
        self._keep_soon.setSingleShot(True)
        self._keep_soon.timeout.connect(self.keep)
        for header in table.headers():
            header.sectionMoved.connect(self._moved)
            header.sectionResized.connect(self._resized)
        self._model.modelReset.connect(self._model_reset)
        self.use_font(font)

    def use_font(self, font: QFont) -> None:
        """Write in that font times the zoom."""
        self._font = font
        zoomed = QFont(font)
        zoomed.setPointSizeF(max(font.pointSizeF(), 1.0) * self.state.zoom / 100)
        self._table.restyle(zoomed)
        self.apply()

    def zoom(self, step: int) -> None:
        """To the next larger (1) or smaller (-1) text, or to 100 % (0)."""
        self.state = self.state.zoomed(step)
        self.use_font(self._font)
        self._keep_soon.start(KEEP_AFTER)

    def change(self, state: ColumnState) -> None:
        """Show the columns in that way from now on."""
        self.state = state
        for column in self._model.columns():
            if column.key in state.hidden:
                self._model.filter_by(column.key, "")
        self.apply()
        self._keep_soon.start(KEEP_AFTER)

    def apply(self) -> None:
        """Put the columns where the state has them."""
        columns = self._model.columns()
        self._keys = [column.key for column in columns]
        order = self.state.arranged(columns)
        with self._as_told():
            for header in self._table.headers():
                for place, number in enumerate(order):
                    header.moveSection(header.visualIndex(number), place)
                for number, column in enumerate(columns):
                    header.setSectionHidden(number, False)
                    header.resizeSection(number, self._pixels(self.state.widths.get(column.key, column.width)))
            self._table.arrange([number for number in order if columns[number].key not in self.state.hidden])
            self._settle()

    def keep(self) -> None:
        """Write the state down, where it is not the sheet's own."""
        self._keep_soon.stop()
        preferences = self._model.session.preferences
        if not self._name:
            return
        if self.state != ColumnState() or preferences.get(self._name) is not None:
            preferences.put(self._name, self.state.as_choice())

    def _moved(self, *_: int) -> None:
        """Follow a drag in one header; frozen columns remain before the others."""
        header = self.sender()
        if self._applying or not isinstance(header, QHeaderView):
            return
        columns = self._model.columns()
        order = [header.logicalIndex(place) for place in range(header.count())]
        order.sort(key=lambda number: not columns[number].frozen)
        known = [columns[number].key for number in order]
        self.state = self.state.with_order([*known, *(key for key in self.state.order if key not in known)])
        # The header is still moving the section: it is put right when it has done so.
        QTimer.singleShot(0, self, self.apply)
        self._keep_soon.start(KEEP_AFTER)

    def _resized(self, number: int, before: int, after: int) -> None:
        if self._applying or not after or not before:
            return
        self.state = self.state.with_width(self._model.column(number).key, self._characters(after))
        with self._as_told():
            for header in self._table.headers():
                header.resizeSection(number, after)
            self._table.freeze()
            self._settle()
        self._keep_soon.start(KEEP_AFTER)

    def _settle(self) -> None:
        height = max(header.titles_height() for header in self._table.headers())
        self._table.headers()[0].make_room(height)
        self._table.place_frozen()
        self._table.picked.show_again()

    def _model_reset(self) -> None:
        if self._keys != [column.key for column in self._model.columns()]:
            self.apply()

    def _pixels(self, characters: float) -> int:
        metrics, pad = self._table.cells.texts.metrics, self._table.cells.pad
        return round(characters * metrics.averageCharWidth()) + 2 * pad

    def _characters(self, pixels: int) -> float:
        metrics, pad = self._table.cells.texts.metrics, self._table.cells.pad
        return max((pixels - 2 * pad) / metrics.averageCharWidth(), 1.0)

    @contextmanager
    def _as_told(self) -> Iterator[None]:
        """What the headers tell meanwhile is not the person's doing."""
        before, self._applying = self._applying, True
        try:
            yield
        finally:
            self._applying = before
