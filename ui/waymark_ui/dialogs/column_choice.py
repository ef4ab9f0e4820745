"""A field in which a person says what a column of somebody's workbook is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from waymark.exchange.reading.found import Kind
from waymark.exchange.reading.survey import SurveyedColumn, called, roles_for
from waymark.exchange.reading.vocabulary import NO_ROLE
from waymark_ui.dialogs.found_words import AS_FOUND, WHATEVER, role_words
from waymark_ui.dialogs.messages import note_label, widen

WIDTH = 36
"""In characters."""
NO_HEADER = "This column has no header to be known by. Give it one in Excel or Word, save, and read the file again."
EVERY = "This holds for every column with this header, in each table of the file."


class ColumnChoice(QWidget):
    """What the column is taken for, to be chosen anew; `chosen` tells a role, blank to leave it out, or AS_FOUND."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.roles = QComboBox()
        self.roles.setAccessibleName("What the column is taken for")
        self.roles.activated.connect(lambda _: self.chosen.emit(self.roles.currentData()))
        widen(self.roles, WIDTH)
        self._label = QLabel("The column is ta&ken for:")
        self._label.setBuddy(self.roles)
        self._note = note_label(self)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.roles)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self._note)

    def told(self) -> str:
        """What is said of the column beneath the field."""
        return self._note.text()

    def show_column(self, column: SurveyedColumn | None, kind: Kind, was: str | None, wanted: str | None) -> None:
        """Show a column, or none: what had been said of it when the file was read, and what is wanted of it now."""
        self.roles.clear()
        self.setEnabled(column is not None and bool(column.key))
        if column is None:
            self._note.setText("Select a column to see what it is taken for.")
            return
        self.roles.addItem(f"{role_words(column)} (as found)" if was is None else WHATEVER, AS_FOUND)
        self.roles.addItem(called(NO_ROLE), NO_ROLE)
        for roles in roles_for(kind):
            self.roles.insertSeparator(self.roles.count())
            for role in roles:
                self.roles.addItem(called(role), role)
        self.roles.setCurrentIndex(self.roles.findData(AS_FOUND if wanted is None else wanted))
        self._note.setText(EVERY if column.key else NO_HEADER)
        self.roles.setAccessibleDescription(f"Column {column.letters}, “{column.header}”. {self._note.text()}")
