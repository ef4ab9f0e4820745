"""Printing the page shown: its grid or list as a table over as many sheets as it takes, any other page as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout as Layout
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPalette, QPixmap, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit, QToolButton, QWidget

from waymark_ui.dialogs.messages import resize
from waymark_ui.dialogs.printed import printable, table_html
from waymark_ui.pages.grid_page import GridPage
from waymark_ui.pages.page import Page

Orientation = QPageLayout.Orientation
UPRIGHT, ACROSS = Orientation.Portrait, Orientation.Landscape
POINTS = 9
"""The size of the text on paper."""
MARGIN_MM = 12.0
SIZE = (110, 36)
"""Of the preview, in characters and lines: all of Qt's buttons stand side by side in it."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands at the head and at the foot of every sheet."""

    head: str
    foot: str


class TablePrinter:
    """Lays a table out for a printer's paper and paints it, sheet by sheet."""

    def __init__(self, html: str, titles: Titles) -> None:
        self._html = html
        self._titles = titles

    def paint(self, printer: QPrinter) -> None:
        """Paint every sheet, with titles and page numbers."""
        painter = QPainter(printer)
        try:
            painter.setFont(_font())
            area = QRectF(painter.viewport())
            band = painter.fontMetrics().lineSpacing() * 1.6
            document = self._laid_out(printer, QSizeF(area.width(), area.height() - 2 * band))
            for number in range(document.pageCount()):
                if number:
                    printer.newPage()
                _paint_titles(painter, area, band, self._titles, f"Page {number + 1} of {document.pageCount()}")
                _paint_sheet(painter, document, number, band)
        finally:
            painter.end()

    def _laid_out(self, printer: QPrinter, size: QSizeF) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(printer)
        document.setDocumentMargin(0)
        document.setDefaultFont(_font())
        document.setHtml(self._html)
        document.setPageSize(size)
        return document


def picture_printer(picture: QPixmap, titles: Titles) -> Callable[[QPrinter], None]:
    """Paints a picture as large as the paper takes it."""

    def paint(printer: QPrinter) -> None:
        painter = QPainter(printer)
        painter.setFont(_font())
        area = QRectF(painter.viewport())
        band = painter.fontMetrics().lineSpacing() * 1.6
        _paint_titles(painter, area, band, titles, "Page 1 of 1")
        room = QSizeF(area.width(), area.height() - 2 * band)
        size = QSizeF(picture.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawPixmap(QRectF(area.x(), area.y() + band, size.width(), size.height()), picture, picture.rect())
        painter.end()

    return paint


class PagePreview(QPrintPreviewDialog):
    """How something looks on A4 paper; it is printed from here."""

    def __init__(
        self, parent: QWidget, title: str, paint: Callable[[QPrinter], None], way: Orientation = ACROSS
    ) -> None:
        # Qt's preview prints on this printer and does not own it.
        self._printer = _printer(title, way)
        super().__init__(self._printer, parent)
        self.setWindowTitle(f"Print {title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Kept here: of a method's object the connection keeps no hold.
        self._paint = paint
        self.paintRequested.connect(self._paint)
        self._name_controls()
        resize(self, *SIZE)

    def _name_controls(self) -> None:
        """Qt leaves some of its preview's controls without a name, and its buttons to the mouse."""
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(button.toolTip() or "More")
        for box in self.findChildren(QComboBox):
            box.setAccessibleName("Zoom")
        for line in self.findChildren(QLineEdit):
            line.setAccessibleName("Zoom" if isinstance(line.parent(), QComboBox) else "Page")
        for sheets in self.findChildren(QGraphicsView):
            sheets.setAccessibleName("How it looks on paper")


def print_page(window: QWidget, page: Page) -> PagePreview:
    """Show how a page looks on paper, and print it from there."""
    preview = PagePreview(window, page.title, painter_of(page))
    preview.open()
    return preview


def _printer(name: str, way: Orientation) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    paper, margins = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    printer.setPageLayout(QPageLayout(paper, way, margins, QPageLayout.Unit.Millimeter))
    return printer


def painter_of(page: Page) -> Callable[[QPrinter], None]:
    """What paints a page on paper."""
    plan, period = page.session.plan, page.session.period
    titles = Titles(f"{plan.cover.title or page.session.path.stem}: {page.title}", f"Reporting period {period.label}")
    if isinstance(page, GridPage):
        columns = printable(page.model, page.view.table.shown_columns())
        return TablePrinter(table_html(page.model, columns), titles).paint
    html = page.paper_html()
    return TablePrinter(html, titles).paint if html else picture_printer(page.grab(), titles)


def _font() -> QFont:
    font = QFont()
    font.setPointSize(POINTS)
    return font


def _paint_titles(painter: QPainter, area: QRectF, band: float, titles: Titles, number: str) -> None:
    head = QRectF(area.x(), area.y(), area.width(), band)
    foot = QRectF(area.x(), area.bottom() - band, area.width(), band)
    painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, titles.head)
    painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, titles.foot)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)


def _paint_sheet(painter: QPainter, document: QTextDocument, number: int, band: float) -> None:
    size = document.pageSize()
    context = Layout.PaintContext()
    context.clip = QRectF(0, number * size.height(), size.width(), size.height())
    # Paper is white whatever the window's scheme is.
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    painter.save()
    painter.translate(0, band - number * size.height())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
