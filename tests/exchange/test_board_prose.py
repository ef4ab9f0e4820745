"""The board paper's prose: passages, recommendations, commentary, rating key."""

from __future__ import annotations

import pytest

from tests.exchange.papers import a_scheme, headings, judged, paper_of, tables, texts, words
from tests.plans import a_kpi, a_link, a_placement, a_theme, an_action
from waymark.domain.rows import Commentary, Passage, Recommendation
from waymark.exchange.papers.content import prose
from waymark.exchange.papers.wording import title_words
from waymark.services.schemes import preset


def test_that_undated_commentary_and_ratings_are_called_so():
    theme = a_theme()
    action = an_action(theme_id=theme.id)
    comment = Commentary(id="c", theme_id=theme.id, text="Steady.")

    paper = paper_of(theme, action, comment, *a_scheme(), judged(action, "Red", ""))

    assert "Practice, undated" in headings(paper, 3)
    assert texts(tables(paper)["Actions: 1 Practice"])[0]["Rating"] == "R\u00a0Red\nUndated"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("WORKFORCE", "Workforce"),
        ("CHILDREN IN NEED (CIN) AND MASH", "Children in need (CIN) and MASH"),
        ("CIN", "CIN"),
        ("PROGRESS SINCE THE OFSTED VISIT", "Progress since the Ofsted visit"),
        ("Children and CIN", "Children and CIN"),
        ("2017", "2017"),
    ],
)
def test_that_a_heading_typed_in_capitals_is_in_small_letters_but_for_abbreviations(typed, shown):
    assert title_words(typed) == shown


def test_that_the_key_says_where_the_meanings_are_not_the_councils_own():
    usual = "This plan does not say what its ratings mean; these are Waymark’s usual meanings."

    assert usual in words(paper_of(*preset("Red, Amber, Green")))
    assert usual not in words(paper_of(*a_scheme()))


def test_that_trap_l01_the_recommendations_are_counted_and_not_copied():
    recommendations = [Recommendation(id=f"r{n}", ref=f"{n}.", text=f"Do thing {n}", rank=f"{n}") for n in range(3)]
    ratings = [judged(each, rating) for each, rating in zip(recommendations, ("G", "**A**", "G"), strict=True)]

    paper = paper_of(*recommendations, *a_scheme(), *ratings)

    assert "Of 3 recommendations: 0 Red, 1 Amber, 2 Green." in words(paper)
    assert "Recommendation 1" in headings(paper, 3)


def test_that_commentary_is_that_of_the_period_under_its_section_with_the_kpis_it_is_about():
    theme, kpi = a_theme(), a_kpi("CIN 4")
    now = Commentary(id="c1", theme_id=theme.id, kind="next_steps", period="2017-11", text="- Hire\n- Train")
    before = Commentary(id="c2", theme_id=theme.id, kind="summary", period="2017-10", text="Old news")

    paper = paper_of(theme, kpi, a_placement(kpi, theme), now, before, a_link(now, kpi))

    said_of_it = words(paper)
    assert said_of_it[said_of_it.index("Next steps: CIN 4") :][1:3] == ["Hire", "Train"]
    assert "Old news" not in said_of_it


def test_that_passages_stand_in_order_under_their_headings():
    passages = [
        Passage(id="1", paper="board", heading="Purpose", text="To note.", rank="a"),
        Passage(id="2", paper="board", heading="Purpose", text="To agree.", rank="b"),
        Passage(
            id="3",
            paper="board",
            heading="Summary of the month / Workforce",
            period="2017-11",
            text="Steady.",
            rank="c",
        ),
        Passage(id="4", paper="board", heading="Purpose", period="2017-10", text="Last month.", rank="d"),
        Passage(id="5", paper="scrutiny", heading="Purpose", text="For others.", rank="e"),
    ]

    said_of_it = words(paper_of(*passages))

    start = said_of_it.index("Purpose")
    assert said_of_it[start:][:6] == [
        "Purpose",
        "To note.",
        "To agree.",
        "Summary of the month",
        "Workforce",
        "Steady.",
    ]
    assert not {"Last month.", "For others."} & set(said_of_it)


def test_that_trap_b02_the_key_prints_the_meaning_that_the_plan_gives_to_each_rating():
    paper = paper_of(*a_scheme())

    assert texts(tables(paper)["Traffic lights, version 1"])[1] == {
        "Letter": "A",
        "Rating": "Amber",
        "Meaning": "Amber means this",
    }


def test_that_trap_l29_an_address_in_a_text_is_a_link_that_is_read_out_without_its_beginning():
    [line] = prose("The plan on a page, http://council.example/poap. And **https://www.b.example**")

    assert [(run.text, run.link, run.bold) for run in line.runs] == [
        ("The plan on a page, ", "", False),
        ("council.example/poap", "http://council.example/poap", False),
        (". And ", "", False),
        ("b.example", "https://www.b.example", True),
    ]
