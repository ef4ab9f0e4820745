"""The window, put together and started."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from waymark.domain.errors import Refused
from waymark.preferences import Preferences, preferences_path
from waymark_start import plans
from waymark_start.files import Files

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from waymark_ui.main_window import MainWindow

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What is set, in Unix, where there is a screen to show a window on."""


def run(path: Path | None) -> int:
    """Show the window, with a plan if one is named, until it is closed; gives the exit status.

    The frame comes first, then the plan. Raises Refused where there is no screen, or Qt cannot be loaded.
    """
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in SCREENS):
        raise Refused("There is no screen here to show Waymark's window on. “waymark --help” lists what works without.")
    from waymark_ui import rubbish

    with rubbish.not_looked_for():
        app = application()
        from waymark_ui.problems import Problems

        window = main_window(Preferences(preferences_path()))
        Problems(window, window).install()
        window.begin_with(path)
    window.show()
    return app.exec()


def application() -> QApplication:
    """Qt, with the program's name and looks. Raises Refused where it cannot be loaded."""
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        raise Refused(
            f"Waymark's window cannot be shown, because Qt cannot be loaded here: {error}."
            " “waymark --help” lists what works without it."
        ) from error
    from waymark_ui import theme

    app = QApplication(sys.argv[:1])
    app.setApplicationName("waymark")
    app.setApplicationDisplayName("Waymark")
    app.setDesktopFileName("waymark")
    theme.follow_system(app)
    return app


def main_window(preferences: Preferences) -> MainWindow:
    """The window on a person's preferences."""
    from waymark_ui.main_window import NAME, MainWindow

    who = partial(_who, preferences, NAME)
    return MainWindow(Files(who, plans.now), preferences, plans.now, plans.author())


def _who(preferences: Preferences, name: str) -> str:
    """The name a person has given in the window, or else the one they are known by here."""
    return str(preferences.get(name) or plans.author())
