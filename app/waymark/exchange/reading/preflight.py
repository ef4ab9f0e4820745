"""What is asked of an Office file before any library opens it: it came by e-mail, and nobody knows who made it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from waymark.domain.errors import Refused

MEGABYTE = 1024 * 1024
MOST_PARTS = 2_000
LARGEST_PART = 32 * MEGABYTE
LARGEST_FILE = 64 * MEGABYTE
HIGHEST_RATIO = 200
ENCRYPTED = 0x1

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROTECTED = "is protected by a password or saved as .xls or .doc; ask for it as .xlsx or .docx without a password"
_OLD_FORMS = {
    "EncryptedPackage".encode("utf-16-le"): "is protected by a password; ask for it without one",
    "WordDocument".encode("utf-16-le"): "is saved in the form of old Word (.doc); open it in Word and save it as .docx",
    "Workbook".encode("utf-16-le"): "is saved in the form of old Excel (.xls); open it in Excel and save it as .xlsx",
}
"""Which streams an old container holds, and what it is by these; the words are of its directory."""
_DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_DOCUMENT = re.compile(r"(^|/)document\d*\.xml$")
_WORKBOOK = re.compile(r"(^|/)workbook\d*\.xml$")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^>]*\shidden="(?:1|true)"')
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a sound Office file holds that its reader must know of."""

    macros: bool = False
    external_links: bool = False
    formulas: bool = False
    merged_cells: bool = False
    hidden_rows: bool = False
    comments: bool = False


def preflight(path: Path) -> Contents:
    """Look through an Office file with nothing but the zip reader.

    Raises Refused, in one sentence that names the file, for what is no Office file, is protected or damaged, or is made
    to harm: too large once unpacked, packed too tightly, or declaring entities.
    """
    try:
        with path.open("rb") as file:
            _check_first_bytes(path, file)
            with ZipFile(file) as archive:
                _check_sizes(path, archive.infolist())
                return _looked_through(path, archive)
    except OSError as problem:
        raise Refused(f"“{path.name}” cannot be read: {problem.strerror or problem}. Nothing was changed.") from problem
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError) as problem:
        raise _refusal(path, "is damaged or was not copied whole; ask for it again") from problem


def is_document(path: Path) -> bool:
    """Whether an Office file that has passed the preflight is a Word document, whatever its name says."""
    with ZipFile(path) as archive:
        parts = [name.replace("\\", "/").lstrip("/").casefold() for name in archive.namelist()]
    return any(_DOCUMENT.search(name) for name in parts) and not any(_WORKBOOK.search(name) for name in parts)


def _check_first_bytes(path: Path, file: IO[bytes]) -> None:
    first = file.read(len(_OLE))
    if not first:
        _refuse(path, "is empty; ask for it again")
    if first == _OLE:
        content = file.read(LARGEST_FILE)
        _refuse(path, next((why for mark, why in _OLD_FORMS.items() if mark in content), _PROTECTED))
    if not first.startswith(b"PK"):
        _refuse(path, "is not an Excel or Word file, whatever its name says")


def _check_sizes(path: Path, parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        _refuse(path, "is not built as Excel or Word builds files, and was not opened")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        _refuse(path, "is not packed as Excel or Word pack files, and was not opened")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        _refuse(path, "is protected by a password; ask for it without one")
    if any(map(_is_bloated, parts)) or sum(part.file_size for part in parts) > LARGEST_FILE:
        _refuse(path, "is far larger inside than it looks, and was not opened")


def _is_bloated(part: ZipInfo) -> bool:
    ratio = part.file_size / max(part.compress_size, 1)
    return part.file_size > LARGEST_PART or (part.file_size > MEGABYTE and ratio > HIGHEST_RATIO)


def _looked_through(path: Path, archive: ZipFile) -> Contents:
    """Unpack every part once: a damaged one says so, and none may declare a document type or an entity."""
    formulas = merged = hidden = False
    for part in archive.infolist():
        content = archive.read(part)
        if "/media/" not in part.filename and any(declaration in content for declaration in _DECLARATIONS):
            _refuse(path, "holds declarations that Excel and Word never write, and was not opened")
        if part.filename.startswith("xl/worksheets/"):
            formulas = formulas or _FORMULA.search(content) is not None
            merged = merged or _MERGED.search(content) is not None
            hidden = hidden or _HIDDEN.search(content) is not None
    names = [part.filename for part in archive.infolist()]
    return Contents(
        macros=any(name.endswith("vbaProject.bin") for name in names),
        external_links=any(name.startswith("xl/externalLinks/") for name in names),
        formulas=formulas,
        merged_cells=merged,
        hidden_rows=hidden,
        comments=any("omments/" in name or "/comments" in name for name in names),
    )


def _refuse(path: Path, why: str) -> NoReturn:
    raise _refusal(path, why)


def _refusal(path: Path, why: str) -> Refused:
    return Refused(f"“{path.name}” {why}. Nothing was changed.")
