"""The window: which plan is open in it, and what stands around the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from waymark.domain.errors import NewerPlan, PlanInUse, ReadOnlyPlan, SaveFailed, WaymarkError
from waymark_ui import focus, opening, rubbish, theme
from waymark_ui.icons import PROGRAM, icon
from waymark_ui.menus import SIZES, Menus
from waymark_ui.messages import Messages, Offer
from waymark_ui.status import StatusBar

if TYPE_CHECKING:
    from waymark.domain.changes import Change
    from waymark.ports import Clock, PlanFiles, PlanReader, Position
    from waymark.preferences import Preferences
    from waymark_ui.pages.page import Page
    from waymark_ui.session import Session
    from waymark_ui.start_page import StartPage
    from waymark_ui.workspace import Workspace

GEOMETRY, TEXT_SIZE, NAME = "window/geometry", "window/text size", "author"
TITLE = "Waymark"
SMALLEST = QSize(800, 500)
TELLING_MS = 10_000
"""For how long a page's remark covers the status bar."""


class MainWindow(QMainWindow):
    """The one window. It is given the plan files, a person's preferences, the clock and the name of who is at work.

    `author` is the name that stands for a person who has not given one.
    """

    def __init__(self, files: PlanFiles, preferences: Preferences, clock: Clock, author: str) -> None:
        # Before there is a widget: each takes the measures of its text when it is made.
        theme.set_text_size(_text_size(preferences))
        super().__init__()
        self.files = files
        self.preferences = preferences
        self.clock = clock
        self.session: Session | None = None
        self.workspace: Workspace | None = None
        self._author = author
        self._begun: Position | None = None
        self._waiting: Path | None = None
        self.start: StartPage | None = None
        self.messages = Messages(self)
        self.status = StatusBar(self)
        self._places = QStackedWidget(self)
        self.menus = Menus(self)
        self._arrange()

    @property
    def author(self) -> str:
        """Who is at work: the name they gave, or else the one they are known by on this computer."""
        return str(self.preferences.get(NAME) or self._author)

    @property
    def last_step(self) -> str:
        """The label of the last change of the plan that is open; blank where there is none."""
        if self.session is None or self.session.read_only:
            return ""
        step = self.session.editor.next_undo
        return step.label if step else ""

    # Plans

    def begin_with(self, path: Path | None) -> None:
        """Show a plan as soon as the window's frame is on the screen; without one, the ways to begin."""
        self._waiting = path
        if path is None:
            self.show_start_page()

    @rubbish.not_looked_for()
    def open(self, path: Path) -> None:
        """Open a plan for writing; where that cannot be, say why and offer to read it."""
        if self.session is not None and self.session.path == path.resolve() and not self.session.read_only:
            return
        from waymark_ui.session import Session

        try:
            store = self.files.open(path)
            with _closing_on_failure(store):
                session = Session.writing(store, self.author, self.clock, self.preferences)
        except (PlanInUse, ReadOnlyPlan, NewerPlan) as refusal:
            self._offer_reading(path, str(refusal))
        except WaymarkError as refusal:
            self._not_opened(str(refusal))
        else:
            self.show_session(session)
            self._ask_name_once()

    def reopen(self, path: Path) -> None:
        """Open a plan anew, after its file was replaced or the name of who is at work was changed."""
        self._leave()
        self.open(path)

    @rubbish.not_looked_for()
    def read(self, path: Path) -> None:
        """Open a plan for reading only."""
        from waymark_ui.session import Session

        try:
            reader = self.files.read(path)
            with _closing_on_failure(reader):
                session = Session.reading(reader, self.clock, self.preferences)
        except WaymarkError as refusal:
            self._not_opened(str(refusal))
        else:
            self.show_session(session)

    def begin_plan(self, path: Path) -> None:
        """Begin an empty plan, named for its file, and open it."""
        from waymark.exchange.beginnings import blank_plan

        self._begin(path, "A new plan", blank_plan(path.stem), "new")

    def begin_example(self, path: Path) -> None:
        """Make a copy of the example plan, and open it."""
        from waymark.exchange.beginnings import example_plan

        self._begin(path, "The example plan", example_plan(earlier=False), "example")

    def show_session(self, session: Session) -> None:
        """Show an open plan, in place of the one that was."""
        from waymark_ui.workspace import Workspace

        self._leave()
        self.session, self._begun = session, session.reader.position()
        opening.remember_plan(self.preferences, session.path)
        self._report_on_remembered(session)
        self.workspace = Workspace(session, self)
        self._connect(session, self.workspace)
        self._places.addWidget(self.workspace)
        self._places.setCurrentWidget(self.workspace)
        self.setWindowTitle(f"{session.path.stem} – {TITLE}")
        self.setWindowFilePath(str(session.path))
        self.status.show_session(session)
        self.workspace.begin()
        self.menus.refresh()

    def close_plan(self) -> None:
        """Close the plan and show the ways to begin."""
        if self._backed_up("Close the plan without a backup", self._close_plan_anyway):
            self._close_plan_anyway()

    def show_start_page(self) -> None:
        """Show the ways to begin."""
        if self.start is None:
            self.start = self._make_start_page()
            self._places.addWidget(self.start)
        self.start.show_recent(opening.recent_plans(self.preferences))
        self.start.name.setText(self.author)
        self._places.setCurrentWidget(self.start)

    @property
    def text_size(self) -> int:
        """The size of text in percent of the usual one."""
        return _text_size(self.preferences)

    def set_text_size(self, percent: int) -> None:
        """Write everything in another size."""
        self.preferences.put(TEXT_SIZE, percent)
        theme.set_text_size(percent)

    def ask_name(self) -> None:
        """Ask who is at work."""
        from waymark_ui.dialogs.author import AuthorDialog

        asking = AuthorDialog(self, self.author)
        asking.named.connect(self.set_name)
        asking.open()

    def set_name(self, name: str) -> None:
        """Have what is changed from now on kept under another name; a plan that is open is opened anew for that."""
        if not name.strip() or name.strip() == self.preferences.get(NAME):
            return
        self.preferences.put(NAME, name.strip())
        if self.session is not None and not self.session.read_only:
            self.reopen(self.session.path)

    # What Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waiting is not None:
            path, self._waiting = self._waiting, None
            QTimer.singleShot(0, self, lambda: self.open(path))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.messages.dismiss_newest():
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        return focus.go_on(self, forward=following)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._backed_up("Close without a backup", self._close_anyway):
            event.ignore()
            return
        self._leave()
        self.preferences.put(GEOMETRY, self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)

    # How it is built

    def _arrange(self) -> None:
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icon(PROGRAM))
        self.setStatusBar(self.status)
        focus.FocusMark(self)
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._places, 1)
        self.setCentralWidget(central)
        self.setMinimumSize(SMALLEST)
        self.status.place_asked.connect(self._tell_of_place)
        self.status.findings_asked.connect(self._show_checks)
        geometry = self.preferences.get(GEOMETRY)
        if not isinstance(geometry, str) or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self.resize(1280, 720)

    def _make_start_page(self) -> StartPage:
        from waymark_ui.start_page import StartPage

        page = StartPage(self.author, self)
        menus = self.menus
        asks = {
            "new": menus.ask_new,
            "excel": menus.ask_file,
            "open": menus.ask_open,
            "example": menus.ask_example,
        }
        page.chosen.connect(lambda word: asks[word]())
        page.recent_chosen.connect(self.open)
        page.named.connect(self.set_name)
        return page

    def _connect(self, session: Session, workspace: Workspace) -> None:
        session.refused.connect(self._tell_refusal)
        session.changed.connect(self.menus.refresh)
        session.period_changed.connect(lambda period: self.preferences.put(_period_name(session), period.key))
        workspace.page_shown.connect(self._show_page)
        workspace.counted_findings.connect(self.status.show_findings)

    def _show_page(self, page: Page) -> None:
        page.said.connect(self._tell_remark, Qt.ConnectionType.UniqueConnection)
        self.menus.show_page_commands()

    # What is said

    def _tell_refusal(self, sentence: str) -> None:
        offers: tuple[Offer, ...] = ()
        if self.session is not None and isinstance(self.session.refusal, SaveFailed):
            offers = (("Save a copy…", self.menus.save_copy),)
        self.messages.say(sentence, *offers)

    def _tell_remark(self, sentence: str) -> None:
        self.status.showMessage(sentence, TELLING_MS)

    def _tell_of_place(self) -> None:
        for sentence in self.session.reader.warnings if self.session else ():
            self.messages.say(sentence)

    def _show_checks(self) -> None:
        if self.workspace is not None:
            self.workspace.enter("checks")

    def _not_opened(self, sentence: str) -> None:
        if self.session is None:
            self.show_start_page()
        self.messages.say(sentence)

    def _offer_reading(self, path: Path, sentence: str) -> None:
        from waymark_ui.dialogs.messages import ask

        if self.session is None:
            self.show_start_page()
        ask(self, f"{path.name} cannot be changed now", sentence, "Open for &reading", lambda: self.read(path))

    def _ask_name_once(self) -> None:
        if self.preferences.get(NAME) is None:
            sentence = f"What you change is kept under the name “{self.author}”, in the plan’s history."
            self.preferences.put(NAME, self.author)
            self.messages.say(sentence, ("Change the name…", self.ask_name))

    # How a plan is begun and left

    def _begin(self, path: Path, label: str, changes: tuple[Change, ...], origin: str) -> None:
        try:
            self.files.begin(path, label, changes, origin)
        except WaymarkError as refusal:
            self._not_opened(str(refusal))
        else:
            self.open(path)

    def _backed_up(self, offer: str, go_on: Callable[[], object]) -> bool:
        """Back the plan up if something was changed; where that fails, say so and offer to go on all the same."""
        session = self.session
        if session is None or session.read_only or self.workspace is None:
            return True
        self.workspace.finish()
        try:
            position = session.reader.position()
            if position != self._begun:
                self.files.back_up(session.path, "on closing")
                self._begun = position
        except WaymarkError as refusal:
            self.messages.say(str(refusal), (offer, go_on))
            return False
        return True

    def _close_anyway(self) -> None:
        self._leave()
        self.close()

    def _close_plan_anyway(self) -> None:
        self._leave()
        self.show_start_page()

    def _leave(self) -> None:
        """Let go of the plan that is open, its file and its lock."""
        session, workspace = self.session, self.workspace
        if session is None or workspace is None:
            return
        workspace.leave()
        self.session = self.workspace = None
        self.messages.clear()
        self.status.show_session(None)
        self.menus.refresh()
        self.menus.show_page_commands()
        self.setWindowTitle(TITLE)
        self.setWindowFilePath("")
        session.reader.close()
        # The session goes with its workspace, after the pages: their models are the session's.
        session.setParent(workspace)
        workspace.deleteLater()
        rubbish.look_everywhere()

    def _report_on_remembered(self, session: Session) -> None:
        kept = self.preferences.get(_period_name(session))
        if isinstance(kept, str):
            from waymark.domain.period import period_from_key

            with suppress(WaymarkError):
                session.report_on(period_from_key(kept))


def _text_size(preferences: Preferences) -> int:
    kept = preferences.get(TEXT_SIZE)
    return kept if isinstance(kept, int) and kept in SIZES else SIZES[0]


def _period_name(session: Session) -> str:
    return f"period/{session.reader.plan_id}"


@contextmanager
def _closing_on_failure(reader: PlanReader) -> Iterator[None]:
    try:
        yield
    except BaseException:
        reader.close()
        raise
