"""Printing a paper: as the PDF that LibreOffice makes of it, or without LibreOffice as its words and tables alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from waymark.domain.errors import Refused
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.pdf import find_office
from waymark.jobs.papers import Issued, issued, read_out
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs.export.choices import remembered
from waymark_ui.dialogs.messages import tell
from waymark_ui.dialogs.printing import UPRIGHT, PagePreview, TablePrinter, Titles
from waymark_ui.dialogs.progress import ProgressDialog, follow
from waymark_ui.session import Session

STYLE = "<style>th { background: #e6e6e6; text-align: left; } td { vertical-align: top; }</style>"
NO_PROGRAM = "No program here opens the PDF of the {paper}. Export it as PDF, and print it on another computer."
PLAIN = "{paper} without its Word layout: LibreOffice, which makes the PDF, was not found"


class PrintedPaper(QObject):
    """A paper's PDF in a folder of its own, opened to be printed; the folder goes with the window."""

    def __init__(self, window: QWidget, session: Session, kind: str) -> None:
        super().__init__(window)
        self._window = window
        self._name = KINDS[kind].name
        self._folder = QTemporaryDir()
        chosen = remembered(session.preferences, kind)
        issue, form = chosen.issue(kind, session.period), replace(chosen.form(), pdf=True)
        target = Path(self._folder.filePath(f"{self._name}.pdf"))
        job = RunningJob(issued, session.plan, issue, form, target)
        self.progress: ProgressDialog = follow(window, f"Print {self._name}", job, self._open)

    def _open(self, result: Issued) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(result.path))):
            tell(self._window, f"Print {self._name}", NO_PROGRAM.format(paper=self._name))


def print_paper(window: QWidget, session: Session, kind: str) -> None:
    """Print a paper as it was last exported: open its PDF, or show how its words look on paper."""
    try:
        find_office()
    except Refused:
        issue = remembered(session.preferences, kind).issue(kind, session.period)
        job = RunningJob(read_out, session.plan, issue)
        follow(window, f"Print {KINDS[kind].name}", job, lambda html: _show(window, session, issue, html))
    else:
        PrintedPaper(window, session, kind)


def _show(window: QWidget, session: Session, issue: Issue, html: str) -> None:
    name, marking = KINDS[issue.kind].name, issue.marking or session.plan.cover.marking
    head = ": ".join(part for part in (marking, session.plan.cover.title, name) if part)
    titles = Titles(head, f"Reporting period {issue.period.label}")
    PagePreview(window, PLAIN.format(paper=name), TablePrinter(STYLE + html, titles).paint, UPRIGHT).open()
