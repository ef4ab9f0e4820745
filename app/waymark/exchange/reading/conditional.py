"""Conditional formats of the kinds that trackers are coloured by: whether one is in force on a cell, and its colour."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import column_index_from_string

from waymark.exchange.reading.colours import Palette

MOST_CELLS = 1_000_000
"""How many cells are asked in all, each for each format that reaches over it."""

Place = tuple[int, int]
Values = Mapping[Place, Any]
Known = tuple[int, Any]
"""A value as formats compare it: numbers before texts before truths; texts without regard to capitals."""

_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?%?", re.IGNORECASE)
_REFERENCE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d{1,7})", re.IGNORECASE)
_COMPARISON = re.compile(r"(.+?)(<>|>=|<=|=|<|>)(.+)")
_SEARCHED = re.compile(r'SEARCH\(("(?:[^"]|"")*"|[^,()]+),', re.IGNORECASE)

COMPARED: Mapping[str, Callable[[Known, Known], bool]] = {
    "equal": operator.eq,
    "notEqual": operator.ne,
    "greaterThan": operator.gt,
    "greaterThanOrEqual": operator.ge,
    "lessThan": operator.lt,
    "lessThanOrEqual": operator.le,
}
SIGNS: Mapping[str, Callable[[Known, Known], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
LOOKED_FOR: Mapping[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}


@dataclass(frozen=True, slots=True)
class _Format:
    rule: Any
    fill: str
    bounds: tuple[int, int, int, int]
    corner: Place
    """The cell as whose a formula is written: the first of all ranges of the rule."""

    def is_in_force(self, at: Place, values: Values) -> bool:
        """Whether it applies to a cell that holds something; formulas of other kinds than these never do."""
        kind, rule = self.rule.type, self.rule
        if kind in LOOKED_FOR:
            part = rule.text or _searched(rule.formula)
            return bool(part) and LOOKED_FOR[kind](str(values[at]).casefold(), part.casefold())
        if kind == "cellIs":
            return self._compares(_known(values[at]), [self._operand(each, at, values) for each in rule.formula])
        comparison = _COMPARISON.fullmatch(rule.formula[0].strip()) if kind == "expression" and rule.formula else None
        if comparison is None:
            return False
        left, right = (self._operand(comparison[group], at, values) for group in (1, 3))
        return left is not None and right is not None and SIGNS[comparison[2]](left, right)

    def _compares(self, value: Known | None, operands: list[Known | None]) -> bool:
        if value is None or not operands or operands[0] is None:
            return False
        if self.rule.operator in COMPARED:
            return COMPARED[self.rule.operator](value, operands[0])
        if self.rule.operator not in ("between", "notBetween") or len(operands) < 2 or operands[1] is None:
            return False
        low, high = sorted((operands[0], operands[1]))
        is_between = low <= value <= high
        return is_between if self.rule.operator == "between" else not is_between

    def _operand(self, formula: str, at: Place, values: Values) -> Known | None:
        """What a formula stands for: a text, a number, or what is in the one cell that it names; None for more."""
        formula = formula.strip().removeprefix("=").strip()
        if text := _TEXT.fullmatch(formula):
            return _known(text[1].replace('""', '"'))
        if _NUMBER.fullmatch(formula):
            return _known(float(formula.rstrip("%")) / (100 if formula.endswith("%") else 1))
        reference = _REFERENCE.fullmatch(formula)
        if reference is None:
            return None
        row, column = int(reference[4]), column_index_from_string(reference[2])
        moved = row if reference[3] else row + at[0] - self.corner[0]
        return _known(values.get((moved, column if reference[1] else column + at[1] - self.corner[1])))


def conditional_fills(formatting: Sequence[Any], cells: Mapping[Place, Any], palette: Palette) -> dict[Place, str]:
    """The colours that conditional formats give to cells with a value, by row and column.

    `formatting` is what openpyxl has of a sheet's formats, and `cells` its cells. Of several formats in force, the
    first by priority that has a fill counts; one that has none and stops those after it leaves the cell as it is.
    """
    if not formatting:
        return {}
    values = {at: cell.value for at, cell in cells.items() if cell.value is not None}
    fills: dict[Place, str] = {}
    asked = 0
    for form in sorted(_formats(formatting, palette), key=lambda each: each.rule.priority):
        for at in _within(form.bounds, values):
            asked += 1
            if asked > MOST_CELLS:
                return fills
            if at not in fills and (form.fill or form.rule.stopIfTrue) and form.is_in_force(at, values):
                fills[at] = form.fill
    return {at: fill for at, fill in fills.items() if fill}


def _formats(formatting: Sequence[Any], palette: Palette) -> Iterator[_Format]:
    for ranges in formatting:
        areas = list(ranges.sqref.ranges)
        if not areas:
            continue
        corner = (min(each.min_row for each in areas), min(each.min_col for each in areas))
        for rule in ranges.rules:
            fill = palette.conditional(rule.dxf.fill) if rule.dxf is not None else ""
            for area in areas:
                yield _Format(rule, fill, (area.min_row, area.min_col, area.max_row, area.max_col), corner)


def _within(bounds: tuple[int, int, int, int], values: Values) -> Iterator[Place]:
    """The cells with a value in an area, by the shorter of two ways: through the area, or through all values."""
    top, left, bottom, right = bounds
    if (bottom - top + 1) * (right - left + 1) < len(values):
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        yield from (place for place in places if place in values)
    else:
        yield from (place for place in values if top <= place[0] <= bottom and left <= place[1] <= right)


def _known(value: Any) -> Known | None:
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, int | float):
        return 0, value
    # A text whose parts look different is a list of these.
    return (1, str(value).casefold()) if isinstance(value, str | list) else None


def _searched(formulas: list[str]) -> str:
    """The text that a rule looks for, where it says so in its formula only."""
    found = _SEARCHED.search(formulas[0]) if formulas else None
    text = _TEXT.fullmatch(found[1]) if found else None
    return text[1].replace('""', '"') if text else ""
