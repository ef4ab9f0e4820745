"""What a person last chose for the export of a paper, remembered for each paper by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from waymark.domain.period import Period
from waymark.exchange.papers.issue import Form, Issue
from waymark.exchange.papers.outline import KINDS
from waymark.preferences import Preferences

REMEMBERED = "export/{kind}"
"""The name of the preference of a paper."""


class Copy(StrEnum):
    """Who a copy is for."""

    full = "full"
    public = "public"
    exempt = "exempt"


@dataclass(frozen=True, slots=True)
class Choices:
    """How a paper is exported. `left_out` are the keys of the parts that are not written.

    A blank `marking` is the plan's own. `styles` are the template's by Waymark's.
    """

    copy: Copy = Copy.full
    marking: str = ""
    left_out: tuple[str, ...] = ()
    council: bool = False
    pdf: bool = False
    template: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)

    def issue(self, kind: str, period: Period) -> Issue:
        """The issue of a paper that is asked for."""
        every = frozenset(part.key for part in KINDS[kind].parts)
        wanted = every - frozenset(self.left_out) if self.left_out else frozenset[str]()
        return Issue(kind, period, wanted, self.marking or None, self.copy is Copy.public, self.council)

    def form(self) -> Form:
        """The form that is asked for."""
        return Form(Path(self.template) if self.template else None, dict(self.styles), self.pdf)


def remembered(preferences: Preferences, kind: str) -> Choices:
    """What was last chosen for a paper; the usual where nothing was, or nothing that can be understood."""
    kept = preferences.get(REMEMBERED.format(kind=kind))
    try:
        return _read(kept) if isinstance(kept, dict) else Choices()
    except (KeyError, TypeError, ValueError):
        return Choices()


def remember(preferences: Preferences, kind: str, choices: Choices) -> None:
    """Remember what was chosen."""
    preferences.put(REMEMBERED.format(kind=kind), asdict(choices) | {"left_out": [*choices.left_out]})


def _read(kept: Mapping[str, Any]) -> Choices:
    return Choices(
        copy=Copy(kept["copy"]),
        marking=str(kept["marking"]),
        left_out=tuple(map(str, kept["left_out"])),
        council=bool(kept["council"]),
        pdf=bool(kept["pdf"]),
        template=str(kept["template"]),
        styles={str(name): str(style) for name, style in kept["styles"].items()},
    )
