"""The returns page: which lead owes what for the reporting period, what was sent and what came back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QTableView, QToolBar, QVBoxLayout, QWidget

from waymark.domain.rows import Action, Kpi
from waymark.services.returns import Owed, Reported, Returns, returns
from waymark_ui.dialogs.tables import LinesModel, current, fit_rows, lines_view
from waymark_ui.grid.clipboard import block_to_html, block_to_text
from waymark_ui.pages.owed import (
    LEAD_TITLES,
    LEAD_WIDTHS,
    OWED_TITLES,
    OWED_WIDTHS,
    lead_texts,
    name_of,
    owed_by,
    owed_texts,
    owing,
    summary,
    told_of,
)
from waymark_ui.pages.page import Page
from waymark_ui.session import Session

NO_PAGE = "Recommendation {ref}: recommendations have no page of their own yet; their updates come in with trackers."
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MARGIN = 8


class ReturnsPage(Page):
    """The leads in a list, and beneath it what the current one owes. Its count is how many of them owe something."""

    name = "returns"
    title = "Returns"
    icon = "returns"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.summary, self.told = _label(), _label()
        self.leads = LinesModel[Owed](LEAD_TITLES, lead_texts, self)
        self.owed = LinesModel[Reported](OWED_TITLES, owed_texts, self)
        self.lead_list = _view(self.leads, "Leads", LEAD_WIDTHS)
        self.owed_list = _view(self.owed, "What the lead owes", OWED_WIDTHS)
        self._found: Returns | None = None
        self._commands = self._own_commands()
        self._lay_out()
        self.setFocusProxy(self.lead_list)
        self.lead_list.selectionModel().currentRowChanged.connect(lambda: self._show_lead())
        self.owed_list.selectionModel().currentRowChanged.connect(lambda: self._tell_row())
        self.owed_list.doubleClicked.connect(lambda: self.lead_to_current())
        session.changed.connect(self._refresh)
        session.period_changed.connect(self._refresh)
        self._refresh()

    def count(self) -> int:
        return owing(returns(self.session.plan, self.session.period))

    def commands(self) -> list[QAction]:
        return self._commands

    def paper_html(self) -> str:
        """The leads, each with what is owed in numbers."""
        from waymark_ui.dialogs.printed import list_html

        return list_html(LEAD_TITLES, LEAD_WIDTHS, self._lead_lines(), range(len(LEAD_TITLES)))

    def lead_to_current(self) -> None:
        """Lead to the cell in which what is owed will stand; where no page shows it, say so."""
        row = current(self.owed_list, self.owed)
        if isinstance(row, Action):
            self.go_to_cell.emit("actions", row.id, "update")
        elif isinstance(row, Kpi):
            self.go_to_cell.emit("readings", row.id, self.session.period.key)
        elif row is not None:
            self.said.emit(NO_PAGE.format(ref=row.ref))

    def send(self) -> None:
        """Ask where to write the tracker of the current lead's own things."""
        from waymark_ui.dialogs.export.tracker import open_export_tracker

        lead = current(self.lead_list, self.leads)
        if lead is not None and lead.officer is not None:
            open_export_tracker(self, self.session, lead.officer)

    def copy(self) -> None:
        """Put what the current lead owes on the clipboard."""
        lead = current(self.lead_list, self.leads)
        if lead is not None and lead.count:
            _copy([owed_texts(row) for row in owed_by(lead)], OWED_TITLES)
            self.said.emit(f"What is owed was copied: {name_of(lead)}, {lead.count} of {lead.of}.")

    def copy_leads(self) -> None:
        """Put the list of leads on the clipboard."""
        if lines := self._lead_lines():
            _copy(lines, LEAD_TITLES)
            self.said.emit("The list of leads was copied.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    # How it is built

    def _own_commands(self) -> list[QAction]:
        command = self._command
        self._send = command(
            "Send tracker…", "Write a tracker with what the lead leads, and note it as sent", self.send
        )
        self._go = command("Go to the cell", "Go to where the update or reading belongs (Enter)", self.lead_to_current)
        self._go.setShortcuts([*map(QKeySequence, ENTER)])
        self._go.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy = command("Copy", "Copy what the lead owes, as text and as a table (Ctrl+C)", self.copy)
        self._copy.setShortcut("Ctrl+C")
        every = command("Copy all leads", "Copy the list of leads, as text and as a table", self.copy_leads)
        self.owed_list.addActions([self._go, self._copy])
        self.lead_list.addActions([self._send, self._copy, every])
        return [self._send, self._go, self._copy, every]

    def _command(self, text: str, meaning: str, done: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setToolTip(meaning)
        action.setStatusTip(meaning)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: done())
        return action

    def _lay_out(self) -> None:
        tools = QToolBar(self)
        tools.setAccessibleName(f"{self.title}: commands")
        for command in self._commands:
            tools.addAction(command)
            # Qt leaves a toolbar's buttons out of the order of Tab.
            tools.widgetForAction(command).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.owed_list, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part in (self.lead_list, below):
            parts.addWidget(part)
            parts.setStretchFactor(parts.indexOf(part), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self.summary)
        layout.addWidget(parts, 1)

    # What it shows

    def _refresh(self) -> None:
        """Tell anew who owes what, and stay on the lead; a page that is not shown does so once it is."""
        if not self.isVisible():
            return
        found = returns(self.session.plan, self.session.period)
        if found == self._found:
            self._tell_row()
            return
        kept = current(self.lead_list, self.leads)
        self._found = found
        self.summary.setText(summary(found))
        self.leads.show(found.owed)
        self._choose(self.lead_list, [*map(_key, found.owed)], _key(kept) if kept else _first(found))
        self._show_lead()

    def _show_lead(self) -> None:
        lead, kept = current(self.lead_list, self.leads), current(self.owed_list, self.owed)
        rows = owed_by(lead) if lead else ()
        self.told.setText(told_of(lead) if lead else "")
        self.told.setVisible(lead is not None)
        self._send.setEnabled(lead is not None and lead.officer is not None)
        self._copy.setEnabled(bool(rows))
        self.owed.show(rows)
        self._choose(self.owed_list, [row.id for row in rows], kept.id if kept else "")
        self._tell_row()

    def _tell_row(self) -> None:
        row = current(self.owed_list, self.owed)
        self._go.setEnabled(row is not None)
        if self.isVisible():
            self.row_selected.emit(row)

    def _choose(self, view: QTableView, ids: Sequence[str], wanted: str) -> None:
        """Make the line of that id the current one; the first where there is none such."""
        if ids:
            view.selectRow(ids.index(wanted) if wanted in ids else 0)

    def _lead_lines(self) -> Sequence[Sequence[str]]:
        return [lead_texts(each) for each in self._found.owed] if self._found else []


def _key(owed: Owed) -> str:
    return owed.officer.id if owed.officer else ""


def _first(found: Returns) -> str:
    """The first who owes something."""
    return next((_key(each) for each in found.owed if each.count), "")


def _label() -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    return label


def _view(model: LinesModel[Owed] | LinesModel[Reported], name: str, widths: Sequence[int]) -> QTableView:
    view = lines_view(model, name, widths)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    model.modelReset.connect(lambda: fit_rows(view))
    return view


def _copy(block: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
    content = QMimeData()
    content.setText(block_to_text([[*line] for line in block]))
    content.setHtml(block_to_html([[*line] for line in block], titles))
    QGuiApplication.clipboard().setMimeData(content)
