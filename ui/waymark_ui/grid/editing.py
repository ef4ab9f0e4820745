"""Editing a cell: the editor over it, and the reason beside it when what was typed is not understood."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QInputMethodEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QStyleOptionViewItem, QWidget

from waymark.domain.errors import NotUnderstood
from waymark_ui import theme
from waymark_ui.grid.blocks import same_in_all
from waymark_ui.grid.columns import Kind
from waymark_ui.grid.editors import CellEditor, ChoiceEditor
from waymark_ui.grid.heights import RowHeights
from waymark_ui.grid.model import CellText, RefusedCell
from waymark_ui.grid.selection import Cell
from waymark_ui.grid.table import GridTable

WIDEST_REASON = 46
_LINES = {Kind.long_text: 6, Kind.people: 3, Kind.kpis: 2}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEXT = (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_KEPT_OPEN = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Editing(QObject):
    """Edits one cell of a table at a time.

    The editor stays until its text is taken or Esc gives it up: whatever is refused, by the cell or by the plan file,
    stays in it. `refused` carries a sentence, `refused_cells` those that Ctrl+Enter could not fill.
    """

    refused = Signal(str)
    refused_cells = Signal(object, int)

    def __init__(self, table: GridTable, heights: RowHeights) -> None:
        super().__init__(table)
        self._table = table
        self._model = table.grid
        self._editor: QWidget | None = None
        self._row_id = self._key = ""
        self._reason = _reason_label(table)
        table.typed.connect(self._type_over)
        table.composed.connect(self._compose)
        table.opened.connect(self.open)
        table.scrolled.connect(self.place)
        heights.fitted.connect(self.place)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)
        self._model.modelReset.connect(self._model_reset)
        table.may_leave = self.finish

    @property
    def editor(self) -> QWidget | None:
        """The editor that is open."""
        return self._editor

    @property
    def reason(self) -> str:
        """Why the text in the editor was refused; blank where it was not."""
        return self._reason.text() if self._reason.isVisible() else ""

    def open(self) -> bool:
        """Edit the current cell with its text as it is; False, with the reason told, where it takes none."""
        cell = self._table.picked.current
        return cell is not None and self._open(cell, self._model.text(cell.line, cell.column))

    def finish(self) -> bool:
        """Put what is typed into its cell and close; False where it was refused, and the editor stays."""
        if self._editor is None:
            return True
        cell = self._cell()
        if cell is None:
            self._close()
            return True
        text = self._typed()
        label = f"Change {self._model.column(cell.column).title}"
        refusals = self._model.enter([CellText(cell.line, cell.column, text)], label, "grid")
        if refusals:
            self._explain(refusals[0].why)
            return False
        self._close()
        return True

    def give_up(self) -> None:
        """Close the editor and leave the cell as it was."""
        self._close()

    def place(self) -> None:
        """Put the editor over its cell, and the reason beneath it."""
        cell = self._cell() if self._editor is not None else None
        if self._editor is None or cell is None:
            return
        area = self._table.cell_area(cell)
        if self._table.is_frozen(cell.column):
            area.translate(self._table.frozen.width(), 0)
        self._editor.setGeometry(self._room_for(self._editor, cell, area))
        if not self._reason.isHidden():
            self._place_reason()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._editor is None:
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._key_pressed(cast(QKeyEvent, event))
        if event.type() == QEvent.Type.FocusOut:
            self._focus_left(event)
        return False

    def _type_over(self, event: QKeyEvent) -> None:
        cell = self._table.picked.current
        if cell is not None and self._open(cell, ""):
            QApplication.sendEvent(self._focus_of_editor(), event)

    def _compose(self, event: QInputMethodEvent) -> None:
        cell = self._table.picked.current
        if cell is not None and (event.commitString() or event.preeditString()) and self._open(cell, ""):
            QApplication.sendEvent(self._focus_of_editor(), event)

    def _open(self, cell: Cell, text: str) -> bool:
        if not self.finish():
            return False
        row, why = self._model.line(cell.line).row, self._model.why_not(cell.line, cell.column)
        if row is None or why:
            self.refused.emit(why)
            return False
        self._table.bring_into_view(cell)
        self._row_id, self._key = row.id, self._model.column(cell.column).key
        host, index = self._table.view_of(cell.column).viewport(), self._model.index(cell.line, cell.column)
        self._editor = self._table.cells.createEditor(host, QStyleOptionViewItem(), index)
        cast(CellEditor, self._editor).put(text)
        self._watch(self._editor)
        self.place()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _watch(self, editor: QWidget) -> None:
        editor.installEventFilter(self)
        if isinstance(editor, ChoiceEditor):
            editor.line.installEventFilter(self)
            editor.textActivated.connect(self.finish)
            editor.editTextChanged.connect(self._reason.hide)
        else:
            editor.textChanged.connect(self._reason.hide)  # type: ignore[attr-defined]

    def _key_pressed(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if cast(CellEditor, self._editor).is_choosing():
            return False
        if key == Qt.Key.Key_Escape:
            self.give_up()
            return True
        if key not in _NEXT:
            return False
        if key in _ENTER and modifiers & Qt.KeyboardModifier.AltModifier:
            if isinstance(self._editor, QPlainTextEdit):
                self._editor.insertPlainText("\n")
            return True
        if key in _ENTER and modifiers & Qt.KeyboardModifier.ControlModifier:
            self._finish_in_all()
        elif self.finish():
            back = key == Qt.Key.Key_Backtab or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self._table.keys.go_on(key, back=back)
        return True

    def _finish_in_all(self) -> None:
        """Put the text into every selected cell; it stays in the editor where its own cell refuses it."""
        cell, text = self._cell(), self._typed()
        if cell is None or not self._is_understood(cell, text):
            return
        cells = same_in_all(self._model, self._table.picked.areas(), text)
        self._close()
        refusals: list[RefusedCell] = self._model.enter(cells, f"Same value in {len(cells)} cells", "grid")
        if refusals:
            self.refused_cells.emit(refusals, len(cells))

    def _is_understood(self, cell: Cell, text: str) -> bool:
        try:
            self._model.understood(cell.line, cell.column, text)
        except NotUnderstood as problem:
            self._explain(str(problem))
            return False
        return True

    def _focus_left(self, event: QEvent) -> None:
        reason: Callable[[], Qt.FocusReason] = event.reason  # type: ignore[attr-defined]
        if reason() not in _KEPT_OPEN and not _is_within(QApplication.focusWidget(), self._editor):
            self.finish()

    def _explain(self, why: str) -> None:
        editor = self._editor
        if editor is None:
            return
        self._reason.setPalette(_notice(self._table.palette()))
        self._reason.setText(f"⚠ {why}")
        self._reason.show()
        self._place_reason()
        editor.setAccessibleDescription(why)
        QAccessible.updateAccessibility(QAccessibleEvent(editor, QAccessible.Event.Alert))
        self._focus_of_editor().setFocus(Qt.FocusReason.OtherFocusReason)
        self.refused.emit(why)

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        self._reason.hide()
        if editor is None:
            return
        had_focus = editor.hasFocus() or editor.isAncestorOf(QApplication.focusWidget() or self._table)
        editor.removeEventFilter(self)
        if had_focus:
            # Before it is hidden: Qt would give the focus away with a Tab, which the table takes for one of the keys.
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()

    def _model_reset(self) -> None:
        """The row may stand elsewhere now; where it is gone, what was typed goes to the person in a sentence."""
        if self._editor is None:
            return
        if self._cell() is None:
            self.refused.emit(f"The row that you typed into is no longer shown. You had typed: {self._typed()}")
            self._close()
        else:
            self.place()

    def _cell(self) -> Cell | None:
        line, column = self._model.line_of(self._row_id), self._model.column_of(self._key)
        return None if line is None or column is None else Cell(line, column)

    def _typed(self) -> str:
        return cast(CellEditor, self._editor).typed()

    def _focus_of_editor(self) -> QWidget:
        editor = cast(QWidget, self._editor)
        return editor.line if isinstance(editor, ChoiceEditor) else editor

    def _room_for(self, editor: QWidget, cell: Cell, area: QRect) -> QRect:
        """The cell's own area, and more of it where the editor needs some, but not beyond what can be seen."""
        host = self._table.view_of(cell.column).viewport().rect()
        least = editor.sizeHint().height()
        height = least if isinstance(editor, ChoiceEditor) else max(area.height(), least)
        if isinstance(editor, QPlainTextEdit):
            height = max(
                area.height(), editor.fontMetrics().height() * _LINES.get(self._model.column(cell.column).kind, 2)
            )
        room = QRect(area.x(), area.y(), area.width(), min(height, host.height()))
        if room.bottom() > host.bottom():
            room.moveBottom(max(host.bottom(), area.top() + area.height() - 1))
        return room

    def _place_reason(self) -> None:
        editor, label, table = cast(QWidget, self._editor), self._reason, self._table
        label.setMaximumWidth(min(table.width(), label.fontMetrics().averageCharWidth() * WIDEST_REASON))
        label.setMinimumWidth(min(label.maximumWidth(), label.fontMetrics().averageCharWidth() * WIDEST_REASON))
        label.adjustSize()
        top = editor.mapTo(table, QPoint(0, 0))
        bottom = top.y() + editor.height()
        y = bottom if bottom + label.height() < table.height() else top.y() - label.height()
        right = table.viewport().geometry().right()
        label.move(max(0, min(top.x(), right - label.width())), max(0, y))
        label.raise_()


def _is_within(widget: QWidget | None, editor: QWidget | None) -> bool:
    """Whether that is the editor or belongs to it, also where its list of choices is a window of its own."""
    while widget is not None and widget is not editor:
        widget = widget.parentWidget()
    return widget is not None


def _notice(palette: QPalette) -> QPalette:
    made = QPalette(palette)
    made.setColor(QPalette.ColorRole.Window, theme.colours().notice)
    made.setColor(QPalette.ColorRole.WindowText, theme.colours().text)
    return made


def _reason_label(table: GridTable) -> QLabel:
    label = QLabel(table)
    label.setWordWrap(True)
    label.setAutoFillBackground(True)
    label.setFrameShape(QLabel.Shape.Box)
    label.setMargin(label.fontMetrics().averageCharWidth())
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName("Why the text was not taken")
    label.hide()
    return label
