"""A whole plan in memory: immutable, and sharing with its successor everything that a change left alone."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from waymark.domain import rows
from waymark.domain.rows import Row

R = TypeVar("R", bound=Row)
D = TypeVar("D")
FEW = 50
"""Up to so many changed rows, a table passes on to the next what they leave as it is."""


class _Shared(Generic[R]):
    """Rows that tables in succession have in common: by id, and once asked for, those of them that stand, in order."""

    __slots__ = ("ordered", "rows")

    def __init__(self, rows: dict[str, R], ordered: tuple[R, ...] | None = None) -> None:
        self.rows = rows
        self.ordered = ordered

    def live(self) -> tuple[R, ...]:
        if self.ordered is None:
            self.ordered = tuple(sorted(_standing(self.rows.values()), key=_order))
        return self.ordered


class Table(Generic[R]):
    """The rows of one kind, withdrawn ones among them, by id. What is looked up is indexed once and kept.

    The few rows that changed lately lie over many that are shared with the tables before: to copy 60,000 readings for
    each one that is typed takes longer than to draw it.
    """

    __slots__ = ("_derived", "_indexes", "_live", "_of_groups", "_over", "_shared")

    def __init__(self, content: Iterable[R] = ()) -> None:
        self._start(_Shared({row.id: row for row in content}), {})

    def _start(self, shared: _Shared[R], over: Mapping[str, R | None]) -> None:
        self._shared = shared
        self._over = over
        self._live: tuple[R, ...] | None = None
        self._indexes: dict[str, Mapping[object, tuple[R, ...]]] = {}
        self._derived: dict[object, Any] = {}
        self._of_groups: dict[object, tuple[tuple[R, ...], Any]] = {}

    def __getitem__(self, id: str) -> R:
        row = self.get(id)
        if row is None:
            raise KeyError(id)
        return row

    def __contains__(self, id: str | None) -> bool:
        return self.get(id) is not None

    def __iter__(self) -> Iterator[R]:
        """Every row, withdrawn ones too, in no order."""
        return iter(self._rows().values())

    def __len__(self) -> int:
        return len(self._rows())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows() == other._rows()

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Callable[..., Table[R]], tuple[Any, ...]]:
        """By columns: to pickle a plan row by row takes five times as long, which whoever looks on would notice."""
        rows = self._rows().values()
        if not rows:
            return Table, ()
        kind = type(next(iter(rows)))
        return _table_of, (kind, {each.name: [*map(attrgetter(each.name), rows)] for each in fields(kind)})

    def get(self, id: str | None) -> R | None:
        """The row with that id, or None."""
        if id is None:
            return None
        return self._over[id] if id in self._over else self._shared.rows.get(id)

    def live(self) -> tuple[R, ...]:
        """The rows that stand (not withdrawn), in order."""
        if self._live is None:
            if len(self._over) > FEW:
                self._settle()
            self._live = self._shared.live()
            if self._over:
                before = map(self._shared.rows.get, self._over)
                self._live = _exchanged(self._live, before, self._over.values())
        return self._live

    def where(self, name: str, value: object) -> tuple[R, ...]:
        """The rows that stand and have that value in the field `name`, in order."""
        if name not in self._indexes:
            groups: defaultdict[object, list[R]] = defaultdict(list)
            for row in self.live():
                groups[getattr(row, name)].append(row)
            self._indexes[name] = {key: tuple(group) for key, group in groups.items()}
        return self._indexes[name].get(value, ())

    def derived(self, make: Callable[[Table[R]], D]) -> D:
        """What `make` makes of this table, made once and kept as long as the table stands."""
        if make not in self._derived:
            self._derived[make] = make(self)
        made: D = self._derived[make]
        return made

    def derived_where(self, name: str, value: object, make: Callable[[tuple[R, ...]], D]) -> D:
        """What `make` makes of the rows of `where`, made once and kept for as long as those rows stand as they are.

        Other than with `derived`, a change of one group leaves what was made of the others.
        """
        group, key = self.where(name, value), (make, name, value)
        known = self._of_groups.get(key)
        if known is None or known[0] is not group:
            known = self._of_groups[key] = (group, make(group))
        made: D = known[1]
        return made

    def replacing(self, changed: Mapping[str, R | None]) -> Table[R]:
        """This table with those rows instead; None takes a row out."""
        if len(self._over) + len(changed) > FEW:
            self._settle()
        after: Table[R] = Table()
        after._start(self._shared, {**self._over, **changed})
        if len(changed) <= FEW:
            self._pass_on(after, changed)
        return after

    def _rows(self) -> dict[str, R]:
        """Every row by id."""
        self._settle()
        return self._shared.rows

    def _settle(self) -> None:
        """Have rows of its own, with what lay over them worked in."""
        if not self._over:
            return
        few = len(self._over) <= FEW
        ordered = self.live() if few and self._shared.ordered is not None else None
        rows = {**self._shared.rows, **{id: row for id, row in self._over.items() if row is not None}}
        for id in [id for id, row in self._over.items() if row is None]:
            # Not there to begin with where the same changes brought it and took it away again.
            rows.pop(id, None)
        self._shared, self._over = _Shared(rows, ordered), {}

    def _pass_on(self, after: Table[R], changed: Mapping[str, R | None]) -> None:
        """Give the next table what a few changed rows leave as it is."""
        gone, come = [*map(self.get, changed)], changed.values()
        for name, groups in self._indexes.items():
            touched = {getattr(row, name) for row in (*gone, *come) if row is not None}
            after._indexes[name] = {**groups, **{value: _group(groups, name, value, gone, come) for value in touched}}
        after._of_groups = self._of_groups


def _table_of(kind: type[R], columns: Mapping[str, Sequence[Any]]) -> Table[R]:
    return Table(kind(**dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True))


def _group(
    groups: Mapping[object, tuple[R, ...]], name: str, value: object, gone: Iterable[R | None], come: Iterable[R | None]
) -> tuple[R, ...]:
    mine = ([row for row in rows if row is not None and getattr(row, name) == value] for rows in (gone, come))
    return _exchanged(groups.get(value, ()), *mine)


def _exchanged(standing: tuple[R, ...], gone: Iterable[R | None], come: Iterable[R | None]) -> tuple[R, ...]:
    """Rows in order without some and with others, of which only those count that stand: sorting 60,000 takes 100 ms."""
    rows = [*standing]
    for row in _standing(gone):
        del rows[bisect_left(rows, row.order, key=_order)]
    for row in _standing(come):
        insort(rows, row, key=_order)
    return tuple(rows)


def _standing(rows: Iterable[R | None]) -> Iterator[R]:
    return (row for row in rows if row is not None and row.withdrawn_at is None)


def _order(row: Row) -> tuple[str, ...]:
    return row.order


@dataclass(frozen=True, slots=True)
class Plan:
    """An improvement plan: a table for each kind of row, named as in the plan file."""

    covers: Table[rows.Cover] = field(default_factory=Table)
    officers: Table[rows.Officer] = field(default_factory=Table)
    themes: Table[rows.Theme] = field(default_factory=Table)
    objectives: Table[rows.Objective] = field(default_factory=Table)
    actions: Table[rows.Action] = field(default_factory=Table)
    kpis: Table[rows.Kpi] = field(default_factory=Table)
    definitions: Table[rows.Definition] = field(default_factory=Table)
    placements: Table[rows.Placement] = field(default_factory=Table)
    targets: Table[rows.Target] = field(default_factory=Table)
    comparators: Table[rows.Comparator] = field(default_factory=Table)
    readings: Table[rows.Reading] = field(default_factory=Table)
    rating_schemes: Table[rows.RatingScheme] = field(default_factory=Table)
    ratings: Table[rows.Rating] = field(default_factory=Table)
    judgements: Table[rows.Judgement] = field(default_factory=Table)
    updates: Table[rows.Update] = field(default_factory=Table)
    commentary: Table[rows.Commentary] = field(default_factory=Table)
    pictures: Table[rows.Picture] = field(default_factory=Table)
    passages: Table[rows.Passage] = field(default_factory=Table)
    meetings: Table[rows.Meeting] = field(default_factory=Table)
    log_entries: Table[rows.LogEntry] = field(default_factory=Table)
    recommendations: Table[rows.Recommendation] = field(default_factory=Table)
    waivers: Table[rows.Waiver] = field(default_factory=Table)
    dispatches: Table[rows.Dispatch] = field(default_factory=Table)
    receipts: Table[rows.Receipt] = field(default_factory=Table)
    answers: Table[rows.Answer] = field(default_factory=Table)
    column_roles: Table[rows.ColumnRole] = field(default_factory=Table)
    links: Table[rows.Link] = field(default_factory=Table)

    @property
    def cover(self) -> rows.Cover:
        """The plan's front page; a plan just begun has a blank one."""
        return next(iter(self.covers.live()), rows.Cover(id=""))

    def table(self, kind: type[R]) -> Table[R]:
        """The table that holds rows of that kind."""
        found: Table[R] = getattr(self, kind.table)
        return found

    def find(self, id: str) -> Row | None:
        """The row with that id in whichever table, withdrawn or not; None where there is none."""
        # A loop, since checks and pages ask by the thousand: generators took six times as long.
        for name in self.__slots__:
            row: Row | None = getattr(self, name).get(id)
            if row is not None:
                return row
        return None

    def rows(self) -> Iterator[Row]:
        """Every row of every table, withdrawn ones too."""
        for each in fields(self):
            yield from getattr(self, each.name)

    def linked(self, from_id: str, kind: type[R]) -> tuple[R, ...]:
        """The rows of that kind which a thing is linked to, in the links' order."""
        table = self.table(kind)
        found = (table.get(link.to_id) for link in self.links.where("from_id", from_id))
        return tuple(row for row in found if row is not None and row.withdrawn_at is None)

    def linking(self, to_id: str, kind: type[R]) -> tuple[R, ...]:
        """The rows of that kind which are linked to a thing."""
        table = self.table(kind)
        found = (table.get(link.from_id) for link in self.links.where("to_id", to_id))
        return tuple(row for row in found if row is not None and row.withdrawn_at is None)
