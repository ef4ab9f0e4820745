"""Looking through a backup as a job: its whole history is replayed, which takes a while."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from waymark.jobs.running import JobControl


def verified(verify: Callable[[Path], Sequence[str]], backup: Path, control: JobControl) -> Sequence[str]:
    """What is wrong with a backup, a sentence each. `verify` is `PlanFiles.verify_backup`."""
    control.say(0.1, f"Looking through {backup.name}")
    return verify(backup)
