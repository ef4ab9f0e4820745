"""What sheets may be called."""

from __future__ import annotations

import re

LONGEST = 31
"""Characters in the name of a sheet."""
_NOT_ALLOWED = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


class SheetNames:
    """Gives out names that no two sheets share, whatever they are asked for."""

    def __init__(self) -> None:
        self._taken: set[str] = {"history"}

    def named(self, wanted: str) -> str:
        """The name, without what Excel does not allow there, cut to what it holds, and with a number if it is taken."""
        clean = " ".join(_NOT_ALLOWED.sub(" ", wanted).split()).strip("' ") or "Sheet"
        name, number = _cut(clean, LONGEST), 2
        while name.casefold() in self._taken:
            ending = f" {number}"
            name, number = _cut(clean, LONGEST - len(ending)) + ending, number + 1
        self._taken.add(name.casefold())
        return name


def _cut(name: str, longest: int) -> str:
    """The name as far as whole words go, unless hardly any would be left."""
    if len(name) <= longest:
        return name
    words = name[: longest + 1].rpartition(" ")[0]
    return (words if len(words) > longest // 2 else name[:longest]).rstrip("' ,")
