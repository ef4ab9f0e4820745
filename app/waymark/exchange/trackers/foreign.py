"""A file that Waymark did not write, as rows to be held against an open plan like those of a tracker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from waymark.domain.period import Period, period_from_key
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Recommendation, Row
from waymark.domain.text import plain_words, quoted
from waymark.exchange.dump.content import period_key
from waymark.exchange.reading.content import Taken, check_plan_in
from waymark.exchange.reading.doubts import Doubt
from waymark.exchange.reading.typed import Ignored, Returned, ReturnedRow, Typed
from waymark.exchange.trackers.layout import UNSTAMPED, Column, Holds, Sheet

Item = Mapping[str, Any]
Named = Mapping[str, tuple[str, str]]

_REPORTED = (
    Column("Rating for {period}", "rating", 13, choices="action"),
    Column("Update for {period}", "update", 52),
)
ACTIONS = Sheet(
    "actions",
    (Action,),
    (
        Column("Ref", "ref", 9, Holds.ref),
        Column("Action", "text", 48),
        Column("KPIs", "kpis", 12, Holds.refs),
        Column("Due", "due", 13, Holds.due),
        Column("Review date", "review_date", 13, Holds.due),
        Column("Leads", "leads", 26),
        Column("Expected outcome", "expected_outcome", 30),
        Column("Measures of success", "success_measures", 30),
        Column("State", "state", 13, choices="state"),
        *_REPORTED,
    ),
)
KPIS = Sheet(
    "KPIs",
    (Kpi,),
    (
        Column("Ref", "ref", 9, Holds.ref),
        Column("Measure", "title", 36),
        Column("Better when", "polarity", 10),
        Column("Target", "target", 10, Holds.value),
        Column("Target due", "target_due", 13, Holds.due),
        Column("Frequency", "frequency", 13),
        Column("Unit", "unit", 9),
        Column("Rule", "rule", 30),
        Column("Note", "note", 30),
        Column("Owners", "leads", 26),
        Column("Rating for {period}", "rating", 13, choices="kpi"),
    ),
)
RECOMMENDATIONS = Sheet(
    "recommendations",
    (Recommendation,),
    (
        Column("Ref", "ref", 9, Holds.ref),
        Column("Recommendation", "text", 44),
        Column("Targets", "targets", 30),
        Column("Evidence", "evidence", 48),
        Column("Further actions", "further_actions", 48),
        Column("Leads", "leads", 26),
        *_REPORTED,
    ),
)
_SHARED: Named = {
    "ref": ("ref", "ref"),
    "leads": ("leads", "lead"),
    "rating": ("rating_raw", "rating"),
    "update": ("update", "update"),
}
FIELDS: Mapping[type[Row], Named] = {
    Action: {
        **_SHARED,
        "text": ("text", "text"),
        "theme": ("theme_title", ""),
        "kpis": ("kpi_refs_raw", "kpi_refs"),
        "due": ("due_raw", "due"),
        "review_date": ("review_date_raw", "review_date"),
        "expected_outcome": ("outcomes_expected", "outcomes"),
        "success_measures": ("measures", "measures"),
        "state": ("state", "state"),
    },
    Kpi: {
        **_SHARED,
        "leads": ("owners", "lead"),
        "title": ("title", "text"),
        "section": ("section", ""),
        "polarity": ("polarity_raw", "polarity"),
        "target": ("target_raw", "target"),
        "target_due": ("target_due_raw", "target_due"),
        "frequency": ("frequency", "frequency"),
        "unit": ("unit", "unit"),
        "rule": ("rule_raw", "rule"),
        "note": ("note", "note"),
    },
    Recommendation: {
        **_SHARED,
        "text": ("text", "text"),
        "targets": ("targets", "target"),
        "evidence": ("evidence", "evidence"),
        "further_actions": ("further_actions", "further_actions"),
    },
}
"""Under which key the content holds what goes into a field, and which role its column has."""
LISTS: Mapping[str, Sheet] = {"actions": ACTIONS, "kpis": KPIS, "recommendations": RECOMMENDATIONS}
LEFT_OUT: Mapping[str, str] = {
    "log_entries": "entries of the log",
    "officers": "names of officers",
    "commentary": "commentaries",
    "passages": "paragraphs",
    "comparators": "figures to compare with",
}
"""What a new plan is made with, and an open one is not: two logs or two texts cannot be laid side by side by rows."""


def as_returned(taken: Taken, file: str, plan: Plan, period: Period) -> Returned:
    """What was understood of a file, as rows without ids. What it says without a period is for `period`.

    Raises Refused, in words, where it holds nothing that goes into a plan.
    """
    check_plan_in(taken, file)
    reading = _Reading(taken.content, period)
    sheets = [
        replace(sheet, columns=(*sheet.columns, *reading.periods()) if sheet is KPIS else sheet.columns)
        for name, sheet in LISTS.items()
        if taken.content.get(name)
    ]
    rows = tuple(row for sheet in sheets for row in reading.rows(sheet))
    # Of a whole table or sheet that is set aside there is nothing to ask.
    left_out = (replace(each, reason="") if each.reason == "table" else each for each in taken.left_out)
    ignored = (*left_out, *reading.ignored())
    doubts = (*taken.doubts, *_other_version(taken.content, plan))
    return Returned(file, UNSTAMPED, period, rows, ignored, tuple(sheets), doubts)


def _other_version(content: Item, plan: Plan) -> Iterator[Doubt]:
    """That a workbook is of another version of the plan (X24), where both say which they are."""
    theirs = str(content.get("plan", {}).get("version", "")).strip()
    ours = plan.cover.version.strip()
    if theirs and ours and plain_words(theirs) != plain_words(ours):
        say = f"This file is {quoted(theirs)}, and the plan is {quoted(ours)}; refs may have been renumbered."
        yield Doubt("other_plan_version", say, "", field="file")


def period_of(taken: Taken) -> Period | None:
    """The month that a file is dated with; None where it says none."""
    key = period_key(str(taken.content["plan"].get("version_date_raw", "")) if "plan" in taken.content else "")
    return period_from_key(key).month_column if key else None


class _Reading:
    """The content of a file, by what belongs together."""

    def __init__(self, content: Item, period: Period) -> None:
        self._content = content
        self._period = period
        self._readings = _by(content.get("readings", ()), "kpi_id")
        self._targets = _by(content.get("targets", ()), "kpi_id")
        self._updates = _by(content.get("updates", ()), "ref")
        self._judgements = _by(content.get("judgements", ()), "ref")
        self._not_taken: dict[str, str] = {}

    def periods(self) -> Iterator[Column]:
        """A column for each period of which there are figures, headed as in the file."""
        headed: dict[str, str] = {}
        for item in self._content.get("readings", ()):
            if key := _key(item):
                headed.setdefault(key, str(item["period_raw"]))
        for key in sorted(headed):
            yield Column(headed[key], key, 12, Holds.value, month=period_from_key(key))

    def rows(self, sheet: Sheet) -> Iterator[ReturnedRow]:
        """The rows of a sheet; a blank cell is none."""
        name = next(name for name, each in LISTS.items() if each.kinds == sheet.kinds)
        for item in self._content[name]:
            cells = self._cells(sheet, item)
            yield ReturnedRow(sheet, str(item["where"]), None, {key: cell for key, cell in cells if cell.text})

    def ignored(self) -> Iterator[Ignored]:
        """What has no place in the merge; to be asked after the rows."""
        for what, where in self._not_taken.items():
            yield Ignored(where, what)
        for name, called in LEFT_OUT.items():
            if listed := self._content.get(name):
                where = str(listed[0].get("where", ""))
                yield Ignored(where, f"{len(listed)} {called}: only a new plan is made with them")

    def _cells(self, sheet: Sheet, item: Item) -> Iterator[tuple[str, Typed]]:
        addresses = item.get("cells", {})
        [kind] = sheet.kinds
        for field, (key, role) in FIELDS[kind].items():
            value = item.get(key, "")
            text = "\n".join(value) if isinstance(value, list) else str(value)
            yield field, Typed(text, str(addresses.get(role, item["where"])))
        yield from self._dated(item)
        if kind is Kpi:
            yield from self._figures(item)

    def _dated(self, item: Item) -> Iterator[tuple[str, Typed]]:
        """The update and the rating for the period, where there are several by period."""
        for field, key, listed in (("update", "text", self._updates), ("rating", "rating_raw", self._judgements)):
            for each in listed.get(str(item.get("id", "")), ()):
                named = period_key(str(each.get("period_raw", "")))
                if not named or period_from_key(named).month_column == self._period.month_column:
                    yield field, Typed(str(each[key]), str(each.get("where", item["where"])))
                else:
                    what = f"{field}s for {period_from_key(named).label}, not for {self._period.label}"
                    self._not_taken.setdefault(what, str(each.get("where", item["where"])))

    def _figures(self, kpi: Item) -> Iterator[tuple[str, Typed]]:
        for each in self._readings.get(str(kpi["id"]), ()):
            if key := _key(each):
                yield key, Typed(str(each["raw"]), str(each["where"]))
            else:
                what = f"figures under {quoted(str(each['period_raw']))}, which names no period with its year"
                self._not_taken.setdefault(what, str(each["where"]))
        if further := self._targets.get(str(kpi["id"])):
            self._not_taken.setdefault("further targets of KPIs", str(further[0].get("where", kpi["where"])))


def _by(items: Iterable[Item], key: str) -> Mapping[str, Sequence[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(str(item.get(key, "")), []).append(item)
    return found


def _key(reading: Item) -> str:
    """The key of a reading's period; blank where it names none, or no year."""
    return period_key(str(reading.get("period") or reading["period_raw"]))
