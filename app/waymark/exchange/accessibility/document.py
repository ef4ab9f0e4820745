"""A Word document as the rules look at it: its lines, tables and drawings, each with the words for its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from waymark.domain.errors import Refused
from waymark.domain.text import shortened
from waymark.exchange.accessibility.looks import Look, Looks
from waymark.exchange.papers.ooxml import WP, Element, out_of_memory, path, value, words
from waymark.exchange.papers.pages import page_of
from waymark.exchange.papers.tables import FEWEST_COLUMNS
from waymark.exchange.reading.preflight import preflight
from waymark.exchange.styles import PARAGRAPH, Styles, name_of

AT_HEAD, AT_FOOT = "at the head of the pages", "at the foot of the pages"
EDGES = {"header": AT_HEAD, "footer": AT_FOOT}
LINK_STYLES = ("hyperlink", "followedhyperlink", "internetlink")
PROPERTIES = ("title", "creator", "language")
PARTS = ("styles", "numbering", "settings")
P, R, TBL, TR, TC, SECTION, TEXT = map(path, ("p", "r", "tbl", "tr", "tc", "sectPr", "t"))
TAB = path("tab")
STYLE, LEVEL = path("pPr", "pStyle"), path("pPr", "outlineLvl")
_THROUGH = frozenset(map(path, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
_DRAWN = (f"{{{WP}}}inline", f"{{{WP}}}anchor")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table; a `wide` one has many columns or is printed on pages across."""

    element: Element
    place: str
    wide: bool

    @property
    def rows(self) -> list[Element]:
        """Its rows."""
        return [row for row in _blocks(self.element) if row.tag == TR]

    @property
    def style(self) -> str:
        """The id of its style; blank for none."""
        return value(self.element.find(path("tblPr", "tblStyle")))


def cells(row: Element) -> list[Element]:
    """The cells of a row."""
    return [cell for cell in _blocks(row) if cell.tag == TC]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph; `table`, `row` and `cell` are where it stands in one."""

    element: Element
    place: str
    table: Table | None = None
    row: int = 0
    cell: Element | None = None

    @property
    def words(self) -> str:
        """Its text, with its tabs."""
        said = (each for run in self.element.iter(R) for each in run.iterchildren(TEXT, TAB))
        return "".join("\t" if each.tag == TAB else each.text or "" for each in said)

    @property
    def style(self) -> str:
        """The id of its style; blank for the one of what names none."""
        return value(self.element.find(STYLE))

    @property
    def runs(self) -> Iterator[Element]:
        """Its runs that say something."""
        return (run for run in self.element.iter(R) if words(run).strip())


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A stretch of text that says something, and how it looks in the end."""

    line: Line
    words: str
    look: Look
    is_link: bool

    @property
    def place(self) -> str:
        """Where it is."""
        return self.line.place


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A picture, a chart or a shape; one that is `anchored` floats over the text."""

    element: Element
    place: str
    anchored: bool


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """A heading, and its level from 1."""

    words: str
    level: int
    place: str


@dataclass(frozen=True)
class Document:
    """A Word document, read."""

    body: Element
    edges: tuple[tuple[str, Element], ...]
    styles: Styles
    settings: Element | None
    properties: Mapping[str, str]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every paragraph of the body, those in tables too, in order."""
        return tuple(_Walk(self).lines(self.body))

    @cached_property
    def edge_lines(self) -> tuple[Line, ...]:
        """Every paragraph at the head and foot of pages."""
        return tuple(Line(each, place) for place, root in self.edges for each in root.iter(P))

    @cached_property
    def looks(self) -> Looks:
        """How its lines look."""
        return Looks(self.styles)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Every run, at the edges of pages too."""
        lines = (*self.lines, *self.edge_lines)
        return tuple(
            Run(line, words(run), self.looks.of(line, run), _is_link(run)) for line in lines for run in line.runs
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table of the body, in order."""
        return tuple(dict.fromkeys(line.table for line in self.lines if line.table is not None))

    @cached_property
    def text_sizes(self) -> Mapping[Table, int]:
        """The size of most of the text in each table that has any, in half points."""
        sizes: defaultdict[Table, Counter[int]] = defaultdict(Counter)
        for run in self.runs:
            if run.line.table is not None:
                sizes[run.line.table][run.look.size] += 1
        return {table: counts.most_common(1)[0][0] for table, counts in sizes.items()}

    @cached_property
    def lowest_page(self) -> int:
        """The height of the text on the lowest of its pages, in twentieths of a point; 0 where no section says."""
        return min((page_of(each).text_height for each in self.body.iter(SECTION)), default=0)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading, in order."""
        return tuple(
            Heading(line.words.strip(), level, line.place) for line in self.lines if (level := self.level(line.element))
        )

    @cached_property
    def drawings(self) -> tuple[Drawing, ...]:
        """Every drawing, at the edges of pages too."""
        lines = (*self.lines, *self.edge_lines)
        return tuple(
            Drawing(each, line.place, each.tag == _DRAWN[1]) for line in lines for each in line.element.iter(*_DRAWN)
        )

    def level(self, paragraph: Element) -> int:
        """The level of a heading, from 1; 0 for what is none."""
        said = paragraph.find(LEVEL)
        if said is None:
            said = self.styles.property(self.style_of(paragraph), "pPr", "outlineLvl")
        level = value(said)
        return int(level) + 1 if level.isdigit() and int(level) < 9 else 0

    def style_of(self, paragraph: Element) -> Element | None:
        """The paragraph's style; the usual one where it names none."""
        named = self.styles.get(value(paragraph.find(STYLE)))
        return self.styles.default(PARAGRAPH) if named is None else named

    def style_name(self, paragraph: Element) -> str:
        """The name of the paragraph's style."""
        style = self.style_of(paragraph)
        return "" if style is None else name_of(style)


def read_document(file: Path) -> Document:
    """Read a Word document. Raises Refused, in one sentence that names it, for what is none or is damaged."""
    preflight(file)
    try:
        with ZipFile(file) as archive:
            return _document(archive)
    except (BadZipFile, KeyError, ValueError, StopIteration, etree.LxmlError) as problem:
        if out_of_memory(problem):
            raise MemoryError from problem
        raise Refused(
            f"“{file.name}” is no Word document (.docx), or is damaged. Nothing was changed; save it as one in Word."
        ) from problem


class _Walk:
    """The way through a body, with the heading over what comes and the number of the table."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._over = ""
        self._count = 0

    def lines(self, body: Element) -> Iterator[Line]:
        for blocks, wide in _sections(body):
            for block in blocks:
                if block.tag == P:
                    yield self._line(block)
                elif block.tag == TBL:
                    yield from self._in_table(block, wide)

    def _line(self, block: Element) -> Line:
        said = shortened(words(block))
        if said and self._document.level(block):
            self._over = said
            return Line(block, f"the heading “{said}”")
        quoted = f": “{said}”" if said else ""
        return Line(block, self._under("at the beginning") + quoted)

    def _in_table(self, block: Element, wide: bool) -> Iterator[Line]:
        self._count += 1
        where = f"table {self._count} {self._under('')}".rstrip()
        table = Table(block, where, wide or _columns(block) >= FEWEST_COLUMNS)
        for number, row in enumerate(table.rows):
            for cell in cells(row):
                for inner in cell.iter(P):
                    yield Line(inner, f"{table.place}, row {number + 1}", table, number, cell)

    def _under(self, otherwise: str) -> str:
        return f"under “{self._over}”" if self._over else otherwise


def _sections(body: Element) -> Iterator[tuple[list[Element], bool]]:
    """The blocks of each section, and whether it is printed across."""
    blocks: list[Element] = []
    for block in _blocks(body):
        blocks.append(block)
        section = block if block.tag == SECTION else block.find(path("pPr", "sectPr"))
        if section is not None:
            page = page_of(section)
            yield blocks, page.width > page.height
            blocks = []
    yield blocks, False


def _columns(table: Element) -> int:
    return len(table.findall(path("tblGrid", "gridCol")))


def _is_link(run: Element) -> bool:
    """Whether it is part of a link; one that is a field says so by its style only."""
    named = value(run.find(path("rPr", "rStyle"))).casefold()
    return named in LINK_STYLES or next(run.iterancestors(path("hyperlink")), None) is not None


def _blocks(parent: Element) -> Iterator[Element]:
    """What stands in it, looking through what only wraps."""
    for child in parent:
        if child.tag in _THROUGH:
            yield from _blocks(child)
        else:
            yield child


def _document(archive: ZipFile) -> Document:
    main = next(target for kind, target in _related(archive, "") if kind == "officeDocument")
    root = _parsed(archive, main)
    # What was moved elsewhere under tracked changes is no more read out than what was deleted.
    etree.strip_elements(root, path("moveFrom"), with_tail=False)
    body = root.find(path("body"))
    if body is None:
        raise ValueError("No body of a Word document in the usual vocabulary")
    parts = {kind: _parsed(archive, target) for kind, target in _related(archive, main) if kind in PARTS}
    edges = [(EDGES[kind], _parsed(archive, target)) for kind, target in _related(archive, main) if kind in EDGES]
    styles = Styles(parts["styles"] if "styles" in parts else etree.Element(path("styles")))
    return Document(body, tuple(edges), styles, parts.get("settings"), _properties(archive))


def _properties(archive: ZipFile) -> dict[str, str]:
    core = [target for kind, target in _related(archive, "") if kind == "core-properties"]
    found = (element for target in core for element in _parsed(archive, target))
    said = {etree.QName(element).localname: (element.text or "").strip() for element in found}
    return {name: said.get(name, "") for name in PROPERTIES}


def _related(archive: ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """The parts that a part is bound up with, each with its kind; `""` is the whole file."""
    name = join(dirname(part), "_rels", f"{basename(part)}.rels")
    if name not in archive.namelist():
        return
    for relation in _parsed(archive, name):
        if relation.get("TargetMode") != "External":
            target = normpath(join("/", dirname(part), relation.get("Target", ""))).lstrip("/")
            yield basename(relation.get("Type", "")), target


def _parsed(archive: ZipFile, part: str) -> Element:
    return etree.fromstring(archive.read(part), _PARSER)
