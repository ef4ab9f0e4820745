"""Where a row's rating comes from: what stands, what is computed or suggested, what was before, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Row
from waymark.services.ratings import UNDEFINED, Assessment, Rated, rate, rated
from waymark.services.suggestions import suggested


class Why(QLabel):
    """The lines in words; they can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Why this rating")

    def show_row(self, plan: Plan, row: Row, period: Period) -> None:
        """Show where the rating of a row for a period comes from."""
        self.setText("\n".join(reasons(plan, row, period)))


def reasons(plan: Plan, row: Row, period: Period) -> list[str]:
    """A line each: what stands and why, what else is computed or suggested, what was before and where it is going."""
    if isinstance(row, Kpi):
        return _of_kpi(rate(plan, row, period))
    if isinstance(row, Action):
        return _of_action(plan, row, period)
    return []


def _of_kpi(found: Assessment) -> list[str]:
    lines = [_standing(found.stands, found.period, found.why)]
    if found.target is not None:
        lines.append(f"Target in force: {found.target.value}{f' by {found.target.by}' if found.target.by else ''}.")
    if found.previous.word not in ("", UNDEFINED):
        lines.append(f"Before: {found.previous.word} for {found.previous_period.label}.")
    if found.travel.word:
        lines.append(f"Direction: {found.travel.sign} {found.travel.word}. {found.travel.why}")
    return lines


def _of_action(plan: Plan, action: Action, period: Period) -> list[str]:
    stands, other = rated(plan, action, period), suggested(plan, action, period)
    lines = [_standing(stands, period, stands.why) if stands.word else stands.why]
    if other.word == stands.word and stands.word:
        return [*lines, f"The plan suggests the same. {other.why}"]
    if other.word:
        return [*lines, f"The plan suggests {other.word}. {other.why}"]
    return [*lines, f"Nothing is suggested. {other.why}"]


def _standing(stands: Rated, period: Period, why: str) -> str:
    """What stands, and why; where nobody gave a reason, the why begins with when it was stated."""
    if not stands.stated:
        return f"{stands.word or 'Not rated'} for {period.label}. {why}"
    return f"{stands.word}. {why}" if why.startswith("Stated for") else f"{stands.word}, as stated: {why}"
