"""A stand-in for the programs that open files."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot


class Opener(QObject):
    """Stands in for the programs that open files."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())
