"""Appendix A of a committee's report: the recommendations, and the measures by which they are judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Recommendation, Target
from waymark.exchange.papers.columns import Column, filled, used
from waymark.exchange.papers.content import Block, Cell, Heading, Section, Style, cell, said
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.plan_kpis import OWN_PAST, latest_reading, reading_period
from waymark.exchange.papers.wording import (
    NOBODY,
    data_table,
    leads,
    named,
    period_words,
    rating_cell,
    update_words,
    updates_for,
)
from waymark.services.overview import NOT_RATED, latest_rating
from waymark.services.ratings import rated
from waymark.services.reporting import named_period

MEASURES_NOTE = "Figures stand with the period that they are for, and targets with the date by which they are due."


NO_MEASURES = "No measure is linked to any of the recommendations."


@dataclass(frozen=True, slots=True)
class Measure:
    """A KPI as a measure of a recommendation."""

    recommendation: Recommendation
    kpi: Kpi


def recommendation_appendix(plan: Plan, issue: Issue) -> Iterator[Section]:
    """The recommendations in a table and their measures in another, on wide pages; nothing where there are none."""
    found = plan.recommendations.live()
    if found:
        measures = (*_measures(plan, found, issue.period),)
        closing = measures or (said(NO_MEASURES, Style.note),)
        yield Section((*_recommendations(plan, found, issue.period), *closing), wide=True)


def _recommendations(plan: Plan, found: tuple[Recommendation, ...], period: Period) -> Iterator[Block]:
    columns: tuple[Column[Recommendation], ...] = (
        Column("Ref", lambda each: cell(each.ref.rstrip(".")), "None"),
        Column("Recommendation", lambda each: cell(each.text)),
        Column("Rating", lambda each: rating_cell(rated(plan, each, period)), NOT_RATED),
        Column("What was aimed at", lambda each: cell(each.targets), "Not stated"),
        Column("Evidence", lambda each: _evidence(plan, each, period), "None given"),
        Column("Further actions", lambda each: cell(each.further_actions), "None named"),
        Column("Leads", lambda each: leads(plan, each), NOBODY),
    )
    description = f"A row for each recommendation: its rating for {period_words(period)}, its aims, evidence and leads."
    yield data_table("Progress against the recommendations", description, filled(used(columns, found), found))


def _evidence(plan: Plan, recommendation: Recommendation, period: Period) -> Cell:
    """What shows progress, and below it what is new."""
    new = "\n".join(update_words(update, period) for update in updates_for(plan, recommendation, period))
    return cell("\n".join(filter(None, (recommendation.evidence, "**New in the period**" if new else "", new))))


def _measures(plan: Plan, found: tuple[Recommendation, ...], period: Period) -> Iterator[Block]:
    """A row for each measure, in a table of their own.

    Set line by line within the cells of a recommendation, figures come to stand beside the wrong measure as soon as a
    name takes two lines (L12), and whoever has the table read out hears all names first and then all figures.
    """
    rows = [Measure(each, kpi) for each in found for kpi in plan.linked(each.id, Kpi)]
    if not rows:
        return
    columns: tuple[Column[Measure], ...] = (
        Column("Recommendation", lambda each: cell(each.recommendation.ref.rstrip(".")), "No ref"),
        Column("Measure", lambda each: cell(named(each.kpi.ref, each.kpi.title))),
        Column("Outturn", lambda each: _outturn(plan, each.kpi), "None given"),
        Column("Latest figure", lambda each: _latest(plan, each.kpi, period), "No figure"),
        Column("Targets", lambda each: _targets(plan, each.kpi), "No target"),
        Column("Rating", lambda each: rating_cell(latest_rating(plan, each.kpi, period)), NOT_RATED),
    )
    yield Heading("Measures of the recommendations", 3)
    description = f"A row for each {plan.cover.kpi_word} of each recommendation: outturn, latest, targets, rating."
    yield data_table("Measures of the recommendations", description, filled(used(columns, rows), rows))
    yield said(MEASURES_NOTE, Style.note)


def _outturn(plan: Plan, kpi: Kpi) -> Cell:
    own = [each for each in plan.comparators.where("kpi_id", kpi.id) if each.who.casefold() in OWN_PAST]
    return cell("\n".join(f"{each.value} ({each.period})" if each.period else each.value for each in own if each.value))


def _latest(plan: Plan, kpi: Kpi, period: Period) -> Cell:
    found = latest_reading(plan, kpi, period)
    when = reading_period(found)
    return cell(f"{found.value} ({when})" if when and found.value else found.value)


def _targets(plan: Plan, kpi: Kpi) -> Cell:
    return cell("\n".join(map(_target, plan.targets.where("kpi_id", kpi.id))))


def _target(target: Target) -> str:
    from_ = named_period(target.from_period)
    parts = (f"from {from_.label}" if from_ else "", f"by {target.by}" if target.by else "")
    return " ".join(filter(None, (target.value, *parts)))
