"""The looks of a tracker's cells."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

# Excel takes a text that begins so for a formula as soon as somebody edits its cell (X19).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
FONT, SIZE, TITLE_SIZE = "Arial", 11, 14
PALE = "595959"
"""The ink of what is not to be changed."""
LINE = Side(style="thin", color="BFBFBF")
BOXED = Border(LINE, LINE, LINE, LINE)


class Styles:
    """The looks of a tracker's cells, made once a sheet: giving each cell its own takes five times as long.

    What officers fill in is not locked; `empty` is the look of columns below the rows, where they may add some.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self.header = _style(sheet, Font(FONT, SIZE, True, color="FFFFFF"), fill="1F3864")
        self.fixed_header = _style(sheet, Font(FONT, SIZE, True, color="FFFFFF"), fill=PALE)
        self.open = _style(sheet, Font(FONT, SIZE), locked=False)
        self.empty = _style(sheet, Font(FONT, SIZE), Border(), locked=False)
        self.fixed = _style(sheet, Font(FONT, SIZE, color=PALE))
        self.outside = _style(sheet, Font(FONT, SIZE), fill="D9D9D9")
        self._quoted: dict[int, StyleArray] = {}

    def quoted(self, style: StyleArray) -> StyleArray:
        """The same look for a text that must not become a formula."""
        if id(style) not in self._quoted:
            quoted = StyleArray(style)
            quoted.quotePrefix = 1
            self._quoted[id(style)] = quoted
        return self._quoted[id(style)]


class ReadingStyles:
    """The looks of the sheet that is only read: a title, labels, and texts without lines around them."""

    def __init__(self, sheet: Worksheet) -> None:
        self.title = _style(sheet, Font(FONT, TITLE_SIZE, True), Border(), wrap=False)
        self.label = _style(sheet, Font(FONT, SIZE, True), Border())
        self.text = _style(sheet, Font(FONT, SIZE), Border())
        self._sheet = sheet

    def on(self, fill: str, ink: str) -> StyleArray:
        """A word on a colour, both `rrggbb`."""
        return _style(self._sheet, Font(FONT, SIZE, True, color=ink), fill=fill)


def text_cell(sheet: Worksheet, text: str, styles: Styles, style: StyleArray) -> Any:
    """A cell that holds a text and nothing else, whatever the text looks like."""
    return styled_cell(sheet, text, styles.quoted(style) if text.startswith(FORMULA_SIGNS) else style)


def styled_cell(sheet: Worksheet, text: str, style: StyleArray) -> Any:
    """A cell of a sheet that is only read."""
    cell: Any = WriteOnlyCell(sheet)
    if text:
        # Past openpyxl's look at what the value may be, which takes as long as all else about the cell.
        cell._value, cell.data_type = text, "s"
    cell._style = style
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
