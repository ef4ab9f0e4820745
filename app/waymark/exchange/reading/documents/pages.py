"""Tables that the end of a page has parted: the same table again, with its header or without (B23, S03)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from waymark.exchange.reading.headers import Header, find_headers
from waymark.exchange.reading.headings import led_ref
from waymark.exchange.reading.lattice import Lattice
from waymark.exchange.reading.looks import is_ref
from waymark.exchange.reading.sheet import Grid, Prose, SheetCell, Source
from waymark.exchange.reading.vocabulary import fingerprint

LOOKED_AT = 16
"""The rows of a table in which its header is looked for."""
FEWEST_COLUMNS = 2
Cells = Mapping[tuple[int, int], SheetCell]


def with_pages_joined(source: Source) -> Source:
    """The document with each parted table whole. A table without header, as wide as the last one, has that one's."""
    if not source.is_document:
        return source
    joining = _Joining()
    for part in source.parts:
        joining.take(part)
    return replace(source, parts=tuple(joining.parts))


@dataclass(slots=True)
class _Joining:
    """A document as far as it has been gone through, with the last table that has a header."""

    parts: list[Grid | Prose] = field(default_factory=list)
    last: Grid | None = None
    above: Header | None = None

    def take(self, part: Grid | Prose) -> None:
        """The next part: a table joined to the one above it, beneath that one's header, or as it is."""
        if isinstance(part, Prose):
            self.parts.append(part)
            return
        part = replace(part, goes_on=part.goes_on and self.parts[-1] is self.last)
        header = _header(part)
        if self.last and header is None:
            part = _with_refs_in_texts(self.last, part)
        if self.last and self.above and _is_same_table(self.last, self.above, part, header):
            part, header = self._whole(self.last, self.above, part, header)
        elif header and header.top == 1:
            part = _without_repeats(part, header)
        if header:
            self.last, self.above = part, header
        self.parts.append(part)

    def _whole(self, last: Grid, above: Header, part: Grid, header: Header | None) -> tuple[Grid, Header]:
        if part.goes_on:
            self.parts.pop()
            typed = header.bottom if header and header.top == 1 else 0
            return _without_repeats(_joined(last, part, typed), above), above
        depth = above.bottom - above.top
        return _with_header(last, above, part), replace(above, top=1, bottom=1 + depth)


def _header(grid: Grid) -> Header | None:
    top = {place: cell for place, cell in grid.cells.items() if place[0] <= LOOKED_AT}
    return next(iter(find_headers(Lattice(replace(grid, cells=top)))), None)


def _with_refs_in_texts(last: Grid, part: Grid) -> Grid:
    """A table whose refs stand apart, as the last one has it that is narrower by that column: in the texts (B24)."""
    rows = _rows(part)
    places = [row for row, cells in rows.items() if 1 in cells and 2 in cells]
    are_refs = [is_ref(rows[row][1].text) for row in places]
    is_led = any(led_ref(cell.text)[0] for (_, column), cell in last.cells.items() if column == 1)
    if part.width != last.width + 1 or not are_refs or not all(are_refs) or not is_led:
        return part
    cells: dict[tuple[int, int], SheetCell] = {}
    for row, line in rows.items():
        for column, cell in line.items():
            if column == 1 and row in places:
                cells[row, 1] = replace(line[2], text=f"{cell.text.strip()} {line[2].text}")
            elif column == 1:
                cells[row, 1] = replace(cell, columns=max(cell.columns - 1, 1))
            elif column > 2 or row not in places:
                cells[row, column - 1] = cell
    return replace(part, cells=cells)


def _without_repeats(grid: Grid, header: Header) -> Grid:
    """The table without its header typed again on a new page (B23); under a title that begins a table of its own."""
    rows = _rows(grid)
    names = _texts(rows.get(header.bottom, {}))
    again = {
        row
        for row, cells in rows.items()
        if row > header.bottom + 1 and _texts(cells) == names and len(rows.get(row - 1, {})) > 1
    }
    if header.bottom > header.top or not again:
        return grid
    return _renumbered(grid, again)


def _renumbered(grid: Grid, without: set[int]) -> Grid:
    """The table without those rows; what stood beneath them begins a page."""
    places = {row: row - sum(other < row for other in without) for row in range(1, grid.height + 2)}
    cells = {(places[row], column): cell for (row, column), cell in grid.cells.items() if row not in without}
    short = frozenset(places[row] for row in grid.short_rows if row not in without)
    return replace(
        grid, cells=cells, short_rows=short, breaks=frozenset(places[row] for row in {*grid.breaks, *without})
    )


def _rows(grid: Grid) -> Mapping[int, Mapping[int, SheetCell]]:
    rows: dict[int, dict[int, SheetCell]] = {}
    for (row, column), cell in sorted(grid.cells.items(), key=lambda pair: pair[0]):
        rows.setdefault(row, {})[column] = cell
    return rows


def _texts(cells: Mapping[int, SheetCell]) -> list[str]:
    return [fingerprint(cell.text) for cell in cells.values()]


def _is_same_table(last: Grid, above: Header, part: Grid, header: Header | None) -> bool:
    """Whether a table is as wide as the last one and has no header, or goes on right beneath it with the same."""
    if last.width != part.width or part.width < FEWEST_COLUMNS:
        return False
    if header is None:
        return not _has_header_of_its_own(part)
    is_lower = header.top > 1 and len(_rows(part).get(header.top - 1, {})) > 1
    return part.goes_on and (header.top == 1 or is_lower) and _names(part, header) == _names(last, above)


def _has_header_of_its_own(grid: Grid) -> bool:
    """Whether the first row is set apart from the rest: the table is another one, though nothing of it is known."""
    first = [cell for (row, _), cell in grid.cells.items() if row == 1]
    rest = [cell for (row, _), cell in grid.cells.items() if row > 1 and cell.text.strip()]
    set_apart = len(first) > 1 and all(cell.bold or cell.fill for cell in first if cell.text.strip())
    return set_apart and not all(cell.bold or cell.fill for cell in rest)


def _names(grid: Grid, header: Header) -> list[str]:
    rows = _rows(grid)
    return [text for row in range(header.top, header.bottom + 1) for text in _texts(rows.get(row, {}))]


def _joined(last: Grid, part: Grid, without: int) -> Grid:
    """The rows of a table beneath those of the last one, without so many of the first."""
    beneath = last.height - without
    cells = {(row + beneath, column): cell for (row, column), cell in part.cells.items() if row > without}
    short = {row + beneath for row in part.short_rows if row > without}
    breaks = {row + beneath for row in (*part.breaks, without + 1)}
    return replace(last, cells={**last.cells, **cells}, short_rows=last.short_rows | short, breaks=last.breaks | breaks)


def _with_header(last: Grid, above: Header, part: Grid) -> Grid:
    """A table beneath the header of another."""
    depth = above.bottom - above.top + 1
    header = {
        (row - above.top + 1, column): cell
        for (row, column), cell in last.cells.items()
        if above.top <= row <= above.bottom
    }
    cells = {(row + depth, column): cell for (row, column), cell in part.cells.items()}
    return replace(part, cells=header | cells, short_rows=frozenset(row + depth for row in part.short_rows))
