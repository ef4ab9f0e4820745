"""Workbooks as other programs write them, and some that were made to do harm: read, or refused in a sentence."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from tests.exchange.reading.surgery import (
    SHEET,
    STRINGS,
    STYLES,
    WORKBOOK,
    Parts,
    a_workbook,
    operated,
    replaced,
    with_shared_strings,
    without,
)
from waymark.domain.errors import Refused
from waymark.exchange.reading.excel import MOST_CELLS, MOST_FILLED, read_workbook
from waymark.exchange.reading.sheet import Holding, Source

Operate = Callable[[Path], Path]

TEXTS = ["Ref", "Action", "Rating", "1.1", "Train every manager", "Amber", "1.2", "Audit cases", "Green"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/"
    "officeDocument/relationships",
}


def texts(source: Source) -> list[str]:
    return [cell.text for cell in source.grids[0].cells.values()]


def after_the_cells(more: str) -> Operate:
    return lambda path: replaced(path, SHEET, "</sheetData>", f"</sheetData>{more}")


def among_the_cells(more: str) -> Operate:
    return lambda path: replaced(path, SHEET, "</sheetData>", f"{more}</sheetData>")


def in_utf_16(parts: Parts) -> Parts:
    return {
        name: re.sub(r"<\?xml.*?\?>", "", content.decode()).encode("utf-16") if name.startswith("xl/") else content
        for name, content in parts.items()
    }


def strict(parts: Parts) -> Parts:
    for ours, theirs in STRICT.items():
        parts = {name: content.replace(ours.encode(), theirs.encode()) for name, content in parts.items()}
    return parts


def with_backslashes(parts: Parts) -> Parts:
    return {name.replace("/", "\\"): content for name, content in parts.items()}


def with_prefixes(parts: Parts) -> Parts:
    prefixed = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", parts[SHEET]).replace(b"xmlns=", b"xmlns:x=")
    return parts | {SHEET: prefixed}


def with_a_part(name: str, content: bytes) -> Operate:
    return lambda path: operated(path, lambda parts: parts | {name: content})


def with_a_broken_drawing(path: Path) -> Path:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="d" Type="{kind}" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    return with_a_part("xl/worksheets/_rels/sheet1.xml.rels", relations.encode())(path)


COLUMNS = "".join(f'<col min="{column}" max="{column}" width="9" style="0"/>' for column in range(1, 16_385))

READ: dict[str, Operate] = {
    "nothing odd": lambda path: path,
    "a cell at XFD1048576": among_the_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a cell at XFD1048576 in the wrong row": among_the_cells('<row r="4"><c r="XFD1048576"><v>1</v></c></row>'),
    "blank cells far away": among_the_cells('<row r="900000"><c r="XFD900000"/></row>'),
    "a merge of everything": after_the_cells('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "a wrong dimension": lambda path: replaced(path, SHEET, 'ref="A1:C3"', 'ref="A1"'),
    "a definition of each column": lambda path: replaced(
        path, SHEET, "<sheetData>", f"<cols>{COLUMNS}</cols><sheetData>"
    ),
    "parts in UTF-16": lambda path: operated(path, in_utf_16),
    "backslashes in paths": lambda path: operated(path, with_backslashes),
    "prefixes": lambda path: operated(path, with_prefixes),
    "no theme": lambda path: without(path, "xl/theme/theme1.xml"),
    "no styles": lambda path: without(path, STYLES),
    "no relations of the file": lambda path: without(path, "_rels/.rels"),
    "broken properties": with_a_part("docProps/core.xml", b"<cp"),
    "macros": with_a_part("xl/vbaProject.bin", b"\xd0\xcf macros"),
    "a drawing that is missing": with_a_broken_drawing,
    "a broken name": lambda path: replaced(path, WORKBOOK, "<sheets>", "<definedNames><x/></definedNames><sheets>"),
    "a pivot that is missing": lambda path: replaced(
        path, WORKBOOK, "</sheets>", '</sheets><pivotCaches><pivotCache cacheId="1"/></pivotCaches>'
    ),
}

READ_PLAINLY: dict[str, Operate] = {
    "strict OOXML": lambda path: operated(path, strict),
    "no list of parts": lambda path: without(path, "[Content_Types].xml"),
    "styles without fills": lambda path: replaced(
        replaced(path, STYLES, "<fills", "<odd"), STYLES, "</fills>", "</odd>"
    ),
    "an unknown pattern": lambda path: replaced(path, STYLES, '"gray125"', '"odd"'),
    "a bad colour": lambda path: replaced(path, STYLES, 'rgb="00FFFFFF"', 'rgb="white"'),
    "a conditional format without a look": after_the_cells(
        '<conditionalFormatting sqref="A1"><cfRule type="cellIs" dxfId="99" priority="1" operator="equal">'
        "<formula>1</formula></cfRule></conditionalFormatting>"
    ),
    "a conditional format of no kind": after_the_cells(
        '<conditionalFormatting sqref="A1"><cfRule type="odd" priority="1"/></conditionalFormatting>'
    ),
}


def of_cells(rows: int, columns: str, cell: str) -> Operate:
    """A sheet of so many like cells."""
    lines = "".join(
        f'<row r="{row}">{"".join(cell.format(at=f"{column}{row}") for column in columns)}</row>'
        for row in range(1, rows + 1)
    )
    content = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    return with_a_part(SHEET, content.encode())


REFUSED: dict[str, tuple[Operate, str]] = {
    "a password": (lambda path: written(path, bytes.fromhex("d0cf11e0a1b11ae1") + b"EncryptedPackage"), "password"),
    "an .xls or a .doc by another name": (
        lambda path: written(path, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
        "saved as .xls",
    ),
    "a lock file": (lambda path: written(path.with_name("~$odd.xlsx"), b"\x05Anna\0" + b" " * 160), "not an Excel"),
    "cut off": (lambda path: written(path, path.read_bytes()[:3_000]), "damaged"),
    "spaces by the gigabyte": (
        lambda path: replaced(path, SHEET, "<sheetData>", "<sheetData>" + " " * 40_000_000),
        "larger inside",
    ),
    "billion laughs": (
        with_a_part(SHEET, b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'),
        "declarations",
    ),
    "no sheet": (lambda path: without(path, SHEET), "cannot be read as an Excel workbook"),
    "half a sheet": (with_a_part(SHEET, b"<worksheet><sheetData><row"), "cannot be read as an Excel workbook"),
    "no relations of the workbook": (
        lambda path: without(path, "xl/_rels/workbook.xml.rels"),
        "cannot be read as an Excel workbook",
    ),
    "half the styles": (with_a_part(STYLES, b"<styleSheet><cellXfs><xf"), "cannot be read as an Excel workbook"),
    "a cell at no place": (among_the_cells('<row r="4"><c r="AAAAA4"/></row>'), "cannot be read as an Excel workbook"),
    "a Word document": (lambda path: operated(path, lambda _: {"word/document.xml": b"<a/>"}), "as an Excel workbook"),
    "far too many cells": (
        of_cells(MOST_FILLED // 20 + 1, "ABCDEFGHIJKLMNOPQRST", '<c r="{at}"><v>1</v></c>'),
        "300,000 filled cells",
    ),
}


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture(autouse=True)
def scratch(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The folder for temporary files, in which nothing may be left."""
    folder = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not list(folder.iterdir())


@pytest.mark.parametrize("operate", READ.values(), ids=READ.keys())
def test_that_an_odd_workbook_is_read_all_the_same(tmp_path, operate):
    source = read_workbook(operate(a_workbook(tmp_path)))

    assert texts(source) == TEXTS
    assert not any("colours" in sentence for sentence in source.told)


@pytest.mark.parametrize("operate", READ_PLAINLY.values(), ids=READ_PLAINLY.keys())
def test_that_of_a_workbook_that_is_not_well_built_the_values_are_read_and_colours_are_told_to_be_missing(
    tmp_path, operate
):
    source = read_workbook(operate(a_workbook(tmp_path)))

    assert texts(source) == TEXTS
    [said] = source.told
    assert said.startswith(
        "“odd.xlsx” is not built as Excel builds workbooks: its values were read, but not its colours"
    )


@pytest.mark.parametrize(("operate", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_that_what_cannot_be_read_is_refused_in_a_sentence_that_names_it(tmp_path, operate, word):
    path = operate(a_workbook(tmp_path))

    with pytest.raises(Refused, match=f"“{re.escape(path.name)}”.*{word}.*Nothing was changed"):
        read_workbook(path)


def test_that_what_lies_beyond_the_limits_is_told(tmp_path):
    path = among_the_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')(a_workbook(tmp_path))

    assert read_workbook(path).told == (
        "“Actions” has more than 20,000 rows; what is below those was not read.",
        "“Actions” has more than 200 columns; what is to the right of those was not read.",
    )


def test_that_texts_shared_by_cells_are_read(tmp_path):
    path = operated(a_workbook(tmp_path), with_shared_strings)

    assert texts(read_workbook(path)) == TEXTS


def test_that_a_workbook_whose_shared_texts_are_missing_is_refused_or_read_without_them(tmp_path):
    path = without(operated(a_workbook(tmp_path), with_shared_strings), STRINGS)

    with pytest.raises(Refused, match=r"“odd\.xlsx” cannot be read"):
        read_workbook(path)


def test_that_a_great_many_blank_cells_leave_the_values(tmp_path):
    path = of_cells(MOST_CELLS // 10 - 1, "ABCDEFGHIJK", '<c r="{at}" s="0"/>')(a_workbook(tmp_path))
    replaced(path, SHEET, '<c r="A19999" s="0"/>', '<c r="A19999"><v>5</v></c>')

    source = read_workbook(path)

    assert texts(source) == ["5"]
    assert source.told[0].startswith("“odd.xlsx” is very large: its values were read, but not its colours")


def test_that_errors_formulas_comments_and_what_is_hidden_are_told_where_colours_are_not(tmp_path):
    row = (
        '<row r="4" hidden="1"><c r="A4" t="e"><v>#DIV/0!</v></c><c r="B4"><f>1+1</f></c><c r="C4"><v>0.5</v></c></row>'
    )
    path = READ_PLAINLY["an unknown pattern"](among_the_cells(row)(a_workbook(tmp_path)))

    [grid] = read_workbook(path).grids

    fourth = [grid.cells[4, column] for column in (1, 2, 3)]
    assert [(cell.text, cell.holding) for cell in fourth] == [
        ("#DIV/0!", Holding.error),
        ("", Holding.unworked),
        ("0.5", Holding.number),
    ]
    assert grid.hidden_rows == {4}


def test_that_check_boxes_and_drop_downs_on_empty_rows_make_no_rows(tmp_path):
    def fill(page: Any) -> None:
        page.add_data_validation(DataValidation("list", '"Yes,No"', sqref="D2:D1048576"))

    boxes = "".join(f'<control shapeId="{number}" r:id="x{number}" name="Box"/>' for number in range(998))
    path = a_workbook(tmp_path, fill)
    controls = f'<controls xmlns:r="{[*STRICT][1]}">{boxes}</controls></worksheet>'
    replaced(path, SHEET, "</worksheet>", controls)

    source = read_workbook(path)

    assert texts(source) == TEXTS
    assert source.told == ()


def test_that_sheets_of_charts_and_macros_are_left_out(tmp_path):
    path = a_workbook(tmp_path, lambda page: page.parent.create_chartsheet("Chart"))
    relation = f'<Relationship Id="m" Type="{[*STRICT][1]}/xlMacrosheet" Target="macrosheets/sheet1.xml"/>'
    replaced(path, "xl/_rels/workbook.xml.rels", "</Relationships>", f"{relation}</Relationships>")
    replaced(
        path, WORKBOOK, "</sheets>", f'<sheet xmlns:r="{[*STRICT][1]}" name="Macro1" sheetId="9" r:id="m"/></sheets>'
    )
    with_a_part("xl/macrosheets/sheet1.xml", b"<macrosheet/>")(path)

    source = read_workbook(path)

    assert [grid.name for grid in source.grids] == ["Actions"]
    assert source.told == ()


def test_that_time_that_runs_out_leaves_the_values(tmp_path):
    def late(done: float, words: str) -> None:
        raise TimeoutError

    source = read_workbook(a_workbook(tmp_path), late)

    assert texts(source) == TEXTS
    assert source.told[0].startswith("“odd.xlsx” is very large")
