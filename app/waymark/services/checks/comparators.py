"""Figures that are held against others: of another year, of other councils, or better than the newest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from waymark.domain.period import Period
from waymark.domain.plan import Plan, Table
from waymark.domain.polarity import Movement
from waymark.domain.rows import Comparator, Cover, Kpi
from waymark.domain.text import quoted
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.measured import is_outturn, outturn, period_named, same_unit
from waymark.services.checks.naming import thing
from waymark.services.checks.registry import check
from waymark.services.checks.told import figures_to, listed, period_read
from waymark.services.meanings import value_of
from waymark.services.ratings import figure_as_read
from waymark.services.reporting import polarity_of

READINGS = Family.readings
ELSEWHERE = ("england", "national", "region", "statistical", "neighbour")
"""Words in the name of a figure that is others'."""


@check(
    READINGS,
    Severity.warning,
    Kpi,
    reads="comparators readings",
    suggests="Put the figure under the year it is for.",
    example="KPI 2b has “44% (2014/15)” for its outturn of 2015/16.",
)
def figure_of_other_year(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The figure in brackets says that it is for another year than the one it stands under: it is compared wrongly."""
    for comparator in look.plan.comparators.where("kpi_id", kpi.id):
        if _is_of_other_year(comparator.value, period_named(comparator.period)):
            sentence = f"{thing(look, kpi)} has “{comparator.value.strip()}” for {_named(comparator)}."
            yield Note(sentence, "value", (comparator.value, comparator.period), comparator)
    for reading in look.plan.readings.where("kpi_id", kpi.id):
        period = period_read(reading.period) if "(" in reading.value else None
        if period and _is_of_other_year(reading.value, period):
            sentence = f"{thing(look, kpi)} has “{reading.value.strip()}” for {period.label}."
            yield Note(sentence, "value", (reading.value, reading.period), reading)


@check(
    READINGS,
    Severity.note,
    Kpi,
    throughout="comparators placements",
    suggests="Print with each figure whose it is, or find the one that the others have.",
    example="KPI 12a is held against England, others of its section against statistical neighbours.",
)
def comparator_mixed(look: Look, kpi: Kpi) -> Iterator[Note]:
    """In one column some figures are England's and others those of neighbours, and a reader takes one for the other."""
    by_kpi = look.plan.comparators.derived(_others)
    for comparator in look.plan.comparators.where("kpi_id", kpi.id):
        other = next((who for who in _whose(comparator.value) if who not in comparator.who.casefold()), "")
        if other and _is_elsewhere(comparator):
            yield Note(
                f"{thing(look, kpi)} has “{comparator.value.strip()}” for {_named(comparator)}.",
                "value",
                (comparator.value, comparator.who),
                comparator,
            )
    mine = by_kpi.get(kpi.id, ())
    usual = _usual(look.plan, kpi) if mine else ""
    if usual and usual not in mine:
        sentence = f"is held against {listed(mine)}, others of its section against {usual}"
        yield Note(f"{thing(look, kpi)} {sentence}.", "", (*mine, usual))


@check(
    READINGS,
    Severity.note,
    Cover,
    throughout="comparators kpis",
    suggests="Print the years, or find the figures of one year.",
    example="Outturns of 2015/16 stand beside figures of 2014/15 for statistical neighbours: KPIs 3a and 3b.",
)
def comparators_of_other_year(look: Look, cover: Cover) -> Iterator[Note]:
    """The council's own figure is of one year and those beside it of another, and they are read as if of one."""
    refs: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for kpi_id, pairs in look.plan.comparators.derived(_years_apart).items():
        kpi = look.plan.kpis.get(kpi_id)
        if kpi is not None and kpi.withdrawn_at is None:
            for pair in pairs:
                refs[pair].append(kpi.ref or quoted(kpi.title))
    for (year, who, other), found in refs.items():
        kpis = f"{cover.kpi_word}{'s' if len(found) > 1 else ''} {listed(found)}"
        yield Note(f"Outturns of {year} stand beside figures of {other} for {who}: {kpis}.", "", (year, who, other))


@check(
    READINGS,
    Severity.note,
    Kpi,
    reads="readings comparators",
    suggests="Have the report say why.",
    example="KPI 6a has 47% for Q2 2017/18 (Jul–Sep), worse than its outturn of 2015/16, 57%.",
)
def worse_than_outturn(look: Look, kpi: Kpi) -> Iterator[Note]:
    """The newest figure is worse than where the plan began: the board will ask about it."""
    before = outturn(look.plan, kpi)
    figures = figures_to(look.plan, kpi, look.period) if before else ()
    if before is None or not figures:
        return
    latest, since = figures[-1], period_named(before.period)
    one, other = figure_as_read(kpi, before.value), figure_as_read(kpi, latest.reading.value)
    if one.figure is None or other.figure is None or (since and since.last_day >= latest.period.last_day):
        return
    alike = same_unit(one, other) and one.denominator == other.denominator
    if alike and polarity_of(kpi).movement(one.figure, other.figure) is Movement.worse:
        sentence = f"{thing(look, kpi)} has {latest.words}, worse than {_named(before)}, {before.value.strip()}."
        yield Note(sentence, "value", (latest.reading.value, before.value), latest.reading)


def _is_elsewhere(comparator: Comparator) -> bool:
    """Whether it is a figure of others than the council itself."""
    return any(word in comparator.who.casefold() for word in ELSEWHERE)


def _named(comparator: Comparator) -> str:
    return f"its {comparator.who}{f' of {comparator.period}' if comparator.period else ''}"


def _is_of_other_year(value: str, period: Period | None) -> bool:
    said = _year_in(value)
    return bool(period and said and not (period.contains(said.last_day) or said.contains(period.last_day)))


def _year_in(value: str) -> Period | None:
    """The period that a figure has behind it in brackets."""
    found = (period_named(note) for note in value_of(value).qualifiers)
    return next(filter(None, found), None)


def _whose(value: str) -> tuple[str, ...]:
    """What a figure says behind it of whose it is."""
    notes = " ".join(value_of(value).qualifiers).casefold() if "(" in value else ""
    return tuple(word for word in ELSEWHERE if word in notes)


def _others(comparators: Table[Comparator]) -> Mapping[str, tuple[str, ...]]:
    """Of each KPI, by id, whose figures it is held against."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for each in comparators.live():
        if _is_elsewhere(each):
            found[each.kpi_id][each.who] = None
    return {kpi_id: tuple(whose) for kpi_id, whose in found.items()}


def _usual(plan: Plan, kpi: Kpi) -> str:
    """Whose figures most KPIs of its table are held against, if more than are held against the same as this one."""
    by_kpi, counts = plan.comparators.derived(_others), Counter[str]()
    for placement in plan.placements.where("kpi_id", kpi.id)[:1]:
        field = "theme_id" if placement.theme_id else "section"
        for other in plan.placements.where(field, getattr(placement, field)):
            if other.block == placement.block:
                counts.update(by_kpi.get(other.kpi_id, ()))
    usual, count = counts.most_common(1)[0] if counts else ("", 0)
    return usual if all(counts[who] < count for who in by_kpi.get(kpi.id, ()) if who != usual) else ""


def _years_apart(comparators: Table[Comparator]) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Of each KPI, by id, its outturn's year with others' figures of another year: whose, and which."""
    found: defaultdict[str, list[Comparator]] = defaultdict(list)
    for each in comparators.live():
        if value_of(each.value).figure is not None and (is_outturn(each) or _is_elsewhere(each)):
            found[each.kpi_id].append(each)
    return {kpi_id: tuple(_pairs(rows)) for kpi_id, rows in found.items()}


def _pairs(rows: Sequence[Comparator]) -> Iterator[tuple[str, str, str]]:
    own = next((_year_of(each) for each in reversed(rows) if is_outturn(each)), None)
    for each in rows if own else ():
        year = _year_of(each)
        if own and year and not is_outturn(each) and year.last_day != own.last_day:
            yield own.label, each.who, year.label


def _year_of(comparator: Comparator) -> Period | None:
    return _year_in(comparator.value) or period_named(comparator.period)
