"""What a row is linked to: an action's KPIs with a sparkline each, a KPI's actions; one leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from waymark.domain.assignment import kpis_of
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.ref import parse_refs
from waymark.domain.rows import Action, Kpi, Row
from waymark.domain.text import plain
from waymark.services.overview import is_overdue, latest_rating
from waymark.services.ratings import rated
from waymark.services.travel import latest_figures, latest_readings, travel
from waymark_ui.grid.painting import Inks, draw_sparkline

FIGURES_DRAWN = 24
MOST_LINES = 8


class LinkList(QListWidget):
    """A line a linked row. `go_to` carries the page and the id of the one that was activated (Enter, double-click)."""

    go_to = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName("Links")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        em = self.fontMetrics().height()
        self.setIconSize(QSize(em * 4, em))
        self.itemDoubleClicked.connect(self._go)

    def show_row(self, plan: Plan, row: Row, period: Period) -> None:
        """Show the links of an action or KPI."""
        self.clear()
        for linked in linked_to(plan, row):
            # The list makes its lines itself: one made in Python may go before the list does, which ends the program.
            self.addItem(_words(plan, linked, period))
            item = self.item(self.count() - 1)
            item.setData(Qt.ItemDataRole.UserRole, (_PAGES[type(linked)], linked.id))
            if isinstance(linked, Kpi):
                item.setIcon(self._sparkline(latest_figures(plan, linked, period, FIGURES_DRAWN)))
            item.setToolTip(item.text())
        line = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing())
        self.setFixedHeight(line * min(max(self.count(), 1), MOST_LINES) + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._go(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _go(self, item: QListWidgetItem) -> None:
        self.go_to.emit(*item.data(Qt.ItemDataRole.UserRole))

    def _sparkline(self, figures: Sequence[float | None]) -> QIcon:
        size, ratio = self.iconSize(), self.devicePixelRatioF()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        margin = size.height() / 6
        draw_sparkline(
            painter,
            QRectF(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin),
            figures,
            Inks.of(self.palette()),
        )
        painter.end()
        return QIcon(picture)


def linked_to(plan: Plan, row: Row) -> tuple[Row, ...]:
    """An action's KPIs, or the actions that a KPI measures."""
    return tuple(_linked(plan, row))


def _linked(plan: Plan, row: Row) -> Iterator[Row]:
    if isinstance(row, Action):
        yield from kpis_of(plan, row)
    else:
        linking = {action.id for action in plan.linking(row.id, Action)}
        actions = plan.actions.live()
        yield from (each for each in actions if each.id in linking or parse_refs(each.kpis, ()).everything)


def _words(plan: Plan, row: Row, period: Period) -> str:
    name, facts = _told(plan, row, period)
    return f"{name.strip()}\n{', '.join(filter(None, facts))}"


def _told(plan: Plan, row: Row, period: Period) -> tuple[str, Sequence[str]]:
    """A linked row's name, and how it stands."""
    if isinstance(row, Kpi):
        newest = next(iter(latest_readings(plan, row, period, 1)), None)
        reading = newest.value if newest else "no reading"
        return f"{row.ref} {row.title}", (
            reading,
            travel(plan, row, period).word,
            latest_rating(plan, row, period).word,
        )
    if isinstance(row, Action):
        late = "overdue" if is_overdue(row, period.last_day) else ""
        name = f"{row.ref} {' '.join(plain(row.text).split())}"
        return name, (row.due, row.state, rated(plan, row, period).word, late)
    return "", ()


_PAGES = {Action: "actions", Kpi: "kpis"}
