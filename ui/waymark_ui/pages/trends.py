"""The trends page: one KPI's figures over time, as a chart and as a table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QItemSelectionModel, QModelIndex, QSaveFile, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImageWriter, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from waymark.domain.rows import Kpi
from waymark.services.reporting import sections
from waymark.services.series import kpi_series
from waymark_ui.charts.figure_table import FigureTable
from waymark_ui.charts.kpi_list import KpiList
from waymark_ui.charts.series_model import SeriesModel
from waymark_ui.pages.empty import EmptyPage
from waymark_ui.pages.page import Page
from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark_ui.charts.trend_pane import TrendPane

NARROW = 75
"""In ems: on a page narrower than this the table stands below the chart."""
EMPTY = "There is nothing to draw yet"
BELONGS = (
    "The figures of each KPI stand here as a chart, with its targets. Insert the KPIs on the KPIs page, and type or "
    "paste their figures on the Readings page."
)
NO_PICTURE_NAME = "“{path}” is no name for a picture; nothing was saved. Give a name that ends in “.png”."
NOT_SAVED = (
    "The picture could not be saved as “{name}”: {why}. Nothing else was changed; choose another folder or name."
)


class TrendsPage(Page):
    """The KPIs by section, the chart of the chosen one, and its figures in a table."""

    name = "trends"
    title = "Trends"
    icon = "trends"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kpis = KpiList()
        self.series = SeriesModel(self)
        self.table = FigureTable("The chart’s figures", self.series)
        self.chart: TrendPane | None = None
        self._beside = QSplitter(Qt.Orientation.Horizontal)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._stale = True
        self._find = self._action("&Find a KPI", self.kpis.begin_finding, QKeySequence.StandardKey.Find)
        self._save = self._action("Save &chart as PNG…", self.ask_where_to_save)
        self._copy = self._action("Copy p&icture", self.copy_picture)
        self._buttons = [_button(command) for command in (self._copy, self._save)]
        self._build()
        self.kpis.chosen.connect(self._show_kpi)
        self.table.selectionModel().currentRowChanged.connect(self._point_at_row)
        session.changed.connect(self._refresh)
        session.period_changed.connect(self._refresh)

    def commands(self) -> list[QAction]:
        return [self._find, self.table.copy, self._copy, self._save]

    def show_row(self, row_id: str, column: str = "") -> None:
        """Show a KPI's chart."""
        self.kpis.box.clear()
        self._load()
        self.kpis.choose(row_id)

    def show_only(self, filters: Mapping[str, str]) -> None:
        """List only the KPIs whose ref or title contains a text."""
        self._load()
        self.kpis.box.setText(next(iter(filters.values()), ""))

    def ask_where_to_save(self) -> None:
        """Ask for a file to save the chart's picture as."""
        dialog = QFileDialog(self, "Save chart as PNG", "", "Picture (*.png)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kpi = self._kpi()
        dialog.selectFile(f"{kpi.ref or kpi.title if kpi else 'chart'}.png".replace("/", "-"))
        dialog.fileSelected.connect(self.save_picture)
        dialog.open()

    def save_picture(self, path: str) -> None:
        """Save the chart as a picture, whole or not at all."""
        if self.chart is None:
            return
        if not path.lower().endswith(".png"):
            self.session.refused.emit(NO_PICTURE_NAME.format(path=path))
            return
        file = QSaveFile(path)
        writer = QImageWriter(file, QByteArray(b"png"))
        if file.open(QSaveFile.OpenModeFlag.WriteOnly) and writer.write(self.chart.picture()) and file.commit():
            self.said.emit(f"The chart was saved as “{path}”.")
        else:
            name, why = path.replace("\\", "/").rpartition("/")[2], file.errorString()
            self.session.refused.emit(NOT_SAVED.format(name=name, why=why))

    def copy_picture(self) -> None:
        """Put the chart's picture on the clipboard."""
        if self.chart is not None:
            QGuiApplication.clipboard().setImage(self.chart.picture())
            self.said.emit("The chart was copied. Paste it into a paper, and give it a description there.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()
        self.row_selected.emit(self._kpi())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().height() * NARROW
        self._beside.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def _build(self) -> None:
        self.table.setSelectionBehavior(FigureTable.SelectionBehavior.SelectItems)
        self.table.setWordWrap(False)
        self._beside.addWidget(self.table)
        for part in (self._left(), self._beside):
            self._across.addWidget(part)
        for splitter in (self._across, self._beside):
            splitter.setChildrenCollapsible(False)
        self._across.setStretchFactor(1, 1)
        drawn = QWidget()
        QVBoxLayout(drawn).addWidget(self._across)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(drawn)
        self._stack.addWidget(EmptyPage(EMPTY, BELONGS, (), self))

    def _left(self) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.kpis, 1)
        for button in self._buttons:
            layout.addWidget(button)
        return column

    def _action(self, text: str, work: object, key: QKeySequence.StandardKey | None = None) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(work)
        if key is not None:
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _load(self) -> None:
        """Show what the plan holds now."""
        if self.chart is None:
            self.chart = self._make_chart()
        if self._stale:
            self._stale = False
            self._stack.setCurrentIndex(0 if self.session.plan.kpis.live() else 1)
            self.kpis.show_sections(sections(self.session.plan))
            self._show_kpi(self.kpis.current() or "")

    def _make_chart(self) -> TrendPane:
        # pyqtgraph takes a third of a second to import: only when somebody wants to see a chart.
        from waymark_ui.charts.trend_pane import TrendPane

        pane, em = TrendPane(), self.fontMetrics().height()
        pane.pointed.connect(self._select_row)
        self._beside.insertWidget(0, pane)
        stops: list[QWidget] = [*self._buttons, pane.chart, self.table]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self._beside.setSizes([em * 34, em * 16])
        self._across.setSizes([em * 13, em * 50])
        return pane

    def _refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _kpi(self) -> Kpi | None:
        return self.session.plan.kpis.get(self.kpis.current())

    def _show_kpi(self, id: str) -> None:
        kpi = self.session.plan.kpis.get(id)
        if kpi is None or self.chart is None:
            return
        series = kpi_series(self.session.plan, kpi, self.session.period)
        self.chart.show_series(series)
        self.series.show_series(series)
        self.table.setAccessibleDescription(series.words)
        self.table.resizeColumnsToContents()
        self.table.scrollToBottom()
        self.row_selected.emit(kpi)

    def _point_at_row(self, current: QModelIndex) -> None:
        if self.chart is not None and current.isValid():
            self.chart.chart.point_at(current.row())

    def _select_row(self, place: int) -> None:
        if self.table.currentIndex().row() != place:
            cell = self.series.index(place, max(self.table.currentIndex().column(), 0))
            self.table.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.table.scrollTo(cell)


def _button(command: QAction) -> QPushButton:
    button = QPushButton(command.text())
    button.setAccessibleName(command.text().replace("&", ""))
    button.clicked.connect(command.trigger)
    return button
