"""Long texts between the domain's closed markup and Qt's documents: paragraphs, bullets, bold and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextListFormat

from waymark.domain.text import Paragraph, Run, cleaned, format_text, parse_text

_ROOM = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


def write_into(cursor: QTextCursor, markup: str) -> None:
    """Put a text where the cursor stands, in the closed markup's few styles."""
    cursor.beginEditBlock()
    for place, paragraph in enumerate(parse_text(markup)):
        if place:
            cursor.insertBlock()
        _set_bullet(cursor, bullet=paragraph.bullet)
        for run in paragraph.runs:
            cursor.insertText(run.text, _style(run))
    cursor.setCharFormat(QTextCharFormat())
    cursor.endEditBlock()


def markup_of(document: QTextDocument) -> str:
    """A document as markup; styles that the markup does not know are left out, and so are blank paragraphs."""
    return format_text([paragraph for block in _blocks(document) for paragraph in _paragraphs(block)])


def toggle_bullets(cursor: QTextCursor) -> None:
    """Make bullets of the paragraphs that are selected, or plain paragraphs where the first is a bullet."""
    document, first, last = cursor.document(), cursor.selectionStart(), cursor.selectionEnd()
    block = document.findBlock(first)
    bullet = block.textList() is None
    cursor.beginEditBlock()
    while block.isValid() and block.position() <= last:
        _set_bullet(QTextCursor(block), bullet=bullet)
        block = block.next()
    cursor.endEditBlock()


def _set_bullet(cursor: QTextCursor, *, bullet: bool) -> None:
    standing = cursor.currentList()
    if bullet and standing is None:
        cursor.createList(QTextListFormat.Style.ListDisc)
    elif not bullet and standing is not None:
        standing.remove(cursor.block())
        style = cursor.blockFormat()
        style.setIndent(0)
        cursor.setBlockFormat(style)


def _style(run: Run) -> QTextCharFormat:
    style = QTextCharFormat()
    if run.bold:
        style.setFontWeight(QFont.Weight.Bold)
    if run.link:
        style.setAnchor(True)
        style.setAnchorHref(run.link)
        style.setFontUnderline(True)
    return style


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _paragraphs(block: QTextBlock) -> Iterator[Paragraph]:
    """A block's lines: one may hold several, apart by Shift+Enter."""
    bullet = block.textList() is not None
    lines: list[list[Run]] = [[]]
    for run in _runs(block):
        first, *others = cleaned(run.text).split("\n")
        lines[-1] += _bold_without_room(replace(run, text=first))
        lines += [_bold_without_room(replace(run, text=other)) for other in others]
    for line in lines:
        if any(run.text.strip() for run in line):
            yield Paragraph(bullet, tuple(run for run in line if run.text))


def _runs(block: QTextBlock) -> Iterator[Run]:
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        style = fragment.charFormat()
        yield Run(fragment.text(), style.fontWeight() >= QFont.Weight.DemiBold, style.anchorHref())
        place += 1


def _bold_without_room(run: Run) -> list[Run]:
    """A run with the blanks at its ends apart: the markup's bold begins and ends with a word."""
    match = _ROOM.fullmatch(run.text)
    if match is None or not (run.bold or run.link):
        return [run]
    before, words, after = match.groups()
    return [Run(before), replace(run, text=words), Run(after)] if words else [Run(run.text)]
