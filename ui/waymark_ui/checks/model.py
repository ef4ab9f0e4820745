"""The findings as a table model: filtered as asked, sorted by any column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.services.checks.finding import Finding, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.waivers import waiver_of
from waymark.services.checks.whereabouts import heading
from waymark_ui.checks.standing import RANKS
from waymark_ui.icons import icon

Index = QModelIndex | QPersistentModelIndex
SEVERITY, SENTENCE, ACCEPTED, SUGGESTION, WHERE, HEADING, FAMILY = range(7)
"""The numbers of the columns: first what can be read in a narrow window."""
TITLES = ("Severity", "Finding", "Accepted because", "What to do", "Where", "Theme or section", "Family")
SIGNS: Mapping[Severity, str] = {Severity.error: "error", Severity.warning: "notice", Severity.note: "note"}
"""The drawings beside the words, each of another shape."""
TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as it is listed; `accepted` is the reason for which somebody accepted it, blank where nobody has."""

    finding: Finding
    where: str
    heading: str
    accepted: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What its columns say."""
        check = self.finding.check
        word, told = check.severity.value.capitalize(), self.finding.sentence
        return word, told, self.accepted, check.suggests, self.where, self.heading, check.family.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are listed: those of a severity, a family, a theme or section, with a text; blank means any."""

    severity: str = ""
    family: str = ""
    heading: str = ""
    text: str = ""
    accepted: bool = False

    def takes(self, line: Line) -> bool:
        """Whether a finding is listed."""
        check = line.finding.check
        return (
            (self.accepted or not line.accepted)
            and self.severity in ("", check.severity.value)
            and self.family in ("", check.family.value)
            and self.heading in ("", line.heading)
            and (not self.text or any(self.text.casefold() in text.casefold() for text in line.texts))
        )


def lines_of(plan: Plan, period: Period, findings: Sequence[Finding]) -> Sequence[Line]:
    """A line for each finding of whose row there is still something in the plan."""
    made = (_line(plan, period, finding) for finding in findings)
    return [line for line in made if line is not None]


def _line(plan: Plan, period: Period, finding: Finding) -> Line | None:
    row, waiver = plan.find(finding.row_id), waiver_of(plan, finding)
    if row is None:
        return None
    where = thing(Look(plan, period, finding.check), row)
    accepted = (waiver.reason or "Accepted.") if waiver else ""
    return Line(finding, where, heading(plan, row, period), accepted)


class FindingsModel(QAbstractTableModel):
    """A line a finding. It begins in the order of gravity, which is also the order of what is equal in a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every: Sequence[Line] = ()
        self._lines: Sequence[Line] = ()
        self._wanted = Wanted()
        self._sorting = (SEVERITY, Qt.SortOrder.AscendingOrder)

    def show(self, lines: Sequence[Line]) -> None:
        """List those instead."""
        self._every = lines
        self._arrange()

    def filter(self, wanted: Wanted) -> None:
        """List only what is wanted."""
        self._wanted = wanted
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, numbers within a text by their size."""
        self._sorting = (column, order)
        self._arrange()

    def every(self) -> Sequence[Line]:
        """All lines, those that are filtered out too."""
        return self._every

    def shown(self) -> Sequence[Line]:
        """The lines that are not filtered out, in order."""
        return self._lines

    def line(self, number: int) -> Line:
        """A line by its number."""
        return self._lines[number]

    def number_of(self, finding: Finding | None) -> int | None:
        """Where a finding is listed; None where it is not."""
        return next((number for number, line in enumerate(self._lines) if line.finding == finding), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in TEXTS:
            return line.texts[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == SEVERITY:
            return icon(SIGNS[line.finding.check.severity])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section] if 0 <= section < len(TITLES) else None
        return None

    def _arrange(self) -> None:
        column, order = self._sorting
        wanted = [line for line in self._every if self._wanted.takes(line)]
        wanted.sort(key=_sort_key(column), reverse=order is Qt.SortOrder.DescendingOrder)
        if wanted != self._lines:
            self.beginResetModel()
            self._lines = wanted
            self.endResetModel()


def _sort_key(column: int) -> Callable[[Line], Any]:
    if column == SEVERITY:
        return lambda line: RANKS[line.finding.check.severity]
    return lambda line: _counting(line.texts[column])


def _counting(text: str) -> tuple[tuple[int, str | int], ...]:
    """The key by which texts are sorted as people count: `1.9` before `1.10`; what is blank comes last."""
    parts = filter(None, _NUMBERS.split(text.casefold()))
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts) or ((2, ""),)
