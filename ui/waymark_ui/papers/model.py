"""The tree model over the outline of a paper."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from waymark.domain.rows import Commentary, Passage
from waymark_ui import theme
from waymark_ui.icons import icon
from waymark_ui.papers.branches import Branch
from waymark_ui.trees import Index, TreeModel

COLUMNS = ("Part, heading and text", "So far")
TEXT, STATUS = range(len(COLUMNS))
MARKED = "notice"
"""The icon of a text of which the checks found something."""


class PaperModel(TreeModel[Branch]):
    """The parts of a paper with what is written in them, read only."""

    titles = COLUMNS

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self._marked: Set[str] = frozenset()

    def mark(self, row_ids: Set[str]) -> None:
        """Mark the texts with those ids, of which the checks found something."""
        before, self._marked = self._marked, row_ids
        for key in before ^ row_ids:
            place = self.index_of(key)
            if place.isValid():
                self.dataChanged.emit(place, place)

    def texts(self, branch: Branch) -> Sequence[str]:
        return branch.title, branch.brief

    def spoken(self, branch: Branch) -> str:
        marked = "The checks found something" if branch.key in self._marked else ""
        return ". ".join(part for part in (f"{_kind(branch)}: {branch.title}", branch.status, marked) if part)

    def tip(self, branch: Branch) -> str:
        return self.spoken(branch)

    def starts_folded(self, branch: Branch) -> bool:
        """A section: there are many, and its texts stand beside the outline as soon as it is selected."""
        return branch.is_section

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        branch = self.branch(index)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == TEXT:
            return icon(MARKED) if branch.key in self._marked else None
        if role == Qt.ItemDataRole.FontRole and branch.is_part and index.column() == TEXT:
            return _bold()
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATUS:
            return theme.colours().warning if branch.lacks else theme.colours().muted
        return super().data(index, role)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _kind(branch: Branch) -> str:
    if isinstance(branch.row, Passage):
        return "Passage"
    if isinstance(branch.row, Commentary):
        return "Commentary"
    if branch.is_section:
        return "Section"
    return "Part" if branch.is_part else "Heading"
