"""From tables of KPIs to KPIs, readings, targets, comparators and commentary: wide, long, or with periods downwards."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.domain.due import Precision
from waymark.domain.text import plain_words, quoted
from waymark.domain.value import parse_value
from waymark.exchange.reading.doubts import Told
from waymark.exchange.reading.found import Column, Kind, Line, What
from waymark.exchange.reading.items import Item, Rows
from waymark.exchange.reading.looks import due_said
from waymark.exchange.reading.measured import Aim, Figure, Measured, when_of
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.values import figure_of, is_figure, text_of
from waymark.exchange.reading.vocabulary import (
    LABELS,
    READING,
    commentary_label,
    comparator_in,
    is_word,
    split_period,
)

ACTUAL, TARGET, RATING = ("actual", "performance", "outturn"), ("target", "trajectory"), ("rag", "rating")
"""What a row may say that its figures are."""
FIELDS = {"polarity": "polarity_raw", "frequency": "frequency", "rule": "rule_raw", "unit": "unit", "note": "note"}


class Indicators:
    """The KPIs of a file, each once, whatever number of tables tells of it."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.kpis: list[Measured] = []
        self.commentary: list[Item] = []
        self._known: dict[tuple[str, str], list[Measured]] = {}

    def add(self, kpi: Measured) -> Measured:
        """Take in a KPI that was found outside a table of KPIs; gives the one that is kept."""
        return self._joined(kpi)

    def read(self, rows: Rows) -> None:
        """Take in a table."""
        if rows.table.kind is Kind.series:
            self._series(rows)
        else:
            self._listed(rows)

    def _listed(self, rows: Rows) -> None:
        above: list[Measured] = []
        is_fresh = True
        for line in rows.table.lines:
            if line.what is What.item:
                above = above if is_fresh else []
                is_fresh = True
                above.append(self._kpi(rows, line))
            elif line.what is What.step and above:
                self._further(rows, line, above[-1])
            elif line.what is What.commentary:
                is_fresh = False
                self._commentary(rows, line, above)

    def _kpi(self, rows: Rows, line: Line) -> Measured:
        ref, title, where = rows.named(line)
        path = rows.path(line)
        kpi = Measured.new(ref, title, path[0] if path else "", rows.table.block, where)
        for role, key in FIELDS.items():
            kpi.item[key] = rows.text(line, role)
        kpi.item["owners"] = rows.leads(line)
        kpi.item["cells"] = rows.addresses(line)
        kpi.item["definitions"] = [{"text": text}] if (text := rows.text(line, "definition")) else []
        self._ratings(rows, line, kpi)
        self._targets(rows, line, kpi)
        self._figures(rows, line, kpi)
        kpi = self._joined(kpi)
        for role in LABELS:
            if text := rows.text(line, role):
                self.commentary.append(_said(rows, role, [kpi], text, where))
        return kpi

    def _joined(self, kpi: Measured) -> Measured:
        """The KPI that is known already, with what this row adds; else this one.

        A ref names one KPI throughout a file, unless titles or figures say otherwise: then each sheet counts anew.
        """
        same = next((each for each in self._known.get(kpi.key, ()) if each.is_same(kpi)), None)
        if same is None:
            if kpi.key in self._known:
                self.told.doubt(
                    "duplicate_ref", f"{kpi.item['ref']} stands for another KPI too.", kpi.item["where"], "ref"
                )
            self._known.setdefault(kpi.key, []).append(kpi)
            self.kpis.append(kpi)
            return kpi
        same.add(kpi)
        for figure in kpi.figures.values():
            self._keep(same, figure)
        return same

    def _ratings(self, rows: Rows, line: Line, kpi: Measured) -> None:
        for column in rows.columns("rating"):
            rating = rows.rating(line, column)
            if rating and column.period:
                kpi.judgements.append(_judged(kpi, column, rating, line))
            elif rating:
                kpi.item.setdefault("rating_raw", rating)

    def _targets(self, rows: Rows, line: Line, kpi: Measured) -> None:
        due = rows.due(line, "target_due")
        for column in rows.columns("target"):
            cell = line.cells.get(column.place)
            if cell and (text := figure_of(cell, self.told, "target")):
                text, by = _dated_target(text)
                kpi.targets.append(Aim(text, by or due, column.settled or column.period, cell))
        if due and not kpi.targets:
            kpi.targets.append(Aim("", due))

    def _figures(self, rows: Rows, line: Line, kpi: Measured) -> None:
        period = self._period_in_row(rows, line)
        said = plain_words(rows.text(line, "figure_kind")) or ACTUAL[0]
        for column in rows.columns(READING, "latest", "comparator"):
            cell = line.cells.get(column.place)
            if cell is None or not (cell.text.strip() or cell.fill):
                continue
            if column.role == "comparator":
                self._compare(column, cell, kpi)
            elif said in TARGET:
                if text := figure_of(cell, self.told, "target"):
                    kpi.targets.append(Aim(text, "", column.settled or column.period, cell))
            elif said in RATING:
                if rating := rows.rating(line, column):
                    kpi.judgements.append(_judged(kpi, column, rating, line))
            elif said not in ACTUAL:
                self.told.leave_out(cell.where, f"{said}, for which a plan has no place")
            elif cell.text.strip():
                self._figure(kpi, *(period or (column.period or column.header, column.settled)), cell)

    def _further(self, rows: Rows, line: Line, kpi: Measured) -> None:
        """A row that goes on with the KPI above; a second figure for one period is told."""
        columns = rows.columns(READING, "latest", "comparator")
        if self._period_in_row(rows, line) or any(line.cells.get(column.place) for column in columns):
            if not kpi.targets:
                self._targets(rows, line, kpi)
            self._figures(rows, line, kpi)
        else:
            where = next(iter(line.cells.values())).where
            self.told.leave_out(where, f"goes on with {kpi.item['title']}, and holds no figure of its own")

    def _period_in_row(self, rows: Rows, line: Line) -> tuple[str, str] | None:
        cells = [cell for column in rows.columns("period_name") if (cell := line.cells.get(column.place))]
        return (" ".join(cell.text for cell in cells).strip(), "") if cells else None

    def _compare(self, column: Column, cell: SheetCell, kpi: Measured) -> None:
        """A value to compare with; one may say by itself that it is of somebody else (B37)."""
        if text := figure_of(cell, self.told, "comparator"):
            who = comparator_in(text) or column.about
            kpi.comparators.append({"comparator": who, "period_raw": column.period, "raw": text, "where": cell.where})

    def _figure(self, kpi: Measured, period: str, settled: str, cell: SheetCell) -> None:
        """A figure; a sentence, or what reaches over several periods, is a note on the KPI (C22, B36)."""
        text = figure_of(cell, self.told, period)
        if not text:
            return
        if not is_figure(text) or (cell.columns > 1 and not any(map(str.isdigit, text))):
            kpi.item["note"] = kpi.item.get("note") or text
        elif cell.columns > 1:
            say = f"{quoted(text)} reaches over {cell.columns} periods; say which one it is for."
            self.told.doubt("merged_cell_over_rows", say, cell.where, period)
        else:
            self._keep(kpi, Figure(period, settled, cell, text))

    def _keep(self, kpi: Measured, figure: Figure) -> None:
        """A KPI has one figure a period; a second that differs is told."""
        same = kpi.figures.setdefault(when_of(figure), figure)
        if same.text != figure.text:
            say = f"{figure.period} already has {same.text} ({same.cell.where}); {figure.text} was not taken."
            self.told.doubt("duplicate_row", say, figure.cell.where, figure.period)

    def _commentary(self, rows: Rows, line: Line, above: Sequence[Measured]) -> None:
        label, *rest = line.cells.values()
        longest = max(rest, key=lambda cell: len(cell.text), default=None)
        for cell in rest:
            if cell is longest:
                text = text_of(cell, self.told, "notes")
                self.commentary.append(_said(rows, commentary_label(label.text), above, text, cell.where))
            else:
                self.told.leave_out(cell.where, f"stands apart from the commentary: {quoted(cell.text)}")

    def _series(self, rows: Rows) -> None:
        for column in rows.columns(READING, "target"):
            title, section = column.about, rows.table.section
            if _is_of_all(column):
                title, section = section or next(iter(rows.table.titles[-1:]), rows.table.grid), ""
            named = [line for line in rows.table.items if line.cells.get(column.place)]
            where = named[0].cells[column.place].where if named else rows.table.where
            kpi = self._joined(Measured.new("", title, section, rows.table.block, where))
            for line in named:
                period, settled = self._period_in_row(rows, line) or ("", "")
                self._dated(column, line, kpi, period, settled)

    def _dated(self, column: Column, line: Line, kpi: Measured, period: str, settled: str) -> None:
        cell = line.cells[column.place]
        self.told.about = str(kpi.item["title"])
        if column.role == READING and plain_words(period) not in TARGET:
            self._figure(kpi, period, settled, cell)
        elif (text := figure_of(cell, self.told, "target")) not in ("", *(aim.text for aim in kpi.targets[-1:])):
            kpi.targets.append(Aim(text, "", period, cell))


def _dated_target(text: str) -> tuple[str, str]:
    """A target and when it is due, where one cell says both: `90% by March 2018`."""
    target, _, by = text.rpartition(" by ")
    is_date = bool(target) and due_said(by).precision not in (Precision.none, Precision.unknown)
    return (target.strip(), by.strip()) if is_date and parse_value(target).figure is not None else (text, "")


def _judged(kpi: Measured, column: Column, rating: str, line: Line) -> Item:
    return {
        "kind": "kpi",
        "ref": kpi.item["id"],
        "period_raw": column.settled or column.period,
        "rating_raw": rating,
        "where": line.cells[column.place].where,
    }


def _said(rows: Rows, kind: str, kpis: Sequence[Measured], text: str, where: str) -> Item:
    """A commentary on KPIs, in the section in which these stand."""
    section = next((kpi.item["section"] for kpi in kpis), rows.table.section)
    names = [kpi.name for kpi in kpis]
    return {
        "section": section,
        "block": rows.table.block,
        "kind": kind,
        "kpi_refs": names,
        "text": text,
        "where": where,
    }


def _is_of_all(column: Column) -> bool:
    """Whether a column of a series says only that it holds figures, so that the title above says of what."""
    return not column.about or (
        column.about == column.header and (is_word(column.header) or not split_period(column.header)[1])
    )
