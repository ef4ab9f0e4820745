"""How what a person types into a field is read: kept as typed if the field can hold it, refused in words if not."""

from __future__ import annotations

from collections.abc import Callable

from waymark.domain.day import parse_day
from waymark.domain.due import parse_due
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import parse_frequency, parse_year_calendar
from waymark.domain.period import parse_period
from waymark.domain.polarity import parse_polarity
from waymark.domain.rows import Action, Comparator, Kpi, LogEntry, Meeting, Row, Scalar, Target
from waymark.domain.state import parse_state
from waymark.domain.text import cleaned, quoted

Reader = Callable[[str], Scalar]


def understood(kind: type[Row], field: str, typed: str) -> Scalar:
    """What the field is to hold when a person typed that. Raises NotUnderstood with a sentence for that person."""
    return READERS.get((kind, field), _text)(cleaned(typed))


def _text(typed: str) -> str:
    return typed


def _if_parsed_by(parse: Callable[[str], object]) -> Reader:
    def as_typed(typed: str) -> str:
        if typed.strip():
            parse(typed)
        return typed.strip()

    return as_typed


def _decimals(typed: str) -> int | None:
    if not typed.strip():
        return None
    if typed.strip() not in tuple("0123456"):
        raise NotUnderstood(f"{quoted(typed)} is not a number of decimal places. Type a digit from 0 to 6, or nothing.")
    return int(typed)


def _yes_or_no(typed: str) -> int:
    answer = typed.strip().casefold()
    if answer in ("yes", "y", "1", "true"):
        return 1
    if answer in ("no", "n", "0", "false", ""):
        return 0
    raise NotUnderstood(f"{quoted(typed)} is neither yes nor no.")


READERS: dict[tuple[type[Row], str], Reader] = {
    (Action, "due"): _if_parsed_by(parse_due),
    (Action, "review_date"): _if_parsed_by(parse_due),
    (Action, "state"): _if_parsed_by(parse_state),
    (Kpi, "polarity"): _if_parsed_by(parse_polarity),
    (Kpi, "frequency"): _if_parsed_by(parse_frequency),
    (Kpi, "calendar"): _if_parsed_by(parse_year_calendar),
    (Kpi, "decimals"): _decimals,
    (Kpi, "counts_children"): _yes_or_no,
    (Target, "by"): _if_parsed_by(parse_due),
    (Target, "from_period"): _if_parsed_by(parse_period),
    (Comparator, "period"): _if_parsed_by(parse_period),
    (LogEntry, "due"): _if_parsed_by(parse_due),
    (Meeting, "date"): _if_parsed_by(parse_day),
}
