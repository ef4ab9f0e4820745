"""What the text of a recommendation claims of a measure: its figures so far and its targets, as far as words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from waymark.domain.polarity import Polarity
from waymark.domain.text import parse_text, plain_words
from waymark.services.checks.dated import mentions

_FIGURE = re.compile(r"(?<![\w.,£-])(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%)?(?![\w]|[.,]\d)")
_NO_RESULT = re.compile(r"\bof \d[\d.]*|\b\d[\d.]*%? or (?:less|more|above|below|over|under)\b", re.IGNORECASE)
_TARGET = re.compile(r"\btargets?\b", re.IGNORECASE)
_TARGETS_FOLLOW = re.compile(r"targets?(?: are)?\b[^\d]*:$", re.IGNORECASE)
_AT_END = re.compile(r"\s+[-–—]\s+(?=\d[\d.]* ?%?$)")
_MARK = re.compile(r"(?:^|[;,]|\bnow)\s*[*~](?=[\s;,]|$)")
# What plainly says of a measure which way is better; a name that says both, or neither, is left alone.
_HIGHER = re.compile(
    r"\b(?:on time|timely|timel|good or better|in place|up to date|suitable|education, employment|finished|completed"
    r"|in touch|in contact|stability|in one home|same placement|plan by)\b",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\bcome back\b|\bre-?referr|\brepeat|\bsecond or (?:later|subsequent)\b|\bturnover\b|\bvacan|\bagency\b"
    r"|^(?:average )?days\b|\bthree or more\b|\bplacement moves\b|\bno further action\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text, as written, its unit, and the last day of the date beside it."""

    words: str
    number: Decimal
    unit: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A measure by its name, its figures in the order in which they stand, and its targets.

    `pending`: a mark stands where the latest figure belongs.
    """

    name: str
    figures: tuple[Figure, ...]
    targets: tuple[Figure, ...]
    pending: bool

    @property
    def key(self) -> str:
        """The same for the same name written otherwise."""
        return plain_words(self.name)

    @property
    def latest(self) -> Figure | None:
        """The last of its figures, if that is the present one."""
        return self.figures[-1] if self.figures and not self.pending else None

    @property
    def polarity(self) -> Polarity:
        """What the name plainly says; unstated else."""
        up, down = bool(_HIGHER.search(self.name)), bool(_LOWER.search(self.name))
        return Polarity.unstated if up == down else Polarity.higher if up else Polarity.lower

    def target_in(self, day: date) -> Figure | None:
        """The target that is next on that day: of those without dates the first."""
        coming = (each for each in self.targets if each.day is None or each.day >= day)
        return next(coming, self.targets[-1] if self.targets else None)


@lru_cache(maxsize=4096)
def claims(text: str) -> tuple[Claim, ...]:
    """The measures that a text names line by line as “name: figures; target figures”."""
    return tuple(_claims(text))


def _claims(text: str) -> Iterator[Claim]:
    follow = False
    for paragraph in parse_text(text):
        line = paragraph.plain
        if not paragraph.bullet:
            follow = bool(_TARGETS_FOLLOW.search(line))
            continue
        name, colon, rest = line.partition(":")
        before, *after = _TARGET.split(rest) if colon else ("",)
        if follow and not colon:
            name, *figure = _AT_END.split(line)
            yield Claim(name, (), _figures("".join(figure)), pending=False)
        elif follow and not after:
            yield Claim(name.strip(), (), _figures(rest), pending=False)
        elif colon:
            targets = tuple(figure for part in after for figure in _figures(part))
            yield Claim(name.strip(), _figures(before), targets, bool(_MARK.search(before)))


def _figures(text: str) -> tuple[Figure, ...]:
    """The figures in a piece of text; where some are percentages, only these."""
    dates, plain = mentions(text), text
    for each in dates:
        plain = plain[: each.begins] + " " * (each.ends - each.begins) + plain[each.ends :]
    plain = _NO_RESULT.sub(_blanked, plain)
    found = [*_FIGURE.finditer(plain)]
    shares = [match for match in found if match["unit"]]
    chosen = shares or found
    ends = [*(match.start() for match in chosen), len(text)][1:]
    return tuple(
        Figure(match[0].strip(), Decimal(match["number"]), match["unit"] or "", _day(text, match, end))
        for match, end in zip(chosen, ends, strict=False)
    )


def _blanked(match: re.Match[str]) -> str:
    """Blanks of the same length, but for a percentage: “90% of 24” keeps its 90%."""
    words = match[0]
    return words if "%" in words else " " * len(words)


def _day(text: str, match: re.Match[str], end: int) -> date | None:
    """The date beside a figure: after it up to the next one, else right before it."""
    found = mentions(text)
    after = next((each for each in found if match.end() <= each.begins < end), None)
    before = next((each for each in found if 0 <= match.start() - each.ends <= 1), None)
    beside = before or after
    return beside.last_day if beside else None
