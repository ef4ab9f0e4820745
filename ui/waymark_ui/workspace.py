"""What the window shows of an open plan: navigation, title, reporting period, the page, and the row's details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from waymark.domain.period import Period
from waymark.domain.rows import Kpi
from waymark_ui.labels import ElidedLabel
from waymark_ui.navigation import Navigation
from waymark_ui.page_table import FIRST, PAGES, PageKind
from waymark_ui.period_control import PeriodControl
from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark.domain.rows import Row
    from waymark_ui.checks.standing import Standing
    from waymark_ui.details.pane import DetailsPane
    from waymark_ui.pages.page import Page

PAGE, COLLAPSED, DETAILS, WIDTHS = "window/page", "window/collapsed", "window/details", "window/widths"
"""What is remembered of a workspace, by the names of the preferences."""
COUNTING_MS = 200
"""How long after a change the counts are made anew: no key waits for them."""
READING_MS = 500
"""How long after the plan is shown the checks begin to read it: no row waits for them."""
CHECKS = "checks"
"""The page of what they find."""
TRENDS = "trends"
"""The page that shows the KPI which was selected on the page before."""

DETAILS_SHARE = 2 / 7
"""How much of the room beside the navigation the details take, if nobody says otherwise."""
NARROWEST = 30
"""In characters; the details are not shown narrower than that, if nobody says otherwise."""


class Workspace(QWidget):
    """The pages of a session; each is made when it is first shown.

    `page_shown` carries the page, `counted_findings` how many findings of the checks are open.
    """

    page_shown = Signal(object)
    counted_findings = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None, kinds: Sequence[PageKind] = PAGES) -> None:
        super().__init__(parent)
        self.session = session
        self._kinds = {kind.destination.name: kind for kind in kinds}
        self._pages: dict[str, Page] = {}
        self._shown = ""
        self._rows: dict[str, str] = {}
        self._details: DetailsPane | None = None
        self._wants_details = False
        self.navigation = Navigation([kind.destination for kind in kinds], self)
        self.period = PeriodControl(session.period, self)
        self._title, self._version = ElidedLabel(parent=self, least=12), ElidedLabel(parent=self)
        self._stack = QStackedWidget(self)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._counting = QTimer(self, singleShot=True, interval=COUNTING_MS)
        self._uncounted: list[PageKind] = []
        self._count_next = QTimer(self, interval=0)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._later = QTimer(self, singleShot=True, interval=READING_MS)
        self.standing: Standing | None = None
        self._arrange()
        self._connect()
        self._show_title()
        self.navigation.set_collapsed(bool(session.preferences.get(COLLAPSED, False)))

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._shown)

    def page_names(self) -> list[str]:
        """The names of all pages, in order."""
        return list(self._kinds)

    def begin(self) -> None:
        """Show the page that was shown last, and the details if they were."""
        remembered = self.session.preferences.get(PAGE)
        self.enter(remembered if remembered in self._kinds else self._first())
        self._counting.start()
        self._later.start()
        if self.session.preferences.get(DETAILS, self._has_room()):
            self._soon.start()

    def show_page(self, name: str) -> None:
        """Go to a page."""
        page = self._pages.get(name) or self._make(name)
        before, self._shown = self._row_of(self._shown), name
        self._stack.setCurrentWidget(page)
        self.navigation.show_page(name)
        self.session.preferences.put(PAGE, name)
        if name == TRENDS and isinstance(before, Kpi) and before != self._row_of(TRENDS):
            page.show_row(before.id)
        self._show_details_of_row()
        self._make_room()
        self.page_shown.emit(page)

    def enter(self, name: str) -> None:
        """Go to a page, and into it with the keyboard."""
        self.show_page(name)
        page = self._pages[name]
        if page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_rows(self, name: str, wanted: Mapping[str, Sequence[str]]) -> None:
        """Go to a page and show only the rows whose ids are wanted there, under `rows`."""
        self.enter(name)
        self._pages[name].show_rows(wanted["rows"])

    def show_row(self, name: str, row_id: str, column: str = "") -> None:
        """Go to a row on its page, and to its cell in the column with that key."""
        self.enter(name)
        self._pages[name].show_row(row_id, column)

    @property
    def shows_details(self) -> bool:
        """Whether the details of the current row are shown."""
        return self._details is not None and self._wants_details

    def show_details(self, shown: bool) -> None:
        """Show or hide the details of the current row."""
        self._wants_details = shown
        if shown and self._details is None:
            self._details = self._make_details()
            self._show_details_of_row()
        self._make_room()

    def _make_room(self) -> None:
        """Show the details where they are wanted, beside pages whose rows have any."""
        if self._details is not None:
            self._details.setVisible(self._wants_details and (self.page is None or self.page.has_details))

    def toggle_details(self) -> None:
        """Show the details of the current row if they are hidden, and hide them if they are shown; remember which."""
        self.show_details(not self.shows_details)
        self.session.preferences.put(DETAILS, self.shows_details)

    def finish(self) -> None:
        """Have what is being typed become a change, and remember how wide things were."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            if self.page is not None:
                self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._details is not None:
            self._details.finish()
        if self._details is not None and self._details.isVisibleTo(self):
            self.session.preferences.put(WIDTHS, self._across.sizes())

    def leave(self) -> None:
        """Finish, and touch the plan no more."""
        self.finish()
        self._counting.stop()
        self._count_next.stop()
        self._soon.stop()
        self._later.stop()
        if self.standing is not None:
            self.standing.stop()

    def _arrange(self) -> None:
        self._across.addWidget(self._stack)
        self._across.setChildrenCollapsible(False)
        top = QHBoxLayout()
        top.setContentsMargins(8, 4, 8, 4)
        top.addWidget(self._title)
        top.addSpacing(self.fontMetrics().averageCharWidth())
        top.addWidget(self._version)
        top.addSpacing(self.fontMetrics().averageCharWidth())
        top.addWidget(self.period, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(top)
        right.addWidget(self._across, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        session = self.session
        self.navigation.asked.connect(self.show_page)
        self.navigation.collapsed_changed.connect(lambda collapsed: session.preferences.put(COLLAPSED, collapsed))
        self.period.chosen.connect(session.report_on)
        session.period_changed.connect(self._show_period)
        session.changed.connect(self._show_changes)
        self._counting.timeout.connect(self._begin_counting)
        self._count_next.timeout.connect(self._count_one)
        self._soon.timeout.connect(lambda: self.show_details(True))
        self._later.timeout.connect(self._read_critically)

    def _make(self, name: str) -> Page:
        page = self._kinds[name].make(self.session)
        page.setObjectName(name)
        page.row_selected.connect(partial(self._note_row, name))
        page.go_to.connect(self.show_rows)
        page.go_to_cell.connect(self.show_row)
        self._pages[name] = page
        self._stack.addWidget(page)
        if self.standing is not None:
            page.follow(self.standing)
        elif name == CHECKS:
            self._read_critically()
        return page

    def _read_critically(self) -> None:
        """Have the checks read the plan from now on; imported here, since there are many of them."""
        from waymark_ui.checks.standing import Standing

        if self.standing is not None:
            return
        self.standing = Standing(self.session, self)
        self.standing.changed.connect(self._count_findings)
        for page in self._pages.values():
            page.follow(self.standing)
        if self._details is not None:
            self._details.follow(self.standing)
        self.standing.begin()

    def _make_details(self) -> DetailsPane:
        from waymark_ui.details.pane import DetailsPane

        pane = DetailsPane(self.session)
        pane.go_to.connect(self.show_row)
        if self.standing is not None:
            pane.follow(self.standing)
        self._across.addWidget(pane)
        widths = self.session.preferences.get(WIDTHS)
        self._across.setStretchFactor(0, 1)
        share = round(self.width() * DETAILS_SHARE)
        self._across.setSizes(widths if _are_two_widths(widths) else [self.width() - share, share])
        return pane

    def _note_row(self, name: str, row: Row | None) -> None:
        """Remember which row is the current one on a page, whose details are shown with it."""
        self._rows[name] = row.id if row else ""
        if name == self._shown:
            self._show_details_of_row()

    def _show_details_of_row(self) -> None:
        if self._details is not None:
            self._details.show_row(self._row_of(self._shown))

    def _row_of(self, name: str) -> Row | None:
        """The current row of a page."""
        return self.session.plan.find(self._rows.get(name, ""))

    def _show_title(self) -> None:
        cover = self.session.plan.cover
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setText(cover.title or self.session.path.stem)
        self._version.setText(" · ".join(part for part in (cover.version, cover.version_date) if part))

    def _show_period(self, period: Period) -> None:
        self.period.show_period(period)
        self._counting.start()

    def _show_changes(self, touched: Mapping[str, set[str]]) -> None:
        if "covers" in touched:
            self._show_title()
        self._counting.start()

    def _begin_counting(self) -> None:
        """A page in each turn of the event loop: of a large plan every count takes a while, and keys go before."""
        self._uncounted = list(self._kinds.values())
        self._count_next.start()

    def _count_one(self) -> None:
        kind = self._uncounted.pop(0)
        if kind.count is not None:
            count = kind.count(self.session.plan, self.session.period)
            self.navigation.set_count(kind.destination.name, count)
        if not self._uncounted:
            self._count_next.stop()

    def _count_findings(self) -> None:
        if self.standing is not None and CHECKS in self._kinds:
            self.navigation.set_count(CHECKS, self.standing.count())
            self.counted_findings.emit(self.standing.count())

    def _has_room(self) -> bool:
        """Whether the details would not be too narrow to read."""
        room = self.window().width() - self.navigation.sizeHint().width()
        return room * DETAILS_SHARE >= NARROWEST * self.fontMetrics().averageCharWidth()

    def _first(self) -> str:
        return FIRST if FIRST in self._kinds else next(iter(self._kinds))


def _are_two_widths(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(width, int) and width > 0 for width in value)
