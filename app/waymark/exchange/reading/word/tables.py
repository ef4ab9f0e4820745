"""A table of a document as a grid: cells where they stand for the eye, merged both ways, shaded, with their lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element

from waymark.exchange.reading.sheet import Grid, SheetCell
from waymark.exchange.reading.word.elements import child, inside, is_on, name, number, value
from waymark.exchange.reading.word.paragraphs import LONGEST_TEXT, Paragraph, Reader, joined
from waymark.exchange.reading.word.styles import fill_of

MOST_ROWS = 20_000
MOST_COLUMNS = 200
NEAR = 250
"""Twentieths of a point: edges of columns so near each other were meant as one, and drawn by hand."""
NESTED = " · "


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as it stands in the file: the edges of the table's raster between which it lies, and what is in it."""

    left: int
    right: int
    paragraphs: tuple[Paragraph, ...]
    fill: str
    goes_on: bool
    nested: bool


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A row as it stands in the file; `is_header` where it is repeated on each page."""

    boxes: tuple[Box, ...]
    is_header: bool


def grid_of(table: _Element, title: str, reader: Reader) -> Grid:
    """A table as a grid with that title, which leads the addresses of its cells."""
    rows = [*_rows(table, reader)]
    edges = _edges(table, rows)
    fill, bold = _first_row(table, reader)
    grid: dict[tuple[int, int], SheetCell] = {}
    above: dict[int, tuple[int, int]] = {}
    for place, row in enumerate(rows, 1):
        here: dict[int, tuple[int, int]] = {}
        for box in row.boxes:
            left, right = edges[box.left], edges[box.right]
            if box.goes_on and above.get(left) in grid:
                start = here[left] = above[left]
                grid[start] = replace(grid[start], rows=place - start[0] + 1)
                continue
            is_top = place == 1 or row.is_header
            cell = _cell(box, f"{title}, row {place}, column {left}", is_top and (bold or row.is_header))
            cell = replace(cell, columns=right - left, fill=cell.fill or (fill if place == 1 else ""))
            here[left] = (place, left)
            grid[place, left] = cell
        above = here
    return Grid(title, grid, short_rows=_short(rows))


def holds_blocks(table: _Element) -> _Element | None:
    """The only cell of a table that is but a frame round other tables or round a longer text; None for a real table."""
    rows = [*inside(table, "tr")]
    cells = [cell for row in rows for cell in inside(row, "tc")]
    if len(cells) != 1:
        return None
    return cells[0]


def _rows(table: _Element, reader: Reader) -> Iterator[BoxRow]:
    for count, row in enumerate(inside(table, "tr"), 1):
        properties = child(row, "trPr")
        if child(properties, "del") is not None:
            continue
        if count > MOST_ROWS:
            return
        edge = number(value(child(properties, "gridBefore")))
        boxes = []
        for cell in inside(row, "tc"):
            about = child(cell, "tcPr")
            if child(about, "cellDel") is not None:
                continue
            width = max(number(value(child(about, "gridSpan"))), 1)
            boxes.append(_box(cell, about, edge, min(edge + width, MOST_COLUMNS), reader))
            edge += width
            if edge >= MOST_COLUMNS:
                break
        yield BoxRow(tuple(boxes), bool(is_on(child(properties, "tblHeader"))))


def _box(cell: _Element, about: _Element | None, left: int, right: int, reader: Reader) -> Box:
    merge = child(about, "vMerge")
    goes_on = merge is not None and value(merge) != "restart"
    nested = next(inside(cell, "tbl"), None) is not None
    paragraphs = tuple(joined(_paragraphs(cell, reader)))
    return Box(left, right, paragraphs, fill_of(about), goes_on, nested)


def _paragraphs(cell: _Element, reader: Reader) -> Iterator[Paragraph]:
    """The paragraphs of a cell; a table within it is told row by row."""
    for block in inside(cell, "p", "tbl"):
        if name(block) == "p":
            yield from reader.paragraphs(block)
            continue
        for row in inside(block, "tr"):
            texts = (_text(joined(_paragraphs(each, reader))) for each in inside(row, "tc"))
            yield Paragraph(NESTED.join(filter(None, (" ".join(text.split()) for text in texts))))


def _cell(box: Box, where: str, bold: bool) -> SheetCell:
    saying = [each for each in box.paragraphs if each.text.strip()]
    fills = {each.fill for each in saying}
    return SheetCell(
        _text(iter(box.paragraphs))[:LONGEST_TEXT],
        where,
        fill=box.fill or (fills.pop() if len(fills) == 1 else ""),
        bold=bold or (bool(saying) and all(each.bold for each in saying)),
        struck=bool(saying) and all(each.struck for each in saying),
        indent=saying[0].indent if saying else 0,
    )


def _text(paragraphs: Iterator[Paragraph]) -> str:
    lines = (line for each in paragraphs for line in each.line.split("\n"))
    return "\n".join(filter(None, map(_bulleted, lines)))


def _bulleted(line: str) -> str:
    """A line with a typed bullet as one that Word has made."""
    text = line.strip()
    return f"- {text[1:].strip()}" if text[:1] in ("•", "▪", "●", "◦", "\uf0b7") and text[1:].strip() else text


def _edges(table: _Element, rows: Sequence[BoxRow]) -> Sequence[int]:
    """For each edge of the table's raster the column, from 1, that begins there for the eye.

    Word's raster has an edge wherever any row has one; rows drawn by hand differ by a hair, which parts no columns.
    """
    last = max((box.right for row in rows for box in row.boxes), default=0)
    raster = child(table, "tblGrid")
    widths = [number(value(each, "w")) for each in inside(raster, "gridCol")] if raster is not None else []
    used = {edge for row in rows for box in row.boxes for edge in (box.left, box.right)}
    plain = _numbered(last, used, set())
    if len(widths) < last or not all(widths[:last]):
        return plain
    near = {
        edge
        for edge in range(1, last)
        if edge in used and any(abs(sum(widths[other:edge])) < NEAR for other in range(edge) if other in used)
    }
    snapped = _numbered(last, used, near)
    flat = any(snapped[box.left] == snapped[box.right] for row in rows for box in row.boxes)
    return plain if flat else snapped


def _numbered(last: int, used: set[int], near: set[int]) -> Sequence[int]:
    """Columns counted at the edges that are used, without those that are near the one before."""
    found, column = [], 0
    for edge in range(last + 1):
        column += edge in used and edge not in near
        found.append(max(column, 1))
    return found


def _first_row(table: _Element, reader: Reader) -> tuple[str, bool]:
    """What the table's style says of its first row, where the table has that on."""
    about = child(table, "tblPr")
    look = child(about, "tblLook")
    marked = value(look, "firstRow")
    is_marked = marked not in ("", "0", "false") or bool(int(value(look) or "0", 16) & 0x20 if not marked else 0)
    return reader.styles.first_row(value(child(about, "tblStyle"))) if is_marked else ("", False)


def _short(rows: Sequence[BoxRow]) -> frozenset[int]:
    """The rows, from 1, that end before the table does, with fewer cells than most: one was lost at a page's end."""
    ends = Counter(row.boxes[-1].right for row in rows if row.boxes)
    usual = max(ends, key=lambda end: (ends[end], end), default=0)
    counts = Counter(len(row.boxes) for row in rows if row.boxes and row.boxes[-1].right == usual)
    most = max(counts, key=lambda count: (counts[count], count), default=0)
    return frozenset(
        place
        for place, row in enumerate(rows, 1)
        if row.boxes and row.boxes[-1].right < usual and 1 < len(row.boxes) < most
    )
