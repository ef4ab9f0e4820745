"""The overview page: what a chair asks first, each number leading to the rows that it counts."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from waymark.domain.day import day_words
from waymark.domain.errors import WaymarkError
from waymark.services.changed import Changed, changed_since, month_before
from waymark.services.overview import (
    Count,
    actions_by_theme,
    all_actions,
    all_kpis,
    kpis_by_section,
    overdue_actions,
    recommendation_ratings,
    tally_words,
)
from waymark_ui.charts.counts_model import CountsModel
from waymark_ui.charts.counts_table import CountsTable
from waymark_ui.charts.figure_button import FigureButton
from waymark_ui.charts.rating_bars import RatingBars
from waymark_ui.pages.page import Page
from waymark_ui.session import Session

ACTIONS, READINGS = "actions", "readings"
"""The pages to which the numbers lead."""
NARROW = 50
"""In ems: on a page narrower than this everything stands in one column."""
RED_MEANS = (
    "Red: rated red or unfavourable, or not rated and off target, for the latest period of the KPI’s own calendar."
)
UNKNOWN = Changed(0, (), (), ())
"""What has changed where that was redacted."""
_STEPS = {0: "No step was", 1: "1 step was"}


class OverviewPage(Page):
    """Numbers in buttons, actions by theme and rating as bars and as a table, KPIs by section as a table."""

    name = "overview"
    title = "Overview"
    icon = "overview"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.overdue, self.changed_actions = FigureButton(), FigureButton()
        self.red, self.missing, self.changed_kpis = FigureButton(), FigureButton(), FigureButton()
        self.bars = RatingBars()
        self.by_theme = CountsModel(session.plan.cover.theme_word.capitalize(), self)
        self.by_section = CountsModel("Section", self)
        self.theme_table = CountsTable("Actions by theme and rating", self.by_theme)
        self.section_table = CountsTable("KPIs by section", self.by_section)
        self.recommendations, self.changes = _label(""), _label("")
        self._figures = QGridLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._stale = True
        self._build()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.row_selected.emit(None)
        if self._stale:
            self._show_counts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way, narrow = QBoxLayout.Direction, self.width() < self.fontMetrics().height() * NARROW
        self._columns.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._arrange_figures()

    # What it is built of

    def _build(self) -> None:
        actions, kpis = QVBoxLayout(), QVBoxLayout()
        told = (_heading("Recommendations"), self.recommendations, _heading("What has changed"), self.changes)
        for part in (_heading("Actions by theme and rating"), self.bars, self.theme_table, *told):
            actions.addWidget(part)
        for part in (_heading("KPIs by section"), self.section_table, _label(RED_MEANS)):
            kpis.addWidget(part)
        for column in (actions, kpis):
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.addLayout(self._figures)
        layout.addLayout(self._columns, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(_scrolled(inside))

    def _arrange_figures(self) -> None:
        """The number buttons, as many in a row as there is room for."""
        buttons = (self.overdue, self.red, self.missing, self.changed_actions, self.changed_kpis)
        widest = max(button.sizeHint().width() for button in buttons) + self._figures.horizontalSpacing()
        across = max(1, min(len(buttons), self.width() // widest))
        for place, button in enumerate(buttons):
            self._figures.addWidget(button, *divmod(place, across))

    def _connect(self) -> None:
        for source in (self.overdue, self.changed_actions, self.theme_table):
            source.counted.connect(self._go_to_actions)
        for source in (self.red, self.missing, self.changed_kpis, self.section_table):
            source.counted.connect(self._go_to_readings)
        self.bars.chosen.connect(self._go_to_actions)
        self.session.changed.connect(self._refresh)
        self.session.period_changed.connect(self._refresh)

    def _go_to_actions(self, count: Count) -> None:
        self.go_to.emit(ACTIONS, {"rows": count.ids})

    def _go_to_readings(self, count: Count) -> None:
        self.go_to.emit(READINGS, {"rows": count.ids})

    # What it shows

    def _refresh(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show_counts()

    def _show_counts(self) -> None:
        self._stale = False
        self._show_actions()
        self._show_kpis()
        self._show_recommendations()
        self._show_changes()
        self._arrange_figures()

    def _show_actions(self) -> None:
        plan, period = self.session.plan, self.session.period
        groups = actions_by_theme(plan, period)
        self.bars.show_groups(groups)
        for before, after in pairwise([self.changed_kpis, *self.bars.pieces, self.theme_table]):
            self.setTabOrder(before, after)
        self.by_theme.show_groups((*groups, all_actions(plan, period)))
        ids = tuple(action.id for action in overdue_actions(plan, period.last_day))
        self.overdue.show_count(Count("Overdue", ids), "actions overdue", f"at {day_words(period.last_day)}")

    def _show_kpis(self) -> None:
        plan, period = self.session.plan, self.session.period
        every = all_kpis(plan, period)
        red, missing = every.counts
        self.by_section.show_groups((*kpis_by_section(plan, period), every))
        self.red.show_count(red, "KPIs red", "or off target")
        self.missing.show_count(missing, "KPIs without", f"a figure for {period.label}")

    def _show_recommendations(self) -> None:
        period = self.session.period
        group = recommendation_ratings(self.session.plan, period)
        counted = f"Of {len(group.total)} recommendations in {period.label}: {tally_words(group.counts)}."
        self.recommendations.setText(counted if group.total.ids else "The plan has no recommendations.")

    def _show_changes(self) -> None:
        since = month_before(self.session.clock())
        day = day_words(since.date())
        try:
            changed = changed_since(self.session.reader, self.session.plan, since)
            self.changes.setText(f"{_STEPS.get(changed.steps, f'{changed.steps} steps were')} made since {day}.")
        except WaymarkError as refusal:
            changed = UNKNOWN
            self.changes.setText(str(refusal))
        self.changed_actions.show_count(Count("Changed", changed.actions), "actions changed", f"since {day}")
        self.changed_kpis.show_count(Count("Changed", changed.kpis), "KPIs changed", f"since {day}")


def _heading(text: str) -> QLabel:
    label = _label(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
