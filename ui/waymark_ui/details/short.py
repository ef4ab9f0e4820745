"""Short fields: a line with the reason beneath where what was typed is refused, and what may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from waymark_ui import theme

Offer = Callable[[], Sequence[str]]
APART = "; "
"""What stands between the several names in one line."""


class ShortField(QWidget):
    """A field's line. `entered` carries what was typed, once Enter is pressed or the focus leaves."""

    entered = Signal(str)

    def __init__(self, title: str, edit: QLineEdit, widget: QWidget | None = None) -> None:
        super().__init__()
        self.edit = edit
        self._widget = widget or edit
        self._shown = ""
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._reason.hide()
        self.set_title(title)
        self.setFocusProxy(self._widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._widget)
        layout.addWidget(self._reason)
        edit.editingFinished.connect(self.finish)

    @property
    def reason(self) -> str:
        """Why the line was refused; blank where it was not."""
        return self._reason.text()

    def set_title(self, title: str) -> None:
        """Give it another title."""
        self._widget.setAccessibleName(title)

    def show_text(self, text: str, *, editable: bool) -> None:
        """Show a text, in place of what stands there."""
        self._shown = text
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.edit.setToolTip(text)
        self.edit.setReadOnly(not editable)
        if isinstance(self._widget, QComboBox):
            self._widget.setEnabled(editable)
        self._say("")

    def show_refused(self, text: str, reason: str) -> None:
        """Show what was typed and not taken, and why."""
        self.edit.setText(text)
        self._say(reason)

    def is_changed(self) -> bool:
        """Whether something was typed that is not what was shown."""
        return self.edit.text() != self._shown

    def finish(self) -> None:
        """Hand over what was typed, if it is something else."""
        if self.is_changed() and not self.edit.isReadOnly():
            self.entered.emit(self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.edit.setText(self._shown)
            self._say("")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        """Have the reason stand there whole: a form lays out what appears in it by its first guess at the lines."""
        self._reason.setMinimumHeight(self._reason.heightForWidth(self.width()) if self.reason else 0)

    def _say(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._give_room()
        self._reason.setStyleSheet(f"color: {theme.colours().bad.name()}")
        self._widget.setAccessibleDescription(reason)


class Choices(QComboBox):
    """A line with texts to choose from, asked for when they are wanted. The mouse wheel scrolls past it."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self._offer = offer
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _fill(self) -> None:
        offered, text = [*self._offer()], self.currentText()
        if offered != [self.itemText(place) for place in range(self.count())]:
            self.blockSignals(True)
            self.clear()
            self.addItems(offered)
            self.setCurrentIndex(self.findText(text))
            self.setEditText(text)
            self.blockSignals(False)


class SeveralCompleter(QCompleter):
    """Completes the last of several names in a line."""

    def __init__(self, edit: QLineEdit, offer: Offer) -> None:
        self._names = QStringListModel()
        super().__init__(self._names, edit)
        self._offer = offer
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        self._names.setStringList([*self._offer()])
        return [_last(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        widget = self.widget()
        before = widget.text() if isinstance(widget, QLineEdit) else ""
        return before[: len(before) - len(_last(before))] + str(index.data())


def _last(line: str) -> str:
    return line[line.rfind(";") + 1 :].lstrip()


def line_field(title: str, offer: Offer) -> ShortField:
    """A plain line."""
    return ShortField(title, QLineEdit())


def choice_field(title: str, offer: Offer) -> ShortField:
    """A line with texts to choose from."""
    box, edit = Choices(offer), QLineEdit()
    box.setLineEdit(edit)
    field = ShortField(title, edit, box)
    box.activated.connect(field.finish)
    return field


def several_field(title: str, offer: Offer) -> ShortField:
    """A line of several names, each completed as it is typed."""
    edit = QLineEdit()
    edit.setCompleter(SeveralCompleter(edit, offer))
    return ShortField(title, edit)
