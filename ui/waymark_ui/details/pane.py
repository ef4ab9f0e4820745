"""The details pane: all there is to know of the selected action or KPI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Commentary, Kpi, Passage, Row
from waymark.ports import Draft
from waymark.services.steps import named
from waymark_ui.details.form import RowForm
from waymark_ui.details.links import LinkList
from waymark_ui.details.past import Past
from waymark_ui.details.section import Section
from waymark_ui.details.timeline import Timeline
from waymark_ui.details.why import Why
from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark.services.checks.finding import Finding
    from waymark_ui.checks.standing import Standing
    from waymark_ui.details.findings import RowFindings

NOTHING = "Select an action or a KPI to see all of it here: its texts, links, updates and history."


class DetailsPane(QScrollArea):
    """A row's rating, findings, fields, links, updates and history.

    `go_to` carries the page and the id of a row that is asked for.
    """

    go_to = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._row: Row | None = None
        self._forms: dict[type[Row], RowForm] = {}
        self._stale = False
        self._standing: Standing | None = None
        self.findings: RowFindings | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")
        # A click beside a text, or on its buttons, must not take the focus from it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make()
        session.changed.connect(self._refresh)
        session.period_changed.connect(self._refresh)
        self.show_row(None)

    @property
    def form(self) -> RowForm | None:
        """The editors of the row that is shown."""
        return self._forms.get(type(self._row)) if self._row else None

    def section(self, name: str) -> Section:
        """One of the parts beside the fields: `findings`, `why`, `links`, `timeline` or `past`."""
        return self._sections[name]

    def show_row(self, row: Row | None) -> None:
        """Show a row, or what can be done where there is none; what is being typed is entered first."""
        self.finish()
        known = row is not None and type(row) in _PAGES
        if known and self._row is not None and row is not None and row.id != self._row.id:
            self.verticalScrollBar().setValue(0)
        self._row = row if known else None
        self._show()

    def finish(self) -> None:
        """Have what is being typed become a change."""
        if self.form is not None:
            self.form.finish()

    def follow(self, standing: Standing) -> None:
        """Show what the checks found of the row, now and whenever that changes; imported here, as the checks are."""
        from waymark_ui.details.findings import RowFindings

        self._standing = standing
        self.findings = RowFindings(read_only=self.session.read_only)
        self.findings.accepting.connect(self._accept)
        self._sections["findings"] = section = Section("Findings", self.findings, is_open=True)
        self._layout.insertWidget(self._layout.indexOf(self._sections["why"]) + 1, section)
        standing.changed.connect(self._show_findings)
        self._show_findings()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show()

    def _make(self) -> None:
        self.why, self.links, self.timeline, self.past = Why(), LinkList(), Timeline(), Past(self.session)
        self.links.go_to.connect(self.go_to)
        self._title = QLabel(wordWrap=True)
        self._drafts = QWidget()
        self._sections = {
            "why": Section("Rating", self.why, is_open=True),
            "links": Section("Links", self.links, is_open=True),
            "timeline": Section("Updates", self.timeline, is_open=True),
            "past": Section("History", self.past, is_open=False),
        }
        self._sections["past"].opened.connect(self._show_past)
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._drafts)
        for section in self._sections.values():
            self._layout.addWidget(section)
        self._layout.addStretch(1)
        self.setWidget(content)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)

    def _refresh(self, *_: object) -> None:
        if self._row is not None:
            self._row = self.session.plan.find(self._row.id)
        if self.isVisible():
            self._show()
        else:
            self._stale = True

    def _show(self) -> None:
        self._stale = False
        row, plan, period = self._row, self.session.plan, self.session.period
        for kind, form in self._forms.items():
            form.setVisible(row is not None and kind is type(row))
        for section in self._sections.values():
            section.setVisible(row is not None)
        self._show_findings()
        self._offer_drafts(row)
        self._show_title(row)
        if row is None:
            return
        self._form_of(row).show_row(row, period)
        self.why.show_row(plan, row, period)
        self.links.show_row(plan, row, period)
        self._sections["links"].set_title(f"{_LINKED[type(row)](plan)} ({self.links.count()})")
        told = self.timeline.show_row(plan, row, period)
        self._sections["timeline"].set_title(f"Updates ({told})")
        self._sections["timeline"].setVisible(isinstance(row, Action))
        self._show_past()

    def _show_title(self, row: Row | None) -> None:
        font = self._title.font()
        font.setBold(row is not None)
        self._title.setFont(font)
        self._title.setText(_title(row) if row else NOTHING)

    def _show_findings(self) -> None:
        if self._standing is not None and self.findings is not None:
            found = self._standing.of_row(self._row.id) if self._row else []
            self.findings.show_findings(found)
            self._sections["findings"].set_title(f"Findings ({len(found)})")
            self._sections["findings"].setVisible(bool(found))

    def _accept(self, findings: Sequence[Finding]) -> None:
        from waymark_ui.checks.accepting import ask_to_accept

        if findings:
            ask_to_accept(self, self.session, findings)

    def _form_of(self, row: Row) -> RowForm:
        form = self._forms.get(type(row))
        if form is None:
            form = self._forms[type(row)] = RowForm(self.session, type(row))
            self._layout.insertWidget(self._layout.indexOf(self._sections["links"]), form)
        form.show()
        return form

    def _show_past(self) -> None:
        if self._row is not None and self._sections["past"].is_open:
            self.past.show_row(self._row)

    def _offer_drafts(self, row: Row | None) -> None:
        """While no row is selected: lead to the texts that were being typed when the program last stopped."""
        offers = QWidget()
        lines = QVBoxLayout(offers)
        if row is None and not self.session.read_only:
            for draft, subject in drafts_left(self.session):
                button = QPushButton(f"Look at the text that was not entered: {_called(self.session.plan, subject)}")
                button.clicked.connect(lambda _, id=draft.row_id, kind=type(subject): self.go_to.emit(_TYPED[kind], id))
                lines.addWidget(button)
        self._layout.insertWidget(self._layout.indexOf(self._drafts), offers)
        self._layout.removeWidget(self._drafts)
        self._drafts.deleteLater()
        self._drafts = offers
        offers.setVisible(lines.count() > 0)


def drafts_left(session: Session) -> Sequence[tuple[Draft, Row]]:
    """The texts that were being typed and never entered, each with its row."""
    found = ((draft, session.plan.find(draft.row_id)) for draft in session.reader.drafts())
    return [(draft, row) for draft, row in found if row is not None and type(row) in _TYPED]


def _title(row: Row) -> str:
    return f"{getattr(row, 'ref', '')} {getattr(row, 'title', '')}".strip() or "Without a ref"


def _called(plan: Plan, row: Row) -> str:
    return _title(row) if type(row) in _PAGES else named(plan, row)


def _actions_word(plan: Plan) -> str:
    return f"{plan.cover.action_word.capitalize()}s"


def _kpis_word(plan: Plan) -> str:
    return f"{plan.cover.kpi_word}s"


_LINKED = {Action: _kpis_word, Kpi: _actions_word}
_PAGES = {Action: "actions", Kpi: "kpis"}
"""The kinds of rows that are shown here, and their pages."""
_TYPED = {**_PAGES, Passage: "papers", Commentary: "papers"}
"""The kinds of rows with long texts, and the pages on which these are typed."""
