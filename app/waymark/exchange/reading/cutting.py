"""XML cut down byte by byte, and not written anew: prefixes, encoding and whatever else is odd stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.parsers.expat import ParserCreate

ROOT, PART = 1, 2
"""How deep the root of a document lies, and the parts in it."""


class Cutting:
    """A document of which only the named parts of the root are kept. Raises ExpatError where it is no XML.

    What is cut reaches from where an element begins to where the next one does, or to the end of what it is in.
    """

    def __init__(self, content: bytes, parts: Collection[str]) -> None:
        self._content = content
        self._parts = parts
        self._cuts: list[tuple[int, int]] = []
        self._depth = 0
        self._unwanted = -1
        self._parser = ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.Parse(content, True)

    def kept(self) -> bytes:
        """The content without what was cut."""
        begin, spans = 0, []
        for first, last in self._cuts:
            spans.append(self._content[begin:first])
            begin = last
        return b"".join([*spans, self._content[begin:]])

    def _start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth == PART:
            self._start_part(name.rpartition(":")[2])

    def _start_part(self, name: str) -> None:
        self._unwanted = self._cut(self._unwanted)
        if name not in self._parts:
            self._unwanted = self._parser.CurrentByteIndex

    def _end(self, _name: str) -> None:
        if self._depth == ROOT:
            self._unwanted = self._cut(self._unwanted)
        self._depth -= 1

    def _text(self, _text: str) -> None: ...

    def _cut(self, begin: int) -> int:
        """Cut from there to here, unless that is -1, which it is afterwards: nothing more is to be cut."""
        if begin >= 0:
            while self._cuts and self._cuts[-1][1] >= begin:
                begin = min(begin, self._cuts.pop()[0])
            self._cuts.append((begin, self._parser.CurrentByteIndex))
        return -1
