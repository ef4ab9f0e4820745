"""Where the rows stand of which something is found."""

from __future__ import annotations

from tests.plans import a_cover, a_kpi, a_passage, a_placement, a_plan, a_reading, a_theme, an_action, an_update
from waymark.domain.rows import Commentary
from waymark.services.checks.whereabouts import bearer, heading

THEME = a_theme("1", "Practice")
ACTION = an_action("1.1.1", theme_id=THEME.id)
KPI, OTHER = a_kpi("1a"), a_kpi("W 1")
READING, UPDATE = a_reading(KPI), an_update(ACTION)
WORDS = Commentary(id="words", section="Workforce", text="Better")
PASSAGE, COVER = a_passage("Background"), a_cover()
PLAN = a_plan(
    *(THEME, ACTION, KPI, OTHER, READING, UPDATE, WORDS, PASSAGE, COVER),
    *(a_placement(KPI, THEME), a_placement(OTHER, section="Workforce")),
)


def test_that_readings_and_updates_are_those_of_their_kpi_and_action():
    assert (bearer(PLAN, READING), bearer(PLAN, UPDATE), bearer(PLAN, KPI)) == (KPI, ACTION, KPI)


def test_that_what_stands_in_a_theme_or_a_section_has_that_over_it(november):
    rows = (ACTION, UPDATE, KPI, READING, THEME, OTHER, WORDS)

    headings = [heading(PLAN, row, november) for row in rows]

    assert headings == ["1 Practice"] * 5 + ["Workforce"] * 2


def test_that_what_stands_in_no_theme_is_named_by_its_part_of_the_papers(november):
    assert (heading(PLAN, PASSAGE, november), heading(PLAN, COVER, november)) == ("Papers", "Front page")
