"""A new plan out of a workbook or Word document: what was made of it, what was left out, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from waymark_start import plans

if TYPE_CHECKING:
    from waymark.exchange.reading.content import Taken

SUFFIXES = frozenset(
    {
        *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"),
        *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf", ".pdf"),
    }
)
"""Files that are read as Excel's or Word's, or refused as such in a sentence; any other is taken for a dump."""
WIDTH = 15
"""The width of an address; those of tables in documents are longer, and stand out."""
COUNTED = {
    "actions": ("action", "actions"),
    "kpis": ("KPI", "KPIs"),
    "readings": ("reading", "readings"),
    "recommendations": ("recommendation", "recommendations"),
    "log_entries": ("log entry", "log entries"),
    "updates": ("update", "updates"),
    "commentary": ("commentary", "commentaries"),
}


def is_office_file(path: Path) -> bool:
    """Whether a file is to be read as a workbook or document."""
    return path.suffix.casefold() in SUFFIXES


def begin(plan: Path, source: Path) -> str:
    """Make a plan of a file; what was done, in words. Raises Refused where there is no plan in it."""
    from waymark.exchange.beginnings import found_plan
    from waymark.jobs.limits import Limits
    from waymark.jobs.reading import understood
    from waymark.jobs.running import RunningJob

    taken = RunningJob(understood, source, {}, limits=Limits(source.name)).result()
    plans.begin(plan, f"From {source.name}", found_plan(taken, source), f"new --from {source.name}")
    return "\n".join(_told(plan, taken))


def _told(plan: Path, taken: Taken) -> Iterator[str]:
    counts = ((len(taken.content.get(name, ())), words) for name, words in COUNTED.items())
    made = [f"{count} {one if count == 1 else many}" for count, (one, many) in counts if count]
    yield f"Made the plan {plan} with {', '.join(made)}."
    yield from (f"  left out  {each.where:<{WIDTH}} {each.what}" for each in taken.left_out)
    yield from (
        f"  check     {each.where:<{WIDTH}} {f'{each.about}: ' if each.about else ''}{each.say}"
        for each in taken.doubts
    )
