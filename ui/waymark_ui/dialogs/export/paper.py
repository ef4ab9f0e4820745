"""Exporting a paper: which one, what of it, for whom, in which form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from waymark.domain.errors import Refused
from waymark.domain.period import Period
from waymark.exchange.files import beside
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.manuscript import manuscript
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.wording import counted
from waymark.exchange.pdf import find_office
from waymark.jobs.papers import Issued, issued
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs.export.choices import Choices, Copy, remember, remembered
from waymark_ui.dialogs.export.dialog import ExportDialog
from waymark_ui.dialogs.export.template import TemplateField
from waymark_ui.dialogs.messages import note_label, resize
from waymark_ui.dialogs.place import PlaceField
from waymark_ui.papers.chosen import paper_shown
from waymark_ui.session import Session

FORMATS = {False: (".docx", "Word documents (*.docx)"), True: (".pdf", "PDF files (*.pdf)")}
"""The endings and kinds of files, by whether a PDF is asked for."""
COPIES: Mapping[Copy, str] = {
    Copy.full: "Full copy",
    Copy.public: "Public copy, without small numbers of children",
    Copy.exempt: "Exempt copy: the full one with a marking of your own",
}
LAYOUTS = {
    False: "Accessible: no merged cells",
    True: "Council’s: objectives as rows across the tables (merged cells)",
}
PAPERS = {False: "Word (.docx)", True: "PDF"}
EXEMPT = "NOT FOR PUBLICATION: "
"""How the marking of an exempt copy begins; on what ground it is not published, the person says."""
NO_GROUND = "Say in the marking why this copy is not for publication, in your council’s words."
NO_SECTION = "Tick at least one section."
SIZE = (112, 34)
"""In characters and lines."""
LINES = 6
"""How high the list of sections is."""
MOST_TOLD = 8
"""So many of the findings are told; a paper has them all in the command `waymark accessibility`."""
ALL_CAN_READ = "No accessibility findings."


class PaperDialog(ExportDialog):
    """Asks how a paper is to be written; what is chosen is remembered for each paper."""

    def __init__(self, parent: QWidget, session: Session, kind: str) -> None:
        self.kinds = _choice("Paper", {each.key: each.name for each in KINDS.values()})
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self.sections = QListWidget()
        self.copies, self.layouts, self.forms = (
            _choice("Copy", COPIES),
            _choice("Layout", LAYOUTS),
            _choice("Form", PAPERS),
        )
        self.marking = QLineEdit()
        self.template = TemplateField()
        super().__init__(parent, session, PlaceField(*FORMATS[False]))
        resize(self, *SIZE)
        self._recall()
        self.kinds.currentIndexChanged.connect(self._recall)

    @property
    def kind(self) -> str:
        """The key of the paper that is chosen."""
        return str(self.kinds.currentData())

    def what(self) -> str:
        name = KINDS[self.kind].name
        return name[:1].lower() + name[1:]

    def in_name(self) -> str:
        """With whom it is for: no copy is to be written over another."""
        copy = Copy(self.copies.currentData())
        return self.what() if copy is Copy.full else f"{self.what()} {copy}"

    def ending(self) -> str:
        return FORMATS[bool(self.forms.currentData())][0]

    def choices(self) -> Choices:
        """All that is chosen."""
        left_out = (item for item in self._items() if item.checkState() is Qt.CheckState.Unchecked)
        return Choices(
            Copy(self.copies.currentData()),
            " ".join(self.marking.text().split()),
            tuple(str(item.data(Qt.ItemDataRole.UserRole)) for item in left_out),
            bool(self.layouts.currentData()),
            bool(self.forms.currentData()),
            self.template.path(),
            self.template.styles,
        )

    def ask_first(self, form: QFormLayout) -> None:
        form.addRow("P&aper:", self.kinds)

    def ask_more(self, form: QFormLayout) -> None:
        self.sections.setAccessibleName("Sections")
        self.sections.setFixedHeight(self.sections.fontMetrics().lineSpacing() * (LINES + 1))
        self.marking.setAccessibleName("Marking")
        self._note = note_label(self)
        form.addRow("&Sections:", self.sections)
        form.addRow("C&opy:", self.copies)
        form.addRow("&Marking:", self.marking)
        form.addRow("&Layout:", self.layouts)
        form.addRow("&Template:", self.template)
        form.addRow("&Form:", self.forms)
        form.addRow("", self._note)
        for box in (self.copies, self.layouts, self.forms):
            box.currentIndexChanged.connect(self._look_again)
        self.sections.itemChanged.connect(self._look_again)
        self.marking.textChanged.connect(self._look_again)
        self.template.changed.connect(self._look_again)
        self.copies.activated.connect(self._begin_marking)

    def is_ready(self) -> bool:
        return not self._problem()

    def begin(self, period: Period, target: Path) -> RunningJob:
        chosen = self.choices()
        remember(self.session.preferences, self.kind, chosen)
        issue = chosen.issue(self.kind, period)
        return RunningJob(issued, self.session.plan, issue, chosen.form(), target, unfinished=beside(target))

    def finish(self, result: Issued) -> Sequence[str]:
        """Tell what shuts readers out of it."""
        if result.shuts_out is None:
            return ("Whether everybody can read it is looked at in Word documents only.",)
        return tuple(_told(result.shuts_out))

    def _recall(self) -> None:
        """Show what was last chosen for the paper."""
        chosen, plan = remembered(self.session.preferences, self.kind), self.session.plan
        self.setWindowTitle(f"Export {self.what()}")
        self.sections.blockSignals(True)
        self.sections.clear()
        for chapter in manuscript(plan, Issue(self.kind, self.session.period)):
            item = QListWidgetItem(chapter.title, self.sections)
            item.setData(Qt.ItemDataRole.UserRole, chapter.part.key)
            left_out = chapter.part.key in chosen.left_out
            item.setCheckState(Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked)
        self.sections.blockSignals(False)
        for box, choice in ((self.copies, chosen.copy), (self.layouts, chosen.council), (self.forms, chosen.pdf)):
            box.setCurrentIndex(box.findData(choice))
        self.marking.setText(chosen.marking)
        self.marking.setPlaceholderText(plan.cover.marking or "none: the plan says none")
        self.template.show_template(chosen.template, chosen.styles)
        self._look_again()

    def _begin_marking(self) -> None:
        """An exempt copy's marking begins with what it is; of other copies that is taken away again."""
        exempt, typed = self.choices().copy is Copy.exempt, self.marking.text()
        if exempt and not typed.startswith(EXEMPT.strip()):
            self.marking.setText(EXEMPT)
            self.marking.setFocus()
        elif not exempt and typed.startswith(EXEMPT.strip()):
            self.marking.clear()

    def _look_again(self, *_: object) -> None:
        self.place.set_kind(*FORMATS[bool(self.forms.currentData())])
        self.suggest()
        self._note.setText(self._problem())
        self.look()

    def _problem(self) -> str:
        """Why it cannot be written so, in a sentence; blank where nothing is known against it."""
        chosen = self.choices()
        if chosen.copy is Copy.exempt and not chosen.marking.removeprefix(EXEMPT.strip()).strip():
            return NO_GROUND
        if len(chosen.left_out) == self.sections.count():
            return NO_SECTION
        if not self.template.is_there():
            return self.template.note.text()
        return _no_office() if chosen.pdf else ""

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.sections.item(row) for row in range(self.sections.count()))


def open_export_paper(window: QWidget, session: Session, kind: str = "") -> PaperDialog:
    """Export a paper: that one, or the one that the Papers page shows."""
    dialog = PaperDialog(window, session, kind or paper_shown(session.preferences))
    dialog.open()
    return dialog


def _choice(name: str, words: Mapping[Any, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in words.items():
        box.addItem(text, value)
    return box


def _no_office() -> str:
    """Why no PDF can be made; blank where one can."""
    try:
        find_office()
    except Refused as refusal:
        return str(refusal)
    return ""


def _told(shuts_out: Sequence[str]) -> Iterable[str]:
    if not shuts_out:
        yield ALL_CAN_READ
        return
    yield f"{counted(len(shuts_out), 'accessibility finding').capitalize()}:"
    yield from (f"• {sentence}" for sentence in shuts_out[:MOST_TOLD])
    if len(shuts_out) > MOST_TOLD:
        yield f"• and {len(shuts_out) - MOST_TOLD} more: “waymark accessibility” lists all."
