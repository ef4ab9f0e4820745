"""The progress report for a committee: numbered paragraphs, counts that are computed, and what is still open."""

from __future__ import annotations

from tests.exchange.papers import a_scheme, headings, issued, judged, tables, texts, words
from tests.plans import (
    a_comparator,
    a_kpi,
    a_link,
    a_passage,
    a_reading,
    a_recommendation,
    a_target,
    an_officer,
    an_update,
)
from waymark.exchange.papers.content import Prose, Style

REPORTS = a_recommendation("1.", "See that reports are right.", further_actions="Test them.\n- Tell managers", rank="a")
PLANS = a_recommendation("2", "See that plans are good", rank="b")
HOMES = a_recommendation("3", "Find homes", further_actions="Ask carers", evidence="- Ten homes found", rank="c")
RATED = (
    *(REPORTS, PLANS, HOMES, *a_scheme()),
    *(judged(REPORTS, "A"), judged(PLANS, "Green"), judged(HOMES, "**R**")),
)


def report(*rows):
    return issued("scrutiny", *rows)


def in_style(paper, style):
    return [block.plain for block in paper.blocks() if isinstance(block, Prose) and block.style is style]


def passage(text, heading, rank):
    return a_passage(text, "scrutiny", heading=heading, rank=rank)


def test_that_paragraphs_are_numbered_by_word_and_not_by_hand():
    paper = report(passage("7. To tell the committee.\n- first\n- second", "Purpose of report", "a"))

    assert in_style(paper, Style.numbered) == ["To tell the committee."]
    assert in_style(paper, Style.bullet) == ["first", "second"]


def test_that_a_year_or_a_figure_at_the_beginning_is_no_number_of_a_paragraph():
    paper = report(passage("2017 was hard.", "Background", "a"), passage("3.5 posts are vacant.", "Background", "b"))

    assert in_style(paper, Style.numbered) == ["2017 was hard.", "3.5 posts are vacant."]


def test_that_the_committees_own_headings_stand_in_the_order_of_the_passages_round_what_is_computed():
    titles = ("Purpose of report", "Amber actions", "Consultation", "Conclusion", "Background papers")
    passages = [passage(f"About {title}", title, str(place)) for place, title in enumerate(titles)]

    paper = report(*RATED, *passages)

    assert headings(paper, 2) == [
        *("Purpose of report", "Summary of ratings", "Amber actions", "Consultation", "Conclusion"),
        *("Background papers", "List of appendices", "Appendix A: progress against the recommendations"),
        "Rating key",
    ]


def test_that_background_papers_and_contacts_are_not_numbered():
    paper = report(passage("The report of 2016", "Background Papers", "a"), passage("The Director", "Contacts", "b"))

    assert in_style(paper, Style.numbered) == []


def test_that_trap_l01_the_ratings_are_counted_best_first():
    paper = report(*RATED)

    assert in_style(paper, Style.bullet)[:3] == [
        *("1 recommendation is rated Green", "1 recommendation is rated Amber", "1 recommendation is rated Red"),
    ]


def test_that_trap_l02_as_many_recommendations_are_listed_as_are_said_to_be_behind():
    others = [a_recommendation(str(n), f"Do {n}", rank=f"d{n}") for n in range(10, 16)]
    paper = report(*RATED, *others, *(judged(each, "Amber") for each in others))

    said_of_it = words(paper)
    begins = said_of_it.index("7 recommendations are rated Amber. What is still to be done on each is:")

    assert [line.split(" (")[0] for line in said_of_it[begins + 1 : begins + 8]] == [
        *("Recommendation 1", *(f"Recommendation {n}" for n in range(10, 16))),
    ]


def test_that_what_is_red_comes_before_what_is_amber_each_with_what_is_still_to_be_done():
    said_of_it = words(report(*RATED))

    begins = said_of_it.index("1 recommendation is rated Red. What is still to be done on it is:")
    assert said_of_it[begins + 1 : begins + 4] == [
        "Recommendation 3 (Find homes): Ask carers.",
        "1 recommendation is rated Amber. What is still to be done on it is:",
        "Recommendation 1 (See that reports are right): Test them. Tell managers.",
    ]


def test_that_a_plan_in_which_all_is_well_says_so():
    paper = report(PLANS, *a_scheme(), judged(PLANS, "Green"))

    assert "No recommendation is rated Amber or Red." in words(paper)


def test_that_trap_l03_and_l04_the_appendix_has_refs_and_ratings_in_plain_words():
    rows = texts(tables(report(*RATED))["Progress against the recommendations"])

    assert [(row["Ref"], row["Rating"]) for row in rows] == [
        ("1", "A\u00a0Amber"),
        ("2", "G\u00a0Green"),
        ("3", "R\u00a0Red"),
    ]
    assert rows[2]["Evidence"] == "Ten homes found"
    assert rows[1]["Further actions"] == "None named"


def test_that_what_is_new_stands_below_the_evidence_and_the_leads_beside_it():
    lead = an_officer("Head of Audit")

    paper = report(*RATED, an_update(HOMES, "Two more."), lead, a_link(HOMES, lead))

    row = texts(tables(paper)["Progress against the recommendations"])[2]
    assert row["Evidence"] == "Ten homes found\nNew in the period\nTwo more."
    assert row["Leads"] == "Head of Audit"


def test_that_trap_l12_every_measure_has_a_row_of_its_own_with_its_figures():
    first, second = a_kpi("7a", "Plan by second review", unit="%"), a_kpi("7b", "Days to adoption", unit="days")
    rows = (
        *(first, second, a_link(HOMES, first, "a"), a_link(HOMES, second, "b")),
        *(a_comparator(first, "8.1%", "outturn", "2016/17"), a_reading(second, "2017-10", "457")),
        *(a_target(second, "515", by="Mar 2018", rank="a"), a_target(second, "514", by="Mar 2020", rank="b")),
    )

    measures = texts(tables(report(*RATED, *rows))["Measures of the recommendations"])

    assert [row["Measure"] for row in measures] == ["7a Plan by second review", "7b Days to adoption"]
    assert (measures[0]["Outturn"], measures[0]["Latest figure"]) == ("8.1% (2016/17)", "No figure")
    assert (measures[1]["Latest figure"], measures[1]["Targets"]) == (
        *("457 (Oct 2017)", "515 by Mar 2018\n514 by Mar 2020"),
    )
    assert {row["Recommendation"] for row in measures} == {"3"}


def test_that_a_list_of_appendices_that_somebody_wrote_is_the_only_one():
    paper = report(*RATED, passage("Appendix A: our recommendations", "List of appendices", "a"))

    assert "Appendix A: our recommendations" in words(paper)
    assert "Appendix A: progress against the recommendations" not in in_style(paper, Style.bullet)
