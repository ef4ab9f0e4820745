"""Which thing of the plan each row of a returned tracker is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_OID, uuid5

from rapidfuzz import fuzz, process

from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.plan import Plan, Table
from waymark.domain.ref import Ref, parse_ref, same_ref
from waymark.domain.rows import Action, Kpi, Placement, Recommendation, Row, Theme
from waymark.domain.text import plain_signs, quoted
from waymark.exchange.reading.typed import Returned, ReturnedRow
from waymark.exchange.trackers.content import rows_of
from waymark.exchange.trackers.layout import UNSTAMPED, UPDATES, Sheet, Stamp
from waymark.exchange.trackers.proposal import Flag, name_of
from waymark.services.cells import theme_label

# So near (rapidfuzz's ratio, of 100) a text without an id is the same action with a comma moved.
NEARLY_THE_SAME = 95
# Fewer rows than this share came back: a lead's part of the tracker, and no list of the rest is wanted.
PART = 0.5


@dataclass(slots=True)
class Matches:
    """Rows with what they are about, and what is to be said of those without.

    `added` are new actions, `kpis` new KPIs with their `places`.

    `again` are the ids of actions that this tracker brought when it came before.
    """

    pairs: list[tuple[ReturnedRow, Row]] = field(default_factory=list)
    added: list[Action] = field(default_factory=list)
    kpis: list[Kpi] = field(default_factory=list)
    places: list[Placement] = field(default_factory=list)
    again: set[str] = field(default_factory=set)
    flags: list[Flag] = field(default_factory=list)


def matched(plan: Plan, before: Plan, returned: Returned) -> Matches:
    """Find the thing that each row is about: by its id, else its ref, else its text; what none matches is a new action.

    In a workbook that Waymark did not write it may be a new KPI as well. Of two rows about one thing the second is
    refused, unless they stand on two sheets. `before` holds the rows that went out.
    """
    matching = _Matching(plan, returned.stamp)
    matching.known(returned.rows)
    matching.look_for_renumbered(returned.rows)
    # An update without an id may be of an action that the same workbook brings.
    for row in sorted(filter(matching.is_unknown, returned.rows), key=lambda row: row.sheet == UPDATES):
        matching.find(row)
    for sheet in returned.sheets:
        matching.tell_missing(sheet, before, returned.period)
    return matching.matches


class _Matching:
    def __init__(self, plan: Plan, stamp: Stamp) -> None:
        self.matches = Matches()
        self._plan = plan
        self._stamp = stamp
        self._taken: set[tuple[str, str]] = set()
        self._missed: set[str] = set()
        self._renumbered: set[str] = set()

    def is_unknown(self, row: ReturnedRow) -> bool:
        return row.sheet.find(self._plan, row.id) is None

    def known(self, rows: Iterable[ReturnedRow]) -> None:
        """Rows whose id is the plan's. A copied row brings its id along: the one whose ref is right is the original."""
        groups: defaultdict[tuple[str, str], list[tuple[ReturnedRow, Row]]] = defaultdict(list)
        for row in rows:
            subject = row.sheet.find(self._plan, row.id)
            if subject is not None:
                groups[row.sheet.title, subject.id].append((row, subject))
        for group in groups.values():
            group.sort(key=lambda pair: not same_ref(pair[0].text("ref"), _ref(pair[1])))
            for row, subject in group:
                self._pair(row, subject)

    def look_for_renumbered(self, rows: Iterable[ReturnedRow]) -> None:
        """Note what stands under another ref word for word: its old ref may have been given to something new."""
        for row in filter(self.is_unknown, rows):
            kind, ref = row.sheet.kinds[0], row.text("ref")
            same = self._plan.table(kind).derived(_by_text).get(_matchable(row.text(_NAMED_BY[kind])), ())
            if ref and len(same) == 1 and not same_ref(ref, _ref(same[0])):
                self._renumbered.add(same[0].id)

    def find(self, row: ReturnedRow) -> None:
        """A row without an id that the plan knows."""
        kind = row.sheet.kinds[0]
        ref, text = row.text("ref"), row.text(_NAMED_BY[kind])
        id = str(uuid5(NAMESPACE_OID, f"{self._stamp.plan_id} {self._stamp.sequence} {ref} {text}"))
        brought = row.sheet.find(self._plan, id)
        subject = brought or self._meant(row, ref, text) or self._brought_here(row, ref)
        if brought is not None:
            self.matches.again.add(id)
        if subject is not None:
            self._pair(row, subject)
        elif not text and not (ref and row.sheet == UPDATES):
            self._flag("row_new", "This row has no text to know it by; it was not taken.", row.where)
        elif row.sheet.kinds == (Action,) or (kind is Kpi and self._stamp == UNSTAMPED):
            self._add(row, id, ref)
        else:
            reason = "kpi_unknown" if kind is Kpi else "row_new"
            self._flag(
                reason, f"The plan has no “{ref or text}”; add it there first. The row was not taken.", row.where
            )

    def tell_missing(self, sheet: Sheet, before: Plan, period: Period) -> None:
        """Rows that went out, still stand and did not come back: told of, never taken out of the plan."""
        standing = {row.id for kind in sheet.kinds for row in self._plan.table(kind).live()}
        went_out = [row for row in rows_of(before, sheet, period, self._stamp.lead) if row.id in standing]
        missing = [row for row in went_out if (sheet.title, row.id) not in self._taken]
        # Of a kind of which an unknown workbook holds nothing, nothing is said.
        if self._stamp == UNSTAMPED and len(missing) == len(went_out):
            return
        if len(missing) > len(went_out) * PART:
            came = f"{len(went_out) - len(missing)} of {len(went_out)} rows of “{sheet.title}” came back"
            self._flag("partial_return", f"{came}; the others stay as they are.", sheet.title)
            return
        # What stands on two sheets and is missing from both is told once.
        for row in (row for row in missing if row.id not in self._missed):
            self._missed.add(row.id)
            self._flag("row_missing", f"{name_of(row)} did not come back; it stays as it is.", sheet.title, row)

    def _pair(self, row: ReturnedRow, subject: Row) -> None:
        if self._is_taken(row, subject.id):
            say = "Another row of this tracker is about the same thing; this one was not taken. Take one of them out."
            self._flag("duplicate_row", say, row.where, subject)
            return
        self._taken.add((row.sheet.title, subject.id))
        self.matches.pairs.append((row, subject))

    def _is_taken(self, row: ReturnedRow, id: str) -> bool:
        """Whether another row of the same sheet is about that thing."""
        return (row.sheet.title, id) in self._taken

    def _meant(self, row: ReturnedRow, ref: str, text: str) -> Row | None:
        """By its ref, unless the same words stand under another one: then it was renumbered, or the other was."""
        by_ref = self._by_ref(row, ref)
        if by_ref is not None and (not text or _likeness(by_ref, text) >= NEARLY_THE_SAME):
            return by_ref
        by_text = self._by_text(row, text)
        return by_text or (None if by_ref is not None and by_ref.id in self._renumbered else by_ref)

    def _brought_here(self, row: ReturnedRow, ref: str) -> Row | None:
        """The action which another sheet of the workbook brings, if that has the ref."""
        brought = self.matches.added if row.sheet == UPDATES else ()
        return next((action for action in brought if same_ref(action.ref, ref)), None)

    def _by_ref(self, row: ReturnedRow, ref: str) -> Row | None:
        tables = map(self._plan.table, row.sheet.kinds)
        return next((each for table in tables if (each := table.derived(_by_ref).get(Ref(ref).key))), None)

    def _by_text(self, row: ReturnedRow, text: str) -> Row | None:
        key = _matchable(text)
        found = (self._worded(row, self._plan.table(kind), key) for kind in row.sheet.kinds) if key else ()
        return next(filter(None, found), None)

    def _worded(self, row: ReturnedRow, table: Table[Row], key: str) -> Row | None:
        if same := table.derived(_by_text).get(key, ()):
            return next((each for each in same if not self._is_taken(row, each.id)), same[0])
        found = process.extractOne(key, table.derived(_texts), scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME)
        return table[found[2]] if found else None

    def _add(self, row: ReturnedRow, id: str, ref: str) -> None:
        try:
            parse_ref(ref)
        except NotUnderstood as problem:
            self._flag("ref_changed", f"{problem} The row was not taken.", row.where)
            return
        make = self._new_kpi if Kpi in row.sheet.kinds else self._new_action
        self._pair(row, make(row, id, ref))

    def _new_kpi(self, row: ReturnedRow, id: str, ref: str) -> Row:
        section = row.text("section")
        theme = find_theme(self._plan, section)
        kpi = Kpi(id=id, ref=ref, title=row.text("title"), frequency=row.text("frequency"))
        place = Placement(
            id=str(uuid5(NAMESPACE_OID, f"{id} place")),
            kpi_id=id,
            theme_id=theme.id if theme else None,
            section="" if theme else section,
        )
        if not self._is_taken(row, id):
            self.matches.kpis.append(kpi)
            self.matches.places.append(place)
            self._flag("row_new", "A new KPI: nothing in the plan is like it.", row.where, kpi)
        return kpi

    def _new_action(self, row: ReturnedRow, id: str, ref: str) -> Row:
        theme = find_theme(self._plan, row.text("theme"))
        parent = ref.rpartition(".")[0]
        objective = next((each for each in self._plan.objectives.live() if same_ref(each.ref, parent)), None)
        theme_id = theme.id if theme else objective.theme_id if objective else None
        objective_id = objective.id if objective else None
        action = Action(id=id, ref=ref, text=row.text("text"), theme_id=theme_id, objective_id=objective_id)
        if not self._is_taken(row, id):
            self.matches.added.append(action)
            self._flag(
                "row_new",
                f"A new action{f', {ref}' if ref else ''}: nothing in the plan is like it.",
                row.where,
                action,
            )
            self._doubt_ref(row, action)
            if row.text("theme") and not theme:
                put = "was put where its ref belongs" if theme_id else "stands under none"
                say = f"The plan has no theme {quoted(row.text('theme'))}; this action {put}."
                self._flag("ref_out_of_place", say, row.cells["theme"].where, action)
        return action

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


_NAMED_BY: Mapping[type[Row], str] = {Action: "text", Kpi: "title", Recommendation: "text"}


def _by_ref(table: Table[Row]) -> Mapping[str, Row]:
    """The rows that stand, by ref; of two with one ref, the first."""
    found = {Ref(_ref(row)).key: row for row in reversed(table.live())}
    return {key: row for key, row in found.items() if key}


def _texts(table: Table[Row]) -> Mapping[str, str]:
    """What the rows that stand are known by, by id."""
    return {row.id: _named(row) for row in table.live()}


def _by_text(table: Table[Row]) -> Mapping[str, tuple[Row, ...]]:
    """The rows that stand, by what they are known by."""
    found: defaultdict[str, tuple[Row, ...]] = defaultdict(tuple)
    for row in table.live():
        found[_named(row)] += (row,)
    return found


def _likeness(row: Row, text: str) -> float:
    """How like a text is to what a row is known by, of 100."""
    return float(fuzz.ratio(_named(row), _matchable(text)))


def _named(row: Row) -> str:
    return _matchable(str(getattr(row, _NAMED_BY[type(row)])))


def _matchable(text: str) -> str:
    return plain_signs(text).casefold()


def _ref(row: Row) -> str:
    return str(getattr(row, "ref", ""))
