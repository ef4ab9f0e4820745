"""The papers page: the outline of a paper, the texts that people write in it, and what is computed, shown in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from waymark.domain.rows import Passage
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.manuscript import manuscript
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.wording import title_words
from waymark_ui.icons import icon
from waymark_ui.pages.page import Page
from waymark_ui.papers.branches import Branch, branches
from waymark_ui.papers.chosen import KIND, paper_shown
from waymark_ui.papers.commands import PaperCommands
from waymark_ui.papers.computed import WORKING, Computed
from waymark_ui.papers.computing import Computing
from waymark_ui.papers.model import PaperModel
from waymark_ui.papers.notes import note_on
from waymark_ui.papers.sheet import Sheet
from waymark_ui.papers.text_field import TextField
from waymark_ui.session import Session, Touched
from waymark_ui.trees import TreeView

if TYPE_CHECKING:
    from waymark_ui.checks.standing import Standing

SHOWS = frozenset({"covers", "passages", "pictures", "commentary", "themes", "placements", "kpis", "links"})
"""The tables whose rows are shown in the outline or name something there."""
ACROSS, DOWN = (1, 1), (1, 1)
"""How the outline and the texts share the width, the texts and what is computed the height."""
LARGE = 10_000


class PapersPage(Page):
    """A paper's parts in a tree, the texts of the one selected beside it, and beneath these what is computed."""

    name = "papers"
    title = "Papers"
    icon = "papers"
    has_details = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.kinds = QComboBox()
        self.model = PaperModel(self)
        self.tree: TreeView[Branch] = TreeView(self.model, "Outline of the paper")
        self.sheet = Sheet(session)
        self.computed = Computed()
        self.computing = Computing(session, self)
        self.work = PaperCommands(self)
        self._standing: Standing | None = None
        self._part = self._container = ""
        self._stale = True
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.tree)

    @property
    def issue(self) -> Issue:
        """The paper and the period that are shown."""
        return Issue(self.kinds.currentData(), self.session.period)

    @property
    def container(self) -> Branch | None:
        """The part, heading or section whose texts are shown: that which was, as long as the text selected is in it."""
        branch = self.tree.branch()
        if branch is None or branch.row is None:
            return branch
        shown = self.model.index_of(self._container)
        if shown.isValid() and any(text.key == branch.key for text in self.model.branch(shown).texts()):
            return self.model.branch(shown)
        return self.model.above(branch.key)

    def commands(self) -> list[QAction]:
        return self.work.every()

    def follow(self, standing: Standing) -> None:
        self._standing = standing
        standing.changed.connect(self._show_findings)
        self._show_findings()

    def paper(self) -> str:
        return self.issue.kind

    def show_kind(self, kind: str) -> None:
        """Show another paper."""
        if kind != self.kinds.currentData():
            self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def show_row(self, row_id: str, column: str = "") -> None:
        """Lead to a text, in whichever paper it stands."""
        if self._stale:
            self._show_outline()
        row = self.session.plan.find(row_id)
        if isinstance(row, Passage) and not self.model.index_of(row_id).isValid():
            self.show_kind(row.paper)
        elif not self.model.index_of(row_id).isValid():
            self._show_where_it_stands(row_id)
        self.tree.select(row_id)

    def start_typing(self) -> None:
        """Go into the text that is selected, or the first one of what is."""
        branch = self.tree.branch()
        text = next(branch.texts(), None) if branch else None
        if text is not None:
            self.sheet.bring(text.key, TextField.start_typing)

    def ask_to_export(self) -> None:
        """Ask how this paper is to be written."""
        from waymark_ui.dialogs.export.paper import open_export_paper

        self.sheet.finish()
        open_export_paper(self, self.session, self.issue.kind)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.row_selected.emit(None)
        if self._stale:
            self._show_outline()

    # How it is built

    def _lay_out(self) -> None:
        for kind in KINDS.values():
            self.kinds.addItem(kind.name, kind.key)
        self.kinds.setCurrentIndex(self.kinds.findData(paper_shown(self.session.preferences)))
        self.kinds.setAccessibleName("Paper")
        self._down = _split(Qt.Orientation.Vertical, DOWN, self.sheet, self.computed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._top())
        layout.addWidget(_split(Qt.Orientation.Horizontal, ACROSS, self.tree, self._down), 1)

    def _top(self) -> QHBoxLayout:
        label = QLabel("P&aper:")
        label.setBuddy(self.kinds)
        export = QPushButton("E&xport…")
        export.setToolTip(self.work.export.toolTip())
        export.clicked.connect(lambda: self.ask_to_export())
        top = QHBoxLayout()
        top.setContentsMargins(8, 0, 8, 0)
        top.addWidget(label)
        top.addWidget(self.kinds)
        top.addWidget(self._tools(), 1)
        top.addWidget(export)
        return top

    def _tools(self) -> QToolBar:
        tools = QToolBar(self)
        tools.setAccessibleName(f"{self.title}: commands")
        tools.addActions(self.work.main())
        for button in tools.findChildren(QToolButton):
            # Qt leaves a toolbar's buttons out of the order of Tab, and the one for what has no room without a name
            # and dark on dark.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.defaultAction() is None:
                button.setAccessibleName("More commands")
                button.setIcon(icon("next"))
        return tools

    def _connect(self) -> None:
        self.tree.addActions(self.work.every())
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for widget in (self.tree, self.tree.viewport(), self.sheet.viewport()):
            self.work.catcher.watch(widget)
        self.kinds.currentIndexChanged.connect(self._choose_kind)
        self.tree.selected.connect(self._show_branch)
        self.tree.opened.connect(self.start_typing)
        self.sheet.renamed.connect(self.work.rename_to)
        self.sheet.left.connect(self.tree.setFocus)
        self.sheet.replacing.connect(self.work.replace)
        self.sheet.made.connect(self._dress)
        self.work.show_withdrawn.toggled.connect(self._show_outline)
        self.computing.ready.connect(self._show_computed)
        self.computing.failed.connect(self.computed.say)
        self.session.changed.connect(self._refresh)
        self.session.period_changed.connect(self._show_period)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)

    # What it shows

    def _choose_kind(self) -> None:
        self.session.preferences.put(KIND, self.kinds.currentData())
        self._show_outline()

    def _refresh(self, touched: Touched) -> None:
        if not self.isVisible():
            self._stale = True
        elif SHOWS.isdisjoint(touched):
            self._ask_for_computed()
        else:
            self._show_outline()

    def _show_period(self) -> None:
        self._stale = True
        if self.isVisible():
            self.sheet.finish()
            self._show_outline()

    def _show_outline(self) -> None:
        self._stale = False
        plan, issue = self.session.plan, self.issue
        chapters = manuscript(plan, issue, withdrawn=self.work.show_withdrawn.isChecked())
        self.model.show(branches(plan, chapters, issue.period))
        self._show_branch(self.tree.branch())
        self._show_findings()

    def _show_branch(self, branch: Branch | None) -> None:
        """Show the texts that stand with a branch, and what is computed of its part."""
        container = self.container
        self._container = container.key if container is not None else ""
        writing = not self.session.read_only
        self.sheet.show_branch(container, note_on(container, self.session.period, writing=writing))
        typing = QApplication.focusWidget()
        if branch is not None and branch.row is not None and (typing is None or not self.sheet.isAncestorOf(typing)):
            self.sheet.bring(branch.key)
        self.work.look(branch)
        self._ask_for_computed()
        self.computed.lead_to(self._section_of(branch))

    def _section_of(self, branch: Branch | None) -> str:
        """The heading of the section that a branch is or stands in; blank where it is in none."""
        while branch is not None and not branch.is_section:
            branch = self.model.above(branch.key)
        return title_words(branch.title) if branch is not None else ""

    def _ask_for_computed(self) -> None:
        branch = self.tree.branch()
        if branch is None:
            return
        part = branch.chapter.part
        if not part.computes:
            self.computing.stop()
            # Emptied: hidden with a long text, it would be laid out again as soon as it is shown.
            self.computed.say("")
            self.computed.hide()
            return
        before, self._part = self._part, f"{self.issue} {part.key}"
        if not self.computing.ask(self.issue, part) and before != self._part:
            self.computed.say(WORKING)
        self.computed.show()

    def _show_computed(self, pieces: tuple[str, ...]) -> None:
        self.computed.show_pieces(pieces, self.session.period.label)

    def _show_where_it_stands(self, row_id: str) -> None:
        """Show the first paper that prints commentary of a kind."""
        row = self.session.plan.commentary.get(row_id)
        if row is not None:
            printing = (kind for kind in KINDS.values() if any(row.kind in part.comments for part in kind.parts))
            self.show_kind(next((kind.key for kind in printing), self.issue.kind))

    def _show_findings(self) -> None:
        if self._standing is not None:
            self.model.mark({key for key in self.model.branch_keys() if self._standing.of_row(key)})
            for field in self.sheet.fields:
                self._dress(field)

    def _dress(self, field: TextField) -> None:
        """Have a text show what the checks found of it, and take pictures."""
        self.work.catcher.watch(field.text.edit)
        self.work.catcher.watch(field.text.edit.viewport())
        if self._standing is not None:
            field.show_findings(self._standing.of_row(field.branch.key))

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Select in the outline the text that is being typed in."""
        while now is not None and now is not self.sheet:
            if isinstance(now, TextField):
                self.tree.select(now.branch.key)
                return
            now = now.parentWidget()


def _split(across: Qt.Orientation, shares: tuple[int, int], *parts: QWidget) -> QSplitter:
    splitter = QSplitter(across)
    splitter.setChildrenCollapsible(False)
    for place, (part, share) in enumerate(zip(parts, shares, strict=True)):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, share)
    # Sizes far beyond any screen's: Qt brings them down in this proportion, whatever the parts would like.
    splitter.setSizes([share * LARGE for share in shares])
    return splitter
