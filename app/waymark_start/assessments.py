"""What a plan's KPIs and actions are rated for a period, told on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi
from waymark.domain.text import shortened
from waymark.services.ratings import UNDEFINED, Assessment, Rated, rate, rated
from waymark.services.reporting import reading_in
from waymark.services.rollups import RollUp, actions_rolled_up, all_rolled_up, kpis_rolled_up
from waymark.services.suggestions import Suggested, differs, suggested


def as_json(plan: Plan, period: Period) -> str:
    """Every KPI and action with its rating and why, and the counts; a rating that there is not is null."""
    told = {
        "period": period.key,
        "kpis": [_kpi(plan, kpi, rate(plan, kpi, period)) for kpi in plan.kpis.live()],
        "actions": [_action(plan, action, period) for action in plan.actions.live()],
        "roll_ups": {name: [_roll_up(each) for each in found] for name, found in _roll_ups(plan, period).items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def in_words(plan: Plan, period: Period) -> str:
    """The same in lines: what stands, and beside it what differs."""
    return "\n".join(_lines(plan, period))


def _roll_ups(plan: Plan, period: Period) -> Mapping[str, Sequence[RollUp]]:
    return {
        "all": all_rolled_up(plan, period),
        "themes": actions_rolled_up(plan, period),
        "sections": kpis_rolled_up(plan, period),
    }


def _kpi(plan: Plan, kpi: Kpi, found: Assessment) -> dict[str, Any]:
    reading = reading_in(plan, kpi, found.period)
    return {
        "ref": kpi.ref,
        "title": kpi.title,
        "period": found.period.key,
        "value": (reading.value.strip() or None) if reading else None,
        "rating": _word(found.stands),
        "letter": found.stands.rating.letter if found.stands.rating else None,
        "stated": found.stands.word if found.stands.stated else None,
        "computed": found.computed.word or None,
        "differs": found.differs,
        "undefined": found.computed.undefined,
        "band": found.computed.band.words if found.computed.band else None,
        "target": found.target.value if found.target else None,
        "previous": {"rating": _word(found.previous), "period": found.previous_period.key},
        "direction": found.travel.word or None,
        "why": found.why,
    }


def _action(plan: Plan, action: Action, period: Period) -> dict[str, Any]:
    stands, other = rated(plan, action, period), suggested(plan, action, period)
    return {
        "ref": action.ref,
        "text": action.text,
        "stated": _word(stands),
        "suggested": other.word or None,
        "differs": differs(plan, action, period),
        "why": other.why,
    }


def _roll_up(found: RollUp) -> dict[str, Any]:
    return {
        "title": found.title,
        "counts": {each.word: len(each) for each in found.counts},
        "total": found.total,
        "sentence": found.sentence,
        "worst": found.worst or None,
        "majority": found.majority or None,
    }


def _word(rating: Rated) -> str | None:
    return rating.word if rating.word not in ("", UNDEFINED) else None


def _lines(plan: Plan, period: Period) -> Iterator[str]:
    yield f"Ratings for {period.label}"
    yield from _headed("KPIs", (_kpi_line(kpi, rate(plan, kpi, period), period) for kpi in plan.kpis.live()))
    yield from _headed("Actions", (_action_line(plan, action, period) for action in plan.actions.live()))
    for title, found in zip(("In all", "By theme", "By section"), _roll_ups(plan, period).values(), strict=True):
        yield from _headed(title, (_roll_up_line(each) for each in found))


def _headed(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [*lines]
    if found:
        yield from ("", title, *found)


def _kpi_line(kpi: Kpi, found: Assessment, period: Period) -> str:
    other = f" (the rule gives {found.computed.word})" if found.differs else ""
    when = f" ({found.period.label})" if found.period != period else ""
    return f"{_heading(kpi.ref, kpi.title)}{when}: {found.stands.word or 'Not rated'}{other}. {found.why}"


def _action_line(plan: Plan, action: Action, period: Period) -> str:
    stands, other = rated(plan, action, period), suggested(plan, action, period)
    return f"{_heading(action.ref, action.text)}: {stands.word or 'Not rated'}{_beside(stands, other)}. {other.why}"


def _roll_up_line(found: RollUp) -> str:
    most = f"most of those rated are {found.majority}" if found.majority else ""
    said = ", ".join(filter(None, (found.worst and f"the worst is {found.worst}", most)))
    return f"{found.title}: {found.sentence}{f' ({said})' if said else ''}"


def _heading(ref: str, title: str) -> str:
    return f"{ref} {shortened(title)}".strip()


def _beside(stands: Rated, other: Suggested) -> str:
    return f" ({other.word} is suggested)" if other.word and other.word != stands.word else ""
