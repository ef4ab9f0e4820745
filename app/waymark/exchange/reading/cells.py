"""A cell as a person sees it in Excel: numbers and dates turned back into the text that was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from openpyxl.cell.read_only import ReadOnlyCell

from waymark.domain.day import MONTHS
from waymark.domain.value import rounded
from waymark.exchange.reading.typed import Typed
from waymark.exchange.trackers.layout import Holds, printable

DIGITS_SHOWN = 11
"""Significant figures that Excel shows of a number without a format; more are noise of its arithmetic."""
LONGEST_DENOMINATOR = 99
TRUTHS = ("TRUE", "FALSE")
_QUOTED_PERCENT = re.compile(r'"\s*%"|\\%')
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DECIMALS = re.compile(r"\.([0#?]+)")
_CARRIAGE_RETURN = "_x000D_"

_AGAIN = "set the cell's format to Text and type it again"
REFUSED: Mapping[tuple[Holds, str], tuple[str, str]] = {
    (Holds.ref, "date"): ("ref_became_date", "Excel has made the date {text} of this ref; " + _AGAIN + "."),
    (Holds.refs, "date"): ("kpi_refs_became_number", "Excel has made the date {text} of these refs; " + _AGAIN + "."),
    (Holds.refs, "number"): (
        "kpi_refs_became_number",
        "Excel has made the number {text} of these refs; " + _AGAIN + ".",
    ),
    (Holds.value, "truth"): (
        "not_a_number",
        "This cell holds {text}, which is no figure; type the figure, or the words that stand in its place.",
    ),
    (Holds.value, "date"): ("value_became_date", "Excel has made the date {text} of this figure; " + _AGAIN + "."),
}
"""What Excel made of a text that cannot be told back (B29, C40, X07): by column and by what the cell is now."""


def typed(cell: ReadOnlyCell, holds: Holds, where: str) -> Typed:
    """A cell's content for a column that holds that kind of thing; with a reason where it cannot be taken."""
    value = cell.value
    if cell.data_type == "e":
        return Typed(str(value), where, "error_value", f"The cell shows the error {value}; put the value itself there.")
    if value is None or (isinstance(value, str) and value.strip().upper() not in TRUTHS):
        return Typed(_text(value), where)
    text, kind = shown(value, cell.number_format), _kind(value, cell.number_format)
    if (holds, kind) in REFUSED:
        reason, say = REFUSED[holds, kind]
        return Typed(text, where, reason, say.format(text=text))
    return Typed(text, where, is_number=kind in ("whole", "number"))


def shown(value: object, number_format: str) -> str:
    """The text that Excel shows for a value: 0.43 as `43%` under `0%`; dates day first, or as month and year."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, date):
        return _date(value, number_format)
    return _text(value)


def _text(value: object) -> str:
    return "" if value is None else printable(str(value).replace(_CARRIAGE_RETURN, "")).strip()


def _kind(value: object, number_format: str) -> str:
    if isinstance(value, date):
        return "date"
    if isinstance(value, bool | str):
        return "truth"
    if not isinstance(value, int | float):
        return "other"
    # A thousands separator tells that `1,234` may have been the list 1, 234.
    return "whole" if value == int(value) and "," not in number_format else "number"


def _number(value: float, number_format: str) -> str:
    form = _LITERAL.sub("", number_format.partition(";")[0])
    if form in ("General", "@", ""):
        return _plainly(value)
    if "/" in form:
        return str(Fraction(value).limit_denominator(LONGEST_DENOMINATOR))
    decimals = _DECIMALS.search(form)
    places = len(decimals[1]) if decimals else 0
    grouped = "," if "," in form else ""
    percent = "%" if "%" in form else ""
    amount = Decimal(repr(value)) * (100 if percent else 1)
    # A quoted sign is shown and multiplies nothing: 80 under `0"%"` is 80%.
    sign = percent or ("%" if _QUOTED_PERCENT.search(number_format.partition(";")[0]) else "")
    return f"{rounded(amount, places):{grouped}.{places}f}{sign}"


def _plainly(value: float) -> str:
    return f"{Decimal(f'{value:.{DIGITS_SHOWN}g}'):f}"


def _date(value: date, number_format: str) -> str:
    form = _LITERAL.sub("", number_format).casefold()
    if "d" not in form and "m" in form and "h" not in form:
        return f"{MONTHS[value.month - 1][:3]} {value.year}"
    day = f"{value.day:02}/{value.month:02}/{value.year}"
    has_time = isinstance(value, datetime) and (value.hour or value.minute)
    return f"{day} {value:%H:%M}" if has_time else day
