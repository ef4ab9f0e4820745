"""The KPIs page: what each KPI is, what it should reach, and who owns it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from waymark.domain.edits import Edits
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import Kpi, Row
from waymark.services.cells import Field, theme_label
from waymark.services.choices import offers
from waymark.services.inserting import insert_kpi
from waymark.services.ordering import kpi_places
from waymark.services.overview import all_kpis
from waymark.services.ratings import rated
from waymark.services.reporting import Section
from waymark_ui.grid.columns import Column, Kind, Line, Look
from waymark_ui.pages.grid_page import GridPage
from waymark_ui.pages.sheet import PlanSheet, rating_look
from waymark_ui.session import Session


class KpiLines(PlanSheet):
    """A KPI a line, under the heading of the section where it comes first."""

    kind = Kpi
    heading_key = "section"

    @abstractmethod
    def own_columns(self, plan: Plan, period: Period) -> Sequence[Column]: ...

    def made_of(self, plan: Plan) -> tuple[object, ...]:
        return plan.themes, plan.placements, plan.kpis

    def standing(self, plan: Plan) -> Sequence[Line]:
        return [*_headed(plan)]

    def insert(self, edits: Edits, beside: Line | None, ref: str = "", kept: Collection[str] = ()) -> Kpi:
        """After a KPI, or last below a heading."""
        row = beside.row if beside else None
        if beside and row is None:
            under = (place.kpi for place in kpi_places(edits.plan) if heading_of(place.section) == beside.heading)
            row = next(reversed([*under]), None)
        return insert_kpi(edits, row if isinstance(row, Kpi) else None, ref, kept)


class KpisSheet(KpiLines):
    """The definitions."""

    name = "kpis"

    def own_columns(self, plan: Plan, period: Period) -> Sequence[Column]:
        return (
            Column("ref", "Ref", Field("ref"), Kind.ref, 8, frozen=True),
            Column("title", plan.cover.kpi_word, Field("title"), Kind.long_text, 36, frozen=True),
            Column("unit", "Unit", Field("unit"), width=8, choices=offers("unit")),
            Column("decimals", "Decimals", Field("decimals"), width=9, describes=DECIMALS_MEAN),
            Column("target", "Target", Field("target"), Kind.value, 9, describes=f"The target in {period.label}."),
            Column("target_due", "Target due", Field("target_due"), Kind.due, 12),
            Column("polarity", "Polarity", Field("polarity"), Kind.choice, 18, choices=offers("polarity")),
            Column("leads", "Owners", Field("leads"), Kind.people, 22, choices=offers("leads")),
            Column("frequency", "Frequency", Field("frequency"), Kind.choice, 13, choices=offers("frequency")),
            Column("calendar", "Calendar", Field("calendar"), Kind.choice, 12, choices=offers("calendar")),
            Column("basis", "Basis", Field("basis"), Kind.choice, 16, choices=offers("basis"), describes=BASIS_MEANS),
            Column(
                "rating",
                f"Rating for {period.label}",
                Field("rating"),
                Kind.rating,
                14,
                looks=_rating_look,
                choices=offers("rating"),
            ),
            Column("section", "Section", Field("section"), Kind.choice, 22, choices=offers("section")),
            Column("rule", "Rating rule", Field("rule"), Kind.long_text, 34, describes=RULE_MEANS),
            Column("note", "Note", Field("note"), Kind.long_text, 34),
        )


class KpisPage(GridPage):
    """The KPIs; its count is how many are red or miss their target."""

    name = "kpis"
    title = "KPIs"
    icon = "kpis"
    takes_rows: ClassVar[bool] = True
    belongs: ClassVar[str] = (
        "The measures of the plan stand here: what each counts, which way is better, its target and who owns it. "
        "Insert the first one, paste a table from Excel, or import a tracker from the File menu."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, KpisSheet(), parent)

    def count(self) -> int:
        red, _ = all_kpis(self.session.plan, self.session.period).counts
        return len(red)


DECIMALS_MEAN = "How many decimal places its figures have, from 0 to 6."
BASIS_MEANS = "What one reading covers: its period, the year to date, or a rolling 12 months."
RULE_MEANS = "How it is rated, as typed."


def heading_of(section: Section) -> str:
    """A section's heading: its theme with the ref, or a title of its own."""
    return theme_label(section.theme) if section.theme else section.title


def _rating_look(plan: Plan, row: Row, period: Period) -> Look:
    return rating_look(rated(plan, row, period))


def _headed(plan: Plan) -> Iterator[Line]:
    for section, places in groupby(kpi_places(plan), key=lambda place: place.section):
        yield Line(None, heading_of(section), 1, section.theme)
        yield from (Line(place.kpi) for place in places)
