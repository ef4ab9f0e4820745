"""Which thing of the plan each row of a returned tracker is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_OID, uuid5

from rapidfuzz import fuzz, process

from waymark.domain.errors import NotUnderstood
from waymark.domain.plan import Plan, Table
from waymark.domain.ref import Ref, parse_ref, same_ref
from waymark.domain.rows import Action, Row, Theme
from waymark.domain.text import plain_signs, quoted
from waymark.exchange.reading.typed import Returned, ReturnedRow
from waymark.exchange.trackers.content import rows_of
from waymark.exchange.trackers.layout import ACTIONS, READINGS, SHEETS, Sheet, Stamp
from waymark.exchange.trackers.proposal import Flag, name_of
from waymark.services.cells import theme_label

# So near (rapidfuzz's ratio, of 100) a text without an id is the same action with a comma moved.
NEARLY_THE_SAME = 95
# Fewer rows than this share came back: a lead's part of the tracker, and no list of the rest is wanted.
PART = 0.5


@dataclass(slots=True)
class Matches:
    """Rows with what they are about, new actions among it, and what is to be said of those without.

    `again` are the ids of actions that this tracker brought when it came before.
    """

    pairs: list[tuple[ReturnedRow, Row]] = field(default_factory=list)
    added: list[Action] = field(default_factory=list)
    again: set[str] = field(default_factory=set)
    flags: list[Flag] = field(default_factory=list)


def matched(plan: Plan, before: Plan, returned: Returned) -> Matches:
    """Find the thing that each row is about: by its id, else its ref, else its text; what none matches is a new action.

    Of two rows about one thing the second is refused. `before` holds the rows that went out.
    """
    matching = _Matching(plan, returned.stamp)
    matching.known(returned.rows)
    for row in returned.rows:
        if matching.is_unknown(row):
            matching.find(row)
    for sheet in SHEETS:
        matching.tell_missing(sheet, before)
    return matching.matches


class _Matching:
    def __init__(self, plan: Plan, stamp: Stamp) -> None:
        self.matches = Matches()
        self._plan = plan
        self._stamp = stamp
        self._taken: set[str] = set()

    def is_unknown(self, row: ReturnedRow) -> bool:
        return row.id not in self._plan.table(row.sheet.kind)

    def known(self, rows: Iterable[ReturnedRow]) -> None:
        """Rows whose id is the plan's. A copied row brings its id along: the one whose ref is right is the original."""
        groups: defaultdict[str, list[tuple[ReturnedRow, Row]]] = defaultdict(list)
        for row in rows:
            subject = self._plan.table(row.sheet.kind).get(row.id)
            if subject is not None:
                groups[subject.id].append((row, subject))
        for group in groups.values():
            group.sort(key=lambda pair: not same_ref(pair[0].text("ref"), _ref(pair[1])))
            for row, subject in group:
                self._pair(row, subject)

    def find(self, row: ReturnedRow) -> None:
        """A row without an id that the plan knows."""
        ref, text = row.text("ref"), row.text(_NAMED_BY[row.sheet.kind])
        id = str(uuid5(NAMESPACE_OID, f"{self._stamp.plan_id} {self._stamp.sequence} {ref} {text}"))
        brought = self._plan.table(row.sheet.kind).get(id)
        subject = brought or self._by_ref(row, ref) or self._by_text(row, text)
        if brought is not None:
            self.matches.again.add(id)
        if subject is not None:
            self._pair(row, subject)
        elif not text:
            self._flag("row_new", "This row has no text to know it by; it was not taken.", row.where)
        elif row.sheet != ACTIONS:
            reason = "kpi_unknown" if row.sheet == READINGS else "row_new"
            self._flag(
                reason, f"The plan has no “{ref or text}”; add it there first. The row was not taken.", row.where
            )
        else:
            self._add(row, id, ref)

    def tell_missing(self, sheet: Sheet, before: Plan) -> None:
        """Rows that went out, still stand and did not come back: told of, never taken out of the plan."""
        standing = {row.id for row in self._plan.table(sheet.kind).live()}
        went_out = [row for row in rows_of(before, sheet, self._stamp.lead) if row.id in standing]
        missing = [row for row in went_out if row.id not in self._taken]
        if len(missing) > len(went_out) * PART:
            came = f"{len(went_out) - len(missing)} of {len(went_out)} rows of “{sheet.title}” came back"
            self._flag("partial_return", f"{came}; the others stay as they are.", sheet.title)
            return
        for row in missing:
            self._flag("row_missing", f"{name_of(row)} did not come back; it stays as it is.", sheet.title, row)

    def _pair(self, row: ReturnedRow, subject: Row) -> None:
        if subject.id in self._taken:
            say = "Another row of this tracker is about the same thing; this one was not taken. Take one of them out."
            self._flag("duplicate_row", say, row.where, subject)
            return
        self._taken.add(subject.id)
        self.matches.pairs.append((row, subject))

    def _by_ref(self, row: ReturnedRow, ref: str) -> Row | None:
        return self._plan.table(row.sheet.kind).derived(_by_ref).get(Ref(ref).key)

    def _by_text(self, row: ReturnedRow, text: str) -> Row | None:
        table = self._plan.table(row.sheet.kind)
        found = process.extractOne(
            _matchable(text), table.derived(_texts), scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME
        )
        return table[found[2]] if found and text else None

    def _add(self, row: ReturnedRow, id: str, ref: str) -> None:
        try:
            parse_ref(ref)
        except NotUnderstood as problem:
            self._flag("ref_changed", f"{problem} The row was not taken.", row.where)
            return
        theme = find_theme(self._plan, row.text("theme"))
        parent = ref.rpartition(".")[0]
        objective = next((each for each in self._plan.objectives.live() if same_ref(each.ref, parent)), None)
        theme_id = theme.id if theme else objective.theme_id if objective else None
        objective_id = objective.id if objective else None
        action = Action(id=id, ref=ref, text=row.text("text"), theme_id=theme_id, objective_id=objective_id)
        if id not in self._taken:
            self.matches.added.append(action)
            self._flag(
                "row_new",
                f"A new action{f', {ref}' if ref else ''}: nothing in the plan is like it.",
                row.where,
                action,
            )
            self._doubt_ref(row, action)
            if row.text("theme") and not theme:
                say = f"The plan has no theme {quoted(row.text('theme'))}; this action was put where its ref belongs."
                self._flag("ref_out_of_place", say, row.cells["theme"].where, action)
        self._pair(row, action)

    def _doubt_ref(self, row: ReturnedRow, action: Action) -> None:
        cell = row.cells.get("ref")
        if cell and cell.is_number:
            say = (
                f"Excel holds the ref {action.ref} as a number; if a 0 stood at its end (1.10), that is lost: check it."
            )
            self._flag("ref_changed", say, cell.where, action)

    def _flag(self, reason: str, say: str, where: str, subject: Row | None = None) -> None:
        self.matches.flags.append(Flag(reason, say, where, subject))


def find_theme(plan: Plan, text: str) -> Theme | None:
    """The theme that a cell names, by its ref, its title or both."""
    key = _matchable(text)
    themes = plan.themes.live() if key else ()
    return next((each for each in themes if key in map(_matchable, (theme_label(each), each.title, each.ref))), None)


_NAMED_BY = {sheet.kind: "title" if sheet is READINGS else "text" for sheet in SHEETS}


def _by_ref(table: Table[Row]) -> Mapping[str, Row]:
    """The rows that stand, by ref; of two with one ref, the first."""
    found = {Ref(_ref(row)).key: row for row in reversed(table.live())}
    return {key: row for key, row in found.items() if key}


def _texts(table: Table[Row]) -> Mapping[str, str]:
    """What the rows that stand are known by, by id."""
    return {row.id: _matchable(str(getattr(row, _NAMED_BY[type(row)]))) for row in table.live()}


def _matchable(text: str) -> str:
    return plain_signs(text).casefold()


def _ref(row: Row) -> str:
    return str(getattr(row, "ref", ""))
