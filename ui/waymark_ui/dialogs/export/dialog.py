"""What every export asks and tells: which period, where to, the progress, and then the file to open."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period, parse_period
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs.messages import note_label, tell
from waymark_ui.dialogs.place import PlaceField
from waymark_ui.dialogs.progress import follow
from waymark_ui.dialogs.scrolled import scrolled
from waymark_ui.session import Session

FOLDER = "folder/export"
"""The name of the preference: where things were last exported to."""
LONGEST_NAME = 80
"""Characters of what is exported in the name of its file: a post may be long."""
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class ExportDialog(QDialog):
    """Asks for the period and the place, has the file written, and offers to open it.

    A kind of export says what it is called, what else it asks for, and how it is begun and told of.
    """

    def __init__(self, parent: QWidget, session: Session, place: PlaceField) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session = session
        self.place = place
        self._written: Path | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._asking())
        self._pages.addWidget(self._telling())
        QVBoxLayout(self).addWidget(self._pages)
        self.setWindowTitle(f"Export {self.what()}")
        self.period.setText(session.period.label)

    # What a kind of export says

    @abstractmethod
    def what(self) -> str:
        """What is exported, in the middle of a sentence."""

    def in_name(self) -> str:
        """What is exported, as the file's name says it."""
        return self.what()

    @abstractmethod
    def ending(self) -> str:
        """How the file's name ends."""

    def ask_first(self, form: QFormLayout) -> None:
        """Put fields before the period."""

    def ask_more(self, form: QFormLayout) -> None:
        """Put fields between the period and the place."""

    def is_ready(self) -> bool:
        """Whether all that is asked for more has been answered."""
        return True

    @abstractmethod
    def begin(self, period: Period, target: Path) -> RunningJob:
        """Start the writing."""

    def finish(self, result: Any) -> Sequence[str]:
        """Take what came of the writing; gives what else is to be told of it."""
        return ()

    # What they have in common

    def look(self) -> None:
        """See whether everything is there that the writing needs."""
        self._go.setEnabled(self.chosen_period() is not None and not self.place.problem() and self.is_ready())

    def chosen_period(self) -> Period | None:
        """The period that is typed; None while it is none."""
        return self._read_period()[0]

    def suggest(self) -> None:
        """Suggest a name for the file, unless a person has typed one."""
        period, preferences = self.chosen_period(), self.session.preferences
        if period is not None:
            folder = Path(preferences.get(FOLDER) or self.session.path.parent)
            what = " ".join(_NOT_IN_NAMES.sub(" ", self.in_name()).split())[:LONGEST_NAME].rstrip()
            name = f"{self.session.path.stem} {what} {period.label}{self.ending()}"
            self.place.suggest((folder if folder.is_dir() else self.session.path.parent) / name)

    def _asking(self) -> QWidget:
        fields = QWidget()
        form = QFormLayout(fields)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.period = QLineEdit()
        self.period.textChanged.connect(self._look_at_period)
        self.period.setAccessibleName("Reporting period")
        self._period_note = note_label(fields)
        self.place.changed.connect(self.look)
        self.buttons = QDialogButtonBox()
        self._go: QPushButton = self.buttons.addButton("&Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)
        self.ask_first(form)
        form.addRow("Reporting &period:", self.period)
        form.addRow("", self._period_note)
        self.ask_more(form)
        form.addRow("&Write to:", self.place)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(fields), 1)
        layout.addWidget(self.buttons)
        return page

    def _telling(self) -> QWidget:
        page = QWidget()
        self._result = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox()
        self.open_file: QPushButton = buttons.addButton("&Open it", QDialogButtonBox.ButtonRole.ActionRole)
        self.open_folder: QPushButton = buttons.addButton("Open its &folder", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.open_file.clicked.connect(lambda: self._open(self._written))
        self.open_folder.clicked.connect(lambda: self._open(self._written.parent if self._written else None))
        buttons.rejected.connect(self.accept)
        layout = QVBoxLayout(page)
        layout.addWidget(scrolled(self._result), 1)
        layout.addWidget(buttons)
        return page

    def _look_at_period(self) -> None:
        _, problem = self._read_period()
        self._period_note.setText(problem)
        self.period.setAccessibleDescription(problem)
        self.suggest()
        self.look()

    def _read_period(self) -> tuple[Period | None, str]:
        try:
            return parse_period(self.period.text()).month_column, ""
        except NotUnderstood as problem:
            return None, str(problem)

    def _write(self) -> None:
        period, target = self.chosen_period(), self.place.path()
        if period is not None and target is not None:
            self.session.preferences.put(FOLDER, str(target.parent))
            job = self.begin(period, target)
            follow(self, f"Writing the {self.what()}", job, lambda result: self._tell_written(target, result))

    def _tell_written(self, path: Path, result: Any) -> None:
        self._written = path
        words = f"The {self.what()} is written: “{path.name}”.\nIt is in the folder “{path.parent}”."
        self._result.setText("\n".join((words, *self.finish(result))))
        self._pages.setCurrentIndex(1)
        self.open_file.setDefault(True)
        self.open_file.setFocus()

    def _open(self, path: Path | None) -> None:
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            tell(self, self.windowTitle(), f"No program here opens “{path.name}”. It is in the folder “{path.parent}”.")
