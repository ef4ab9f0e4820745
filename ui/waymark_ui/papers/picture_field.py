"""A picture of a paper: shown small, with its alternative text to be changed and its file to be replaced."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from waymark.domain.errors import Refused
from waymark.domain.rows import Picture
from waymark.domain.text import quoted
from waymark.exchange.pictures import image_in
from waymark.services.passages import described
from waymark_ui.details.short import line_field
from waymark_ui.papers.words import ORIGIN
from waymark_ui.session import Session

HEIGHT = 8
"""How high a picture is shown, in lines of text."""
MOST_WIDER = 3
"""How many times as wide as that at most."""
DAMAGED = "This picture is damaged and cannot be shown. Replace its file."


class PictureField(QWidget):
    """A thumbnail, the alternative text, and a button. `replacing` asks for another file."""

    replacing = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._picture: Picture | None = None
        self.thumbnail = QLabel(wordWrap=True)
        self.alternative = line_field("Alternative text", tuple)
        self.alternative.entered.connect(self._enter)
        self.replace = QPushButton("Replace its file…")
        self.replace.setAutoDefault(False)
        self.replace.clicked.connect(self.replacing)
        self._lay_out()

    def show_picture(self, picture: Picture, *, editable: bool) -> None:
        """Show a picture."""
        if self._picture is None or picture.content != self._picture.content:
            self._show_thumbnail(picture)
        self._picture = picture
        self.thumbnail.setAccessibleName(f"Picture {picture.name}")
        self.thumbnail.setAccessibleDescription(picture.alternative)
        self.thumbnail.setToolTip(picture.name)
        if not self.alternative.is_changed():
            self.alternative.show_text(picture.alternative, editable=editable)
        self.replace.setVisible(editable)

    def finish(self) -> None:
        """Have what is being typed become a change."""
        self.alternative.finish()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        label = QLabel("Alternative text: what it says to somebody who cannot see it", wordWrap=True)
        label.setBuddy(self.alternative)
        form.addRow(label, self.alternative)
        beside = QVBoxLayout()
        beside.addLayout(form)
        beside.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(beside, 1)

    def _show_thumbnail(self, picture: Picture) -> None:
        high = self.fontMetrics().lineSpacing() * HEIGHT
        image = thumbnail(picture, QSize(high * MOST_WIDER, high) * self.devicePixelRatioF())
        if image.isNull():
            self.thumbnail.setText(DAMAGED)
            return
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.thumbnail.setPixmap(QPixmap.fromImage(image))

    def _enter(self, typed: str) -> None:
        if self._picture is None:
            return
        picture = self._session.plan.pictures[self._picture.id]
        try:
            changes = described(self._session.plan, picture, typed)
        except Refused as refusal:
            self.alternative.show_refused(typed, str(refusal))
            return
        if self._session.make(f"Change alternative text of picture {quoted(picture.name)}", changes, ORIGIN):
            after = self._session.plan.pictures[picture.id]
            self.alternative.show_text(after.alternative, editable=True)


def thumbnail(picture: Picture, room: QSize) -> QImage:
    """A picture no larger than that, in pixels; a null one where it is damaged."""
    sound = image_in(picture)
    if sound is None:
        return QImage()
    content = QBuffer()
    content.setData(QByteArray(sound.content))
    content.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(content)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
