"""Periods, days and frequencies: read as people write them, the day first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.domain.day import day_words, parse_day, parse_month_name
from waymark.domain.errors import NotUnderstood
from waymark.domain.frequency import (
    Frequency,
    YearCalendar,
    parse_frequency,
    parse_year_calendar,
    period_kind,
)
from waymark.domain.period import (
    Period,
    PeriodKind,
    parse_period,
    period_containing,
    period_from_key,
    periods,
)

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
PERIODS = st.builds(period_containing, st.sampled_from(PeriodKind), DAYS)


@given(PERIODS)
def test_that_key_and_label_are_read_back(period: Period) -> None:
    assert period_from_key(period.key) == period
    assert parse_period(period.key) == period
    assert parse_period(str(period)) == period


@given(PERIODS)
def test_that_periods_of_a_kind_follow_each_other_without_gap(period: Period) -> None:
    following = period.next()

    assert (following.first_day - period.last_day).days == 1
    assert following.previous() == period
    assert period < following


@given(st.sampled_from(PeriodKind), DAYS, DAYS)
def test_that_a_day_is_in_one_period_of_each_kind(kind: PeriodKind, first: date, day: date) -> None:
    span = list(periods(kind, min(first, day), max(first, day)))

    assert [period for period in span if period.contains(day)] == [period_containing(kind, day)]


@given(PERIODS)
def test_that_a_longer_period_stands_in_the_month_where_it_ends(period: Period) -> None:
    month = period.month_column

    assert month.kind is PeriodKind.month
    assert month.last_day == period.last_day
    assert month <= period


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Nov-17", "2017-11"),
        ("November 2017", "2017-11"),
        ("Sept 18", "2018-09"),
        ("Sept2018", "2018-09"),
        ("Sept18", "2018-09"),
        ("Sep 18", "2018-09"),
        ("Dec18", "2018-12"),
        ("Mar -17", "2017-03"),
        ("mar–17", "2017-03"),
        ("Oct\u00a02016", "2016-10"),
        ("2017/11", "2017-11"),
        ("11/2017", "2017-11"),
        ("Q4 18", "2017-Q4"),
        ("Q1 18", "2018-Q1"),
        ("Q3 2025/26", "2025-Q3"),
        ("2025-26 Q3", "2025-Q3"),
        ("2025-Q4", "2025-Q4"),
        ("Quarter 4 (January to March 2014)", "2013-Q4"),
        ("Q3 2025/26 (Oct–Dec)", "2025-Q3"),
        ("H1 2017/18", "2017-H1"),
        ("spring term 2016/17", "2016-T2"),
        ("autumn 2017", "2017-T1"),
        ("2015/16", "2015-FY"),
        ("2015-16", "2015-FY"),
        ("2016 - 2017", "2016-FY"),
        ("2016 to 2017", "2016-FY"),
        ("financial year 2016/17", "2016-FY"),
        ("academic year 2016/17", "2016-AY"),
        ("2016/17 academic year", "2016-AY"),
        ("2017", "2017"),
        ("2017-04", "2017-04"),
        ("2011-12", "2011-12"),
        ("2011/12", "2011-FY"),
        ("5/11/2018", "2018-11"),
        ("29th October 2018", "2018-10"),
    ],
)
def test_that_periods_are_read_as_people_write_them(typed: str, key: str) -> None:
    assert parse_period(typed).key == key


@pytest.mark.parametrize("typed", ["Sept 18", "Sept2018", "Sept18", "Sep 18"])
def test_that_trap_l26_spellings_of_one_month_are_one_period(typed: str) -> None:
    assert parse_period(typed) == period_from_key("2018-09")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("soon", "Try"),
        ("", "Try"),
        ("17", "Try"),
        ("Q3", "Try"),
        ("2015/17", "2015/16"),
        ("H2 2017", "two years"),
        ("Quarter 3 (January to March 2014)", "months"),
        ("March 0017", "1900"),
    ],
)
def test_that_what_is_no_period_is_refused_with_what_to_try(typed: str, reason: str) -> None:
    with pytest.raises(NotUnderstood, match=reason):
        parse_period(typed)


@pytest.mark.parametrize("key", ["2017-13", "2025-Q5", "Nov-17", "0000-FY", ""])
def test_that_a_key_is_read_strictly(key: str) -> None:
    with pytest.raises(NotUnderstood):
        period_from_key(key)


def test_that_periods_sort_by_their_last_day_and_the_shorter_first() -> None:
    keys = ["2017-02", "2017-03", "2016-Q4", "2016-H2", "2016-FY", "2016-T2", "2016-AY", "2017"]

    assert [period.key for period in sorted(map(period_from_key, reversed(keys)))] == keys


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("2017-11", "Nov 2017"),
        ("2025-Q3", "Q3 2025/26 (Oct–Dec)"),
        ("2025-H2", "H2 2025/26 (Oct–Mar)"),
        ("2025-T1", "autumn term 2025/26 (Sep–Dec)"),
        ("2015-FY", "2015/16"),
        ("2099-FY", "2099/00"),
        ("2016-AY", "academic year 2016/17"),
        ("2017", "2017"),
    ],
)
def test_that_a_label_is_in_the_councils_words(key: str, label: str) -> None:
    assert period_from_key(key).label == label


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/03/2017", date(2017, 3, 31)),
        ("31.3.17", date(2017, 3, 31)),
        ("27/2/2025", date(2025, 2, 27)),
        ("5th NOVEMBER 2018", date(2018, 11, 5)),
        ("21 June 2018", date(2018, 6, 21)),
        ("Monday 5 November 2018", date(2018, 11, 5)),
        ("9-Nove-07", date(2007, 11, 9)),
        ("2018-11-05", date(2018, 11, 5)),
        ("1 Sept 69", date(2069, 9, 1)),
        ("1 Sept 70", date(1970, 9, 1)),
        ("29 February 2016", date(2016, 2, 29)),
    ],
)
def test_that_days_are_read_with_the_day_first(typed: str, day: date) -> None:
    assert parse_day(typed) == day


def test_that_trap_x09_a_date_that_could_be_read_both_ways_has_the_day_first() -> None:
    assert parse_day("05/11/2018") == date(2018, 11, 5)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31/02/2017", "February 2017 has 28 days"),
        ("29 February 2017", "February 2017 has 28 days"),
        ("13/13/2017", "no month 13"),
        ("02/13/2017", "no month 13"),
        ("0/1/2017", "January 2017 has 31 days"),
        ("1/1/0017", "1900 to 2099"),
        ("Mar 2017", "day first"),
        ("4/7", "day first"),
    ],
)
def test_that_an_impossible_date_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotUnderstood, match=reason):
        parse_day(typed)


@given(DAYS)
def test_that_a_day_in_words_is_read_back(day: date) -> None:
    assert parse_day(day_words(day)) == day
    assert parse_day(f"{day:%d/%m/%Y}") == day
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("word", "month"),
    [("September", 9), ("sept", 9), ("Apr.", 4), ("MAY", 5), ("Ma", None), ("Action", None), ("", None)],
)
def test_that_a_month_is_known_by_name_alone(word: str, month: int | None) -> None:
    assert parse_month_name(word) == month


@given(st.text() | st.from_regex(r"\A[qht ]{0,2}[0-9]{1,4}[-/ .]{0,2}[a-zA-Z]{0,5} ?[0-9]{0,5}\Z"))
@pytest.mark.parametrize("parse", [parse_period, parse_day, period_from_key, parse_frequency, parse_year_calendar])
def test_that_any_text_is_understood_or_refused_in_words(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except NotUnderstood as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("typed", "frequency"),
    [
        ("Monthly", Frequency.monthly),
        ("bi-monthly", Frequency.every_two_months),
        ("every two months", Frequency.every_two_months),
        ("quarterly", Frequency.quarterly),
        ("termly", Frequency.termly),
        ("6-monthly", Frequency.half_yearly),
        ("six monthly", Frequency.half_yearly),
        ("annual", Frequency.annual),
        ("annually", Frequency.annual),
        ("yearly", Frequency.annual),
    ],
)
def test_that_frequencies_are_read_in_their_many_words(typed: str, frequency: Frequency) -> None:
    assert parse_frequency(typed) is frequency


@pytest.mark.parametrize("frequency", Frequency)
def test_that_a_frequency_in_words_is_read_back(frequency: Frequency) -> None:
    assert parse_frequency(frequency.words) is frequency
    assert parse_frequency(frequency.value) is frequency


@pytest.mark.parametrize("calendar", YearCalendar)
def test_that_a_calendar_in_words_is_read_back(calendar: YearCalendar) -> None:
    assert parse_year_calendar(calendar.words) is calendar
    assert parse_year_calendar(calendar.value) is calendar


def test_that_only_an_annual_figure_depends_on_the_calendar() -> None:
    assert period_kind(Frequency.annual, YearCalendar.academic) is PeriodKind.academic_year
    assert period_kind(Frequency.quarterly, YearCalendar.academic) is PeriodKind.quarter
    assert period_kind(Frequency.every_two_months, YearCalendar.financial) is PeriodKind.month
