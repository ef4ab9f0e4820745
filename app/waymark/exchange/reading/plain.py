"""The values of a workbook without how they look, by a library that opens what the other one does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook

T = TypeVar("T")


class PlainWorkbook:
    """A workbook's values, sheet by sheet. Whatever calamine breaks on is a ValueError here."""

    def __init__(self, content: BytesIO) -> None:
        content.seek(0)
        self._book = _unbroken(lambda: CalamineWorkbook.from_filelike(content))

    def values(self, name: str) -> Iterator[tuple[tuple[int, int], Any]]:
        """The cells of a sheet that hold a value, each with its row and column from 1."""
        sheet: CalamineSheet = _unbroken(lambda: self._book.get_sheet_by_name(name))
        for row, line in enumerate(_unbroken(lambda: sheet.iter_rows()), 1):
            for column, value in enumerate(line, 1):
                if value != "":
                    yield (row, column), value


def _unbroken(read: Callable[[], T]) -> T:
    try:
        return read()
    except Exception as problem:
        raise ValueError(f"calamine cannot read this: {problem}") from problem
    except BaseException as panic:
        # What Rust panics with is no Exception, and Python has no name for it to be caught by.
        if type(panic).__name__ != "PanicException":
            raise
        raise ValueError(f"calamine cannot read this: {panic}") from panic
