"""What happens when Waymark itself is at fault: a person learns that the plan is safe, and what to pass on."""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from waymark_ui.dialogs.problem import ProblemDialog

SAFE = "Your plan is safe: every change up to “{label}” is in its file."
UNTOUCHED = "Your plan is safe: nothing was changed."


class Host(Protocol):
    """The window over which problems are shown."""

    @property
    def last_step(self) -> str:
        """The label of the last change of the plan that is open; blank where there is none."""
        ...


class Problems:
    """Shows what nobody caught in one dialog over the window; Ctrl+C in a terminal still ends the program."""

    def __init__(self, window: QWidget, host: Host) -> None:
        self._window = window
        self._host = host
        self._shown: ProblemDialog | None = None

    def install(self) -> None:
        """Be told of whatever nobody catches."""
        sys.excepthook = self.show

    def show(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an exception, as `sys.excepthook` is given it."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        if self._shown is None:
            from waymark_ui.dialogs.problem import ProblemDialog

            label = self._host.last_step
            self._shown = ProblemDialog(self._window, SAFE.format(label=label) if label else UNTOUCHED)
            self._shown.add(_circumstances())
            # A lambda, for of a method's object the connection keeps no hold.
            self._shown.finished.connect(lambda: self._forget())
            self._shown.open()
        self._shown.add(details)

    def _forget(self) -> None:
        self._shown = None


def _circumstances() -> str:
    from importlib.metadata import version

    return f"Waymark {version('waymark')}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n"
