"""A returned tracker held against the plan: each cell as it went out, as the plan is now, as it came back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from waymark.domain.assignment import leads_meant
from waymark.domain.day import day_words
from waymark.domain.due import due_as_typed
from waymark.domain.errors import NotUnderstood, Refused
from waymark.domain.plan import Plan
from waymark.domain.polarity import parse_polarity
from waymark.domain.ref import Ref
from waymark.domain.rows import Kpi, Row
from waymark.domain.text import REDACTED
from waymark.domain.value import parse_value
from waymark.exchange.reading.typed import Returned, ReturnedRow, Typed
from waymark.exchange.trackers.content import shown
from waymark.exchange.trackers.doubtful import with_doubts
from waymark.exchange.trackers.foreseen import foreseen
from waymark.exchange.trackers.known import digest_of, known_before
from waymark.exchange.trackers.layout import CUT_NOTE, ID, UNSTAMPED, Column, Holds
from waymark.exchange.trackers.matching import Matches, find_theme, matched
from waymark.exchange.trackers.percentages import as_percentage, is_in_percent
from waymark.exchange.trackers.proposal import Cell, Flag, Proposal, Verdict
from waymark.exchange.trackers.shifted import shifted_from
from waymark.exchange.trackers.telling import Change, Told, painted, told_of, unread_due
from waymark.services.cells import is_rating_of, read
from waymark.services.ledger import answered
from waymark.services.series import undated_labels


def check_plan(returned: Returned, plan_id: str) -> None:
    """Raises Refused, in words, for a tracker that was written from another plan."""
    if returned.stamp.plan_id != plan_id:
        raise Refused(
            f"“{returned.file}” is a tracker of another plan. Nothing was changed; open the plan that it belongs to."
        )


def proposed(plan: Plan, base: Plan | None, returned: Returned) -> Proposal:
    """What a returned tracker would change.

    `base` is the plan at the tracker's position in the log; None where that belongs to another history, and then every
    cell that differs is a conflict. A workbook that is no tracker of ours has no such position: what differs in it is a
    change, and a blank cell says nothing. A row that is missing is told of, and never a deletion.
    """
    matches = matched(plan, base or plan, returned)
    merge = _Merge(plan, base, returned, matches)
    for row, subject in matches.pairs:
        merge.row(row, subject)
    unknown = [
        Flag(each.reason, f"Waymark does not read this: {each.what}.", each.where)
        for each in returned.ignored
        if each.reason
    ]
    digest = digest_of(returned)
    cells, doubts = with_doubts(merge.cells, returned.doubts, matches.pairs)
    proposal = Proposal(
        file=returned.file,
        stamp=returned.stamp,
        period=returned.period,
        cells=cells,
        added=tuple(matches.added),
        kpis=tuple(matches.kpis),
        places=tuple(matches.places),
        flags=(
            *([FOREIGN] if merge.is_foreign or merge.is_redacted else []),
            *known_before(plan, returned.stamp, digest),
            *matches.flags,
            *unknown,
            *merge.flags,
            *doubts,
        ),
        ignored=returned.ignored,
        unchanged=merge.unchanged,
        digest=digest,
    )
    cells, told = with_doubts(proposal.cells, tuple(foreseen(plan, proposal)), matches.pairs)
    return replace(proposal, cells=cells, flags=(*proposal.flags, *told))


class _Merge:
    def __init__(self, plan: Plan, base: Plan | None, returned: Returned, matches: Matches) -> None:
        self.cells: list[Cell] = []
        self.flags: list[Flag] = []
        self.unchanged = 0
        self.is_redacted = False
        self._two_way = returned.stamp == UNSTAMPED
        self.is_foreign = base is None and not self._two_way
        self._meanings = {**MEANT, **(MEANT_ELSEWHERE if self._two_way else {})}
        self._plan = plan
        self._base = base
        self._period = returned.period
        self._answered = answered(plan, returned.stamp.name)
        self._added = {row.id for row in (*matches.added, *matches.kpis)}
        self._again = matches.again
        undated = undated_labels(plan.readings.live())
        self._columns = {
            sheet.title: [each for each in sheet.headed(returned.period, undated) if each.field != ID.field]
            for sheet in returned.sheets
        }

    def row(self, row: ReturnedRow, subject: Row) -> None:
        """Hold a row's cells against the plan."""
        is_new = subject.id in self._added
        for column in self._columns[row.sheet.title]:
            typed = row.cells.get(column.field)
            if typed is None or self._only_names(row, subject, typed, column) or self._is_told(subject, typed, column):
                continue
            if typed.fill and (told := painted(self._plan, column, typed)):
                self.flags.append(Flag(*told, typed.where, subject, column.name))
            cell = self._cell(subject, column, typed, is_new)
            if cell is None:
                self.unchanged += 1
            else:
                self.cells.append(cell)

    def _only_names(self, row: ReturnedRow, subject: Row, typed: Typed, column: Column) -> bool:
        """Whether a cell did no more than say which thing a row without an id is about."""
        if subject.id in self._again:
            return column.field in NAMING_NEW or column.field == "text"
        is_unsaid = row.id is None and not typed.text
        return (column.field in NAMING_NEW or not column.editable) and (subject.id in self._added or is_unsaid)

    def _scaled(self, subject: Row, column: Column, text: str) -> str:
        """A bare figure as a per cent where the plan has the KPI's figures so (X08)."""
        if column.holds is Holds.value and isinstance(subject, Kpi) and is_in_percent(self._plan, subject):
            return as_percentage(text)
        return text

    def _is_told(self, subject: Row, typed: Typed, column: Column) -> bool:
        """Whether an unknown workbook repeats what was reported for another period, or a rating that has none."""
        texts: Iterable[str] = ()
        if self._two_way and column.field == "update":
            texts = (each.text for each in self._plan.updates.where("subject_id", subject.id))
        elif self._two_way and column.field == "rating":
            stated = self._plan.judgements.where("subject_id", subject.id)
            texts = (each.rating for each in stated if not each.period)
        return any(alike(column, text, typed.text) for text in texts)

    def _cell(self, subject: Row, column: Column, typed: Typed, is_new: bool) -> Cell | None:
        """The cell with its verdict, or None where there is nothing to do."""
        ours = "" if is_new else shown(self._plan, subject, column, self._period)
        if not typed.reason and self._alike(column, typed.text, ours):
            return None
        base = "" if is_new else self._as_it_went_out(subject, column)
        if base and REDACTED in base and REDACTED not in typed.text:
            # What went out was another text, which nobody may look up any more.
            base, self.is_redacted = None, True
        if not typed.reason and base is not None and self._alike(column, typed.text, base):
            return None
        try:
            theirs = self._understood(subject, column, typed, base, ours)
        except _NotTaken as refusal:
            return Cell(
                subject, column, typed.where, Verdict.refused, base, ours, "", typed.text, refusal.reason, str(refusal)
            )
        is_other = theirs != typed.text
        if is_other and (self._alike(column, theirs, ours) or (base is not None and self._alike(column, theirs, base))):
            return None
        verdict = self._verdict(column, base, ours)
        if verdict is Verdict.conflict and (subject.id, column.field, theirs) in self._answered:
            return None
        reason, say = (
            ("conflict", _both(base, ours, theirs))
            if verdict is Verdict.conflict
            else self._told(subject, column, typed, ours, theirs)
        )
        return Cell(subject, column, typed.where, verdict, base, ours, theirs, typed.text, reason, say)

    def _alike(self, column: Column, one: str, other: str) -> bool:
        """Whether two texts say the same: leads by whatever they are called, a theme by its ref, its title or both."""
        meaning = self._meanings.get("reading" if column.month else column.field)
        return alike(column, one, other) or (
            meaning is not None and meaning(self._plan, one) == meaning(self._plan, other)
        )

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
        if not column.editable:
            reason = "column_unknown" if column.undated else NOT_HERE.get(column.field, REASONS["text"])
            raise _NotTaken(reason, f"“{column.header}” is not taken from trackers; change it in Waymark.")
        if column.holds is Holds.due and (meant := shifted_from(ours, typed.text)):
            raise _NotTaken("due_shifted_1904", SHIFTED.format(text=typed.text, ours=ours, meant=day_words(meant)))
        try:
            scaled = self._scaled(subject, column, typed.text)
            return read(self._plan, subject, column.cell, scaled, self._period)
        except NotUnderstood as problem:
            raise _NotTaken(self._reason(subject, column, typed.text), str(problem)) from problem

    def _reason(self, subject: Row, column: Column, text: str) -> str:
        """Why a text is not understood, as a word for programs; a reading can only be off its KPI's calendar."""
        if column.month:
            return "off_calendar_period"
        if column.field == "rating" and is_rating_of(self._plan, subject, text):
            return "rag_contradicts_methodology"
        return unread_due(text) if column.holds is Holds.due else REASONS.get(column.field, "")

    def _verdict(self, column: Column, base: str | None, ours: str) -> Verdict:
        if self._two_way or (base is not None and alike(column, base, ours)):
            return Verdict.changed if ours else Verdict.new
        return Verdict.conflict

    def _told(self, subject: Row, column: Column, typed: Typed, ours: str, theirs: str) -> Told:
        """What the person should be told of a cell that is taken all the same."""
        return told_of(Change(self._plan, subject, column, self._period, ours, theirs, typed.text, self._two_way))


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
    if text.endswith(CUT_NOTE.strip()):
        # LibreOffice breaks the lines of so long a text when it saves the file.
        return " ".join(text.split())
    lines = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    return lines.casefold() if column.choices else lines


def _both(base: str | None, ours: str, theirs: str) -> str:
    before = "Nobody knows what it was before" if base is None else f"It was “{base}”"
    return f"{before}; the plan now has “{ours}” and the tracker “{theirs}”."


def _theme(plan: Plan, text: str) -> object:
    theme = find_theme(plan, text)
    return theme.id if theme else text


def _date(plan: Plan, text: str) -> object:
    parsed = due_as_typed(text).parsed or {}
    return (parsed["precision"], parsed["value"]) if parsed.get("value") else text


def _figure(plan: Plan, text: str) -> object:
    return parse_value(text).parsed or text


def _polarity(plan: Plan, text: str) -> object:
    try:
        return parse_polarity(text).words
    except NotUnderstood:
        return text


MEANT: Mapping[str, Callable[[Plan, str], object]] = {"leads": leads_meant, "theme": _theme}
"""What is the same by what it means, however it is typed."""
MEANT_ELSEWHERE: Mapping[str, Callable[[Plan, str], object]] = {
    **dict.fromkeys(("due", "review_date", "target_due"), _date),
    **dict.fromkeys(("target", "reading"), _figure),
    "polarity": _polarity,
}
"""What is the same as well in a workbook that was not written from the plan, and so spells it in its own way."""
FOREIGN = Flag(
    "conflict",
    "This tracker is from before a text was redacted, or from another history of the plan, so nobody knows what its "
    "officer changed: what differs is a conflict. Look at each cell before you take the tracker’s.",
)
SHIFTED = (
    "{text} is four years off the plan’s “{ours}”, as when cells are copied between workbooks that count days from 1900"
    " and from 1904; it was probably {meant}. If it is really meant, change it in Waymark."
)
REASONS: Mapping[str, str] = {
    "text": "action_text_changed",
    "state": "state_unreadable",
    "rating": "rag_value_not_in_scheme",
}
"""Why a text of that field is not taken, as a word for programs."""
NOT_HERE: Mapping[str, str] = {
    "ref": "ref_changed",
    "theme": "ref_out_of_place",
    "section": "column_unknown",
    "title": "column_unknown",
    "better_when": "column_unknown",
    "target": "target_changed",
    "update_before": "history_changed",
}
"""Fields that officers see and do not change, and the reason where they did."""
NAMING_NEW = frozenset({"ref", "theme"})
"""What a new thing already has from its row, as it has all that is locked."""
