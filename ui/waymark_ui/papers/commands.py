"""What can be done on the Papers page, and by which keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QImage

from waymark.domain.errors import Refused
from waymark.domain.rows import Picture
from waymark_ui.papers.branches import Branch
from waymark_ui.papers.pictures import PictureCatcher, PictureDialog, choose_picture, read_file, taken_from
from waymark_ui.papers.putting import HeadingDialog
from waymark_ui.papers.work import Work

if TYPE_CHECKING:
    from waymark_ui.pages.papers import PapersPage

NO_FURTHER = "It cannot go further {way}."
NOTHING_BEFORE = "Nothing was written here for an earlier period."
WITHDRAWN = "The passage is withdrawn. “Show withdrawn” shows it, to be restored."


class PaperCommands(QObject):
    """The commands of the page: each works on the branch that is selected, and most make a step of the plan."""

    def __init__(self, page: PapersPage) -> None:
        super().__init__(page)
        self._page = page
        self._work = Work(page.session)
        self.catcher = PictureCatcher(self)
        self.catcher.dropped.connect(self.take_file)
        self.catcher.pasted.connect(self.take_image)
        self._make()

    def every(self) -> list[QAction]:
        """All of them, in the order of the menu."""
        return [*self._every]

    def main(self) -> list[QAction]:
        """Those that have a button."""
        return [self.add, self.add_dated, self.add_picture, self.begin, self.withdraw]

    def look(self, at: Branch | None) -> None:
        """Allow what can be done with a branch, and say what it would be."""
        passage = at.passage if at else None
        writing = at is not None and not self._page.session.read_only
        stands = writing and passage is not None and passage.withdrawn_at is None
        gone = writing and passage is not None and passage.withdrawn_at is not None
        for command in (self.add, self.add_dated, self.add_heading, self.add_picture, self.begin):
            command.setEnabled(writing and not gone)
        for command in (self.add_before, self.up, self.down, self.put, self.turn, self.withdraw):
            command.setEnabled(stands)
        self.restore.setEnabled(gone)
        self.rename.setEnabled(writing and at is not None and at.is_heading)
        period = self._page.session.period.label
        self.add_dated.setText(f"Add for {period}")

        self.turn.setText("Have it stand in every issue" if passage and passage.period else f"Only for {period}")

    def rename_to(self, typed: str) -> None:
        """Give the heading that is selected another name."""
        at = self._page.container
        if at is not None and at.group is not None:
            refusal = self._work.rename(self._page.issue, at.group.heading, typed)
            if refusal:
                self._page.sheet.heading.show_refused(typed, refusal)

    def replace(self, at: Branch) -> None:
        """Ask for another file for a passage's picture."""
        choose_picture(self._page, lambda path: read_file(self._page, path, lambda other: self._replace(at, other)))

    def take_file(self, path: Path) -> None:
        """Add the picture in a file."""
        read_file(self._page, path, self._ask_about)

    def take_image(self, image: QImage) -> None:
        """Add a picture of the clipboard."""
        try:
            self._ask_about(taken_from(image))
        except Refused as refusal:
            self._page.session.refused.emit(str(refusal))

    def _make(self) -> None:
        self._every: list[QAction] = []
        make = self._command
        self.add = make("Add passage", "Add a passage here that stands in every issue", "Ins", self._add)
        self.add_dated = make("Add for the period", "Add a passage for this period only", "Shift+Ins", self._add_dated)
        self.add_before = make("Add passage before", "Add a passage before this one", "Ctrl+Ins", self._add_before)
        self.add_heading = make("Add heading…", "Add a passage under a heading of your own", "", self._add_heading)
        self.add_picture = make(
            "Add picture…",
            "Add a picture with its alternative text; it can be dropped or pasted too",
            "Ctrl+Shift+I",
            self._choose,
        )
        self.begin = make(
            "Begin from before", "Begin with what an earlier period says here", "Ctrl+Shift+B", self._begin
        )
        self.up = make("Move up", "Past the text before, or under the heading before", "Alt+Up", lambda: self._move(-1))
        self.down = make(
            "Move down", "Past the text behind, or under the heading behind", "Alt+Down", lambda: self._move(1)
        )
        self.put = make("Put under…", "Put the passage under another heading", "Ctrl+M", self._put)
        self.rename = make("Rename heading", "For all its passages, of other periods too", "F2", self._name)
        self.turn = make("Only for the period", "Have it stand for the period only, or in every issue", "", self._turn)
        self.withdraw = make("Withdraw", "Take the passage out of the paper; it is kept", "Del", self._withdraw)
        self.restore = make("Restore", "Put back what was withdrawn", "", self._restore)
        self.show_withdrawn = make("Show withdrawn", "Show what was taken out, where it stood", "", None)
        self.show_withdrawn.setCheckable(True)
        self.export = make("Export…", "Write this paper as a Word document or PDF", "", self._export)

    def _command(self, text: str, meaning: str, keys: str, do: Callable[[], object] | None) -> QAction:
        action = QAction(text, self)
        action.setToolTip(f"{meaning} ({keys})" if keys else meaning)
        action.setStatusTip(meaning)
        action.setShortcut(keys)
        # Only in the outline: in a text these keys are for what is typed there.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if do is not None:
            action.triggered.connect(lambda: do())
        self._every.append(action)
        return action

    # What they do

    def _at(self) -> Branch:
        at = self._page.tree.branch()
        assert at is not None
        return at

    def _add(self) -> None:
        self._start(self._work.add(self._page.issue, self._at(), standing=True))

    def _add_dated(self) -> None:
        self._start(self._work.add(self._page.issue, self._at(), standing=False))

    def _add_before(self) -> None:
        self._start(self._work.add(self._page.issue, self._at(), standing=True, step=-1))

    def _add_heading(self) -> None:
        issue, at = self._page.issue, self._at()
        HeadingDialog(
            self._page,
            "Add heading",
            self._work.headings(issue),
            lambda heading: self._start(self._work.add_under(issue, at, heading)),
        ).open()

    def _choose(self) -> None:
        choose_picture(self._page, self.take_file)

    def _ask_about(self, picture: Picture) -> None:
        issue, at = self._page.issue, self._at()
        PictureDialog(
            self._page, picture, lambda described: self._start(self._work.add_picture(issue, at, described))
        ).open()

    def _replace(self, at: Branch, other: Picture) -> None:
        picture = self._page.session.plan.pictures.get(at.passage.picture_id if at.passage else None)
        if picture is not None:
            self._work.replace_picture(picture, other)

    def _begin(self) -> None:
        begun = self._work.begin_from_before(self._page.issue, self._at())
        if begun:
            self._start(begun)
        else:
            self._page.said.emit(NOTHING_BEFORE)

    def _move(self, step: int) -> None:
        passage = self._at().passage
        if passage is not None and not self._work.move(self._page.issue, passage, step):
            self._page.said.emit(NO_FURTHER.format(way="up" if step < 0 else "down"))

    def _put(self) -> None:
        issue, passage = self._page.issue, self._at().passage
        if passage is not None:
            HeadingDialog(
                self._page,
                "Put under another heading",
                self._work.headings(issue),
                lambda heading: self._work.put_under(issue, passage, heading),
                passage.heading,
            ).open()

    def _name(self) -> None:
        self._page.sheet.start_naming()

    def _turn(self) -> None:
        at = self._at()
        if at.passage is not None:
            self._work.turn(self._page.issue, at, at.passage)

    def _withdraw(self) -> None:
        at = self._at()
        if at.passage is not None and self._work.withdraw(at, at.passage):
            self._page.said.emit(WITHDRAWN)

    def _restore(self) -> None:
        at = self._at()
        if at.passage is not None:
            self._work.restore(at, at.passage)

    def _export(self) -> None:
        self._page.ask_to_export()

    def _start(self, row_id: str) -> None:
        """Go into a text that was just begun."""
        if row_id:
            self._page.show_row(row_id)
            self._page.start_typing()
