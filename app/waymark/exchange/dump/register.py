"""Who is meant by a name in a dump: things are found by ref, by title, or by id."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from waymark.domain.errors import Refused
from waymark.domain.ref import Ref
from waymark.domain.rows import Kpi, Meeting, Row, Theme
from waymark.domain.text import plain_signs
from waymark.exchange.dump.content import Item, text

R = TypeVar("R", bound=Row)


class Register:
    """The rows loaded so far, by what a dump may call them. What stands and what comes first is found first."""

    def __init__(self) -> None:
        self._by_id: dict[str, Row] = {}
        self._by_name: defaultdict[tuple[type[Row], str], list[Row]] = defaultdict(list)

    def add(self, row: Row, *names: str) -> None:
        """Take in a row under its names. Raises Refused where the dump gives one id twice."""
        if row.id in self._by_id:
            raise Refused(f"The dump gives the id “{row.id}” to two things; nothing was loaded.")
        self._by_id[row.id] = row
        for name in dict.fromkeys(name_key(name) for name in names if name):
            self._by_name[type(row), name].append(row)

    def seek(self, kind: type[R], name: str) -> R | None:
        """The row of that kind with that name or id; one that stands before one that was withdrawn."""
        found = [row for row in self._by_name[kind, name_key(name)] if isinstance(row, kind)]
        by_id = self._by_id.get(name)
        if not found and isinstance(by_id, kind):
            return by_id
        return min(found, key=lambda row: row.withdrawn_at is not None, default=None)

    def find(self, kind: type[R], name: str, told: str) -> R:
        """The row of that kind with that name or id. Raises Refused, naming where the dump told of it."""
        row = self.seek(kind, name)
        if row is None:
            raise Refused(f"The dump's {told} name “{name}”, which it does not hold; nothing was loaded.")
        return row

    def kpi(self, item: Item, told: str) -> Kpi:
        """The KPI that a reading, target or comparator is of."""
        named = text(item, "kpi_id") or text(item, "kpi_ref")
        return self.find(Kpi, named or in_section(text(item, "section"), text(item, "kpi_title")), told)


def in_section(section: str, title: str) -> str:
    """The name of a KPI that has no ref: its title and where it stands."""
    return f"{section} / {title}"


def names_of(row: Row) -> tuple[str, ...]:
    """What a dump may call a row, the usual name first; titles name themes and meetings only."""
    fields = ("ref", "post", "name", "initials", *(("title",) if isinstance(row, Theme | Meeting) else ()))
    return tuple(str(name) for field in fields if (name := getattr(row, field, "")))


def name_key(name: str) -> str:
    """What two spellings of a name have in common."""
    return Ref(name).key or plain_signs(name).casefold()
