"""Long work as a person sees it: how far it is, what it is doing, and a button that calls it off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from waymark.jobs.running import GRACE_SECONDS, Failed, Finished, Progress, RunningJob
from waymark_ui.dialogs.messages import tell, widen

EVERY_MS = 50
"""How often a job is asked how far it is."""
WIDTH = 60
"""In characters."""


class ProgressDialog(QDialog):
    """Follows a job until it has ended, without ever waiting for it.

    Then one of three: `succeeded` carries the result, `failed` a `Failed`, and `called_off` comes where a person wanted
    it so.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    called_off = Signal()

    def __init__(self, parent: QWidget, title: str, job: RunningJob) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._job = job
        self._is_calling_off = False
        self._lay_out()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._follow)
        self._timer.start()
        self._grace = QTimer(self, interval=int(GRACE_SECONDS * 1000), singleShot=True)
        self._grace.timeout.connect(job.kill)
        # Where the program ends meanwhile, the job must not live on, nor leave anything half-written behind. A lambda,
        # for of a method's object Qt would keep no hold.
        self._close_job = lambda: job.close()
        self.destroyed.connect(self._close_job)
        self._program().aboutToQuit.connect(self._close_job)

    def reject(self) -> None:
        """Call the job off; the dialog goes when the job has ended."""
        if not self._is_calling_off:
            self._is_calling_off = True
            self._cancel.setEnabled(False)
            self._words.setText("Calling it off…")
            self._job.cancel()
            self._grace.start()

    def _program(self) -> QCoreApplication:
        program = QCoreApplication.instance()
        assert program is not None
        return program

    def _lay_out(self) -> None:
        self._words = QLabel("Starting…", wordWrap=True)
        widen(self._words, WIDTH)
        self._bar = QProgressBar(minimum=0, maximum=100)
        self._bar.setAccessibleName("How far it is")
        buttons = QDialogButtonBox()
        self._cancel: QPushButton = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setAccessibleDescription("Calls the work off; nothing is changed.")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._words, self._bar, buttons):
            layout.addWidget(widget)

    def _follow(self) -> None:
        for message in self._job.poll():
            match message:
                case Progress(done, words) if not self._is_calling_off:
                    self._bar.setValue(round(done * 100))
                    self._bar.setAccessibleDescription(words)
                    self._words.setText(f"{words}…")
                case Finished(result):
                    self._end()
                    self.succeeded.emit(result)
                case Failed() if self._is_calling_off:
                    self._end()
                    self.called_off.emit()
                case Failed() as failed:
                    self._end()
                    self.failed.emit(failed)

    def _end(self) -> None:
        self._timer.stop()
        self._grace.stop()
        self._program().aboutToQuit.disconnect(self._close_job)
        super().accept()


def follow(parent: QWidget, title: str, job: RunningJob, then: Callable[[Any], object]) -> ProgressDialog:
    """Show a job's progress; `then` takes its result, and why it has none is told in a box."""
    dialog = ProgressDialog(parent, title, job)
    dialog.succeeded.connect(then)
    dialog.failed.connect(lambda failed: tell(parent, title, failed.words, failed.details))
    dialog.open()
    return dialog
