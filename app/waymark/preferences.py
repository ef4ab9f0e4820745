"""What a person has chosen, kept for them on this computer; what belongs to a plan is in the plan."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs


def preferences_path() -> Path:
    """Where this operating system keeps a program's settings for a person."""
    return platformdirs.user_config_path("waymark", appauthor=False) / "preferences.json"


class Preferences:
    """Choices by name, written as soon as one is made.

    A file that cannot be read is set aside under another name and never overwritten; one that cannot be written leaves
    the choices standing until the program ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._choices = _read(path)

    def get(self, name: str, otherwise: Any = None) -> Any:
        """A choice, or `otherwise` where none was made."""
        return self._choices.get(name, otherwise)

    def put(self, name: str, choice: Any) -> None:
        """Remember a choice: anything that JSON can hold."""
        if self._choices.get(name) != choice:
            self._choices[name] = choice
            self._write()

    def _write(self) -> None:
        partial = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(self._choices, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(partial, self._path)
        except OSError:
            with suppress(OSError):
                partial.unlink()


def _read(path: Path) -> dict[str, Any]:
    try:
        choices = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        choices = None
    if isinstance(choices, dict):
        return choices
    try:
        os.replace(path, path.with_name(f"{path.name}.unreadable"))
    except OSError:
        return {}
    return {}
