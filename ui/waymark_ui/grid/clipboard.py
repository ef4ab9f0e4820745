"""Blocks of cells as text and as a web page's table: how Excel and Word write and read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from waymark.domain.text import Paragraph, parse_text

Block = Sequence[Sequence[str]]
_FIELD = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)|[^\t\r\n]*')
_ROW_END = re.compile("\r\n|\r|\n")
_NEEDS_QUOTES = re.compile('^"|[\t\r\n]')
_ONLY_IN_QUOTES = re.compile('[\t\r\n]|""')
_BREAK_IN_CELL = '<br style="mso-data-placement:same-cell">'
"""A line end that begins no new row in Excel."""


def block_to_text(block: Block) -> str:
    """Cells apart by tabs and rows by line ends, as Excel writes them; one cell alone has no line end."""
    rows = ["\t".join(map(_quoted, row)) for row in block]
    if len(block) == 1 and len(block[0]) == 1:
        return rows[0]
    return "".join(f"{row}\n" for row in rows)


def text_to_block(text: str) -> list[list[str]]:
    """Read what Excel writes, multi-line cells in quotation marks included; rows may differ in length.

    Excel puts a cell in quotation marks only for a tab or line end in it: a cell that merely begins and ends with some
    keeps them.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        field = _FIELD.match(text, at)
        assert field is not None, "The pattern matches an empty field too."
        rows[-1].append(_unquoted(field))
        at = field.end()
        if at == len(text):
            return rows
        if text[at] == "\t":
            at += 1
            continue
        row_end = _ROW_END.match(text, at)
        at = row_end.end() if row_end else at + 1
        if at == len(text):
            return rows
        rows.append([])


def block_to_html(block: Block, titles: Sequence[str]) -> str:
    """A table with a header row, which Word repeats on each page; bold and bullets of long texts are kept."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell_html(cell, _BREAK_IN_CELL)}</td>" for cell in row) + "</tr>" for row in block
    )
    return (
        '<html><head><meta charset="utf-8"></head><body>'
        '<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def cell_html(text: str, line_break: str = "<br>") -> str:
    """A long text with its paragraphs, bullets and bold."""
    return line_break.join(map(_paragraph, parse_text(text)))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def _unquoted(field: re.Match[str]) -> str:
    inner = field[1]
    if inner is None or not _ONLY_IN_QUOTES.search(inner):
        return field[0]
    return inner.replace('""', '"').replace("\r\n", "\n")


def _paragraph(paragraph: Paragraph) -> str:
    words = "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in paragraph.runs)
    return f"•&nbsp;{words}" if paragraph.bullet else words
