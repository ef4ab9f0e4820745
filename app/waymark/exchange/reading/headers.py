"""Where the headers of tables stand on a grid: one to three rows, told from data by features that add up to a score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from waymark.exchange.reading.lattice import Lattice
from waymark.exchange.reading.looks import is_figure
from waymark.exchange.reading.sheet import Holding, SheetCell
from waymark.exchange.reading.vocabulary import (
    fingerprint,
    is_word,
    period_of,
    roles_named,
    settled_in,
    split_period,
    vocabulary,
)

MOST_LEVELS = 3
ENOUGH = 0.6
"""The score from which a row is a header; without a known word the other features cannot reach it."""
AMONG_ROWS = 0.75
"""The score that a header needs where rows of another table stand right above it."""
FEWEST_KNOWN = 2
SURE = 0.75
"""How well a header must fit a role to count as known."""
FEWEST_PERIODS = 3
LOOKED_BENEATH = 12
LONG = 60
LONGEST = 120
FUZZY_WITHIN = 60
"""Misspelt headers are looked for in so many rows from the top; further down one word must be right."""
WEIGHTS = {"known": 0.42, "words": 0.13, "distinct": 0.1, "filled beneath": 0.15, "short": 0.1, "set apart": 0.1}
A_LEVEL_MORE = 0.1
"""What a group of columns above or below speaks for, so that a header is taken with all of its rows."""
GUIDANCE = re.compile(
    r"(?:please |(?:select|choose|enter|type|insert|filter|provide|describe)\b|give (?:a|brief|details)\b|e\.?g\.?[ ,:]"
    r"|example\b|dd/mm|\[.*\]$|<.*>$|use the drop|drop ?down|state (?:the|who|whether)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its rows, its columns, and what stands over each of them, the outermost first."""

    top: int
    bottom: int
    left: int
    right: int
    cells: Mapping[int, tuple[SheetCell, ...]]
    score: float
    why: str

    def names(self, column: int) -> tuple[str, ...]:
        """The words over a column, each level once."""
        texts = (" ".join(cell.text.split()) for cell in self.cells.get(column, ()))
        return tuple(dict.fromkeys(filter(None, texts)))

    def name(self, column: int) -> str:
        """The composed header of a column."""
        return " – ".join(self.names(column))


def find_headers(lattice: Lattice, corrected: Sequence[str] = ()) -> list[Header]:
    """The headers on a grid, by row, then by column. `corrected` are fingerprints that a person has explained."""
    best: list[Header] = []
    for header in sorted(_candidates(lattice, frozenset(corrected)), key=lambda each: (-each.score, each.top)):
        if not any(_overlap(header, other) or _is_among_rows(lattice, header, other) for other in best):
            best.append(header)
    return sorted(best, key=lambda each: (each.top, each.left))


def is_guidance(text: str) -> bool:
    """Whether a cell tells people what to fill in."""
    return GUIDANCE.match(text.strip()) is not None


def read_period(names: Sequence[str]) -> tuple[str, str, str]:
    """The period that a column's levels name, as printed; its key where the year stands on a level above; the rest."""
    found, words = [], []
    for name in names:
        period, rest = split_period(name)
        if period:
            found.append(period)
        if rest:
            words.append(rest)
    if not found:
        return "", "", " ".join(words)
    for year, part in pairwise(found):
        if period_of(part) is None and (settled := settled_in(part, year)):
            return part, settled.key, " ".join(words)
    return found[-1], "", " ".join(words)


def known_as(names: Sequence[str]) -> Mapping[str, tuple[float, str]]:
    """The roles that a composed header may name: as a whole, else by its last level, else by an outer one."""
    found: dict[str, tuple[float, str]] = {}
    whole = " ".join(names)
    for text, weight in ((whole, 1.0), *((name, 0.97 if name == names[-1] else 0.6) for name in reversed(names))):
        for role, (score, why) in roles_named(text).items():
            if score * weight > found.get(role, (0.0, ""))[0]:
                found[role] = (score * weight, why)
    return found


def _candidates(lattice: Lattice, corrected: frozenset[str]) -> Iterator[Header]:
    for place, row in enumerate(sorted(lattice.rows)):
        if _may_be_header(lattice.rows[row], place < FUZZY_WITHIN, corrected) or _stands_over_periods(lattice, row):
            for levels in range(1, MOST_LEVELS + 1):
                for top in range(row - levels + 1, row + 1):
                    yield from _headers_at(lattice, top, levels, corrected)


def _may_be_header(cells: Mapping[int, SheetCell], fuzzy: bool, corrected: frozenset[str]) -> bool:
    texts = [cell.text for cell in cells.values()]
    if len(texts) < FEWEST_KNOWN or sum(len(text) > LONGEST for text in texts) * 3 > len(texts):
        return False
    if any(is_word(text) or fingerprint(text) in corrected for text in texts):
        return True
    if sum(bool(split_period(text)[0]) for text in texts[:20] if len(text) < 30) >= FEWEST_PERIODS:
        return True
    return fuzzy and sum(bool(roles_named(text)) for text in texts if len(text) <= LONG) >= FEWEST_KNOWN


def _stands_over_periods(lattice: Lattice, row: int) -> bool:
    """Whether a row names measures whose periods go down at its left, beneath a blank corner."""
    left = min(lattice.rows[row]) - 1
    beneath = [cell for more in range(1, MOST_LEVELS + 1) if (cell := lattice.rows.get(row + more, {}).get(left))]
    return sum(bool(split_period(cell.text)[0]) for cell in beneath) >= FEWEST_KNOWN


def _headers_at(lattice: Lattice, top: int, levels: int, corrected: frozenset[str]) -> Iterator[Header]:
    rows = range(top, top + levels)
    if any(row not in lattice.rows for row in rows):
        return
    if any(not _is_group_over(lattice, upper, lower) for upper, lower in pairwise(rows)):
        return
    columns = _columns(lattice, rows)
    for segment in _segments(columns):
        header = _scored(lattice, rows, {place: columns[place] for place in segment}, corrected)
        if header:
            yield header


def _columns(lattice: Lattice, rows: range) -> dict[int, tuple[SheetCell, ...]]:
    """What stands over each column, level by level; a group reaches on to the right over blank cells."""
    found: dict[int, list[SheetCell]] = {}
    for row in rows:
        before: SheetCell | None = None
        lower = row < rows[-1]
        for column in range(min(lattice.rows[row]), lattice.right + 1):
            cell = lattice.at(row, column)
            own = cell is not None and bool(cell.text.strip())
            if own and cell is not None:
                before = cell
                if cell not in found.get(column, ()):
                    found.setdefault(column, []).append(cell)
            elif lower and before is not None and before.rows == 1 and column in lattice.rows[row + 1]:
                found.setdefault(column, []).append(before)
    return {column: tuple(cells) for column, cells in sorted(found.items())}


def _is_group_over(lattice: Lattice, upper: int, lower: int) -> bool:
    """Whether a row holds names of groups of the columns in the row beneath: a name that reaches over two or more."""
    above, below = lattice.rows[upper], lattice.rows[lower]
    if any(cell.holding is Holding.number and not period_of(cell.text) for cell in below.values()):
        return False
    if not all(_header_like(cell.text) for cell in below.values()) or any(
        len(cell.text) > LONG for cell in above.values()
    ):
        return False
    left, right = min(min(above), min(below)), max(below)
    wide = 0
    for column, cell in above.items():
        following = min((other for other in above if other > column), default=right + 1)
        end = column + cell.columns if cell.columns > 1 else following
        beneath = [other for other in below if column <= other < end]
        if column == left and end > right:
            return False
        if len(beneath) > 1 and (cell.columns > 1 or column not in below or len(above) > 1):
            wide += 1
        elif cell.rows == 1 and beneath and not _header_like(cell.text):
            return False
    return wide > 0


def _header_like(text: str) -> bool:
    return len(text) <= LONG and bool(known_as((text,)) or split_period(text)[0] or is_word(text))


def _segments(columns: Mapping[int, tuple[SheetCell, ...]]) -> Iterator[list[int]]:
    """The columns of each table, where several stand side by side.

    A gap parts two tables where what comes behind it has a subject of its own; behind a gap, columns of which nothing
    is known belong to no table.
    """
    runs: list[list[int]] = []
    for column in columns:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    joined: list[list[int]] = []
    for run in runs:
        known = [_is_known(columns[column]) for column in run]
        if joined and any(known) and not (_has_subject(columns, run) and _has_subject(columns, joined[-1])):
            joined[-1].extend(run)
        else:
            joined.append(run)
    return iter(joined)


def _has_subject(columns: Mapping[int, tuple[SheetCell, ...]], run: Sequence[int]) -> bool:
    return any(not subjects().isdisjoint(_sure_roles(columns[column])) for column in run)


def subjects() -> frozenset[str]:
    """The roles of what a table can be about."""
    return frozenset(role for kind in vocabulary()["kinds"].values() for role in kind["subjects"]) | {"ref"}


def _sure_roles(cells: Sequence[SheetCell]) -> list[str]:
    named = known_as(tuple(cell.text for cell in cells))
    return [role for role, (score, _) in named.items() if score >= SURE]


def _is_known(cells: Sequence[SheetCell]) -> bool:
    return bool(_sure_roles(cells)) or bool(read_period([cell.text for cell in cells])[0])


def _scored(
    lattice: Lattice, rows: range, columns: Mapping[int, tuple[SheetCell, ...]], corrected: frozenset[str]
) -> Header | None:
    """The header with its score, or None where it has too few known columns."""
    names = {place: tuple(cell.text for cell in cells) for place, cells in columns.items()}
    periods = [place for place in names if read_period(names[place])[0]]
    explained = [place for place in names if fingerprint(" ".join(names[place])) in corrected]
    named = [place for place in names if place not in periods and (_sure_roles(columns[place]) or place in explained)]
    if len(periods) == 1 and len(named) < FEWEST_KNOWN:
        periods = []
    figures = _figures_by_period(lattice, rows[-1], columns)
    if len(named) + len(periods) + len(figures) < FEWEST_KNOWN:
        return None
    if not named and not figures and len(periods) < FEWEST_PERIODS:
        return None
    if (
        named
        and not explained
        and all(subjects().isdisjoint(_sure_roles(columns[place])) for place in names)
        and len(periods) < FEWEST_PERIODS
    ):
        return None
    features = _features(lattice, rows, columns, len({*named, *periods, *figures}))
    score = sum(WEIGHTS[name] * share for name, share in features.items()) + A_LEVEL_MORE * (len(rows) - 1)
    if score < ENOUGH:
        return None
    why = ", ".join(f"{name} {share:.0%}" for name, share in features.items())
    return Header(rows[0], rows[-1], min(columns), max(columns), columns, score, why)


def _figures_by_period(lattice: Lattice, bottom: int, columns: Mapping[int, tuple[SheetCell, ...]]) -> list[int]:
    """The columns of figures beside a column of periods: the measures of a table whose periods go down."""
    beneath = range(bottom + 1, bottom + 1 + LOOKED_BENEATH)
    dated = [place for place in columns if "period_name" in _sure_roles(columns[place])] or [min(columns) - 1]
    periods = [cell for row in beneath if (cell := lattice.rows.get(row, {}).get(dated[0]))]
    if len(periods) < FEWEST_KNOWN or sum(bool(split_period(cell.text)[0]) for cell in periods) * 2 < len(periods):
        return []
    under = {place: [cell for row in beneath if (cell := lattice.rows.get(row, {}).get(place))] for place in columns}
    return [
        place
        for place, cells in under.items()
        if cells and sum(is_figure(cell.text) for cell in cells) * 2 > len(cells)
    ]


def _features(
    lattice: Lattice, rows: range, columns: Mapping[int, tuple[SheetCell, ...]], known: int
) -> dict[str, float]:
    count = len(columns)
    last = [cells[-1] for cells in columns.values()]
    texts = [" ".join(fingerprint(cell.text) for cell in cells) for cells in columns.values()]
    beneath = range(rows[-1] + 1, rows[-1] + 1 + LOOKED_BENEATH)
    filled = sum(any(column in lattice.rows.get(row, {}) for row in beneath) for column in columns)
    words = sum(not cell.text.strip()[:1].isdigit() or bool(split_period(cell.text)[0]) for cell in last)
    return {
        "known": known / count,
        "words": words / count,
        "distinct": len(set(texts)) / count,
        "filled beneath": filled / count,
        "short": sum(len(cell.text) <= LONG and not is_guidance(cell.text) for cell in last) / count,
        "set apart": sum(cell.bold or bool(cell.fill) for cell in last) / count,
    }


def _is_among_rows(lattice: Lattice, header: Header, other: Header) -> bool:
    """Whether a doubtful header stands right beneath the rows of a better one, as a row of data would."""
    beneath = other.bottom < header.top and other.left <= header.right and header.left <= other.right
    return beneath and header.score < AMONG_ROWS and bool(lattice.row(header.top - 1, header.left, header.right))


def _overlap(one: Header, other: Header) -> bool:
    rows = one.top <= other.bottom and other.top <= one.bottom
    return rows and one.left <= other.right and other.left <= one.right
