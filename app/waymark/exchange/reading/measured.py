"""A KPI while it is gathered from the tables that tell of it: its figures, targets and comparators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from waymark.domain.edits import new_id
from waymark.domain.ref import Ref
from waymark.domain.text import plain_signs, plain_words
from waymark.exchange.dump.content import period_key
from waymark.exchange.reading.doubts import Told
from waymark.exchange.reading.sheet import SheetCell
from waymark.exchange.reading.values import percentages
from waymark.exchange.reading.vocabulary import fingerprint

# So alike (rapidfuzz's ratio, of 100) the titles are that stand beside one ref in two places.
ALIKE = 75
PER_CENT = ("%", "percent", "percentage", "per cent")
Item = dict[str, Any]


@dataclass(slots=True)
class Figure:
    """A figure of a KPI: the period as printed, its key where the printed one does not say it, and the cell."""

    period: str
    settled: str
    cell: SheetCell
    text: str


@dataclass(slots=True)
class Aim:
    """A target of a KPI: its value, when it is due, from when it holds, and its cell; blank where nothing is said."""

    text: str
    due: str = ""
    period: str = ""
    cell: SheetCell | None = field(default=None, compare=False)

    @property
    def item(self) -> Item:
        """The target as a dump has it."""
        where = self.cell.where if self.cell else ""
        return {"raw": self.text, "due_raw": self.due, "period_raw": self.period, "where": where}


@dataclass(slots=True)
class Measured:
    """A KPI as it is read, perhaps from several tables; its figures are by what tells periods apart."""

    item: Item
    figures: dict[str, Figure] = field(default_factory=dict)
    targets: list[Aim] = field(default_factory=list)
    comparators: list[Item] = field(default_factory=list)
    judgements: list[Item] = field(default_factory=list)

    @classmethod
    def new(cls, ref: str, title: str, section: str, block: int, where: str) -> Measured:
        """A KPI of which nothing but its name is known."""
        return cls({"id": new_id(), "where": where, "ref": ref, "title": title, "section": section, "block": block})

    @property
    def key(self) -> tuple[str, str]:
        """What two rows about one KPI have in common: the ref, else the title and its section."""
        ref, title, section = (str(self.item[name]) for name in ("ref", "title", "section"))
        return (Ref(ref).key, "") if ref else ("", f"{section}/{plain_signs(title)}".casefold())

    @property
    def name(self) -> str:
        """What a dump calls it."""
        return str(self.item["ref"] or self.item["id"])

    def is_same(self, other: Measured) -> bool:
        """Whether two with one key are one: their titles are alike, and their figures, if in another section."""
        titles = plain_words(self.item["title"]), plain_words(other.item["title"])
        if all(titles) and fuzz.ratio(*titles) < ALIKE:
            return False
        if self.item["section"] == other.item["section"]:
            return True
        return all(self.figures.get(when, figure).text == figure.text for when, figure in other.figures.items())

    def add(self, other: Measured) -> None:
        """Take over what another row says besides; figures apart, of which there may be two for one period."""
        self.item.update({name: value for name, value in other.item.items() if value and not self.item.get(name)})
        if other.item["section"] not in ("", self.item["section"]):
            place = {"section": other.item["section"], "block": other.item["block"]}
            self.item["also_in"] = [*self.item.get("also_in", ()), place]
        self.judgements += [each | {"ref": self.item["id"]} for each in other.judgements]
        self.targets += [aim for aim in other.targets if aim not in self.targets]
        told = [_value(each) for each in self.comparators]
        self.comparators += [each for each in other.comparators if _value(each) not in told]


def scaled(kpi: Measured, told: Told) -> Iterator[tuple[Figure, str]]:
    """A KPI's figures, with bare numbers as per cents where the others are; its targets are put right too."""
    told.about = str(kpi.item["ref"] or kpi.item["title"])
    beside = [str(each["raw"]) for each in kpi.comparators]
    aims = [(aim, aim.cell) for aim in kpi.targets if aim.cell]
    cells = [(figure.cell, figure.text) for figure in kpi.figures.values()]
    cells += [(cell, aim.text) for aim, cell in aims]
    texts = percentages(cells, beside, told, plain_words(str(kpi.item.get("unit") or "")) in PER_CENT)
    for (aim, _), text in zip(aims, texts[len(kpi.figures) :], strict=True):
        aim.text = text
    return zip(kpi.figures.values(), texts, strict=False)


def when_of(figure: Figure) -> str:
    """What tells a figure's period from others: its key, else the words."""
    return figure.settled or _key(figure.period)


def _value(item: Item) -> tuple[str, ...]:
    return tuple(str(value) for name, value in item.items() if name != "where")


# A table has few periods, and each of its rows asks for all of them.
@lru_cache(maxsize=1024)
def _key(period: str) -> str:
    return period_key(period) or fingerprint(period)
