"""A grid whose cells are chosen by ticks: one by one, by row, by column, or all that are selected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from itertools import chain
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from waymark_ui.grid.columns import Sheet
from waymark_ui.grid.commands import Command
from waymark_ui.grid.model import MANY_ROWS, GridModel
from waymark_ui.grid.selection import Area
from waymark_ui.grid.view import GridView
from waymark_ui.session import Session

Index = QModelIndex | QPersistentModelIndex
Place = tuple[str, str]
"""A cell by its row's id and its column's key."""
HEAD = 0
"""The number of the column in which a line's tick stands for all cells of its row."""
CHECKED, PARTLY, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
STATES: Mapping[tuple[bool, bool], Qt.CheckState | None] = {
    (True, True): PARTLY,
    (True, False): CHECKED,
    (False, True): UNCHECKED,
    (False, False): None,
}
"""The state of cells of which some are ticked, and some could be."""
TOLD: Mapping[Qt.CheckState, str] = {CHECKED: "Ticked", PARTLY: "Ticked in part", UNCHECKED: "Not ticked"}
NOTHING_TO_TICK = "There is nothing here to tick."


class Ticks(QObject):
    """The cells that are ticked, and those that are `left` to tick; no others can be.

    `changed` carries the ids of the rows in which ticks were set or taken away.
    """

    changed = Signal(object)

    def __init__(self, ticked: Iterable[Place], left: Iterable[Place], parent: QObject) -> None:
        super().__init__(parent)
        self.is_settled = False
        self._ticked, self._left = {*ticked}, {*left}
        self._of_rows: defaultdict[str, list[Place]] = defaultdict(list)
        for place in chain(self._ticked, self._left):
            self._of_rows[place[0]].append(place)

    def of_row(self, row_id: str) -> Collection[Place]:
        """The cells of a row that can be ticked."""
        return self._of_rows.get(row_id, ())

    def has(self, place: Place) -> bool:
        """Whether a cell is ticked."""
        return place in self._ticked

    def count(self, places: Set[Place]) -> int:
        """How many of some cells are ticked."""
        return len(self._ticked & places)

    def state(self, places: Collection[Place]) -> Qt.CheckState | None:
        """Whether all of some cells are ticked, or a part of them, or none; None where none of them can be."""
        is_ticked, is_left = not self._ticked.isdisjoint(places), not self._left.isdisjoint(places)
        return STATES[is_ticked, is_left]

    def put(self, places: Iterable[Place], *, ticked: bool) -> None:
        """Tick cells, or take their ticks away; those that cannot be ticked stay as they are."""
        before, after = (self._left, self._ticked) if ticked else (self._ticked, self._left)
        turned = before.intersection(places)
        if turned and not self.is_settled:
            before -= turned
            after |= turned
            self.changed.emit({row_id for row_id, _ in turned})

    def turn(self, places: Iterable[Place]) -> None:
        """Tick cells; where all of them are ticked, take their ticks away."""
        wanted = [*places]
        self.put(wanted, ticked=self.state(wanted) is not CHECKED)

    def settle(self) -> None:
        """Keep the ticks as they are from now on."""
        self.is_settled = True
        self.changed.emit(set())


class TickedModel(GridModel):
    """A sheet with ticks. One in the first column stands for all of its row, one in a header for the lines shown."""

    def __init__(self, session: Session, sheet: Sheet, ticks: Ticks) -> None:
        super().__init__(session, sheet)
        self.ticks = ticks
        self._by_column: Mapping[str, Collection[Place]] | None = None
        ticks.changed.connect(self._tell_ticked)
        self.modelReset.connect(self._forget)

    def tick(self, line: int, column: int) -> Qt.CheckState | None:
        return self.ticks.state(self._ticked_by(line, column))

    def turn(self, areas: Iterable[Area]) -> bool:
        """Tick blocks of cells, or where all are ticked take that away; False where none can be ticked."""
        places = {place for area in areas for place in self._in_area(area)}
        self.ticks.turn(places)
        return self.ticks.state(places) is not None

    def turn_column(self, column: int) -> bool:
        """As `turn`, for the cells of a column in the lines that are shown."""
        self.ticks.turn(self._in_column(column))
        return bool(self._in_column(column))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            return self.tick(index.row(), index.column())
        told = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return _with_tick(told, self.tick(index.row(), index.column()))
        return told

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return super().setData(index, value, role)
        places = self._ticked_by(index.row(), index.column())
        self.ticks.put(places, ticked=Qt.CheckState(value) is CHECKED)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can = index.isValid() and not self.ticks.is_settled and self.tick(index.row(), index.column()) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = super().headerData(section, orientation, role)
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return told
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.ticks.state(self._in_column(section))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return _with_tick(told, self.ticks.state(self._in_column(section)))
        return told

    def setHeaderData(
        self, section: int, orientation: Qt.Orientation, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticks.put(self._in_column(section), ticked=Qt.CheckState(value) is CHECKED)
        return True

    def _ticked_by(self, line: int, column: int) -> Collection[Place]:
        """The cells whose ticks a cell's own stands for."""
        row = self.line(line).row
        if row is None:
            return ()
        return self.ticks.of_row(row.id) if column == HEAD else ((row.id, self.column(column).key),)

    def _in_area(self, area: Area) -> Iterator[Place]:
        """The cells of a block that can be ticked; those of whole rows, where the first column is in it."""
        keys = {self.column(column).key for column in area.columns}
        for line in area.lines:
            for place in self._ticked_by(line, HEAD):
                if HEAD in area.columns or place[1] in keys:
                    yield place

    def _in_column(self, column: int) -> Collection[Place]:
        """The cells of a column that can be ticked, in the lines that are shown."""
        if self._by_column is None:
            by_column: defaultdict[str, list[Place]] = defaultdict(list)
            for line in range(self.rowCount()):
                for place in self._ticked_by(line, HEAD):
                    by_column[place[1]].append(place)
            by_column[self.column(HEAD).key] = [*chain.from_iterable(by_column.values())]
            self._by_column = by_column
        return self._by_column.get(self.column(column).key, ())

    def _forget(self) -> None:
        self._by_column = None

    def _tell_ticked(self, row_ids: set[str]) -> None:
        """Tell of the cells of those rows; where these are many, of all cells between them."""
        last = self.columnCount() - 1
        lines = sorted(line for id in row_ids if (line := self.line_of(id)) is not None)
        if len(lines) > MANY_ROWS:
            self.dataChanged.emit(self.index(lines[0], 0), self.index(lines[-1], last))
        else:
            for line in lines:
                self.dataChanged.emit(self.index(line, 0), self.index(line, last))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)


class TickedView(GridView):
    """A grid in which Space ticks what is selected."""

    model: TickedModel

    def __init__(self, model: TickedModel) -> None:
        super().__init__(model)

    def own_commands(self) -> tuple[Command, ...]:
        return (
            Command("Tick", "Tick the selected cells, or take their ticks away", ("Space",), self.tick_selected),
            Command("Tick row", "Tick all cells of the row, or take their ticks away", ("Ctrl+R",), self.tick_row),
            Command("Tick column", _COLUMN, ("Ctrl+T",), self.tick_column),
        )

    def tick_selected(self) -> None:
        """Tick all cells that are selected, or where all of them are ticked take their ticks away."""
        self._tell(self.model.turn(self.table.picked.areas()))

    def tick_row(self) -> None:
        """The same with the cells of the current row."""
        if current := self.table.picked.current:
            self._tell(self.model.turn([Area(range(current.line, current.line + 1), (HEAD,))]))

    def tick_column(self) -> None:
        """The same with the cells of the current column, in the lines that are shown."""
        if current := self.table.picked.current:
            self._tell(self.model.turn_column(current.column))

    def _tell(self, could_be: bool) -> None:
        """Say why nothing was ticked, where nothing could be."""
        current = self.table.picked.current
        if current is not None and not could_be:
            self.said.emit(self.model.look(current.line, current.column).why or NOTHING_TO_TICK)


def _with_tick(told: Any, tick: Qt.CheckState | None) -> Any:
    return told if tick is None else f"{str(told).rstrip('.')}. {TOLD[tick]}."


_COLUMN = "Tick all cells of the column in the rows shown, or take their ticks away"
