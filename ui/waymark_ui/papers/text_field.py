"""A text of a paper on the page: what it is, its editor, its picture if it has one, and what the checks found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from waymark.domain.rows import Commentary, Passage
from waymark.ports import Draft
from waymark.services import commenting, passages
from waymark_ui.details.drafts import discard_draft, keep_draft, offer_draft
from waymark_ui.details.long_text import LongText
from waymark_ui.labels import Sign
from waymark_ui.papers.branches import Branch
from waymark_ui.papers.picture_field import PictureField
from waymark_ui.papers.words import ORIGIN, named, titled
from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark.services.checks.finding import Finding

DRAFT = "text"
"""What the draft of a text is kept as."""


class TextField(QWidget):
    """One passage or comment, edited in place: what is typed becomes one step when the focus leaves.

    `replacing` asks for another file for its picture.
    """

    replacing = Signal()

    def __init__(self, session: Session, branch: Branch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.branch = branch
        self._entering = False
        self._shown: tuple[str, bool] | None = None
        self.text = LongText(titled(branch))
        self.text.entered.connect(self._enter)
        self.text.draft.connect(self._keep_draft)
        self.text.draft_refused.connect(self._discard_draft)
        self.picture: PictureField | None = None
        self._findings = QLabel(wordWrap=True, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._findings.setTextFormat(Qt.TextFormat.PlainText)
        self._marked = QWidget()
        self._lay_out()
        self._put()

    @property
    def findings_told(self) -> str:
        """What is told beneath the text."""
        return self._findings.text()

    def show_branch(self, branch: Branch) -> None:
        """Show the text as it stands now; what is being typed stays."""
        self.branch = branch
        if not self.text.is_changed():
            self._put()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell beneath the text what the checks found of it."""
        told = (f"{each.check.severity.value.capitalize()}: {each.sentence}" for each in findings)
        self._findings.setText("\n".join(told))
        self._marked.setVisible(bool(findings))

    def offer(self, draft: Draft | None) -> None:
        """Offer what was being typed here when the program stopped."""
        offer_draft(self.text, draft)

    def start_typing(self) -> None:
        """Go into the text with the keyboard."""
        self.text.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Have what is being typed become a change."""
        if self.picture is not None:
            self.picture.finish()
        self.text.finish()

    def _lay_out(self) -> None:
        found = QHBoxLayout(self._marked)
        found.setContentsMargins(0, 0, 0, 0)
        found.addWidget(Sign("notice"), 0, Qt.AlignmentFlag.AlignTop)
        found.addWidget(self._findings, 1)
        self._marked.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self.text)
        self._layout.addWidget(self._marked)

    def _put(self) -> None:
        row = self.branch.row
        assert row is not None
        editable = not self._session.read_only and row.withdrawn_at is None
        if (row.text, editable) != self._shown or self.text.is_changed():
            self.text.show_text(row.text, editable=editable)
            self._shown = row.text, editable
        self.text.set_title(titled(self.branch))
        self.text.edit.setAccessibleName(named(self.branch))
        self._put_picture(row, editable=editable)

    def _put_picture(self, row: Passage | Commentary, *, editable: bool) -> None:
        picture = self._session.plan.pictures.get(row.picture_id) if isinstance(row, Passage) else None
        if picture is not None and self.picture is None:
            self.picture = PictureField(self._session)
            self.picture.replacing.connect(self.replacing)
            self._layout.insertWidget(0, self.picture)
        if self.picture is not None:
            self.picture.setVisible(picture is not None)
            if picture is not None:
                self.picture.show_picture(picture, editable=editable)

    def _enter(self, text: str) -> None:
        """Make what was typed a step; where it is refused, it stays where it is."""
        row, plan = self.branch.row, self._session.plan
        if self._entering:
            return
        if isinstance(row, Passage):
            changes = passages.retold(plan, plan.passages[row.id], text)
            label = f"Change {named(self.branch)}"
        else:
            assert row is not None
            changes = commenting.told(plan, row, text)
            label = f"{'Change' if row.text else 'Write'} {named(self.branch)}"
        # While it is made the page shows itself anew, and has what is being typed entered.
        self._entering = True
        made = self._session.make(label, changes, ORIGIN)
        self._entering = False
        if made:
            self._discard_draft()
            self._show_as_it_stands()

    def _show_as_it_stands(self) -> None:
        row = self._session.plan.find(self.branch.key)
        if isinstance(row, Passage | Commentary):
            self.branch = replace(self.branch, row=row)
        self._put()

    def _keep_draft(self, text: str) -> None:
        keep_draft(self._session, self.text, self.branch.key, DRAFT, text)

    def _discard_draft(self) -> None:
        discard_draft(self._session, self.branch.key, DRAFT)
