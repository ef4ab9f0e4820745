"""What a file says about itself: its title, what stands beside that, its version, and when it was made up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from waymark.exchange.reading.found import Cover, Table
from waymark.exchange.reading.sheet import SheetCell, Source
from waymark.exchange.reading.vocabulary import fingerprint, is_general, period_of

WITHIN = 8
"""The lines of a front page are looked for in so many rows."""
LONGEST_TITLE = 180
_NOT_TITLES = frozenset({"", "untitled", "workbook", "microsoft excel", "microsoft word", "document", "word document"})
_VERSION = re.compile(r"(?P<version>(?:draft )?(?:version|v)\.?:? ?\d+(?:\.\d+)*)[ ,:–-]*(?P<rest>.*)", re.IGNORECASE)
Rows = Mapping[int, Mapping[int, SheetCell]]


def cover_of(source: Source, sheets: Sequence[Rows], tables: Sequence[Table]) -> Cover:
    """The cover: by the file's properties, else by the lines at the top of its first sheets, else by the file's name.

    `sheets` are the rows of those sheets that are read, as far as they stand in no table.
    """
    tops = [_top(rows) for rows in sheets]
    sections = {table.section for table in tables}
    lines = next((lines for lines in tops if _headings(lines, sections)), next(iter(tops), []))
    headings = _headings(lines, sections)
    stated = source.properties.get("title", "").strip()
    named = next((text for text in headings if not is_general(text)), next(iter(headings), ""))
    title = stated if is_stated(stated) else named
    version, dated = issue_of([text for text, _ in lines])
    subtitle = _beside(title, lines, sections) if title in headings else ""
    told = frozenset(filter(None, (title, subtitle, dated, *(text for text, _ in lines if _VERSION.fullmatch(text)))))
    return Cover(title or PurePath(source.file).stem, subtitle, version, dated, told)


def _top(rows: Rows) -> list[tuple[str, bool]]:
    """The lone lines at the top of a sheet, and whether they are bold."""
    first = sorted(number for number in rows)[:WITHIN]
    lone = (next(iter(rows[number].values())) for number in first if len(rows[number]) == 1)
    return [(" ".join(cell.text.split()), cell.bold) for cell in lone]


def _headings(lines: Sequence[tuple[str, bool]], sections: set[str]) -> list[str]:
    return [text for text, bold in lines if bold and may_be_title(text) and text not in sections]


def _beside(title: str, lines: Sequence[tuple[str, bool]], sections: set[str]) -> str:
    """The line right above the title, else the one right beneath it."""
    texts = [text for text, _ in lines]
    place = texts.index(title)
    near = [*reversed(texts[max(place - 1, 0) : place]), *texts[place + 1 : place + 2]]
    fitting = (text for text in near if may_be_title(text) and text not in sections and not text.endswith("."))
    return next(fitting, "")


def is_stated(title: str) -> bool:
    """Whether a title among the properties of a file was given by a person, and not by a program."""
    return fingerprint(title) not in _NOT_TITLES


def issue_of(texts: Sequence[str]) -> tuple[str, str]:
    """The version and the date of issue, where a line says one of them, or both."""
    version = dated = ""
    for text in texts:
        match = _VERSION.fullmatch(text)
        version = version or (match["version"] if match else "")
        said = match["rest"] if match else text
        dated = dated or (said if said and period_of(said) else "")
    return version, dated


def may_be_title(text: str) -> bool:
    """Whether a line may be a title: no date, no version, and not too long."""
    return (
        len(text) <= LONGEST_TITLE
        and period_of(text) is None
        and not _VERSION.fullmatch(text)
        and any(map(str.isalpha, text))
    )
