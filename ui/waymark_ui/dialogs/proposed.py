"""What a returned tracker would change, as a sheet of the grid: a line for each row, with its cells beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Recommendation, Row
from waymark.domain.text import shortened
from waymark.exchange.trackers import foreign, layout
from waymark.exchange.trackers.layout import Column as SheetColumn
from waymark.exchange.trackers.proposal import Cell, Proposal, Verdict
from waymark.services.cells import Field, shown
from waymark_ui.dialogs.messages import counted
from waymark_ui.grid.columns import PLAIN, Column, Kind, Line, Look, Sheet
from waymark_ui.grid.ticks import Place

SIGNS: Mapping[Verdict, str] = {
    Verdict.new: "+",
    Verdict.changed: "→",
    Verdict.conflict: "!",
    Verdict.refused: "×",
}
COLOURS: Mapping[Verdict, str] = {
    Verdict.new: "#2e8b57",
    Verdict.changed: "#3a7ebf",
    Verdict.conflict: "#c77700",
    Verdict.refused: "#c8443c",
}
"""What a verdict's sign stands on; all of them can be told from a light and from a dark ground."""
HEADINGS: Mapping[type[Row], str] = {Action: "Actions", Kpi: "KPIs and readings", Recommendation: "Recommendations"}
"""What stands over the rows of a kind, in the order of the kinds."""
SHEETS = (*layout.SHEETS, *foreign.LISTS.values())
BLANK = "(blank)"
SAME = "The same: it stays as it is."
REF, WHAT = "row", "what"
"""The keys of the columns that say which row it is; no field of a row is called so."""
NARROWEST, WIDEST = 18, 34
"""Of a column of cells, in characters."""


class ProposedSheet(Sheet):
    """The rows that a proposal has cells of, by kind, and the columns in which there are any.

    With `only` set, the rows are those that have a cell of this verdict.
    """

    name = ""
    kind = Action

    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal
        self.only: Verdict | None = None
        self.cells: dict[Place, Cell] = {}
        self.of_verdict: Mapping[Verdict, set[Place]] = {verdict: set() for verdict in Verdict}
        self._rows: dict[str, list[Cell]] = {}
        self._keys = _keys_by_kind(proposal.period)
        self._new = {row.id for row in (*proposal.added, *proposal.kpis)}
        self._columns = (
            Column(REF, "Ref", Field("ref"), Kind.ref, 9, False, frozen=True, shows=lambda _, row, period: ref_of(row)),
            Column(WHAT, "What it is", Field("text"), width=30, editable=False, frozen=True, shows=self._what),
            *map(self._column, _in_order(self._gathered(), self._keys)),
        )

    def columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        return self._columns

    def lines(self, plan: Plan, period: Period) -> Sequence[Line]:
        return [line for kind, heading in HEADINGS.items() for line in self._group(kind, heading)]

    def cell(self, row: Row | None, key: str) -> Cell | None:
        """The cell of a row in a column; None where nothing is proposed there."""
        return self.cells.get((row.id, key)) if row is not None else None

    def _gathered(self) -> Mapping[str, SheetColumn]:
        """Put each cell where it belongs; gives the columns that there are, by their keys."""
        columns: dict[str, SheetColumn] = {}
        for cell in self._proposal.cells:
            place = place_of(cell)
            known = self.cells.get(place)
            # What names a row may have been typed over on two sheets.
            self.cells[place] = replace(known, where=f"{known.where}, {cell.where}") if known else cell
            self.of_verdict[cell.verdict].add(place)
            self._rows.setdefault(place[0], []).append(cell)
            columns[place[1]] = cell.column
        return columns

    def _group(self, kind: type[Row], heading: str) -> Iterator[Line]:
        groups = [cells for cells in self._rows.values() if type(cells[0].subject) is kind and self._shows(cells)]
        if groups:
            count = sum(map(len, groups))
            yield Line(None, f"{heading}: {counted(len(groups), 'row')}, {counted(count, 'cell')}", 1)
        yield from (Line(cells[0].subject) for cells in groups)

    def _shows(self, cells: Sequence[Cell]) -> bool:
        return self.only is None or any(cell.verdict is self.only for cell in cells)

    def _column(self, column: SheetColumn) -> Column:
        return Column(
            key_of(column),
            column.header,
            column.cell,
            width=round(min(max(column.width, NARROWEST), WIDEST)),
            editable=False,
            describes=f"What would change of “{column.header}”.",
            shows=partial(self._text, column),
            looks=partial(self._look, column),
        )

    def _what(self, plan: Plan, row: Row, period: Period) -> str:
        return f"New: {words_of(row)}" if row.id in self._new else words_of(row)

    def _text(self, column: SheetColumn, plan: Plan, row: Row, period: Period) -> str:
        cell = self.cell(row, key_of(column))
        if cell is not None:
            return f"{cell.verdict}: {change_of(cell)}"
        return shortened(shown(plan, row, column.cell, self._proposal.period)) if self._stands(row, column) else ""

    def _look(self, column: SheetColumn, plan: Plan, row: Row, period: Period) -> Look:
        cell = self.cell(row, key_of(column))
        if cell is None:
            return Look(faint=True, why=SAME) if self._stands(row, column) else PLAIN
        since = f"Changed in the plan by {cell.since}" if cell.since else ""
        why = ". ".join(part.rstrip(".") for part in (cell.where, cell.say, since) if part)
        return Look(letter=SIGNS[cell.verdict], colour=COLOURS[cell.verdict], why=f"{why}.")

    def _stands(self, row: Row, column: SheetColumn) -> bool:
        """Whether the plan has such a cell of a row: an action has no target, and a new row nothing yet."""
        if row.id in self._new or column.undated:
            return False
        return key_of(column) in self._keys[type(row)] or bool(column.month and isinstance(row, Kpi))


def key_of(column: SheetColumn) -> str:
    """The key of a column in the grid: a field may be called otherwise for another kind of rows."""
    return f"{column.field} {column.header}"


def place_of(cell: Cell) -> Place:
    """Where a cell stands in the grid."""
    return cell.subject.id, key_of(cell.column)


def change_of(cell: Cell) -> str:
    """What a cell would become, in short: what it was, and what came."""
    ours, theirs, raw = map(_brief, (cell.ours, cell.theirs, cell.raw))
    if cell.verdict is Verdict.refused:
        return f"{raw} (stays {ours})" if cell.ours else raw
    return f"{ours} → {theirs}" if cell.ours or cell.verdict is Verdict.conflict else theirs


def row_name(row: Row) -> str:
    """A row's ref and the beginning of its text."""
    return " ".join(part for part in (ref_of(row), words_of(row)) if part)


def ref_of(row: Row) -> str:
    """A row's ref; blank where it has none."""
    return str(getattr(row, "ref", ""))


def words_of(row: Row) -> str:
    """The beginning of a row's title or text."""
    return shortened(str(getattr(row, "title", "") or getattr(row, "text", "")))


def _brief(text: str) -> str:
    return shortened(text) or BLANK


def _keys_by_kind(period: Period) -> Mapping[type[Row], Sequence[str]]:
    """The columns that rows of a kind have in any tracker or workbook, in the order of these."""
    return {
        kind: [key_of(each) for sheet in SHEETS if kind in sheet.kinds for each in sheet.headed(period)]
        for kind in HEADINGS
    }


def _in_order(columns: Mapping[str, SheetColumn], keys: Mapping[type[Row], Sequence[str]]) -> list[SheetColumn]:
    """The columns as trackers have them, those of actions first; what no tracker has comes last, by its period."""
    places = {key: place for place, key in enumerate(dict.fromkeys(key for each in keys.values() for key in each))}

    def place(key: str) -> tuple[int, str]:
        month = columns[key].month
        return places.get(key, len(places)), str(month.last_day) if month else ""

    return [columns[key] for key in sorted(columns, key=place)]
