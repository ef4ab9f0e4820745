"""Charts as Word and Excel both show them: a KPI's readings with its target, and counts by rating."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import get_column_letter, quote_sheetname

from waymark.exchange.figures import Figures
from waymark.exchange.inks import ink
from waymark.exchange.tally import Tally

BLACK = "000000"
READINGS_COLOUR, TARGET_COLOUR, GRID_COLOUR, OUTLINE_COLOUR = "2F5D8A", BLACK, "D9D9D9", "595959"
GREYS = ("D9D9D9", "A6A6A6", "737373")
"""For words that a scheme gives no colour."""
FONT = "Arial"
TEXT_SIZE, TITLE_SIZE = 1000, 1100
"""In hundredths of a point."""
TARGET_WIDTH, OUTLINE_WIDTH = 22225, 6350
"""In English Metric Units: 1.75 points, and half a point."""


def chart_of(figures: Figures | Tally, sheet: str, top: int = 1) -> BarChart:
    """The chart of `figures`, whose `table()` stands in the first columns of `sheet`, from the row `top` on.

    Every value is also cached in the chart, without which Word shows nothing until its workbook is opened, and
    LibreOffice refuses the file.
    """
    return column_chart(figures, sheet, top) if isinstance(figures, Figures) else stacked_chart(figures, sheet, top)


def column_chart(figures: Figures, sheet: str, top: int = 1) -> BarChart:
    """A KPI's chart: columns for the readings, a line for the target if there is one."""
    source = _Source(figures.labels, number_format(figures.unit), quote_sheetname(sheet), top)
    bar = _bars("col", figures.title)
    bar.series.append(source.series(1, "Reading", figures.readings, GraphicalProperties(solidFill=READINGS_COLOUR)))
    _set_axes(bar, figures)
    if figures.has_target:
        bar += _target_line(source, figures)
    return bar


def stacked_chart(tally: Tally, sheet: str, top: int = 1) -> BarChart:
    """Counts by rating: a bar across for each name, the first on top, with every count written on its colour."""
    source = _Source(tally.names, "General", quote_sheetname(sheet), top)
    bar = _bars("bar", tally.title)
    bar.grouping, bar.overlap = "stacked", 100
    greys = cycle(GREYS)
    for place, share in enumerate(tally.shares, 1):
        colour = share.colour.lstrip("#").upper() or next(greys)
        look = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=OUTLINE_COLOUR, w=OUTLINE_WIDTH))
        series = source.series(place, share.word, share.counts, look)
        series.dLbls = _counts_on(colour)
        bar.series.append(series)
    bar.x_axis.delete, bar.x_axis.txPr = False, _text(TEXT_SIZE)
    bar.x_axis.scaling.orientation = "maxMin"
    # The counts stand on the bars.
    bar.y_axis.delete, bar.y_axis.majorGridlines = True, None
    return bar


def _bars(direction: str, title: str) -> BarChart:
    bar = BarChart()
    bar.type, bar.gapWidth, bar.roundedCorners = direction, 50, False
    bar.title = _title(title)
    bar.legend.position, bar.legend.txPr = "b", _text(TEXT_SIZE)
    return bar


def _counts_on(colour: str) -> DataLabelList:
    """Labels with the counts, in black or white; noughts, which have no room, are left out by their format."""
    said_not = dict.fromkeys(("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize"), False)
    text = _text(TEXT_SIZE, ink(colour))
    return DataLabelList(numFmt="0;;", txPr=text, dLblPos="ctr", showVal=True, **said_not)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where on a sheet a chart's figures stand: labels in the first column, then a column for each series."""

    labels: Sequence[str]
    code: str
    sheet: str
    top: int

    def series(self, place: int, name: str, values: Sequence[float | None], look: GraphicalProperties) -> Series:
        """The series in the column `place` columns behind the labels."""
        labels = StrRef(self._cells("A"), StrData(ptCount=len(values), pt=_points(StrVal, self.labels)))
        cached = NumData(formatCode=self.code, ptCount=len(values), pt=_points(NumVal, values))
        column = get_column_letter(place + 1)
        heading = StrRef(f"{self.sheet}!${column}${self.top}", StrData(ptCount=1, pt=_points(StrVal, [name])))
        return Series(
            tx=SeriesLabel(strRef=heading),
            cat=AxDataSource(strRef=labels),
            val=NumDataSource(numRef=NumRef(self._cells(column), cached)),
            spPr=look,
            idx=place - 1,
            order=place - 1,
        )

    def _cells(self, column: str) -> str:
        return f"{self.sheet}!${column}${self.top + 1}:${column}${self.top + len(self.labels)}"


def number_format(unit: str) -> str:
    """Excel's code for the readings of that unit; 43% is held as 43."""
    return '0.##"%"' if unit == "%" else "General"


def _points(kind: type, values: Sequence[object]) -> list[object]:
    return [kind(idx=place, v=value) for place, value in enumerate(values) if value is not None]


def _target_line(source: _Source, figures: Figures) -> LineChart:
    look = GraphicalProperties(ln=LineProperties(solidFill=TARGET_COLOUR, w=TARGET_WIDTH, prstDash="dash"))
    series = source.series(2, "Target", figures.targets, look)
    series.marker, series.smooth = Marker(symbol="none"), False
    line = LineChart()
    line.series.append(series)
    return line


def _set_axes(chart: BarChart, figures: Figures) -> None:
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete, axis.txPr = False, _text(TEXT_SIZE)
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.noMultiLvlLbl = True
    chart.y_axis.number_format = number_format(figures.unit)
    if min(value for value in (*figures.readings, *figures.targets) if value is not None) >= 0:
        # Columns that do not begin at nought would make small differences look large.
        chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill=GRID_COLOUR)))


def _title(text: str) -> Title:
    style = _characters(TITLE_SIZE, bold=True)
    run = RegularTextRun(rPr=style, t=text)
    rich = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), r=[run])])
    return Title(tx=Text(rich=rich), layout=Layout(), overlay=False)


def _text(size: int, colour: str = BLACK) -> RichText:
    style = _characters(size, colour=colour)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])


def _characters(size: int, bold: bool = False, colour: str = BLACK) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, latin=Font(typeface=FONT), solidFill=colour, lang="en-GB")
