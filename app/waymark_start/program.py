"""What `waymark` begins with: the window at once, or the command line where a command is named."""

from __future__ import annotations

import sys
from pathlib import Path

from waymark.domain.errors import WaymarkError
from waymark_start.files import ENDING


def main() -> None:
    """Run the program, and end the process: status 0 done, 1 refused in words, 2 wrong usage.

    The window does not wait for what the command line stands on: that would be another 20 ms until its frame.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    match sys.argv[1:]:
        case []:
            _open_window(None)
        case [word] if word.endswith(ENDING):
            _open_window(Path(word))
        case _:
            from waymark_start.command import main as command_line

            command_line()


def _open_window(plan: Path | None) -> None:
    from waymark_start.window import run

    try:
        sys.exit(run(plan))
    except WaymarkError as refusal:
        sys.exit(str(refusal))
