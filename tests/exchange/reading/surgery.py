"""Workbooks for tests as other programs write them, or as nobody should: made by openpyxl, and cut open as zips."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"

Parts = dict[str, bytes]


def a_workbook(folder: Path, fill: Callable[[Any], object] | None = None, name: str = "odd.xlsx") -> Path:
    """A small tracker; `fill` does more to its sheet."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Actions"
    for row in (["Ref", "Action", "Rating"], ["1.1", "Train every manager", "Amber"], ["1.2", "Audit cases", "Green"]):
        page.append(row)
    if fill:
        fill(page)
    path = folder / name
    book.save(path)
    return path


def operated(path: Path, change: Callable[[Parts], Mapping[str, bytes]]) -> Path:
    """The workbook with other parts."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = change(parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return path


def replaced(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with another text in a part, where that was there."""

    def change(parts: Parts) -> Parts:
        assert old.encode() in parts[part]
        return parts | {part: parts[part].replace(old.encode(), new.encode())}

    return operated(path, change)


def without(path: Path, part: str) -> Path:
    """The workbook without a part."""
    return operated(path, lambda parts: {name: content for name, content in parts.items() if name != part})


def with_shared_strings(parts: Parts) -> Parts:
    """Texts kept once for all cells, as Excel does and openpyxl does not."""
    texts = re.findall(rb"<is><t>(.*?)</t></is>", parts[SHEET])
    numbers = iter(range(len(texts)))
    sheet = re.sub(rb't="inlineStr"><is>.*?</is>', lambda _: b't="s"><v>%d</v>' % next(numbers), parts[SHEET])
    items = b"".join(b"<si><t>%s</t></si>" % text for text in texts)
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Id="s" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind
    content = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % content
    return parts | {
        SHEET: sheet,
        STRINGS: b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>' % items,
        "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", relation),
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(b"</Types>", override),
    }
