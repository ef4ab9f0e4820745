"""The first sheet of the board's workbook: counts by formulas, which follow what is typed in the other sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from waymark.domain.day import day_words
from waymark.domain.period import Period
from waymark.domain.plan import Plan
from waymark.domain.rows import RatingScheme
from waymark.domain.text import plain
from waymark.exchange.inks import ink
from waymark.exchange.papers.wording import capital, fill_of, listed, period_words, plural
from waymark.exchange.trackers.looks import FONT, SIZE
from waymark.exchange.workbooks.actions import OVERDUE
from waymark.exchange.workbooks.kpis import RATING_NOW
from waymark.exchange.workbooks.looks import (
    BOLD,
    BOXED,
    PLAIN,
    TITLE,
    put_formula,
    put_heading,
    put_text,
    set_height,
    set_page,
)
from waymark.exchange.workbooks.sheets import TableSheet
from waymark.services.schemes import scheme_for, scheme_words

FIRST_WIDTH, OTHER_WIDTHS = 46, 12
MEANING_COLUMNS = 6
TOTAL, NOT_RATED = "Total", "Not rated"

Named = Sequence[tuple[str, TableSheet]]


class Summary:
    """Fills the sheet from above; `row` is the next one that is empty."""

    def __init__(self, page: Worksheet, plan: Plan, period: Period) -> None:
        self._page = page
        self._plan = plan
        self._row = 1
        page.column_dimensions["A"].width = FIRST_WIDTH
        for place in range(2, 14):
            page.column_dimensions[get_column_letter(place)].width = OTHER_WIDTHS
        page.sheet_view.showGridLines = False
        set_page(page)
        title = ": ".join(filter(None, (plan.cover.title, f"workbook for {period_words(period)}")))
        self._line(title, TITLE)
        for text in (plan.cover.organisation, plan.cover.marking, f"As it stood on {day_words(period.last_day)}."):
            if text:
                self._line(text)
        self._row += 1

    def actions(self, sheets: Named) -> None:
        """How many actions of each theme are rated how, and how many are overdue."""
        words = capital(plural(self._plan.cover.action_word))
        self._counts(
            f"{words} by {self._plan.cover.theme_word}",
            sheets,
            "action",
            "Rating",
            capital(self._plan.cover.theme_word),
        )

    def kpis(self, sheets: Named) -> None:
        """How many KPIs of each section are rated how."""
        word = plural(self._plan.cover.kpi_word)
        self._counts(f"{capital(word)} by section", sheets, "kpi", RATING_NOW, "Section")
        kpis = sum(len(sheet.table.rows) for _, sheet in sheets)
        if kpis > len(self._plan.kpis.live()):
            self._row -= 1
            self._line(f"Some {word} stand in more than one section and are counted in each.")
            self._row += 1

    def recommendations(self, sheets: Named) -> None:
        """How many recommendations are rated how."""
        self._counts("Recommendations", sheets, "recommendation", "Rating", "Sheet")

    def key(self) -> None:
        """What the ratings in force mean."""
        schemes: dict[str, tuple[RatingScheme, list[str]]] = {}
        for kind in ("action", "kpi", "recommendation"):
            if scheme := scheme_for(self._plan, kind):
                schemes.setdefault(scheme.id, (scheme, []))[1].append(kind)
        for scheme, kinds in schemes.values():
            self._line(f"Rating key for {listed([*map(self._kind, kinds)])}", BOLD)
            for rating in self._plan.ratings.where("scheme_id", scheme.id):
                cell = put_text(self._page, self._row, 1, rating.word, BOLD)
                if fill := fill_of(rating):
                    cell.font = Font(FONT, SIZE, True, color=ink(fill))
                    cell.fill = PatternFill("solid", fgColor=fill.lstrip("#").upper())
                put_text(self._page, self._row, 2, plain(rating.meaning), wrapped=False)
                self._row += 1
            self._row += 1

    def _kind(self, kind: str) -> str:
        cover = self._plan.cover
        return plural({"action": cover.action_word, "kpi": cover.kpi_word}.get(kind, kind))

    def _line(self, text: str, font: Any = PLAIN) -> None:
        put_text(self._page, self._row, 1, text, font, wrapped=False)
        self._row += 1

    def _counts(self, title: str, sheets: Named, kind: str, heading: str, first_heading: str) -> None:
        """A row a sheet and a last one for all: how many rows it has, and how many with each rating."""
        if not sheets:
            return
        self._line(title, BOLD)
        words = [*scheme_words(self._plan, kind), *self._other_words(sheets, kind, heading)]
        late = [OVERDUE] if any(sheet.cells(OVERDUE) for _, sheet in sheets) else []
        headings = [first_heading, TOTAL, *words, NOT_RATED, *late]
        for place, text in enumerate(headings, 1):
            put_heading(self._page, self._row, place, text)
        set_height(self._page, self._row, headings, [FIRST_WIDTH, *[OTHER_WIDTHS] * (len(headings) - 1)])
        first = self._row + 1
        for number, (name, sheet) in enumerate(sheets, first):
            put_text(self._page, number, 1, name).border = BOXED
            first_cell = sheet.cells(sheet.table.columns[0].heading).partition(":")[0].replace("$", "")
            self._page.cell(number, 1).hyperlink = Hyperlink(f"A{number}", location=first_cell)
            for place, formula in enumerate(_formulas(sheet, heading, words, late), 2):
                put_formula(self._page, number, place, formula).border = BOXED
        self._row = first + len(sheets)
        if len(sheets) > 1:
            self._total(first, len(headings))
        self._row += 1

    def _total(self, first: int, columns: int) -> None:
        put_text(self._page, self._row, 1, "All", BOLD).border = BOXED
        for place in range(2, columns + 1):
            letter = get_column_letter(place)
            put_formula(
                self._page, self._row, place, f"=SUM({letter}{first}:{letter}{self._row - 1})", BOLD
            ).border = BOXED
        self._row += 1

    def _other_words(self, sheets: Named, kind: str, heading: str) -> list[str]:
        """What stands among the ratings and is none of the scheme's: that a target is met or not."""
        known = {*scheme_words(self._plan, kind), ""}
        columns = (each for _, sheet in sheets for each in sheet.table.columns if each.heading == heading)
        return [*dict.fromkeys(cell.text for column in columns for cell in column.cells if cell.text not in known)]


def _formulas(sheet: TableSheet, heading: str, words: Sequence[str], late: Sequence[str]) -> list[str]:
    rows = sheet.cells(sheet.table.columns[0].heading)
    rated, overdue = sheet.cells(heading), sheet.cells(OVERDUE)
    return [
        f"=ROWS({rows})",
        *(_count(rated, word) for word in words),
        f"=COUNTBLANK({rated})" if rated else f"=ROWS({rows})",
        *(_count(overdue, word) for word in late),
    ]


def _count(cells: str, word: str) -> str:
    quoted = word.replace('"', '""')
    return f'=COUNTIF({cells},"{quoted}")' if cells else "=0"
