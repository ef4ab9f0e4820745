"""Which findings are to be listed: boxes to choose from, one to type into, and a tick for the accepted ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from waymark.preferences import Preferences
from waymark.services.checks.finding import Family, Severity
from waymark_ui.checks.model import Line, Wanted

ANY = {"severity": "All severities", "family": "All families", "heading": "All themes"}
"""The choices, each by its name in the preferences, with what is chosen to begin with."""
MEANS = {"severity": "Severity", "family": "Family", "heading": "Theme or section"}
WIDTH = 9
"""The least width of a box, in characters."""


class Filters(QWidget):
    """The boxes, in as many rows as they need. What is chosen is remembered; `changed` says that something else is."""

    changed = Signal()

    def __init__(self, preferences: Preferences, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._name = name
        self.boxes = {choice: QComboBox() for choice in ANY}
        self.text = QLineEdit(clearButtonEnabled=True, placeholderText="Find in findings")
        self.accepted = QCheckBox("Show accepted")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 4, 4, 4)
        self._set_up()
        self.offer(())

    def wanted(self) -> Wanted:
        """What is to be listed."""
        chosen = {choice: str(box.currentData() or "") for choice, box in self.boxes.items()}
        return Wanted(**chosen, text=self.text.text().strip(), accepted=self.accepted.isChecked())

    def offer(self, lines: Sequence[Line]) -> None:
        """Offer the families, themes and sections in which there is something; what was chosen stays so."""
        checks = {line.finding.check.family.value for line in lines}
        headings = dict.fromkeys(sorted({line.heading for line in lines if line.heading}, key=str.casefold))
        self._fill("severity", [(f"{each.value.capitalize()}s", each.value) for each in Severity])
        self._fill("family", [(each.value, each.value) for each in Family if each.value in checks])
        self._fill("heading", [(each, each) for each in headings])

    def clear(self) -> None:
        """List every open finding again."""
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.text.clear()

    def go_to_text(self) -> None:
        """Go to the box that is typed into, with what stands in it selected."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _set_up(self) -> None:
        for choice, box in self.boxes.items():
            box.setAccessibleName(MEANS[choice])
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(WIDTH)
            box.currentIndexChanged.connect(lambda _, choice=choice: self._choose(choice))
        self.text.setAccessibleName("Find in findings")
        self.text.setAccessibleDescription("Only findings of which a column contains these letters are listed.")
        self.text.textChanged.connect(self.changed)
        self.accepted.setToolTip("List also what somebody has accepted, with the reason")
        self.accepted.toggled.connect(self.changed)
        self._arrange()

    def _arrange(self) -> None:
        """As many in a row as there is room for."""
        parts = (*self.boxes.values(), self.text, self.accepted)
        widest = max(part.minimumSizeHint().width() for part in parts) + self._grid.horizontalSpacing()
        across = max(1, min(len(parts), self.width() // widest))
        for place, part in enumerate(parts):
            self._grid.addWidget(part, *divmod(place, across))

    def _fill(self, choice: str, options: Sequence[tuple[str, str]]) -> None:
        box, kept = self.boxes[choice], self._preferences.get(self._key(choice))
        wanted = [(ANY[choice], ""), *options]
        if isinstance(kept, str) and kept not in [value for _, value in wanted]:
            wanted.append((kept, kept))
        if wanted != [(box.itemText(number), box.itemData(number)) for number in range(box.count())]:
            with QSignalBlocker(box):
                box.clear()
                for words, value in wanted:
                    box.addItem(words, value)
                box.setCurrentIndex(max(box.findData(kept or ""), 0))

    def _choose(self, choice: str) -> None:
        self._preferences.put(self._key(choice), str(self.boxes[choice].currentData() or ""))
        self.changed.emit()

    def _key(self, choice: str) -> str:
        return f"checks/{self._name}/{choice}"
