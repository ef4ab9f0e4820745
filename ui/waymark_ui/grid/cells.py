"""What the cells of a grid show: each worked out once, and known until something changes that it may come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.services.cells import shown
from waymark_ui.grid.columns import PLAIN, Column, Look

Figures = Sequence[float | None]


@dataclass(slots=True)
class Known:
    """What was already worked out of a row's cells, by column number."""

    texts: dict[int, str] = field(default_factory=dict)
    looks: dict[int, Look] = field(default_factory=dict)
    figures: dict[int, Figures] = field(default_factory=dict)


class Cells:
    """The texts, looks and figures of rows in a plan and a reporting period, by row and number of the column."""

    def __init__(self, columns: Sequence[Column], plan: Plan, period: Period) -> None:
        self._columns = columns
        self._plan = plan
        self._period = period
        self._known: dict[str, Known] = {}

    def text(self, row: Row, column: int) -> str:
        """A cell's text."""
        texts = self._of(row).texts
        text = texts.get(column)
        if text is None:
            shows, wanted = self._columns[column].shows, self._columns[column].field
            text = shows(self._plan, row, self._period) if shows else shown(self._plan, row, wanted, self._period)
            texts[column] = text
        return text

    def look(self, row: Row, column: int) -> Look:
        """How a cell stands out."""
        looks = self._columns[column].looks
        if looks is None:
            return PLAIN
        known = self._of(row).looks
        if column not in known:
            known[column] = looks(self._plan, row, self._period)
        return known[column]

    def figures(self, row: Row, column: int) -> Figures:
        """The numbers of a cell's sparkline."""
        figures = self._columns[column].figures
        if figures is None:
            return ()
        known = self._of(row).figures
        if column not in known:
            known[column] = figures(self._plan, row, self._period)
        return known[column]

    def go_on(self, plan: Plan, ids: Iterable[str] | None) -> Mapping[str, Known]:
        """Show the next plan, in which the rows with those ids may look different, or all; what was known of them."""
        self._plan = plan
        if ids is None:
            known, self._known = self._known, {}
            return known
        return {row_id: self._known.pop(row_id) for row_id in ids if row_id in self._known}

    def changed(self, row: Row, before: Known | None) -> Iterable[int]:
        """The columns in which a row shows something else than was known of it; what nobody had asked for may."""
        columns = range(len(self._columns))
        return columns if before is None else [column for column in columns if self._differs(row, column, before)]

    def _differs(self, row: Row, column: int, before: Known) -> bool:
        return (
            column not in before.texts
            or before.texts[column] != self.text(row, column)
            or (column in before.looks and before.looks[column] != self.look(row, column))
            or (column in before.figures and before.figures[column] != self.figures(row, column))
        )

    def _of(self, row: Row) -> Known:
        known = self._known.get(row.id)
        if known is None:
            known = self._known[row.id] = Known()
        return known
