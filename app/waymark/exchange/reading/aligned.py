"""Measures of a recommendation, a line each in one cell, with their figures on the same lines beside them (L12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from waymark.domain.value import ValueState, parse_value
from waymark.exchange.reading.found import Column, Line
from waymark.exchange.reading.items import Rows
from waymark.exchange.reading.measured import Aim, Figure, Measured
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.vocabulary import split_period

_LABEL = re.compile(r"(?:key |success |the )?measures?\b\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
Lines = Sequence[str]
LONGEST_SAID = 400


def measures_of(rows: Rows, line: Line) -> Iterator[Measured]:
    """The measures of a recommendation as KPIs, where every cell of figures has a line for each of them.

    Where lines do not correspond nobody can know which figure is whose: that is told, and nothing is taken.
    """
    figures = {column.place: _lines(line.cells.get(column.place)) for column in _figured(rows)}
    filled = {place: lines for place, lines in figures.items() if lines}
    measures = _measures(rows.aims(line))
    if not filled or not any(_is_figure(text) for lines in filled.values() for text in lines):
        return
    columns = [column for column in _figured(rows) if column.place in filled]
    if measures and all(len(lines) == len(measures) and all(map(_is_figure, lines)) for lines in filled.values()):
        for place, title in enumerate(measures):
            yield _measured(title, line, {column: filled[column.place][place] for column in columns})
        return
    said = "; ".join(f"{column.header}: {' / '.join(filled[column.place])}" for column in columns)
    where = line.cells[columns[0].place].where
    say = f"These figures do not stand line by line beside measures, and were not taken: “{said[:LONGEST_SAID]}”."
    rows.told.doubt("figures_unaligned", say, where, "measure")


def _figured(rows: Rows) -> list[Column]:
    dated = [column for column in rows.columns("target") if column.period]
    return [*rows.columns("comparator"), *rows.columns("latest"), *dated]


def _lines(cell: SheetCell | None) -> Lines:
    return [text for line in cell.text.split("\n") if (text := line.strip().removeprefix("- "))] if cell else []


def _measures(aims: str) -> Lines:
    """The lines beneath the word “Measure”; none where one of them only announces others, so that nothing is clear."""
    lines = aims.split("\n")
    place = next((place for place, line in enumerate(lines) if _LABEL.fullmatch(line.strip())), None)
    if place is None:
        return []
    match = _LABEL.fullmatch(lines[place].strip())
    found = [text for line in (match["rest"] if match else "", *lines[place + 1 :]) if (text := line.strip())]
    return [] if any(line.endswith(":") for line in found) else [line.removeprefix("- ") for line in found]


def _is_figure(text: str) -> bool:
    state = parse_value(text).state
    return state is not ValueState.text and any(map(str.isdigit, text))


def _measured(title: str, line: Line, texts: Mapping[Column, str]) -> Measured:
    cells = {column: line.cells[column.place] for column in texts}
    kpi = Measured.new("", title.rstrip("."), "", 1, next(iter(cells.values())).where)
    for column, text in texts.items():
        cell = cells[column]
        if column.role == "comparator":
            compared = {"comparator": column.about, "period_raw": column.period, "raw": text, "where": cell.where}
            kpi.comparators.append(compared)
        elif column.role == "latest":
            period = _period_in(text) or column.period or column.header
            kpi.figures[period] = Figure(period, "", cell, text)
        else:
            kpi.targets.append(Aim(text, column.period, "", cell))
    return kpi


def _period_in(text: str) -> str:
    """The period that a figure names in brackets, as in `55.7% (Sept 18)` (L26)."""
    match = _IN_BRACKETS.search(text)
    return split_period(match[1])[0] if match else ""
