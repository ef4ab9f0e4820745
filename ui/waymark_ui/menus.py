"""The window's menus, and what their commands do; dialogs are imported when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from waymark_ui import opening
from waymark_ui.commands import SEPARATOR, Command, Commands, Needs, plain

if TYPE_CHECKING:
    from waymark.domain.changes import Header
    from waymark_ui.main_window import MainWindow
    from waymark_ui.session import Session
    from waymark_ui.workspace import Workspace

SIZES = (100, 110, 125, 150, 175, 200)
"""The sizes of text in percent of the usual one."""
NOTHING, PLAN, WRITING = Needs


class Menus(QObject):
    """The menu bar of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands = Commands(window)
        self.undo = self._commands.action(Command("&Undo", self._undo, "Ctrl+Z", WRITING))
        self.redo = self._commands.action(Command("&Redo", self._redo, "Ctrl+Y or Ctrl+Shift+Z", WRITING))
        self._recent = QMenu("Open &recent", window)
        self._recent.aboutToShow.connect(self._list_recent)
        self._file_menu()
        self._edit = self._commands.menu("&Edit", ())
        self._view_menu()
        self._plan_menu()
        self._help_menu()
        self.show_page_commands()
        self.refresh()

    def refresh(self) -> None:
        """Offer what can be done at present, and say what Undo and Redo would do."""
        session = self._window.session
        self._commands.allow(NOTHING if session is None else PLAN if session.read_only else WRITING)
        editor = None if session is None or session.read_only else session.editor
        _word(self.undo, "&Undo", editor.next_undo if editor else None)
        _word(self.redo, "&Redo", editor.next_redo if editor else None)
        workspace = self._window.workspace
        self._details.setChecked(workspace is not None and workspace.shows_details)

    def show_page_commands(self) -> None:
        """Put the commands of the page that is shown into the Edit menu."""
        self._edit.clear()
        self._edit.addActions([self.undo, self.redo])
        self._edit.addSeparator()
        workspace = self._window.workspace
        if workspace is not None and workspace.page is not None:
            self._edit.addActions(workspace.page.commands())

    def save_copy(self) -> None:
        """Ask where a copy of the plan is to be saved."""
        from waymark_ui.dialogs.copy import save_copy

        save_copy(self._window, self._window.files, self._session)

    @property
    def _session(self) -> Session:
        """The session; commands that need one can only be used while there is one."""
        session = self._window.session
        assert session is not None
        return session

    # The menus

    def _file_menu(self) -> None:
        window = self._window
        self._commands.menu(
            "&File",
            (
                Command("&New plan…", self.ask_new, "Ctrl+N", NOTHING),
                Command("New plan from Exce&l or Word…", self.ask_file, "", NOTHING),
                Command("&Open…", self.ask_open, "Ctrl+O", NOTHING),
                Command("Open the e&xample plan…", self.ask_example, "", NOTHING),
                self._recent,
                SEPARATOR,
                Command("Save a cop&y…", self.save_copy, "Ctrl+Shift+S"),
                Command("&Backups…", self._open_backups, "", WRITING),
                SEPARATOR,
                Command("&Import from Excel or Word…", self._import, "Ctrl+I", WRITING),
                Command("&Export paper…", self._export_paper, "Ctrl+E"),
                Command("Export &tracker…", self._export_tracker, "Ctrl+Shift+E"),
                SEPARATOR,
                Command("&Print…", self._print, "Ctrl+P"),
                SEPARATOR,
                Command("&Close plan", window.close_plan, "Ctrl+W"),
                Command("&Quit", window.close, "Ctrl+Q", NOTHING, QAction.MenuRole.QuitRole),
            ),
        )

    def _view_menu(self) -> None:
        self._details = self._commands.action(Command("&Details of the row", self._toggle_details, "F4"))
        self._details.setCheckable(True)
        menu = self._commands.menu("&View", self._page_commands())
        menu.addSeparator()
        menu.addAction(self._details)
        self._commands.fill(
            menu,
            (
                Command("Page &names", self._toggle_names, "F9"),
                SEPARATOR,
                Command("&Previous month", lambda: self._in_workspace().period.go_back(), "Alt+Left"),
                Command("Ne&xt month", lambda: self._in_workspace().period.go_on(), "Alt+Right"),
                Command("&Go to a month…", lambda: self._in_workspace().period.start_typing(), "Ctrl+G"),
                SEPARATOR,
                self._text_sizes(),
            ),
        )

    def _text_sizes(self) -> QMenu:
        menu, group = QMenu("&Text size", self._window), QActionGroup(self)
        for percent in SIZES:
            action = menu.addAction(f"&{percent} %")
            action.setCheckable(True)
            action.setChecked(percent == self._window.text_size)
            action.triggered.connect(partial(self._window.set_text_size, percent))
            group.addAction(action)
        return menu

    def _page_commands(self) -> list[Command]:
        from waymark_ui.page_table import PAGES

        return [
            Command(f"&{number} {kind.destination.title}", self._showing(kind.destination.name), f"Ctrl+{number}")
            for number, kind in enumerate(PAGES, 1)
        ]

    def _plan_menu(self) -> None:
        self._commands.menu(
            "&Plan",
            (
                Command("Plan &details…", self._open_plan_details),
                Command("&Themes and objectives…", self._open_outline, "Ctrl+T"),
                Command("&Rating schemes…", self._open_schemes),
                SEPARATOR,
                Command("&History…", self._open_history, "Ctrl+H"),
                SEPARATOR,
                Command("Your &name…", self._window.ask_name, "", NOTHING),
            ),
        )

    def _help_menu(self) -> None:
        self._commands.menu(
            "&Help",
            (
                Command("&Keyboard shortcuts", self._open_shortcuts, "F1", NOTHING),
                Command("&About Waymark", self._open_about, "", NOTHING, QAction.MenuRole.AboutRole),
            ),
        )

    def _list_recent(self) -> None:
        self._recent.clear()
        for number, path in enumerate(opening.recent_plans(self._window.preferences), 1):
            action = self._recent.addAction(f"&{number} {path.name.replace('&', '&&')} ({path.parent})")
            action.triggered.connect(lambda _=False, path=path: self._window.open(path))
        if self._recent.isEmpty():
            self._recent.addAction("None yet").setEnabled(False)

    # What the commands do

    def ask_new(self) -> None:
        """Ask where a new plan is to be, and begin it."""
        folder = opening.plans_folder(self._window.preferences)
        suggested = folder / f"Improvement plan{opening.ENDING}"
        opening.ask_for_place(self._window, "New plan", suggested, self._window.begin_plan)

    def ask_file(self) -> None:
        """Ask of which workbook or document a new plan is to be made."""
        from waymark_ui.dialogs.new_from_file import open_new_from_file

        open_new_from_file(self._window, self._window.files, self._window.preferences, self._window.open)

    def ask_open(self) -> None:
        """Ask which plan to open."""
        folder = opening.plans_folder(self._window.preferences)
        opening.ask_for_file(self._window, "Open a plan", folder, opening.PLANS, self._window.open)

    def ask_example(self) -> None:
        """Ask where a copy of the example plan is to be, and open it."""
        suggested = opening.plans_folder(self._window.preferences) / f"Example plan{opening.ENDING}"
        opening.ask_for_place(self._window, "Where to keep the example plan", suggested, self._window.begin_example)

    def _import(self) -> None:
        from waymark_ui.dialogs.import_preview import open_import

        self._in_workspace().finish()
        open_import(self._window, self._window.files, self._session)

    def _export_paper(self) -> None:
        from waymark_ui.dialogs.export.paper import open_export_paper

        self._in_workspace().finish()
        open_export_paper(self._window, self._session)

    def _export_tracker(self) -> None:
        from waymark_ui.dialogs.export.tracker import open_export_tracker

        self._in_workspace().finish()
        open_export_tracker(self._window, self._session)

    def _print(self) -> None:
        from waymark_ui.dialogs.printing import print_page
        from waymark_ui.dialogs.printing_paper import print_paper

        workspace = self._in_workspace()
        workspace.finish()
        if workspace.page is not None and workspace.page.paper():
            print_paper(self._window, self._session, workspace.page.paper())
        elif workspace.page is not None:
            print_page(self._window, workspace.page)

    def _open_backups(self) -> None:
        from waymark_ui.dialogs.backups import open_backups

        open_backups(self._window, self._window.files, self._session, self._window.reopen)

    def _open_plan_details(self) -> None:
        from waymark_ui.dialogs.plan_details import open_plan_details

        self._in_workspace().finish()
        open_plan_details(self._window, self._session)

    def _open_outline(self) -> None:
        from waymark_ui.outline.dialog import open_outline

        self._in_workspace().finish()
        open_outline(self._window, self._session)

    def _open_schemes(self) -> None:
        from waymark_ui.schemes.dialog import open_schemes

        self._in_workspace().finish()
        open_schemes(self._window, self._session)

    def _open_history(self) -> None:
        from waymark_ui.dialogs.history import open_history

        open_history(self._window, self._session)

    def _open_shortcuts(self) -> None:
        from waymark_ui.about import open_shortcuts

        menus = [(action.menu(), plain(action.text())) for action in self._window.menuBar().actions()]
        open_shortcuts(self._window, [(title, menu.actions()) for menu, title in menus if isinstance(menu, QMenu)])

    def _open_about(self) -> None:
        from waymark_ui.about import open_about

        open_about(self._window)

    def _undo(self) -> None:
        self._take_back("Undo", "done", self._session.editor.next_undo, self._session.undo)

    def _redo(self) -> None:
        self._take_back("Redo", "undone", self._session.editor.next_redo, self._session.redo)

    def _take_back(self, verb: str, done: str, step: Header | None, act: Callable[[], object]) -> None:
        """Undo or redo a step; one from before this plan was opened is asked about first."""
        if step is None or not self._session.is_from_before(step.at):
            act()
            return
        from waymark_ui.dialogs.messages import ask

        words = f"“{step.label}” was {done} by {step.author} on {_moment(step.at)}, before you opened the plan."
        ask(self._window, f"{verb} an earlier step", f"{words} {verb} it all the same?", f"&{verb} it", act)

    def _toggle_details(self) -> None:
        workspace = self._in_workspace()
        workspace.toggle_details()
        self._details.setChecked(workspace.shows_details)

    def _toggle_names(self) -> None:
        navigation = self._in_workspace().navigation
        navigation.set_collapsed(not navigation.is_collapsed)

    def _showing(self, name: str) -> Callable[[], None]:
        return lambda: self._in_workspace().enter(name)

    def _in_workspace(self) -> Workspace:
        workspace = self._window.workspace
        assert workspace is not None
        return workspace


def _word(action: QAction, verb: str, step: Header | None) -> None:
    """Say in an action's text what it would do; without a step it can do nothing."""
    action.setText(f"{verb} “{step.label}”".replace("&", "&&").replace("&&", "&", 1) if step else verb)
    action.setEnabled(step is not None)


def _moment(at: str) -> str:
    """A moment of the log as people say it: `3 November 2017 at 10:15`."""
    from waymark.domain.day import day_words

    moment = datetime.fromisoformat(at).astimezone()
    return f"{day_words(moment.date())} at {moment:%H:%M}"
