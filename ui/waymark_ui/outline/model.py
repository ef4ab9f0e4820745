"""The tree model over the headings of the immutable plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from waymark.domain.day import day_words
from waymark.domain.rows import Objective
from waymark.exchange.papers.wording import capital, counted, plural
from waymark.services.outline import Branch, outline
from waymark_ui.session import Session, Touched
from waymark_ui.trees import TreeModel

COLUMNS = ("Heading", "Beneath it")
HEADING, BENEATH = range(len(COLUMNS))
SHOWS = ("covers", "themes", "objectives", "actions", "placements", "kpis")
"""The tables whose rows are shown or counted."""


class OutlineModel(TreeModel[Branch]):
    """Themes, their objectives, and sections of KPIs, read only; with `show_withdrawn` also what was taken out."""

    titles = COLUMNS

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._withdrawn = False
        self._read()
        session.changed.connect(self._refresh)

    def show_withdrawn(self, shown: bool) -> None:
        """Show what was withdrawn, or no longer."""
        self._withdrawn = shown
        self._read()

    def texts(self, branch: Branch) -> Sequence[str]:
        heading = branch.label if branch.title else f"{branch.label} (no title yet)".strip()
        return heading, "✕ Withdrawn" if _withdrawn(branch) else self._counts(branch)

    def spoken(self, branch: Branch) -> str:
        cover, (heading, _) = self._session.plan.cover, self.texts(branch)
        if branch.row is None:
            return f"Section of {plural(cover.kpi_word)}: {heading}"
        word = cover.objective_word if isinstance(branch.row, Objective) else cover.theme_word
        return ". ".join(part for part in (f"{capital(word)} {heading}", _withdrawn(branch)) if part)

    def tip(self, branch: Branch) -> str:
        return _withdrawn(branch) or branch.label

    def _read(self) -> None:
        self.show(outline(self._session.plan, withdrawn=self._withdrawn))

    def _refresh(self, touched: Touched) -> None:
        if not touched.keys().isdisjoint(SHOWS):
            self._read()

    def _counts(self, branch: Branch) -> str:
        cover = self._session.plan.cover
        counts = ((branch.actions, cover.action_word), (branch.kpis, cover.kpi_word))
        return ", ".join(counted(number, word) for number, word in counts if number)


def _withdrawn(branch: Branch) -> str:
    """When it was withdrawn; blank where it stands."""
    at = branch.row.withdrawn_at if branch.row else None
    return f"Withdrawn on {day_words(datetime.fromisoformat(at).date())}" if at else ""
