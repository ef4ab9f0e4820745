"""The table model over the ratings of a scheme that is being changed; the plan knows nothing of it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from waymark.domain.errors import NotUnderstood
from waymark.domain.rows import Rating
from waymark.services.schemes import SHAPES, begun_rating, read_colour, worded

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Word", "Letter", "Meaning", "Colour", "Shape", "In the grid")
WORD, LETTER, MEANING, COLOUR, SHAPE, PILL = range(len(COLUMNS))
FIELDS = ("word", "letter", "meaning", "colour", "shape")
TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class RatingsModel(QAbstractTableModel):
    """A rating a line, its fields to be typed over, and last the pill that grids draw of it.

    `changed` tells of each change that a person made. A colour that is none stays as it was typed.
    """

    changed = Signal()

    def __init__(self, parent: QObject, *, read_only: bool) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._ratings: list[Rating] = []

    def ratings(self) -> tuple[Rating, ...]:
        """The ratings as they stand, in order."""
        return tuple(self._ratings)

    def show(self, ratings: Sequence[Rating]) -> None:
        """Have those ratings instead."""
        self.beginResetModel()
        self._ratings = [*ratings]
        self.endResetModel()

    def add(self, line: int) -> None:
        """Begin a rating in that line."""
        self.beginInsertRows(QModelIndex(), line, line)
        self._ratings.insert(line, begun_rating())
        self.endInsertRows()
        self.changed.emit()

    def remove(self, line: int) -> None:
        """Take a rating out."""
        self.beginRemoveRows(QModelIndex(), line, line)
        del self._ratings[line]
        self.endRemoveRows()
        self.changed.emit()

    def move(self, line: int, step: int) -> bool:
        """Move a rating up (-1) or down (1); False at the end."""
        there = line + step
        if not 0 <= there < len(self._ratings):
            return False
        self.beginMoveRows(QModelIndex(), line, line, QModelIndex(), there + max(step, 0))
        self._ratings.insert(there, self._ratings.pop(line))
        self.endMoveRows()
        self.changed.emit()
        return True

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ratings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and index.column() != PILL and not self._read_only
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        rating, column = self._ratings[index.row()], index.column()
        if column == PILL:
            return _spoken(rating) if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role in TEXTS:
            return getattr(rating, FIELDS[column])
        if role == Qt.ItemDataRole.DecorationRole and column == COLOUR:
            return swatch(rating)
        return rating.meaning if role == Qt.ItemDataRole.ToolTipRole and column == MEANING else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        line, before = index.row(), self._ratings[index.row()]
        after = self._ratings[line] = _with(before, index.column(), " ".join(str(value).split()))
        if after != before:
            self.dataChanged.emit(self.index(line, 0), self.index(line, PILL))
            self.changed.emit()
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section] if 0 <= section < len(COLUMNS) else None
        return None


def swatch(rating: Rating) -> QColor | None:
    """A rating's colour; None where it has none, or one that cannot be read."""
    try:
        return QColor(read_colour(rating.colour))
    except NotUnderstood:
        return None


def _with(rating: Rating, column: int, typed: str) -> Rating:
    if column == WORD:
        return worded(rating, typed)
    if column == COLOUR:
        try:
            typed = read_colour(typed)
        except NotUnderstood:
            return replace(rating, colour=typed)
    if column == SHAPE and typed not in SHAPES:
        return rating
    return replace(rating, **{FIELDS[column]: typed})


def _spoken(rating: Rating) -> str:
    return f"{rating.letter} {rating.word}, {rating.shape}".strip()
