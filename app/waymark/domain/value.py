"""What stands in a figure's cell: a number with its unit and qualifiers, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from waymark.domain.number_words import COMPARISONS, NUMBER, UNITS, one_of, plain_number, to_decimal
from waymark.domain.text import plain_signs


class ValueState(StrEnum):
    """What kind of value it is; the values are the words for people.

    Only `reported` and `provisional` values are figures. A bound (`<10%`) and a range (`12 – 15`) are targets, `text`
    is anything else.
    """

    reported = "reported"
    provisional = "provisional"
    bound = "bound"
    range = "range"
    blank = "blank"
    not_available = "not available"
    not_applicable = "not applicable"
    not_collected = "not collected"
    pending = "pending"
    suppressed = "suppressed"
    text = "text"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as typed and what was understood of it: `number` as printed (43 for 43%), its `unit` and decimal places.

    A fraction `4 / 7` has the number 4; a range has `low` and `high`, a bound a `comparison` (`<`, `<=`, `>`, `>=`).
    """

    typed: str
    state: ValueState
    number: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparison: str = ""
    qualifiers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.typed

    @property
    def figure(self) -> Decimal | None:
        """The number to rate, compare and draw; None where the cell reports none."""
        return self.number if self.state in _FIGURES else None

    @property
    def words(self) -> str:
        """The form for people."""
        if self.state is ValueState.text:
            return self.typed
        if self.state in _STATES_WITHOUT_NUMBER:
            return "" if self.state is ValueState.blank else self.state.value
        notes = "; ".join((*self._fraction_note(), *self._notes()))
        return f"{self._amount()} ({notes})" if notes else self._amount()

    @property
    def parsed(self) -> dict[str, int | float | str | None]:
        """What was understood, as the dump writes it."""
        figure = self.figure
        fraction = {"numerator": plain_number(self.numerator), "denominator": plain_number(self.denominator)}
        return {
            "value": plain_number(figure),
            "unit": self.unit or None if figure is not None else None,
            "qualifier": "; ".join(self._notes()) or None if figure is not None else self._why_no_figure(),
            **(fraction if self.denominator is not None else {}),
        }

    def _amount(self) -> str:
        if self.low is not None and self.high is not None:
            low = format_number(self.low, "£" if self.unit == "£" else "", self.decimals)
            return f"{low} – {format_number(self.high, self.unit, self.decimals)}"
        if self.number is None:
            return ""
        if self.denominator is not None and self.number == self.numerator and not self.unit:
            return f"{self.numerator:f} of {self.denominator:f}"
        return self.comparison + format_number(self.number, self.unit, self.decimals)

    def _fraction_note(self) -> Sequence[str]:
        if self.denominator is None or (self.number == self.numerator and not self.unit):
            return ()
        return (f"{self.numerator:f} of {self.denominator:f}",)

    def _notes(self) -> Sequence[str]:
        return (*self.qualifiers, "provisional") if self.state is ValueState.provisional else self.qualifiers

    def _why_no_figure(self) -> str | None:
        if self.state in (ValueState.bound, ValueState.range):
            return ValueState.text.value
        return None if self.state is ValueState.blank else self.state.value


_FIGURES = frozenset({ValueState.reported, ValueState.provisional})
# Marks of the statistical offices (c, z, :, x) beside the words people use.
_WORDS = {
    "": ValueState.blank,
    **dict.fromkeys(
        ("-", "--", ":", "x", "nan", "not available", "not avail", "no data", "unavailable"), ValueState.not_available
    ),
    **dict.fromkeys(("n/a", "na", "n.a", "n/app", "z", "not applicable"), ValueState.not_applicable),
    **dict.fromkeys(("not collected", "not recorded", "not measured", "not reported"), ValueState.not_collected),
    **dict.fromkeys(
        ("pending", "awaited", "awaiting data", "to follow", "tbc", "tbd", "not yet available"), ValueState.pending
    ),
    **dict.fromkeys(("c", "[c]", "supp", "suppressed"), ValueState.suppressed),
}
_STATES_WITHOUT_NUMBER = frozenset(_WORDS.values())
_PROVISIONAL = frozenset({"provisional", "prov", "prov.", "p", "~", "*"})
LONGEST_FIGURE = 80
_UNIT = rf"(?: ?(?P<unit>{one_of(UNITS)}))?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]?(?:[0-9]{4}|[0-9]{2})"
_NOTE = rf"\([^()]*\)|[~*]|\bprovisional\b|\b{_MONTH}\b"
_NOTES = rf"(?P<notes>(?: ?(?:{_NOTE}))*)"
_AMOUNT = rf"(?P<sign>[+-]? ?£?|£-) ?(?P<number>{NUMBER}){_UNIT}"
# These are compiled when they are first matched: the rows of a grid need not wait for that.
_AMOUNT_FORM = _AMOUNT + _NOTES
_FRACTION_FORM = rf"(?P<of>{NUMBER}) ?(?:/|of|out of) ?(?P<all>{NUMBER}){_NOTES}"
_RANGE_FORM = rf"(?P<sign>[+-]?£?)(?P<low>{NUMBER}) ?%? ?(?:-|to) ?£?(?P<number>{NUMBER}){_UNIT}{_NOTES}"
_BOUND_FORM = (
    rf"(?P<before>{one_of(COMPARISONS)})? ?{_AMOUNT}(?: (?P<after>{one_of(COMPARISONS)}))?"
    rf"(?P<rest>(?: [^0-9()]+)?){_NOTES}"
)


def parse_value(text: str) -> Value:
    """Read a value. Never raises, and never makes a number of what is not written as one."""
    words = plain_signs(text)
    state = _WORDS.get(words.rstrip(".").casefold())
    if state is not None:
        return Value(text, state)
    if len(words) > LONGEST_FIGURE:
        return Value(text, ValueState.text)
    for form, read in (
        (_FRACTION_FORM, _fraction),
        (_AMOUNT_FORM, _reported),
        (_RANGE_FORM, _range),
        (_BOUND_FORM, _bound),
    ):
        match = re.fullmatch(form, words, re.IGNORECASE)
        if match and (value := read(text, match)):
            return _with_notes(value, match["notes"])
    return Value(text, ValueState.text)


def format_number(number: Decimal, unit: str = "", decimals: int = 0) -> str:
    """The number for people: `1,234`, `83.0%`, `£5`, `763 days`."""
    figures = rounded(number, decimals)
    sign, size = ("-" if figures < 0 else ""), f"{abs(figures):,.{decimals}f}"
    if unit == "£":
        return f"{sign}£{size}"
    if unit in ("", "%"):
        return f"{sign}{size}{unit}"
    return f"{sign}{size} {unit.removesuffix('s') if abs(figures) == 1 else unit}"


def rounded(number: Decimal, decimals: int) -> Decimal:
    """The number to so many decimal places, halves away from zero as people round; zero has no sign."""
    result = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=60))
    return abs(result) if result.is_zero() else result


def _reported(text: str, match: re.Match[str]) -> Value | None:
    number = _decimal(match["number"], match["sign"])
    value = Value(text, ValueState.reported, number, _unit(match), _decimals(match["number"]))
    # A bare number and a month read as a date (L06): a person must say which it is.
    return (
        None if not value.unit and re.search(_MONTH, re.sub(r"\(.*?\)", "", match["notes"]), re.IGNORECASE) else value
    )


def _fraction(text: str, match: re.Match[str]) -> Value | None:
    numerator, denominator = _decimal(match["of"]), _decimal(match["all"])
    if not 0 < denominator >= numerator or _is_year(plain_signs(text)):
        return None
    decimals = _decimals(match["of"])
    return Value(text, ValueState.reported, numerator, "", decimals, numerator, denominator)


def _range(text: str, match: re.Match[str]) -> Value | None:
    low, high = _decimal(match["low"], match["sign"]), _decimal(match["number"])
    years = low > 1900 and high == low + 1
    if low >= high or years:
        return None
    decimals = max(_decimals(match["low"]), _decimals(match["number"]))
    return Value(text, ValueState.range, None, _unit(match), decimals, low=low, high=high)


def _bound(text: str, match: re.Match[str]) -> Value | None:
    if bool(match["before"]) == bool(match["after"]):
        return None
    rest = match["rest"].strip()
    return Value(
        text,
        ValueState.bound,
        _decimal(match["number"], match["sign"]),
        _unit(match),
        _decimals(match["number"]),
        comparison=COMPARISONS[(match["before"] or match["after"]).lower()],
        qualifiers=(rest,) if rest else (),
    )


def _with_notes(value: Value, notes: str) -> Value:
    """The value with its qualifiers; marks make it provisional, a fraction in brackets is what it was worked out of."""
    for note in re.findall(_NOTE, notes, re.IGNORECASE):
        for part in filter(None, map(str.strip, note.strip("()").split(";"))):
            value = _with_note(value, part)
    return value


def _with_note(value: Value, note: str) -> Value:
    if note.casefold() in _PROVISIONAL and value.state in _FIGURES:
        return replace(value, state=ValueState.provisional)
    fraction = re.fullmatch(_FRACTION_FORM, note, re.IGNORECASE)
    if fraction and not fraction["notes"] and value.unit == "%" and _decimal(fraction["all"]) and not _is_year(note):
        return replace(value, numerator=_decimal(fraction["of"]), denominator=_decimal(fraction["all"]))
    return replace(value, qualifiers=(*value.qualifiers, note))


def _is_year(note: str) -> bool:
    return re.fullmatch(r"(?:19|20)[0-9]{2} ?/ ?(?:[0-9]{2}){1,2}", note) is not None


def _decimal(figures: str, sign: str = "") -> Decimal:
    number = to_decimal(figures)
    return -number if "-" in sign else number


def _decimals(figures: str) -> int:
    return len(figures.partition(".")[2])


def _unit(match: re.Match[str]) -> str:
    return "£" if "£" in match["sign"] else UNITS[match["unit"].lower()] if match["unit"] else ""
