"""The plan's backups: when and why they were made, whether they are sound, and putting one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from waymark.domain.errors import WaymarkError
from waymark.jobs.backups import verified
from waymark.jobs.running import RunningJob
from waymark.ports import Backup, PlanFiles
from waymark_ui.dialogs.messages import ask, resize, tell
from waymark_ui.dialogs.progress import follow
from waymark_ui.dialogs.tables import LinesModel, lines_view
from waymark_ui.session import Session

TITLE = "Backups"
COLUMNS = ("Made", "Why", "Size", "Sound?")
WIDTHS = (25, 26, 12)
SIZE = (96, 22)
"""In characters and lines."""
NOT_LOOKED_AT = "Not looked through yet"

Reopen = Callable[[Path], object]


class BackupsDialog(QDialog):
    """Lists a plan's backups. `reopen` opens the plan's file again after one was put in its place."""

    def __init__(self, parent: QWidget, files: PlanFiles, session: Session, reopen: Reopen) -> None:
        super().__init__(parent)
        self._window = parent
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._files = files
        self._session = session
        self._reopen = reopen
        self._found: dict[Path, Sequence[str]] = {}
        self.backups = LinesModel[Backup](COLUMNS, self._texts, self)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        self.view = lines_view(self.backups, "Backups, newest first", WIDTHS)
        self.view.selectionModel().currentRowChanged.connect(self._look)
        self._words = QLabel(wordWrap=True)
        buttons = QDialogButtonBox()
        self.make = self._button(buttons, "&Back up now", self._make)
        self.verify = self._button(buttons, "&Look through it", self._verify)
        self.verify.setAccessibleDescription("Reads the whole backup and says whether it is sound.")
        self.restore = self._button(buttons, "&Restore…", self._ask_to_restore)
        buttons.addButton(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"Backups of “{self._session.path.name}”, newest first:"))
        layout.addWidget(self.view, 1)
        layout.addWidget(self._words)
        layout.addWidget(buttons)
        resize(self, *SIZE)

    def _button(self, buttons: QDialogButtonBox, words: str, do: Callable[[], object]) -> QPushButton:
        button: QPushButton = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _texts(self, backup: Backup) -> Sequence[str]:
        size = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom).formattedDataSize(
            backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat
        )
        faults = self._found.get(backup.path)
        sound = NOT_LOOKED_AT if faults is None else "✗ " + faults[0] if faults else "✓ Sound"
        return f"{backup.at:%d %b %Y %H:%M:%S}", backup.reason, size, sound

    def _read(self) -> None:
        line = max(self.view.currentIndex().row(), 0)
        self.backups.show(self._files.backups(self._session.path))
        self.view.selectRow(min(line, self.backups.rowCount() - 1))
        self._look()

    def _selected(self) -> Backup | None:
        index = self.view.currentIndex()
        return self.backups.thing(index.row()) if index.isValid() else None

    def _look(self, *_: object) -> None:
        backup = self._selected()
        self.verify.setEnabled(backup is not None)
        self.restore.setEnabled(backup is not None and not self._session.read_only)
        faults = self._found.get(backup.path) if backup else None
        if backup is None:
            self._words.setText("There is none yet. One is made before an import, and on closing if something changed.")
        elif self._session.read_only:
            self._words.setText("This plan is open for reading only, so no backup can be put in its place.")
        else:
            self._words.setText("\n".join(faults or [f"It is kept as “{backup.path.name}”."]))

    def _make(self) -> None:
        try:
            self._files.back_up(self._session.path, "by hand")
        except WaymarkError as refusal:
            tell(self, TITLE, str(refusal))
        self.view.selectRow(0)
        self._read()

    def _verify(self) -> None:
        backup = self._selected()
        if backup is not None:
            job = RunningJob(verified, self._files.verify_backup, backup.path)
            follow(self, "Looking through a backup", job, lambda faults: self._tell_found(backup.path, faults))

    def _tell_found(self, path: Path, faults: Sequence[str]) -> None:
        self._found[path] = faults
        self._read()

    def _ask_to_restore(self) -> None:
        backup = self._selected()
        if backup is None:
            return
        words = (
            f"Put the backup of {backup.at:%d %b %Y %H:%M:%S} in the plan's place? Undo cannot take this back. "
            "The plan as it is now, with its history, is kept first as a backup of its own, “before restoring”."
        )
        ask(self, TITLE, words, "&Restore it", lambda: self._restore(backup))

    def _restore(self, backup: Backup) -> None:
        """Close the plan, put the backup in its place, and open it again, whatever came of it."""
        path = self._session.path
        self._session.reader.close()
        try:
            kept = self._files.restore(path, backup.path)
            words = f"The plan is as it was in the backup of {backup.at:%d %b %Y %H:%M:%S}."
            words += f" What it was before is kept as “{kept.name}”." if kept else ""
        except WaymarkError as refusal:
            words = str(refusal)
        self.accept()
        self._reopen(path)
        tell(self._window, TITLE, words)


def open_backups(window: QWidget, files: PlanFiles, session: Session, reopen: Reopen) -> BackupsDialog:
    """Show the plan's backups; `reopen` is called with its path after one was put in its place."""
    dialog = BackupsDialog(window, files, session, reopen)
    dialog.open()
    return dialog
