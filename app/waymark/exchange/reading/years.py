"""The year of months and quarters whose headers do not name it, where a title above the table does (S09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from waymark.exchange.reading.found import Column
from waymark.exchange.reading.vocabulary import period_of, settled_in, split_period


def undated(columns: Sequence[Column]) -> list[Column]:
    """The columns whose period names no year, and over which none stands."""
    return [column for column in columns if column.period and not column.settled and period_of(column.period) is None]


def with_years(columns: Sequence[Column], titles: Sequence[str]) -> tuple[tuple[Column, ...], str]:
    """The columns settled in the year of the nearest title that names one, and that title; as they are where none fits.

    It fits where the periods run forwards in it, so that months from September to April are in no one year.
    """
    without = undated(columns)
    for title in reversed(titles):
        year, _ = split_period(title)
        if without and year and period_of(year):
            settled = {column.place: settled_in(column.period, year) for column in without}
            found = [period for period in settled.values() if period]
            if len(found) == len(without) and all(one <= other for one, other in pairwise(found)):
                keys = {place: period.key for place, period in settled.items() if period}
                return tuple(replace(each, settled=keys.get(each.place, each.settled)) for each in columns), title
            return tuple(columns), ""
    return tuple(columns), ""
