"""The looks of a tracker's cells."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from waymark.exchange.inks import ink

# Excel takes a text that begins so for a formula as soon as somebody edits its cell (X19).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
FONT, SIZE, TITLE_SIZE = "Arial", 11, 14
PALE = "595959"
"""The ink of what is not to be changed."""
LINE = Side(style="thin", color="BFBFBF")
BOXED, UNBOXED = Border(LINE, LINE, LINE, LINE), Border()
PLAIN, BOLD, FIXED = Font(FONT, SIZE), Font(FONT, SIZE, True), Font(FONT, SIZE, color=PALE)
HEADER, TITLE = Font(FONT, SIZE, True, color="FFFFFF"), Font(FONT, TITLE_SIZE, True)


class Styles:
    """The looks of a tracker's cells, made once a workbook: giving each cell its own takes five times as long.

    What officers fill in is not locked; `empty` is the look of columns below the rows, where they may add some. What is
    only read has a `title`, a `label` and a `text`.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self.header = _style(sheet, HEADER, fill="1F3864")
        self.fixed_header = _style(sheet, HEADER, fill=PALE)
        self.open = _style(sheet, PLAIN, locked=False)
        self.empty = _style(sheet, PLAIN, UNBOXED, locked=False)
        self.fixed = _style(sheet, FIXED)
        self.outside = _style(sheet, PLAIN, fill="D9D9D9")
        self.title = _style(sheet, TITLE, UNBOXED, wrap=False)
        self.label = _style(sheet, BOLD, UNBOXED)
        self.text = _style(sheet, PLAIN, UNBOXED)
        self._quoted: dict[int, StyleArray] = {}
        self._fills: dict[str, StyleArray] = {}

    def quoted(self, style: StyleArray) -> StyleArray:
        """The same look for a text that must not become a formula."""
        if id(style) not in self._quoted:
            quoted = StyleArray(style)
            quoted.quotePrefix = 1
            self._quoted[id(style)] = quoted
        return self._quoted[id(style)]

    def on(self, fill: str) -> StyleArray:
        """A word on a colour (`#rrggbb`)."""
        if fill not in self._fills:
            font = Font(FONT, SIZE, True, color=ink(fill))
            self._fills[fill] = _style(self._sheet, font, fill=fill.lstrip("#").upper())
        return self._fills[fill]


def text_cell(sheet: Worksheet, text: str, styles: Styles, style: StyleArray) -> Any:
    """A cell that holds a text and nothing else, whatever the text looks like."""
    cell: Any = WriteOnlyCell(sheet)
    if text:
        # Past openpyxl's look at what the value may be, which takes as long as all else about the cell.
        cell._value, cell.data_type = text, "s"
    cell._style = styles.quoted(style) if text.startswith(FORMULA_SIGNS) else style
    return cell


def _style(
    sheet: Worksheet, font: Font, border: Border = BOXED, fill: str = "", locked: bool = True, wrap: bool = True
) -> StyleArray:
    """A look, wrapped at the top, and as text (B46, C40: `1.10` and `Oct-01` stay)."""
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.border, cell.protection = font, border, Protection(locked=locked)
    cell.alignment, cell.number_format = Alignment(wrap_text=wrap, vertical="top"), "@"
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    style: StyleArray = cell._style
    return style
