"""Rows that a pasted block adds to a page: asked for, and made one step with all its other cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt

from waymark.domain.edits import Edits
from waymark.domain.errors import NotUnderstood
from waymark.domain.plan import Plan
from waymark.domain.rows import Row
from waymark.domain.text import quoted
from waymark.services.cells import Entry, read, shown, theme_label, theme_named
from waymark_ui.dialogs.messages import ask, counted
from waymark_ui.grid.arranging import Identity, identity
from waymark_ui.grid.blocks import NO_COLUMN, NOTHING_BELOW, Filling
from waymark_ui.grid.columns import Line
from waymark_ui.grid.model import NOT_TAKEN, CellText, GridModel, RefusedCell
from waymark_ui.grid.view import GridView
from waymark_ui.pages.sheet import PlanSheet


def offer_rows(view: GridView, sheet: PlanSheet, filling: Filling, word: str) -> None:
    """Ask whether rows are to be added for what lies beyond the end; an empty grid takes them at once.

    `word` is what one row is called.
    """
    pasted = PastedRows(view.model, sheet, filling)
    if not view.model.rowCount():
        _add(view, pasted, word)
        return
    rows, new = counted(pasted.count, "row"), counted(pasted.count, word)
    words = f"The block has {rows} more than there is room for. Add {new}?"
    if under := pasted.heading():
        words += f"\n\n{'They stand' if pasted.count > 1 else 'It stands'} under {quoted(under.heading)} then."
    others = [("&Only fill what is there", lambda: view.fill(filling, NOTHING_BELOW))] if filling.texts else []
    ask(view, "Paste", words, f"&Add {new}", lambda: _add(view, pasted, word), *others)


class PastedRows:
    """A block, and the rows that it adds: one for each of its lines beyond the end."""

    def __init__(self, model: GridModel, sheet: PlanSheet, filling: Filling) -> None:
        self._model = model
        self._sheet = sheet
        self.filling = filling
        self._lines: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for cell in filling.beyond:
            self._lines[cell.line][model.column(cell.column).key] = cell.text
        self._ids = {cell.line: row.id for cell in filling.texts if (row := model.line(cell.line).row)}
        self.first = ""
        """The id of the first row that was added."""

    @property
    def count(self) -> int:
        """How many rows are added."""
        return len(self._lines)

    def heading(self, deepest: int = 2) -> Line | None:
        """The heading under which rows are added that name none themselves, down to that level."""
        above = map(self._model.line, range(self.filling.after, -1, -1))
        return next((line for line in above if line.row is None and line.level <= deepest), None)

    def add(self, word: str) -> list[RefusedCell]:
        """Add the rows and fill all cells, as one step; give the cells that could not be taken."""
        session, filling = self._model.session, self.filling
        edits = Edits(session.plan)
        rows = self._insert(edits)
        plan = edits.plan
        entry = Entry(plan, session.period, session.now(), edits)
        refused, _ = self._model.put(entry, filling.texts)
        for cell in filling.beyond:
            if why := self._put(entry, plan, rows[cell.line], cell):
                refused.append(self._model.refusal(cell, why))
        label = f"Paste {counted(len(filling.texts), 'cell')} and " if filling.texts else "Paste "
        if not session.make(label + counted(self.count, word), edits.changes(), "paste"):
            return [self._model.refusal(cell, NOT_TAKEN) for cell in (*filling.texts, *filling.beyond)]
        self._ids |= {line: row.id for line, row in rows.items()}
        self.first = next(row.id for row in rows.values())
        return [each for each in map(self._where_it_is, [*refused, *filling.outside]) if not self._is_there(each.cell)]

    def _insert(self, edits: Edits) -> Mapping[int, Row]:
        """The new rows by their lines, each after the one before that came under the same heading."""
        kept = [texts["ref"] for texts in self._lines.values() if "ref" in texts]
        beside: dict[Identity | None, Line] = {}
        rows: dict[int, Row] = {}
        for line, texts in self._lines.items():
            home = self._home(texts.get(self._sheet.heading_key, ""))
            key = identity(home) if home else None
            rows[line] = self._sheet.insert(edits, beside.get(key, home), texts.get("ref", ""), kept)
            beside[key] = Line(rows[line])
        return rows

    def _home(self, named: str) -> Line | None:
        """The line after which a row comes: the heading that it names, unless the others come under that one too."""
        session, last = self._model.session, self.filling.after
        home = self._model.line(last) if last >= 0 else None
        theme, above = theme_named(session.plan, named), self.heading(1)
        label = theme_label(theme) if theme else named.strip()
        if not label or (above and above.heading == label):
            return home
        if theme is not None:
            return Line(None, label, 1, theme)
        lines = self._sheet.lines(session.plan, session.period)
        return next((line for line in lines if line.row is None and line.heading == label), home)

    def _put(self, entry: Entry, plan: Plan, row: Row, cell: CellText) -> str:
        """Put a text into a cell of a new row; the sentence why not, where it does not take it."""
        column, period = self._model.column(cell.column), self._model.session.period
        if not column.editable:
            return f"{quoted(column.title)} is worked out by Waymark and cannot be typed here."
        try:
            text = read(plan, row, column.field, cell.text, period)
        except NotUnderstood as problem:
            return str(problem)
        if text != shown(plan, row, column.field, period):
            entry.put(row, column.field, text)
        return ""

    def _where_it_is(self, refused: RefusedCell) -> RefusedCell:
        """A refused cell in the line where its row stands now."""
        line = self._model.line_of(self._ids.get(refused.cell.line, ""))
        return refused if line is None else replace(refused, cell=replace(refused.cell, line=line))

    def _is_there(self, cell: CellText) -> bool:
        """Whether a cell shows its text though it was refused: what is worked out may come to the same."""
        known = cell.column != NO_COLUMN and cell.line < self._model.rowCount()
        return known and self._model.text(cell.line, cell.column) == cell.text


def _add(view: GridView, pasted: PastedRows, word: str) -> None:
    count = pasted.filling.count
    refused = pasted.add(word)
    view.select_row(pasted.first)
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    if refused:
        view.tell_refused(refused, count)
