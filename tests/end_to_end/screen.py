"""A screen and a keyboard for the real program where there is nobody to look and type: Xvfb and xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("Xvfb", "xdotool")
SIZE = "1366x768x24"
"""A common council laptop's."""

TRIES = 20

HOLD_THE_CLIPBOARD = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.clipboard().setText(sys.argv[1])
print("held", flush=True)
application.exec()
"""


def missing() -> list[str]:
    """The programs without which there is no screen."""
    return [program for program in NEEDED if shutil.which(program) is None]


@contextmanager
def screen(home: Path) -> Iterator[Screen]:
    """A screen that nobody sees, until the end of the block, for a person at home in a folder."""
    home.mkdir(mode=0o700)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-dpi", "96"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with open(reading, encoding="ascii") as told:
            number = told.readline().strip()
        try:
            yield Screen(f":{number}", home)
        finally:
            server.terminate()


class Screen:
    """A screen with a keyboard. There is no window manager, so a window is given the keyboard by its title."""

    def __init__(self, display: str, home: Path) -> None:
        """A screen for a person whose settings and documents are in `home`."""
        own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "settings"), "XDG_RUNTIME_DIR": str(home)}
        drawn = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        self.environment: Mapping[str, str] = os.environ | own | drawn

    def turn_to(self, title: str) -> None:
        """Give the keyboard to the window of that title (a regular expression), once it is shown."""
        words = ["search", "--sync", "--onlyvisible", "--name", title, "windowfocus", "--sync"]
        for _ in range(TRIES):
            try:
                return self._do(*words)
            except subprocess.CalledProcessError:
                # A window may be found a moment before it can take the keyboard.
                continue
        raise AssertionError(f"No window “{title}” took the keyboard.")

    def shows(self, title: str) -> bool:
        """Whether there is a window of that title."""
        words = ["xdotool", "search", "--onlyvisible", "--name", title]
        return subprocess.run(words, env=self.environment, capture_output=True).returncode == 0

    def press(self, *keys: str) -> None:
        """Press keys, such as `ctrl+z` or `Down`, one after the other."""
        self._do("key", "--clearmodifiers", "--delay", "20", *keys)

    def write(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--clearmodifiers", "--delay", "20", text)

    @contextmanager
    def copied_elsewhere(self, text: str) -> Iterator[None]:
        """Have another program hold a text in the clipboard."""
        command = [sys.executable, "-c", HOLD_THE_CLIPBOARD, text]
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            yield
            other.terminate()

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=60, capture_output=True)
