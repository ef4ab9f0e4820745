"""The real program on a screen of its own, with nothing but the keyboard: a secretary writes a paper and exports it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from tests.end_to_end.screen import Screen, missing, screen, until
from tests.end_to_end.test_window import WINDOW, choose_file, read, until_kept, waymark
from tests.pictures import a_png
from waymark.domain.period import period_from_key
from waymark.domain.plan import Plan
from waymark.exchange.papers.issue import Issue
from waymark.exchange.papers.manuscript import manuscript
from waymark_start.command import main
from waymark_ui.papers.branches import Branch, branches

NOVEMBER = period_from_key("2017-11")
INTRODUCTION, SHOWN, NEXT = "Members are asked to read on.", "A map of the localities", "Train two more visitors."

pytestmark = pytest.mark.skipif(bool(missing()), reason="there is no screen to drive the window on")


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "home") as begun:
        yield begun


def test_that_a_paper_is_written_and_its_public_copy_exported_by_keyboard(shown: Screen, tmp_path: Path):
    plan, picture, paper = tmp_path / "example.waymark", tmp_path / "map.png", tmp_path / "public.docx"
    CliRunner().invoke(main, ["example", str(plan)], catch_exceptions=False)
    picture.write_bytes(a_png(200, 100))

    with waymark(shown, plan):
        show_paper(shown, "Scrutiny")
        shown.press("Home", "Insert")
        shown.write(INTRODUCTION)
        shown.press("Escape")
        until_kept(plan, lambda now: INTRODUCTION in texts(now))
        shown.press("ctrl+shift+i")
        choose_file(shown, "^Choose a picture", picture)
        shown.turn_to("^Add picture")
        shown.write(SHOWN)
        shown.press("Return")
        until_kept(plan, lambda now: SHOWN in [each.alternative for each in now.pictures.live()])
        shown.turn_to(WINDOW)
        shown.press("Escape")
        show_paper(shown, "Board")
        shown.press("Home", *["Down"] * lines_above_first_section(read(plan)), "Right", *["Down"] * 2, "Return")
        shown.write(NEXT)
        shown.press("Escape")
        until_kept(plan, lambda now: NEXT in [each.text for each in now.commentary.live()])
        show_paper(shown, "Scrutiny")
        export_public_copy(shown, paper)
        until(paper.is_file, "No paper was written.")

    written = "\n".join(paragraph.text for paragraph in Document(str(paper)).paragraphs)
    assert INTRODUCTION in written
    assert "This is a public copy" in written
    assert [each.kind for each in read(plan).commentary.live() if each.text == NEXT] == ["next_steps"]


def show_paper(shown: Screen, name: str) -> None:
    """Go to the Papers page, choose a paper, and go into its outline."""
    shown.turn_to(WINDOW)
    shown.press("ctrl+8", "alt+a")
    shown.write(name)
    shown.press("ctrl+8")


def export_public_copy(shown: Screen, paper: Path) -> None:
    shown.press("ctrl+e")
    shown.turn_to("^Export scrutiny")
    shown.press("alt+o")
    shown.write("Public")
    shown.press("alt+w", "ctrl+a")
    shown.write(str(paper))
    shown.press("alt+e")


def lines_above_first_section(plan: Plan) -> int:
    """How many lines of the board paper's outline stand above the first of the sections that have next steps."""
    outline = branches(plan, manuscript(plan, Issue("board", NOVEMBER)), NOVEMBER)
    place = next(number for number, branch in enumerate(outline) if branch.chapter.part.key == "sections")
    return sum(map(lines, outline[:place])) + 1


def lines(branch: Branch) -> int:
    """How many lines a branch takes, with its sections folded."""
    return 1 if branch.is_section else 1 + sum(map(lines, branch.beneath))


def texts(plan: Plan) -> list[str]:
    return [passage.text for passage in plan.passages.live()]
