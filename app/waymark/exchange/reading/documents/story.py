"""The prose of a document, as what it is: passages, statements beneath the headings of themes, a key in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waymark.domain.text import plain_words, quoted
from waymark.exchange.reading.documents.heading_looks import BULLET
from waymark.exchange.reading.documents.key_words import key_in, key_in_sentence, key_line
from waymark.exchange.reading.documents.outline import LABEL, Path, is_caption
from waymark.exchange.reading.found import Kind, Mark, Passage, Statement, Table
from waymark.exchange.reading.headings import headed
from waymark.exchange.reading.rows import is_note
from waymark.exchange.reading.sheet import Grid, Prose, Source
from waymark.exchange.reading.titles import STATEMENT
from waymark.exchange.reading.typed import Ignored
from waymark.exchange.reading.vocabulary import roles_named

LONGEST_STATEMENT = 1200
FEWEST_WORDS = 4
"""What a cell must have at least to be a sentence."""
MOST_COLUMNS = 4
NOTE = "note"
SUMMARY = frozenset({"summary", "update"})


@dataclass(frozen=True, slots=True)
class Story:
    """What the prose of a document comes to."""

    passages: tuple[Passage, ...] = ()
    statements: tuple[Statement, ...] = ()
    key: tuple[Mark, ...] = ()
    left_out: tuple[Ignored, ...] = ()


def story_of(source: Source, tables: Sequence[Table], explained: frozenset[str]) -> Story:
    """The prose between the tables of a document. `explained` are the grids of which is told already what they hold."""
    by_grid: dict[str, list[Table]] = {}
    for table in tables:
        by_grid.setdefault(table.grid, []).append(table)
    telling = _Telling(by_grid, _themes(tables), explained, _spoken_for(source))
    for place, part in enumerate(source.parts):
        following = source.parts[place + 1] if place + 1 < len(source.parts) else None
        telling.take(part, following)
    return telling.story()


@dataclass(slots=True)
class _Telling:
    """A document as far as it has been gone through; `waiting` stands beneath the last heading or table."""

    tables: Mapping[str, Sequence[Table]]
    themes: frozenset[str]
    explained: frozenset[str]
    spoken_for: frozenset[str]
    path: Path = field(default_factory=Path)
    waiting: list[Prose] = field(default_factory=list)
    is_beneath_table: bool = False
    passages: list[Passage] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    left_out: list[Ignored] = field(default_factory=list)

    def take(self, part: Grid | Prose, following: Grid | Prose | None) -> None:
        """The next part of the document."""
        if isinstance(part, Grid):
            self._table(part)
        elif part.level:
            self._tell()
            self.path.enter(part)
            self.is_beneath_table = False
        elif part.role == LABEL:
            self.waiting.append(part)
        elif part.role == NOTE:
            self.left_out.append(Ignored(part.where, f"a note, by its style: {quoted(part.text)}"))
        elif isinstance(following, Grid) and is_caption(part) and not self._is_labelled():
            self.left_out.append(Ignored(part.where, f"the title of the table beneath it: {quoted(part.text)}"))
        elif not part.front:
            self.waiting.append(part)

    def story(self) -> Story:
        """What it all comes to."""
        self._tell()
        key = tuple(self.marks)
        return Story(tuple(self.passages), tuple(self.statements), key, tuple(self.left_out))

    def _table(self, grid: Grid) -> None:
        found = self.tables.get(grid.name, ())
        taken = next((table for table in found if not table.why_not), None)
        title = self.path.titles[-1] if self.path.titles else ""
        if taken and taken.kind is Kind.actions and taken.section == title and not self.is_beneath_table:
            self._tell(heading=title)
        else:
            self._tell()
        if not found and grid.name not in self.explained:
            self._without_table(grid)
        self.is_beneath_table = self.is_beneath_table or taken is not None

    def _tell(self, heading: str = "") -> None:
        """What waits: statements of the theme with that heading, else passages and lines of a key."""
        waiting, self.waiting = self.waiting, []
        if marks := _key_of(waiting):
            self.marks.extend(marks)
            waiting = [part for part in waiting if not key_line(part.text)]
        if not heading and self._names_a_theme():
            heading = self.path.titles[-1]
        if heading and sum(len(part.text) for part in waiting) <= LONGEST_STATEMENT:
            self._state(heading, waiting)
            return
        waiting = [part for part in waiting if part.role != LABEL]
        for part in waiting:
            if self.is_beneath_table and is_note(part.text):
                self.left_out.append(Ignored(part.where, f"a note beside the table: {quoted(part.text)}"))
            else:
                self.passages.append(self._passage(_line(part), part.where))

    def _state(self, heading: str, parts: Sequence[Prose]) -> None:
        texts = [part for part in parts if part.role != LABEL]
        if texts:
            text = "\n".join(STATEMENT.sub("", _line(part), count=1) for part in texts)
            self.statements.append(Statement(heading, text, texts[0].where))

    def _names_a_theme(self) -> bool:
        """Whether the text stands beneath the name of a theme, though the theme's table stands elsewhere."""
        titles = self.path.titles
        if not titles or self.is_beneath_table or plain_words(headed(titles[-1])[1]) not in self.themes:
            return False
        return not any(SUMMARY & roles_named(title).keys() for title in titles[:-1])

    def _is_labelled(self) -> bool:
        return any(part.role == LABEL for part in self.waiting)

    def _passage(self, text: str, where: str) -> Passage:
        """A passage under its headings; an outer one that has text of its own is a section of its own."""
        titles = self.path.titles
        outer = [title for title in titles[:-1] if title not in self.spoken_for]
        return Passage(" / ".join((*outer[-1:], *titles[-1:])), text, where)

    def _without_table(self, grid: Grid) -> None:
        """A table of which nothing is known: sentences set side by side are passages, all else is told."""
        cells = [cell for cell in grid.cells.values() if cell.text.strip()]
        if (
            cells
            and max(column for _, column in grid.cells) <= MOST_COLUMNS
            and all(_is_sentence(cell.text) for cell in cells)
        ):
            self.passages += [self._passage(" ".join(cell.text.split()), cell.where) for cell in cells]
        elif cells:
            said = quoted(" · ".join(cell.text for cell in cells[:4]))
            self.left_out.append(Ignored(grid.name, f"a table that Waymark does not know: {said}", "table"))


def _themes(tables: Sequence[Table]) -> frozenset[str]:
    """The titles of what actions stand under."""
    taken = [table for table in tables if table.kind is Kind.actions and not table.why_not]
    lines = {line.section[0] for table in taken if not table.section for line in table.lines if line.section}
    named = {*(table.section for table in taken), *lines}
    return frozenset(plain_words(headed(title)[1]) for title in named if title)


def _spoken_for(source: Source) -> frozenset[str]:
    """The headings that have text of their own beneath them, before any inner heading."""
    path, found = Path(), set()
    for part in source.parts:
        if isinstance(part, Prose) and part.level:
            path.enter(part)
        elif isinstance(part, Prose) and not part.front and path.titles:
            found.add(path.titles[-1])
    return frozenset(found)


def _key_of(parts: Sequence[Prose]) -> tuple[Mark, ...]:
    """The key that paragraphs print: a line for each rating, or all of them in one sentence."""
    lines = [mark for part in parts if (mark := key_line(part.text))]
    return key_in(lines) or next((marks for part in parts if (marks := key_in_sentence(part.text))), ())


def _line(part: Prose) -> str:
    """A paragraph as a passage has it: bullets are dashes, letters stay; its number is for a paper to give anew."""
    if part.mark == BULLET:
        return f"- {part.text}"
    is_number = part.mark.rstrip(".)").replace(".", "").isdigit()
    return part.text if is_number or not part.mark else f"{part.mark} {part.text}"


def _is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) >= FEWEST_WORDS and words[0][:1].isalpha()
