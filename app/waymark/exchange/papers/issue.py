"""What a paper is written for: which one it is, for which period, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.domain.period import Period


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a paper.

    `kind` is a key of `outline.KINDS`. `sections` are the keys of the parts that are written, empty for all of them.
    `marking` stands at the head and foot of every page; the plan's own does where it is None.
    """

    kind: str
    period: Period
    sections: frozenset[str] = frozenset()
    marking: str | None = None

    def includes(self, key: str) -> bool:
        """Whether the part with that key is written."""
        return not self.sections or key in self.sections
