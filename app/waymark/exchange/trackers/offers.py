"""What a tracker offers while it is filled in: drop-downs, doubts about dates and figures, coloured ratings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.plan import Plan
from waymark.domain.rows import Rating
from waymark.domain.state import State
from waymark.exchange.inks import ink
from waymark.exchange.papers.wording import fill_of
from waymark.exchange.trackers.layout import STAMP_SHEET, Column, Holds
from waymark.services.cells import RATED_AS
from waymark.services.schemes import scheme_for, scheme_words

ROWS_OFFERED = 20_000
FIRST_LIST = 3
"""The column of the hidden sheet in which the first list stands."""
LONGEST_NOTE = 225
"""Characters in what Excel says of a cell."""
FIGURES, DIGITS, DUE = "figure", "digit", "due"
LISTS: Mapping[str, Sequence[str]] = {
    DIGITS: "0123456789",
    FIGURES: ("-", "n/a", "not available", "not applicable", "not collected", "pending", "c", "x", "z", ":"),
    DUE: ("TBC", "TBD", "to be confirmed", "ongoing", "monthly", "quarterly", "annually", "termly", "report quarterly"),
}
"""What a reading or a due date may be that is neither a figure nor a date, and the signs by which those are known."""
DOUBTS: Mapping[Holds, tuple[str, str, str]] = {
    Holds.value: (
        FIGURES,
        "Is this a figure?",
        "A figure such as 81%, 4 / 7 or 12.5, or n/a, pending or - where there is none. Keep it as it is?",
    ),
    Holds.due: (
        DUE,
        "Is this a date?",
        "A date such as 31/03/2018 (the day first) or Mar 2018, or TBC. Keep it as it is?",
    ),
}
"""By what a column holds: the words it may hold, and what is asked of anything else that has no digit."""


def lists_of(plan: Plan) -> Mapping[str, Sequence[str]]:
    """The words of drop-downs and doubts, by the names that columns give them."""
    states = [state.words for state in State if state.words]
    return {"state": states, **{kind: scheme_words(plan, kind) for kind in RATED_AS.values()}, **LISTS}


def put_offers(
    page: Worksheet, plan: Plan, columns: Sequence[Column], lists: Mapping[str, Sequence[str]], count: int
) -> None:
    """Down the whole columns, so that rows which an officer adds have them too; `count` are the rows there are.

    A write-only sheet wants to know all this before its rows.
    """
    for letter, column in ((get_column_letter(place), column) for place, column in enumerate(columns, 1)):
        offer = _drop_down(column, lists) or _doubt(letter, column, lists)
        if offer:
            offer.add(f"{letter}2:{letter}{max(ROWS_OFFERED, count + 1)}")
            page.data_validations.append(offer)
        if column.field == "rating":
            for rule in colouring(plan, column.choices, f"{letter}2"):
                page.conditional_formatting.add(f"{letter}2:{letter}{max(ROWS_OFFERED, count + 1)}", rule)


def colouring(plan: Plan, kind: str, first: str) -> Iterator[Rule]:
    """Rules that colour a rating by its word, a reason after a colon or not; `first` is the first cell they are for."""
    scheme = scheme_for(plan, kind)
    for rating in plan.ratings.where("scheme_id", scheme.id) if scheme else ():
        if fill_of(rating):
            yield Rule(type="expression", dxf=_look(rating), formula=[_says(rating.word, first)], stopIfTrue=True)


def _says(word: str, cell: str) -> str:
    quoted = word.replace('"', '""')
    return f'OR({cell}="{quoted}",LEFT({cell},{len(word) + 1})="{quoted}:")'


def _look(rating: Rating) -> DifferentialStyle:
    fill = fill_of(rating)
    colour = fill.lstrip("#").upper()
    return DifferentialStyle(font=Font(bold=True, color=ink(fill)), fill=PatternFill("solid", colour, colour))


def _drop_down(column: Column, lists: Mapping[str, Sequence[str]]) -> DataValidation | None:
    words = lists.get(column.choices, ())
    if not words:
        return None
    offer = DataValidation("list", _list(column.choices, lists), allow_blank=True, showErrorMessage=True)
    offer.errorTitle, offer.error = "Not one of the words", f"Please choose: {', '.join(words)}."[:LONGEST_NOTE]
    if column.field == "rating":
        # Only a warning, for a reason may follow the word: “Amber: figures being verified”.
        offer.errorStyle = "warning"
    return offer


def _doubt(letter: str, column: Column, lists: Mapping[str, Sequence[str]]) -> DataValidation | None:
    """A warning and no more: what people mean by a date or a figure is wider than any formula."""
    if not column.editable or column.holds not in DOUBTS:
        return None
    name, title, question = DOUBTS[column.holds]
    has_digit = f"SUMPRODUCT(--ISNUMBER(FIND({_list(DIGITS, lists)},{letter}2)))>0"
    is_word = f"SUMPRODUCT(--({_list(name, lists)}={letter}2))>0"
    doubt = DataValidation("custom", f"OR({has_digit},{is_word})", allow_blank=True, showErrorMessage=True)
    doubt.errorStyle, doubt.errorTitle, doubt.error = "warning", title, question
    return doubt


def _list(name: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Where the hidden sheet holds the words: a list in the drop-down itself may be no longer than 255 characters."""
    letter = get_column_letter(FIRST_LIST + [*lists].index(name))
    return f"{STAMP_SHEET}!${letter}$2:${letter}${1 + len(lists[name])}"
