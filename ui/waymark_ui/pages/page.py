"""What every page of the window is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from waymark_ui.session import Session

if TYPE_CHECKING:
    from waymark_ui.checks.standing import Standing


class Page(QWidget):
    """A page on an open plan. `name` is how others lead here, `title` what people read, `icon` its drawing's name.

    `row_selected` carries the row whose details are wanted, or None; `said` a sentence for the status bar; `go_to` the
    name of another page and the filters, by column key, to show it with; `go_to_cell` the name of another page, the id
    of a row there and the key of a column, blank for none.
    """

    name = ""
    title = ""
    icon = ""
    has_details = True
    """Whether the details of a row stand beside it: a page that shows all there is needs the room itself."""

    row_selected = Signal(object)
    go_to = Signal(str, object)
    go_to_cell = Signal(str, str, str)
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(self.title)

    def count(self) -> int | None:
        """The number beside the page's name: what asks for attention there; None where nothing is counted."""
        return None

    def commands(self) -> list[QAction]:
        """What the Edit menu offers while this page is shown."""
        return []

    def follow(self, standing: Standing) -> None:
        """Show what the checks found, now and whenever that changes."""

    def paper(self) -> str:
        """The key of the paper that is printed for this page; blank where the page itself is."""
        return ""

    def paper_html(self) -> str:
        """What of the page is printed, as HTML; blank where it is printed as it looks."""
        return ""

    def show_row(self, row_id: str, column: str = "") -> None:
        """Lead to a row of the plan, and to its cell in the column with that key."""

    def show_rows(self, ids: Sequence[str]) -> None:
        """Show only the rows with those ids; a page without rows of its own shows what it has."""

    def show_only(self, filters: Mapping[str, str]) -> None:
        """Show only the rows whose cells contain those texts, by column key."""
