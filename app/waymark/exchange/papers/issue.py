"""What a paper is written for: which one it is, for which period, and who may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from waymark.domain.period import Period


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a paper.

    `kind` is a key of `outline.KINDS`. `sections` are the keys of the parts that are written, empty for all of them.
    `marking` stands at the head and foot of every page; the plan's own does where it is None. A `public` copy leaves
    out small numbers of children and what would give them away. In the `council` layout an objective is a row within
    its theme's table, as councils print it, at the price of merged cells.
    """

    kind: str
    period: Period
    sections: frozenset[str] = frozenset()
    marking: str | None = None
    public: bool = False
    council: bool = False

    def includes(self, key: str) -> bool:
        """Whether the part with that key is written."""
        return not self.sections or key in self.sections


@dataclass(frozen=True, slots=True)
class Form:
    """How an issue looks: in the council's own `template` (a .docx), if there is one, and as a PDF where asked for.

    `styles` says which of the template's styles stand for Waymark's where they are not named alike.
    """

    template: Path | None = None
    styles: Mapping[str, str] = field(default_factory=dict)
    pdf: bool = False
