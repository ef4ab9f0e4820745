"""A screen, a keyboard and a clipboard for the real program where there is nobody to look and type.

Xvfb and xdotool are what they are made of.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

NEEDED = ("Xvfb", "xdotool")
SIZE = "1366x768x24"
"""A common council laptop's."""
STEADY = ("-noreset", "-r")
"""Programs that are arriving stay when another leaves, and a key that a busy machine holds down does not repeat."""
PATIENCE, TURN = 180, 0.05
"""For how many seconds something is waited for that will never come, and how often it is looked for."""

NOTHING_COPIED = "nothing is copied yet"
CLIPBOARD = """
import json, sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
clipboard = application.clipboard()
def answer():
    asked = sys.stdin.readline()
    if not asked:
        return application.quit()
    if (text := json.loads(asked)) is not None:
        clipboard.setText(text)
    print(json.dumps(clipboard.text()), flush=True)
notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
notifier.activated.connect(answer)
application.exec()
"""
"""Another program, which puts a text that it is told on the clipboard, and says what is there."""


def missing() -> list[str]:
    """The programs without which there is no screen."""
    return [program for program in NEEDED if shutil.which(program) is None]


def until(so: Callable[[], T], otherwise: str) -> T:
    """Wait until something is so; on any machine it is so sooner than a hopeless wait is ended with those words."""
    end = time.monotonic() + PATIENCE
    while not (is_so := so()):
        assert time.monotonic() < end, otherwise
        time.sleep(TURN)
    return is_so


@contextmanager
def screen(home: Path) -> Iterator[Screen]:
    """A screen that nobody sees, until the end of the block, for a person at home in a folder."""
    home.mkdir(mode=0o700)
    own = {name: str(home) for name in ("HOME", "XDG_RUNTIME_DIR", "TMPDIR")} | {
        "XDG_CONFIG_HOME": str(home / "settings")
    }
    with _server() as display:
        drawn = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        environment = os.environ | own | drawn
        with _clipboard(environment) as clipboard:
            yield Screen(environment, clipboard)


class Clipboard:
    """The screen's clipboard, as another program sees it."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program

    def hold(self, text: str) -> None:
        """Copy a text elsewhere."""
        self._ask(text)

    def text(self) -> str:
        """What would be pasted."""
        return self._ask(None)

    def _ask(self, text: str | None) -> str:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(f"{json.dumps(text)}\n")
        self._program.stdin.flush()
        return str(json.loads(self._program.stdout.readline()))


class Screen:
    """A screen with a keyboard. There is no window manager, so a window is given the keyboard by its title."""

    def __init__(self, environment: Mapping[str, str], clipboard: Clipboard) -> None:
        self.environment = environment
        self.clipboard = clipboard

    def turn_to(self, title: str) -> str:
        """Give the keyboard to the window of that title (a regular expression), once it is shown; gives its number."""
        return until(lambda: self._given_keyboard(title), f"No window “{title}” took the keyboard.")

    def until_gone(self, window: str) -> None:
        """Wait until a window, by its number, is no longer shown."""
        until(lambda: window not in self._windows("."), "The window stayed.")

    def press(self, *keys: str) -> None:
        """Press keys, such as `ctrl+z` or `Down`, one after the other."""
        self._do("key", *keys).check_returncode()

    def write(self, text: str) -> None:
        """Type a text."""
        self._do("type", text).check_returncode()

    def copied(self, window: str) -> str:
        """What a window, by its number, copies where its cursor is. All that was pressed before is done by then.

        Something else where the keyboard was taken away from it meanwhile: then keys may have been lost.
        """
        self.clipboard.hold(NOTHING_COPIED)
        self.press("ctrl+c")
        until(lambda: self.clipboard.text() != NOTHING_COPIED or not self._has_keyboard(window), "Nothing was copied.")
        return self.clipboard.text()

    def _given_keyboard(self, title: str) -> str:
        """The window of that title that has the keyboard; where none has, one is given it, which it may refuse yet."""
        windows = self._windows(title)
        having = next(filter(self._has_keyboard, windows), "")
        if windows and not having:
            self._do("windowfocus", windows[-1])
        return having

    def _has_keyboard(self, window: str) -> bool:
        return self._do("getwindowfocus").stdout.strip() == window

    def _windows(self, title: str) -> list[str]:
        """The numbers of the windows of that title that are shown."""
        while True:
            found = self._do("search", "--onlyvisible", "--name", title)
            # A window that goes while it is looked at ends the search.
            if "X Error" not in found.stderr:
                return found.stdout.split()

    def _do(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = ["xdotool", *words]
        return subprocess.run(command, env=self.environment, timeout=PATIENCE, capture_output=True, text=True)


@contextmanager
def _server() -> Iterator[str]:
    """A display, by its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-dpi", "96", *STEADY]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with open(reading, encoding="ascii") as told:
            number = told.readline().strip()
        try:
            assert number, "Xvfb has no display to offer."
            yield f":{number}"
        finally:
            server.terminate()


@contextmanager
def _clipboard(environment: Mapping[str, str]) -> Iterator[Clipboard]:
    command, pipe = [sys.executable, "-c", CLIPBOARD], subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as program:
        yield Clipboard(program)
