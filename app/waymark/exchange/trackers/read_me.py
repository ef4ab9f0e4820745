"""The first sheet of a tracker: what it is, how it is filled in, what the ratings mean, by when and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Rating, Row
from waymark.exchange.papers.wording import capital, counted, fill_of, listed, period_words
from waymark.exchange.trackers.layout import ACTIONS, READINGS, RECOMMENDATIONS, UPDATES, Sheet, Stamp, as_cell
from waymark.services.schemes import scheme_for

Rows = Mapping[Sheet, Sequence[Row]]


HOW: Sequence[tuple[Sheet | None, str, str]] = (
    (
        None,
        "How to fill it in",
        "Type over what stands in black. What stands in grey words is there to find your way, and stays as it is.",
    ),
    (
        ACTIONS,
        "Actions",
        "Choose the rating for {period}. Where the text, the due date, the leads or the state are not right any more,"
        " change them.\nA new action goes into the first empty row at the end, with its ref and theme.",
    ),
    (
        READINGS,
        "Readings",
        "Type the figure for {period} as you would say it: 81%, 4 / 7, 12.5, n/a, pending. Earlier months can be put"
        " right.\nA quarter’s figure goes into the month in which it ends. Months in which a measure has no figure are"
        " grey.",
    ),
    (
        RECOMMENDATIONS,
        "Recommendations",
        "Say what shows progress and what is still to do, and choose the rating for {period}.",
    ),
    (
        UPDATES,
        "Updates",
        "Type into the last column what has been done and what it has brought about. Beside it stands what was said"
        " last time; it is not changed any more.\nThe update of a new action goes into an empty row, with its ref.",
    ),
    (None, "Reasons", "A reason may follow a rating: “Amber: figures being verified”."),
    (
        None,
        "Sorting",
        "Filters and column widths work as usual. To sort, choose Review, Unprotect Sheet first; there is no password.",
    ),
    (
        None,
        "Please leave",
        "Leave the headings as they are and merge no cells. Colours alone, and comments beside cells, are not read.",
    ),
)
"""How a tracker is filled in: the sheet that it is about, a label, and what to do."""


@dataclass(frozen=True, slots=True)
class Request:
    """By when a tracker is wanted back and by whom, in words; blank where nobody said."""

    by: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: a label and a text; `fill` (`#rrggbb`) is what a rating's word stands on."""

    label: str
    text: str
    fill: str = ""


def heading(plan: Plan, period: Period) -> str:
    """The title above the sheet."""
    return as_cell(": ".join(filter(None, (plan.cover.title, f"tracker for {period_words(period)}"))))


def lines(plan: Plan, period: Period, stamp: Stamp, rows: Rows, request: Request) -> Iterator[Line]:
    """What stands below the title."""
    for label, text in (*_about(plan, stamp, rows, request), *_how(period, rows)):
        yield Line(label, as_cell(text))
    for label, ratings in _keys(plan, rows).items():
        yield Line(label, "These words are used, and coloured by themselves:")
        yield from (Line(as_cell(rating.word), as_cell(rating.meaning), fill_of(rating)) for rating in ratings)


def contents(plan: Plan, rows: Rows) -> str:
    """What a tracker holds: `5 actions and 2 KPIs`."""
    words = {ACTIONS: plan.cover.action_word, READINGS: plan.cover.kpi_word, RECOMMENDATIONS: "recommendation"}
    return (
        listed([counted(len(rows[sheet]), word) for sheet, word in words.items() if rows.get(sheet)]) or "nothing yet"
    )


def lead_of(plan: Plan, stamp: Stamp) -> str:
    """For whom a tracker is; blank where it is for everybody."""
    officer = plan.officers.get(stamp.lead)
    return officer.label if officer else ""


def _about(plan: Plan, stamp: Stamp, rows: Rows, request: Request) -> Iterator[tuple[str, str]]:
    lead = lead_of(plan, stamp)
    yield "For", lead or "Everybody who leads something in this plan"
    whose = f"what {lead} leads or owns" if lead else "the whole plan"
    yield "What this is", f"{capital(contents(plan, rows))}, {whose}, as the plan has them today."
    if request.by:
        yield "By when", request.by
    if request.to:
        yield "Send it back to", request.to


def _how(period: Period, rows: Rows) -> Iterator[tuple[str, str]]:
    for sheet, label, text in HOW:
        if sheet is None or rows.get(sheet):
            yield label, text.format(period=period_words(period))


def _keys(plan: Plan, rows: Rows) -> Mapping[str, Sequence[Rating]]:
    """The ratings in force for what is on the sheets, those of one scheme once."""
    kinds: dict[str, list[str]] = {}
    for sheet, kind in ((sheet, sheet.rated_as) for sheet in rows if rows[sheet]):
        scheme = scheme_for(plan, kind) if kind else None
        if scheme:
            kinds.setdefault(scheme.id, []).append(sheet.title.lower())
    named = {f"Ratings of {listed(titles)}": plan.ratings.where("scheme_id", id) for id, titles in kinds.items()}
    return named if len(named) > 1 else dict(zip(["Ratings"], named.values(), strict=False))
