"""Charts in Word: native ones, each with the workbook that a person may edit it by."""

from __future__ import annotations

from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from openpyxl import Workbook

from waymark.exchange.charts import column_chart
from waymark.exchange.figures import Figures
from waymark.exchange.papers.ooxml import WP, A, C, Element, ElementPart, related, w

SHEET = "Figures"
WIDTH, HEIGHT = 6_120_000, 2_340_000
"""In English Metric Units: 17 by 6.5 centimetres, so that three charts with their captions fit a page."""


def chart_part(figures: Figures, number: int) -> Part:
    """The chart as a part of a Word file, with its workbook embedded."""
    workbook = Part(PackURI(f"/word/embeddings/figures{number}.xlsx"), CONTENT_TYPE.SML_SHEET, _workbook(figures))
    # What openpyxl itself calls to put a chart into a workbook; there is no other way to its XML.
    tree: Element = column_chart(figures, SHEET)._write()  # type: ignore[attr-defined]
    chart = ElementPart(f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, tree)
    relation = chart.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    external = related(etree.SubElement(tree, f"{{{C}}}externalData"), relation)
    etree.SubElement(external, f"{{{C}}}autoUpdate", val="0")
    return chart


def chart_paragraph(figures: Figures, relation: str, number: int) -> Element:
    """The paragraph that shows a chart; its alternative text states the figures."""
    inline = etree.Element(f"{{{WP}}}inline", distT="0", distB="0", distL="0", distR="0")
    etree.SubElement(inline, f"{{{WP}}}extent", cx=str(WIDTH), cy=str(HEIGHT))
    etree.SubElement(inline, f"{{{WP}}}docPr", id=str(number), name=f"Chart {number}", descr=figures.words)
    etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    data = etree.SubElement(graphic, f"{{{A}}}graphicData", uri=C)
    related(etree.SubElement(data, f"{{{C}}}chart"), relation)
    return w("p", w("pPr", w("pStyle", val="Chart")), w("r", w("drawing", inline)))


def _workbook(figures: Figures) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    for row in figures.table():
        sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
