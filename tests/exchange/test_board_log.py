"""The board's own action log in its paper: what is carried over, and how long it has stood."""

from __future__ import annotations

from tests.exchange.papers import headings, paper_of, tables, texts, words
from tests.plans import a_link, a_meeting, an_entry, an_officer

OCTOBER, NOVEMBER = a_meeting("12 October 2017", rank="a"), a_meeting("16 November 2017", rank="b")
CARRIED = "Board action log: open, carried over from earlier meetings"


def log_of(*entries):
    return paper_of(OCTOBER, NOVEMBER, *entries)


def test_that_open_entries_of_earlier_meetings_are_carried_over_and_aged():
    late = an_entry("Oct-01", meeting_id=OCTOBER.id, due="Oct-17", complete="Ongoing")
    new = an_entry("Nov-01", meeting_id=NOVEMBER.id, due="Mar-18", complete="N")
    done = an_entry("Oct-02", meeting_id=OCTOBER.id, due="Oct-17", complete="Y")

    paper = log_of(late, new, done)

    assert headings(paper, 3) == [
        "Open, carried over from earlier meetings",
        "Open, raised in November 2017",
        "Complete",
    ]
    assert [texts(table)[0]["How long"] for table in tables(paper).values()] == [
        *("Open for 7 weeks\nOverdue for 4 weeks", "Open for 2 weeks", "Closed"),
    ]
    assert (
        "Of 3 entries, 1 is complete, 1 is open and carried over from earlier meetings and 1 is open and new."
        " 1 open entry is overdue."
    ) in words(paper)


def test_that_trap_c41_an_entry_due_before_it_was_raised_is_not_called_overdue():
    entry = an_entry("Nov-01", meeting_id=NOVEMBER.id, due="Feb-17", complete="Ongoing")

    [row] = texts(tables(log_of(entry))["Board action log: open, raised in November 2017"])

    assert (row["Due"], row["How long"]) == ("Feb-17", "Open for 2 weeks")


def test_that_trap_c45_an_entry_without_a_meeting_is_as_old_as_the_month_in_its_ref():
    [row] = texts(tables(log_of(an_entry("Mar-04")))[CARRIED])

    assert row["How long"] == "Open for 8 months"


def test_that_what_is_raised_after_the_period_is_not_in_its_paper():
    later = a_meeting("14 December 2017", rank="c")

    assert headings(paper_of(later, an_entry("Dec-01", meeting_id=later.id)), 2) == []


def test_that_trap_c44_an_entry_without_an_owner_says_so_where_others_have_one():
    owned, nobodys, officer = an_entry("Oct-01"), an_entry("Oct-02"), an_officer("Head of Audit")

    rows = texts(tables(log_of(owned, nobodys, officer, a_link(owned, officer)))[CARRIED])

    assert [row["Owner"] for row in rows] == ["Head of Audit", "None named"]
