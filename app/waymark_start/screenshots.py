"""Every page drawn into a folder, in light and in dark, on no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from waymark.domain.errors import Refused
from waymark.domain.text import quoted
from waymark.preferences import Preferences
from waymark_start.window import application, main_window

if TYPE_CHECKING:
    from waymark_ui.main_window import MainWindow

Say = Callable[[str], object]

WIDTH, HEIGHT = 1366, 768
SETTLING_MS = 150
"""For how long a page may go on arranging itself before it is drawn."""


def draw(plan: Path, folder: Path, say: Say) -> None:
    """Draw the pages of a plan, 1366 by 768. Raises Refused where it cannot be read or a picture not be written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as settings:
        window = main_window(Preferences(Path(settings) / "preferences.json"))
        window.resize(WIDTH, HEIGHT)
        window.read(plan)
        if window.workspace is None:
            raise Refused(window.messages.shown()[0].sentence)
        window.show()
        drawing = _Drawing(window, folder)
        drawing.go_on()
        app.exec()
        window.close()
    if drawing.failed:
        raise Refused(f"The picture {quoted(drawing.failed)} could not be written. Look whether there is room.")
    say(f"Drew {drawing.count} pictures into {folder}.")


def draw_apart(plan: Path, folder: Path) -> bool:
    """As `draw`, in a process of its own, so that it may fail where Qt does not work; gives whether it was done."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "waymark_start"]
    done = subprocess.run([*program, "screenshots", str(plan), str(folder)], capture_output=True, check=False)
    return done.returncode == 0


class _Drawing:
    """Draws one page after the other, letting each arrange itself in between."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._pages = self._shown()
        self.count = 0
        self.failed = ""

    def go_on(self) -> None:
        """Show the next page and draw it a moment later; after the last, leave Qt's event loop."""
        from PySide6.QtCore import QCoreApplication, QTimer

        name = next(self._pages, None)
        if name is None or self.failed:
            QCoreApplication.quit()
        else:
            QTimer.singleShot(SETTLING_MS, self._window, lambda: self._draw(name))

    def _shown(self) -> Iterator[str]:
        from waymark_ui import theme

        if (workspace := self._window.workspace) is None:
            return
        for scheme in theme.schemes():
            theme.show_in(scheme)
            for page in workspace.page_names():
                workspace.show_page(page)
                yield f"{page} {scheme}.png"

    def _draw(self, name: str) -> None:
        from PySide6.QtCore import QTimer

        if not self._is_read():
            QTimer.singleShot(SETTLING_MS, self._window, lambda: self._draw(name))
            return
        if self._window.grab().save(str(self._folder / name)):
            self.count += 1
        else:
            self.failed = name
        self.go_on()

    def _is_read(self) -> bool:
        """Whether the checks have read the plan: pages show what they found."""
        workspace = self._window.workspace
        return workspace is not None and workspace.standing is not None and workspace.standing.is_ready
