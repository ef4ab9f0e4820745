"""Commentary on sections: what stands for a period, the room for more, and what was said before."""

from __future__ import annotations

from tests.plans import a_commentary, a_kpi, a_link, a_placement, a_plan, a_theme
from waymark.domain.changes import applied
from waymark.domain.period import period_from_key
from waymark.services.commenting import commented, told, told_before

NOVEMBER = period_from_key("2017-11")
KINDS = ("summary", "next_steps")
THEME, KPI, LOOSE = a_theme(), a_kpi(), a_kpi("9")
ROWS = (THEME, KPI, a_placement(KPI, THEME), LOOSE, a_placement(LOOSE, None, section="Front door"))


def spots(plan, period=NOVEMBER):
    return {
        section.title: [(each.row.kind, each.row.block, each.row.text) for each in section.comments]
        for section in commented(plan, period, KINDS)
    }


def test_that_every_section_has_room_for_each_kind_of_comment():
    blank = [("summary", 1, ""), ("next_steps", 1, "")]

    assert spots(a_plan(*ROWS)) == {"Practice": blank, "Front door": blank}


def test_that_what_was_written_stands_in_its_place_with_the_kpis_it_is_about():
    row = a_commentary(THEME, "Visits slipped.", "next_steps")
    plan = a_plan(*ROWS, row, a_link(row, KPI))

    practice = commented(plan, NOVEMBER, KINDS)[0]

    assert [each.row.text for each in practice.comments] == ["", "Visits slipped."]
    assert practice.comments[1].kpis == (KPI,)


def test_that_there_is_room_again_where_a_table_was_commented_on_before():
    plan = a_plan(*ROWS, a_commentary(THEME, "October", "next_steps", block=2, period="2017-10"))

    assert spots(plan)["Practice"] == [("summary", 1, ""), ("next_steps", 1, ""), ("next_steps", 2, "")]


def test_that_a_comment_on_no_section_of_kpis_is_found_too():
    plan = a_plan(a_commentary(None, "Partners met.", section="Partnership"), a_commentary(None, "In short"))

    assert {title: texts[0][2] for title, texts in spots(plan).items()} == {
        "Partnership": "Partners met.",
        "General": "In short",
    }


def test_that_a_new_comment_is_written_under_the_id_that_its_room_had():
    plan = a_plan(*ROWS)
    room = commented(plan, NOVEMBER, KINDS)[0].comments[1].row

    after = applied(plan, told(plan, room, "Ask for more staff"))

    assert commented(after, NOVEMBER, KINDS)[0].comments[1].row.id == room.id
    assert after.commentary[room.id].text == "Ask for more staff"


def test_that_a_blank_text_makes_no_comment():
    plan = a_plan(*ROWS)

    assert told(plan, commented(plan, NOVEMBER, KINDS)[0].comments[0].row, "  ") == ()


def test_that_what_was_said_last_before_is_found_for_the_same_section_kind_and_table():
    september, october = (a_commentary(THEME, month, period=month) for month in ("2017-09", "2017-10"))
    others = (
        a_commentary(THEME, "later", period="2017-12"),
        a_commentary(THEME, "other kind", "next_steps", period="2017-10"),
        a_commentary(THEME, "other table", block=2, period="2017-10"),
    )
    plan = a_plan(*ROWS, september, october, *others)
    room = commented(plan, NOVEMBER, KINDS)[0].comments[0].row

    assert told_before(plan, room) == october
