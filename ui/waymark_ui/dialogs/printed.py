"""A grid or a list as HTML for paper: what is shown of it, with its headings, and no rating by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtGui import QColor

from waymark_ui.grid.clipboard import cell_html
from waymark_ui.grid.columns import Column, Kind, Look
from waymark_ui.grid.model import GridModel
from waymark_ui.theme import ink_on

FEWEST_CHARACTERS = 6
"""A column narrower than that breaks its words."""
STYLE = "th { background: #e6e6e6; text-align: left; } td { vertical-align: top; }"


def table_html(model: GridModel, columns: Sequence[int]) -> str:
    """The grid as a table whose header comes again on every page; `columns` by number, in the order of the paper."""
    head = "".join(_header(model, column, columns) for column in columns)
    return _table(head, "".join(_rows(model, columns)))


def list_html(
    titles: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], columns: Sequence[int]
) -> str:
    """A list as a table, of those columns; `widths` in characters."""
    room = sum(widths[each] for each in columns)
    head = "".join(f"<th width='{widths[each] * 100 / room:.1f}%'>{escape(titles[each])}</th>" for each in columns)
    body = ("".join(f"<td>{cell_html(row[each])}</td>" for each in columns) for row in rows)
    return _table(head, "".join(f"<tr>{cells}</tr>" for cells in body))


def _table(head: str, rows: str) -> str:
    return (
        f"<style>{STYLE}</style><table width='100%' border='1' cellspacing='0' cellpadding='3' "
        f"style='border-collapse: collapse'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def printable(model: GridModel, columns: Sequence[int]) -> list[int]:
    """Those of the columns that can be printed: a sparkline is a drawing and has no words."""
    return [column for column in columns if model.column(column).kind is not Kind.sparkline]


def _header(model: GridModel, column: int, columns: Sequence[int]) -> str:
    share = _width(model.column(column)) * 100 / sum(_width(model.column(each)) for each in columns)
    return f"<th width='{share:.1f}%'>{escape(model.column(column).title)}</th>"


def _width(column: Column) -> int:
    """In characters; at least the longest word of the title, which stands there in bold."""
    return max(column.width, *(len(word) * 4 // 3 + 1 for word in column.title.split()), FEWEST_CHARACTERS)


def _rows(model: GridModel, columns: Sequence[int]) -> Iterator[str]:
    for number in range(model.rowCount()):
        line = model.line(number)
        if line.row is None:
            yield f"<tr><td colspan='{len(columns)}' bgcolor='#f2f2f2'><b>{escape(line.heading)}</b></td></tr>"
        else:
            yield f"<tr>{''.join(_cell(model, number, column) for column in columns)}</tr>"


def _cell(model: GridModel, line: int, column: int) -> str:
    look = model.look(line, column)
    words = " ".join(part for part in (escape(look.mark), cell_html(model.text(line, column))) if part)
    return f"<td{_ground(look)}>{words}</td>"


def _ground(look: Look) -> str:
    colour = QColor(look.colour)
    if look.colour and colour.isValid():
        return f" bgcolor='{colour.name()}' style='color: {ink_on(colour).name()}'"
    return " bgcolor='#ececec'" if look.shaded else ""
