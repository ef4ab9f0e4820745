"""Which of a template's styles stand for Waymark's: those that are named alike or chosen; what is missing is added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from docx.opc.part import Part
from lxml import etree

from waymark.domain.errors import Refused
from waymark.exchange.papers.ooxml import Element, W, path, value, w
from waymark.exchange.papers.template.numbering import brought_in, numbering_root
from waymark.exchange.papers.template.opening import opened, styles_root
from waymark.exchange.styles import BASED_ON, CHARACTER, PARAGRAPH, TABLE, Styles, id_of, name_of

BODY, TITLE = "Normal", "Heading1"
WAYMARKS_SIZES = {"Table": 24, "WideTable": 20}
"""In half points: the text in tables, narrow and wide, by how the names of its styles begin."""
WORDS_OWN_SIZE = 20
KINDS = (PARAGRAPH, CHARACTER, TABLE)
ALSO = {"Data table": ("Table Grid",)}
"""What else a style may be called: Word's own name for a table with a frame."""
NEXT, HIDDEN, NUMBER = path("next"), path("semiHidden"), ("pPr", "numPr", "numId")
_BEFORE_NUMBER = frozenset(map(path, ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")))
_BEHIND_PARAGRAPH = frozenset(map(path, ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")))
_BEHIND_LEVEL = frozenset(map(path, ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")))


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A style of Waymark's that has no namesake in a template, and the template's that could stand for it."""

    name: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The ids of Waymark's styles and lists in a document, by Waymark's own.

    `unlevelled` are the levels of headings whose styles there do not say that they are headings. `sizes` are those of
    text in tables, in half points, by how the names of its styles begin.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    unlevelled: Mapping[str, int] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=lambda: dict(WAYMARKS_SIZES))

    def put_on(self, content: Element) -> None:
        """Give what stands under `content` the styles and lists of the document."""
        for tag, ids in {"pStyle": self.ids, "rStyle": self.ids, "tblStyle": self.ids, "numId": self.lists}.items():
            for named in content.iter(path(tag)):
                id = value(named)
                if tag == "pStyle" and id in self.unlevelled:
                    _set_level(named, self.unlevelled[id])
                named.set(f"{{{W}}}val", ids.get(id, id))


def unmatched(template: Path) -> tuple[Unmatched, ...]:
    """What a person may choose styles for. Raises Refused for a template that is no use."""
    matching = _Matching(styles_root(opened(template).main_document_part), {})
    return tuple(Unmatched(name_of(style), tuple(matching.candidates(style))) for style in matching.missing())


def matched(document: Part, chosen: Mapping[str, str]) -> Matched:
    """Match the document's styles with Waymark's, and add to it what is missing.

    `chosen` names the document's styles by Waymark's. Raises Refused for a name that there is not.
    """
    matching = _Matching(styles_root(document), chosen)
    lists = brought_in(numbering_root(document), matching.lists_needed())
    matching.add_missing(lists)
    return Matched(matching.ids(), lists, matching.unlevelled(), matching.sizes())


class _Matching:
    """A document's styles held against Waymark's."""

    def __init__(self, root: Element, chosen: Mapping[str, str]) -> None:
        self._theirs = Styles(root)
        self._own = Styles(etree.fromstring(files("waymark_resources").joinpath("word", "styles.xml").read_bytes()))
        self._chosen = {name.casefold(): style for name, style in chosen.items()}
        self._check_names(chosen)
        styles = [style for kind in KINDS for style in self._own.of_kind(kind)]
        self._found = {id_of(style): self._counterpart(style) for style in styles}
        self._bases = {id: self._fresh(id) if style is None else id_of(style) for id, style in self._found.items()}

    def missing(self) -> Iterator[Element]:
        """Waymark's styles that have no namesake, those apart that every document has without naming them."""
        found = ((self._own.style(id), style) for id, style in self._found.items())
        return (own for own, style in found if style is None and not value(own, "default"))

    def candidates(self, own: Element) -> Iterator[str]:
        """The names of the document's styles of the same kind, headings of the same level first."""
        styles = [style for style in self._theirs.of_kind(value(own, "type")) if style.find(HIDDEN) is None]
        level = _level(self._own, own)
        return map(name_of, sorted(styles, key=lambda style: _level(self._theirs, style) != level))

    def lists_needed(self) -> dict[str, str]:
        """The ids in the document of Waymark's styles for list items that make no list there."""
        listed = [id for id in self._found if self._own.property(self._own.style(id), *NUMBER) is not None]
        return {id: self._bases[id] for id in listed if self._theirs.property(self._found[id], *NUMBER) is None}

    def add_missing(self, lists: Mapping[str, str]) -> None:
        """Add Waymark's styles that have no counterpart, and make real lists of those that have one and are none."""
        for id in self.lists_needed():
            if (style := self._found[id]) is not None:
                _make_list(style, lists[value(self._own.property(self._own.style(id), *NUMBER))])
        for id, style in self._found.items():
            if style is None:
                self._theirs.add(self._copy(id, lists))

    def ids(self) -> dict[str, str]:
        """The ids in the document by Waymark's."""
        return self._bases | {BODY: self._body()}

    def unlevelled(self) -> dict[str, int]:
        """The levels, from 0, of headings whose counterparts are on none, or on another."""
        levels = {id: _level(self._own, self._own.style(id)) for id in self._found}
        there = {id: _level(self._theirs, self._theirs.style(self._bases[id])) for id in levels}
        return {id: int(level) for id, level in levels.items() if level and there[id] != level}

    def sizes(self) -> dict[str, int]:
        """The sizes of text in tables, in half points."""
        return {each: self._size(self._theirs.style(self._bases[f"{each}Text"])) for each in WAYMARKS_SIZES}

    def _size(self, style: Element) -> int:
        said = self._theirs.property(style, "rPr", "sz")
        if said is None:
            said = self._theirs.root.find(path("docDefaults", "rPrDefault", "rPr", "sz"))
        return int(value(said)) if value(said).isdigit() else WORDS_OWN_SIZE

    def _check_names(self, chosen: Mapping[str, str]) -> None:
        kinds = {name_of(style).casefold(): value(style, "type") for kind in KINDS for style in self._own.of_kind(kind)}
        for name, theirs in chosen.items():
            if name.casefold() not in kinds:
                known = ", ".join(name_of(style) for kind in KINDS for style in self._own.of_kind(kind))
                raise Refused(f"No style of Waymark’s is called “{name}”; nothing was written. There are {known}.")
            if self._theirs.named(kinds[name.casefold()], theirs) is None:
                raise Refused(
                    f"The template has no style “{theirs}” that could stand for “{name}”. Nothing was written."
                )

    def _counterpart(self, own: Element) -> Element | None:
        kind, name = value(own, "type"), name_of(own)
        if name.casefold() in self._chosen:
            return self._theirs.named(kind, self._chosen[name.casefold()])
        if value(own, "default"):
            return self._theirs.default(kind)
        found = (self._theirs.named(kind, each) for each in (name, *ALSO.get(name, ())))
        return next((style for style in found if style is not None), None)

    def _fresh(self, id: str) -> str:
        """An id for a style that is added: another style, with another name, may have Waymark's."""
        return f"Waymark{id}" if id in self._theirs else id

    def _body(self) -> str:
        """The style for paragraphs: what follows a heading, as the template has it, unless that numbers them."""
        heading = self._theirs.style(self._bases[TITLE])
        after = self._theirs.get(value(heading.find(NEXT)))
        if BODY.casefold() in self._chosen or after is None or self._theirs.property(after, *NUMBER) is not None:
            return self._bases[BODY]
        return self._bases[BODY] if after is heading else id_of(after)

    def _copy(self, id: str, lists: Mapping[str, str]) -> Element:
        style = deepcopy(self._own.style(id))
        style.set(f"{{{W}}}styleId", self._bases[id])
        for tags, ids in {(BASED_ON,): self._bases, (NEXT,): self._bases, (path(*NUMBER),): lists}.items():
            for named in style.iterfind(tags[0]):
                named.set(f"{{{W}}}val", ids[value(named)])
        return style


def _level(styles: Styles, style: Element) -> str:
    """The outline level that the style says, from 0, blank for none."""
    return value(styles.property(style, "pPr", "outlineLvl"))


def _make_list(style: Element, number: str) -> None:
    properties = style.find(path("pPr"))
    if properties is None:
        properties = w("pPr")
        places = [place for place, each in enumerate(style) if each.tag in _BEHIND_PARAGRAPH]
        style.insert(places[0] if places else len(style), properties)
    place = sum(each.tag in _BEFORE_NUMBER for each in properties)
    properties.insert(place, w("numPr", w("numId", val=number)))


def _set_level(named: Element, level: int) -> None:
    """Say the level in the paragraph itself, at the end of its properties but for what ends a section."""
    properties = next(named.iterancestors())
    place = sum(each.tag not in _BEHIND_LEVEL for each in properties)
    properties.insert(place, w("outlineLvl", val=level))
