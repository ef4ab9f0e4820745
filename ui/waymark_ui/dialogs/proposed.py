"""What a returned tracker would change, as a tree: a row of the plan, and beneath it a line for each of its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from waymark.domain.rows import Row
from waymark.domain.text import shortened
from waymark.exchange.trackers.proposal import Cell, Proposal, Verdict
from waymark_ui.dialogs.messages import counted

Index = QModelIndex | QPersistentModelIndex

SIGNS: Mapping[Verdict, str] = {
    Verdict.new: "+ new",
    Verdict.changed: "→ changed",
    Verdict.conflict: "! conflict",
    Verdict.refused: "× refused",
}
"""A verdict in words, with a sign."""
TITLES = ("Take", "Verdict", "The plan has", "Came back", "Cell", "Reason")
CHECKED = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
PLAIN_TEXT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Group:
    """A row of the plan with its cells."""

    subject: Row
    cells: tuple[Cell, ...]


class ProposedModel(QAbstractItemModel):
    """The tree, with a tick for every cell that can be taken and for every row; conflicts begin without one.

    `ticked` is told whenever what will be taken is no longer the same.
    """

    ticked = Signal()

    def __init__(self, proposal: Proposal, parent: QObject) -> None:
        super().__init__(parent)
        self._groups = _grouped(proposal)
        self._new = {action.id for action in proposal.added}
        self._taken = {cell.where for cell in proposal.cells if cell.verdict in (Verdict.new, Verdict.changed)}

    # What is asked beside Qt's own

    def takes(self, cell: Cell) -> bool:
        """Whether a cell will be taken."""
        return cell.where in self._taken

    def take(self, cells: Iterable[Cell], taken: bool) -> None:
        """Tick cells, or take their ticks away; those that are refused stay as they are."""
        wheres = {cell.where for cell in cells if cell.verdict is not Verdict.refused}
        self._taken = self._taken | wheres if taken else self._taken - wheres
        for place, group in enumerate(self._groups):
            if any(cell.where in wheres for cell in group.cells):
                top = self.index(place, 0)
                self.dataChanged.emit(top, top)
                self.dataChanged.emit(self.index(0, 0, top), self.index(len(group.cells) - 1, 0, top))
        self.ticked.emit()

    def cells(self) -> Iterable[Cell]:
        """All cells, in the order shown."""
        return (cell for group in self._groups for cell in group.cells)

    def cell(self, index: Index) -> Cell | None:
        """The cell in a line; None for a row's own."""
        return self._groups[index.internalId() - 1].cells[index.row()] if index.internalId() else None

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column():
            return 0
        return len(self._groups[parent.row()].cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return TITLES[section] if is_title and 0 <= section < len(TITLES) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId():
            flags |= Qt.ItemFlag.ItemNeverHasChildren
        is_ticked = index.column() == 0 and self._takeable(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_ticked else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in PLAIN_TEXT:
            return shortened(self._text(index)) if index.column() < len(TITLES) - 1 else self._text(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(index)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return self._tick(index)
        if role == Qt.ItemDataRole.FontRole and not index.internalId():
            return _bold()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.take(self._takeable(index), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _lines_cells(self, index: Index) -> Sequence[Cell]:
        """The cell of a line, or all cells of a row."""
        cell = self.cell(index)
        return self._groups[index.row()].cells if cell is None else (cell,)

    def _takeable(self, index: Index) -> list[Cell]:
        return [cell for cell in self._lines_cells(index) if cell.verdict is not Verdict.refused]

    def _tick(self, index: Index) -> Qt.CheckState | None:
        taken = {self.takes(cell) for cell in self._takeable(index)}
        if len(taken) == 2:
            return Qt.CheckState.PartiallyChecked
        return CHECKED[taken.pop()] if taken else None

    def _text(self, index: Index) -> str:
        cell = self.cell(index)
        if cell is not None:
            return CELL_TEXTS[index.column()](cell)
        group = self._groups[index.row()]
        if index.column() == 0:
            return f"{'New action ' if group.subject.id in self._new else ''}{row_name(group.subject)}"
        return counted(len(group.cells), "cell") if index.column() == 1 else ""


CELL_TEXTS: Sequence[Callable[[Cell], str]] = (
    lambda cell: cell.column.header,
    lambda cell: SIGNS[cell.verdict],
    lambda cell: cell.ours,
    lambda cell: cell.raw if cell.verdict is Verdict.refused else cell.theirs,
    lambda cell: cell.where,
    lambda cell: cell.say,
)


def row_name(row: Row) -> str:
    """A row's ref and the beginning of its text."""
    words = shortened(str(getattr(row, "title", "") or getattr(row, "text", "")))
    return " ".join(part for part in (str(getattr(row, "ref", "")), words) if part)


def _grouped(proposal: Proposal) -> list[Group]:
    cells: dict[str, list[Cell]] = {}
    for cell in proposal.cells:
        cells.setdefault(cell.subject.id, []).append(cell)
    return [Group(group[0].subject, tuple(group)) for group in cells.values()]


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font
