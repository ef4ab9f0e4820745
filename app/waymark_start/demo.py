"""The main job, done once on the example plan: a tracker out, two officers' copies in, and all the papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.errors import Refused
from waymark.domain.period import period_from_key
from waymark.exchange.beginnings import example_plan
from waymark.exchange.papers import assembly
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.outline import KINDS
from waymark.exchange.papers.word import write_paper
from waymark.exchange.trackers.layout import Stamp
from waymark.exchange.trackers.workbook import write_tracker
from waymark.ports import PlanReader
from waymark.services.checks.review import review
from waymark.services.editor import Editor
from waymark_start import findings, importing, plans, telling
from waymark_start.screenshots import draw_apart

Say = Callable[[str], object]
Edit = tuple[str, str, str, str]
"""A cell that an officer fills in: sheet, the row's ref, how the column's header begins, and what they type."""

PERIOD = period_from_key("2017-11")
CONTESTED = "1.2.1"

PRACTICE_LEAD: tuple[Edit, ...] = (
    (
        "Updates",
        "1.1.2",
        "Update for",
        "Examples of good plans are on the intranet; two thirds of workers have opened them.",
    ),
    ("Actions", "1.1.2", "State", "Complete"),
    ("Actions", CONTESTED, "Due", "Mar 2018"),
    ("Actions", "1.2.2", "Due", "31/02/2018"),
    ("Actions", "1.3.1", "Rating", "Green"),
)
PERFORMANCE_LEAD: tuple[Edit, ...] = (
    ("Readings", "P1", "Nov", "41%"),
    ("Readings", "W 2", "Nov", "13.5 (provisional)"),
    ("Readings", "QA 3", "Nov", "48%"),
    ("Readings", "FD 3", "Rating", "Amber"),
    ("Updates", "4.2.1", "Update for", "The monthly report now covers all teams."),
)


def run(folder: Path, say: Say) -> None:
    """Do it all in an empty folder. Raises Refused where the folder is not empty."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        empty = not any(folder.iterdir())
    except OSError as problem:
        raise Refused(f"“{folder}” cannot be used: {problem.strerror}. Choose another folder.") from problem
    if not empty:
        raise Refused(f"“{folder}” is not empty; nothing was made. Choose a new folder for the demonstration.")
    path = folder / "steady-ground.waymark"
    plans.begin(path, "The example plan", example_plan(earlier=False), "example")
    say(f"{path}: {_counts(path)}")
    with plans.editing(path) as (editor, store):
        sent = folder / "tracker sent.xlsx"
        _write_tracker(editor, store, sent)
        say(f"{sent}: sent to two officers")
        _change_since(editor, say)
        for name, edits in (("practice lead", PRACTICE_LEAD), ("performance lead", PERFORMANCE_LEAD)):
            returned = folder / f"returned by the {name}.xlsx"
            _fill_in(sent, returned, edits)
            say(importing.taken(editor, store, returned, "skip").words)
        say(f"Undone: {editor.undo().header.label}. Done again: {editor.redo().header.label}.")
        _write_results(editor, store, folder, say)
        _check(editor, folder / "findings.txt", say)
    _tell(path, say)
    _draw_pages(path, folder / "screenshots", say)


def _write_tracker(editor: Editor, store: PlanReader, target: Path) -> None:
    position = store.position()
    write_tracker(editor.plan, PERIOD, Stamp(store.plan_id, position.sequence, position.hash), target)


def _change_since(editor: Editor, say: Say) -> None:
    """The secretary changes a due date while the trackers are out: the officers' copies will be in conflict with it."""
    action = next(action for action in editor.plan.actions.live() if action.ref == CONTESTED)
    editor.type_into(action, "due", "Jan 2018", origin="demo")
    say(f"Meanwhile the due date of {CONTESTED} was changed from “{action.due}” to “Jan 2018”")


def _fill_in(sent: Path, returned: Path, edits: tuple[Edit, ...]) -> None:
    """Fill a copy of the tracker in, as an officer does in Excel."""
    book = load_workbook(sent)
    for sheet, ref, header, typed in edits:
        _fill_cell(book[sheet], ref, header, typed)
    book.save(returned)


def _fill_cell(page: Worksheet, ref: str, header: str, typed: str) -> None:
    titles = [str(cell.value) for cell in page[1]]
    column = next(number for number, title in enumerate(titles) if title.startswith(header))
    row = next(cells for cells in page.iter_rows(min_row=2) if cells[titles.index("Ref")].value == ref)
    row[column].value = typed


def _write_results(editor: Editor, store: PlanReader, folder: Path, say: Say) -> None:
    for kind in KINDS.values():
        paper = folder / f"{kind.name.lower()}.docx"
        write_paper(assembly.paper(editor.plan, Issue(kind.key, PERIOD)), paper)
        say(f"Written: {paper}, for {PERIOD.label}")
    public = folder / "board paper, public copy.docx"
    write_paper(assembly.paper(editor.plan, Issue("board", PERIOD, public=True)), public)
    tracker = folder / "tracker.xlsx"
    _write_tracker(editor, store, tracker)
    say(f"Written: {public} and {tracker}, for {PERIOD.label}")


def _check(editor: Editor, target: Path, say: Say) -> None:
    """Read the whole plan critically: the example has faults of every kind on purpose."""
    told = findings.told(review(editor.plan, PERIOD))
    target.write_text(f"{told}\n", encoding="utf-8")
    *_, counts = told.splitlines()
    say(f"Checked: {counts} They are in {target}")


def _tell(path: Path, say: Say) -> None:
    with plans.reading(path) as reader:
        say(f"History:\n{telling.history(list(reader.log()))}")
        problems = reader.verify()
    say(f"{path}: {_counts(path)}; {'; '.join(problems) or 'verified whole'}")


def _draw_pages(path: Path, folder: Path, say: Say) -> None:
    if draw_apart(path, folder):
        say(f"Drawn: every page of the window, light and dark, in {folder}")
    else:
        say("The window's pages were not drawn, because Qt does not work here; all else is done.")


def _counts(path: Path) -> str:
    with plans.reading(path) as reader:
        plan = reader.load()
    kinds = ("themes", "objectives", "actions", "kpis", "readings", "recommendations", "log_entries", "updates")
    return ", ".join(f"{len(getattr(plan, kind).live())} {kind.replace('_', ' ')}" for kind in kinds)
