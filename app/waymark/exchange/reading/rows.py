"""What each row of a table is: an item, a sub-step of the one above, a heading, or nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from waymark.domain.due import Precision
from waymark.domain.text import plain_words
from waymark.exchange.reading.found import Column, Kind, Line, What
from waymark.exchange.reading.headers import Header, is_guidance
from waymark.exchange.reading.lattice import Lattice
from waymark.exchange.reading.looks import due_said, is_ref
from waymark.exchange.reading.rejoining import rejoined
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.titles import STATEMENT
from waymark.exchange.reading.vocabulary import commentary_label, fingerprint

DATES = ("due", "review_date", "target_due", "raised")
SUBJECTS = ("action", "text", "kpi", "recommendation", "post", "name", "period_name", "risk", "summary")
A_SECTION = 1.0
MOST_IN_COMMENTARY = 4
LONG_HEADING = 150
NOTHING_ABOVE = "it names nothing, and nothing stands above it"
FAR = 3
"""After so many blank rows, a lone cell belongs to no table."""
_TOTAL = re.compile(r"(?:sub ?|grand |overall )?totals?(?: [^0-9]{1,30})?:?|average:?|mean:?")
_NOTE = re.compile(r"(?:notes?\b|graph\b|chart\b|figure\b|source\b|key\b|\*|n\.?b\.?\b|nb\b)", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:theme|priority|aim|objective|outcome|section|workstream|strand|goal|pillar)\b *[0-9a-z]{1,3}\b", re.IGNORECASE
)
_SERIAL = re.compile(r"[0-9]{1,4}\.?")
_UNTICKED = frozenset({"false", "☐", "□", "0", "-", "open", "select", "select…", "choose an item", "choose an item."})


def lines_of(lattice: Lattice, header: Header, kind: Kind, columns: Sequence[Column], bottom: int) -> tuple[Line, ...]:
    """The rows beneath a header down to a row of the grid, each with what it is. Blank rows are not among them."""
    reading = _Reading(lattice, header, kind, columns)
    return rejoined(reading.lines(bottom), lattice.grid.breaks, reading.refs, reading.subject)


def is_note(text: str) -> bool:
    """Whether a text explains the table or chart beside it."""
    return _NOTE.match(text) is not None


class _Reading:
    def __init__(self, lattice: Lattice, header: Header, kind: Kind, columns: Sequence[Column]) -> None:
        self._lattice, self._header, self._kind, self._columns = lattice, header, kind, columns
        self._left, self._right = columns[0].place, columns[-1].place
        self.refs = [column.place for column in columns if column.role == "ref"]
        self.subject = next((c.place for role in SUBJECTS for c in columns if c.role == role), columns[0].place)
        self._dated = [column.place for column in columns if column.role in DATES]
        self._names = {column.place: fingerprint(column.header.rpartition(" – ")[2]) for column in columns}
        self._bold: float = 0.0
        self._filled: float = 0.0
        self._with_ref: float = 0.0
        self._outer: list[tuple[object, ...]] = []
        self._path: list[str] = []

    def lines(self, bottom: int) -> Iterator[Line]:
        numbers = range(self._header.bottom + 1, bottom + 1)
        rows = [(number, row) for number in numbers if (row := self._lattice.row(number, self._left, self._right))]
        self._measure([row for _, row in rows])
        last, above, was_section = self._header.bottom, False, False
        for place, (number, row) in enumerate(rows):
            line = self._line(number, row, number - last - 1, above)
            if line.what is What.section:
                has_more = place + 1 < len(rows)
                line = (
                    self._under(line, row, was_section)
                    if has_more
                    else replace(line, why="a heading with nothing beneath it")
                )
                line = line if has_more else replace(line, what=What.left_out)
            was_section = line.what is What.section
            above = above or line.what is What.item
            last = number
            yield self._in_shape(replace(line, section=tuple(self._path)))

    def _in_shape(self, line: Line) -> Line:
        """The line without what stands under dates only because its row has lost a cell, and is none (S04)."""
        if line.number not in self._lattice.grid.short_rows or line.what not in (What.item, What.step):
            return line
        dated = [line.cells[place] for place in self._dated if place in line.cells]
        misplaced = tuple(cell for cell in dated if due_said(cell.text).precision is Precision.unknown)
        cells = {place: cell for place, cell in line.cells.items() if cell not in misplaced}
        return replace(line, cells=cells, misplaced=misplaced)

    def _measure(self, rows: Sequence[Mapping[int, SheetCell]]) -> None:
        """How the items usually look, so that a heading can be told by looking otherwise."""
        usual = [row for row in rows if len(row) > 1]
        count = max(len(usual), 1)
        self._bold = sum(all(cell.bold for cell in row.values()) for row in usual) / count
        self._filled = sum(all(cell.fill for cell in row.values()) for row in usual) / count
        self._with_ref = sum(any(place in row for place in self.refs) for row in usual) / count

    def _line(self, number: int, row: dict[int, SheetCell], gap: int, above: bool) -> Line:
        cells = self._cells(number, row)
        if why := self._why_not(row, gap, number):
            return Line(number, What.left_out, cells, why=why)
        if above and self._is_commentary(row):
            return Line(number, What.commentary, row)
        if len(row) == 1 and self._is_statement(row):
            return Line(number, What.statement, row)
        if len(row) == 1 and self._section_score(number, *row.items()) >= A_SECTION:
            return Line(number, What.section, row)
        if len(row) == 1 and gap >= 1 and (gap >= FAR or (self._with_ref > 0.7 and self.refs[0] not in row)):
            return Line(number, What.left_out, cells, why="a lone cell apart from the table")
        if set(row) <= {*self.refs} or self._is_only_numbered(row):
            return self._without_text(number, row, cells)
        if self._is_step(number, row):
            return Line(number, What.step if above else What.left_out, row, why="" if above else NOTHING_ABOVE)
        return Line(number, What.item, cells)

    def _cells(self, number: int, row: dict[int, SheetCell]) -> dict[int, SheetCell]:
        """The row's cells, its colours and what reaches down into it; readings are taken where they stand only."""
        cells = dict(row)
        for column in self._columns:
            cell = self._lattice.at(number, column.place)
            reaches_across = cell is not None and cell.columns > 1 and self._lattice.covers(number, column.place)
            if cell is not None and column.place not in cells and not reaches_across:
                cells[column.place] = cell
        return cells

    def _why_not(self, row: Mapping[int, SheetCell], gap: int, number: int) -> str:
        texts = [cell.text.strip() for cell in row.values()]
        named = [place for place, cell in row.items() if fingerprint(cell.text) == self._names.get(place)]
        if len(named) >= 2 and len(named) >= 0.6 * len(row):
            return "the header again"
        if sum(map(is_guidance, texts)) * 2 > len(texts):
            return "it tells what to fill in"
        if (
            len(texts) > 2
            and number == self._header.bottom + 1
            and texts == [str(each) for each in range(1, len(texts) + 1)]
        ):
            return "it numbers the columns"
        first = plain_words(texts[0]).rstrip(":") if texts else ""
        subject = plain_words(row[self.subject].text) if self.subject in row else first
        if (_TOTAL.fullmatch(first) and not is_ref(texts[0])) or _TOTAL.fullmatch(subject):
            return "a total, which can be worked out"
        if all(set(text) <= set("-–—=_ .") for text in texts) and len(texts) > 1:
            return "a line between rows"
        if len(row) == 1 and is_note(texts[0]) and (gap or self._is_apart(row)):
            return "a note beside the table"
        return ""

    def _is_apart(self, row: Mapping[int, SheetCell]) -> bool:
        return next(iter(row.values())).columns > 1 or self.subject not in row

    def _is_commentary(self, row: Mapping[int, SheetCell]) -> bool:
        is_short = len(row) <= MOST_IN_COMMENTARY and self._kind in (Kind.kpis, Kind.actions)
        return is_short and commentary_label(next(iter(row.values())).text) != ""

    def _is_statement(self, row: Mapping[int, SheetCell]) -> bool:
        """Whether a lone cell is the text that goes with a heading: an outcome, or a paragraph across the table."""
        cell = next(iter(row.values()))
        is_wide = cell.columns >= max(2, (self._right - self._left + 1) // 2)
        return is_wide and (len(cell.text) > LONG_HEADING or STATEMENT.match(cell.text) is not None)

    def _section_score(self, number: int, found: tuple[int, SheetCell]) -> float:
        """How much a lone cell looks like a heading within the table; each feature can be seen on the sheet."""
        place, cell = found
        text = cell.text.strip()
        width = self._right - self._left + 1
        reached = any(
            self._lattice.covers(number, other.place)
            for other in self._columns
            if other.place != place and cell.columns == 1
        )
        return (
            (2.0 if cell.columns >= max(2, width // 2) else 0.0)
            + (1.0 if cell.bold and self._bold < 0.5 else 0.0)
            + (1.0 if cell.fill not in ("", "#ffffff") and self._filled < 0.5 else 0.0)
            + (1.0 if _LEVEL.match(text) else 0.0)
            + (1.0 if place in self.refs and not is_ref(text) and self._with_ref > 0.5 else 0.0)
            + (0.5 if text.isupper() and len(text) > 4 else 0.0)
            + (1.0 if self._goes_deeper(number, place, cell) else 0.0)
            - (1.0 if text.endswith(".") and len(text) > LONG_HEADING // 3 else 0.0)
            - (2.0 if len(text) > LONG_HEADING or reached or not any(letter.isalpha() for letter in text) else 0.0)
        )

    def _goes_deeper(self, number: int, place: int, cell: SheetCell) -> bool:
        """Whether the row beneath is set in further: a hierarchy told by indents alone."""
        beneath = self._lattice.row(number + 1, self._left, self._right).get(place)
        return beneath is not None and _depth(beneath) > _depth(cell)

    def _under(self, line: Line, row: Mapping[int, SheetCell], was_section: bool) -> Line:
        """The line with its place in the path: what follows another heading, or looks like an inner one, is inner."""
        cell = next(iter(row.values()))
        style = (cell.fill, cell.bold, _depth(cell), min(cell.columns, 2), bool(_numbers(cell.text) > 1))
        if style not in self._outer:
            self._outer = [*self._outer[: len(self._path) if was_section else 0], style]
        level = self._outer.index(style)
        self._path = [*self._path[:level], " ".join(cell.text.split())]
        return line

    def _without_text(self, number: int, row: Mapping[int, SheetCell], cells: Mapping[int, SheetCell]) -> Line:
        if any(self._lattice.covers(number, place) for place in (self.subject,)):
            return Line(number, What.step, row)
        return Line(number, What.left_out, cells, why="a number and nothing else")

    def _is_only_numbered(self, row: Mapping[int, SheetCell]) -> bool:
        """Whether a row was only prepared: its number, unticked boxes, and nothing that anybody wrote."""
        others = [cell.text.strip() for place, cell in row.items() if place not in self.refs]
        written = [text for text in others if text.casefold() not in _UNTICKED and not _SERIAL.fullmatch(text)]
        return (
            not written
            and self.subject not in row
            and self._kind in (Kind.actions, Kind.log, Kind.recommendations, Kind.register)
        )

    def _is_step(self, number: int, row: Mapping[int, SheetCell]) -> bool:
        """Whether a row goes on with the item above: its cell reaches down, or neither ref nor subject stands here."""
        if self._kind in (Kind.series, Kind.officers, Kind.commentary):
            return False
        if self.subject in row:
            return False
        has_ref = any(place in row for place in self.refs)
        if self._lattice.covers(number, self.subject):
            # One measure over several refs is several KPIs of one name; the sub-steps of an action may be numbered.
            return self._kind is not Kind.kpis or not has_ref
        return not has_ref and not self._starts_a_group(row)

    def _starts_a_group(self, row: Mapping[int, SheetCell]) -> bool:
        return any(column.role in ("theme", "objective") and column.place in row for column in self._columns)


def _depth(cell: SheetCell) -> int:
    return cell.indent or (len(cell.text) - len(cell.text.lstrip(" \u00a0"))) // 2


def _numbers(text: str) -> int:
    """How many levels the number at the beginning of a heading has: 2 for `1.1 Audit`."""
    match = re.match(r"\s*(\d+(?:\.\d+)*)", text)
    return match[1].count(".") + 1 if match else 0
