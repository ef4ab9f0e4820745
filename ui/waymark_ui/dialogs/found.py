"""What was found in somebody's file, shown before any of it is taken: tables, columns to correct, and doubts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.found import Kind
from waymark.exchange.reading.survey import Survey, SurveyedColumn, SurveyedTable
from waymark.exchange.reading.typed import Ignored
from waymark.jobs.limits import Limits
from waymark.jobs.reading import surveyed
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs.column_choice import ColumnChoice
from waymark_ui.dialogs.found_words import (
    AS_FOUND,
    COLUMNS,
    DOUBTS,
    LEFT_OUT,
    TABLES,
    column_line,
    doubt_line,
    holds_anything,
    ignored_line,
    summary,
    table_line,
)
from waymark_ui.dialogs.messages import resize
from waymark_ui.dialogs.progress import ProgressDialog, follow
from waymark_ui.dialogs.tables import LinesModel, current, fit_rows, lines_view
from waymark_ui.dialogs.where_found import WherePicture

FOLDER = "folder/import"
"""The name of the preference: where a file was last taken from."""
KINDS = "Excel workbooks and Word documents (*.xlsx *.xlsm *.docx *.docm)"
TABS = ("&Tables", "&Doubts", "&Left out")
TABLE_WIDTHS = (30, 28, 8)
COLUMN_WIDTHS = (9, 28, 32, 44)
DOUBT_WIDTHS = (22, 22)
LEFT_OUT_WIDTHS = (26,)
SIZE = (156, 38)
"""In characters and lines."""
READ_AGAIN_FIRST = "Read the file again to see what comes of what you chose."


class FoundDialog(QDialog):
    """Shows a survey. What a person says of columns is gathered, and the file then read again with it.

    `go` is the button that takes what was found; what it says and does is for whoever makes the dialog.
    """

    def __init__(self, parent: QWidget, path: Path, survey: Survey, corrections: Mapping[str, str], go: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.path = path
        self.survey = survey
        self.corrections = dict(corrections)
        self.wanted = dict(corrections)
        self.tables = LinesModel[SurveyedTable](TABLES, table_line, self)
        self.columns = LinesModel[SurveyedColumn](COLUMNS, self._column_line, self)
        self.doubts = LinesModel[Doubt](DOUBTS, doubt_line, self)
        self.left_out = LinesModel[Ignored](LEFT_OUT, ignored_line, self)
        self._words = QLabel(wordWrap=True)
        self.rows = QVBoxLayout()
        """Where more can be asked, above the buttons."""
        self._lay_out(go)
        self.show_survey(survey)
        self.tables_view.setFocus()

    def show_survey(self, survey: Survey) -> None:
        """Show what was found; the selection stays where it was."""
        table, column = self.tables_view.currentIndex().row(), self.columns_view.currentIndex().row()
        self.survey, self.corrections = survey, dict(self.wanted)
        self.tables.show(survey.tables)
        self.doubts.show(survey.taken.doubts)
        self.left_out.show(survey.taken.left_out)
        counts = (len(survey.tables), len(survey.taken.doubts), len(survey.taken.left_out))
        for place, (title, count) in enumerate(zip(TABS, counts, strict=True)):
            self.tabs.setTabText(place, f"{title} ({count:,})")
            self.tabs.setTabEnabled(place, place == 0 or count > 0)
        for view in (self.doubts_view, self.left_out_view):
            fit_rows(view)
        self.tables_view.selectRow(min(max(table, 0), len(survey.tables) - 1))
        self.columns_view.selectRow(min(max(column, 0), self.columns.rowCount() - 1))
        self._look()

    def words(self) -> str:
        """What is said above the tables."""
        return self._words.text()

    def read_again(self) -> ProgressDialog:
        """Read the file with what was said of its columns."""
        job = RunningJob(surveyed, self.path, dict(self.wanted), limits=Limits(self.path.name))
        return follow(self, "Reading the file again", job, self.show_survey)

    def _lay_out(self, go: str) -> None:
        self.tabs = QTabWidget()
        self.tabs.addTab(self._tables_page(), "")
        self.doubts_view = lines_view(self.doubts, "Doubts", DOUBT_WIDTHS)
        self.left_out_view = lines_view(self.left_out, "What is left out", LEFT_OUT_WIDTHS)
        for view in (self.doubts_view, self.left_out_view):
            self.tabs.addTab(view, "")
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self.rows)
        layout.addWidget(self._buttons(go))
        resize(self, *SIZE)

    def _tables_page(self) -> QWidget:
        self.tables_view = lines_view(self.tables, "Tables in the file", TABLE_WIDTHS)
        self.columns_view = lines_view(self.columns, "Columns of the table", COLUMN_WIDTHS)
        self.choice = ColumnChoice()
        self.choice.chosen.connect(self._choose)
        self.tables_view.selectionModel().currentRowChanged.connect(lambda *_: self._show_table())
        self.columns_view.selectionModel().currentRowChanged.connect(lambda *_: self._show_column())
        self._lead_on(self.tables_view, self.columns_view.setFocus)
        self._lead_on(self.columns_view, self.choice.roles.setFocus)
        self.picture = WherePicture()
        where = QWidget()
        beside = QHBoxLayout(where)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.tables_view, 1)
        beside.addWidget(self.picture)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part, share in ((where, 1), (self.columns_view, 2)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.indexOf(part), share)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(parts, 1)
        layout.addWidget(self.choice)
        return page

    def _lead_on(self, view: QTableView, on: Callable[[], object]) -> None:
        """Let Enter, F2 and a double click on a line lead on, and not press the dialog's button."""
        view.doubleClicked.connect(lambda _: on())
        for key in ("Return", "Enter", "F2"):
            shortcut = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda: on())

    def _buttons(self, go: str) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.go: QPushButton = buttons.addButton(go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.again: QPushButton = buttons.addButton("&Read again", QDialogButtonBox.ButtonRole.ActionRole)
        self.again.setAccessibleDescription("Reads the file with what you said of its columns.")
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.again.clicked.connect(lambda: self.read_again())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _column_line(self, column: SurveyedColumn) -> Sequence[str]:
        was, wanted = self.corrections.get(column.key), self.wanted.get(column.key)
        return column_line(column, None if was == wanted else AS_FOUND if wanted is None else wanted)

    def _show_table(self) -> None:
        table = current(self.tables_view, self.tables)
        self.columns.show(table.columns if table else ())
        self.columns_view.setAccessibleDescription(table.where if table else "")
        self.picture.show_table(self.survey, table)
        self.tables_view.setAccessibleDescription(self.picture.words())
        self.columns_view.selectRow(0)
        self._show_column()

    def _show_column(self) -> None:
        table, column = current(self.tables_view, self.tables), current(self.columns_view, self.columns)
        key = column.key if column else ""
        kind = table.kind if table else Kind.unknown
        self.choice.show_column(column, kind, self.corrections.get(key), self.wanted.get(key))

    def _choose(self, role: str) -> None:
        column = current(self.columns_view, self.columns)
        if column is None:
            return
        if role == AS_FOUND:
            self.wanted.pop(column.key, None)
        else:
            self.wanted[column.key] = role
        self.columns.refresh()
        self._look()

    def _look(self) -> None:
        is_read = self.wanted == self.corrections
        self._words.setText(summary(self.survey) if is_read else READ_AGAIN_FIRST)
        self.go.setEnabled(is_read and holds_anything(self.survey))
        self.again.setEnabled(not is_read)
        (self.go if is_read else self.again).setDefault(True)
