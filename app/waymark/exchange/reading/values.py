"""What stands in a cell, taken as the plan would hold it; what was spoilt on the way or can mean two things is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from waymark.domain.due import Precision
from waymark.domain.errors import NotUnderstood
from waymark.domain.state import State, is_complete, parse_state
from waymark.domain.text import cleaned, quoted
from waymark.domain.value import Value, ValueState, parse_value
from waymark.exchange.reading.doubts import Told
from waymark.exchange.reading.found import Mark
from waymark.exchange.reading.hues import colour_word, is_rating, rated_by, word_of
from waymark.exchange.reading.looks import due_said
from waymark.exchange.reading.sheet import Holding, SheetCell
from waymark.exchange.reading.vocabulary import is_blank

_MONTH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_MONTH_REF = re.compile(r"[A-Z][a-z]{2}-\d{2}")
_DECIMAL_REF = re.compile(r"(\d+(?:\.\d+)*)\.(\d)")
_DOTTED = re.compile(r"[A-Za-z]{0,4} ?\d+(?:\.\d+)*\.")
LONGEST_READING = 40
_TYPE_AGAIN = "Set the cell's format to Text and type it again."


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates: whether texts in it are month first, so that Excel may have swapped others (X09)."""

    month_first: bool = False

    @classmethod
    def of(cls, cells: Iterable[SheetCell]) -> Dates:
        """Look a column over."""
        return cls(any(_is_month_first(cell) for cell in cells))


def text_of(cell: SheetCell | None, told: Told, field: str) -> str:
    """The cell's text with its paragraphs; blank, and told, where there is an error or a formula never worked out."""
    if cell is None:
        return ""
    if cell.comment:
        told.doubt("comment", f"A comment stands beside this cell: {quoted(cell.comment)}.", cell.where, field)
    if cell.struck:
        told.doubt("strikethrough", "This is struck through; say whether it is done or withdrawn.", cell.where, field)
    if cell.holding is Holding.error:
        told.doubt("error_value", f"The cell shows the error {cell.text}; it was not taken.", cell.where, field)
        return ""
    if cell.holding is Holding.unworked:
        told.doubt(
            "formula_without_value", "The formula in this cell has no value; it was not taken.", cell.where, field
        )
        return ""
    if is_blank(cell.text):
        return ""
    return "\n".join(line.strip() for line in cleaned(cell.text).replace("\u00a0", " ").split("\n")).strip()


def due_of(cell: SheetCell | None, dates: Dates, told: Told, field: str) -> str:
    """A due date as it stands. What is no date, or may have its day and month swapped, is told and never put right."""
    text = text_of(cell, told, field)
    if cell is None or not text:
        return ""
    if cell.holding is Holding.number and due_said(text).precision is Precision.unknown:
        told.doubt(
            "due_is_number",
            f"A date should stand here, and Excel holds the number {text}; it was not taken.",
            cell.where,
            field,
        )
        return ""
    day = getattr(cell.value, "day", 0) if cell.holding is Holding.date else 0
    if dates.month_first and (0 < day <= 12 or _is_month_first(cell)):
        say = (
            f"Dates in this column were typed month first, so day and month of {text} may be swapped. Say which it is."
        )
        told.doubt("due_us_order", say, cell.where, field)
    elif due_said(text).precision is Precision.unknown:
        told.doubt(
            "due_unreadable",
            f"{quoted(text)} is no date that Waymark can read; it is kept as it stands.",
            cell.where,
            field,
        )
    return text


def rating_of(cell: SheetCell | None, row: Sequence[SheetCell], key: Sequence[Mark], told: Told) -> str:
    """A rating by its word or letter, else by its colour (S02, C16, X11); a colour that the whole row has is none."""
    text = _rating_alone(text_of(cell, told, "rag").strip("*() "))
    if cell is None:
        return ""
    by_fill = "" if _is_coloured_throughout(cell, row) else rated_by(cell.fill, key) if cell.fill else ""
    if not text or not any(letter.isalnum() for letter in text):
        if by_fill:
            told.doubt(
                "rag_by_fill_only",
                f"The rating is told by colour alone, and was taken for {by_fill}.",
                cell.where,
                "rag",
            )
        return by_fill
    words = {mark.word.casefold() for mark in key} | {mark.letter.casefold() for mark in key if mark.letter}
    if text.casefold() not in words and not is_rating(text):
        told.doubt(
            "rag_value_not_in_scheme",
            f"{quoted(text)} is no rating that Waymark knows; say what it means.",
            cell.where,
            "rag",
        )
    elif by_fill and _disagree(_hue(text, key), word_of(cell.fill)):
        say = f"The word says {text} and the colour says {by_fill}; the word was taken."
        told.doubt("rag_word_and_fill_disagree", say, cell.where, "rag")
    return text


def ref_of(cell: SheetCell | None, before: Sequence[str], told: Told) -> str:
    """A ref as it was meant. `before` are the refs above it, by which `1.1` after `1.9` is known for 1.10 (B46)."""
    text = text_of(cell, told, "ref")
    if cell is None or not text:
        return ""
    if cell.holding is Holding.date:
        if _MONTH_REF.fullmatch(text):
            told.doubt(
                "ref_became_date",
                f"Excel has made a date of this ref; it was taken for {text}. {_TYPE_AGAIN}",
                cell.where,
                "ref",
            )
        else:
            told.doubt(
                "ref_became_date", f"Excel has made the date {text} of this ref. {_TYPE_AGAIN}", cell.where, "ref"
            )
            return ""
    if cell.holding is Holding.number and (meant := _tenth(text, before)):
        told.doubt(
            "ref_changed", f"Excel shows {text} where {meant} was meant; it was taken for {meant}.", cell.where, "ref"
        )
        return meant
    ref = " ".join(text.split())
    return ref.removesuffix(".") if _DOTTED.fullmatch(ref) else ref


def kpi_refs_of(cell: SheetCell | None, told: Told) -> str:
    """Refs of KPIs as they stand; blank, and told, where Excel has made a number or a date of several (B12, X07)."""
    text = text_of(cell, told, "kpi_refs")
    if cell is None or cell.holding is Holding.text or text.isdigit() or not text:
        return text
    say = f"Excel has made {text} of these refs; it was not taken. {_TYPE_AGAIN}"
    told.doubt("kpi_refs_became_number", say, cell.where, "kpi_refs")
    return ""


def state_of(cell: SheetCell | None, told: Told) -> str:
    """An action's state in words that the plan understands; what it does not is kept as it stands, and told."""
    text = text_of(cell, told, "progress")
    if cell is None or not text:
        return ""
    try:
        parse_state(text)
        return text
    except NotUnderstood:
        done = is_complete(text)
        if done is None:
            told.doubt(
                "state_unreadable",
                f"{quoted(text)} is no state that Waymark knows; it is kept as it stands.",
                cell.where,
                "progress",
            )
            return text
        return State.complete.value if done else ""


def figure_of(cell: SheetCell, told: Told, field: str) -> str:
    """A figure as it stands; blank, and told, where Excel holds something else than was typed (B29, X07)."""
    if cell.holding is Holding.date:
        say = f"Excel has made the date {cell.text} of this figure; it was not taken. {_TYPE_AGAIN}"
        told.doubt("target_became_date" if field == "target" else "value_became_date", say, cell.where, field)
        return ""
    if cell.holding is Holding.truth:
        told.doubt(
            "not_a_number", f"This cell holds {cell.text}, which is no figure; it was not taken.", cell.where, field
        )
        return ""
    return text_of(cell, told, field)


def percentages(
    cells: Sequence[tuple[SheetCell, str]], beside: Sequence[str], told: Told, stated: bool = False
) -> list[str]:
    """One KPI's figures, with `85` and `0.85` as per cents where most of the others and its target are (X08).

    `beside` are its comparators; where its unit is `stated` to be %, nothing else is asked. A figure that may be either
    is kept as it stands, and told.
    """
    values = [parse_value(text) for _, text in cells]
    others = [value for value in (*values, *map(parse_value, beside)) if value.figure is not None]
    marked = sum(value.unit == "%" for value in others)
    if not stated and (not marked or marked * 2 < len(others)):
        return [text for _, text in cells]
    return [_as_percentage(cell, text, value, told) for (cell, text), value in zip(cells, values, strict=True)]


def is_figure(text: str) -> bool:
    """Whether a text can stand as a reading, and is no note."""
    return parse_value(text).state is not ValueState.text or len(text) <= LONGEST_READING


def _as_percentage(cell: SheetCell, text: str, value: Value, told: Told) -> str:
    if cell.holding is not Holding.number or value.figure is None or value.unit:
        return text
    number = value.figure
    if number in (0, 1):
        told.doubt(
            "percent_scale",
            f"The other figures are percentages; {text} may be {text}% or {number * 100:f}%.",
            cell.where,
            "readings",
        )
        return text
    shown = f"{(number * 100).normalize():f}%" if abs(number) < 1 else f"{Decimal(text):f}%"
    told.doubt(
        "percent_scale", f"The other figures are percentages; {text} was taken for {shown}.", cell.where, "readings"
    )
    return shown


def _rating_alone(text: str) -> str:
    """The word of a rating before which its letter stands, as in `A Amber`."""
    letter, _, word = text.partition(" ")
    return word if len(letter) == 1 and is_rating(word) and word[:1].casefold() == letter.casefold() else text


def _is_month_first(cell: SheetCell) -> bool:
    match = _MONTH_DAY.fullmatch(cell.text.strip()) if cell.holding is Holding.text else None
    return match is not None and int(match[1]) <= 12 < int(match[2]) <= 31


def _is_coloured_throughout(cell: SheetCell, row: Sequence[SheetCell]) -> bool:
    """Whether the fill marks a whole row and not this cell."""
    others = [other for other in row if other is not cell]
    return bool(cell.fill) and len(others) > 1 and sum(other.fill == cell.fill for other in others) * 2 > len(others)


def _disagree(one: str, other: str) -> bool:
    """Whether two hues are told apart by people; many take yellow for amber (C14)."""
    return bool(one and other) and one != other and {one, other} != {"Amber", "Yellow"}


def _hue(text: str, key: Sequence[Mark]) -> str:
    mark = next((mark for mark in key if text.casefold() in (mark.word.casefold(), mark.letter.casefold())), None)
    return (word_of(mark.colour) if mark and mark.colour else "") or colour_word(text)


def _tenth(text: str, before: Sequence[str]) -> str:
    """`1.10` for a number 1.1 behind a 1.9, or that stood above already."""
    match = _DECIMAL_REF.fullmatch(text)
    last = _DECIMAL_REF.fullmatch(before[-1]) if before else None
    tens = {"1": "9", "2": "19", "3": "29", "4": "39"}
    if match is None or not before or match[2] not in tens:
        return ""
    follows = before[-1] == f"{match[1]}.{tens[match[2]]}"
    return f"{match[1]}.{match[2]}0" if follows and (text in before or last is not None) else ""
