"""An Excel file as the zip that it is: its sheets, what is said beside them, and a copy with only what is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import coordinate_to_tuple

from waymark.exchange.reading.cutting import Cutting
from waymark.exchange.reading.relations import Read, Relation, named, properties, relations, relations_of
from waymark.exchange.reading.sheet_part import Place, SheetPart, looked_through

WORKBOOK_KEPT = frozenset({"workbookPr", "sheets"})
"""What is left of the workbook's own part: on names, links and pivots that are broken a library breaks."""
KEPT = frozenset({"[Content_Types].xml", "_rels/.rels"})
KEPT_BESIDE_WORKBOOK = frozenset({"styles", "theme", "sharedStrings"})
"""Which parts a library is given beside the sheets; of what else there is (drawings, pivots, links) nothing is read."""

_RUN = b"rPr>"
_WORKBOOK = re.compile(r"(^|/)workbook\d*\.xml$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook before its cells are read; `comments` are what was said beside cells, by place."""

    name: str
    is_hidden: bool
    part: SheetPart
    comments: Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook before its cells are read; `copy` is an Excel file in memory with nothing but these.

    `is_rich` where a text may have parts that look otherwise than the rest.
    """

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str]
    copy: BytesIO
    is_rich: bool

    @property
    def cells(self) -> int:
        """How many cells there are to read."""
        return sum(sheet.part.cells for sheet in self.sheets)

    @property
    def filled(self) -> int:
        """How many of these are not blank."""
        return sum(sheet.part.filled for sheet in self.sheets)


def opened(path: Path) -> Package:
    """Look through a workbook that has passed the preflight. Raises one of `page.BREAKS` where it is none."""
    with ZipFile(path) as archive:
        # Some programs write paths as Windows does.
        parts = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
        return _package(lambda name: archive.read(parts[name]), parts.keys())


def _package(read: Read, names: Collection[str]) -> Package:
    workbook = min(name for name in names if _WORKBOOK.search(name))
    bound = [relation for relation in relations(read, names, workbook) if relation.target in names]
    content = Cutting(read(workbook), WORKBOOK_KEPT).kept()
    kept = {relation.target for relation in bound if relation.kind in KEPT_BESIDE_WORKBOOK}
    copy, sheets = BytesIO(), []
    with ZipFile(copy, "w") as archive:
        archive.writestr(workbook, content)
        for name in sorted(kept | KEPT.intersection(names) | {relations_of(workbook)}):
            archive.writestr(name, read(name))
        for element, relation in _sheets(content, bound):
            part, cut = looked_through(read(relation.target))
            archive.writestr(relation.target, cut)
            is_hidden = element.get("state", "visible") != "visible"
            sheets.append(Sheet(element.get("name", ""), is_hidden, part, comments_of(read, names, relation.target)))
    return Package(tuple(sheets), properties(read), copy, _RUN in copy.getvalue())


def _sheets(workbook: bytes, bound: list[Relation]) -> Iterator[tuple[Element, Relation]]:
    """The sheets with cells that a workbook lists, in order; those of charts and of macros are left out."""
    parts = {relation.target: relation for relation in bound if relation.kind == "worksheet"}
    by_id = {relation.id: relation for relation in parts.values()}
    for element in named(fromstring(workbook), "sheet"):
        ids = [value for name, value in element.attrib.items() if name.endswith("}id")]
        if ids and ids[0] in by_id:
            yield element, by_id[ids[0]]


def comments_of(read: Read, names: Collection[str], sheet: str) -> dict[Place, str]:
    """What was said beside the cells of a sheet: notes, and conversations, of which Excel keeps a note as well."""
    said: dict[str, dict[str, list[str]]] = {"comments": {}, "threadedComment": {}}
    for relation in relations(read, names, sheet):
        if relation.kind in said and relation.target in names:
            for element in named(fromstring(read(relation.target)), relation.kind.removesuffix("s")):
                texts = said[relation.kind].setdefault(element.get("ref", ""), [])
                texts.append("".join(each.text or "" for each in element.iter() if _is_text(each)).strip())
    by_address = said["comments"] | said["threadedComment"]
    return {coordinate_to_tuple(address): "\n".join(texts) for address, texts in by_address.items()}


def _is_text(element: Element) -> bool:
    return element.tag.rpartition("}")[2] in ("t", "text")
