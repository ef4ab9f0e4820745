"""A Word document that somebody sent, read for whatever it may hold: a grid for each table, and the prose between."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from lxml.etree import LxmlError, _Element

from waymark.domain.errors import Refused
from waymark.exchange.reading.preflight import preflight
from waymark.exchange.reading.relations import Read, properties, relations
from waymark.exchange.reading.sheet import EDGES, Grid, Prose, Source
from waymark.exchange.reading.word.elements import blocks_of, inside, name, parsed
from waymark.exchange.reading.word.numbering import Numbering
from waymark.exchange.reading.word.paragraphs import Paragraph, Reader, joined
from waymark.exchange.reading.word.styles import Styles
from waymark.exchange.reading.word.tables import grid_of, holds_blocks
from waymark.exchange.telling import Said, unheard

READING = "Reading the document"
MAIN, STYLES, NUMBERING = "officeDocument", "styles", "numbering"
MACROS = "It has macros; none of them was run, and nothing of them was kept."
LINK = "hyperlink"
HEADERS_AND_FOOTERS = ("header", "footer")
BREAKS = (LxmlError, ParseError, BadZipFile, KeyError, ValueError, SyntaxError, EOFError, RecursionError)
"""What is raised over files that other programs wrote, or whose parts are damaged."""


def read_document(path: Path, said: Said = unheard) -> Source:
    """Read a document: its text as it stands once all tracked changes are accepted.

    Raises Refused, in one sentence that names the file, for what is no Word document, is damaged or protected.
    """
    contents = preflight(path)
    told = (MACROS,) if contents.macros else ()
    try:
        with ZipFile(path) as archive:
            names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
            return _source(path, _Parts.of(lambda name: archive.read(names[name]), names), told, said)
    except BREAKS as problem:
        raise Refused(
            f"“{path.name}” is not built as Word builds documents, and could not be read. Nothing was changed; "
            "open it in Word, save it under another name, and try that."
        ) from problem


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a document that are read."""

    document: bytes
    styles: bytes
    numbering: bytes
    edges: tuple[bytes, ...]
    properties: dict[str, str]
    links: dict[str, str]

    @classmethod
    def of(cls, read: Read, names: dict[str, str]) -> _Parts:
        main = next((each.target for each in relations(read, names, "") if each.kind == MAIN), "")
        every = [*relations(read, names, main)]
        bound = [each for each in every if each.target in names]
        first = {each.kind: each.target for each in reversed(bound)}

        def part(kind: str) -> bytes:
            return read(first[kind]) if kind in first else b""

        edges = tuple(read(each.target) for each in bound if each.kind in HEADERS_AND_FOOTERS)
        links = {each.id: each.target for each in every if each.kind == LINK}
        return cls(read(main), part(STYLES), part(NUMBERING), edges, dict(properties(read)), links)


def _source(path: Path, parts: _Parts, told: tuple[str, ...], said: Said) -> Source:
    styles = Styles.of(parts.styles)
    reading = _Reading(Reader(styles, Numbering.of(parts.numbering, styles), parts.links))
    said(0, READING)
    for element in blocks_of(parts.document):
        reading.take(element)
        said(min(len(reading.parts) / 1000, 0.9), READING)
    edges = [_text(content, reading.reader) for content in parts.edges]
    stated = parts.properties | ({EDGES: "\n".join(dict.fromkeys(filter(None, edges)))} if any(edges) else {})
    return Source(path.name, tuple(reading.done()), stated, told, is_document=True)


def _text(content: bytes, reader: Reader) -> str:
    """The lines of a header or footer."""
    lines = (" ".join(reader.paragraph(each).text.split()) for each in parsed(content).iter("{*}p"))
    return "\n".join(filter(None, lines))


@dataclass(slots=True)
class _Reading:
    """A document as far as it has been read."""

    reader: Reader
    parts: list[Grid | Prose] = field(default_factory=list)
    waiting: list[Paragraph] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def take(self, block: _Element) -> None:
        """A paragraph or table of the body; a table that is but a frame is what stands in it."""
        if name(block) == "p":
            self.waiting.extend(self.reader.paragraphs(block))
            return
        if (frame := holds_blocks(block)) is not None:
            for each in inside(frame, "p", "tbl"):
                self.take(each)
            return
        self._tell()
        self.tables += 1
        grid = grid_of(block, f"Table {self.tables}", self.reader)
        if grid.cells:
            self.parts.append(grid)

    def done(self) -> list[Grid | Prose]:
        """All parts, in order."""
        self._tell()
        return self.parts

    def _tell(self) -> None:
        for paragraph in joined(iter(self.waiting)):
            self.paragraphs += 1
            if paragraph.text.strip() and paragraph.role not in ("contents", "edge"):
                self.parts.append(_prose(paragraph, f"Paragraph {self.paragraphs}"))
        self.waiting.clear()


def _prose(paragraph: Paragraph, where: str) -> Prose:
    return Prose(
        paragraph.text.strip(),
        paragraph.level,
        where,
        paragraph.mark,
        paragraph.role,
        paragraph.bold,
        paragraph.size,
        paragraph.depth,
    )
