"""Charts and pictures in Word: charts are native ones, each with the workbook that a person may edit it by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from openpyxl import Workbook

from waymark.exchange.charts import chart_of
from waymark.exchange.figures import Figures
from waymark.exchange.papers.content import Picture
from waymark.exchange.papers.ooxml import PIC, WP, A, C, Element, ElementPart, R, element, related, w
from waymark.exchange.papers.pages import Page
from waymark.exchange.pictures import Image
from waymark.exchange.tally import Tally

SHEET = "Figures"
CHART_WIDTH = 9_638
"""In twentieths of a point, 17 centimetres: no chart is wider."""
FLATNESS = 2.6
"""How much wider than high a chart is: three with their captions fit an upright page, four one across."""
NARROWEST_CHART = 7_000
"""In twentieths of a point: where there is room for more, charts stand side by side."""
BETWEEN_CHARTS = 120
BAR, AROUND_BARS = 420, 1_300
"""In twentieths of a point: the height of a bar of counts, and that of the title above and the words below them all."""
PIXEL = 15
"""In twentieths of a point, at 96 to the inch: what a picture measures on a screen."""
TALLEST_PICTURE = 0.8
"""Of a page's height: there must be room for the caption."""
EMUS = 635
"""English Metric Units in a twentieth of a point."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn: its number, its name and words, and its size in twentieths of a point."""

    number: int
    name: str
    words: str
    width: int
    height: int


def chart_part(figures: Figures | Tally, number: int) -> Part:
    """The chart as a part of a Word file, with its workbook embedded."""
    workbook = Part(PackURI(f"/word/embeddings/figures{number}.xlsx"), CONTENT_TYPE.SML_SHEET, _workbook(figures))
    # What openpyxl itself calls to put a chart into a workbook; there is no other way to its XML.
    tree: Element = chart_of(figures, SHEET)._write()  # type: ignore[attr-defined]
    chart = ElementPart(f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, tree)
    relation = chart.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    external = related(etree.SubElement(tree, f"{{{C}}}externalData"), relation)
    etree.SubElement(external, f"{{{C}}}autoUpdate", val="0")
    return chart


def charts_abreast(page: Page) -> int:
    """How many charts there is room for side by side."""
    return max(page.text_width // NARROWEST_CHART, 1)


def charts_paragraph(charts: Sequence[tuple[Figures | Tally, str, int]], page: Page) -> Element:
    """The paragraph that shows charts side by side, each by its figures, its relationship and its number.

    Their alternative texts state the figures.
    """
    width = min(CHART_WIDTH, page.text_width // charts_abreast(page) - BETWEEN_CHARTS)
    return _paragraph(
        _inline(
            Drawn(number, f"Chart {number}", figures.words, width, _height(figures, width, page)),
            element(WP, "cNvGraphicFramePr"),
            related(element(C, "chart"), relation),
        )
        for figures, relation, number in charts
    )


def _height(figures: Figures | Tally, width: int, page: Page) -> int:
    if isinstance(figures, Figures):
        return round(width / FLATNESS)
    return min(AROUND_BARS + BAR * len(figures.names), round(page.text_height * TALLEST_PICTURE))


def picture_part(image: Image, number: int) -> Part:
    """The picture's file as a part of a Word file."""
    name = f"/word/media/picture{number}.{image.media_type.partition('/')[2]}"
    return Part(PackURI(name), image.media_type, image.content)


def picture_paragraph(picture: Picture, relation: str, number: int, page: Page) -> Element:
    """The paragraph that shows a picture, no larger than it is on a screen and than there is room for."""
    drawn = Drawn(number, f"Picture {number}", picture.alternative, *_fitting(picture.image, page))
    blip = element(A, "blip")
    blip.set(f"{{{R}}}embed", relation)
    frame = element(
        A,
        "xfrm",
        element(A, "off", x=0, y=0),
        element(A, "ext", cx=drawn.width * EMUS, cy=drawn.height * EMUS),
    )
    content = element(
        PIC,
        "pic",
        element(PIC, "nvPicPr", element(PIC, "cNvPr", id=number, name=drawn.name), element(PIC, "cNvPicPr")),
        element(PIC, "blipFill", blip, element(A, "stretch", element(A, "fillRect"))),
        element(PIC, "spPr", frame, element(A, "prstGeom", element(A, "avLst"), prst="rect")),
    )
    locks = element(A, "graphicFrameLocks", noChangeAspect=1)
    return _paragraph([_inline(drawn, element(WP, "cNvGraphicFramePr", locks), content)])


def _fitting(image: Image, page: Page) -> tuple[int, int]:
    width, height = image.width * PIXEL, image.height * PIXEL
    share = min(1.0, page.text_width / width, page.text_height * TALLEST_PICTURE / height)
    return max(round(width * share), 1), max(round(height * share), 1)


def _paragraph(drawings: Iterable[Element]) -> Element:
    """A paragraph with nothing but what is drawn."""
    return w("p", w("pPr", w("pStyle", val="Figure")), *(w("r", w("drawing", each)) for each in drawings))


def _inline(drawn: Drawn, frame: Element, content: Element) -> Element:
    """What is drawn, keeping its place in the text."""
    namespace = content.nsmap[content.prefix]
    return element(
        WP,
        "inline",
        element(WP, "extent", cx=drawn.width * EMUS, cy=drawn.height * EMUS),
        element(WP, "docPr", id=drawn.number, name=drawn.name, descr=drawn.words),
        frame,
        element(A, "graphic", element(A, "graphicData", content, uri=namespace)),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )


def _workbook(figures: Figures | Tally) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    for row in figures.table():
        sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
