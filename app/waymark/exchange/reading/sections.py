"""Under which section each table stands, and which of the section's tables it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from waymark.exchange.reading.found import Kind, Table
from waymark.exchange.reading.vocabulary import fingerprint, is_general

_OF_DOCUMENTS = frozenset(
    {
        "plan",
        "tracker",
        "log",
        "register",
        "scorecard",
        "report",
        "dashboard",
        "programme",
        "workbook",
        "council",
        "board",
        "data",
        "tool",
    }
)
"""A title with one of these words names the document where nothing else tells its tables apart."""


def with_sections(tables: Sequence[Table]) -> list[Table]:
    """The tables with their sections: the nearest title, else the sheet's name where several sheets hold the same kind.

    A table without a title of its own goes on with the one above it on its sheet.
    """
    sheets: defaultdict[Kind, set[str]] = defaultdict(set)
    titled: defaultdict[Kind, set[str]] = defaultdict(set)
    for table in tables:
        if not table.why_not:
            sheets[table.kind].add(table.grid)
            titled[table.kind].update(table.titles[-1:])
    found: list[Table] = []
    blocks: Counter[tuple[Kind, str]] = Counter()
    for table in tables:
        before = found[-1] if found and found[-1].grid == table.grid else None
        goes_on = (
            before is not None
            and not table.titles
            and before.kind is table.kind
            and before.region[1] == table.region[1]
        )
        section = (
            before.section if before and goes_on else _section(table, len(sheets[table.kind]), len(titled[table.kind]))
        )
        if not table.why_not and not (goes_on and _same_header(before, table)):
            blocks[table.kind, section] += 1
        found.append(replace(table, section=section, block=max(blocks[table.kind, section], 1)))
    return found


def _section(table: Table, sheets: int, titled: int) -> str:
    title = table.titles[-1] if table.titles else ""
    is_document = titled < 2 and (names_a_document(title) or any(line.section for line in table.lines))
    if title and not is_general(title) and not is_document:
        return title
    return table.grid if sheets > 1 and not is_general(table.grid) else ""


def names_a_document(title: str) -> bool:
    """Whether a title is that of a whole document, where nothing else tells its tables apart."""
    return not _OF_DOCUMENTS.isdisjoint(fingerprint(title).split())


def _same_header(before: Table | None, table: Table) -> bool:
    return before is not None and [c.header for c in before.columns] == [c.header for c in table.columns]
