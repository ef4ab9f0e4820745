"""An action plan that is nested bullets and no table: a bullet an action, and beneath it `Lead: …` and `By when: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from waymark.domain.due import Precision
from waymark.exchange.reading.documents.outline import Path, is_list_item
from waymark.exchange.reading.labelled import IN_LISTS, parts_of
from waymark.exchange.reading.looks import due_said
from waymark.exchange.reading.sheet import Grid, Prose, SheetCell, Source

HEADERS: Mapping[str, str] = {
    "outcomes": "Outcomes",
    "measures": "Success measures",
    "lead": "Lead",
    "due": "Due date",
    "kpi_refs": "KPI refs",
    "review_date": "Review date",
    "update": "Update",
    "state": "Status",
    "rating": "RAG",
}
"""How the columns of a list are headed, by their roles."""
FEWEST = 0.5
"""The share of a list's actions that must say of themselves more than their text, say who leads them."""
_BEHIND = re.compile(r"(?P<text>.*\S)\s*[(\[](?P<said>[^()\[\]]*:[^()\[\]]*)[)\]]\.?", re.DOTALL)
_BETWEEN = re.compile(r"\s*[;,]\s*(?=[A-Z][\w ]{1,30}:)|\s*;\s*")
_BY = re.compile(r"(?:(?P<before>.*\S)\s*,\s*)?(?:due )?by\s+(?P<date>\S.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A bullet with what stands beneath it: an action with what its labels say, or a heading of those beneath it."""

    prose: Prose
    text: str
    said: Mapping[str, str]
    is_heading: bool = False


def with_lists_as_tables(source: Source) -> Source:
    """The document with lists of actions as tables; only what says of itself who leads it or when it is due is one."""
    path = Path()
    parts: list[Grid | Prose] = []
    for is_list, run in groupby(source.parts, key=_is_item):
        items = [*run]
        entries = [*_entries([item for item in items if isinstance(item, Prose)])] if is_list else []
        if _is_plan(entries):
            parts.append(_grid(entries, f"List of {entries[0].prose.where.lower()}", path.titles))
            continue
        for part in items:
            if isinstance(part, Prose) and part.level:
                path.enter(part)
        parts.extend(items)
    return replace(source, parts=tuple(parts))


def _is_item(part: Grid | Prose) -> bool:
    return isinstance(part, Prose) and is_list_item(part) and not part.level and not part.front


def _is_plan(entries: Sequence[_Entry]) -> bool:
    actions = [entry for entry in entries if not entry.is_heading]
    told = sum(bool(entry.said.keys() & {"lead", "due", "review_date"}) for entry in actions)
    return bool(told) and told >= FEWEST * len(actions)


def _entries(items: Sequence[Prose]) -> Iterator[_Entry]:
    """The actions of a list, and the headings over them: the deepest bullets with labels beneath them are actions."""
    place = 0
    while place < len(items):
        item = items[place]
        beneath = [*_beneath(items, place)]
        entry = _entry(item, beneath)
        is_outer = any(
            other.depth > item.depth and _entry(other, [*_beneath(beneath, at)]).said
            for at, other in enumerate(beneath)
        )
        if not entry.said and is_outer:
            yield replace(entry, text=item.text, is_heading=True)
            place += 1
            continue
        yield entry
        place += 1 + len(beneath)


def _beneath(items: Sequence[Prose], place: int) -> Iterator[Prose]:
    for other in items[place + 1 :]:
        if other.depth <= items[place].depth:
            return
        yield other


def _entry(item: Prose, beneath: Sequence[Prose]) -> _Entry:
    text, behind = _said_behind(item.text)
    words, said = parts_of(
        "\n".join([text, *(each.text for each in beneath if each.depth == item.depth + 1)]), IN_LISTS
    )
    return _Entry(item, words, {**behind, **said})


def _said_behind(text: str) -> tuple[str, Mapping[str, str]]:
    """A text without what its last brackets say behind labels, and that; `by June 2025` is a due date."""
    match = _BEHIND.fullmatch(text)
    parts = _BETWEEN.split(match["said"]) if match else []
    _, said = parts_of("\n".join(["", *(line for part in parts for line in _labelled(part))]), IN_LISTS)
    return (match["text"], said) if match and said else (text, {})


def _labelled(part: str) -> list[str]:
    """A part of what stands in brackets, with the date by which a thing is due behind its label."""
    by = _BY.fullmatch(part)
    if by is None or due_said(by["date"]).precision in (Precision.none, Precision.unknown):
        return [part]
    return [*filter(None, [by["before"]]), f"{HEADERS['due']}: {by['date']}"]


def _grid(entries: Sequence[_Entry], name: str, headings: tuple[str, ...]) -> Grid:
    roles = [role for role in HEADERS if any(role in entry.said for entry in entries)]
    names = ("Action", *(HEADERS[role] for role in roles))
    cells = {(1, place): SheetCell(text, entries[0].prose.where, bold=True) for place, text in enumerate(names, 1)}
    for row, entry in enumerate(entries, 2):
        width = len(names) if entry.is_heading else 1
        cells[row, 1] = SheetCell(entry.text, entry.prose.where, bold=entry.is_heading, columns=width)
        for place, role in enumerate(() if entry.is_heading else roles, 2):
            if role in entry.said:
                cells[row, place] = SheetCell(entry.said[role], entry.prose.where)
    return Grid(name, cells, headings=headings)
