"""The history of one row: what was changed, by whom and when, and a button that puts an earlier value back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QPushButton, QVBoxLayout, QWidget

from waymark.domain.changes import Change, Header
from waymark.domain.day import day_words
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Judgement, Link, Officer, Reading, Row, Scalar, Target, Update
from waymark.domain.text import plain, quoted
from waymark.services.row_history import FieldChange, RowHistories, Told, put_back
from waymark_ui.details.fields import FIELDS
from waymark_ui.session import Session

MOST_ADDED = 6
"""From more rows than that added in one step, only their number is told."""
PLACES = frozenset({"rank", "theme_id", "objective_id", "block", "section"})
KEPT_ASIDE = frozenset({"scheme_id", "author"})
_TITLES = {field.name: field.title for fields in FIELDS.values() for field in fields} | {"rating": "Rating"}
_KINDS: dict[type[Row], str] = {Reading: "Reading", Judgement: "Rating", Update: "Update", Target: "Target"}
_PARTS = {"by": "Target due", "reason": "Reason for the rating", "dated": "Date of the update"}


@dataclass(frozen=True, slots=True)
class PastItem:
    """A line of the history; `change` is what can be put back, if anything can."""

    words: str
    change: FieldChange | None = None


class Past(QWidget):
    """A list of what happened to a row, newest first, and the button."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._histories = RowHistories(session.reader)
        self._row: Row | None = None
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("History of this row")
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 12)
        self.list.currentRowChanged.connect(lambda: self._enable())
        self.button = QPushButton("Put this value back")
        self.button.setAccessibleDescription("Gives the field the value that it had before the selected change")
        self.button.clicked.connect(self._put_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.setVisible(not session.read_only)

    def show_row(self, row: Row) -> None:
        """Show the history of a row."""
        self._row = row
        self.list.clear()
        for told in self._histories.of(row.id):
            for item in items(self._session.plan, row.id, told):
                # The list makes its lines itself: one made in Python may go before the list does, and crash it.
                self.list.addItem(f"{_when(told.header)}\n{item.words}")
                self.list.item(self.list.count() - 1).setData(Qt.ItemDataRole.UserRole, item)
        self._enable()

    def _change(self) -> FieldChange | None:
        line = self.list.currentItem()
        item: PastItem | None = line.data(Qt.ItemDataRole.UserRole) if line else None
        return item.change if item else None

    def _enable(self) -> None:
        change = self._change()
        self.button.setEnabled(change is not None and bool(self._back(change)))

    def _back(self, change: FieldChange) -> tuple[Change, ...]:
        return put_back(self._session.plan, change, self._session.now())

    def _put_back(self) -> None:
        change = self._change()
        if change is not None and self._row is not None:
            title = title_of(self._session.plan, change)
            label = f"Put back {title} of {getattr(self._row, 'ref', '')}".removesuffix(" of ")
            self._session.make(label, self._back(change), "details")


def items(plan: Plan, row_id: str, told: Told) -> Iterator[PastItem]:
    """The lines for one step of a row's history."""
    own = [row for row in told.added if row.id == row_id]
    others = [row for row in told.added if row.id != row_id and not isinstance(row, Link)]
    if own:
        yield PastItem("Came into the plan" if not told.header.undoes else "Brought back")
    if told.removed:
        yield PastItem("Taken back: " + ", ".join(_named(plan, row) for row in told.removed[:MOST_ADDED]))
    if len(others) > MOST_ADDED:
        yield PastItem(f"{len(others)} figures, ratings and texts added")
    else:
        yield from (PastItem(f"{_named(plan, row)}: {quoted(_text(row))}") for row in others)
    if links := [row for row in told.added if isinstance(row, Link)]:
        yield PastItem("Linked to " + ", ".join(_named(plan, row) for row in links))
    changed = [change for change in told.changed if change.field not in PLACES | KEPT_ASIDE]
    if any(change.field in PLACES and change.id == row_id for change in told.changed):
        yield PastItem("Moved")
    yield from (_changed(plan, row_id, change) for change in changed)


def title_of(plan: Plan, change: FieldChange) -> str:
    """What a change was about: a field of the row, or the reading, rating or update of a period."""
    if change.field in _PARTS:
        return _PARTS[change.field]
    row = plan.find(change.id)
    if change.kind in _KINDS and row is not None:
        return _named(plan, row)
    return _TITLES.get(change.field, change.field.replace("_", " ").capitalize())


def _changed(plan: Plan, row_id: str, change: FieldChange) -> PastItem:
    if change.field == "withdrawn_at":
        words = "withdrawn" if change.new else "put back"
        if change.id == row_id:
            return PastItem(words.capitalize())
        subject = plan.find(change.id)
        name = _named(plan, subject) if subject else title_of(plan, change)
        if isinstance(subject, Link):
            return PastItem(f"Link to {name} {words}")
        return PastItem(f"{name} {words}", change)
    return PastItem(f"{title_of(plan, change)}: {_quoted(change.old)} became {_quoted(change.new)}", change)


def _named(plan: Plan, row: Row) -> str:
    if isinstance(row, Link):
        other = plan.find(row.to_id)
        return _name(other) if other else "something else"
    period = getattr(row, "period", "")
    label = period_from_key(period).label if period else getattr(row, "period_typed", "")
    return (
        f"{_KINDS.get(type(row), _kind_words(row))} for {label}" if label else _KINDS.get(type(row), _kind_words(row))
    )


def _name(row: Row) -> str:
    if isinstance(row, Officer):
        return row.label
    ref = str(getattr(row, "ref", ""))
    return ref or str(getattr(row, "title", "") or getattr(row, "text", ""))


def _kind_words(row: Row) -> str:
    return type(row).__name__


def _text(row: Row) -> str:
    """The text that a row is about."""
    return next((str(getattr(row, name)) for name in ("value", "rating", "text", "section") if hasattr(row, name)), "")


def _quoted(value: Scalar) -> str:
    return quoted(plain(str(value))) if value not in (None, "") else "nothing"


def _when(header: Header) -> str:
    at = datetime.fromisoformat(header.at)
    undone = "Undone or done again: " if header.undoes else ""
    return f"{day_words(at.date())}, {at:%H:%M}, {header.author}. {undone}{header.label}"
