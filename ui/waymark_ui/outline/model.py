"""The tree model over the headings of the immutable plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from waymark.domain.day import day_words
from waymark.domain.rows import Objective
from waymark.exchange.papers.wording import capital, counted, plural
from waymark.services.outline import Branch, outline
from waymark_ui.session import Session, Touched

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Heading", "Beneath it")
HEADING, BENEATH = range(len(COLUMNS))
SHOWS = ("covers", "themes", "objectives", "actions", "placements", "kpis")
"""The tables whose rows are shown or counted."""
TOP = -1


@dataclass(frozen=True, slots=True)
class Node:
    """A branch with its place: the number of the node above, and its line beneath that."""

    branch: Branch
    above: int
    line: int

    @property
    def shape(self) -> tuple[str, int, int]:
        """What stays the same while only texts and counts change."""
        return self.branch.key, self.above, self.line


class OutlineModel(QAbstractItemModel):
    """Themes, their objectives, and sections of KPIs, read only; with `show_withdrawn` also what was taken out."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._withdrawn = False
        self._nodes: Sequence[Node] = ()
        self._below: dict[int, list[int]] = {}
        self._show(self._read())
        session.changed.connect(self._refresh)

    def show_withdrawn(self, shown: bool) -> None:
        """Show what was withdrawn, or no longer."""
        self._withdrawn = shown
        self._reset(self._read())

    def branch(self, index: Index) -> Branch:
        """The branch at a place."""
        return self._nodes[index.internalId()].branch

    def index_of(self, key: str) -> QModelIndex:
        """Where the branch with that key is; no place where it is not shown."""
        number = next((number for number, node in enumerate(self._nodes) if node.branch.key == key), None)
        return QModelIndex() if number is None else self.createIndex(self._nodes[number].line, 0, number)

    def branch_keys(self) -> list[str]:
        """The keys of all branches, from the top down."""
        return [node.branch.key for node in self._nodes]

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._beneath(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(COLUMNS)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._beneath(parent)[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        above = self._nodes[child.internalId()].above if child.isValid() else TOP
        return QModelIndex() if above == TOP else self.createIndex(self._nodes[above].line, 0, above)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        branch, column = self.branch(index), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(branch)[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _withdrawn(branch) or branch.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(branch) if column == HEADING else self._texts(branch)[column]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section] if 0 <= section < len(COLUMNS) else None
        return None

    # How it is kept up

    def _read(self) -> Sequence[Node]:
        return [*_numbered(outline(self._session.plan, withdrawn=self._withdrawn))]

    def _show(self, nodes: Sequence[Node]) -> None:
        self._nodes, self._below = nodes, {}
        for number, node in enumerate(nodes):
            self._below.setdefault(node.above, []).append(number)

    def _reset(self, nodes: Sequence[Node]) -> None:
        self.beginResetModel()
        self._show(nodes)
        self.endResetModel()

    def _refresh(self, touched: Touched) -> None:
        if touched.keys().isdisjoint(SHOWS):
            return
        nodes = self._read()
        if [node.shape for node in nodes] != [node.shape for node in self._nodes]:
            self._reset(nodes)
            return
        self._show(nodes)
        for above, below in self._below.items():
            parent = QModelIndex() if above == TOP else self.createIndex(nodes[above].line, 0, above)
            self.dataChanged.emit(self.index(0, HEADING, parent), self.index(len(below) - 1, BENEATH, parent))

    def _beneath(self, parent: Index) -> Sequence[int]:
        return self._below.get(parent.internalId() if parent.isValid() else TOP, ())

    def _texts(self, branch: Branch) -> tuple[str, str]:
        heading = branch.label if branch.title else f"{branch.label} (no title yet)".strip()
        return heading, "✕ Withdrawn" if _withdrawn(branch) else self._counts(branch)

    def _counts(self, branch: Branch) -> str:
        cover = self._session.plan.cover
        counts = ((branch.actions, cover.action_word), (branch.kpis, cover.kpi_word))
        return ", ".join(counted(number, word) for number, word in counts if number)

    def _spoken(self, branch: Branch) -> str:
        cover, (heading, _) = self._session.plan.cover, self._texts(branch)
        if branch.row is None:
            return f"Section of {plural(cover.kpi_word)}: {heading}"
        word = cover.objective_word if isinstance(branch.row, Objective) else cover.theme_word
        return ". ".join(part for part in (f"{capital(word)} {heading}", _withdrawn(branch)) if part)


def _withdrawn(branch: Branch) -> str:
    """When it was withdrawn; blank where it stands."""
    at = branch.row.withdrawn_at if branch.row else None
    return f"Withdrawn on {day_words(datetime.fromisoformat(at).date())}" if at else ""


def _numbered(branches: Sequence[Branch], above: int = TOP, first: int = 0) -> Iterator[Node]:
    """The branches from the top down, each with its place; `first` is the number of the first."""
    number = first
    for line, branch in enumerate(branches):
        below = [*_numbered(branch.beneath, number, number + 1)]
        yield Node(branch, above, line)
        yield from below
        number += 1 + len(below)
