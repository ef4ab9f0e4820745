"""Trees of what a plan holds: their models, and the view in which one branch is selected and worked on by keyboard."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

Index = QModelIndex | QPersistentModelIndex
TOP = -1
WIDEST = 22
"""Of a column beside the first, in characters."""
SHARE = 0.4
"""Of the view's width, for such a column at most."""


class Branching(Protocol):
    """A branch: `key` tells it from the others, also after a change."""

    @property
    def key(self) -> str: ...

    @property
    def beneath(self) -> Sequence[Any]: ...


B = TypeVar("B", bound=Branching)


@dataclass(frozen=True, slots=True)
class Node(Generic[B]):
    """A branch with its place, the number of the node above and its line beneath that, and with its texts."""

    branch: B
    above: int
    line: int
    texts: tuple[str, ...]

    @property
    def shape(self) -> tuple[str, int, int]:
        """What stays the same while only texts change."""
        return self.branch.key, self.above, self.line


class TreeModel(QAbstractItemModel, Generic[B]):
    """Branches with a text for each of the `titles`, read only."""

    titles: Sequence[str] = ()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._nodes: Sequence[Node[B]] = ()
        self._below: dict[int, list[int]] = {}
        self._numbers: dict[str, int] = {}

    @abstractmethod
    def texts(self, branch: B) -> Sequence[str]:
        """What stands in a branch's columns."""

    @abstractmethod
    def spoken(self, branch: B) -> str:
        """How a branch is read out."""

    @abstractmethod
    def tip(self, branch: B) -> str:
        """What the pointer is told of a branch."""

    def starts_folded(self, branch: B) -> bool:
        """Whether what is beneath a branch is hidden until somebody asks for it."""
        return False

    def show(self, branches: Sequence[B]) -> None:
        """Show those instead; where only texts are other ones, the places stay."""
        before, nodes = self._nodes, [*self._numbered(branches)]
        if [node.shape for node in nodes] != [node.shape for node in before]:
            self.beginResetModel()
            self._take(nodes)
            self.endResetModel()
            return
        self._take(nodes)
        for number, (old, new) in enumerate(zip(before, nodes, strict=True)):
            if old.texts != new.texts:
                place = self.createIndex(new.line, 0, number)
                self.dataChanged.emit(place, place.siblingAtColumn(len(self.titles) - 1))

    def branch(self, index: Index) -> B:
        """The branch at a place."""
        return self._nodes[index.internalId()].branch

    def above(self, key: str) -> B | None:
        """The branch that stands over the one with that key."""
        number = self._numbers.get(key)
        above = TOP if number is None else self._nodes[number].above
        return None if above == TOP else self._nodes[above].branch

    def index_of(self, key: str) -> QModelIndex:
        """Where the branch with that key is; no place where it is not shown."""
        number = self._numbers.get(key)
        return QModelIndex() if number is None else self.createIndex(self._nodes[number].line, 0, number)

    def branch_keys(self) -> list[str]:
        """The keys of all branches, from the top down."""
        return [node.branch.key for node in self._nodes]

    def parents(self) -> list[B]:
        """The branches with others beneath them, from the top down."""
        return [self._nodes[number].branch for number in sorted(self._below) if number != TOP]

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._beneath(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(self.titles)

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
        node, column = self._nodes[index.internalId()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return node.texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(node.branch)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.texts[column] if column else self.spoken(node.branch)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section] if 0 <= section < len(self.titles) else None
        return None

    def _take(self, nodes: Sequence[Node[B]]) -> None:
        self._nodes, self._below = nodes, {}
        self._numbers = {node.branch.key: number for number, node in enumerate(nodes)}
        for number, node in enumerate(nodes):
            self._below.setdefault(node.above, []).append(number)

    def _numbered(self, branches: Sequence[B], above: int = TOP, first: int = 0) -> Iterator[Node[B]]:
        """The branches from the top down, each with its place; `first` is the number of the first."""
        number = first
        for line, branch in enumerate(branches):
            below = [*self._numbered(branch.beneath, number, number + 1)]
            yield Node(branch, above, line, tuple(self.texts(branch)))
            yield from below
            number += 1 + len(below)

    def _beneath(self, parent: Index) -> Sequence[int]:
        return self._below.get(parent.internalId() if parent.isValid() else TOP, ())


class TreeView(QTreeView, Generic[B]):
    """A tree in which one branch is selected; what is selected and folded stays so while the plan changes beneath it.

    `selected` carries the branch or None, `opened` is Enter or a double click, `rename_asked` F2.
    """

    selected = Signal(object)
    opened = Signal()
    rename_asked = Signal()

    def __init__(self, model: TreeModel[B], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = model
        self._folded: set[str] = set()
        self._unfolded: set[str] = set()
        self._key, self._number = "", 0
        self._resetting = False
        self.setModel(model)
        self._set_up(name)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._put_back)
        self._unfold()
        self._fit_columns()
        self._select_number(0)

    def branch(self) -> B | None:
        """The branch that is selected."""
        index = self.currentIndex()
        return self._tree.branch(index) if index.isValid() else None

    def select(self, key: str) -> None:
        """Select the branch with that key, and bring it into view."""
        index = self._tree.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._resetting:
            self.selected.emit(self.branch())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def _set_up(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _remember(self) -> None:
        self._resetting = True
        branch = self.branch()
        self._key = branch.key if branch else ""
        keys = self._tree.branch_keys()
        self._number = keys.index(self._key) if self._key in keys else 0
        parents = {branch.key for branch in self._tree.parents()}
        self._unfolded = {key for key in parents if self.isExpanded(self._tree.index_of(key))}
        self._folded = parents - self._unfolded

    def _put_back(self) -> None:
        """What is gone leaves the selection to what stands where it stood; what is new stands as it starts."""
        self._unfold()
        self._resetting = False
        self._fit_columns()
        if self._tree.index_of(self._key).isValid():
            self.select(self._key)
        else:
            self._select_number(self._number)
        if not self.currentIndex().isValid():
            self.selected.emit(None)

    def _unfold(self) -> None:
        for branch in self._tree.parents():
            starts_open = branch.key not in self._folded and not self._tree.starts_folded(branch)
            if branch.key in self._unfolded or starts_open:
                self.expand(self._tree.index_of(branch.key))

    def _fit_columns(self) -> None:
        """As wide as what stands in them, up to a limit. Qt by itself would measure every line after each change."""
        most = min(self.fontMetrics().averageCharWidth() * WIDEST, int(self.viewport().width() * SHARE))
        for column in range(1, len(self._tree.titles)):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), most))

    def _select_number(self, number: int) -> None:
        keys = self._tree.branch_keys()
        if keys:
            self.select(keys[min(number, len(keys) - 1)])
