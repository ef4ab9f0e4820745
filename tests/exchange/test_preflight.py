"""What is refused of an Office file before any library opens it, and in which words."""

from __future__ import annotations

import struct
import warnings
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest

from tests.tracking import a_tracked_plan, a_tracker
from waymark.domain.errors import Refused
from waymark.exchange.reading.preflight import MEGABYTE, MOST_PARTS, Contents, preflight

SHEET = "xl/worksheets/sheet1.xml"


def a_zip(folder: Path, parts: dict[str, bytes]) -> Path:
    path = folder / "tracker.xlsx"
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content, ZIP_DEFLATED if len(set(content[:100])) == 1 else ZIP_STORED)
    return path


def written(folder: Path, content: bytes) -> Path:
    path = folder / "tracker.xlsx"
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        preflight(path)
    return str(refused.value)


def test_that_a_tracker_of_ours_passes(tmp_path):
    assert preflight(a_tracker(a_tracked_plan(), tmp_path)) == Contents()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
        (b"Ref,Action\n1.1,Train", "not an Excel"),
        (b"PK\x03\x04 and then nothing of a zip", "damaged"),
    ],
    ids=["empty", "X18", "text", "no directory"],
)
def test_that_trap_what_is_no_sound_office_file_is_refused_by_name(tmp_path, content, word):
    said = refusal(written(tmp_path, content))

    assert said.startswith("“tracker.xlsx” ")
    assert word in said
    assert said.endswith("Nothing was changed.")


def test_that_a_file_that_is_not_there_is_refused(tmp_path):
    assert "cannot be read" in refusal(tmp_path / "gone.xlsx")


def test_that_a_tracker_cut_off_anywhere_is_refused(tmp_path):
    whole = a_tracker(a_tracked_plan(), tmp_path).read_bytes()

    for place in range(1, 60):
        assert "tracker.xlsx" in refusal(written(tmp_path, whole[: len(whole) * place // 60]))


def test_that_a_damaged_part_is_refused(tmp_path):
    path = a_zip(tmp_path, {SHEET: bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF

    assert "damaged" in refusal(written(tmp_path, bytes(content)))


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_that_parts_packed_as_no_office_program_packs_are_refused(tmp_path, method):
    path = tmp_path / "tracker.xlsx"
    with ZipFile(path, "w", method) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert "not packed as Excel" in refusal(path)


def test_that_a_password_on_the_zip_is_named(tmp_path):
    content = bytearray(a_zip(tmp_path, {SHEET: b"<a/>"}).read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8 : directory + 10] = struct.pack("<H", 1)

    assert "password" in refusal(written(tmp_path, bytes(content)))


@pytest.mark.parametrize("declaration", ["<!DOCTYPE a>", '<!ENTITY a "b">'])
@pytest.mark.parametrize("code", ["utf-8", "utf-16", "utf-16-be"])
def test_that_declarations_are_refused_in_any_encoding(tmp_path, declaration, code):
    content = f"<?xml version='1.0'?>{declaration}<a/>".encode(code)

    assert "declarations" in refusal(a_zip(tmp_path, {"xl/workbook.xml": content}))


@pytest.mark.parametrize(
    "parts",
    [
        {SHEET: b" " * 5 * MEGABYTE},
        {SHEET: b"\0" * 33 * MEGABYTE},
        {f"{SHEET}{number}": bytes(range(256)) * 4 * 11_000 for number in range(6)},
    ],
    ids=["packed too tightly", "one part too large", "too large in all"],
)
def test_that_bombs_are_refused_without_unpacking_them(tmp_path, parts):
    assert "larger inside" in refusal(a_zip(tmp_path, parts))


def test_that_too_many_parts_and_parts_of_one_name_are_refused(tmp_path):
    many = a_zip(tmp_path, {f"part{number}": b"" for number in range(MOST_PARTS + 1)})
    assert "not built as" in refusal(many)

    with warnings.catch_warnings(action="ignore"), ZipFile(tmp_path / "twice.xlsx", "w") as archive:
        archive.writestr(SHEET, b"<a/>")
        archive.writestr(SHEET, b"<b/>")
    assert "not built as" in refusal(tmp_path / "twice.xlsx")


def test_that_macros_links_formulas_and_merges_are_noted(tmp_path):
    sheet = b'<worksheet><c r="A1"><f>1+1</f></c><mergeCell ref="A1:A2"/></worksheet>'
    parts = {SHEET: sheet, "xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<a/>"}

    assert preflight(a_zip(tmp_path, parts)) == Contents(True, True, True, True)
