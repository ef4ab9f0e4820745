"""The history, told on a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from waymark.domain.changes import as_json
from waymark.ports import LogRow


def history(rows: Sequence[LogRow]) -> str:
    """A line a step, oldest first."""
    numbers = {row.changeset.header.id: row.position.sequence for row in rows}
    return "\n".join(_line(row, numbers) for row in rows) or "Nothing has happened yet."


def history_as_json(rows: Sequence[LogRow]) -> str:
    """Every step with its header, position and changes."""
    steps = [
        {
            **asdict(row.changeset.header),
            "sequence": row.position.sequence,
            "hash": row.position.hash,
            "changes": [as_json(change) for change in row.changeset.changes],
        }
        for row in rows
    ]
    return json.dumps(steps, ensure_ascii=False, indent=1)


def _line(row: LogRow, numbers: Mapping[str, int]) -> str:
    header, count = row.changeset.header, len(row.changeset.changes)
    what = f"{header.label}, {count} row{'' if count == 1 else 's'}"
    back = f" (takes step {numbers[header.undoes]} back)" if header.undoes else ""
    return f"{row.position.sequence:>4}  {header.at}  {header.author}: {what}{back}  [{header.origin}]"
