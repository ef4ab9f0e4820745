"""What the window costs: its start, its memory, and the grid's answers, against bare windows of the same toolkit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle, pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from tests.bench import starting
from tests.bench.large import tenfold
from tests.bench.measuring import TOLD_MEMORY, TOLD_PAUSE, TOLD_TIME, Case
from tests.bench.plan_file import bare_commit, copy_of
from tests.plans import a_cover, a_kpi, a_reading
from waymark.domain.changes import Change, Insert
from waymark.domain.period import parse_period
from waymark.domain.rows import Row
from waymark.exchange.beginnings import example_plan
from waymark.exchange.papers.issue import Form, Issue
from waymark.jobs.papers import paper
from waymark.jobs.running import RunningJob
from waymark.preferences import Preferences
from waymark.services.reporting import months_to
from waymark_db.store import open_plan
from waymark_start.plans import begin
from waymark_ui import rubbish, theme
from waymark_ui.dialogs.progress import follow
from waymark_ui.grid.table import GridTable
from waymark_ui.pages import readings
from waymark_ui.pages.readings import ReadingsPage
from waymark_ui.session import Session

KPIS, MONTHS = 1_000, 60
PERIOD = parse_period("Nov 2017")
SIZE = (1280, 720)
FRAMES = 20
"""Frames of scrolling in one measurement."""
COMMITS = 20
"""Cells committed in one measurement, one after the other."""
TICK_MS, IDLE_MS = 2, 2_000
TITLE, FIRST_MONTH = 1, 4
"""Columns of the readings page."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


def cases(folder: Path) -> Iterator[Case]:
    """The gates of the window."""
    yield from starts(folder)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.follow_system(application)
    yield from grids(folder)
    yield pause(folder)


# Starting


def starts(folder: Path) -> Iterator[Case]:
    """From the start of the process to what is painted, each in a process of its own."""
    once, tenfold_file = folder / "once.waymark", folder / "tenfold.waymark"
    begin(once, "The example plan", example_plan(earlier=False), "bench")
    begin(tenfold_file, "Ten times the example plan", tenfold(), "bench")
    bare, table = started("rows"), "a bare PySide6 window with an empty QTableView"
    yield Case("the window's frame painted", table, 1.5, started("frame", once), bare, TOLD_TIME)
    yield Case("rows of the example plan painted", table, 2.5, started("rows", once), bare, TOLD_TIME)
    yield Case("rows of a tenfold plan painted", table, 4.0, started("rows", tenfold_file), bare, TOLD_TIME)
    memory = started("memory", once), started("memory")
    yield Case("the most memory until the example's rows are painted", table, 1.8, *memory, TOLD_MEMORY)


def started(figure: str, *plan: Path) -> Callable[[], float]:
    """Starts a window and gives one of its figures, in seconds or bytes."""

    def run() -> float:
        # An installed program has its bytecode beside it; a checkout under -B would be compiled at every start.
        settings = {"PYTHONDONTWRITEBYTECODE": ""}
        if plan:
            settings["XDG_CONFIG_HOME"] = str(plan[0].parent / "settings")
        words = [sys.executable, starting.__file__, str(perf_counter()), *map(str, plan)]
        done = subprocess.run(words, env=os.environ | settings, capture_output=True, text=True, check=True)
        return float(json.loads(done.stdout)[figure])

    return run


# The grid


def grids(folder: Path) -> Iterator[Case]:
    """The readings page of many KPIs and months, and a plain table of the same texts in the same room."""
    readings.MONTHS_SHOWN = MONTHS
    # As the window opens a plan; the plain table is made meanwhile, so that it holds for both.
    with rubbish.not_looked_for():
        session = session_on(folder / "wide.waymark", wide_plan())
        page = ReadingsPage(session)
        table = table_in(page)
        ours, plain = Shown(page, table), plain_table(table)
    size, against = f"{KPIS:,} × {MONTHS} readings", "a QTableView over a list of the same texts"
    scrolling = ours.scrolled(), plain.scrolled()
    yield Case(f"{FRAMES} frames of scrolling, {size}", against, 2.0, *scrolling)
    filtering = ours.filtered(table.headers()[0].box(TITLE)), plain.filtered(plain.box)
    yield Case(f"a key in a filter box and its frame, {size}", against, 2.0, *filtering)
    bare = bare_commit(copy_of(session.path))
    committing = ours.committed(lambda: None), plain.committed(bare)
    name = f"{COMMITS} cells committed, each with its frame, {size}"
    yield Case(name, f"{against}, each text written by a bare one-row commit", 2.0, *committing)


class Shown:
    """A table on the screen, in a window."""

    def __init__(self, window: QWidget, table: QTableView) -> None:
        self.window = window
        self.table = table
        window.resize(*SIZE)
        window.show()
        self.frame()

    def frame(self) -> None:
        """Paint what has changed, now and not when the screen next asks for it."""
        QApplication.processEvents()
        self.window.repaint(0, 0, 1, 1)

    def scrolled(self) -> Callable[[], None]:
        """Scrolls down, a frame a step."""
        bar = self.table.verticalScrollBar()
        places = cycle(range(0, bar.maximum(), bar.pageStep() // 3))

        def run() -> None:
            for _ in range(FRAMES):
                bar.setValue(next(places))
                self.frame()

        return run

    def filtered(self, box: QLineEdit) -> Callable[[], None]:
        """Types a letter into a filter box and takes it out again."""
        keys = cycle((Qt.Key.Key_7, Qt.Key.Key_Backspace))

        def run() -> None:
            QTest.keyClick(box, next(keys))
            self.frame()

        return run

    def committed(self, write: Callable[[], object]) -> Callable[[], None]:
        """Gives cells in view another text: the figures of the month reported on, with what is derived from them."""
        texts = cycle(("57%", "58%"))
        cell = self.table.model().index(3, FIRST_MONTH + MONTHS - 1)
        self.table.scrollTo(cell)

        def run() -> None:
            for _ in range(COMMITS):
                assert self.table.model().setData(cell, next(texts))
                write()
                self.frame()

        return run


class Plain(Shown):
    """A plain table with a box that filters its second column."""

    def __init__(self, texts: list[list[str]]) -> None:
        window, table, self.box = QWidget(), QTableView(), QLineEdit()
        through = QSortFilterProxyModel(table)
        through.setSourceModel(Texts(texts, table))
        through.setFilterKeyColumn(TITLE)
        table.setModel(through)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.box.textChanged.connect(through.setFilterFixedString)
        column = QVBoxLayout(window)
        column.addWidget(self.box)
        column.addWidget(table)
        super().__init__(window, table)


class Texts(QAbstractTableModel):
    """A list of lists of texts."""

    def __init__(self, texts: list[list[str]], parent: QTableView) -> None:
        super().__init__(parent)
        self._texts = texts

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._texts[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._texts[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self._texts[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True


def plain_table(like: QTableView) -> Plain:
    """A plain table with the texts of another and its rows' and columns' room."""
    model, lines, columns = like.model(), range(like.model().rowCount()), range(like.model().columnCount())
    plain = Plain([[str(model.index(line, column).data() or "") for column in columns] for line in lines])
    for column in columns:
        plain.table.setColumnWidth(column, like.columnWidth(column))
    plain.table.verticalHeader().setDefaultSectionSize(like.rowHeight(3))
    plain.frame()
    return plain


def table_in(page: ReadingsPage) -> GridTable:
    """The table of a page's grid."""
    found = page.findChild(GridTable)
    assert isinstance(found, GridTable)
    return found


def wide_plan() -> tuple[Change, ...]:
    """A plan of very many readings."""
    rows: list[Row] = [a_cover()]
    for number in range(KPIS):
        kpi = a_kpi(f"P{number}", f"Children whose visit number {number} was made on time", rank=f"a{number:04}")
        rows += [kpi, *(a_reading(kpi, month.key, f"{60 + number % 39}%") for month in months_to(PERIOD, MONTHS))]
    return tuple(map(Insert, rows))


# A pause


def pause(folder: Path) -> Case:
    """How long the window answers nothing while a tenfold board paper is written, and while nothing is."""
    session = session_on(folder / "busy.waymark", tenfold())
    page = ReadingsPage(session)
    page.resize(*SIZE)
    page.show()

    def write(then: Callable[[], object]) -> None:
        job = RunningJob(paper, session.plan, Issue("board", PERIOD), Form(), folder / "tenfold.docx")
        follow(page, "Writing", job, lambda _: then())

    return Case(
        "the longest pause while a tenfold board paper is written",
        "the longest pause while nothing is; the gate is by how much it is longer, in ms",
        50.0,
        lambda: longest_pause(write),
        lambda: longest_pause(lambda then: QTimer.singleShot(IDLE_MS, then)),
        TOLD_PAUSE,
    )


def longest_pause(begin_work: Callable[[Callable[[], object]], object]) -> float:
    """The longest time between two turns of Qt's event loop while some work goes on, in seconds."""
    loop, turns = QEventLoop(), [perf_counter()]
    ticking = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    ticking.timeout.connect(lambda: turns.append(perf_counter()))
    ticking.start()
    QTimer.singleShot(10 * TICK_MS, lambda: begin_work(loop.quit))
    loop.exec()
    return max(after - before for before, after in pairwise(turns))


def session_on(path: Path, changes: tuple[Change, ...]) -> Session:
    """A session on a new plan that holds those changes."""
    begin(path, "A plan to measure on", changes, "bench")
    return Session.writing(
        open_plan(path, who="bench", clock=clock), "bench", clock, Preferences(path.with_suffix(".json"))
    )


def clock() -> datetime:
    """A clock that stands still."""
    return datetime(2017, 11, 20, 10, tzinfo=UTC)
