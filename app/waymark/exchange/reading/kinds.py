"""What kind of table it is: the kind under which most of its columns make sense."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waymark.exchange.reading.columns import MOST_OF, UNKNOWN, UNPLACED, Strip, assigned
from waymark.exchange.reading.found import Column, Kind
from waymark.exchange.reading.vocabulary import READING, fingerprint, vocabulary

ENOUGH = 0.35
FEWEST = 2
NAMED = 0.15
A_LOG_IS_NAMED = 0.3
"""An action log and an action plan have the same columns; what it is called tells them apart."""
WEAK = 0.6
"""What a column counts that the plan has no place for."""
WHY_NOT = {
    Kind.register: "a register of risks, issues or decisions; a plan has no place for these",
    Kind.unknown: "its columns were not understood; say what they are, and it can be read",
}


def kind_of(
    strips: Sequence[Strip], names: Sequence[str], corrections: Mapping[str, str]
) -> tuple[Kind, tuple[Column, ...], float, str]:
    """The kind, the columns, the score and why. `names` are the titles above the table and the name of its sheet."""
    tried = []
    for name in vocabulary()["kinds"]:
        kind = Kind(name)
        columns = assigned(strips, kind, corrections)
        tried.append((_score(kind, columns, strips, names), kind, columns))
    score, kind, columns = max(tried, key=lambda each: each[0])
    if score < ENOUGH:
        return (
            Kind.unknown,
            assigned(strips, Kind.actions, corrections),
            score,
            "too few of its columns were understood",
        )
    known = sum(column.role not in (UNKNOWN, UNPLACED) for column in columns)
    return kind, columns, score, f"{known} of {len(columns)} columns make sense in a table of {kind}"


def _score(kind: Kind, columns: Sequence[Column], strips: Sequence[Strip], names: Sequence[str]) -> float:
    entry = vocabulary()["kinds"][kind]
    roles = {column.role for column in columns}
    fitting = sum(column.role in {*entry["subjects"], *entry["beside"]} for column in columns)
    if roles.isdisjoint(entry["subjects"]) or fitting < FEWEST:
        return 0.0
    if kind is not Kind.register and roles.isdisjoint(entry["beside"]):
        return 0.0
    if kind is Kind.series and not _is_series(strips, columns):
        return 0.0
    if kind in (Kind.actions, Kind.log, Kind.recommendations):
        if _is_measured(strips, columns):
            return 0.0
        columns = [column for column in columns if not (column.period and column.role == UNKNOWN)]
    understood = sum(
        WEAK * min(column.score, 1) if column.role == UNPLACED else min(column.score, 1.0) for column in columns
    )
    strong = entry["subjects"][0] in roles
    named = _is_named(entry["names"], names)
    if kind is Kind.log:
        named = A_LOG_IS_NAMED if named else -A_LOG_IS_NAMED / 2 if "raised" not in roles else 0.0
    return understood / len(columns) - (0.0 if strong else 0.1) + named


def _is_series(strips: Sequence[Strip], columns: Sequence[Column]) -> bool:
    """Whether periods stand in rows: in the column that is called so, most values are periods, each in one row."""
    named = {column.place for column in columns if column.role == "period_name"}
    return any(strip.share("period") >= MOST_OF for strip in strips if strip.place in named)


def _is_measured(strips: Sequence[Strip], columns: Sequence[Column]) -> bool:
    """Whether periods head columns of figures, which are readings; the bars of a Gantt chart hold none."""
    figures = {strip.place for strip in strips if strip.share("number") >= MOST_OF}
    return sum(bool(column.period) and column.role == UNKNOWN and column.place in figures for column in columns) >= 3


def _is_named(words: Sequence[str], names: Sequence[str]) -> float:
    keys = [f" {fingerprint(name)} " for name in names]
    return NAMED if any(f" {word} " in key for word in words for key in keys) else 0.0


def has_readings(columns: Sequence[Column]) -> bool:
    """Whether a table of KPIs holds any figure."""
    return any(column.role in (READING, "latest", "target", "comparator") for column in columns)
