"""A plan as the public may see it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.plans import a_definition, a_kpi, a_placement, a_plan, a_reading, a_theme, an_update
from waymark.services.public_copy import public_copy
from waymark.services.small_numbers import LEFT_OUT
from waymark.services.suppression import sums

ONE, OTHER = a_theme("1"), a_theme("2", "Help")


def section(theme, *kpis):
    return [a_placement(kpi, theme, rank=f"{theme.ref}{place}") for place, kpi in enumerate(kpis)]


def values_of(plan, kpi):
    return {reading.period: reading.value for reading in plan.readings.where("kpi_id", kpi.id)}


def test_that_a_plan_without_small_numbers_is_as_it_was():
    kpi = a_kpi("1", "Number of children seen")
    plan = a_plan(ONE, kpi, *section(ONE, kpi), a_reading(kpi, value="40"), an_update(kpi, "**40** children seen."))

    assert public_copy(plan) == plan


def test_that_copying_twice_leaves_out_no_more():
    kpi = a_kpi("1", "Number of children seen", note="3 of 37 in June")
    plan = a_plan(ONE, kpi, *section(ONE, kpi), a_reading(kpi, value="4"), an_update(kpi, "4 children seen."))

    once = public_copy(plan)

    assert public_copy(once) == once
    assert values_of(once, kpi) == {"2017-11": LEFT_OUT}


def test_that_trap_c26_a_share_is_left_out_where_a_note_gives_the_few_that_it_is_of():
    kpi = a_kpi("LE 2", "Share of children heard", unit="%", note="November 2017: 1 of 9.")
    plan = a_plan(ONE, kpi, *section(ONE, kpi), a_reading(kpi, "2017-10", "86%"), a_reading(kpi, "2017-11", "11.0%"))

    copy = public_copy(plan)

    assert values_of(copy, kpi) == {"2017-10": "86%", "2017-11": LEFT_OUT}
    assert copy.kpis[kpi.id].note == "November 2017: [c]."


def test_that_the_share_of_a_count_goes_with_the_count():
    count = a_kpi("CL 1", "Care leavers in work", counts_children=1, rank="a")
    share = a_kpi("CL 1a", "Share of care leavers in work", unit="%", rank="b")
    readings = [a_reading(count, "2017-10", "40"), a_reading(count, "2017-11", "4")]
    readings += [a_reading(share, "2017-10", "58%"), a_reading(share, "2017-11", "57%")]

    copy = public_copy(a_plan(ONE, count, share, *section(ONE, count, share), *readings))

    assert values_of(copy, share) == {"2017-10": "58%", "2017-11": LEFT_OUT}


def test_that_what_is_left_out_in_one_section_is_left_out_in_the_other_with_what_gives_it_away_there():
    parts = [a_kpi(ref, f"Number of children {ref}", rank=ref) for ref in ("a", "b", "c", "d", "e")]
    a, b, c, d, e = parts
    rows = {a: ("3", "9"), b: ("20", "8"), c: ("23", "17"), d: ("30", "9"), e: ("50", "17")}
    readings = [a_reading(kpi, f"2017-1{place}", value) for kpi, row in rows.items() for place, value in enumerate(row)]
    places = [*section(ONE, a, b, c), *section(OTHER, b, d, e)]

    copy = public_copy(a_plan(ONE, OTHER, *parts, *places, *readings))

    assert [values_of(copy, kpi)["2017-10"] for kpi in parts] == [LEFT_OUT, LEFT_OUT, "23", LEFT_OUT, "50"]
    assert [values_of(copy, kpi)["2017-11"] for kpi in parts] == ["9", "8", "17", "9", "17"]


def test_that_definitions_and_other_texts_that_papers_print_are_looked_at_too():
    kpi = a_kpi("1")
    definition = a_definition(kpi, "Without the 3 children placed abroad")

    copy = public_copy(a_plan(kpi, definition))

    assert copy.definitions[definition.id].text == "Without the [c] children placed abroad"


COUNTS = st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4)


@given(COUNTS)
def test_that_no_figure_left_out_can_be_worked_out_from_the_others(parts):
    lines = [*parts, [sum(column) for column in zip(*parts, strict=True)]]
    kpis = [a_kpi(f"{place}", "Number of children", rank=f"{place}") for place in range(len(lines))]
    readings = [
        a_reading(kpi, f"2017-0{month + 1}", str(number))
        for kpi, line in zip(kpis, lines, strict=True)
        for month, number in enumerate(line)
    ]

    copy = public_copy(a_plan(ONE, *kpis, *section(ONE, *kpis), *readings))

    shown = [[values_of(copy, kpi)[f"2017-0{month + 1}"] for month in range(3)] for kpi in kpis]
    assert not any(value in ("1", "2", "3", "4", "5") for line in shown for value in line)
    for each in sums(lines):
        for month in range(3):
            assert sum(shown[row][month] == LEFT_OUT for row in each.members) != 1
