"""Stated ratings held against the figures, dates and words that should bear them out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rating import Parts, parts
from waymark.domain.rows import Action, Judgement, Kpi, Rating, Recommendation, Row
from waymark.domain.state import State
from waymark.services.cells import RATED_AS
from waymark.services.checks.dated import due_of
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.measured import period_named, rated_periods
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.meanings import rule_of
from waymark.services.overview import state_of
from waymark.services.ratings import MET, NOT_MET, computed, figure_period, judgement_in, kpi_words, rated
from waymark.services.reporting import reading_in
from waymark.services.schemes import Role, best_first, find_rating, role_rating, roles, scheme_for, standing
from waymark.services.suggestions import suggested

RATINGS = Family.ratings
BEST = 1
"""The standing of a rating that says that all is done."""


@check(
    RATINGS,
    Severity.warning,
    Kpi,
    reads="judgements readings targets rating_schemes ratings",
    suggests="Correct the rating, or say why after a colon: “Amber: figures being verified”.",
    example="KPI CP 5 is rated Green for Aug 2017, and its rule gives Amber: 74% is Amber (70% to 79%).",
)
def rating_against_rule(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The stated rating is another than the one that the KPI's own rule gives, and nobody has said why."""
    if not kpi.rule.strip():
        return
    stated, rating = _stated(look, kpi)
    if stated is None or stated.reason.strip() or rating is None:
        return
    found = computed(look.plan, kpi, _month_of_figure(look, kpi))
    if found.rating is not None and rating.word != found.word:
        sentence = f"is rated {rating.word} for {look.period.label}, and its rule gives {found.word}: {found.why}"
        yield Note(f"{thing(look, kpi)} {sentence}", "rating", (stated.rating, found.word, found.why))


@check(
    RATINGS,
    Severity.warning,
    Kpi,
    reads="judgements readings targets rating_schemes ratings",
    suggests="Correct the rating, or say why after a colon: “Green: ahead of the trajectory”.",
    example="KPI 3 is rated Green for Nov 2017, and 30.6% does not meet the target of 22%.",
)
def rating_against_target(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A KPI has the best rating and misses its target, or has the worst and meets it, and nobody has said why."""
    if rule_of(kpi.rule, kpi_words(look.plan)).bands:
        return
    stated, rating = _stated(look, kpi)
    words = _parts(look.plan, kpi)
    if stated is None or stated.reason.strip() or rating is None or rating.word not in (words.met, words.missed):
        return
    found = computed(look.plan, kpi, _month_of_figure(look, kpi))
    if found.word == (NOT_MET if rating.word == words.met else MET):
        sentence = f"is rated {rating.word} for {look.period.label}, and {found.why}"
        yield Note(f"{thing(look, kpi)} {sentence}", "rating", (stated.rating, found.why))


@check(
    RATINGS,
    Severity.warning,
    Kpi,
    reads="judgements readings rating_schemes ratings",
    suggests="Enter the figure, or say in the rating why it is so: “Green: confirmed by the audit of May”.",
    example="KPI 10 is rated Green for Nov 2017 without a figure.",
)
def rating_without_figure(look: Look, kpi: Kpi) -> Iterator[Note]:
    """A KPI has the best rating and no figure that bears it out."""
    stated, rating = _stated(look, kpi)
    if stated is None or stated.reason.strip() or rating is None or rating.word != _parts(look.plan, kpi).met:
        return
    month = _month_of_figure(look, kpi)
    reading = reading_in(look.plan, kpi, month)
    typed = reading.value.strip() if reading else ""
    if not any(each.isdigit() for each in typed):
        said = f"; “{typed}” stands in its place" if typed else ""
        sentence = f"{thing(look, kpi)} is rated {rating.word} for {look.period.label} without a figure{said}."
        yield Note(sentence, "rating", (stated.rating, typed))


@check(
    RATINGS,
    Severity.note,
    Kpi,
    reads="readings targets rating_schemes ratings",
    throughout="judgements kpis",
    suggests="State the rating, or let the rule's own be printed.",
    example="KPI LE 2 is not rated for Nov 2017; its rule gives Red: 11% is Red (84% or below).",
)
def rating_unstated(look: Look, kpi: Kpi) -> Iterator[Note]:
    """Others are rated by people and this KPI is not, though its rule gives a rating: left out, or left off."""
    if not kpi.rule.strip() or look.period.key not in rated_periods(look.plan, Kpi):
        return
    if reading_in(look.plan, kpi, look.period) and judgement_in(look.plan, kpi, look.period) is None:
        found = computed(look.plan, kpi, look.period)
        if found.rating:
            sentence = f"is not rated for {look.period.label}; its rule gives {found.word}: {found.why}"
            yield Note(f"{thing(look, kpi)} {sentence}", "rating", (found.word, found.why))


@check(
    RATINGS,
    Severity.warning,
    Action,
    throughout="judgements actions rating_schemes ratings",
    suggests="Rate it, or say in the scheme which word is for what is not started.",
    example="Action 1.2.3 is not rated for Nov 2017, and others are.",
)
def unrated_action(look: Look, action: Action) -> Iterator[Note]:
    """Others are rated for the period and this action is not, so that it is in no count."""
    if look.period.key not in rated_periods(look.plan, Action) or scheme_for(look.plan, "action") is None:
        return
    state = state_of(action)
    if state in (State.closed, State.superseded) or _stated(look, action)[0]:
        return
    if not rated(look.plan, action, look.period).word:
        lacks = state is State.not_started and role_rating(look.plan, "action", Role.not_started) is None
        more = "; it is not started, for which the scheme has no word" if lacks else ", and others are"
        sentence = f"{thing(look, action)} is not rated for {look.period.label}{more}."
        yield Note(sentence, "rating", (look.period.key, action.state))


@check(
    RATINGS,
    Severity.warning,
    Action,
    reads="judgements rating_schemes ratings",
    suggests="Correct the rating, the state or the date; or say why after a colon.",
    example="Action 2.1.1 is rated Green for Nov 2017. It was due Oct 2017 and is not complete.",
)
def rating_against_state(look: Look, action: Action) -> Iterator[Note]:
    """A rating contradicts the action's state or date by the scheme's own words: complete and Red, late and Green."""
    stated, rating = _stated(look, action)
    if stated is None or stated.reason.strip() or rating is None:
        return
    state, late = state_of(action), due_of(action.due).is_overdue(look.period.last_day)
    if state in (State.complete, State.closed):
        contradicts = Role.complete not in roles(rating)
    else:
        contradicts = Role.overdue not in roles(rating) if late else standing(rating.word) == BEST
    likely = suggested(look.plan, action, look.period) if contradicts else None
    if likely is not None and likely.rating is not None and likely.word != rating.word:
        sentence = f"is rated {rating.word} for {look.period.label}. {likely.why}"
        yield Note(f"{thing(look, action)} {sentence}", "rating", (stated.rating, action.state, action.due))


@check(
    RATINGS,
    Severity.warning,
    Action,
    Recommendation,
    reads="judgements updates rating_schemes ratings",
    suggests="Say what is being done about it, and by when.",
    example="Action 2.1.1 is rated Red for Nov 2017, and no update for that month says what is being done.",
)
def red_without_words(look: Look, row: Action | Recommendation) -> Iterator[Note]:
    """The worst rating stands there without a word on what is being done about it."""
    stated, rating = _stated(look, row)
    if stated is None or stated.reason.strip() or rating is None or rating.word != _parts(look.plan, row).missed:
        return
    updates = look.plan.updates.where("subject_id", row.id)
    told = any(each.text.strip() and each.period == stated.period for each in updates)
    if not told and not (isinstance(row, Recommendation) and row.further_actions.strip()):
        field, what = ("update", "update for that period") if isinstance(row, Action) else ("further_actions", "text")
        sentence = f"is rated {rating.word} for {look.period.label}, and no {what} says what is being done."
        yield Note(f"{thing(look, row)} {sentence}", field, (stated.rating, stated.period))


@check(
    RATINGS,
    Severity.warning,
    Action,
    Kpi,
    Recommendation,
    reads="judgements",
    suggests="See whether the period is right.",
    example="Action 2.1.1 is rated for Nov 2018, after the period reported on.",
)
def rating_ahead(look: Look, row: Action | Kpi | Recommendation) -> Iterator[Note]:
    """A rating is stated for a period that is still to come: of the period reported on and of the plan's own date."""
    judged = look.plan.judgements.where("subject_id", row.id)
    if not judged:
        return
    issued = due_of(look.plan.cover.version_date).last_day or date.min
    for each in judged:
        period = period_named(each.period)
        if each.rating.strip() and period and period.first_day > max(look.period.last_day, issued):
            sentence = f"{thing(look, row)} is rated {each.rating} for {period.label}, after the period reported on."
            yield Note(sentence, "rating", (each.rating, each.period))


def _stated(look: Look, row: Row) -> tuple[Judgement | None, Rating | None]:
    """What a person stated for the period reported on, and the scheme's rating that it is."""
    stated = judgement_in(look.plan, row, look.period)
    if stated is None or not stated.rating.strip():
        return None, None
    return stated, find_rating(look.plan, stated.scheme_id, stated.rating)


def _parts(plan: Plan, row: Row) -> Parts:
    """The best, the middle and the worst word of the scheme for such rows."""
    return parts(best_first(plan, RATED_AS[type(row)]))


def _month_of_figure(look: Look, kpi: Kpi) -> Period:
    return figure_period(look.plan, kpi, look.period).month_column
