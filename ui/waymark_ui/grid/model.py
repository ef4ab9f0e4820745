"""The table model over the editor's immutable plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from waymark.domain.errors import NotUnderstood
from waymark.services.cells import Entry, read
from waymark_ui.grid.arranging import filtered, identity, in_order, runs, same_titles
from waymark_ui.grid.cells import Cells, Known
from waymark_ui.grid.columns import PLAIN, Column, Kind, Line, Look, Sheet
from waymark_ui.grid.marks import Mark, Marks, differing
from waymark_ui.grid.sorting import SortKey, sort_key
from waymark_ui.grid.touched import rows_touched
from waymark_ui.session import Session, Touched

Index = QModelIndex | QPersistentModelIndex
LOOK = Qt.ItemDataRole.UserRole + 1
"""The role under which a cell's `Look` is given."""
FIGURES = Qt.ItemDataRole.UserRole + 2
"""The role under which a sparkline's numbers are given."""
MANY_ROWS = 200
"""From so many changed rows on, they are told of together: telling of each one would take longer."""
FEW_ROWS = 20
"""Up to so many changed rows, only the cells that differ are told of: to look at those of more would take longer."""
NOT_TAKEN = "The plan file did not take it; nothing was changed."
_RANKED = (Kind.rating, Kind.choice)
_READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_WRITABLE = _READABLE | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class CellText:
    """A text for a cell: line and column of the grid."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that could not take its text, and the sentence why."""

    cell: CellText
    title: str
    why: str


class GridModel(QAbstractTableModel):
    """A sheet's lines and columns for the session's plan and period, sorted and filtered as asked.

    What is typed never moves a row: sorted and filtered rows are arranged anew when sorting or filter change, or when
    rows come and go. `refused` carries the sentence why a cell did not take what was typed; `rearranged` tells that
    sorting or filters changed.
    """

    refused = Signal(str)
    rearranged = Signal()

    def __init__(self, session: Session, sheet: Sheet) -> None:
        super().__init__(session)
        self.session = session
        self.sheet = sheet
        self._filters: dict[str, str] = {}
        self._only: frozenset[str] = frozenset()
        self._sorted_by: tuple[str, bool] | None = None
        self._marks: Marks = {}
        self._read()
        session.changed.connect(self._refresh)
        session.period_changed.connect(self.reload)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        give = _GIVEN.get(role)
        return give(self, index.row(), index.column()) if give and index.isValid() else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            column = self._columns[section]
            if role == Qt.ItemDataRole.DisplayRole:
                return column.title
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
                return column.describes or column.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _WRITABLE if self.is_editable(index.row(), index.column()) else _READABLE

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        cell = CellText(index.row(), index.column(), str(value))
        refusals = self.enter([cell], f"Change {self._columns[cell.column].title}", "grid")
        for refusal in refusals:
            self.refused.emit(refusal.why)
        return not refusals

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the plan's own order and its headings back."""
        known = 0 <= column < len(self._columns)
        wanted = (self._columns[column].key, order is Qt.SortOrder.DescendingOrder) if known else None
        if wanted != self._sorted_by:
            self._sorted_by = wanted
            self._rearrange()

    # What the view and the page ask

    def line(self, number: int) -> Line:
        """A line by its number."""
        return self._lines[number]

    def column(self, number: int) -> Column:
        """A column by its number."""
        return self._columns[number]

    def columns(self) -> Sequence[Column]:
        """The columns, in the sheet's order."""
        return self._columns

    def line_of(self, row_id: str) -> int | None:
        """Where a row of the plan stands; None where it is not shown."""
        return next(iter(self._places().get(row_id, ())), None)

    def column_of(self, key: str) -> int | None:
        """The number of the column with that key; None where there is none."""
        return next((number for number, column in enumerate(self._columns) if column.key == key), None)

    def is_editable(self, line: int, column: int) -> bool:
        """Whether a cell takes what is typed."""
        if self._lines[line].row is None or not self._columns[column].editable or self.session.read_only:
            return False
        return not self.look(line, column).shaded

    def why_not(self, line: int, column: int) -> str:
        """The sentence why a cell takes nothing; blank where it does."""
        if self.is_editable(line, column):
            return ""
        if self._lines[line].row is None:
            return "This is a heading. Type into the rows beneath it."
        if self.session.read_only:
            return "This plan is open for reading only; nothing was changed."
        title = self._columns[column].title
        return self.look(line, column).why or f"“{title}” is worked out by Waymark and cannot be typed here."

    def text(self, line: int, column: int) -> str:
        """A cell's text as typed; a heading's text stands in its first column."""
        row = self._lines[line].row
        if row is None:
            return self._lines[line].heading if column == 0 else ""
        return self._cells.text(row, column)

    def look(self, line: int, column: int) -> Look:
        """How a cell stands out."""
        row = self._lines[line].row
        return PLAIN if row is None else self._cells.look(row, column)

    def tick(self, line: int, column: int) -> Qt.CheckState | None:
        """The tick in a cell; None where there is none to set."""
        return None

    def mark(self, line: int, column: int) -> Mark | None:
        """The mark in a cell's corner; None where there is nothing to say of it."""
        row = self._lines[line].row if self._marks else None
        return self._marks.get((row.id, self._columns[column].key)) if row is not None else None

    def set_marks(self, marks: Marks) -> None:
        """Have those cells marked and no others; only cells whose marks are others are drawn anew."""
        before, self._marks = self._marks, marks
        numbers = {column.key: number for number, column in enumerate(self._columns)}
        known = ((row_id, numbers[key]) for row_id, key in differing(before, marks) if key in numbers)
        cells = [(place, number) for row_id, number in known for place in self._places().get(row_id, ())]
        if len(cells) > MANY_ROWS:
            cells = [(min(cells)[0], 0), (max(cells)[0], len(self._columns) - 1)]
            self.dataChanged.emit(self.index(*cells[0]), self.index(*cells[1]))
            return
        for cell in cells:
            self.dataChanged.emit(self.index(*cell), self.index(*cell))

    def figures(self, line: int, column: int) -> Sequence[float | None]:
        """The numbers of a cell's sparkline."""
        row = self._lines[line].row
        return () if row is None else self._cells.figures(row, column)

    def choices(self, line: int, column: int) -> Sequence[str]:
        """What a cell offers."""
        row, choices = self._lines[line].row, self._columns[column].choices
        return choices(self.session.plan, row) if row is not None and choices is not None else ()

    def understood(self, line: int, column: int, typed: str) -> str:
        """What a cell would hold. Raises NotUnderstood, in words, for what it cannot."""
        row = self._lines[line].row
        if row is None or not self.is_editable(line, column):
            raise NotUnderstood(self.why_not(line, column))
        return read(self.session.plan, row, self._columns[column].field, typed, self.session.period)

    def enter(self, cells: Iterable[CellText], label: str, origin: str) -> list[RefusedCell]:
        """Put texts into cells as one step, and give those that could not be taken; the others are."""
        entry = Entry(self.session.plan, self.session.period, self.session.now())
        refusals, taken = self.put(entry, cells)
        if taken and not self.session.make(label, entry.edits.changes(), origin):
            refusals += [self.refusal(cell, NOT_TAKEN) for cell in taken]
        return refusals

    def put(self, entry: Entry, cells: Iterable[CellText]) -> tuple[list[RefusedCell], list[CellText]]:
        """Put texts into cells, as changes yet to be made: those that could not be taken, and those that were."""
        refusals, taken = [], []
        for cell in cells:
            try:
                understood = self.understood(cell.line, cell.column, cell.text)
            except NotUnderstood as problem:
                refusals.append(self.refusal(cell, str(problem)))
                continue
            row = self._lines[cell.line].row
            if row is not None and understood != self.text(cell.line, cell.column):
                entry.put(row, self._columns[cell.column].field, understood)
                taken.append(cell)
        return refusals, taken

    def refusal(self, cell: CellText, why: str) -> RefusedCell:
        """A cell that does not take its text, with the title of its column."""
        return RefusedCell(cell, self._columns[cell.column].title, why)

    def is_arranged(self) -> bool:
        """Whether rows are sorted or left out, so that the grid is not the whole plan in its own order."""
        return bool(self._filters or self._only or self._sorted_by)

    def filter_by(self, key: str, text: str) -> None:
        """Show only rows whose cell in that column contains a text; blank shows all."""
        self._show({**self._filters, key: text}, self._only)

    def show_only(self, filters: Mapping[str, str]) -> None:
        """Show only rows whose cells contain those texts, by column key; no others are filtered by."""
        self._show(filters, frozenset())

    def show_rows(self, ids: Iterable[str]) -> None:
        """Show only the rows with those ids, until filters are cleared; none of them shows all."""
        self._show({}, frozenset(ids))

    def _show(self, filters: Mapping[str, str], only: frozenset[str]) -> None:
        wanted = {key: text for key, text in filters.items() if text}
        if (wanted, only) != (self._filters, self._only):
            self._filters, self._only = wanted, only
            self._rearrange()

    def filters(self) -> Mapping[str, str]:
        """What is filtered by, by column key."""
        return self._filters

    def sorting(self) -> tuple[str, bool] | None:
        """The key of the column that is sorted by, and whether descending; None in the plan's own order."""
        return self._sorted_by

    def reload(self, *_: object) -> None:
        """Read everything anew."""
        self.beginResetModel()
        self._read()
        self.endResetModel()

    # How it is kept up

    def _read(self) -> None:
        self._plan = self.session.plan
        self._columns: Sequence[Column] = self.sheet.columns(self._plan, self.session.period)
        self._cells = Cells(self._columns, self._plan, self.session.period)
        self._in_plan: Sequence[Line] = self.sheet.lines(self._plan, self.session.period)
        self._stand(self._arranged())

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._stand(self._arranged())
        self.endResetModel()
        self.rearranged.emit()

    def _arranged(self) -> Sequence[Line]:
        lines = self._in_plan
        if self._only:
            lines = filtered(lines, lambda line: line.row is not None and line.row.id in self._only)
        if wanted := [*self._wanted()]:
            lines = filtered(lines, lambda line: all(text in self._folded(line, column) for column, text in wanted))
        column = self.column_of(self._sorted_by[0]) if self._sorted_by else None
        if self._sorted_by is None or column is None:
            return lines
        return in_order(lines, lambda line: self._sort_key(line, column), descending=self._sorted_by[1])

    def _stand(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._places_by_id: Mapping[str, Sequence[int]] | None = None

    def _places(self) -> Mapping[str, Sequence[int]]:
        """Where each row stands, by its id: one of a KPI in two sections stands in two places."""
        if self._places_by_id is None:
            places: defaultdict[str, list[int]] = defaultdict(list)
            for place, line in enumerate(self._lines):
                if line.row is not None:
                    places[line.row.id].append(place)
            self._places_by_id = places
        return self._places_by_id

    def _wanted(self) -> Iterator[tuple[int, str]]:
        for key, text in self._filters.items():
            column = self.column_of(key)
            if column is not None:
                yield column, text.casefold()

    def _folded(self, line: Line, column: int) -> str:
        return self._cells.text(line.row, column).casefold() if line.row else ""

    def _sort_key(self, line: Line, column: int) -> SortKey:
        row, choices = line.row, self._columns[column].choices
        if row is None:
            return sort_key(Kind.text, "")
        ranked = choices(self._plan, row) if choices and self._columns[column].kind in _RANKED else ()
        return sort_key(self._columns[column].kind, self._cells.text(row, column), ranked)

    def _refresh(self, touched: Touched) -> None:
        """Show what changed: the rows it touched where the lines are still the same ones, everything where not."""
        before, self._plan = self._plan, self.session.plan
        columns = self.sheet.columns(self._plan, self.session.period)
        if not same_titles(columns, self._columns):
            self.reload()
            return
        stale = rows_touched(self.sheet.kind, touched, before, self._plan)
        known = self._cells.go_on(self._plan, stale)
        if self._take(self.sheet.lines(self._plan, self.session.period)):
            self._tell(stale, known)
        else:
            self._rearrange()

    def _take(self, lines: Sequence[Line]) -> bool:
        """Take the plan's lines; whether they are still the same ones, each perhaps with a newer row."""
        before, self._in_plan = self._in_plan, lines
        if lines is before:
            return True
        if [*map(identity, lines)] != [*map(identity, before)]:
            return False
        newer = {identity(line): line for line in lines}
        self._lines = [newer[identity(line)] for line in self._lines]
        return True

    def _tell(self, stale: set[str] | None, known: Mapping[str, Known]) -> None:
        """Tell of the cells that look different; where many rows may, of all cells of these."""
        if not self._lines or not self._columns:
            return
        places: Sequence[int] = range(len(self._lines))
        if stale is not None:
            places = sorted(place for row_id in stale for place in self._places().get(row_id, ()))
        if len(places) > MANY_ROWS:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], last))
            return
        if len(places) > FEW_ROWS:
            known = {}
        for place in places:
            row = self._lines[place].row
            for first, last in runs(self._cells.changed(row, known.get(row.id)) if row else ()):
                self.dataChanged.emit(self.index(place, first), self.index(place, last))

    def _told(self, line: int, column: int) -> str:
        """What a screen reader says of a cell: its text and what else it shows."""
        return ". ".join(part for part in (self.text(line, column), self.look(line, column).why) if part)

    def _tooltip(self, line: int, column: int) -> str | None:
        why = "\n".join(filter(None, (self.look(line, column).why, self._found(line, column))))
        return why or (self.text(line, column) if self._columns[column].kind is Kind.long_text else None)

    def _found(self, line: int, column: int) -> str:
        mark = self.mark(line, column)
        return mark.why if mark else ""


_GIVEN = {
    Qt.ItemDataRole.DisplayRole: GridModel.text,
    Qt.ItemDataRole.EditRole: GridModel.text,
    Qt.ItemDataRole.ToolTipRole: GridModel._tooltip,
    Qt.ItemDataRole.AccessibleTextRole: GridModel._told,
    Qt.ItemDataRole.AccessibleDescriptionRole: GridModel._found,
    LOOK: GridModel.look,
    FIGURES: GridModel.figures,
}
