"""The complete grid: table, filter row, editing, commands, and the columns as a person has arranged them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from waymark.domain.rows import Row
from waymark.domain.text import shortened
from waymark_ui.grid import blocks
from waymark_ui.grid.chooser import ColumnChooser
from waymark_ui.grid.clipboard import Block, block_to_html, block_to_text, text_to_block
from waymark_ui.grid.column_layout import ColumnLayout
from waymark_ui.grid.commands import Command, actions
from waymark_ui.grid.editing import Editing
from waymark_ui.grid.filter_row import FilterBox
from waymark_ui.grid.heights import RowHeights
from waymark_ui.grid.model import CellText, GridModel, RefusedCell
from waymark_ui.grid.places import Places
from waymark_ui.grid.selection import Area, Cell
from waymark_ui.grid.table import GridTable


class GridView(QWidget):
    """A grid as quick to edit as a spreadsheet; the keys are its table's.

    `current_row_changed` carries the row of the current cell, or None on a heading and in an empty grid; `said` a
    sentence for the status bar. `make_room` is asked to add the rows that a pasted block needs; it gives the sentence
    why it cannot, else a blank, and then fills the cells itself.
    """

    current_row_changed = Signal(object)
    said = Signal(str)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands: list[QAction] = []
        self.make_room: Callable[[blocks.Filling], str] = lambda _: blocks.NOTHING_BELOW
        self.model = model
        model.setParent(self)
        self.table = GridTable(model, self)
        self.columns = ColumnLayout(self.table, self.font())
        self.heights = RowHeights(self.table)
        self.editing = Editing(self.table, self.heights)
        self._places = Places(self.table)
        self._row: Row | None = None
        # Where nothing can be typed, nothing that changes cells is offered.
        takes_entry = any(column.editable for column in model.columns())
        offered = (each for each in self._all_commands() if takes_entry or not each.changes)
        self._commands = actions((*self.own_commands(), *offered), self.table)
        self.setFocusProxy(self.table)
        self.setAccessibleName(model.sheet.name.capitalize())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._connect()
        self._tell_row()

    def _connect(self) -> None:
        table = self.table
        table.picked.changed.connect(self._tell_row)
        table.zoomed.connect(self.columns.zoom)
        table.menu_wanted.connect(self._show_menu)
        for header in table.headers():
            header.sectionClicked.connect(self.sort_by)
            header.left.connect(table.setFocus)
            header.tabbed.connect(self._tab_along_filters)
        self.editing.refused.connect(self.said)
        self.editing.refused_cells.connect(self.tell_refused)
        self.model.rearranged.connect(self._show_sorting)
        self.model.dataChanged.connect(self._tell_row)
        self.model.modelReset.connect(self._tell_row)

    # What a page asks

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)

    def commands(self) -> list[QAction]:
        """What can be done with cells and columns, for a menu."""
        return self._commands

    def own_commands(self) -> tuple[Command, ...]:
        """What can be done here beside what can be in every grid; these come first."""
        return ()

    def current_line(self) -> int | None:
        """The number of the line of the current cell."""
        current = self.table.picked.current
        return current.line if current else None

    def current_row(self) -> Row | None:
        """The row of the current cell; None on a heading and in an empty grid."""
        line = self.current_line()
        return self.model.line(line).row if line is not None else None

    def select_row(self, row_id: str, column_key: str | None = None) -> None:
        """Go to a row, and to a column of it, else the current one. A row that is not shown changes nothing."""
        line, shown = self.model.line_of(row_id), self.table.shown_columns()
        if line is None or not shown:
            return
        current = self.table.picked.current
        column = self.model.column_of(column_key) if column_key else current.column if current else None
        self.table.picked.go_to(Cell(line, column if column in shown and column is not None else shown[0]))

    def copied_text(self) -> str:
        """The selected block as Ctrl+C gives it: text with tabs and line ends."""
        area = self._one_area()
        return block_to_text(blocks.copied(self.model, area)) if area else ""

    # Commands

    def copy(self, *, with_titles: bool = False) -> bool:
        """Copy the selected block as text, and as a table with a header row; False where it is not one block."""
        area = self._one_area()
        if area is None:
            return False
        block = blocks.copied(self.model, area)
        titles = [self.model.column(column).title for column in area.columns]
        content = QMimeData()
        content.setText(block_to_text([titles, *block] if with_titles else block))
        if with_titles or area.size > 1:
            content.setHtml(block_to_html(block, titles))
        QGuiApplication.clipboard().setMimeData(content)
        return True

    def cut(self) -> None:
        """Copy the selected block, then clear it."""
        if self.copy():
            self._clear("Cut")

    def paste(self) -> None:
        """Put the clipboard's block into the cells from the selected one on, and into new rows where there is room."""
        text = QGuiApplication.clipboard().text()
        if not text:
            self.said.emit("There is no text on the clipboard to paste.")
            return
        filling = self._filling(text_to_block(text))
        why = self.make_room(filling) if filling.beyond else ""
        if why or not filling.beyond:
            self.fill(filling, why)

    def fill(self, filling: blocks.Filling, why: str) -> None:
        """Put a block into the cells that there are; what lies beyond the end is refused for that reason."""
        self._enter("Paste", filling.texts, [*filling.outside, *blocks.refused_beyond(self.model, filling, why)])

    def tell_refused(self, refusals: Sequence[RefusedCell], count: int) -> None:
        """Tell which of so many cells were refused, and why."""
        if count == 1:
            self.said.emit(refusals[0].why)
            return
        others = "the others were taken" if len(refusals) < count else "nothing was changed"
        self.said.emit(f"{len(refusals)} of {count} cells were refused; {others}.")
        self._list_refused(refusals)

    def fill_down(self) -> None:
        """Put each column's first selected text into the cells beneath it."""
        area = self.table.picked.area()
        if area is not None:
            self._enter("Fill down", blocks.filled_down(self.model, area))

    def same_in_all(self) -> None:
        """Put the current cell's text into every selected cell."""
        current = self.table.picked.current
        if current is not None:
            text = self.model.text(current.line, current.column)
            self._enter("Same value", blocks.same_in_all(self.model, self.table.picked.areas(), text))

    def sort_by(self, column: int) -> None:
        """Sort by a column: ascending, then descending, then in the plan's order again."""
        key = self.model.column(column).key
        sorting = self.model.sorting()
        if sorting == (key, True):
            self.model.sort(-1)
        else:
            descending = sorting == (key, False)
            self.model.sort(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def filter_box(self, column: int) -> FilterBox:
        """The filter box of a column."""
        table, frozen = self.table.headers()
        return (frozen if self.table.is_frozen(column) else table).box(column)

    def choose_columns(self) -> ColumnChooser:
        """Offer to show, hide, move and widen columns."""
        chooser = ColumnChooser(self.model.columns(), self.columns.state, self)
        chooser.chosen.connect(self.columns.change)
        chooser.open()
        return chooser

    # Qt's events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._commands:
            self.columns.use_font(self.font())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.table.picked.current is None and self.model.rowCount() and self.table.shown_columns():
            self.table.picked.go_to(Cell(self._first_row(), self.table.shown_columns()[0]))
        self.heights.refit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.columns.keep()

    # How it is done

    def _all_commands(self) -> tuple[Command, ...]:
        zoom = self.columns.zoom
        return (
            Command("Copy", "Copy the selected cells", ("Ctrl+C", "Ctrl+Ins"), self.copy),
            Command(
                "Copy with headers", "Copy the selected cells under their titles", ("Ctrl+Shift+C",), self._copy_all
            ),
            Command("Cut", "Copy the selected cells and clear them", ("Ctrl+X", "Shift+Del"), self.cut, True),
            Command("Paste", "Put copied cells in from here on", ("Ctrl+V", "Shift+Ins"), self.paste, True),
            Command("Clear", "Clear the selected cells", ("Del",), lambda: self._clear("Clear"), True),
            Command("Fill down", "The first text of each column for all beneath it", ("Ctrl+D",), self.fill_down, True),
            Command("Same value in all", _SAME, ("Ctrl+Return", "Ctrl+Enter"), self.same_in_all, True),
            Command("Edit cell", "Edit the text of the current cell", ("F2",), self.editing.open, True),
            Command("Select all", "Select every cell", ("Ctrl+A",), self.table.picked.select_all),
            Command("Filter", "Go to the filter box of this column", ("Ctrl+F",), self._go_to_filter),
            Command("Clear filters", "Show all rows again", ("Ctrl+Shift+F",), self._clear_filters),
            Command("Sort by this column", _SORT, ("Ctrl+Shift+O",), self._sort_by_current),
            Command("Columns…", "Show, hide, move and widen columns", ("Ctrl+Shift+L",), self.choose_columns),
            Command("Larger text", "Zoom in", ("Ctrl+Alt++", "Ctrl+Alt+="), lambda: zoom(1)),
            Command("Smaller text", "Zoom out", ("Ctrl+Alt+-",), lambda: zoom(-1)),
            Command("Text at 100 %", "Zoom to 100 %", ("Ctrl+Alt+0",), lambda: zoom(0)),
        )

    def _copy_all(self) -> None:
        self.copy(with_titles=True)

    def _clear(self, word: str) -> None:
        areas = self.table.picked.areas()
        cells = blocks.cleared(self.model, areas)
        if cells:
            self._enter(word, cells)
        elif current := self.table.picked.current:
            self.said.emit(self.model.why_not(current.line, current.column) or "These cells are blank already.")

    def _enter(self, word: str, cells: Sequence[CellText], outside: Sequence[RefusedCell] = ()) -> None:
        """Put texts into cells as one step; tell which were refused, and keep what was not."""
        count = len(cells) + len(outside)
        label = (
            f"{word} {self.model.column(cells[0].column).title}" if count == 1 and cells else f"{word} {count} cells"
        )
        refusals = [*self.model.enter(cells, label, word.lower()), *outside]
        if refusals:
            self.tell_refused(refusals, count)

    def _filling(self, block: Block) -> blocks.Filling:
        """Where a block's texts go, from the selected cell on; where no row follows, all its rows are new."""
        area, columns = self.table.picked.area(), self.table.shown_columns()
        if area is None:
            return blocks.all_new(self.model, block, self.model.rowCount() - 1, columns)
        if not blocks.has_rows(self.model, area.lines[0]):
            return blocks.all_new(self.model, block, area.lines[0], columns[columns.index(area.columns[0]) :])
        return blocks.pasted(self.model, block, area, columns)

    def _list_refused(self, refusals: Sequence[RefusedCell]) -> None:
        """Imported when it is first needed: no row waits for a dialog."""
        from waymark_ui.dialogs.refusals import RefusalsDialog

        lines = [(self._named(each.cell.line), each.title, each.cell.text, each.why) for each in refusals]
        RefusalsDialog(self.window(), lines).open()

    def _named(self, line: int) -> str:
        """How a line is called in a list: by its first cells."""
        if line >= self.model.rowCount():
            return "after the last row"
        texts = (self.model.text(line, column) for column in self.table.shown_columns()[:2])
        return shortened(" ".join(filter(None, texts)))

    def _one_area(self) -> Area | None:
        areas = self.table.picked.areas()
        if len(areas) > 1:
            self.said.emit("Only one block of cells can be copied at a time. Select one.")
        return areas[0] if len(areas) == 1 else None

    def _go_to_filter(self) -> None:
        current, shown = self.table.picked.current, self.table.shown_columns()
        if shown:
            self._focus_filter(current.column if current and current.column in shown else shown[0])

    def _focus_filter(self, column: int) -> None:
        self.table.bring_column_into_view(column)
        box = self.filter_box(column)
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.selectAll()

    def _tab_along_filters(self, column: int, step: int) -> None:
        shown = self.table.shown_columns()
        place = shown.index(column) + step if column in shown else -1
        if 0 <= place < len(shown):
            self._focus_filter(shown[place])
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _clear_filters(self) -> None:
        self.model.show_only({})

    def _sort_by_current(self) -> None:
        if current := self.table.picked.current:
            self.sort_by(current.column)

    def _show_sorting(self) -> None:
        sorting = self.model.sorting()
        column = self.model.column_of(sorting[0]) if sorting else None
        order = Qt.SortOrder.DescendingOrder if sorting and sorting[1] else Qt.SortOrder.AscendingOrder
        for header in self.table.headers():
            header.setSortIndicatorShown(column is not None)
            header.setSortIndicator(-1 if column is None else column, order)

    def _show_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._commands)
        menu.popup(where)

    def _tell_row(self, *_: object) -> None:
        row = self.current_row()
        if row is not self._row:
            self._row = row
            self.current_row_changed.emit(row)

    def _first_row(self) -> int:
        lines = range(self.model.rowCount())
        return next((line for line in lines if self.model.line(line).row is not None), 0)


_SAME = "The current cell’s text for every selected cell"
_SORT = "Sort by the current column: upwards, downwards, then in the plan’s order again"
