"""Every table of a file, whatever its place on a sheet, with what it is and what stands above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from waymark.domain.text import quoted
from waymark.exchange.reading.columns import strips_of
from waymark.exchange.reading.cover import cover_of
from waymark.exchange.reading.documents.cards import with_cards_as_rows, with_headers_from_above
from waymark.exchange.reading.documents.front_page import front_page_of
from waymark.exchange.reading.documents.lists import with_lists_as_tables
from waymark.exchange.reading.documents.outline import outlined
from waymark.exchange.reading.documents.pages import with_pages_joined
from waymark.exchange.reading.documents.places import with_places
from waymark.exchange.reading.documents.story import story_of
from waymark.exchange.reading.found import Cover, Found, Kind, Mark, Table, What
from waymark.exchange.reading.headers import Header, find_headers
from waymark.exchange.reading.keys import find_key
from waymark.exchange.reading.kinds import WHY_NOT, has_readings, kind_of
from waymark.exchange.reading.lattice import Lattice
from waymark.exchange.reading.passages import passages_of
from waymark.exchange.reading.rows import lines_of
from waymark.exchange.reading.sections import with_sections
from waymark.exchange.reading.sheet import Grid, SheetCell, Source
from waymark.exchange.reading.titles import above, bottom
from waymark.exchange.reading.typed import Ignored
from waymark.exchange.reading.vocabulary import is_aside
from waymark.exchange.reading.years import with_years

LISTS_SHARE = 0.6
OF_A_PLAN = (Kind.actions, Kind.log, Kind.kpis, Kind.recommendations)
"""A document that has a table of one of these tells of its actions there; else a list may be all there is."""
NO_CORRECTIONS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class _Sheet:
    grid: Grid
    tables: tuple[Table, ...]
    key: tuple[Mark, ...]
    rest: Mapping[int, Mapping[int, SheetCell]]

    @property
    def front(self) -> Mapping[int, Mapping[int, SheetCell]]:
        """What stands above its first table."""
        first = min((table.region[0] for table in self.tables), default=None)
        return {number: row for number, row in self.rest.items() if first is None or number < first}

    @property
    def is_prose(self) -> bool:
        """Whether it may hold paragraphs: it has no table, and is not set aside."""
        return not self.tables and not _why_aside(self.grid)


def found_in(source: Source, corrections: Mapping[str, str] = NO_CORRECTIONS) -> Found:
    """Everything that a file holds. `corrections` are what a person has explained: a header's fingerprint, its role.

    What is not understood is among `left_out`, or a table with a reason in `why_not`; nothing is guessed.
    """
    if not source.is_document:
        return _found_in(source, corrections)
    source = with_pages_joined(with_headers_from_above(with_cards_as_rows(outlined(source))))
    found = _found_in(source, corrections)
    if any(table.kind in OF_A_PLAN and not table.why_not for table in found.tables):
        return found
    return _found_in(with_lists_as_tables(source), corrections)


def _found_in(source: Source, corrections: Mapping[str, str]) -> Found:
    sheets = [_sheet(grid, corrections) for grid in source.grids]
    tables = _without_summaries([table for sheet in sheets for table in sheet.tables])
    return _in_document(source, sheets, tables) if source.is_document else _in_workbook(source, sheets, tables)


def _in_workbook(source: Source, sheets: Sequence[_Sheet], tables: Sequence[Table]) -> Found:
    tables = with_sections(tables)
    passages, told = passages_of([(sheet.grid.name, sheet.rest) for sheet in sheets if sheet.is_prose])
    cover = cover_of(source, [sheet.front for sheet in sheets if not _why_aside(sheet.grid)], tables)
    left_out = [*told, *(ignored for sheet in sheets for ignored in _left_out(sheet, cover))]
    return Found(source, tuple(tables), _longest_key(sheets), cover, passages, (), tuple(left_out))


def _in_document(source: Source, sheets: Sequence[_Sheet], tables: Sequence[Table]) -> Found:
    tables = with_places(tables)
    explained = frozenset(sheet.grid.name for sheet in sheets if sheet.key or _why_aside(sheet.grid))
    story = story_of(source, tables, explained)
    cover = front_page_of(source)
    left_out = [*story.left_out, *(ignored for sheet in sheets for ignored in _left_out(sheet, cover))]
    key = _longest_key(sheets) or story.key
    return Found(source, tuple(tables), key, cover, story.passages, story.statements, tuple(left_out))


def _longest_key(sheets: Sequence[_Sheet]) -> tuple[Mark, ...]:
    return max((sheet.key for sheet in sheets), key=len, default=())


def _sheet(grid: Grid, corrections: Mapping[str, str]) -> _Sheet:
    whole = Lattice(grid)
    key, taken = find_key(whole)
    lattice = Lattice(grid, taken) if taken else whole
    headers = find_headers(lattice, [*corrections])
    tables = [_table(lattice, header, headers, corrections) for header in headers]
    used = [table.region for table in tables]
    rest = {
        number: free
        for number, row in lattice.rows.items()
        if (free := {place: cell for place, cell in row.items() if not _inside(number, place, used)})
    }
    return _Sheet(grid, tuple(tables), key, rest)


def _table(lattice: Lattice, header: Header, headers: Sequence[Header], corrections: Mapping[str, str]) -> Table:
    last = bottom(lattice, header, headers)
    strips = strips_of(lattice, header, last)
    over = above(lattice, header, headers)
    kind, columns, score, why = kind_of(strips, (*over.titles, lattice.grid.name), corrections)
    columns, year_from = with_years(columns, (lattice.grid.name, *over.titles))
    lines = lines_of(lattice, header, kind, columns, last)
    last = max((line.number for line in lines if line.what is not What.left_out), default=header.bottom)
    lines = tuple(line for line in lines if line.number <= last or line.why == "a number and nothing else")
    region = (
        header.top,
        columns[0].place,
        max(last, *(line.number for line in lines), header.bottom) if lines else last,
        columns[-1].place,
    )
    first = next(iter(header.cells.values()))[0]
    why_not = _why_aside(lattice.grid) or WHY_NOT.get(kind, "")
    return Table(
        lattice.grid.name,
        region,
        first.where,
        kind,
        over.titles,
        columns,
        lines,
        score,
        f"{why}; header: {header.why}",
        why_not=why_not,
        year_from=year_from,
        statement=over.statement,
        headings=len(lattice.grid.headings),
        captions=len(lattice.grid.captions),
        goes_on=lattice.grid.goes_on or header is not headers[0],
    )


def _why_aside(grid: Grid) -> str:
    if grid.hidden:
        return "its sheet is hidden"
    if grid.headings and is_aside(grid.headings[-1]):
        return f"by its heading, “{grid.headings[-1]}”, it explains or lists things"
    return f"by its name, the sheet “{grid.name}” explains or lists things" if is_aside(grid.name) else ""


def _inside(row: int, column: int, regions: Sequence[tuple[int, int, int, int]]) -> bool:
    return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in regions)


def _without_summaries(tables: Sequence[Table]) -> list[Table]:
    """The tables, with those of KPIs that hold no figure left out where others tell of the same KPIs."""
    told = {
        name
        for table in tables
        if table.kind is Kind.kpis and not table.why_not and has_readings(table.columns)
        for name in _names(table)
    }
    return [
        replace(table, kind=Kind.summary, why_not="a summary of KPIs whose figures stand elsewhere in the file")
        if _sums_up(table, told)
        else table
        for table in tables
    ]


def _sums_up(table: Table, told: set[str]) -> bool:
    names = _names(table)
    return (
        table.kind is Kind.kpis
        and not has_readings(table.columns)
        and bool(names)
        and len(names & told) >= LISTS_SHARE * len(names)
    )


def _names(table: Table) -> set[str]:
    places = [column.place for column in table.of("ref", "kpi", "text")][:2]
    return {
        " ".join(line.cells[place].text.split()).casefold()
        for line in table.items
        for place in places
        if place in line.cells
    }


def _left_out(sheet: _Sheet, cover: Cover) -> Iterator[Ignored]:
    """What is told of a sheet: why all of it is set aside, or what stands outside its tables and is no title."""
    if why := _why_aside(sheet.grid):
        yield Ignored(sheet.grid.name, why)
        return
    titles = {title for table in sheet.tables for title in (*table.titles, table.statement)} | cover.lines
    for row in sheet.rest.values() if sheet.tables else ():
        texts = [" ".join(cell.text.split()) for cell in row.values()]
        if not titles.issuperset(texts):
            yield Ignored(next(iter(row.values())).where, f"stands outside the tables: {quoted(' · '.join(texts))}")
