"""What a rating rule means, told while it is being typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi
from waymark.services.ratings import figure_as_read, figure_period, kpi_words
from waymark.services.reporting import polarity_of, reading_in, target_in_force
from waymark.services.rule_trial import in_words, tried


class RuleTrial(QLabel):
    """The bands of a KPI's rule, what is wrong with it, and what the figure in hand comes to by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("What the rating rule means")

    def show_rule(self, plan: Plan, kpi: Kpi, text: str, period: Period) -> None:
        """Tell what a text would mean as the rule of a KPI."""
        self.setText(meaning(plan, kpi, text, period))
        self.setVisible(bool(self.text()))


def meaning(plan: Plan, kpi: Kpi, text: str, period: Period) -> str:
    """What a text means as the rule of a KPI, a line each; blank for no text."""
    if not text.strip():
        return ""
    month = figure_period(plan, kpi, period).month_column
    reading, target = reading_in(plan, kpi, month), target_in_force(plan, kpi, month)
    value = figure_as_read(kpi, reading.value) if reading else None
    figure = value.words if value is not None and value.figure is not None else ""
    aimed = target.value if target else ""
    try:
        return in_words(tried(text, kpi_words(plan), polarity_of(kpi), aimed, kpi.decimals, figure))
    except NotUnderstood as problem:
        return str(problem)
