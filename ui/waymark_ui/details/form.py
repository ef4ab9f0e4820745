"""The fields of one kind of row, each with its editor; what is entered becomes one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from waymark.domain.errors import NotUnderstood
from waymark.domain.period import Period
from waymark.domain.rows import Kpi, Row
from waymark.services.cells import Entry, Field, read, shown
from waymark.services.choices import offered
from waymark_ui.details.drafts import discard_draft, keep_draft, kept_drafts, offer_draft
from waymark_ui.details.fields import FIELDS, Form, Shown
from waymark_ui.details.long_text import LongText
from waymark_ui.details.rule_trial import RuleTrial
from waymark_ui.details.short import APART, Offer, ShortField, choice_field, line_field, several_field
from waymark_ui.session import Session

ORIGIN = "details"
NARROW = 34
"""In characters: in a form narrower than this the titles stand above their lines."""
_MAKERS: dict[Form, Callable[[str, Offer], ShortField]] = {
    Form.line: line_field,
    Form.choice: choice_field,
    Form.several: several_field,
}
_YES_NO = {"1": "yes", "0": "no"}


class RowForm(QWidget):
    """The editors for the fields of a kind of row. What cannot be read stays in its line, with the reason beneath."""

    def __init__(self, session: Session, kind: type[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row: Row | None = None
        self._period = session.period
        self._refused: dict[tuple[str, str], tuple[str, str]] = {}
        self.short: dict[str, ShortField] = {}
        self.long: dict[str, LongText] = {}
        self._fields = FIELDS[kind]
        self._titles: dict[str, QLabel] = {}
        self._lay_out()

    def show_row(self, row: Row, period: Period) -> None:
        """Show a row as it stands in a period; what is being typed into another one is entered first."""
        if self._row is None or (row.id, period) != (self._row.id, self._period):
            self.finish()
            self._row, self._period = row, period
            self._show(self._fields)
            self._offer_drafts(row)
        else:
            self._row = row
            self._show([field for field in self._fields if not self._editor(field).is_changed()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < self.fontMetrics().averageCharWidth() * NARROW
        policy = QFormLayout.RowWrapPolicy
        self._lines.setRowWrapPolicy(policy.WrapAllRows if is_narrow else policy.DontWrapRows)

    def finish(self) -> None:
        """Enter what is being typed."""
        if self._row is not None:
            for field in self._fields:
                self._editor(field).finish()

    def _lay_out(self) -> None:
        self._lines = lines = QFormLayout()
        lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(lines)
        for field in self._fields:
            if field.form is Form.long:
                layout.addWidget(self._long(field))
                if field.name == "rule":
                    layout.addWidget(self._tried())
            else:
                self._titles[field.name] = title = QLabel(field.title)
                title.setBuddy(editor := self._short(field))
                lines.addRow(title, editor)

    def _short(self, field: Shown) -> ShortField:
        editor = _MAKERS[field.form](field.title, lambda: self._offered(field.name))
        editor.entered.connect(lambda text: self._enter(field, text))
        self.short[field.name] = editor
        return editor

    def _long(self, field: Shown) -> LongText:
        editor = LongText(field.title)
        editor.entered.connect(lambda text: self._enter(field, text))
        editor.draft.connect(lambda text: self._keep_draft(field, text))
        editor.draft_refused.connect(lambda: self._discard_draft(field))
        self.long[field.name] = editor
        return editor

    def _tried(self) -> RuleTrial:
        """What the rule means that stands in its editor, while it is typed."""
        self.trial = RuleTrial()
        editor = self.long["rule"]
        editor.edit.textChanged.connect(self._try_rule)
        return self.trial

    def _try_rule(self) -> None:
        if isinstance(self._row, Kpi):
            self.trial.show_rule(self._session.plan, self._row, self.long["rule"].text(), self._period)

    def _editor(self, field: Shown) -> ShortField | LongText:
        return self.long[field.name] if field.form is Form.long else self.short[field.name]

    def _offered(self, name: str) -> Sequence[str]:
        if name == "counts_children":
            return tuple(_YES_NO.values())
        return offered(self._session.plan, self._row, name) if self._row else ()

    def _show(self, fields: Sequence[Shown]) -> None:
        row = self._row
        if row is None:
            return
        editable = not self._session.read_only and row.withdrawn_at is None
        for field in fields:
            editor, text = self._editor(field), self._text(row, field)
            editor.show_text(text, editable=editable)
            if isinstance(editor, LongText):
                editor.set_title(field.title_in(self._period))
            else:
                self._titles[field.name].setText(field.title_in(self._period))
                editor.set_title(field.title_in(self._period))
                if kept := self._refused.get((row.id, field.name)):
                    editor.show_refused(*kept)
        if "rule" in self.long:
            self._try_rule()

    def _text(self, row: Row, field: Shown) -> str:
        text = shown(self._session.plan, row, Field(field.name), self._period)
        if field.name == "counts_children":
            return _YES_NO.get(text, text)
        return text.replace("\n", APART) if field.form is Form.several else text

    def _enter(self, field: Shown, text: str) -> None:
        """Make what was entered a change to the row, in the period, for which it was typed."""
        row = self._session.plan.find(self._row.id) if self._row else None
        if row is None:
            return
        self._refused.pop((row.id, field.name), None)
        try:
            understood = read(self._session.plan, row, Field(field.name), text, self._period)
        except NotUnderstood as problem:
            self._refuse(row, field, text, str(problem))
            return
        entry = Entry(self._session.plan, self._period, self._session.now())
        entry.put(row, Field(field.name), understood)
        self._settle(row, field, entry)

    def _settle(self, row: Row, field: Shown, entry: Entry) -> None:
        """Make the change; where it is refused, what was typed stays where it is."""
        label = f"Change {field.title_in(self._period)} of {getattr(row, 'ref', '')}".removesuffix(" of ")
        if not self._session.make(label, entry.edits.changes(), ORIGIN):
            return
        after = self._session.plan.find(row.id)
        if after is not None and self._row is not None and self._row.id == after.id:
            self._editor(field).show_text(self._text(after, field), editable=True)
        if field.form is Form.long:
            self._discard_draft(field, row)

    def _refuse(self, row: Row, field: Shown, text: str, reason: str) -> None:
        editor = self._editor(field)
        if isinstance(editor, LongText):
            editor.refuse(reason)
        else:
            self._refused[row.id, field.name] = (text, reason)
            editor.show_refused(text, reason)

    def _draft_name(self, field: Shown) -> str:
        return f"{field.name} {self._period.key}" if field.dated else field.name

    def _keep_draft(self, field: Shown, text: str) -> None:
        if self._row is not None:
            keep_draft(self._session, self.long[field.name], self._row.id, self._draft_name(field), text)

    def _discard_draft(self, field: Shown, row: Row | None = None) -> None:
        row = row or self._row
        if row is not None:
            discard_draft(self._session, row.id, self._draft_name(field))

    def _offer_drafts(self, row: Row) -> None:
        kept = kept_drafts(self._session)
        for field in self._fields:
            if field.form is Form.long:
                offer_draft(self.long[field.name], kept.get((row.id, self._draft_name(field))))
