"""Under which headings of a document each table stands: the theme, and within it perhaps an objective."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from waymark.exchange.reading.found import Kind, Line, Table
from waymark.exchange.reading.headings import rank_of
from waymark.exchange.reading.sections import names_a_document
from waymark.exchange.reading.vocabulary import is_general

Titles = tuple[str, ...]


def with_places(tables: Sequence[Table]) -> list[Table]:
    """The tables with their sections, and what is left of the headings between section and rows.

    Headings that stand over all tables of a kind are parts of the document and no themes. A table that goes on from the
    one above stands where that one ended.
    """
    titles: defaultdict[Kind, set[Titles]] = defaultdict(set)
    for table in tables:
        if not table.why_not:
            titles[table.kind].add(_uncaptioned(table))
    placing = {kind: _Placing(_shared(of_kind), len(of_kind) == 1) for kind, of_kind in titles.items()}
    return [table if table.why_not else placing[table.kind].place(table) for table in tables]


@dataclass(slots=True)
class _Placing:
    """The tables of one kind, in order. `replaced` are headings whose place a table's own title has taken."""

    shared: int
    is_single: bool
    before: Table | None = None
    replaced: set[Titles] = field(default_factory=set)
    blocks: Counter[str] = field(default_factory=Counter)

    def place(self, table: Table) -> Table:
        """The table in its place."""
        if self.before and table.goes_on and not _own(table) and _headings(self.before) == _headings(table):
            placed = replace(
                table,
                section=self.before.section,
                inner=self.before.inner,
                lines=_carried(self.before.lines, table.lines),
            )
        else:
            section, *inner = self._names(table) or [""]
            placed = replace(table, section=section, inner=inner[-1] if inner else "")
            self.blocks[section] += 1
        self.before = placed
        return replace(placed, block=max(self.blocks[placed.section], 1))

    def _names(self, table: Table) -> list[str]:
        headings, own, left = _headings(table), _own(table), self._left(table)
        if not own:
            return _outer_and_inner(left)
        if self.before and _headings(self.before) == headings and not _own(self.before):
            self.replaced.add(headings)
        return [own] if headings in self.replaced else _outer_and_inner([*left[:1], own])

    def _left(self, table: Table) -> list[str]:
        """The headings above a table that may be a theme or an objective.

        Where all tables stand under one heading, that is the document's, if the rows have headings of their own.
        """
        left = [title for title in _headings(table)[self.shared :] if not is_general(title)]
        if not self.is_single:
            return left
        has_own = any(line.section for line in table.lines) or bool(table.of("theme"))
        return [title for title in left[-1:] if rank_of(title) or not (has_own or names_a_document(title))]


def _outer_and_inner(titles: Sequence[str]) -> list[str]:
    """The first and the last, or the last alone where both are of one rank: headings that jump levels (Theme 3)."""
    if len(titles) < 2:
        return [*titles]
    return [titles[-1]] if rank_of(titles[0]) and rank_of(titles[0]) == rank_of(titles[-1]) else [titles[0], titles[-1]]


def _carried(before: Sequence[Line], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The rows of a table that goes on, under the heading rows of the table above until there is one of its own."""
    section = before[-1].section if before else ()
    count = len([*takewhile(lambda line: not line.section, lines)])
    return (*(replace(line, section=section) for line in lines[:count]), *lines[count:])


def _headings(table: Table) -> Titles:
    return table.titles[: table.headings]


def _own(table: Table) -> str:
    """The title that stands in the table itself."""
    own = table.titles[table.headings + table.captions :]
    return own[-1] if own and not is_general(own[-1]) else ""


def _uncaptioned(table: Table) -> Titles:
    return (*_headings(table), _own(table))


def _shared(titles: set[Titles]) -> int:
    """How many headings all of them begin with, where there are several."""
    if len(titles) < 2:
        return 0
    shared = len([*takewhile(lambda level: len(set(level)) == 1, zip(*titles, strict=False))])
    # Each has one left by which it is known.
    return min(shared, *(len([*filter(None, each)]) - 1 for each in titles))
