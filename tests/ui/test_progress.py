"""Long work as a person sees it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from tests import jobs
from tests.dialogs import LONG_MS, box, button, click
from waymark.exchange.files import beside
from waymark.jobs.running import RunningJob
from waymark_ui.dialogs import progress
from waymark_ui.dialogs.progress import ProgressDialog, follow


def until_begun(qtbot, dialog):
    (bar,) = dialog.findChildren(QProgressBar)
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=LONG_MS)


def test_that_progress_ends_with_the_result(qtbot, window):
    results: list[int] = []

    dialog = follow(window, "Doubling", RunningJob(jobs.doubled, 21), results.append)
    with qtbot.waitSignal(dialog.succeeded, timeout=LONG_MS):
        assert dialog.isVisible()

    assert results == [42]


def test_that_progress_says_how_far_the_work_is_and_what_it_does(qtbot, window, tmp_path):
    target = tmp_path / "paper.docx"
    dialog = follow(window, "Writing", RunningJob(jobs.endless, target, unfinished=beside(target)), print)
    (bar,) = dialog.findChildren(QProgressBar)

    qtbot.waitUntil(lambda: bar.value() > 0, timeout=LONG_MS)

    assert bar.value() == 50
    assert any(label.text().startswith("Round ") for label in dialog.findChildren(QLabel))
    assert bar.accessibleDescription().startswith("Round ")


def test_that_esc_calls_the_work_off_and_no_file_is_left(qtbot, window, tmp_path):
    target = tmp_path / "paper.docx"
    dialog = follow(window, "Writing", RunningJob(jobs.endless, target, unfinished=beside(target)), print)
    until_begun(qtbot, dialog)

    with qtbot.waitSignal(dialog.called_off, timeout=LONG_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not button(dialog, "Cancel").isEnabled()

    assert list(tmp_path.iterdir()) == []


def test_that_work_which_does_not_listen_is_ended_after_a_while(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "GRACE_SECONDS", 0.05)
    target = tmp_path / "paper.docx"
    dialog = follow(window, "Writing", RunningJob(jobs.deaf, target, unfinished=beside(target)), print)
    until_begun(qtbot, dialog)

    with qtbot.waitSignal(dialog.called_off, timeout=LONG_MS):
        click(qtbot, dialog, "Cancel")

    assert list(tmp_path.iterdir()) == []


def test_that_a_refusal_is_told_in_its_sentence(qtbot, window):
    follow(window, "Writing", RunningJob(jobs.refused), print)

    told = box(qtbot, window)

    assert told.text() == "The folder is gone; nothing was changed."
    assert told.detailedText() == ""


def test_that_a_bug_is_told_with_details_to_copy(qtbot, window):
    follow(window, "Writing", RunningJob(jobs.broken), print)

    told = box(qtbot, window)

    assert "KeyError: 'a bug'" in told.detailedText()


def test_that_work_does_not_outlive_its_window(qtbot, tmp_path):
    target = tmp_path / "paper.docx"
    window = QWidget()
    job = RunningJob(jobs.endless, target, unfinished=beside(target))
    dialog = ProgressDialog(window, "Writing", job)
    dialog.open()
    until_begun(qtbot, dialog)

    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()

    assert list(tmp_path.iterdir()) == []
