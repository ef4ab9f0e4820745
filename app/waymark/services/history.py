"""What undo and redo would do, read from the log alone, so that they survive closing and a crash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from waymark.domain.changes import Header


@dataclass
class Stacks:
    """The change sets that Undo and Redo would take back next; the last of each first.

    Undo appends the inverse of a change set to the log and names it in `undoes`; redo appends the inverse of that
    inverse. Reading the log from its beginning therefore gives both stacks.
    """

    undo: list[Header] = field(default_factory=list)
    redo: list[Header] = field(default_factory=list)

    @classmethod
    def of(cls, headers: Iterable[Header]) -> Stacks:
        """The stacks as the log leaves them; `headers` oldest first."""
        stacks = cls()
        for header in headers:
            stacks.add(header)
        return stacks

    def add(self, header: Header) -> None:
        """Take in the log's next header."""
        if self.undo and header.undoes == self.undo[-1].id:
            self.undo.pop()
            self.redo.append(header)
        elif self.redo and header.undoes == self.redo[-1].id:
            self.redo.pop()
            self.undo.append(header)
        else:
            self.undo.append(header)
            self.redo.clear()
