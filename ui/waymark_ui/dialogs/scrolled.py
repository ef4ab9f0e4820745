"""Fields that can be scrolled to: at twice the size of text they are higher than a small screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(content: QWidget) -> QScrollArea:
    """What stands there, as wide as it needs to be, to be scrolled up and down where it has no room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumWidth(content.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    area.setWidget(content)
    # What stands behind it shows through: Qt would paint a tab's page in another colour than the rest of the tab.
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area
