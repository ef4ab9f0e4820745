"""How many things are rated how under each heading, as a chart shows it and as words say it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """So many things with one word, under each of a tally's names; in its colour (`#rrggbb`, blank for a grey)."""

    word: str
    colour: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a chart of counts shows: for each of the names a bar that is made up of shares."""

    title: str
    names: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def words(self) -> str:
        """The counts in sentences, for who cannot see the chart."""
        bars = (f"{name}: {self._bar(place)}." for place, name in enumerate(self.names))
        return " ".join((f"Stacked bar chart. {self.title}.", *bars))

    def table(self) -> Iterator[tuple[str | float | None, ...]]:
        """The rows of the sheet that the chart stands on, headings first: a name, and its count for each word."""
        yield ("", *(share.word for share in self.shares))
        for place, name in enumerate(self.names):
            yield (name, *(share.counts[place] for share in self.shares))

    def _bar(self, place: int) -> str:
        counts = (f"{share.counts[place]} {share.word}" for share in self.shares if share.counts[place])
        return ", ".join(counts) or "none"
