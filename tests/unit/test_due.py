"""Due dates at the precision at which people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.day import day_words
from waymark.domain.due import Precision, due_as_typed, parse_due
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import Frequency
from waymark.domain.period import PeriodKind, period_containing

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
WHEN = DAYS.map(day_words) | st.builds(period_containing, st.sampled_from(PeriodKind), DAYS).map(str)
EVERY = st.sampled_from(Frequency).map(lambda frequency: frequency.words)
DUES = WHEN | EVERY | st.builds("{}, then {}".format, WHEN, EVERY) | st.sampled_from(["", "TBC", "Ongoing"])


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("Jan-17", {"precision": "month", "value": "2017-01"}),
        ("5th November 2018", {"precision": "day", "value": "2018-11-05"}),
        ("By end of March 2017", {"precision": "month", "value": "2017-03"}),
        ("2017", {"precision": "year", "value": "2017"}),
        ("2016/17", {"precision": "year", "value": "2016-FY"}),
        ("Q3 2025/26", {"precision": "quarter", "value": "2025-Q3"}),
        ("Report quarterly", {"precision": "recurring", "value": "quarterly"}),
        ("monthly", {"precision": "recurring", "value": "monthly"}),
        ("Thereafter bi-monthly", {"precision": "recurring", "value": "bi-monthly"}),
        (
            "November 2022 (Thereafter bi-monthly review)",
            {"precision": "month", "value": "2022-11", "then_every": "bi-monthly"},
        ),
        ("Ongoing", {"precision": "ongoing", "value": None}),
        ("TBC", {"precision": "tbc", "value": None}),
        ("to be confirmed", {"precision": "tbc", "value": None}),
        (" ", None),
    ],
)
def test_that_due_dates_are_understood_as_the_dump_writes_them(typed: str, parsed: dict[str, str] | None) -> None:
    due = parse_due(typed)

    assert due.parsed == parsed
    assert str(due) == typed


@pytest.mark.parametrize(
    "typed", ["Mar 2017", "Mar -17", "2016-Q4", "2016/17", "31/03/2017"], ids=["B09", *["B30"] * 4]
)
def test_that_trap_a_due_date_is_overdue_only_after_its_last_day(typed: str) -> None:
    due = parse_due(typed)

    assert not due.is_overdue(on=date(2017, 3, 31))
    assert due.is_overdue(on=date(2017, 4, 1))


def test_that_trap_b07_a_month_of_issue_is_not_overdue_until_it_ends() -> None:
    assert not parse_due("Oct 2016").is_overdue(on=date(2016, 10, 31))


@pytest.mark.parametrize(
    "typed",
    ["Report quarterly", "TBC", "November 2022 (Thereafter bi-monthly review)", "Ongoing", "", "will be review"],
    ids=["B05", "C42", "S07", "ongoing", "blank", "unknown"],
)
def test_that_trap_what_recurs_or_has_no_date_is_kept_as_typed_and_never_overdue(typed: str) -> None:
    due = due_as_typed(typed)

    assert due.typed == typed
    assert not due.is_overdue(on=date(2099, 1, 1))


def test_that_dues_sort_by_their_last_day_and_undated_ones_behind() -> None:
    typed = ["28/02/2017", "Mar 2017", "2016-AY", "2017", "TBC"]
    shuffled = typed[::-1]

    assert sorted(shuffled, key=lambda text: parse_due(text).sort_day) == typed


@pytest.mark.parametrize(("typed", "reason"), [("will be review", "Mar 2017"), ("31/02/2017", "28 days")])
def test_that_what_is_no_due_date_is_refused_when_typed_and_kept_when_imported(typed: str, reason: str) -> None:
    with pytest.raises(NotUnderstood, match=reason):
        parse_due(typed)

    assert due_as_typed(typed).precision is Precision.unknown
    assert due_as_typed(typed).words == typed


@given(DUES)
def test_that_a_due_date_in_words_is_read_back(typed: str) -> None:
    due = parse_due(typed)

    again = parse_due(due.words)

    assert (again.precision, again.day, again.period, again.every) == (due.precision, due.day, due.period, due.every)


@given(st.text() | st.from_regex(r"\A(by |report |end of )?[a-zA-Z0-9/ -]{0,20}( \(thereafter [a-z-]+)?\)?\Z"))
def test_that_any_text_is_kept_as_typed(text: str) -> None:
    due = due_as_typed(text)

    assert due.typed == text
    assert due.precision is Precision.unknown or parse_due(text) == due


def test_that_a_long_text_is_refused_with_a_short_quotation() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_due("report and " * 4000)

    assert len(str(refused.value)) < 250
