"""What keys do in a grid: move, select, zoom, or begin an edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from waymark_ui.grid.moves import Moves
from waymark_ui.grid.selection import Cell

if TYPE_CHECKING:
    from waymark_ui.grid.table import GridTable

_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_ALT_GR = _CONTROL | _ALT
"""What AltGr comes as, which writes € and é on many keyboards."""
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, *_TABS)


class Keys:
    """Acts on a table for a key that was pressed in it."""

    def __init__(self, table: GridTable) -> None:
        self._table = table
        self._tabbed_from: Cell | None = None

    def press(self, event: QKeyEvent) -> None:
        """Do what the key means here; what means nothing is left to the window."""
        table, current = self._table, self._table.picked.current
        columns, control = table.shown_columns(), bool(event.modifiers() & _CONTROL)
        if current is None or not columns:
            event.ignore()
        elif event.key() in _NEXT:
            self._next(event)
        elif target := self._target(event, current, Moves(table.grid, columns)):
            self.forget_tab()
            (table.picked.extend_to if event.modifiers() & _SHIFT else table.picked.go_to)(target)
        elif event.key() == Qt.Key.Key_Space and event.modifiers() & (_CONTROL | _SHIFT):
            self._select_line_or_column(current, columns, whole_column=control)
        elif event.key() in _ZOOMS and control and not event.modifiers() & _ALT:
            table.zoomed.emit(_ZOOMS[Qt.Key(event.key())])
        elif _begins_text(event):
            table.typed.emit(event)
        else:
            event.ignore()

    def go_on(self, key: int, *, back: bool) -> None:
        """Go where Enter or Tab leads from the current cell: on within the blocks selected, or on in the grid."""
        picked, current = self._table.picked, self._table.picked.current
        if current is None:
            return
        moves, step, tab = Moves(self._table.grid, self._table.shown_columns()), -1 if back else 1, key in _TABS
        if not picked.is_one_cell():
            picked.go_within(moves.within(picked.areas(), current, step, by_line=tab))
        elif tab:
            self._tabbed_from = self._tabbed_from or current
            picked.go_to(moves.beside(current, step))
        else:
            start = self._tabbed_from or current
            self.forget_tab()
            picked.go_to(moves.beyond(Cell(current.line, start.column), step))

    def forget_tab(self) -> None:
        """The way of Tab ends: Enter no longer leads back to where it began."""
        self._tabbed_from = None

    def _next(self, event: QKeyEvent) -> None:
        if not event.modifiers() & _CONTROL:
            self.go_on(event.key(), back=event.key() == Qt.Key.Key_Backtab or bool(event.modifiers() & _SHIFT))
        elif event.key() in _TABS:
            self._table.leave(forward=event.key() == Qt.Key.Key_Tab)
        else:
            event.ignore()

    def _target(self, event: QKeyEvent, current: Cell, moves: Moves) -> Cell | None:
        """The cell that an arrow, Home, End or Page key leads to; None for other keys."""
        key, far = event.key(), bool(event.modifiers() & _CONTROL)
        start = (self._table.picked.end or current) if event.modifiers() & _SHIFT else current
        if event.modifiers() & _ALT:
            return None
        if key in _ARROWS:
            return (moves.jump if far else moves.step)(start, *_ARROWS[Qt.Key(key)])
        if key in _PAGES:
            return moves.step(start, _PAGES[Qt.Key(key)] * max(len(self._table.lines_in_view()) - 2, 1), 0)
        if key == Qt.Key.Key_Home:
            return moves.first() if far else moves.first_in_line(start)
        if key == Qt.Key.Key_End:
            return moves.last() if far else moves.last_in_line(start)
        return None

    def _select_line_or_column(self, current: Cell, columns: Sequence[int], *, whole_column: bool) -> None:
        if whole_column:
            last = self._table.grid.rowCount() - 1
            self._table.picked.select(Cell(0, current.column), Cell(last, current.column))
        else:
            self._table.picked.select(Cell(current.line, columns[0]), Cell(current.line, columns[-1]))


def _begins_text(event: QKeyEvent) -> bool:
    altered = event.modifiers() & (_CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier)
    return event.text().isprintable() and bool(event.text()) and altered in (Qt.KeyboardModifier.NoModifier, _ALT_GR)
