"""What the sheets of the pages have in common: looks of ratings, and the rows that were withdrawn."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from waymark.domain.day import day_words
from waymark.domain.edits import Edits
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Action, Kpi, Row
from waymark.services.ratings import MET, NOT_MET, UNDEFINED, Rated
from waymark_ui.grid.columns import PLAIN, Column, Line, Look

if TYPE_CHECKING:
    from waymark.services.inserting import Begun

Looks = Callable[[Plan, Row, Period], Look]
_SIGNS = {MET: "✓", NOT_MET: "✗", UNDEFINED: "?"}


class PlanSheet(ABC):
    """A grid's lines and columns; where `shows_withdrawn` is set, the withdrawn rows stand at the end, not editable."""

    name: str
    kind: type[Row]
    heading_key: ClassVar[str]
    """The column that says under which heading a row stands."""

    def __init__(self) -> None:
        self.shows_withdrawn = False
        self._made_of: tuple[object, ...] = ()
        self._lines: Sequence[Line] = ()

    def columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        """The columns for a reporting period, frozen ones first."""
        own = self.own_columns(plan, period)
        return [replace(column, looks=_or_withdrawn(column)) for column in own] if self.shows_withdrawn else own

    def lines(self, plan: Plan, period: Period) -> Sequence[Line]:
        """The lines in the plan's order, and at the end what was withdrawn, if that is shown.

        They are kept until a table changes that decides on them: most changes are to figures and texts.
        """
        made_of = (*self.made_of(plan), self.shows_withdrawn)
        if [*map(id, made_of)] != [*map(id, self._made_of)]:
            self._made_of, self._lines = made_of, self._all(plan)
        return self._lines

    def withdrawn(self, plan: Plan) -> Sequence[Row]:
        """The rows that were taken out, in the order in which they stood."""
        table = plan.table(self.kind)
        return sorted((row for row in table if row.withdrawn_at is not None), key=lambda row: row.order)

    def begin(self, plan: Plan, beside: Line | None) -> Begun:
        """A new row after a line, and what else puts it in its place."""
        from waymark.services.inserting import Begun

        edits = Edits(plan)
        return Begun(self.insert(edits, beside), edits.changes())

    def _all(self, plan: Plan) -> Sequence[Line]:
        withdrawn = self.withdrawn(plan) if self.shows_withdrawn else ()
        heading = [Line(None, "Withdrawn", 1)] if withdrawn else []
        return [*self.standing(plan), *heading, *map(Line, withdrawn)]

    @abstractmethod
    def made_of(self, plan: Plan) -> tuple[object, ...]:
        """The tables that decide which lines there are, and in which order."""

    @abstractmethod
    def own_columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        """The columns as they are for rows that stand."""

    @abstractmethod
    def standing(self, plan: Plan) -> Sequence[Line]:
        """The rows that stand, under their headings."""

    @abstractmethod
    def insert(self, edits: Edits, beside: Line | None, ref: str = "", kept: Collection[str] = ()) -> Action | Kpi:
        """Insert a new row after a line among edits; its ref is that one, else the next free that is none of `kept`."""


def rating_look(rated: Rated) -> Look:
    """A rating's letter, shape and colour, or a sign for whether a target is met; with the reason."""
    if rated.rating is None:
        return Look(mark=_SIGNS.get(rated.word, ""), why=f"{rated.word}. {rated.why}" if rated.word else "")
    look = rated.rating
    meaning = f"{look.word}: {look.meaning}. " if look.meaning else f"{look.word}. "
    return Look(look.letter, look.shape, look.colour, why=meaning + rated.why)


def _or_withdrawn(column: Column) -> Looks:
    def looks(plan: Plan, row: Row, period: Period) -> Look:
        if row.withdrawn_at is not None:
            day = day_words(datetime.fromisoformat(row.withdrawn_at).date())
            return Look(mark="✕" if column.frozen else "", why=f"Withdrawn on {day}.", shaded=True)
        return column.looks(plan, row, period) if column.looks else PLAIN

    return looks
