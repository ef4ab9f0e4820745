"""A whole new plan out of a workbook or document that somebody made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from waymark.domain.errors import WaymarkError
from waymark.exchange.dump.loading import loaded
from waymark.exchange.reading.survey import Survey
from waymark.jobs.limits import Limits
from waymark.jobs.reading import surveyed
from waymark.jobs.running import RunningJob
from waymark.ports import PlanFiles
from waymark.preferences import Preferences
from waymark_ui import opening
from waymark_ui.dialogs.found import FOLDER, KINDS, FoundDialog
from waymark_ui.dialogs.messages import tell
from waymark_ui.dialogs.progress import follow

TITLE = "New plan from Excel or Word"
Then = Callable[[Path], object]


class NewPlanDialog(FoundDialog):
    """Shows what was found, asks what the plan is to be called and where it is to be, and makes it in one step."""

    def __init__(
        self, parent: QWidget, files: PlanFiles, preferences: Preferences, path: Path, survey: Survey, then: Then
    ) -> None:
        self.title = QLineEdit()
        super().__init__(parent, path, survey, {}, "&Make the plan…")
        self.setWindowTitle(f"{TITLE}: {path.name}")
        self._files = files
        self._preferences = preferences
        self._then = then
        self.title.setAccessibleName("Title of the plan")
        self.title.setText(str(survey.taken.content.get("plan", {}).get("title") or path.stem))
        form = QFormLayout()
        form.addRow("T&itle of the plan:", self.title)
        self.rows.addLayout(form)

    def accept(self) -> None:
        """Ask where the plan is to be; the dialog stays until it is made."""
        folder = opening.plans_folder(self._preferences)
        suggested = folder / f"{self.path.stem}{opening.ENDING}"
        opening.ask_for_place(self, TITLE, suggested, self.make)

    def make(self, place: Path) -> None:
        """Make the plan there, as one step; where that cannot be, say why and stay."""
        name = self.path.name
        try:
            self._files.begin(place, f"From {name}", loaded(self._content()), f"new --from {name}")
        except WaymarkError as refusal:
            tell(self, TITLE, str(refusal))
            return
        super().accept()
        self._then(place)

    def _content(self) -> dict[str, Any]:
        """What was taken, under the title that was typed, with what a person has said of columns."""
        taken = self.survey.taken.content
        title = self.title.text().strip() or self.path.stem
        said = [{"header": key, "role": role} for key, role in self.corrections.items()]
        return taken | {"plan": taken.get("plan", {}) | {"title": title}, "column_roles": said}


def open_new_from_file(
    window: QWidget, files: PlanFiles, preferences: Preferences, then: Then, path: Path | None = None
) -> None:
    """Make a new plan of a file, and do with it what comes then; asks for the file where none is given."""

    def read(chosen: Path) -> None:
        preferences.put(FOLDER, str(chosen.parent))
        job = RunningJob(surveyed, chosen, {}, limits=Limits(chosen.name))
        follow(window, TITLE, job, lambda survey: show(chosen, survey))

    def show(chosen: Path, survey: Survey) -> None:
        NewPlanDialog(window, files, preferences, chosen, survey, then).open()

    if path is not None:
        read(path)
        return
    kept = Path(str(preferences.get(FOLDER, "")))
    folder = kept if kept.is_absolute() and kept.is_dir() else opening.plans_folder(preferences)
    opening.ask_for_file(window, TITLE, folder, KINDS, read)
