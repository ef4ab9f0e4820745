"""The plan's backups in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from tests.dialogs import LONG_MS, action, box, button, click
from tests.ui.conftest import clock
from waymark_ui.dialogs.backups import open_backups
from waymark_ui.session import Session


def shown(dialog, line):
    return [dialog.backups.index(line, column).data() for column in range(dialog.backups.columnCount())]


def test_that_backups_are_listed_with_when_and_why(qtbot, window, files, example, qtmodeltester):
    files.back_up(example.path, "before import")
    files.back_up(example.path, "on closing")

    dialog = open_backups(window, files, example, print)

    assert shown(dialog, 0)[:2] == ["20 Nov 2017 10:00:01", "on closing"]
    assert shown(dialog, 1)[:2] == ["20 Nov 2017 10:00:00", "before import"]
    qtmodeltester.check(dialog.backups)


def test_that_a_plan_without_backups_says_when_they_are_made(qtbot, window, files, example):
    dialog = open_backups(window, files, example, print)

    assert not button(dialog, "Restore…").isEnabled()

    click(qtbot, dialog, "Back up now")

    assert shown(dialog, 0)[1] == "by hand"
    assert button(dialog, "Restore…").isEnabled()


def test_that_a_sound_backup_is_told_to_be_sound(qtbot, window, files, example):
    files.back_up(example.path, "by hand")
    dialog = open_backups(window, files, example, print)

    click(qtbot, dialog, "Look through it")
    qtbot.waitUntil(lambda: shown(dialog, 0)[3] == "✓ Sound", timeout=LONG_MS)


def test_that_a_damaged_backup_is_told_to_be_damaged(qtbot, window, files, example):
    path = files.back_up(example.path, "by hand")
    path.write_bytes(path.read_bytes()[:5000])
    dialog = open_backups(window, files, example, print)

    click(qtbot, dialog, "Look through it")
    qtbot.waitUntil(lambda: shown(dialog, 0)[3].startswith("✗"), timeout=LONG_MS)


def test_that_restoring_asks_first_and_leaves_the_plan_alone_on_no(qtbot, window, files, example):
    files.back_up(example.path, "by hand")
    reopened: list[Path] = []
    dialog = open_backups(window, files, example, reopened.append)

    click(qtbot, dialog, "Restore…")
    asked = box(qtbot, window)
    words = asked.text()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)

    assert "Undo cannot take this back" in words
    assert "“before restoring”" in words
    assert reopened == []


def test_that_a_restored_backup_is_opened_and_what_was_there_is_kept(qtbot, window, files, example):
    files.back_up(example.path, "by hand")
    before = example.plan
    example.editor.type_into(action(before, "1.2.1"), "due", "Jan 2018")
    changed = example.plan
    reopened: list[Path] = []
    dialog = open_backups(window, files, example, reopened.append)

    click(qtbot, dialog, "Restore…")
    click(qtbot, box(qtbot, window), "Restore it")
    qtbot.waitUntil(lambda: bool(reopened))

    with files.open(reopened[0]) as store:
        assert Session.writing(store, "A secretary", clock, example.preferences).plan == before
    kept = files.backups(example.path)[0]
    assert kept.reason == "before restoring"
    with files.read(kept.path) as reader:
        assert reader.load() == changed
    assert any(kept.path.name in each.text() for each in window.findChildren(QMessageBox))


def test_that_a_backup_that_cannot_be_restored_leaves_the_plan_open_as_it_was(qtbot, window, files, example):
    path = files.back_up(example.path, "by hand")
    path.write_bytes(path.read_bytes()[:5000])
    before, reopened = example.plan, list[Path]()
    dialog = open_backups(window, files, example, reopened.append)

    click(qtbot, dialog, "Restore…")
    click(qtbot, box(qtbot, window), "Restore it")
    qtbot.waitUntil(lambda: bool(reopened))

    assert any("damaged" in each.text() for each in window.findChildren(QMessageBox))
    with files.read(example.path) as reader:
        assert reader.load() == before


def test_that_nothing_is_restored_where_the_plan_is_open_for_reading_only(qtbot, window, files, example):
    files.back_up(example.path, "by hand")
    with files.read(example.path) as reader:
        reading = Session.reading(reader, clock, example.preferences)

        dialog = open_backups(window, files, reading, print)

        assert not button(dialog, "Restore…").isEnabled()
        assert button(dialog, "Look through it").isEnabled()
