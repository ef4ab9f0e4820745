"""A KPI's chart, as Word and Excel both show it: columns for the readings, a line for the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.layout import Layout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils import quote_sheetname

from waymark.exchange.figures import Figures

READINGS_COLOUR, TARGET_COLOUR, GRID_COLOUR = "2F5D8A", "000000", "D9D9D9"
FONT = "Arial"
TEXT_SIZE, TITLE_SIZE = 1000, 1100
"""In hundredths of a point."""
TARGET_WIDTH = 22225
"""In English Metric Units: 1.75 points."""


def column_chart(figures: Figures, sheet: str, top: int = 1) -> BarChart:
    """The chart of `figures`, whose `table()` stands in the first columns of `sheet`, from the row `top` on.

    Every value is also cached in the chart, without which Word shows nothing until its workbook is opened, and
    LibreOffice refuses the file.
    """
    source = _Source(figures, quote_sheetname(sheet), top)
    bar = BarChart()
    bar.type, bar.gapWidth, bar.roundedCorners = "col", 50, False
    bar.series.append(source.series("B", "Reading", figures.readings, GraphicalProperties(solidFill=READINGS_COLOUR)))
    bar.title = _title(figures.title)
    bar.legend.position, bar.legend.txPr = "b", _text(TEXT_SIZE)
    _set_axes(bar, figures)
    if figures.has_target:
        bar += _target_line(source, figures)
    return bar


@dataclass(frozen=True, slots=True)
class _Source:
    figures: Figures
    sheet: str
    top: int

    def series(self, column: str, name: str, values: Sequence[float | None], look: GraphicalProperties) -> Series:
        labels = StrRef(self._cells("A"), StrData(ptCount=len(values), pt=_points(StrVal, self.figures.labels)))
        code = number_format(self.figures.unit)
        cached = NumData(formatCode=code, ptCount=len(values), pt=_points(NumVal, values))
        heading = StrRef(f"{self.sheet}!${column}${self.top}", StrData(ptCount=1, pt=_points(StrVal, [name])))
        return Series(
            tx=SeriesLabel(strRef=heading),
            cat=AxDataSource(strRef=labels),
            val=NumDataSource(numRef=NumRef(self._cells(column), cached)),
            spPr=look,
            idx=ord(column) - ord("B"),
            order=ord(column) - ord("B"),
        )

    def _cells(self, column: str) -> str:
        return f"{self.sheet}!${column}${self.top + 1}:${column}${self.top + len(self.figures.labels)}"


def number_format(unit: str) -> str:
    """Excel's code for the readings of that unit; 43% is held as 43."""
    return '0.##"%"' if unit == "%" else "General"


def _points(kind: type, values: Sequence[object]) -> list[object]:
    return [kind(idx=place, v=value) for place, value in enumerate(values) if value is not None]


def _target_line(source: _Source, figures: Figures) -> LineChart:
    look = GraphicalProperties(ln=LineProperties(solidFill=TARGET_COLOUR, w=TARGET_WIDTH, prstDash="dash"))
    series = source.series("C", "Target", figures.targets, look)
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


def _text(size: int) -> RichText:
    style = _characters(size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])


def _characters(size: int, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, latin=Font(typeface=FONT), solidFill="000000", lang="en-GB")
