"""A returned tracker held against the plan: each cell as it went out, as the plan is now, as it came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from waymark.domain.entry import understood
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.ref import Ref, parse_refs
from waymark.domain.rows import Action, Kpi, Row
from waymark.domain.value import ValueState, parse_value
from waymark.exchange.reading.typed import Returned, ReturnedRow, Typed
from waymark.exchange.trackers.content import shown
from waymark.exchange.trackers.layout import CUT_NOTE, ID, RATED_AS, SHEETS, Column, Holds
from waymark.exchange.trackers.matching import matched
from waymark.exchange.trackers.proposal import Cell, Flag, Proposal, Verdict
from waymark.services.reporting import own_period, reading_in
from waymark.services.schemes import find_rating, scheme_for


def check_plan(returned: Returned, plan_id: str) -> None:
    """Raises Refused, in words, for a tracker that was written from another plan."""
    if returned.stamp.plan_id != plan_id:
        raise Refused(
            f"“{returned.file}” is a tracker of another plan. Nothing was changed; open the plan that it belongs to."
        )


def proposed(plan: Plan, base: Plan | None, returned: Returned) -> Proposal:
    """What a returned tracker would change.

    `base` is the plan at the tracker's position in the log; None where that belongs to another history, and then every
    cell that differs is a conflict. A row that is missing is told of, and never a deletion.
    """
    matches = matched(plan, base or plan, returned)
    merge = _Merge(plan, base, returned.period, frozenset(action.id for action in matches.added))
    for row, subject in matches.pairs:
        merge.row(row, subject)
    unknown = [
        Flag(each.reason, f"Waymark does not read this: {each.what}.", each.where)
        for each in returned.ignored
        if each.reason
    ]
    return Proposal(
        file=returned.file,
        stamp=returned.stamp,
        period=returned.period,
        cells=tuple(merge.cells),
        added=tuple(matches.added),
        flags=(*matches.flags, *unknown),
        ignored=returned.ignored,
        unchanged=merge.unchanged,
    )


class _Merge:
    def __init__(self, plan: Plan, base: Plan | None, period: Period, added: frozenset[str]) -> None:
        self.cells: list[Cell] = []
        self.unchanged = 0
        self._plan = plan
        self._base = base
        self._period = period
        self._added = added
        self._columns = {
            sheet.title: [each for each in sheet.headed(period) if each.field != ID.field] for sheet in SHEETS
        }

    def row(self, row: ReturnedRow, subject: Row) -> None:
        """Hold a row's cells against the plan."""
        is_new = subject.id in self._added
        for column in self._columns[row.sheet.title]:
            typed = row.cells.get(column.field)
            if typed is None or (is_new and column.field in NAMING_NEW):
                continue
            cell = self._cell(subject, column, typed, is_new)
            if cell is None:
                self.unchanged += 1
            else:
                self.cells.append(cell)

    def _cell(self, subject: Row, column: Column, typed: Typed, is_new: bool) -> Cell | None:
        """The cell with its verdict, or None where there is nothing to do."""
        ours = "" if is_new else shown(self._plan, subject, column, self._period)
        if not typed.reason and alike(column, typed.text, ours):
            return None
        base = "" if is_new else self._as_it_went_out(subject, column)
        if not typed.reason and base is not None and alike(column, typed.text, base):
            return None
        try:
            theirs = self._understood(subject, column, typed, base, ours)
        except _NotTaken as refusal:
            return Cell(
                subject, column, typed.where, Verdict.refused, base, ours, "", typed.text, refusal.reason, str(refusal)
            )
        if alike(column, theirs, ours) or (base is not None and alike(column, theirs, base)):
            return None
        verdict = _verdict(column, base, ours)
        reason, say = (
            ("conflict", _both(base, ours, theirs)) if verdict is Verdict.conflict else self._doubt(column, theirs)
        )
        return Cell(subject, column, typed.where, verdict, base, ours, theirs, typed.text, reason, say)

    def _as_it_went_out(self, subject: Row, column: Column) -> str | None:
        row = self._base.table(type(subject)).get(subject.id) if self._base else None
        return shown(self._base, row, column, self._period) if self._base and row else None

    def _understood(self, subject: Row, column: Column, typed: Typed, base: str | None, ours: str) -> str:
        """What the plan would hold. Raises _NotTaken, with a sentence, for what no column or not this one can take."""
        if typed.reason:
            raise _NotTaken(typed.reason, typed.say)
        if subject.withdrawn_at is not None:
            raise _NotTaken(
                "conflict", "This was taken out of the plan after the tracker was written; restore it there first."
            )
        if CUT_NOTE in (ours[-len(CUT_NOTE) :], (base or "")[-len(CUT_NOTE) :]):
            raise _NotTaken("too_long", "This text was too long for Excel and went out cut; change it in Waymark.")
        reason, read = READ_READING if column.month else READ[column.field]
        try:
            return read(self._plan, subject, column, typed.text)
        except NotUnderstood as problem:
            raise _NotTaken(reason, str(problem)) from problem

    def _doubt(self, column: Column, theirs: str) -> tuple[str, str]:
        """What the person should be told of a cell that is taken all the same."""
        if not theirs:
            return "progress_cleared", "This was emptied."
        if column.holds is Holds.refs:
            unknown = parse_refs(theirs, [kpi.ref for kpi in self._plan.kpis.live()]).unknown
            return (
                ("kpi_unknown", f"The plan has no KPI {', '.join(unknown)}; the text is kept.") if unknown else ("", "")
            )
        if column.month and parse_value(theirs).state is ValueState.text:
            return "not_a_number", f"“{theirs}” is kept as a text; it is no figure."
        return "", ""


class _NotTaken(Exception):
    """A cell that cannot be taken: why, as a word for programs and a sentence for the person."""

    def __init__(self, reason: str, say: str) -> None:
        super().__init__(say)
        self.reason = reason


def alike(column: Column, one: str, other: str) -> bool:
    """Whether two texts differ in nothing but white space, the spelling of a ref, or the capitals of a choice."""
    return one == other or _matchable(column, one) == _matchable(column, other)


def _matchable(column: Column, text: str) -> str:
    if column.holds is Holds.ref:
        return Ref(text).key
    lines = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    return lines.casefold() if column.choices else lines


def _verdict(column: Column, base: str | None, ours: str) -> Verdict:
    if base is None or not alike(column, base, ours):
        return Verdict.conflict
    return Verdict.changed if ours else Verdict.new


def _both(base: str | None, ours: str, theirs: str) -> str:
    before = "Nobody knows what it was before" if base is None else f"It was “{base}”"
    return f"{before}; the plan now has “{ours}” and the tracker “{theirs}”."


def _typed(plan: Plan, subject: Row, column: Column, text: str) -> str:
    return str(understood(type(subject), column.field, text))


def _text(plan: Plan, subject: Row, column: Column, text: str) -> str:
    if not isinstance(subject, Action):
        return _not_here(plan, subject, column, text)
    if not text:
        raise NotUnderstood("An action needs its text. To take the action out of the plan, withdraw it in Waymark.")
    return _typed(plan, subject, column, text)


def _rating(plan: Plan, subject: Row, column: Column, text: str) -> str:
    """The scheme's own word for what was typed; letters and other names for a rating are understood (C14)."""
    scheme = scheme_for(plan, RATED_AS[type(subject)])
    rating = find_rating(plan, scheme.id if scheme else None, text)
    if text and rating is None:
        words = ", ".join(each.word for each in plan.ratings.where("scheme_id", scheme.id)) if scheme else ""
        raise NotUnderstood(f"“{text}” is not a rating of this plan. Choose one of: {words}.")
    return rating.word if rating else ""


def _reading(plan: Plan, subject: Row, column: Column, text: str) -> str:
    known = column.month and isinstance(subject, Kpi) and reading_in(plan, subject, column.month)
    if isinstance(subject, Kpi) and column.month and not known and own_period(subject, column.month) is None:
        raise NotUnderstood(
            f"This KPI is {subject.frequency}: no figure of it ends in {column.header}. Use a cell without shading."
        )
    return text


def _not_here(plan: Plan, subject: Row, column: Column, text: str) -> str:
    raise NotUnderstood(f"“{column.header}” is not taken from trackers; change it in Waymark.")


Read = Callable[[Plan, Row, Column, str], str]
READ_READING: tuple[str, Read] = ("off_calendar_period", _reading)
ANYTHING: tuple[str, Read] = ("", _typed)
READ: Mapping[str, tuple[str, Read]] = {
    "ref": ("ref_changed", _not_here),
    "theme": ("ref_out_of_place", _not_here),
    "text": ("action_text_changed", _text),
    "kpis": ANYTHING,
    "due": ("due_unreadable", _typed),
    "leads": ANYTHING,
    "evidence": ANYTHING,
    "further_actions": ANYTHING,
    "state": ("state_unreadable", _typed),
    "rating": ("rag_value_not_in_scheme", _rating),
    "update": ANYTHING,
    "section": ("column_unknown", _not_here),
    "title": ("column_unknown", _not_here),
    "polarity": ("column_unknown", _not_here),
    "target": ("target_changed", _not_here),
}
"""How a column's text is read, by field, and the reason where it cannot be."""
NAMING_NEW = frozenset({"ref", "theme"})
"""What a new action already has from its row."""
