"""What people write in a paper: its parts, headings and passages, and how passages move among them."""

from __future__ import annotations

from tests.plans import a_passage, a_plan
from waymark.domain.changes import applied
from waymark.domain.period import period_from_key
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.manuscript import (
    Spot,
    begun_from,
    headings,
    manuscript,
    moved_past,
    new_passage,
    spot_in,
    spot_under,
    written_before,
)

NOVEMBER = period_from_key("2017-11")
ISSUE = Issue("board", NOVEMBER)
SHORT = a_passage("In short", heading="Director’s summary", rank="e")
ABOUT = a_passage("About", heading="Introduction", rank="b")
AIMS = a_passage("Aims", heading="Introduction / Aims", rank="c")
MONTH = a_passage("This month", heading="Introduction", period="2017-11", rank="d")
PLAN = a_plan(ABOUT, AIMS, MONTH, SHORT)


def shape(plan, *, withdrawn=False):
    """The passages by part and heading, of the parts that have any."""
    return {
        (chapter.title, group.title): [each.text for each in group.passages]
        for chapter in manuscript(plan, ISSUE, withdrawn=withdrawn)
        for group in chapter.groups
        if group.passages
    }


def chapter(plan, key):
    return next(each for each in manuscript(plan, ISSUE) if each.part.key == key)


def moved(plan, passage, step):
    return applied(plan, moved_past(plan, ISSUE, passage, step))


def test_that_passages_stand_under_their_headings_in_the_parts_that_print_them():
    opening, director = chapter(PLAN, "introduction"), chapter(PLAN, "director")

    assert [(group.title, [each.text for each in group.passages]) for group in (*opening.groups, *director.groups)] == [
        ("", ["About"]),
        ("Aims", ["Aims"]),
        ("Introduction", ["This month"]),
        ("", ["In short"]),
    ]


def test_that_passages_of_other_papers_and_periods_stand_elsewhere():
    plan = a_plan(a_passage("Plan", paper="plan"), a_passage("October", period="2017-10"), a_passage("All", paper=""))

    assert [each.text for each in manuscript(plan, ISSUE)[0].passages] == ["All"]


def test_that_withdrawn_passages_are_shown_where_they_stood_when_asked_for():
    gone = a_passage("Gone", heading="Purpose", rank="Z", withdrawn_at="2017-11-01T10:00:00+00:00")
    plan = a_plan(gone, ABOUT)

    assert shape(plan) == {("Introduction", ""): ["About"]}
    assert list(shape(plan, withdrawn=True).values()) == [["Gone"], ["About"]]


def test_that_a_passage_moves_past_its_neighbour_and_then_under_the_next_heading():
    one, two = (a_passage(text, heading="Purpose", rank=text) for text in ("a", "b"))
    other = a_passage("other", heading="Governance", rank="c")
    plan = a_plan(one, two, other)

    past = moved(plan, one, 1)
    under = moved(past, past.passages[one.id], 1)

    assert shape(past) == {("Introduction", "Purpose"): ["b", "a"], ("Introduction", "Governance"): ["other"]}
    assert shape(under) == {("Introduction", "Purpose"): ["b"], ("Introduction", "Governance"): ["a", "other"]}


def test_that_a_passage_moves_through_parts_that_have_none_and_back():
    plan = a_plan(ABOUT)
    ways = (1,) * 9 + (-1,) * 9
    moves = [plan]

    for way in ways:
        moves.append(moved(moves[-1], moves[-1].passages[ABOUT.id], way))

    titles = [next(iter(shape(each)))[0] for each in moves]
    assert titles[:10] == [each.title for each in manuscript(plan, ISSUE)]
    assert titles[9:] == titles[9::-1]


def test_that_the_first_passage_goes_no_further_up():
    assert moved_past(PLAN, ISSUE, ABOUT, -1) == ()


def test_that_a_new_passage_of_a_part_stands_before_other_headings():
    opening = a_plan(a_passage("Purpose", heading="Purpose", rank="a"))

    spot = spot_in(chapter(opening, "introduction"))

    assert (spot.heading, spot.neighbour, spot.step) == ("Introduction", opening.passages.live()[0], -1)


def test_that_a_new_passage_of_a_part_stands_behind_those_it_has():
    assert spot_in(chapter(PLAN, "director")) == Spot("Director’s summary", SHORT)


def test_that_a_passage_is_put_last_under_a_heading_that_is_there():
    assert spot_under(manuscript(PLAN, ISSUE), "introduction / aims", ABOUT) == Spot("Introduction / Aims", AIMS)


def test_that_a_new_heading_parts_no_other_one():
    one, two = (a_passage(text, heading="Purpose", rank=text) for text in ("a", "b"))

    assert spot_under(manuscript(a_plan(one, two), ISSUE), "Governance", one) == Spot("Governance", two)


def test_that_a_new_passage_is_blank_and_the_papers_own():
    standing, dated = (new_passage(ISSUE, Spot("Purpose"), standing=each) for each in (True, False))

    assert (standing.paper, standing.heading, standing.period, standing.text) == ("board", "Purpose", "", "")
    assert dated.period == "2017-11"


def test_that_a_period_begins_with_the_passages_of_the_one_before():
    september, october = (a_passage(key, heading="Month", period=key) for key in ("2017-09", "2017-10"))
    plan = a_plan(september, october, a_passage("Elsewhere", heading="Summary", period="2017-10", rank="b"))
    part = chapter(plan, "introduction").part

    found = written_before(plan, ISSUE, part)
    begun = begun_from(found, ISSUE)[october]

    assert found == (october,)
    assert (begun.text, begun.heading, begun.period) == ("2017-10", "Month", "2017-11")
    assert written_before(plan, ISSUE, part, "Other") == ()


def test_that_headings_are_offered_once_each_as_passages_name_them():
    offered = headings(manuscript(PLAN, ISSUE))

    assert offered[:3] == ("Introduction", "Introduction / Aims", "Director’s summary")
    assert "Closing analysis" in offered
