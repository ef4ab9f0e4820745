"""Pictures on their way into a paper: chosen, dropped or pasted, and asked what they say to who cannot see them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from waymark.domain.edits import new_id
from waymark.domain.errors import Refused
from waymark.domain.rows import Picture
from waymark.exchange.pictures import Image, image_of
from waymark.jobs.reading import picture as read_picture
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs.messages import note_label, widen
from waymark_ui.dialogs.progress import follow
from waymark_ui.papers.picture_field import thumbnail

KINDS = "Pictures (*.png *.jpg *.jpeg)"
ENDINGS = (".png", ".jpg", ".jpeg")
PASTED = "pasted picture.png"
"""What a picture is called that came without a file."""
SIZE = QSize(480, 320)
"""The room for a picture that is asked about, in pixels."""
WHAT_FOR = (
    "Say in a sentence what it shows: that is read out to somebody who cannot see it. What stands beneath it for "
    "everybody, its caption, is the passage’s text."
)
Taken = Callable[[Picture], object]


class PictureDialog(QDialog):
    """Shows a picture and asks for its alternative text, without which it is not added."""

    def __init__(self, parent: QWidget, picture: Picture, then: Taken) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add picture")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picture = picture
        self._then = then
        self.alternative = QLineEdit()
        self.alternative.setAccessibleName("Alternative text")
        self.alternative.setAccessibleDescription(WHAT_FOR)
        widen(self.alternative, 60)
        self.alternative.textChanged.connect(self._look)
        note = note_label(self)
        note.setText(WHAT_FOR)
        shown = QLabel()
        shown.setPixmap(QPixmap.fromImage(thumbnail(picture, SIZE)))
        shown.setAccessibleName(f"Picture {picture.name}")
        buttons = QDialogButtonBox()
        self.go: QPushButton = buttons.addButton("&Add it", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(shown)
        form.addRow(note)
        form.addRow("Alternative &text:", self.alternative)
        form.addRow(buttons)
        self.alternative.setFocus()
        self._look()

    def accept(self) -> None:
        """Hand the picture over with its alternative text."""
        self._then(replace(self._picture, alternative=" ".join(self.alternative.text().split())))
        super().accept()

    def _look(self) -> None:
        self.go.setEnabled(bool(self.alternative.text().strip()))


class PictureCatcher(QObject):
    """Watches widgets for pictures that are dropped on them or pasted into them.

    `dropped` carries the path of a file, `pasted` a QImage.
    """

    dropped = Signal(object)
    pasted = Signal(object)

    def watch(self, widget: QWidget) -> None:
        """Watch a widget; files are dropped on it, or on what scrolls within it."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and _picture_file(event.mimeData()):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and (path := _picture_file(event.mimeData())):
            event.acceptProposedAction()
            self.dropped.emit(path)
            return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return event.matches(QKeySequence.StandardKey.Paste) and self.paste()
        return False

    def paste(self) -> bool:
        """Take a picture from the clipboard; gives whether there is one and nothing that is text."""
        content = QApplication.clipboard().mimeData()
        if path := _picture_file(content):
            self.dropped.emit(path)
            return True
        if not content.hasImage() or content.hasText():
            return False
        self.pasted.emit(QApplication.clipboard().image())
        return True


def choose_picture(parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Ask which file is to be shown."""
    chooser = QFileDialog(parent, "Choose a picture", "", KINDS)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(lambda path: then(Path(path)))
    chooser.open()
    return chooser


def read_file(parent: QWidget, path: Path, then: Taken) -> None:
    """Read a picture's file beside the window; why it cannot be shown is told in a box."""
    job = RunningJob(read_picture, path)
    follow(parent, "Read the picture", job, lambda image: then(_picture(image, path.name)))


def taken_from(image: QImage) -> Picture:
    """A picture of the clipboard as a file. Raises Refused where it is too large."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise Refused("The picture on the clipboard cannot be read. Nothing was changed; save it as a file first.")
    return _picture(image_of(bytes(buffer.data().data()), PASTED), PASTED)


def _picture(image: Image, name: str) -> Picture:
    content = b64encode(image.content).decode("ascii")
    return Picture(id=new_id(), name=name, media_type=image.media_type, content=content)


def _picture_file(content: QMimeData) -> Path | None:
    """The file of a picture that is dropped or pasted, if it is one."""
    paths = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.casefold() in ENDINGS), None)
