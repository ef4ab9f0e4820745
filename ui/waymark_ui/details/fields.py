"""Which fields the details pane shows of which kind of row, in which order and under which titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from waymark.domain.period import Period
from waymark.domain.rows import Action, Kpi, Objective, Row, Theme


class Form(StrEnum):
    """How a field is edited: as a line, with texts to choose from, with several of them, or as a long text."""

    line = "line"
    choice = "choice"
    several = "several"
    long = "long"


@dataclass(frozen=True, slots=True)
class Shown:
    """A field: its name as a cell's, its title and its form; `dated` where it is the reporting period's own."""

    name: str
    title: str
    form: Form = Form.line
    dated: bool = False

    def title_in(self, period: Period) -> str:
        """The title while a period is reported on."""
        return f"{self.title} for {period.label}" if self.dated else self.title


FIELDS: Mapping[type[Row], tuple[Shown, ...]] = {
    Theme: (
        Shown("ref", "Ref"),
        Shown("title", "Title"),
        Shown("outcome_statement", "Outcome statement", Form.long),
    ),
    Objective: (Shown("ref", "Ref"), Shown("title", "Title")),
    Action: (
        Shown("ref", "Ref"),
        Shown("due", "Due"),
        Shown("review_date", "Review date"),
        Shown("leads", "Leads", Form.several),
        Shown("kpis", "KPIs", Form.several),
        Shown("state", "State", Form.choice),
        Shown("rating", "Rating", Form.choice, dated=True),
        Shown("text", "Action", Form.long),
        Shown("update", "Update", Form.long, dated=True),
        Shown("expected_outcome", "Expected outcome", Form.long),
        Shown("success_measures", "Success measures", Form.long),
    ),
    Kpi: (
        Shown("ref", "Ref"),
        Shown("title", "Title"),
        Shown("section", "Section", Form.choice),
        Shown("target", "Target"),
        Shown("target_due", "Target due"),
        Shown("rating", "Rating", Form.choice, dated=True),
        Shown("polarity", "Polarity", Form.choice),
        Shown("unit", "Unit", Form.choice),
        Shown("decimals", "Decimals"),
        Shown("frequency", "Frequency", Form.choice),
        Shown("calendar", "Calendar", Form.choice),
        Shown("basis", "Basis", Form.choice),
        Shown("counts_children", "Counts children", Form.choice),
        Shown("leads", "Owners", Form.several),
        Shown("rule", "Rating rule, as typed", Form.long),
        Shown("note", "Note", Form.long),
    ),
}
