"""The passages of papers: added, moved, renamed, dated, copied, and shown with pictures."""

from __future__ import annotations

import pytest

from tests.pictures import a_picture
from tests.plans import a_passage, a_plan
from waymark.domain.changes import applied
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import period_from_key
from waymark.services import passages

NOVEMBER = period_from_key("2017-11")
FIRST = a_passage("First", heading="Purpose", rank="a")
SECOND = a_passage("Second", heading="Purpose", rank="b")
PLAN = a_plan(FIRST, SECOND)


def texts(plan) -> list[str]:
    return [passage.text for passage in plan.passages.live()]


@pytest.mark.parametrize(("step", "expected"), [(-1, ["First", "New", "Second"]), (1, ["First", "Second", "New"])])
def test_that_a_passage_is_added_before_or_after_another(step, expected):
    after = applied(PLAN, passages.added(PLAN, a_passage("New"), SECOND, step))

    assert texts(after) == expected


def test_that_a_passage_without_a_neighbour_is_added_last():
    after = applied(PLAN, passages.added(PLAN, a_passage("New", rank=""), None, 1))

    assert texts(after) == ["First", "Second", "New"]


def test_that_a_heading_is_renamed_for_all_its_passages_of_all_periods_and_those_beneath_it():
    old = a_passage("October", heading="purpose", period="2017-10", rank="c")
    gone = a_passage("Gone", heading="Purpose", withdrawn_at="2017-11-01T10:00:00+00:00", rank="d")
    beneath = a_passage("Beneath", heading="Purpose / Aims", rank="e")
    plan = a_plan(FIRST, SECOND, old, gone, beneath)

    after = applied(plan, passages.renamed(plan, "board", "Purpose", " What it is  for "))

    assert [after.passages[each.id].heading for each in (FIRST, SECOND, old, gone)] == ["What it is for"] * 4
    assert after.passages[beneath.id].heading == "What it is for / Aims"


def test_that_renaming_leaves_other_papers_and_other_headings_alone():
    other = a_passage("Other", paper="plan", heading="Purpose")
    longer = a_passage("Longer", heading="Purpose of report")
    plan = a_plan(FIRST, other, longer)

    after = applied(plan, passages.renamed(plan, "board", "Purpose", "Aims"))

    assert after.passages[FIRST.id].heading == "Aims"
    assert [after.passages[each.id] for each in (other, longer)] == [other, longer]


def test_that_a_heading_keeps_its_name_where_the_new_one_is_blank():
    with pytest.raises(NotUnderstood, match="needs a name"):
        passages.renamed(PLAN, "board", "Purpose", "  ")


def test_that_a_passage_stands_for_a_period_and_in_every_issue_again():
    dated = applied(PLAN, passages.dated(PLAN, FIRST, NOVEMBER))
    back = applied(dated, passages.dated(dated, dated.passages[FIRST.id], None))

    assert dated.passages[FIRST.id].period == "2017-11"
    assert back == PLAN


def test_that_a_withdrawn_passage_is_put_back_where_it_stood():
    without = applied(PLAN, passages.taken_out(PLAN, FIRST, "2017-11-20T10:00:00+00:00"))
    back = applied(without, passages.put_back(without, without.passages[FIRST.id]))

    assert texts(without) == ["Second"]
    assert back == PLAN


def test_that_a_picture_comes_with_its_passage_in_one_step():
    changes = passages.added_picture(PLAN, a_passage("Caption"), a_picture(), FIRST, 1)
    after = applied(PLAN, changes)

    assert texts(after) == ["First", "Caption", "Second"]
    assert after.passages.live()[1].picture_id in after.pictures


@pytest.mark.parametrize("words", ["", "   "])
def test_that_a_picture_without_alternative_text_is_refused(words):
    with pytest.raises(Refused, match="needs its alternative text"):
        passages.added_picture(PLAN, a_passage("Caption"), a_picture(alternative=words), FIRST, 1)


def test_that_a_picture_cannot_lose_its_alternative_text():
    picture = a_picture()
    plan = a_plan(picture)

    with pytest.raises(Refused, match="cannot see it"):
        passages.described(plan, picture, " ")


def test_that_a_replaced_picture_keeps_its_alternative_text():
    picture, other = a_picture(), a_picture(id="other", name="new.png", alternative="", content="AAAA")
    plan = a_plan(picture)

    after = applied(plan, passages.replaced(plan, picture, other)).pictures["picture"]

    assert (after.name, after.content, after.alternative) == ("new.png", "AAAA", picture.alternative)
