"""Documents that are damaged, protected, made to harm or none at all: a sentence each, within what a job may take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from tests.exchange.reading.documents import W, a_document, cell, heading, paragraph, row, table
from waymark.domain.changes import applied
from waymark.domain.errors import Refused
from waymark.domain.plan import Plan
from waymark.exchange.beginnings import found_plan
from waymark.exchange.reading.content import Taken, taken_from
from waymark.exchange.reading.tables import found_in
from waymark.exchange.reading.word.document import read_document
from waymark.jobs.limits import MEGABYTE, Limits
from waymark.jobs.reading import understood
from waymark.jobs.running import RunningJob

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
ACTIONS = table(
    ["Ref", "Action", "Due", "Lead"],
    ["1", "Recruit two managers", "May 2024", "Head of Service"],
    ["2", "Train them all", "June 2024", "Head of Service"],
)
OLD_STREAMS = {
    "old Word": ("WordDocument", "is saved in the form of old Word (.doc)"),
    "old Excel": ("Workbook", "is saved in the form of old Excel (.xls)"),
    "password": ("EncryptedPackage", "is protected by a password"),
}


def read(path: Path) -> Taken:
    """What is taken of a document."""
    return taken_from(found_in(read_document(path)))


def read_in_a_job(path: Path, memory: int = 200 * MEGABYTE) -> Taken:
    """What is taken of a file, in a process that may use so much memory."""
    taken: Taken = RunningJob(understood, path, {}, limits=Limits(path.name, memory=memory)).result()
    return taken


def refusal(path: Path, how: Callable[[Path], Taken] = read) -> str:
    with pytest.raises(Refused) as refused:
        found_plan(how(path), path)
    said = str(refused.value)
    assert path.name in said
    assert "Nothing was changed" in said
    return said


def refs(taken: Taken) -> list[str]:
    return [item["ref"] for item in taken.content.get("actions", [])]


@pytest.mark.parametrize(("stream", "words"), OLD_STREAMS.values(), ids=OLD_STREAMS)
def test_that_an_old_or_protected_file_named_docx_is_called_what_it_is(tmp_path, stream, words):
    path = tmp_path / "plan.docx"
    path.write_bytes(OLE + stream.encode("utf-16-le") + b"\0" * 100)

    assert words in refusal(path)


@pytest.mark.parametrize("content", [b"", b"Ref,Action", b"PK\x03\x04 and nothing of a zip", b"%PDF-1.7"])
def test_that_what_is_no_document_is_refused(tmp_path, content):
    path = tmp_path / "plan.docx"
    path.write_bytes(content)

    refusal(path)


def test_that_a_document_cut_off_anywhere_is_refused(tmp_path):
    whole = a_document(tmp_path / "whole.docx", ACTIONS).read_bytes()
    path = tmp_path / "plan.docx"

    for place in range(1, 8):
        path.write_bytes(whole[: len(whole) * place // 8])
        refusal(path)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"])
def test_that_a_part_that_is_no_xml_is_refused(tmp_path, part):
    path = a_document(tmp_path / "plan.docx", ACTIONS, parts={part: "<w:document><w:body>"})

    assert "is not built as Word builds documents" in refusal(path)


def test_that_a_document_without_a_plan_makes_none(tmp_path):
    path = a_document(tmp_path / "letter.docx", paragraph("Dear Sir,"), table(["Dish", "Price"], ["Soup", "3"]))

    assert "found no actions, KPIs or recommendations in “letter.docx”" in refusal(path)


def test_that_gigabytes_of_blanks_are_not_unpacked(tmp_path):
    path = tmp_path / "plan.docx"
    a_document(path, ACTIONS)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive, archive.open("word/media.xml", "w", force_zip64=True) as part:
        for _ in range(40):
            part.write(b" " * MEGABYTE)

    assert "far larger inside than it looks" in refusal(path, read_in_a_job)


def test_that_entities_are_refused(tmp_path):
    bomb = f'<!DOCTYPE w [<!ENTITY a "ha">]><w:document xmlns:w="{W}"><w:body>&a;</w:body></w:document>'

    refusal(a_document(tmp_path / "plan.docx", parts={"word/document.xml": bomb}))


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
    ],
    ids=["tables", "controls", "boxes"],
)
def test_that_what_is_nested_deeply_is_read_and_what_nobody_nests_is_refused(tmp_path, begin, end):
    deep, abysmal = (
        a_document(tmp_path / f"{depth}.docx", begin * depth + paragraph("deep") + end * depth, ACTIONS)
        for depth in (20, 5_000)
    )

    assert refs(read(deep)) == ["1", "2"]
    assert "is not built as Word builds documents" in refusal(abysmal, read_in_a_job)


@pytest.mark.parametrize(
    "blocks",
    [
        [table(row(cell("a", columns=999_999_999), "b"), row(cell("", merge="continue")))],
        [paragraph("x", style="Nothing", number="77", level=8), paragraph("y", number="1", level=400)],
        ['<w:p><w:pPr><w:outlineLvl w:val="many"/><w:ind w:left="-99999999999"/></w:pPr></w:p>'],
        ["<w:tbl/>", "<w:tbl><w:tr/></w:tbl>", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"],
    ],
    ids=["spans", "lists", "figures", "bare tables"],
)
def test_that_oddities_within_a_document_stop_nobody(tmp_path, blocks):
    assert refs(read(a_document(tmp_path / "plan.docx", *blocks, ACTIONS))) == ["1", "2"]


def test_that_styles_that_are_based_on_each_other_stop_nobody(tmp_path):
    circle = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in (("A", "B"), ("B", "A"))
    )
    styles = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{circle}</w:styles>'}

    assert refs(read(a_document(tmp_path / "plan.docx", paragraph("x", style="A"), ACTIONS, parts=styles))) == [
        "1",
        "2",
    ]


def test_that_a_document_without_styles_and_lists_is_read(tmp_path):
    path = a_document(
        tmp_path / "plan.docx", heading("Theme 1: Care"), ACTIONS, parts={"word/_rels/document.xml.rels": "<x/>"}
    )

    assert refs(read(path)) == ["1", "2"]


def test_that_macros_are_told_of_and_the_rest_is_read(tmp_path):
    path = a_document(tmp_path / "plan.docm", ACTIONS, parts={"word/vbaProject.bin": b"Sub AutoOpen()"})

    taken = read(path)

    assert refs(taken) == ["1", "2"]
    assert any("macros" in each.what for each in taken.left_out)


def test_that_a_workbook_named_docx_is_read_as_what_it_is(tmp_path):
    book = Workbook()
    page = book.worksheets[0]
    for values in (("Ref", "Action", "Due"), ("1", "Recruit two managers", "May 2024")):
        page.append(values)
    path = tmp_path / "plan.docx"
    book.save(path)

    assert refs(read_in_a_job(path)) == ["1"]


def test_that_a_document_named_xlsx_is_read_as_what_it_is(tmp_path):
    assert refs(read_in_a_job(a_document(tmp_path / "plan.xlsx", ACTIONS))) == ["1", "2"]


def test_that_a_long_document_is_read_within_the_memory_of_a_job(tmp_path):
    rows = [[str(place), f"Do what number {place} says, and tell of it", "May 2024", "Head"] for place in range(1, 601)]
    prose = [paragraph(f"Paragraph {place} says what was found out in that year. " * 4) for place in range(2_000)]
    path = a_document(
        tmp_path / "plan.docx", *prose, heading("Actions"), table(["Ref", "Action", "Due", "Lead"], *rows)
    )

    taken = read_in_a_job(path, memory=150 * MEGABYTE)

    assert len(refs(taken)) == 600
    assert applied(Plan(), found_plan(taken, path))
