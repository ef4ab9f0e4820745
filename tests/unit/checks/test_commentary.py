"""Checks of texts: finished, there where they are owed, and as many as they announce."""

from __future__ import annotations

import pytest

from tests.findings import findings_of, said
from tests.plans import (
    a_commentary,
    a_judgement,
    a_kpi,
    a_passage,
    a_placement,
    a_plan,
    a_recommendation,
    a_theme,
    an_action,
    an_update,
)
from waymark.domain.plan import Plan


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Assessments grew markedly (xx%).", "(xx%)", id="trap C50: in brackets"),
        pytest.param("There are XX vacancies.", "XX", id="trap C50: capitals"),
        pytest.param("Now at TBC%.", "TBC%", id="trap C50: to be confirmed"),
        pytest.param("Agreed on [insert date].", "[insert date]", id="trap C50: insert"),
        pytest.param("Now at ???.", "???", id="trap C50: question marks"),
        pytest.param("Due date: TBC", None, id="a date that is to be confirmed"),
        pytest.param("Part XX of the Act.", None, id="a numeral"),
        pytest.param("Why? Because of demand.", None, id="a question"),
        pytest.param("See the [date](https://council.example/date) of each.", None, id="a link"),
        pytest.param("Marked [redacted] here.", None, id="redacted"),
    ],
)
def test_that_a_placeholder_left_in_is_found(text, found):
    plan = a_plan(theme := a_theme(), a_commentary(theme, text), an_action(), a_passage(text))

    quotes = {each.about for each in findings_of(plan, "placeholder")}

    assert quotes == ({found} if found else set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("<p>Visits stay weekly.</p>", "<p> | </p>", id="trap C56: paragraphs"),
        pytest.param("<ul><li>Visits</li></ul>", "<ul> | <li> | </li> | </ul>", id="trap L30: a list"),
        pytest.param("Health &amp; care on the 29<sup>th</sup>", "&amp; | <sup> | </sup>", id="trap L30: entities"),
        pytest.param("- Visits\n- Reviews <br>", "<br>", id="trap B26: bullets"),
        pytest.param("Fewer than 5 <10% of the cohort> & more", None, id="signs of its own"),
    ],
)
def test_that_marks_of_a_web_page_are_found(text, found):
    plan = a_plan(theme := a_theme(), a_commentary(theme, text))

    assert [each.about for each in findings_of(plan, "marks_left_in")] == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("CIN 4: Visits stay weekly.\nCIN 5:", True, id="trap C55: at the end"),
        pytest.param("CIN 5:\nCIN 4: Visits stay weekly.", True, id="trap C55: before another"),
        pytest.param("What comes next:", True, id="nothing announced"),
        pytest.param("CIN 5:\n- More visits", False, id="bullets follow"),
        pytest.param("CIN 5: Visits stay weekly.", False, id="said"),
        pytest.param("\x07", False, id="trap X19: nothing that can be seen"),
    ],
)
def test_that_a_ref_with_nothing_after_it_is_found(text, found):
    plan = a_plan(theme := a_theme(), a_commentary(theme, text, kind="next_steps"))

    assert bool(said(plan, "nothing_after_ref")) is found


def a_red_section(*kinds: str, rating: str = "Red", period: str = "2017-11") -> Plan:
    theme, kpi = a_theme(title="Front door"), a_kpi("FD 3")
    texts = [a_commentary(theme, "Said.", kind=kind, period=period) for kind in kinds]
    return a_plan(theme, kpi, a_placement(kpi, theme), a_judgement(kpi, rating), *texts)


def test_that_trap_c54_a_red_section_without_next_steps_is_found():
    sentence = "“Front door” has no {} for Nov 2017, and FD 3 is Red."

    assert said(a_red_section("summary", "improvement_activity"), "red_section_untold") == [
        sentence.format("next steps")
    ]
    assert said(a_red_section("summary"), "red_section_untold") == [
        sentence.format("improvement activity or next steps")
    ]
    assert said(a_red_section("improvement_activity", "next_steps", period="2017-10"), "red_section_untold")


def test_that_trap_c54_is_not_found_where_it_was_told_or_is_not_red_or_is_told_by_actions():
    theme, kpi = a_theme(), a_kpi()
    with_actions = a_plan(theme, kpi, a_placement(kpi, theme), a_judgement(kpi, "Red"), an_action(theme_id=theme.id))

    assert said(a_red_section("improvement_activity", "next_steps"), "red_section_untold") == []
    assert said(a_red_section("summary", rating="Amber"), "red_section_untold") == []
    assert said(a_red_section(), "red_section_untold") == []
    assert said(with_actions, "red_section_untold") == []


def test_that_trap_c54_is_found_under_a_heading_that_is_no_theme():
    kpi = a_kpi("FD 3")
    placement = a_placement(kpi, section="Front door")
    plan = a_plan(kpi, placement, a_judgement(kpi, "Red"), a_commentary(None, "Said.", section="Front door"))

    assert said(plan, "red_section_untold") == [
        "“Front door” has no improvement activity or next steps for Nov 2017, and FD 3 is Red."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Tel: 01632 96 0960304", True, id="trap L29: a group too many"),
        pytest.param("Tel: 01632 960304, or 07700 900123", False, id="British numbers"),
        pytest.param("+44 1632 960304", False, id="with the country"),
        pytest.param("£0.5m in 2017/18; 0 of 12", False, id="figures"),
    ],
)
def test_that_an_odd_telephone_number_is_found(text, found):
    assert bool(said(a_plan(a_passage(text)), "odd_telephone_number")) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The plan on a page, http://council.example/poap.", True, id="trap L29: bare"),
        pytest.param("The [plan on a page](http://council.example/poap).", False, id="with words"),
        pytest.param("Write to chair@www.example", False, id="an address of a person"),
    ],
)
def test_that_a_bare_link_is_found(text, found):
    assert bool(said(a_plan(a_passage(text)), "bare_link")) is found


FIVE = "\n".join(f"- thing {letter}" for letter in "abcde")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param(["Six recommendations are Amber. In short:", FIVE], True, id="trap L02: bullets"),
        pytest.param(["Six recommendations are Amber. In short:\n" + FIVE], True, id="trap L02: in one text"),
        pytest.param(
            ["Six of the actions stay Amber.", "What is Amber is as follows:", *"abcde"], True, id="trap L02: lines"
        ),
        pytest.param(["Five recommendations are Amber. In short:", FIVE], False, id="as announced"),
        pytest.param(["Of 17 recommendations:", "- 11 are Green\n- 6 are Amber"], False, id="a breakdown"),
        pytest.param(["Three of five recommendations are late:", FIVE], False, id="one of two numbers"),
        pytest.param(["All three teams now do this:", FIVE], False, id="other things are counted"),
        pytest.param(["It has four aims:", *"abcd", "And so on, at length."], False, id="where it ends is unclear"),
    ],
)
def test_that_a_list_of_another_length_than_announced_is_found(texts, found):
    passages = [a_passage(text, heading="Amber", rank=f"a{n}") for n, text in enumerate(texts)]

    assert bool(said(a_plan(*passages), "list_miscounted")) is found


def test_that_lists_in_other_texts_are_counted_too():
    action = an_action(text="Do three things:\n- one\n- two")

    assert said(a_plan(action), "list_miscounted") == ["Action 1.1.1 announces “three things”, and two follow."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "Below the national rate of (42%), the region's 38% and the national rate of 37%.", True, id="trap S17"
        ),
        pytest.param("The national figure was 42% in 2016 and the national figure is 37% in 2017.", False, id="years"),
        pytest.param("The national figure of 42%, and the region's 38%.", False, id="two comparators"),
        pytest.param("The national figure of 42%.\nThe national figure of 37%.", False, id="two sentences"),
    ],
)
def test_that_two_values_of_one_comparator_are_found(text, found):
    action = an_action()

    assert bool(said(a_plan(action, an_update(action, text)), "comparator_twice")) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("It stands at 95.2%; the table shows 95%.", True, id="trap S25: one figure"),
        pytest.param("It stands at 95.2%, and has been over 95% all year.", False, id="trap S25: a bound"),
        pytest.param("It stands at 95.2%; the table shows 94%.", False, id="two figures"),
        pytest.param("4.5% were poor, 5% not graded.", False, id="small ones"),
    ],
)
def test_that_one_figure_rounded_in_two_ways_is_found(text, found):
    assert bool(said(a_plan(a_passage(text)), "rounded_twice")) is found


def test_that_trap_c52_what_grows_here_and_falls_there_is_found():
    theme = a_theme(title="Front door")
    grows = a_commentary(theme, "Contacts and referrals continued to grow in November.")
    falls = a_passage("There were 7,928 contacts, 30% fewer than in 2016.")
    other = a_passage("There were 7,928 visits, 30% fewer than in 2016.")

    assert said(a_plan(theme, grows, falls), "grows_and_falls") == [
        "The summary of “Front door” for Nov 2017 says that contacts “continued to grow”; "
        "the board paper has “30% fewer”."
    ]
    assert said(a_plan(theme, grows, other), "grows_and_falls") == []


def test_that_a_recommendation_with_a_bare_ref_is_named():
    plan = a_plan(a_recommendation("4.", evidence="Done in XX of cases."))

    assert said(plan, "placeholder") == ["Recommendation 4 still has “XX”."]


def test_that_planted_faults_of_commentary_are_found(example_plan):
    planted = {
        ("C50", "placeholder"): ["The summary of “Assessment” for Nov 2017 still has “(xx%)”."],
        ("C55", "nothing_after_ref"): ["“CIN 5:”"],
        ("C54", "red_section_untold"): [
            "Workforce",
            "Front door",
            "Children looked after",
            "Fostering",
            "Care leavers",
        ],
        ("L02", "list_miscounted"): ["“Six recommendations”, and five follow"],
        ("L29", "odd_telephone_number"): ["01632 96 0960304"],
        ("L29", "bare_link"): ["http://marlbk.example/poap"],
        ("S17", "comparator_twice"): ["42% and 37%"],
        ("S25", "rounded_twice"): ["95.2% and 95%"],
        ("C52", "grows_and_falls"): ["contacts “continued to grow”"],
    }

    missed = {
        (trap, words)
        for (trap, code), expected in planted.items()
        for words in expected
        if not any(words in sentence for sentence in said(example_plan, code))
    }

    assert missed == set()
