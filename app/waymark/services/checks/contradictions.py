"""What texts say about the figures, held against the figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Commentary, Comparator, Kpi, Passage, Recommendation, Row, Target
from waymark.domain.text import quoted
from waymark.services.checks.about import subjects_of, texts_in
from waymark.services.checks.dated import mentions
from waymark.services.checks.directions import TREND, against_figures, claims, may_claim, speaks_of_volume
from waymark.services.checks.finding import Family, Note, Severity
from waymark.services.checks.looking import Look
from waymark.services.checks.naming import thing
from waymark.services.checks.prose import Clause, clauses, percentages, same_when_rounded, spoken_of, stems
from waymark.services.checks.registry import check
from waymark.services.checks.told import Figure, begun_within, figures_to
from waymark.services.meanings import value_of
from waymark.services.measures import is_average, only_grows
from waymark.services.overview import latest_rating
from waymark.services.ratings import figure_period
from waymark.services.reporting import polarity_of
from waymark.services.schemes import standing

COMMENTARY = Family.commentary
_TIES = "kpis placements links themes readings definitions updates"
_RATINGS = "targets judgements ratings rating_schemes"
_SIGNED = re.compile(r"\((?P<sign>[+\-−–]) ?(?P<number>[0-9]{1,3}(?:\.[0-9]+)?) ?%\)")
_SHARES = re.compile(
    r"\b(?:within|timescales?|on time|rates?|share|percentage|proportion|completions?)\b", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile(r"[.;!?](?=\s|$)|\n")
# A sentence with one of these may well give another figure than the KPI's own of today.
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|approximately|over|more than|less than|under|above|below|at least|up to|target\w*"
    r"|national\w*|england|regions?|regional|neighbours?|average|compared|increase[ds]?|decrease[ds]?|previous\w*|last"
    r"|ago|year|months?|quarter|of (?:which|these|those))\b",
    re.IGNORECASE,
)


@check(
    COMMENTARY,
    Severity.warning,
    Commentary,
    Passage,
    Action,
    Recommendation,
    reads=f"{_TIES} {_RATINGS}",
    suggests="Look at the figures again, and say what they show; or say of which figure or time it is true.",
    example="The summary of “Looked after” says that reviews have “levelled off”; LAC 11 fell from 69% to 62%.",
)
def words_against_figures(look: Look, row: Row) -> Iterator[Note]:
    """A text says that things rise, fall, improve, hold or are healthy, and the figures of its KPI plainly do not."""
    for where, field, clause, kpi in _tied(look, row, _claiming):
        for kind, words in claims(clause.words):
            if said := _contradiction(look, kpi, kind, clause):
                told = quoted(clause.words.rstrip("."))
                sentence = f"{thing(look, where)} says {told}; {kpi.ref or kpi.title} {said}."
                yield Note(sentence, field, (words, clause.sentence, said), where)


@check(
    COMMENTARY,
    Severity.warning,
    Commentary,
    Passage,
    Action,
    Recommendation,
    reads=f"{_TIES} targets comparators",
    suggests="Take the figure from the table, or say for which time or group it is.",
    example="The summary of “Front door” gives 84% for FD 3, which is 82% for Nov 2017.",
)
def figure_against_table(look: Look, row: Row) -> Iterator[Note]:
    """A figure in a text is another than the KPI's own, so that a reader does not know which to believe."""
    for where, field, clause, kpi in _tied(look, row, _giving_a_figure):
        figures = _latest(look.plan, kpi, look.period)
        if isinstance(where, Recommendation) or not figures or figures[-1].value.unit != "%":
            continue
        [(words, number)] = percentages(clause.sentence)
        known = _known(look.plan, kpi, figures)
        if _is_plain(clause, kpi) and not any(same_when_rounded(number, each) for each in known):
            sentence = f"{thing(look, where)} gives {words} for {kpi.ref or kpi.title}, which is {figures[-1].words}."
            yield Note(sentence, field, (clause.sentence, figures[-1].words), where)


@check(
    COMMENTARY,
    Severity.note,
    Commentary,
    Passage,
    reads="kpis placements links themes readings definitions",
    suggests="Write “up 5 percentage points”; a share that rises by 5% rises by a twentieth of itself.",
    example="The summary of “Protection” says “(+5%)”, which are percentage points.",
)
def percentage_points(look: Look, row: Row) -> Iterator[Note]:
    """The difference of two percentages is in percentage points: from 27% to 32% is five of them, and 19 per cent."""
    for where, field, text in texts_in(look.plan, row, look.period):
        for match in _SIGNED.finditer(text):
            change = Decimal(match["number"]) * (1 if match["sign"] == "+" else -1)
            sentence = _around(text, match.start())
            moved = _moved_by(look, row, change, sentence)
            if moved or _SHARES.search(sentence):
                means = f"are percentage points: {moved}" if moved else "seem to be percentage points"
                yield Note(f"{thing(look, where)} says “{match[0]}”, which {means}.", field, (match[0], moved), where)


def _tied(look: Look, row: Row, telling: Callable[[str], tuple[Clause, ...]]) -> Iterator[tuple[Row, str, Clause, Kpi]]:
    """Those clauses of a row, each with the KPI that it is plainly about."""
    for where, field, text in texts_in(look.plan, row, look.period):
        if found := telling(text):
            subjects = subjects_of(look.plan, row)
            spoken = ((clause, spoken_of(clause, subjects.kpis, subjects.heading)) for clause in found)
            yield from ((where, field, clause, kpi) for clause, kpi in spoken if kpi)


@lru_cache(maxsize=16384)
def _claiming(text: str) -> tuple[Clause, ...]:
    return tuple(each for each in clauses(text) if claims(each.words)) if may_claim(text) else ()


@lru_cache(maxsize=16384)
def _giving_a_figure(text: str) -> tuple[Clause, ...]:
    """Those whose sentence gives one percentage and no change of one."""
    if "%" not in text and "per cent" not in text:
        return ()
    one = (each for each in clauses(text) if len(percentages(each.sentence)) == 1 and percentages(each.words))
    return tuple(each for each in one if percentages(each.words)[0][0][0].isdigit())


def _contradiction(look: Look, kpi: Kpi, kind: str, clause: Clause) -> str:
    figures = _latest(look.plan, kpi, look.period)
    if not figures:
        return ""
    if kind == "good":
        word = latest_rating(look.plan, kpi, look.period).word
        return f"is rated {word}" if (standing(word) or 0) >= (standing("Yellow") or 0) else ""
    if figures[-1].value.unit == "%" and speaks_of_volume(clause.words):
        return ""
    return against_figures(kind, figures, polarity_of(kpi))


def _latest(plan: Plan, kpi: Kpi, period: Period) -> Sequence[Figure]:
    """The last figures that can be compared, oldest first; none where there is none for the period reported on."""
    figures = figures_to(plan, kpi, period)[-TREND:]
    if not figures or figures[-1].period.month_column != figure_period(plan, kpi, period).month_column:
        return ()
    last = figures[-1]
    if only_grows(kpi, last.value):
        return [last]
    like = [each for each in figures if each.value.unit == last.value.unit and each.period.kind == last.period.kind]
    begun = begun_within(plan, kpi, like[0].period.last_day, last.period.last_day)
    like = [each for each in like if not begun or each.period.last_day >= begun[-1][0].first_day]
    like = [each for each in like if each.value.qualifiers == last.value.qualifiers]
    return [each for each in like if each.number or not is_average(kpi)]


def _is_plain(clause: Clause, kpi: Kpi) -> bool:
    """Whether a sentence says of a KPI, and of it alone, what it is now."""
    if _ROUGH.search(clause.sentence) or mentions(clause.sentence):
        return False
    title = stems(kpi.title)
    return bool(clause.label) or 2 * len(title & stems(clause.sentence)) >= max(len(title), 3)


def _known(plan: Plan, kpi: Kpi, figures: Sequence[Figure]) -> Iterator[Decimal]:
    """Figures that a text on a KPI may give: the last two, its targets, and those it is compared with."""
    yield from (figure.number for figure in figures[-2:])
    typed: tuple[Target | Comparator, ...] = plan.targets.where("kpi_id", kpi.id)
    typed = (*typed, *plan.comparators.where("kpi_id", kpi.id))
    yield from (number for each in typed if (number := value_of(each.value).number) is not None)


def _moved_by(look: Look, row: Row, change: Decimal, sentence: str) -> str:
    """The KPI of the row's section that moved by that many points; of several the one whose words are in the text."""
    moved = [
        (len(stems(kpi.title) & stems(sentence)), f"{kpi.ref or kpi.title} went from {two[0].words} to {two[1].words}")
        for kpi in subjects_of(look.plan, row).kpis
        if len(two := _latest(look.plan, kpi, look.period)[-2:]) > 1
        and two[1].value.unit == "%"
        and two[1].number - two[0].number == change
    ]
    return max(moved, key=lambda each: each[0], default=(0, ""))[1]


def _around(text: str, at: int) -> str:
    """The sentence at a place of a text."""
    begins = max((match.end() for match in _SENTENCE_ENDS.finditer(text, 0, at)), default=0)
    ends = _SENTENCE_ENDS.search(text, at)
    return text[begins : ends.start() if ends else len(text)]
