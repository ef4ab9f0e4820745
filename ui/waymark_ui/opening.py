"""Which plan to open: a file asked for, and those that were open lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from waymark.preferences import Preferences

PLANS = "Waymark plans (*.waymark)"
ENDING = ".waymark"
RECENT, MOST_RECENT = "recent", 9
FOLDER = "folder/plans"


def recent_plans(preferences: Preferences) -> list[Path]:
    """The plans that were open lately, the last one first."""
    kept = preferences.get(RECENT, [])
    return [Path(path) for path in kept if isinstance(path, str)] if isinstance(kept, list) else []


def remember_plan(preferences: Preferences, path: Path) -> None:
    """Put a plan at the head of those that were open lately."""
    others = [each for each in recent_plans(preferences) if each != path]
    preferences.put(RECENT, [str(each) for each in [path, *others][:MOST_RECENT]])
    preferences.put(FOLDER, str(path.parent))


def plans_folder(preferences: Preferences) -> Path:
    """Where a plan was last opened, or else where documents are kept."""
    kept = Path(str(preferences.get(FOLDER, "")))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return kept if kept.is_absolute() and kept.is_dir() else Path(documents)


def ask_for_file(window: QWidget, title: str, folder: Path, kinds: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask which file to open."""
    dialog = _dialog(window, title, folder, kinds, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_for_place(window: QWidget, title: str, suggested: Path, then: Callable[[Path], object]) -> QFileDialog:
    """Ask where a new plan is to be; what is there already is refused later, in words, and never replaced."""
    dialog = _dialog(window, title, suggested.parent, PLANS, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(ENDING.removeprefix("."))
    dialog.selectFile(suggested.name)
    dialog.open()
    return dialog


def _dialog(window: QWidget, title: str, folder: Path, kinds: str, then: Callable[[Path], object]) -> QFileDialog:
    dialog = QFileDialog(window, title, str(folder), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    return dialog
