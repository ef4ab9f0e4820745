"""The cells of grids and trackers: what each shows of a plan, and where what is typed into it goes.

Most are simply a field of a row. The others are kept elsewhere: a reading, a target, the judgement and the update of a
period, the links to leads and KPIs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from waymark.domain.assignment import Assignments, kpis_text, leads_text
from waymark.domain.edits import Edits, new_id
from waymark.domain.entry import understood
from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.polarity import parse_polarity
from waymark.domain.rank import between, spread
from waymark.domain.rows import (
    Action,
    Judgement,
    Kpi,
    Objective,
    Placement,
    Reading,
    Recommendation,
    Row,
    Scalar,
    Target,
    Theme,
    Update,
)
from waymark.domain.text import quoted
from waymark.services.ratings import Computed, computed, figure_period, judgement_in
from waymark.services.reporting import named_period, own_period, reading_in, target_in_force
from waymark.services.schemes import find_rating, scheme_for, scheme_words

RATED_AS: Mapping[type[Row], str] = {Action: "action", Kpi: "kpi", Recommendation: "recommendation"}
"""What a scheme calls the kinds of things that it rates."""
NEEDED: Mapping[tuple[type[Row], str], str] = {
    (Action, "text"): "An action needs its text.",
    (Theme, "title"): "A heading needs its title.",
    (Objective, "title"): "A heading needs its title.",
}
"""Fields that are never left blank, and the sentence for who empties them."""


@dataclass(frozen=True, slots=True)
class Field:
    """Which cell of a row: a field of it by name, something kept for it elsewhere, or the reading of a period.

    That period is a month in grids and trackers; other people's workbooks have columns for longer ones.
    """

    name: str
    month: Period | None = None


def shown(plan: Plan, row: Row, field: Field, period: Period) -> str:
    """What a cell shows when `period` is reported on."""
    if field.month is not None:
        return _reading(plan, row, field.month)
    show = SHOWN.get((type(row), field.name))
    if show is not None:
        return show(plan, row, period)
    value = getattr(row, field.name)
    return "" if value is None else str(value)


def read(plan: Plan, row: Row, field: Field, typed: str, period: Period) -> str:
    """The text that a cell is to hold when a person typed that while `period` is reported on.

    Raises NotUnderstood, in words for that person.
    """
    if field.month is not None:
        return _read_reading(plan, row, field.month, typed)
    if field.name == "rating":
        return _read_rating(plan, row, typed, period)
    if (needed := NEEDED.get((type(row), field.name))) and not typed.strip():
        raise NotUnderstood(f"{needed} To take it out of the plan, withdraw it.")
    if field.name == "theme" and isinstance(row, Action):
        return _read_theme(plan, typed)
    if isinstance(row, Kpi) and field.name == "target_due":
        return str(understood(Target, "by", typed))
    if (type(row), field.name) in PUT_ELSEWHERE:
        return typed.strip()
    value = understood(type(row), field.name, typed)
    return "" if value is None else str(value)


class Entry:
    """Puts texts into cells, gathering the changes; `plan` is the one that the cells were read from.

    `at` is the time at which what was emptied is withdrawn (ISO 8601). `edits` are those already begun, of rows that
    are new; the plan then has these rows.
    """

    def __init__(self, plan: Plan, period: Period, at: str, edits: Edits | None = None) -> None:
        self.edits = edits or Edits(plan)
        self._plan = plan
        self._period = period
        self._at = at
        self._assignments = Assignments(self.edits, at)
        self._begun: dict[str, Target] = {}
        self._last_place: str | None = None

    def put(self, row: Row, field: Field, text: str) -> None:
        """Put a text that `read` gave into a cell."""
        if field.month is not None:
            self._reading(row, field.month, text)
        elif put := PUT_ELSEWHERE.get((type(row), field.name)):
            put(self, row, text)
        else:
            self.edits.set(row, **{field.name: understood(type(row), field.name, text)})

    def _leads(self, row: Row, text: str) -> None:
        self._assignments.leads(row.id, text)

    def _theme(self, row: Row, text: str) -> None:
        """Right beneath another theme: objectives belong to theirs."""
        theme = theme_named(self._plan, text)
        self.edits.set(row, theme_id=theme.id if theme else None, objective_id=None)

    def _kpis(self, row: Row, text: str) -> None:
        if isinstance(row, Action):
            self._assignments.kpis(row, text)

    def _rating(self, row: Row, text: str) -> None:
        """A reason that was given for another rating goes with that rating; one for the same stays."""
        scheme = scheme_for(self._plan, RATED_AS[type(row)])
        word, reason = _word_and_reason(self._plan, row, text)
        known = judgement_in(self._plan, row, self._period)
        if known is not None and not reason and word == _rating(self._plan, row, self._period):
            reason = known.reason
        values = {"rating": word, "scheme_id": scheme.id if scheme else None, "reason": reason}
        self._put(known, word, values, lambda: Judgement(id=new_id(), subject_id=row.id, period=self._period.key))

    def _update(self, row: Row, text: str) -> None:
        known = update_for(self._plan, row.id, self._period)
        self._put(known, text, {"text": text}, lambda: Update(id=new_id(), subject_id=row.id, period=self._period.key))

    def _target(self, row: Row, text: str) -> None:
        self._put_target(row, text, {"value": text} if text else {"withdrawn_at": self._at})

    def _target_due(self, row: Row, text: str) -> None:
        self._put_target(row, text, {"by": text})

    def _put_target(self, row: Row, text: str, values: Mapping[str, Scalar]) -> None:
        """Into the target in force, else a first one, be it begun by its value or by its due date."""
        known = target_in_force(self._plan, row, self._period) if isinstance(row, Kpi) else None
        known = known or self._begun.get(row.id)
        if known is None and text:
            known = self._begun[row.id] = Target(id=new_id(), kpi_id=row.id, rank=spread(1)[0])
            self.edits.insert(known)
        if known is not None:
            self.edits.set(known, **values)

    def _section(self, row: Row, text: str) -> None:
        """The KPI's first place; what names no theme is a heading of its own."""
        theme = theme_named(self._plan, text)
        values: dict[str, Scalar] = {"theme_id": theme.id if theme else None, "block": 1}
        values["section"] = "" if theme else text
        known = next(iter(self._plan.placements.where("kpi_id", row.id)), None)
        if known is None and text:
            last = self._last_place or max((placement.rank for placement in self._plan.placements), default=None)
            self._last_place = values["rank"] = between(last, None)
        self._put(known, text, values, lambda: Placement(id=new_id(), kpi_id=row.id))

    def _reading(self, row: Row, month: Period, text: str) -> None:
        if isinstance(row, Kpi):
            known = _standing_reading(self._plan, row, month)
            self._put(known, text, {"value": text}, lambda: _blank_reading(row, month))

    def _put(self, known: Row | None, text: str, values: Mapping[str, Scalar], begin: Callable[[], Row]) -> None:
        """Into the row that there is, or a new one; what was emptied is withdrawn."""
        if known is not None:
            self.edits.set(known, **(values if text else {"withdrawn_at": self._at}))
        elif text:
            self.edits.insert(begun := begin())
            self.edits.set(begun, **values)


def _blank_reading(kpi: Kpi, month: Period) -> Reading:
    period = own_period(kpi, month) or month
    return Reading(id=new_id(), kpi_id=kpi.id, period=period.key, period_typed=period.label)


def update_for(plan: Plan, subject_id: str, period: Period) -> Update | None:
    """What was reported of a thing for exactly that period."""
    told = [each for each in plan.updates.where("subject_id", subject_id) if each.period == period.key]
    return told[-1] if told else None


def theme_label(theme: Theme) -> str:
    """How a theme is named where there is room for a line."""
    return f"{theme.ref} {theme.title}".strip()


def theme_named(plan: Plan, text: str) -> Theme | None:
    """The theme that a cell names, by its title, its ref or both; of two with one name, the first."""
    named = text.strip().casefold()
    themes = plan.themes.live() if named else ()
    return next((each for each in themes if named in map(str.casefold, _names(each))), None)


def _theme(plan: Plan, action: Row, period: Period) -> str:
    theme = _standing(plan, action.theme_id) if isinstance(action, Action) else None
    return theme_label(theme) if theme else ""


def _standing(plan: Plan, theme_id: str | None) -> Theme | None:
    theme = plan.themes.get(theme_id)
    return theme if theme and theme.withdrawn_at is None else None


def _section(plan: Plan, kpi: Row, period: Period) -> str:
    placement = next(iter(plan.placements.where("kpi_id", kpi.id)), None)
    theme = _standing(plan, placement.theme_id) if placement else None
    return theme_label(theme) if theme else placement.section if placement else ""


def _kpis(plan: Plan, action: Row, period: Period) -> str:
    return kpis_text(plan, action) if isinstance(action, Action) else ""


def _leads(plan: Plan, row: Row, period: Period) -> str:
    return leads_text(plan, row.id)


def _rating(plan: Plan, row: Row, period: Period) -> str:
    """The scheme's own word for what was stated, so that the cell agrees with the list it offers (C14, L03)."""
    stated = judgement_in(plan, row, period)
    if stated is None:
        return ""
    scheme = scheme_for(plan, RATED_AS[type(row)])
    rating = find_rating(plan, stated.scheme_id or (scheme.id if scheme else None), stated.rating)
    return rating.word if rating else stated.rating


def _update(plan: Plan, row: Row, period: Period) -> str:
    told = update_for(plan, row.id, period)
    return told.text if told else ""


def _update_before(plan: Plan, row: Row, period: Period) -> str:
    """The last that was reported before, after the period that it was for."""
    told = [each for each in plan.updates.where("subject_id", row.id) if each.text and each.period != period.key]
    dated = [(named_period(each.period), each) for each in told]
    before = [(named, each) for named, each in dated if named is None or named.last_day <= period.last_day]
    if not before:
        return ""
    named, last = max(before, key=lambda each: each[0].last_day if each[0] else date.min)
    return f"{named.label if named else last.dated or 'Undated'}: {last.text}"


def _better_when(plan: Plan, kpi: Row, period: Period) -> str:
    typed = kpi.polarity if isinstance(kpi, Kpi) else ""
    try:
        return parse_polarity(typed).words
    except NotUnderstood:
        return typed


def _target(plan: Plan, kpi: Row, period: Period) -> str:
    target = target_in_force(plan, kpi, period) if isinstance(kpi, Kpi) else None
    return target.value if target else ""


def _target_due(plan: Plan, kpi: Row, period: Period) -> str:
    target = target_in_force(plan, kpi, period) if isinstance(kpi, Kpi) else None
    return target.by if target else ""


def _names(theme: Theme) -> tuple[str, str, str]:
    return theme_label(theme), theme.title, theme.ref


def _read_theme(plan: Plan, typed: str) -> str:
    theme = theme_named(plan, typed)
    if typed.strip() and theme is None:
        raise NotUnderstood(f"{quoted(typed)} is no {plan.cover.theme_word} of this plan. Choose one or make it first.")
    return theme_label(theme) if theme else ""


def _standing_reading(plan: Plan, kpi: Kpi, when: Period) -> Reading | None:
    """The reading in a month's column; for a longer period that is not the KPI's own, that very period's."""
    month = when.month_column
    if when == month or when == own_period(kpi, month):
        return reading_in(plan, kpi, when)
    return next((each for each in plan.readings.where("kpi_id", kpi.id) if each.period == when.key), None)


def _reading(plan: Plan, kpi: Row, month: Period) -> str:
    reading = _standing_reading(plan, kpi, month) if isinstance(kpi, Kpi) else None
    return reading.value if reading else ""


def _read_reading(plan: Plan, row: Row, month: Period, typed: str) -> str:
    is_month = month == month.month_column
    if isinstance(row, Kpi) and is_month and reading_in(plan, row, month) is None and own_period(row, month) is None:
        raise NotUnderstood(f"This KPI is {row.frequency}: no figure of it ends in {month.label}.")
    return typed.strip()


def _read_rating(plan: Plan, row: Row, typed: str, period: Period) -> str:
    """The scheme's own word for what was typed, after a colon the reason, if one was given.

    Letters and other names for a rating are understood (C14). A KPI's rating that is not the computed one needs a
    reason, unless it stands already.
    """
    word, reason = _word_and_reason(plan, row, typed)
    if typed.strip() and not word:
        words = ", ".join(scheme_words(plan, RATED_AS[type(row)])) or "none"
        raise NotUnderstood(f"“{typed}” is not a rating of this plan. Choose one of: {words}.")
    if isinstance(row, Kpi) and word and not reason and word != _rating(plan, row, period):
        _expect_computed(computed(plan, row, figure_period(plan, row, period).month_column), word)
    return f"{word}: {reason}" if reason else word


def is_rating_of(plan: Plan, row: Row, typed: str) -> bool:
    """Whether a text names a rating of the row's scheme, be it the one that its rule gives or not."""
    return bool(_word_and_reason(plan, row, typed)[0])


def _word_and_reason(plan: Plan, row: Row, typed: str) -> tuple[str, str]:
    """“Amber: figures being verified” in two; the word is blank where there is no such rating."""
    scheme = scheme_for(plan, RATED_AS[type(row)])
    said, _, reason = typed.partition(":")
    rating = find_rating(plan, scheme.id if scheme else None, said)
    return (rating.word, reason.strip()) if rating else ("", "")


def _expect_computed(found: Computed, word: str) -> None:
    if found.rating is not None and found.word != word:
        band = f" ({found.band.words})" if found.band else ""
        raise NotUnderstood(f"The rule gives {found.word}{band}. To state {word}, say why after a colon: “{word}: …”.")


SHOWN: Mapping[tuple[type[Row], str], Callable[[Plan, Row, Period], str]] = {
    (Action, "theme"): _theme,
    (Action, "kpis"): _kpis,
    (Action, "leads"): _leads,
    (Action, "rating"): _rating,
    (Action, "update"): _update,
    (Action, "update_before"): _update_before,
    (Kpi, "section"): _section,
    (Kpi, "better_when"): _better_when,
    (Kpi, "leads"): _leads,
    (Kpi, "target"): _target,
    (Kpi, "target_due"): _target_due,
    (Kpi, "rating"): _rating,
    (Recommendation, "leads"): _leads,
    (Recommendation, "rating"): _rating,
    (Recommendation, "update"): _update,
    (Recommendation, "update_before"): _update_before,
}
"""Cells that show something else than a field of their row."""
PUT_ELSEWHERE: Mapping[tuple[type[Row], str], Callable[[Entry, Row, str], None]] = {
    (Action, "theme"): Entry._theme,
    (Action, "kpis"): Entry._kpis,
    (Action, "leads"): Entry._leads,
    (Action, "rating"): Entry._rating,
    (Action, "update"): Entry._update,
    (Kpi, "leads"): Entry._leads,
    (Kpi, "section"): Entry._section,
    (Kpi, "target"): Entry._target,
    (Kpi, "target_due"): Entry._target_due,
    (Kpi, "rating"): Entry._rating,
    (Recommendation, "leads"): Entry._leads,
    (Recommendation, "rating"): Entry._rating,
    (Recommendation, "update"): Entry._update,
}
"""Cells whose text is kept somewhere else than in their row."""
