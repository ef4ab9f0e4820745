"""The command line as a test gives its commands, and trackers as officers fill them in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from openpyxl import load_workbook

Run = Callable[..., Result]


def dump_of(run: Run, plan: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(run("dump", plan).output)
    return content


def returned(run: Run, plan: Path, name: str, *cells: tuple[str, str, str, str]) -> Path:
    """A tracker sent out and filled in: sheet, ref, how the header begins, what is typed."""
    path = plan.with_name(name)
    run("tracker", plan, path)
    book = load_workbook(path)
    for sheet, ref, header, typed in cells:
        page = book[sheet]
        titles = [str(cell.value) for cell in page[1]]
        column = next(number for number, title in enumerate(titles) if title.startswith(header))
        row = next(cells for cells in page.iter_rows(min_row=2) if cells[titles.index("Ref")].value == ref)
        row[column].value = typed
    book.save(path)
    return path
